"""A publisher's file as it was read: its paragraphs before and after the changes it shows."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime

from respondent_app.model.word_diff import Words


class FileKind(enum.StrEnum):
    """The formats that are read, by what a file holds and not by its name."""

    WORD = "word"
    PDF = "pdf"
    SHEET = "sheet"
    SCHEMA = "schema"


class Part(enum.StrEnum):
    """Where in a document a paragraph stands."""

    BODY = "body"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    TEXT_BOX = "text-box"
    HEADER = "header"
    FOOTER = "footer"


class RevisionKind(enum.StrEnum):
    """What a tracked change does."""

    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_HERE = "moved-here"
    MOVED_AWAY = "moved-away"
    FORMATTED = "formatted"


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of a paragraph in a table. Tables are counted through the document, rows and columns from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of one view of a document.

    `text` is all that is printed but for automatic numbers; a number typed by hand is its first `typed` characters.
    `label` is the number as printed ("(i)", "3.1A"), automatic or typed; `reference` in full ("5.1(b)(i)"), empty
    where there is no number; `within` the reference of the clause that an unnumbered paragraph belongs to. `heading`
    is the nearest heading, of a heading its own text. `level` counts from 1 for numbered paragraphs and headings,
    0 for other text. `objects` are the fingerprints of what is no text: pictures, drawings, equations. `sources` are
    the positions in the file from which the paragraph came: two views of a paragraph share one.
    """

    text: str
    part: Part = Part.BODY
    label: str = ""
    reference: str = ""
    within: str = ""
    heading: str = ""
    is_heading: bool = False
    level: int = 0
    typed: int = 0
    cell: Cell | None = None
    objects: tuple[str, ...] = ()
    sources: tuple[int, ...] = ()

    @property
    def wording(self) -> str:
        """The text without a number typed in front of it."""
        return self.text[self.typed :]


@dataclass(frozen=True, slots=True)
class Revision:
    """One change as its author marked it. `source` is the position in the file of the paragraph it stands in."""

    kind: RevisionKind
    text: str
    author: str = ""
    when: datetime | None = None
    source: int = -1


@dataclass(frozen=True, slots=True)
class PageReading:
    """How sure we are of one page of a PDF: `confidence` from 0 to 1, and why it is not 1."""

    number: int
    confidence: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says before (`current`) and after (`proposed`) the changes that it shows.

    In a file that shows no changes both are the same tuple. `redline` are the paragraphs of the body with what stays,
    comes and goes, in the order of the file; empty where nothing is marked. `notes` are sentences for the person
    about what could not be read for certain.
    """

    name: str
    kind: FileKind
    current: tuple[Paragraph, ...]
    proposed: tuple[Paragraph, ...]
    redline: tuple[tuple[Words, ...], ...] = ()
    revisions: tuple[Revision, ...] = ()
    pages: tuple[PageReading, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def shows_changes(self) -> bool:
        """Whether the file marks changes of any kind."""
        return self.current is not self.proposed or bool(self.revisions)
