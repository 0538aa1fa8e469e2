"""What a row of a change table says happens to the text, as claims that can be tested.

The pack's own fields come first; where a pack gives only the publisher's sentence, its wording is read. What no
pattern understands stays a general claim: it tells of a change, and quotes perhaps a few words of it.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from respondent_app.documents.auditing import change_wording as wording
from respondent_app.documents.auditing.phrases import keys
from respondent_app.documents.auditing.quotations import masked, quotations
from respondent_app.model.consultation import ChangeKind, ChangeRow

_OF_A_CLAUSE = 5
_VALUE_BEFORE = re.compile(r"(\w[\w-]*\s*=)\s*$")


class Sort(enum.Enum):
    """What is claimed."""

    NEW = "new"
    GONE = "gone"
    INSERTED = "inserted"
    DELETED = "deleted"
    REPLACED = "replaced"
    READS = "reads"
    RENUMBERED = "renumbered"
    TYPOGRAPHY = "typography"
    MOVED = "moved"
    REFERENCE = "reference"
    GENERAL = "general"


_MANNERS = (
    (wording.REFERENCE, Sort.REFERENCE),
    (wording.RENUMBERED, Sort.RENUMBERED),
    (wording.TYPOGRAPHY, Sort.TYPOGRAPHY),
    (wording.MOVED, Sort.MOVED),
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a row says.

    `times` is how often, None where the row does not say. `quoted` is wording that the row gives; `whole` means that
    it gives all of the clause. `named` are words that the row quotes without saying that they come or go. `exact`
    is False where A and B of "change of A to B" stand without quotation marks and may be paraphrased.
    """

    sort: Sort
    kind: ChangeKind
    inserted: str = ""
    deleted: str = ""
    times: int | None = None
    quoted: str = ""
    whole: bool = False
    named: tuple[str, ...] = ()
    exact: bool = True


def claims(row: ChangeRow) -> tuple[Claim, ...]:
    """Return what a row says; always at least one claim."""
    given = _given(row)
    read = tuple(_read(row))
    known = {keys(text) for claim in given for text in (claim.inserted, claim.deleted, claim.quoted) if text}
    more = tuple(claim for claim in read if not _repeats(claim, known, given))
    return (*given, *more) or (Claim(Sort.GENERAL, row.kind, named=_named(row.description)),)


def _given(row: ChangeRow) -> tuple[Claim, ...]:
    """Return what the pack states in its own fields."""
    times = row.times if row.times > 1 else wording.times_said(_lowered(row.description)[0])
    found = []
    if row.kind is ChangeKind.NEW_CLAUSE:
        found.append(Claim(Sort.NEW, row.kind, quoted=row.quoted, whole=bool(row.quoted), times=None))
    elif row.quoted:
        found.append(Claim(Sort.READS, row.kind, quoted=row.quoted, whole=True))
    if row.deleted and row.inserted:
        found.append(Claim(Sort.REPLACED, row.kind, row.inserted, row.deleted, times))
    elif row.inserted:
        found.append(Claim(Sort.INSERTED, row.kind, row.inserted, times=times))
    elif row.deleted:
        found.append(Claim(Sort.DELETED, row.kind, deleted=row.deleted, times=times))
    return tuple(found)


def _repeats(claim: Claim, known: set[tuple[str, ...]], given: tuple[Claim, ...]) -> bool:
    """Whether what was read from the sentence is only what the pack's fields state."""
    if not given:
        return False
    own = [keys(text) for text in (claim.inserted, claim.deleted, claim.quoted) if text]
    structural = claim.sort in {Sort.NEW, Sort.GONE, Sort.TYPOGRAPHY, Sort.RENUMBERED, Sort.MOVED, Sort.REFERENCE}
    new_clause = any(each.sort is Sort.NEW for each in given)
    return structural or not claim.exact or new_clause or any(text in known for text in own)


def _lowered(description: str) -> tuple[str, tuple[str, ...]]:
    text, quotes = masked(description)
    return " ".join(text.casefold().split()), quotes


def _read(row: ChangeRow) -> Iterator[Claim]:
    """Yield what the description's wording says; each quotation serves one claim."""
    plain, quotes = _lowered(row.description)
    base = Claim(Sort.GENERAL, row.kind, times=wording.times_said(plain))
    if row.kind is ChangeKind.NEW_CLAUSE or wording.NEW_CLAUSE.search(plain):
        quoted = max(quotes, key=len, default="")
        yield replace(base, sort=Sort.NEW, quoted=quoted if len(keys(quoted)) > _OF_A_CLAUSE else "", times=None)
    elif wording.CLAUSE_GONE.search(plain) and not quotes:
        yield replace(base, sort=Sort.GONE)
    elif found := list(_quoted_claims(base, wording.places_marked(plain), quotes)):
        yield from found
    else:
        yield from _unquoted_claims(base, plain, quotes, row.description)


def _quoted_claims(base: Claim, plain: str, quotes: tuple[str, ...]) -> Iterator[Claim]:
    """Yield a claim for each pattern that finds quotations of which no earlier one took any."""
    found = [
        *((pair, replace(base, sort=Sort.REPLACED, deleted=quotes[pair[0]], inserted=quotes[pair[1]]))
          for pair in wording.replaced(plain)),
        *(((n,), replace(base, sort=Sort.READS, quoted=quotes[n], times=None)) for n in wording.reads(plain)),
        *(((n,), replace(base, sort=Sort.DELETED, deleted=quotes[n])) for n in wording.deleted(plain)),
        *(((n,), replace(base, sort=Sort.INSERTED, inserted=quotes[n])) for n in wording.inserted(plain)),
    ]  # fmt: skip
    used: set[int] = set()
    for numbers, claim in found:
        if not used.intersection(numbers):
            used.update(numbers)
            yield claim


def _unquoted_claims(base: Claim, plain: str, quotes: tuple[str, ...], description: str) -> Iterator[Claim]:
    swap = wording.replaced_without_quotes(" ".join(description.split())) if not quotes else None
    if swap:
        yield replace(base, sort=Sort.REPLACED, deleted=swap[0], inserted=swap[1], exact=False)
        return
    for pattern, sort in _MANNERS:
        if pattern.search(plain):
            yield replace(base, sort=sort, named=quotes)
            return


def _named(description: str) -> tuple[str, ...]:
    """Return what a description quotes, with the name of a value in front: 'GroupID = "CB"'."""
    found = []
    for start, end, words in quotations(description):
        before = _VALUE_BEFORE.search(description[:start])
        found.append(f"{before[1]} {description[start:end]}" if before else words)
    return tuple(found)
