"""What a row of a change table says happens to the text, as claims that can be tested.

The pack's own fields come first; where a pack gives only the publisher's sentence, its wording is read. What no
pattern understands stays a general claim: it tells of a change, and quotes perhaps a few words of it.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from respondent_app.documents.auditing.phrases import keys
from respondent_app.documents.auditing.quotations import masked, quotations
from respondent_app.model.consultation import ChangeKind, ChangeRow

_NOUN = (
    r"(?:sub-?clause|sub-?section|sub-?paragraph|clause|section|paragraph|provision|definition|appendix|annex|schedule)"
)
_Q = r"⟦(\d+)⟧"
_QS = rf"{_Q}(?:(?:,| and|, and|;| &) ⟦\d+⟧)*"
_FILL = r"[^⟦⟧.;]{0,48}?"
_SHORT = r"[^⟦⟧.;]{0,24}?"
_DEL = r"(?:delet\w*|remov\w*|strik\w*|omit\w*|omission)"
_INS = (
    r"(?:inclu\w+|insert\w*|add(?:s|ed|ing|ition|itional)?\b|new\s+(?:text|words?|wording|phrase|sentence|sub-text)\b)"
)
_SWAP = r"(?:replac\w*|substitut\w*|chang\w*|amend\w*|updat\w*|correct\w*|renam\w*|revis\w*|delet\w*|remov\w*)"
_WITH = r"(?:with|by|to(?: read)?|insert\w*|for|becom\w+|→|->|now reads?|add(?:ed|ing)?)"
_REPLACED = (
    re.compile(rf"\b{_SWAP}\b{_FILL}{_Q}{_SHORT}\b(?:replac\w*|substitut\w*|insert\w*|add\w*)\b{_SHORT}{_Q}"),
    re.compile(rf"\b{_SWAP}\b{_FILL}{_Q}{_SHORT}(?:\b{_WITH}|→|->){_SHORT}{_Q}"),
    re.compile(
        rf"{_Q} (?:(?:is|are|was|has been|have been|to be|now)\b ?)*{_SWAP} (?:by|with|to|to read|as) {_SHORT}{_Q}"
    ),
    re.compile(rf"{_Q} (?:becomes?|now reads?) {_SHORT}{_Q}"),
    re.compile(rf"{_Q} ?(?:→|->) ?{_Q}"),
    re.compile(rf"\bfrom {_SHORT}{_Q} to {_SHORT}{_Q}"),
)
_SWAPPED = (
    re.compile(
        rf"\b(?:substitut\w*|insert\w*|us(?:e|ing)) {_SHORT}{_Q}{_SHORT}\b(?:for|in place of|instead of) {_SHORT}{_Q}"
    ),
    re.compile(rf"{_Q}{_SHORT}\b(?:replaces|in place of|instead of|substituted for)\b {_SHORT}{_Q}"),
)
_READS = re.compile(
    rf"\b(?:(?:to|now) read(?:s)?|reads? as follows|re-?worded(?: to| as)?|replaced (?:with|by) the following|as follows)\b{_FILL}{_Q}"
)
_DELETED = (
    re.compile(rf"\b{_DEL}\b{_FILL}(?P<all>{_QS})"),
    re.compile(rf"(?P<all>{_QS}) (?:(?:is|are|was|were|has been|have been|to be) )?{_DEL}"),
)
_INSERTED = (
    re.compile(rf"\b{_INS}{_FILL}(?P<all>{_QS})"),
    re.compile(rf"(?P<all>{_QS}) (?:(?:is|are|was|were|has been|have been|to be) )?(?:inserted|added|included)\b"),
)
_NEW = re.compile(
    rf"^\W*(?:(?:insert\w*|add\w*|inclu\w+|creat\w*|introduc\w*)\s+(?:of\s+)?(?:an?\s+|the\s+)?)?(?:entirely\s+)?new\s+(?:\w+\s+)?{_NOUN}s?\b"
    rf"|\b(?:insert\w*|add\w*|inclu\w+|introduc\w*)\s+(?:of\s+)?(?:an?\s+|the\s+)?new\s+{_NOUN}s?\b"
)
_GONE = re.compile(
    rf"^\W*{_DEL}(?:\s+(?:of|this|the|entire|whole|existing|redundant|in))*\s+{_NOUN}s?\b(?:\s+[\d.()\w]{{1,12}})?\s*(?:[.;,]|$|as\b|which\b|because\b)"
    rf"|^\W*{_NOUN}s?(?:\s+[\d.()]+\w*)?\s+(?:(?:is|are|has been|have been|to be)\s+)?(?:{_DEL}|no longer used|not used)\b"
    rf"|^\W*(?:{_DEL}|deletion|removal|not used|intentionally (?:left )?blank)\W*(?:in (?:its|their) entirety\W*)?$"
)
_RENUMBERED = re.compile(r"\brenumber\w*|\bre-number\w*|\bnumbering\b")
_TYPOGRAPHY = re.compile(
    r"\btypo(?:s|graphic\w*)?\b|\bformatting\b|\bpunctuation\b|\bcapitali[sz]ation\b|\bspelling\b|\bgrammatical\b"
    r"|\bquotation marks?\b|\bspacing\b"
)
_MOVED = re.compile(r"\b(?:moved|relocated|moving|move|relocation)\b")
_REFERENCE = re.compile(
    r"\b(?:cross[- ]?)?references?\b.{0,60}\b(?:updat|correct|amend|chang)\w*|\b(?:updat|correct|amend|chang)\w*\b.{0,40}\b(?:cross[- ]?)?references?\b"
)
_PLAIN_SWAP = re.compile(
    r"\b(?:chang\w*|amend\w*|updat\w*|correct\w*|increas\w*|reduc\w*|reduction|extend\w*|extension|replac\w*|renam\w*)\b(?: of| from| in)?\s+(?P<a>[^.;⟦⟧]{1,60}?)"
    r"\s+(?:(?:is|are|has been|to be) )?(?:(?:chang|amend|updat|replac|renam)\w* )?(?:to|with|by)\s+(?P<b>[^.;⟦⟧]{1,60}?)(?=[.;,]|$| in | where )",
    re.IGNORECASE,
)
_TIMES = {"once": 1, "one": 1, "twice": 2, "two": 2, "thrice": 3, "three": 3, "four": 4, "five": 5, "six": 6}
_TIMES_SAID = re.compile(
    rf"\b(?P<word>once|twice|thrice)\b|\b(?P<count>{'|'.join(_TIMES)}|\d{{1,2}}) (?:times|places|instances|occurrences|occasions)\b"
    r"|\bx ?(?P<x>\d{1,2})\b|\((?P<b>\d{1,2})x?\)$"
)
# Words that only say where: "insert “x” after “y”", "in the definition of “Z”".
_PLACE = re.compile(
    r"\b(?P<where>(?:after|before|following|preceding|between|definitions? of|at the end of|beginning with|headed|entitled)"
    r"(?: the)?(?: words?| terms?| phrase)?) ⟦(?P<one>\d+)⟧(?P<and> and ⟦(?P<two>\d+)⟧(?=\W*$))?"
)
_VALUE_BEFORE = re.compile(r"(\w[\w-]*\s*[=:])\s*$")


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
    times = row.times if row.times > 1 else times_said(row.description)
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


def times_said(description: str) -> int | None:
    """Return how often a description says that something is done, None where it does not say."""
    match = _TIMES_SAID.search(masked(description)[0].casefold())
    if match is None:
        return None
    said = match["word"] or match["count"] or match["x"] or match["b"]
    return _TIMES[said] if said in _TIMES else int(said)


def _repeats(claim: Claim, known: set[tuple[str, ...]], given: tuple[Claim, ...]) -> bool:
    """Whether what was read from the sentence is only what the pack's fields state."""
    if not given:
        return False
    own = [keys(text) for text in (claim.inserted, claim.deleted, claim.quoted) if text]
    structural = claim.sort in {Sort.NEW, Sort.GONE, Sort.TYPOGRAPHY, Sort.RENUMBERED, Sort.MOVED, Sort.REFERENCE}
    new_clause = any(each.sort is Sort.NEW for each in given)
    return structural or not claim.exact or new_clause or any(text in known for text in own)


