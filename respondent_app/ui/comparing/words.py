"""What is shown, spoken and copied of one clause and what became of it."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable, Iterator

from respondent_app.model.audit import Audit, Verdict
from respondent_app.model.comparison import Clause, ClauseChange, Kind
from respondent_app.model.word_diff import Did, Words
from respondent_app.ui.reading.changes_model import NOT_IN_THE_TABLE

KIND_NAMES = {
    Kind.UNCHANGED: "Unchanged",
    Kind.EDITED: "Edited",
    Kind.INSERTED: "Inserted",
    Kind.DELETED: "Deleted",
    Kind.MOVED: "Moved",
    Kind.MOVED_EDITED: "Moved and edited",
    Kind.SPLIT: "Split",
    Kind.MERGED: "Merged",
    Kind.RENUMBERED: "Renumbered",
    Kind.FORMATTED: "Formatting",
}
TYPOGRAPHY = "Quotes or spaces"
KIND_BADGES = {
    Kind.INSERTED: "good",
    Kind.DELETED: "bad",
    Kind.EDITED: "info",
    Kind.MOVED: "confidential",
    Kind.MOVED_EDITED: "confidential",
    Kind.SPLIT: "info",
    Kind.MERGED: "info",
    Kind.RENUMBERED: "plain",
    Kind.FORMATTED: "plain",
    Kind.UNCHANGED: "plain",
}
VERDICT_NAMES = {
    Verdict.AS_DESCRIBED: "as described",
    Verdict.DIFFERS: "differs",
    Verdict.NO_CHANGE_FOUND: "no change found",
    Verdict.CANNOT_TELL: "cannot tell",
}
VERDICT_BADGES = {
    Verdict.AS_DESCRIBED: "good",
    Verdict.DIFFERS: "attention",
    Verdict.NO_CHANGE_FOUND: "attention",
    Verdict.CANNOT_TELL: "plain",
}
_SPOKEN = {Did.COME: "inserted: {}", Did.GO: "deleted: {}", Did.STAY: "{}"}
_WRITTEN = {Did.COME: "[+{}+]", Did.GO: "[-{}-]", Did.STAY: "{}"}
_BETWEEN_CLAUSES = "\n"
_LEAD, _SNIPPET = 16, 160  # characters
_SIGNS = {Did.COME: "+ ", Did.GO: "− "}
_WORD = f"{string.ascii_letters}{string.digits}./"


def kind_name(change: ClauseChange) -> str:
    """Say what became of a clause."""
    return TYPOGRAPHY if change.typography and change.kind is Kind.EDITED else KIND_NAMES[change.kind]


def number(change: ClauseChange) -> str:
    """Return the clause's number, both where they differ: "3.4 → 3.5"."""
    before, after = _numbers(change.current), _numbers(change.proposed)
    return f"{before} → {after}" if before and after and before != after else after or before


def runs(change: ClauseChange) -> tuple[Words, ...]:
    """Return the words of both texts; a clause that only came or went is one run."""
    if change.words:
        return change.words
    if not change.current:
        return _run(Did.COME, change.proposed)
    if not change.proposed:
        return _run(Did.GO, change.current)
    return _run(Did.STAY, change.proposed)


def current(change: ClauseChange) -> tuple[Words, ...]:
    """Return the words of the current text."""
    if not change.words and change.current:
        return _run(Did.STAY if change.proposed else Did.GO, change.current)
    return tuple(part for part in runs(change) if part.did is not Did.COME)


def proposed(change: ClauseChange) -> tuple[Words, ...]:
    """Return the words of the proposed text."""
    return tuple(part for part in runs(change) if part.did is not Did.GO)


def plain(words: Iterable[Words]) -> str:
    """Return the words alone."""
    return "".join(part.text for part in words)


def spoken(words: Iterable[Words]) -> str:
    """Return the words as a screen reader should say them, with what comes and goes."""
    return " ".join(_SPOKEN[part.did].format(part.text.strip()) for part in words if part.text.strip())


