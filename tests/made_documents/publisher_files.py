"""A made-up set of publisher's files for the TMAD pack: current text, proposed text, and a tracked redline.

Only the clause numbers and the few words that the consultation's own change table quotes are real. All other wording is
made up and says so in each clause: "[sample wording]". It is nobody's drafting, and no clause of the real TMAD.

Planted, for the audit to find:

- 3.17 has "at the request of DCC" once, where the table says twice;
- 6.4 changes "10" Working Days to "5", which the table does not list;
- 6.2 gets curly quotes (typography), 13.2 a bold word (formatting only);
- the new clause 7.14 makes the clause after it 7.15, and a reference to it follows.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from respondent_app.model.word_diff import Did, Words, word_diff
from tests.made_documents.word_file import Block, word_file

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WHO = {f"{_W}id": "9000", f"{_W}author": "Made-up drafter", f"{_W}date": "2019-08-01T09:00:00Z"}
SAMPLE = "[sample wording]"
_SUBJECTS = (
    "how a notice is given", "who keeps the register", "when a report is due", "which records are kept",
    "how a query is raised", "who attends a review", "when a test is repeated", "which form is used",
    "how a fault is logged", "who signs a plan", "when a window opens", "which list applies", "how a site is visited",
    "who is told of a delay", "when a step may be skipped", "which contact is named", "how a fee is shared",
)  # fmt: skip
_TITLES = {
    1: "Introduction", 2: "Definitions", 3: "Scope and general matters", 4: "Validation", 5: "Preparation",
    6: "Timetable", 7: "Carrying out Migration", 8: "Reports", 9: "Faults", 10: "Records", 11: "Reviews",
    12: "First group", 13: "Second group", 14: "Third group",
}  # fmt: skip
_LENGTHS = {1: 2, 2: 3, 3: 18, 4: 11, 5: 3, 6: 5, 7: 14, 8: 3, 9: 2, 10: 2, 11: 2, 12: 4, 13: 4, 14: 12}
_ROW_9 = (
    "To enable Clause 14.2 for GroupID = “CB”, the DCC shall ensure that the communication service provider shall "
    "takes all reasonable steps to carry out any precursor steps that are necessary to allow the SMETS1 SMSO to "
    "configure the WAN in accordance with Clause 14.2 and provide any relevant information to the SMETS1 SMS;"
)
_ROW_10 = (
    "For GroupID = “CB”, the DCC shall ensure that the communications service provider takes all reasonable steps to "
    "ensure that the SMETS1 SMSO can no longer communicate with the Commissioned SMETS1 Devices or any associated "
    "communications service provider systems."
)
_BOLD = "Example Party"


@dataclass(frozen=True, slots=True)
class PublisherFiles:
    """The files as bytes, by the attachment they stand for; `current` is the text as it is today."""

    current: bytes
    clean: bytes
    redline: bytes


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph before and after; None where it is not there. Level 0 has no number."""

    current: str | None
    proposed: str | None
    level: int = 2
    typed: str = ""


def publisher_files() -> PublisherFiles:
    """Make the current text, the clean proposed text, and the redline. The same bytes every time."""
    lines = tuple(_lines())
    return PublisherFiles(
        current=word_file(_plain(line, line.current) for line in lines if line.current is not None),
        clean=_with_bold(
            word_file(_plain(line, line.proposed) for line in lines if line.proposed is not None), tracked=False
        ),
        redline=_with_bold(word_file(_tracked(line) for line in lines), tracked=True),
    )


def _plain(line: _Line, text: str) -> Block:
    return Block((Words(Did.STAY, text),), line.level, line.typed)


def _tracked(line: _Line) -> Block:
    if line.current is None or line.proposed is None:
        did = Did.COME if line.current is None else Did.GO
        return Block((Words(did, line.proposed or line.current or ""),), line.level, line.typed, did)
    return Block(word_diff(line.current, line.proposed), line.level, line.typed)


def _lines() -> Iterator[_Line]:
    yield _stays("SMETS1 Transition and Migration Approach Document (made-up sample)", 0)
    yield _Line("Version V1.3", "Version V1.4", 0)
    yield _stays(f"{SAMPLE} Only clause numbers follow the published change table.", 0)
    for section, title in _TITLES.items():
        yield _stays(title, 1)
        for number in range(1, _LENGTHS[section] + 1):
            yield from _CLAUSES.get((section, number), (_stays(_filler(section, number)),))
    yield from _AFTER


def _stays(text: str, level: int = 2) -> _Line:
    return _Line(text, text, level)


def _becomes(current: str, proposed: str, level: int = 2) -> _Line:
    return _Line(f"{SAMPLE} {current}", f"{SAMPLE} {proposed}", level)


def _new(text: str, level: int = 2, typed: str = "") -> _Line:
    return _Line(None, text, level, typed)


