"""The marks of an answers file, found again on the words as the draft has them now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

from respondent_app.drafts.bringing_in.taking import Taking
from respondent_app.drafts.bringing_in.typed_text import Span, squeezed
from respondent_app.drafts.merging.merge_words import thing_named
from respondent_app.model.response import Mark, Reason, Response, Scope, new_id


def take_marks(taking: Taking, file: Response, comments: Mapping[str, str]) -> None:
    """Add the marks of a file; `comments` says which comment of the response (its id) each of the file became."""
    for mark in file.marks:
        moved = _moved(mark, file, taking.response, comments)
        if moved is None:
            what = "Words that the file marks as confidential do not stand so in the response: mark them there."
            taking.leave(mark.question, what)
        else:
            _take(taking, moved, mark.id)


def _take(taking: Taking, mark: Mark, source: str) -> None:
    """Add a mark, or its reason to the one that covers the same already."""
    name = thing_named(mark, taking.response)
    there = next((held for held in taking.response.marks if _covered(held) == _covered(mark)), None)
    if there is None:
        taking.mark(replace(mark, id=new_id()), f"{name[:1].upper()}{name[1:]} is marked as confidential now.", source)
        return
    reason = _filled(there.reason, mark.reason)
    if reason != there.reason:
        taking.mark(replace(there, reason=reason), f"The reason why {name} is confidential is another one now.", source)


def _covered(mark: Mark) -> tuple[object, ...]:
    passage = (mark.part, mark.start, mark.end) if mark.scope is Scope.PASSAGE else ()
    return (mark.scope, mark.question, mark.comment, *passage)


def _filled(ours: Reason, theirs: Reason) -> Reason:
    """Return our reason with whatever the file says; what the file leaves out stays."""
    usual = Reason()
    said = {f.name: value for f in fields(Reason) if (value := getattr(theirs, f.name)) != getattr(usual, f.name)}
    return replace(ours, **said)


def _moved(mark: Mark, file: Response, response: Response, comments: Mapping[str, str]) -> Mark | None:
    """Return a mark of the file as it lies in the response; None if its words, or its comment, are not there."""
    if mark.comment and not comments.get(mark.comment):
        return None
    moved = replace(mark, comment=comments.get(mark.comment, ""))
    if mark.scope is not Scope.PASSAGE:
        return moved
    span = _same_words(file.text_at(mark.place), (mark.start, mark.end), response.text_at(moved.place))
    return None if span is None else replace(moved, start=span[0], end=span[1])


def _same_words(theirs: str, span: Span, ours: str) -> Span | None:
    """Return where words stand in our text: in the same place if only spaces differ, else where they stand once."""
    if squeezed(theirs) == squeezed(ours):
        before = len("".join(theirs[: span[0]].split()))
        length = len("".join(theirs[span[0] : span[1]].split()))
        signs = [at for at, sign in enumerate(ours) if not sign.isspace()][before : before + length]
        return (signs[0], signs[-1] + 1) if signs else None
    words = theirs[span[0] : span[1]]
    return (ours.index(words), ours.index(words) + len(words)) if ours.count(words) == 1 else None