def _read(row: ChangeRow) -> Iterator[Claim]:
    """Yield what the description's wording says; each quotation serves one claim."""
    text, quotes = masked(row.description)
    plain = " ".join(text.casefold().split())
    base = Claim(Sort.GENERAL, row.kind, times=times_said(row.description))
    if row.kind is ChangeKind.NEW_CLAUSE or _NEW.search(plain):
        quoted = max(quotes, key=len, default="")
        yield replace(base, sort=Sort.NEW, quoted=quoted if len(keys(quoted)) > 5 else "", times=None)
        return
    if _GONE.search(plain) and not quotes:
        yield replace(base, sort=Sort.GONE)
        return
    found = list(_quoted_claims(base, _PLACE.sub(r"\g<where> ⟦@\g<one>⟧", plain), quotes))
    yield from found
    if not found:
        yield from _unquoted_claims(base, plain, quotes, " ".join(text.split()))


def _quoted_claims(base: Claim, plain: str, quotes: tuple[str, ...]) -> Iterator[Claim]:
    used: set[int] = set()

    def fresh(*numbers: int) -> bool:
        taken = bool(used & set(numbers))
        used.update(numbers)
        return not taken

    for pattern in _SWAPPED:
        for match in pattern.finditer(plain):
            if fresh(int(match[1]), int(match[2])):
                yield replace(base, sort=Sort.REPLACED, inserted=quotes[int(match[1])], deleted=quotes[int(match[2])])
    for pattern in _REPLACED:
        for match in pattern.finditer(plain):
            if fresh(int(match[1]), int(match[2])):
                yield replace(base, sort=Sort.REPLACED, deleted=quotes[int(match[1])], inserted=quotes[int(match[2])])
    for match in _READS.finditer(plain):
        if fresh(int(match[1])):
            yield replace(base, sort=Sort.READS, quoted=quotes[int(match[1])], times=None)
    for number in _listed(_DELETED, plain):
        if fresh(number):
            yield replace(base, sort=Sort.DELETED, deleted=quotes[number])
    for number in _listed(_INSERTED, plain):
        if fresh(number):
            yield replace(base, sort=Sort.INSERTED, inserted=quotes[number])


