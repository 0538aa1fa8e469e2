"""References that lead nowhere, or to the wrong place of the same document."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from respondent_app.documents.lint.finding import LintFinding, Rule
from respondent_app.documents.lint.whose import whose

_HEADING = re.compile(r"^(?P<number>\d{1,2})\.?[ \t]+(?P<title>[A-Z][^.;\n]{2,80})$", re.MULTILINE)
_PART_HEADING = re.compile(r"^(?P<name>(?:Attachment|Annex|Appendix)[ \t]+\w{1,3})$", re.MULTILINE)
_CHANGE_TABLE = re.compile(r"^(?:Figure|Table)[ \t]+\d+\b[^\n]*\bchanges?\b[^\n]*$", re.MULTILINE | re.IGNORECASE)
_TOLD = r"(?:listed|indicated|set[ \t]out|shown|described|detailed|summarised)"
_IN_SECTION = r"\b[^.\n]{0,30}?\bin[ \t]+Section[ \t]+(?P<number>\d{1,2})\b(?!\.?\d|[-–])"
_TOLD_CHANGES_IN = re.compile(rf"\b{_TOLD}\b[^.\n]{{0,30}}?\bchanges?{_IN_SECTION}", re.IGNORECASE)
_CHANGES_TOLD_IN = re.compile(rf"\bchanges?\b[^.\n]{{0,60}}?\b{_TOLD}{_IN_SECTION}", re.IGNORECASE)
_OWN_SECTION = re.compile(
    r"\bSection[ \t]+(?P<number>\d{1,2})(?=[ \t]+(?:of[ \t]+this[ \t]+(?:consultation[ \t]+)?document|above|below)\b)"
)
_AT_LINE_START = re.compile(r"^[ \t\-*•]*(?P<kind>Attachment|Figure|Table)[ \t]+(?P<number>\d{1,2})\b", re.MULTILINE)
_NUMBERED = re.compile(r"\b(?P<kind>Attachment|Figure|Table)[ \t]+(?P<number>\d{1,2})\b(?!\.\d)")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document. `name` is what the document would call it: "Section 2", "Attachment 1"."""

    start: int
    name: str
    title: str


@functools.lru_cache(maxsize=2)
def sections(text: str) -> tuple[Section, ...]:
    """Return the numbered sections and the attachments that stand in `text`, in its order.

    A heading stands on a line of its own; numbers that do not count up are taken for something else.
    """
    found = [Section(m.start(), m["name"], "") for m in _PART_HEADING.finditer(text)]
    expected = 1
    for match in _HEADING.finditer(text):
        if int(match["number"]) == expected:
            found.append(Section(match.start(), f"Section {expected}", match["title"].strip()))
            expected += 1
    return tuple(sorted(found, key=lambda section: section.start))


def section_at(places: tuple[Section, ...], offset: int) -> Section | None:
    """Return the section in which `offset` lies, None before the first."""
    index = bisect.bisect_right(places, offset, key=lambda section: section.start)
    return places[index - 1] if index else None


def dangling_references(text: str) -> tuple[LintFinding, ...]:
    """Find references to a section, attachment, figure or table that is not there, or not what it is said to be."""
    places = sections(text)
    wrong = tuple(_misplaced_changes(text, places))
    missing = (*_missing_sections(text, places), *_missing_numbered(text))
    told = {finding.end for finding in wrong}
    return (*wrong, *(finding for finding in missing if finding.end not in told))


def _misplaced_changes(text: str, places: tuple[Section, ...]) -> Iterator[LintFinding]:
    """Find "changes are listed in Section 3" where the table of changes stands in another section."""
    tables = [(match, section_at(places, match.start())) for match in _CHANGE_TABLE.finditer(text)]
    homes = {section.name for _, section in tables if section}
    if not homes:
        return
    caption, home = next((match[0].strip(), section) for match, section in tables if section)
    by_end = {match.end(): match for match in _CHANGES_TOLD_IN.finditer(text)}
    by_end.update((match.end(), match) for match in _TOLD_CHANGES_IN.finditer(text))  # the shorter quote of the two
    for match in by_end.values():
        said = f"Section {match['number']}"
        if said not in homes:
            yield _misplaced(text, match, said, _named(places, said), home.name, caption)


def _misplaced(
    text: str, match: re.Match[str], said: str, target: Section | None, home: str, caption: str
) -> LintFinding:
    is_what = f"{said} is “{target.title}”" if target else f"there is no {said}"
    return LintFinding(
        Rule.REFERENCE, match.start(), match.end(), text[match.start() : match.end()],
        title=f"The changes are in {home}, not in {said}",
        comment=f"The document says “{match[0]}”. The changes are set out in {home} (“{caption}”); {is_what}. Please "
        "correct the reference, and confirm that no other list of changes is meant.",
    )  # fmt: skip


def _missing_sections(text: str, places: tuple[Section, ...]) -> Iterator[LintFinding]:
    names = {section.name for section in places if section.title}
    for match in _OWN_SECTION.finditer(text):
        if names and f"Section {match['number']}" not in names:
            yield _missing(match, f"Section {match['number']}")


def _missing_numbered(text: str) -> Iterator[LintFinding]:
    """Find attachments, figures and tables that are referred to but not there, where others of their kind are."""
    present = {(match["kind"], match["number"]) for match in _AT_LINE_START.finditer(text)}
    kinds = {kind for kind, _ in present}
    told = set()
    for match in _NUMBERED.finditer(text):
        key = (match["kind"], match["number"])
        known = match["kind"] not in kinds or key in present or key in told
        if not known and whose(text, match.start(), match.end()) is not None:
            told.add(key)
            yield _missing(match, match[0])


def _missing(match: re.Match[str], name: str) -> LintFinding:
    return LintFinding(
        Rule.REFERENCE, match.start(), match.end(), match[0],
        title=f"There is no {name}",
        comment=f"The document refers to {name}, which it does not contain. Please correct the reference or supply "
        "what is missing.",
    )  # fmt: skip


def _named(places: tuple[Section, ...], name: str) -> Section | None:
    return next((section for section in places if section.name == name), None)
