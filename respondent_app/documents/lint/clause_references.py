"""References to clauses, schedules and annexes of a numbered document that are not in it.

Only references to the document itself count: "Clause 5.1(b)" without "of the Code", "of Section H" or "of the Act".
As a number alone does not say whose clause it is, references of one kind are looked at only where most of them lead
somewhere in the document.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from respondent_app.documents.clause_numbers.labels import normalised
from respondent_app.documents.lint.finding import LintFinding, Rule
from respondent_app.documents.lint.whose import whose
from respondent_app.model.document import Paragraph

_KINDS = "clause|sub-?clause|section|paragraph|article|condition"
_SUB = r"(?:[ \xa0]?\((?:[A-Za-z]{1,2}|[ivxIVX]{1,5}|\d{1,2})\))"
_NUMBER = rf"[A-Z]?\d{{1,3}}[A-Z]{{0,2}}(?:\.\d{{1,3}}[A-Z]{{0,2}})*{_SUB}*"
_LINK = r"[ \xa0]*(?:,[ \xa0]*(?:and|or)?|and/or|and|or|to|[–-])[ \xa0]*"
_CLAUSES = re.compile(
    rf"\b(?P<kind>{_KINDS})s?[ \xa0]+(?P<numbers>{_NUMBER}(?:{_LINK}(?:{_NUMBER}|{_SUB}+)(?!\w))*)(?![\w%])",
    re.IGNORECASE,
)
_PIECE = re.compile(rf"{_NUMBER}|{_SUB}+")
_CONTAINER = re.compile(
    r"\b(?P<kind>Schedule|Annexe?|Appendix|Exhibit)[ \xa0]+(?P<number>[A-Z]{1,2}|\d{1,2}[A-Z]?|[IVX]{1,4})"
    r"(?![\w-]|\.\d)"
)
_LEAST_CLAUSES = 4
_CAREFUL = frozenset({"section", "article", "condition"})
"""Words by which a document also means statutes, licences and other codes."""
_CAREFUL_SHARE = 3
_CONTAINER_KINDS = ("schedule", "annex", "appendix", "exhibit")


@dataclass(frozen=True, slots=True)
class _Reference:
    """A reference as it stands in the text: `number` in full, `surely` if the text says that this document is meant."""

    start: int
    end: int
    kind: str
    number: str
    surely: bool


class _Clauses:
    """What clauses a document has, by their normalised references."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._text: dict[str, str] = defaultdict(str)
        self.keys: set[str] = set()
        for paragraph in paragraphs:
            key = normalised(paragraph.reference or paragraph.within).rpartition(",")[2]
            self._text[key] += f" {paragraph.wording}"
            if paragraph.reference:
                self.keys.update(_with_ancestors(key))
        self._parents = {key.rpartition("(")[0] for key in self.keys if key.endswith(")")}

    def __contains__(self, number: str) -> bool:
        key = normalised(number)
        if key in self.keys:
            return True
        parent, bracket, label = key.rpartition("(")
        if not bracket or parent not in self.keys:
            return bool(bracket) and parent in self
        inline = re.search(rf"\(\s*{re.escape(label)}", self._text[parent], re.IGNORECASE)
        return bool(inline) or (
            parent not in self._parents and self._text[parent].rstrip().endswith((":", ";", "–", "-"))
        )


def missing_clauses(text: str, paragraphs: Sequence[Paragraph]) -> tuple[LintFinding, ...]:
    """Find references to clauses that none of the numbered paragraphs is. `text` is the paragraphs a line each."""
    clauses = _Clauses(paragraphs)
    if len(clauses.keys) < _LEAST_CLAUSES:
        return ()
    return _unmet(text, _clause_references(text), clauses.__contains__)


def missing_containers(text: str, paragraphs: Sequence[Paragraph]) -> tuple[LintFinding, ...]:
    """Find references to schedules, annexes and appendices where the document has some of the kind, but not this."""
    present = _containers(paragraphs)
    kinds = {kind for kind in _CONTAINER_KINDS if _is_series({name for name in present if name.startswith(kind)}, kind)}
    references = (reference for reference in _container_references(text) if reference.kind in kinds)
    return _unmet(text, references, present.__contains__)


def _unmet(text: str, references: Iterable[_Reference], exists: Callable[[str], bool]) -> tuple[LintFinding, ...]:
    """Return a finding for each reference without a target, of the kinds whose references mostly have one."""
    by_kind: dict[str, list[_Reference]] = defaultdict(list)
    for reference in references:
        by_kind[reference.kind].append(reference)
    return tuple(
        _finding(text, reference)
        for kind, found in by_kind.items()
        for reference in _leading_nowhere(kind, found, exists)
    )


def _leading_nowhere(kind: str, found: Sequence[_Reference], exists: Callable[[str], bool]) -> Iterator[_Reference]:
    numbers = {reference.number for reference in found}
    missing = {number for number in numbers if not exists(number)}
    met = len(numbers) - len(missing)
    is_own = met >= _CAREFUL_SHARE * len(missing) if kind in _CAREFUL else met >= len(missing)
    for reference in found:
        if reference.number in missing and (reference.surely or (met and is_own)):
            yield reference


def _clause_references(text: str) -> Iterator[_Reference]:
    for match in _CLAUSES.finditer(text):
        meant = whose(text, match.start(), match.end())
        if meant is None:
            continue
        kind = match["kind"].lower().replace("-", "")
        before = ""
        for piece in _PIECE.finditer(match["numbers"]):
            words = piece[0].lstrip()
            number = before.rpartition("(")[0] + words if words.startswith("(") else words
            start = match.start("numbers") + piece.end() - len(words)
            first = start == match.start("numbers")
            yield _Reference(match.start() if first else start, start + len(words), kind, number, meant)
            before = number


def _with_ancestors(key: str) -> Iterator[str]:
    """Yield "5.1(b)", "5.1" and "5"."""
    while key:
        yield key
        key = key.rpartition("(" if key.endswith(")") else ".")[0]


def _containers(paragraphs: Sequence[Paragraph]) -> set[str]:
    """Return what schedules and the like stand in the document, each at the start of a paragraph or as its number."""
    lines = [text for paragraph in paragraphs for text in (paragraph.label, paragraph.reference, paragraph.text)]
    return {_container(match) for line in lines if (match := _CONTAINER.match(line.strip().title()))}


def _container_references(text: str) -> Iterator[_Reference]:
    for match in _CONTAINER.finditer(text):
        meant = whose(text, match.start(), match.end())
        if meant is not None:
            kind = _container_kind(match)
            yield _Reference(match.start(), match.end(), kind, _container(match), meant)


def _container(match: re.Match[str]) -> str:
    return f"{_container_kind(match)} {match['number'].upper()}"


def _container_kind(match: re.Match[str]) -> str:
    return match["kind"].lower().replace("annexe", "annex")


def _is_series(names: set[str], kind: str) -> bool:
    """Whether there are several, or the one there is starts a series."""
    return len(names) > 1 or bool(names & {f"{kind} 1", f"{kind} A", f"{kind} I"})


def _finding(text: str, reference: _Reference) -> LintFinding:
    quote = text[reference.start : reference.end]
    name = quote if quote[:1].isalpha() and " " in quote else f"{reference.kind} {reference.number}"
    return LintFinding(
        Rule.REFERENCE, reference.start, reference.end, quote,
        title=f"There is no {name[:1].upper()}{name[1:]}",
        comment=f"The document refers to {name}, which it does not contain. Please correct the reference or supply "
        "what is missing.",
    )  # fmt: skip