def _per_smso(what: str) -> tuple[_Line, ...]:
    return (_becomes(f"The Supplier Party shall {what}.", f"The Supplier Party shall {what} per SMETS1 SMSO."),)


def _filler(section: int, number: int) -> str:
    subject = _SUBJECTS[(section * 5 + number) % len(_SUBJECTS)]
    return f"{SAMPLE} The {_BOLD} shall say {subject} for the {_TITLES[section].lower()} part, item {number}."


# What stands under a number of the current text, and what is new after it.
_CLAUSES: dict[tuple[int, int], tuple[_Line, ...]] = {
    (3, 1): (
        _stays(_filler(3, 1)),
        _new(f"{SAMPLE} SMETS1 SMSO Systems shall not be considered part of the DCC Total System.", typed="3.1A"),
    ),
    (3, 2): (
        _becomes(
            "The Withdrawal procedure applies to every device that leaves a home.",
            "The Decommissioning procedure applies to every device that leaves a home.",
        ),
    ),
    (3, 17): (
        _Line(
            f"The {SAMPLE} Supplier Party shall take the steps needed to enable a dormant device for Migration, and "
            "shall report the outcome.",
            f"The {SAMPLE} Supplier Party shall, at the request of DCC, take the steps needed to enable a dormant "
            "device for Migration, and shall report the outcome.",
        ),
    ),
    (4, 2): (
        _becomes(
            "The Supplier Party may ask for early validation of a file.",
            "Where and to the extent notified by the DCC, the Supplier Party may ask for early validation of a file.",
        ),
    ),
    (4, 8): _per_smso("state the number of devices"),
    (4, 9): _per_smso("name the person to be contacted"),
    (4, 10): _per_smso("give the dates on which it can take part"),
    (5, 1): (
        _stays(f"{SAMPLE} Before Migration the Supplier Party shall:"),
        _stays(f"{SAMPLE} make a plan;", 3),
        _stays(f"{SAMPLE} prepare each device as follows:", 3),
        _becomes(
            "by setting up its connection; and",
            "by setting up its connection and meeting the ‘Pre-enrolment Configuration Requirements’ in Sections "
            "12-14; and",
            4,
        ),
        _stays(f"{SAMPLE} by recording what was done.", 4),
    ),
    (6, 2): (
        _becomes(
            'A "quiet period" is a time in which nothing is migrated.',
            "A “quiet period” is a time in which nothing is migrated.",
        ),
    ),
    (6, 4): (
        _becomes(
            "The Supplier Party shall reply to the DCC within 10 Working Days of being asked.",
            "The Supplier Party shall reply to the DCC within 5 Working Days of being asked.",
        ),
    ),
    (7, 14): (
        _new(f"{SAMPLE} The DCC shall carry out the ‘Post Migration Configuration’ in Section 14."),
        _stays(f"{SAMPLE} When Migration ends the DCC shall tell the Supplier Party."),
    ),
    (8, 2): (
        _becomes(
            "The report names every device of which the DCC has told under Clause 7.14.",
            "The report names every device of which the DCC has told under Clause 7.15.",
        ),
    ),
    (14, 1): (
        _becomes(
            "This Section applies to GroupID = “CA”.",
            "This Section applies to GroupID = “CA” and to GroupID = “CB”.",
        ),
    ),
    (14, 2): (
        _stays(f"{SAMPLE} Pre-enrolment configuration is carried out as the DCC says from time to time."),
        _new(_ROW_9),
    ),
    (14, 12): (
        _stays(_filler(14, 12)),
        _new("Post Migration Configuration", 0),
        _new(_ROW_10),
    ),
}  # fmt: skip
_AFTER = (
    _stays("Appendix A – Device installation (made-up sample)", 0),
    _becomes(
        "This appendix applies to GroupID = “CA”.",
        "This appendix applies to GroupID = “CA” and to GroupID = “CB”.",
        0,
    ),
    _stays(f"{SAMPLE} The steps for installing a device stay as they are.", 0),
)


def _with_bold(data: bytes, *, tracked: bool) -> bytes:
    """Make the first words of clause 13.2 bold, as a tracked change if wanted."""
    part = "word/document.xml"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    document = etree.fromstring(parts[part])
    wanted = _filler(13, 2)
    clause = next(p for p in document.iter(f"{_W}p") if "".join(t.text or "" for t in p.iter(f"{_W}t")) == wanted)
    properties = next(clause.iter(f"{_W}rPr"))
    properties.insert(1, etree.Element(f"{_W}b"))  # after the font, where the schema wants it
    if tracked:
        change = etree.SubElement(properties, f"{_W}rPrChange", dict(_WHO))
        etree.SubElement(change, f"{_W}rPr")
    parts[part] = etree.tostring(document, xml_declaration=True, encoding="UTF-8", standalone=True)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
