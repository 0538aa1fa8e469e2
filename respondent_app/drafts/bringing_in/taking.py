"""One import as it goes: each thing that a file says is held against the response, and changes it or is left alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace

from respondent_app.drafts.bringing_in.typed_text import (
    Span,
    is_public_version,
    is_withheld,
    respaced,
    says_nothing,
    squeezed,
)
from respondent_app.drafts.merging.merge_words import named, thing_named
from respondent_app.drafts.past.step_words import FIELDS
from respondent_app.model import edits
from respondent_app.model.place import COMMENT_PARTS, Part, Place
from respondent_app.model.response import (
    Category,
    ClauseComment,
    CommentType,
    Mark,
    Response,
    Scope,
    Stance,
)
from respondent_app.model.stretches import changed_stretches
from respondent_app.model.taken_in import Came, LeftAlone
from respondent_app.model.text import clean, fold

_LONGEST_QUOTE = 200
_WITHHELD = "holds a placeholder of a public version"


class Taking:
    """A response while a file is taken in; `response`, `came` and `left` say how far it has come.

    Changes whose keys are `refused` do not come in, as if the file did not say so.
    """

    def __init__(self, response: Response, refused: Container[str] = ()) -> None:
        self.response = response
        self.came: list[Came] = []
        self.left: list[LeftAlone] = []
        self._refused = refused
        self._new: dict[str, str] = {}  # the comments that came, by id: what names each in the keys of changes
        self._new_seen: Counter[str] = Counter()

    def leave(self, question: str, what: str, *, look: bool = True) -> None:
        """Take note of something that changes nothing."""
        self.left.append(LeftAlone(question, what, look))

    def text(self, place: Place, typed: str) -> None:
        """Take a text in, by the words that differ. What says nothing, or was withheld, replaces nothing."""
        typed, before = clean(typed), self.response.text_at(place)
        if says_nothing(typed) or squeezed(typed) == squeezed(before):
            return
        name = _capital(named(place, self.response))
        if is_withheld(typed, before, self._substitutes(place)):
            untouched = is_public_version(typed, before, self._withheld(place, before))
            self.leave(place.question, f"{name} stays as it is: the file {_WITHHELD} there.", look=not untouched)
            return
        key = f"text/{place.question}/{place.part}/{self._named(place.comment)}"
        if key in self._refused:
            return
        marked = self._marked_words(place)
        now = respaced(before, typed)
        self.response = edits.with_text(self.response, place, now)
        changed = self._marked_words(place) != marked
        self.came.append(replace(_came(place, name, before, now, marks_changed=changed), key=key))

    def stance(self, question: str, part: str, label: str, stance: Stance) -> None:
        """Take a position in."""
        answer, key = self.response.answer(question), f"stance/{question}/{part}"
        was = answer.stance.get(part, Stance.UNSET)
        if stance and was != stance and key not in self._refused:
            self.response = self.response.with_answer(question, replace(answer, stance={**answer.stance, part: stance}))
            name = f"The position{f' on “{label}”' if label else ''} in {question}"
            what = f"{name} is “{stance}” now."
            self.came.append(Came(question, what, key=key, name=name, was=was, is_now=stance))

    def detail(self, name: str, typed: str) -> None:
        """Take one of the respondent's details in; `name` is that of the attribute."""
        typed, before = clean(typed).strip(), str(getattr(self.response.respondent, name))
        if says_nothing(typed) or squeezed(typed) == squeezed(before):
            return
        if is_withheld(typed, before, self._substitutes_of(Scope.ORGANISATION) if name == "organisation" else ()):
            self.leave("", f"The {FIELDS[name]} stays as it is: the file {_WITHHELD} there.", look=False)
            return
        value = typed if name == "address" else squeezed(typed)
        self._set_detail(name, category_of(typed) if name == "category" else value)

    def _set_detail(self, name: str, value: str) -> None:
        was, key = str(getattr(self.response.respondent, name)), f"detail/{name}"
        if not value:
            self.leave("", "The category in the file is none of those that can be chosen. It was left as it is.")
        elif value != was and key not in self._refused:
            self.response = replace(self.response, respondent=replace(self.response.respondent, **{name: value}))  # type: ignore[arg-type]  # a category is one of text
            named = f"The {FIELDS[name]}"
            self.came.append(Came("", f"{named} is another one now.", key=key, name=named, was=was, is_now=value))

    def new_comment(self, question: str, comment: ClauseComment) -> bool:
        """Take in a comment that is none of ours; return whether it came in."""
        self._new_seen[question] += 1
        self._new[comment.id] = key = f"new/{question}/{self._new_seen[question]}"
        if key in self._refused:
            return False
        self.response = edits.with_comment(self.response, question, comment)
        part = next((part for part in COMMENT_PARTS if comment.text_of(part)), Part.COMMENT)
        on, place = _on(comment.clause), Place(question, part, comment.id)
        what = f"A comment{on} came to {question}."
        self.came.append(Came(question, what, place, key=key, name=f"A new comment{on} ({question})"))
        return True

    def comment_field(self, question: str, comment_id: str, *, clause: str = "", kind: str = "") -> None:
        """Take in the clause of a comment and what it is about, as far as the file says."""
        comment = self.response.answer(question).comment(comment_id)
        clause, place = squeezed(clean(clause)), Place(question, Part.COMMENT, comment_id)
        if clause and squeezed(comment.clause) != clause and not self._is_withheld_cell(clause, place):
            what = f"The comment{_on(comment.clause)} in {question} is{_on(clause)} now."
            name, key = (
                f"The clause of the comment{_on(comment.clause)} in {question}",
                f"clause/{self._named(comment_id)}",
            )
            came = Came(question, what, place, key=key, name=name, was=comment.clause, is_now=clause)
            self._replace_comment(came, replace(comment, clause=clause))
            comment = self.response.answer(question).comment(comment_id)
        type_ = type_of(kind)
        if type_ is None and not says_nothing(kind) and not self._is_withheld_cell(kind, place):
            what = f"The file says of the comment{_on(comment.clause)} in {question} what it is about in other words."
            self.leave(question, f"{what} It was left as it is.")
        if type_ not in {None, comment.type}:
            what = f"The comment{_on(comment.clause)} in {question} is about {type_} now."
            name, key = (
                f"What the comment{_on(comment.clause)} in {question} is about",
                f"type/{self._named(comment_id)}",
            )
            came = Came(question, what, place, key=key, name=name, was=comment.type, is_now=type_ or "")
            self._replace_comment(came, replace(comment, type=type_ or comment.type))

    def mark(self, mark: Mark, what: str, source: str = "") -> None:
        """Take a mark in, new or in place of the one with its id; `source` is what the file calls it."""
        comment = self._named(mark.comment)
        key = f"mark/{mark.scope}/{mark.question}/{mark.part}/{comment}/{source}"
        if key in self._refused:
            return
        is_new = all(held.id != mark.id for held in self.response.marks)
        name = f"{'Confidential' if is_new else 'Why it is confidential'}: {thing_named(mark, self.response)}"
        self.response = edits.with_mark(self.response, mark)
        place = mark.place if mark.scope is Scope.PASSAGE else None
        words = self.response.text_at(mark.place)[mark.start : mark.end] if place else ""
        self.came.append(Came(mark.question, what, place, key=key, name=name, is_now=words))

    def covering(self, place: Place) -> Iterator[Mark]:
        """Yield the marks that withhold all of a text."""
        return (mark for mark in self.response.marks if mark.covers(place))

    def _replace_comment(self, came: Came, comment: ClauseComment) -> None:
        if came.key not in self._refused:
            self.response = edits.with_comment(self.response, came.question, comment)
            self.came.append(came)

    def _named(self, comment_id: str) -> str:
        """Return what names a comment in keys: a comment that came has another id each time."""
        return self._new.get(comment_id, comment_id)

    def _is_withheld_cell(self, typed: str, place: Place) -> bool:
        return is_withheld(typed, "", (mark.reason.substitute for mark in self.covering(place)))

    def _substitutes(self, place: Place) -> Iterator[str]:
        marks = (*self.covering(place), *self.response.passages(place))
        return (mark.reason.substitute for mark in marks)

    def _substitutes_of(self, scope: Scope) -> Iterator[str]:
        return (mark.reason.substitute for mark in self.response.marks if mark.scope is scope)

    def _withheld(self, place: Place, text: str) -> list[Span]:
        if any(self.covering(place)):
            return [(0, len(text))]
        return [(mark.start, mark.end) for mark in self.response.passages(place)]

    def _marked_words(self, place: Place) -> Mapping[str, str]:
        text = self.response.text_at(place)
        return {mark.id: text[mark.start : mark.end] for mark in self.response.passages(place)}