def _listed(patterns: tuple[re.Pattern[str], ...], plain: str) -> Iterator[int]:
    for pattern in patterns:
        for match in pattern.finditer(plain):
            yield from (int(number) for number in re.findall(_Q, match["all"]))


def _unquoted_claims(base: Claim, plain: str, quotes: tuple[str, ...], printed: str) -> Iterator[Claim]:
    swap = _PLAIN_SWAP.search(printed)
    if swap and not quotes:
        a, b = (_trimmed(swap[name]) for name in ("a", "b"))
        if a and b:
            yield replace(base, sort=Sort.REPLACED, deleted=a, inserted=b, exact=False)
            return
    for pattern, sort in (
        (_REFERENCE, Sort.REFERENCE), (_RENUMBERED, Sort.RENUMBERED), (_TYPOGRAPHY, Sort.TYPOGRAPHY), (_MOVED, Sort.MOVED),
    ):  # fmt: skip
        if pattern.search(plain):
            yield replace(base, sort=sort, named=quotes)
            return


def _trimmed(text: str) -> str:
    return re.sub(
        r"^(?:the |a |an |reference to |references to |term |period |from )+", "", text.strip(), flags=re.IGNORECASE
    )


def _named(description: str) -> tuple[str, ...]:
    """Return what a description quotes, with the name of a value in front: 'GroupID = "CB"'."""
    found = []
    for start, _, words in quotations(description):
        before = _VALUE_BEFORE.search(description[:start])
        found.append(f"{before[1]} {words}" if before else words)
    return tuple(found)