def written(change: ClauseChange) -> str:
    """Return a clause as plain text to paste elsewhere: the number, what became of it, and [-deleted-] [+inserted+]."""
    about = "" if change.kind is Kind.UNCHANGED else f" ({kind_name(change).lower()})"
    text = "".join(_WRITTEN[part.did].format(part.text) for part in runs(change))
    return f"{number(change)}{about}\t{text}".strip()


def snippet(change: ClauseChange) -> str:
    """Return the text from the first words that differ on, with a little of what stands before them.

    Words that come or go stand in quotation marks; a clause that came or went as a whole needs none.
    """
    parts = runs(change)
    if len(parts) == 1:
        return parts[0].text[:_SNIPPET]
    first = next((n for n, part in enumerate(parts) if part.did is not Did.STAY), 0)
    before, begun = _without_begun_word(plain(parts[:first]), parts[first].text)
    lead = before if len(before) <= _LEAD else f"…{before[-_LEAD:].partition(' ')[2]}"
    return re.sub(" +", " ", f"{lead}{''.join(_snippets(parts[first:], begun))}").strip()[:_SNIPPET]


def _snippets(parts: tuple[Words, ...], begun: str) -> Iterator[str]:
    """Yield each part; `begun` is the beginning of the word that the first of them ends."""
    for n, part in enumerate(parts):
        follows = n > 0 and _exchanged(parts, n - 1)
        start = begun if n == 0 or (n == 1 and follows) else ""
        if part.did is Did.STAY:
            yield part.text
        else:
            sign = "→ " if follows else "" if _exchanged(parts, n) else _SIGNS[part.did]
            after = " " if part.text[-1:].isspace() else ""
            yield f" {sign}“{start}{part.text.strip()}”{after}"


def _exchanged(parts: tuple[Words, ...], n: int) -> bool:
    """Whether a part goes and the one after it comes in its place."""
    return parts[n].did is Did.GO and n + 1 < len(parts) and parts[n + 1].did is Did.COME


def _without_begun_word(before: str, after: str) -> tuple[str, str]:
    """Part off the beginning of a word of which only the end differs, as in “V1.3”."""
    begun = before[len(before.rstrip(_WORD)) :] if after[:1].isalnum() else ""
    return before.removesuffix(begun), begun


def changes_words(change: ClauseChange) -> bool:
    """Whether what a clause says has changed, and not only its number, its look or its quotation marks."""
    return change.kind not in {Kind.UNCHANGED, Kind.RENUMBERED, Kind.FORMATTED} and not change.typography


WORDS = "Changed words"
GROUPS: dict[str, Callable[[ClauseChange], bool]] = {
    WORDS: changes_words,
    "Inserted": lambda c: c.kind is Kind.INSERTED,
    "Deleted": lambda c: c.kind is Kind.DELETED,
    "Edited": lambda c: c.kind in {Kind.EDITED, Kind.MOVED_EDITED, Kind.SPLIT, Kind.MERGED} and not c.typography,
    "Moved": lambda c: c.kind in {Kind.MOVED, Kind.MOVED_EDITED},
    "Renumbered": lambda c: c.kind is Kind.RENUMBERED,
    "Formatting": lambda c: c.kind is Kind.FORMATTED,
    TYPOGRAPHY: lambda c: c.typography,
}


def verdicts(audit: Audit) -> dict[int, tuple[str, str]]:
    """Return by the position of a change what to say of it, and the kind of badge: a poor verdict before a good one."""
    found: dict[int, tuple[str, str]] = {}
    for row in sorted(audit.rows, key=lambda row: row.verdict is Verdict.AS_DESCRIBED, reverse=True):
        for position in row.changes:
            found[position] = VERDICT_NAMES[row.verdict], VERDICT_BADGES[row.verdict]
    for change in audit.undisclosed:
        found[change.change] = NOT_IN_THE_TABLE, "attention"
    return found


def _numbers(clauses: tuple[Clause, ...]) -> str:
    return ", ".join(clause.reference for clause in clauses if clause.reference)


def _run(did: Did, clauses: tuple[Clause, ...]) -> tuple[Words, ...]:
    return (Words(did, _BETWEEN_CLAUSES.join(clause.text for clause in clauses)),)