def category_of(words: str) -> Category:
    """Return the category that some words name; unset if they name none."""
    return next((category for category in Category if category and fold(category) == fold(words)), Category.UNSET)


def type_of(words: str) -> CommentType | None:
    """Return what a comment is about by a word for it; None if that word is none of ours."""
    return next((type_ for type_ in CommentType if type_ == fold(words)), None)


def _came(place: Place, name: str, before: str, now: str, *, marks_changed: bool) -> Came:
    stretches = changed_stretches(before, now)
    come = sum(len(stretch.come.split()) for stretch in stretches)
    gone = sum(len(before[s.start : s.start + s.removed].split()) for s in stretches)
    first = next((s for s in stretches if s.come.strip()), None)
    quote = first.come[:_LONGEST_QUOTE].strip() if first else ""
    if not before.strip():
        what = f"{name} was empty and has {_counted(come)} now."
    else:
        what = f"{name} changed: {_counted(come)} came, {gone} went."
    if marks_changed:
        what += " Words that are marked as confidential changed, too."
    start = max(now.find(quote, first.start), 0) if first else 0
    return Came(place.question, what, place, quote, start, name=name)


def _counted(count: int) -> str:
    return "1 word" if count == 1 else f"{count} words"


def _on(clause: str) -> str:
    shown = squeezed(clause)
    if not shown:
        return ""
    return f" on {shown}" if fold(shown).startswith("clause") else f" on clause {shown}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
