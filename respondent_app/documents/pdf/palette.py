"""What the lines under and through words mean in one document: a redline, or headings and links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from respondent_app.documents.pdf.lines import Line, Span
from respondent_app.documents.pdf.strokes import Colour, is_coloured

STAYS, COMES, GOES, PASSES = " ", "+", "-", "x"
"""What becomes of a letter; one that PASSES was put in and taken out again, and is in neither text."""

_ADDRESS = re.compile(
    r"(?:https?://|www\.|mailto:)\S+|\S+@\S+\.\w+|\S+\.(?:com|org|net|gov|co|uk)(?:/\S*)?", re.IGNORECASE
)
_LONGEST_ADDRESS = 200
_LINK_BLUE = 100  # how much more blue than red a colour must hold to be that of links
_TITLE_WORDS = 14


@dataclass(frozen=True, slots=True)
class Palette:
    """How one document marks changes: the colours of what is struck out, and whether black underlines count.

    `plain` means that nothing coloured is marked, but words are struck out in black: then underlines in black are
    taken for words put in. `remarked` means that remarks strike words out: then remarks that underline put words in.
    """

    struck: frozenset[Colour]
    under: frozenset[Colour]
    plain: bool
    remarked: bool
    only_titles: bool

    def comes(self, line: Line, span: Span) -> bool:
        """Whether an underline means that its words are put in."""
        if span.annotated:
            return self.remarked
        if not (is_coloured(span.colour) or is_coloured(span.ink)):
            return self.plain and not span.linked and not _is_title(line, span)
        if self.only_titles:
            return False
        return not self._is_link(line, span)

    def _is_link(self, line: Line, span: Span) -> bool:
        if span.colour in self.struck:
            return False
        text = line.text[span.start : span.end]
        return (span.linked and _is_link_blue(span.colour)) or (
            len(text) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None
        )

    @property
    def marks(self) -> bool:
        """Whether the document strikes out or underlines in colour at all."""
        return bool(self.struck or self.under)


def palette(lines: Iterable[Line]) -> Palette:
    """Look at every mark of a document and say what they mean together."""
    struck: Counter[Colour] = Counter()
    under: Counter[Colour] = Counter()
    titles = underlined = 0
    remarked = False
    for line, span in _spans(lines):
        if span.annotated:
            remarked |= span.struck
        elif span.struck:
            struck[_told(span)] += 1
        elif is_coloured(_told(span)):
            under[_told(span)] += 1
            underlined += 1
            titles += span.linked or _is_title(line, span)
    coloured = any(map(is_coloured, struck)) or underlined > titles
    return Palette(
        frozenset(struck),
        frozenset(under),
        plain=bool(struck) and not coloured and not under,
        remarked=remarked,
        only_titles=not struck and underlined == titles,
    )


def mark(lines: Sequence[Line], meaning: Palette) -> None:
    """Say of every letter what becomes of it, and put in what remarks ask for."""
    for line in lines:
        line.marks = STAYS * len(line.text)
        if not line.spans and not line.added:
            continue
        marks = [STAYS] * len(line.text)
        for span in line.spans:
            if span.struck:
                _paint(marks, span, GOES, COMES)
            elif meaning.comes(line, span):
                _paint(marks, span, COMES, GOES)
        _bridge(line.text, marks)
        line.marks = "".join(marks)
        for position, text in sorted(line.added, reverse=True):
            _insert(line, position, text)


def _paint(marks: list[str], span: Span, become: str, other: str) -> None:
    for number in range(span.start, span.end):
        marks[number] = PASSES if marks[number] in (other, PASSES) else become


def _bridge(text: str, marks: list[str]) -> None:
    """A space between two words of one fate shares it; behind a word that changes, before one that stays, it changes.

    Programs draw lines under the space or not, and trim differently; so the words decide.
    """
    for found in re.finditer(r" +", text):
        before = marks[found.start() - 1] if found.start() else STAYS
        after = marks[found.end()] if found.end() < len(text) else STAYS
        if before == after:
            marks[found.start() : found.end()] = before * (found.end() - found.start())


def _insert(line: Line, position: int, text: str) -> None:
    """Put a text in, with a space where it would run into a word."""
    before = line.text[position - 1 : position]
    after = line.text[position : position + 1]
    if before.isalnum() and text[:1].isalnum():
        text = " " + text
    if after.isalnum() and text[-1:].isalnum():
        text += " "
    line.text = line.text[:position] + text + line.text[position:]
    line.marks = line.marks[:position] + COMES * len(text) + line.marks[position:]
    place = line.lefts[position] if position < len(line.lefts) else line.right
    line.lefts[position:position] = type(line.lefts)("f", [place] * len(text))
    line.rights[position:position] = type(line.rights)("f", [place] * len(text))


def _spans(lines: Iterable[Line]) -> Iterator[tuple[Line, Span]]:
    for line in lines:
        for span in line.spans:
            yield line, span


def _told(span: Span) -> Colour:
    """The colour that marks: that of the drawn line, else that of the letters."""
    return span.colour if is_coloured(span.colour) else span.ink if is_coloured(span.ink) else span.colour


def _is_title(line: Line, span: Span) -> bool:
    """Whether a span is all of a short line without a full stop: a heading is underlined, not put in."""
    whole = span.start <= len(line.text) - len(line.text.lstrip("0123456789. ")) and span.end >= len(line.text)
    return whole and len(line.text.split()) <= _TITLE_WORDS and line.text[-1] not in ".;,"


def _is_link_blue(colour: Colour) -> bool:
    red, _, blue = colour
    return blue - red >= _LINK_BLUE
