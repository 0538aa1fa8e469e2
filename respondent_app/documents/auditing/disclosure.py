"""Which changes the table tells of, and which it does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from respondent_app.documents.auditing.apart import Apart
from respondent_app.documents.auditing.comments import Speaker
from respondent_app.documents.auditing.phrases import Run, capitals, tokens
from respondent_app.documents.auditing.remainder import Remainder
from respondent_app.documents.auditing.texts import Texts
from respondent_app.documents.auditing.wording import clip, listed, quoted, sentence, told_all
from respondent_app.model.audit import Undisclosed, Weightiness
from respondent_app.model.comparison import Clause, ClauseChange, Kind

_CUTS = {Kind.SPLIT: "one clause becomes several", Kind.MERGED: "several clauses become one"}
_SHOWN = 3
_MOVES = {Kind.MOVED, Kind.MOVED_EDITED}


@dataclass(frozen=True, slots=True)
class Left:
    """What no row explains of one change: words, those that only follow other changes, and capitals."""

    runs: tuple[Run, ...] = ()
    following: tuple[Run, ...] = ()
    capitals: tuple[Run, ...] = ()

    @property
    def words(self) -> tuple[Run, ...]:
        """What may alter the meaning: other words, and words that another capital may make defined terms."""
        return (*self.runs, *self.capitals)


def left(index: int, remainder: Remainder, texts: Texts, apart: Apart) -> Left:
    """Return what no row explains of the words of a change."""
    change = texts.changes[index]
    found = remainder.runs
    following = tuple(run for run in found if apart.is_consequence(run, change) or apart.is_joiner(run, index))
    is_heading = any(clause.is_heading for clause in (*change.current, *change.proposed))
    other = () if is_heading else capitals(remainder.current, remainder.proposed, found)
    return Left(tuple(run for run in found if run not in following), following, other)


def finding(index: int, rest: Left, texts: Texts, apart: Apart, speaker: Speaker, *, told: bool) -> Undisclosed | None:
    """Return the finding on a change, None where there is nothing to find.

    `told` means that a row tells of the change: then only words that it leaves out are found.
    """
    change = texts.changes[index]
    if change.kind is Kind.UNCHANGED:
        return None
    if rest.words:
        if apart.is_front_matter(index):
            return _found(
                index, texts, "The cover, the contents or the margin of the page changes.", Weightiness.FORMATTING
            )
        detail = _detail(change, rest)
        comment = speaker.on_undisclosed(texts.name(index), change, rest.words, partly=told)
        return _found(index, texts, detail, Weightiness.WORDS, comment)
    if told:
        return None
    return _without_words(index, rest, texts, speaker)


def _without_words(index: int, rest: Left, texts: Texts, speaker: Speaker) -> Undisclosed | None:
    """Return the finding on a change whose words are the same, or only follow other changes."""
    change = texts.changes[index]
    if rest.following:
        detail = sentence(f"{told_all(rest.following)}, which follows from changes around it")
        return _found(index, texts, detail, Weightiness.RENUMBERING)
    if _objects(change.current) != _objects(change.proposed):
        detail = "A picture, drawing or equation changes."
        return _found(index, texts, detail, Weightiness.WORDS, speaker.on_object(texts.name(index)))
    if change.kind in {Kind.INSERTED, Kind.DELETED} and not _text(change):
        return None
    return _found(index, texts, *_as_it_is(change))


def _as_it_is(change: ClauseChange) -> tuple[str, Weightiness]:
    """Say what becomes of a clause whose words stay."""
    if change.kind in _CUTS:
        return f"The words stay; {_CUTS[change.kind]}.", Weightiness.RENUMBERING
    if change.kind in _MOVES or change.kind is Kind.RENUMBERED:
        return _numbering(change), Weightiness.RENUMBERING
    if change.kind is Kind.FORMATTED:
        return "Only the formatting changes.", Weightiness.FORMATTING
    return _sign(change) if change.kind is not Kind.EDITED else _typed(change), Weightiness.TYPOGRAPHY


def _found(index: int, texts: Texts, detail: str, weightiness: Weightiness, comment: str = "") -> Undisclosed:
    change = texts.changes[index]
    return Undisclosed(texts.reference(index), change.kind.value, detail, index, weightiness, comment)


def _detail(change: ClauseChange, rest: Left) -> str:
    if change.kind is Kind.INSERTED:
        return sentence(
            f"{'The heading' if change.proposed[0].is_heading else 'New text'}: {quoted(clip(_text(change)))}"
        )
    if change.kind is Kind.DELETED:
        return sentence(
            f"{'The heading' if change.current[0].is_heading else 'Text'} deleted: {quoted(clip(_text(change)))}"
        )
    return sentence(told_all(rest.words) + ", a capital can make a defined term" * bool(rest.capitals))


def _numbering(change: ClauseChange) -> str:
    was, now = (side[0].place if side else "" for side in (change.current, change.proposed))
    if was != now and was and now:
        verb = "is moved and is" if change.kind in _MOVES else "is"
        return f"Clause {was} {verb} now {now}; the words are the same."
    return "The text is moved; the words are the same."


def _typed(change: ClauseChange) -> str:
    """Say how the same words are typed otherwise, as far as there is a word to show."""
    before, after = (tokens(" ".join(c.text for c in side)) for side in (change.current, change.proposed))
    pairs = [(a.printed, b.printed) for a, b in zip(before, after, strict=False) if a.printed != b.printed]
    if len(before) == len(after) and 0 < len(pairs) <= _SHOWN:
        return sentence(listed([f"{quoted(a)} becomes {quoted(b)}" for a, b in pairs]))
    return "Only quotes, dashes, spaces, punctuation or letter case change."


def _sign(change: ClauseChange) -> str:
    return sentence(f"{quoted(_text(change))} {'is inserted' if change.kind is Kind.INSERTED else 'is deleted'}")


def _text(change: ClauseChange) -> str:
    return " ".join(clause.text for clause in (change.proposed or change.current)).strip()


def _objects(clauses: Sequence[Clause]) -> list[str]:
    return [one for clause in clauses for one in clause.objects]
