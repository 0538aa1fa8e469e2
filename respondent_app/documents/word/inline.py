"""What one paragraph holds: pieces of text with the changes they stand in, objects, notes and text boxes.

Depth is the file's affair, not Python's: what is inside something is put on a stack, never called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from respondent_app.documents.word import names
from respondent_app.documents.word.markup import BOTH, TRACKED, Standing
from respondent_app.documents.word.names import M, W
from respondent_app.documents.word.objects import Fingerprints, equation

Piece = tuple[str, Standing]

_SIGNS = {
    names.TAB: "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",
}
_BREAK, _BREAK_TYPE = f"{W}br", f"{W}type"
_SYMBOL, _CHARACTER, _FONT = f"{W}sym", f"{W}char", f"{W}font"
_RUBY, _RUBY_BASE = f"{W}ruby", f"{W}rubyBase"
_INK, _PART_ELSEWHERE = f"{W}contentPart", f"{W}subDoc"
_GOES_ON = frozenset(
    f"{W}{name}" for name in ("hyperlink", "smartTag", "fldSimple", "customXml", "dir", "bdo", "r", "rubyBase", "p")
)
_CUSTOM_MARK = f"{W}customMarkFollows"
_ON = frozenset({"1", "true", "on"})
_DEEPEST_FIELD = 64


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A place where a footnote or endnote is called. `own_mark` is true where a typed sign stands for its number."""

    tag: str
    identifier: str
    standing: Standing
    own_mark: bool


@dataclass(frozen=True, slots=True)
class Thing:
    """An object by its fingerprint in each view."""

    current: str
    proposed: str
    standing: Standing


@dataclass(slots=True)
class Inline:
    """What was found in a paragraph, in its order; `boxes` are the contents of text boxes."""

    pieces: list[Piece] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    notes: list[NoteMark] = field(default_factory=list)
    boxes: list[tuple[etree._Element, Standing]] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Field:
    """A field that has begun: where in the pieces, in which views, and whether its result has been reached."""

    start: int
    standing: Standing
    in_result: bool = False


NOTHING = Inline()
"""What is found in a paragraph that holds plain text alone: that text is kept beside it."""

SPECIAL = (
    *(sign for sign in _SIGNS if sign != names.TAB),
    *TRACKED,
    *(_BREAK, _SYMBOL, _RUBY, _INK, _PART_ELSEWHERE),
    *(names.DELETED_TEXT, names.FIELD_CHARACTER, names.ALTERNATES, names.MATHS),
    *(names.DRAWING, names.PICTURE, names.OBJECT, names.FOOTNOTE_REFERENCE, names.ENDNOTE_REFERENCE),
)
"""What makes more of a paragraph than runs of text and tabs."""


class InlineReader:
    """Reads the paragraphs of one part."""

    def __init__(self, fingerprints: Fingerprints) -> None:
        self._fingerprints = fingerprints
        self._found = Inline()
        self._fields: list[_Field] = []
        self._handlers: dict[str, Callable[[etree._Element, Standing], Iterable[etree._Element] | None]] = {
            names.DELETED_TEXT: self._text,
            names.MATHS: self._equation,
            names.MATHS_TEXT: self._maths_text,
            names.FIELD_CHARACTER: self._field_character,
            names.CONTROL: self._control,
            names.ALTERNATES: self._alternates,
            names.DRAWING: self._drawing,
            names.PICTURE: self._drawing,
            names.OBJECT: self._drawing,
            _INK: self._drawing,
            names.FOOTNOTE_REFERENCE: self._note,
            names.ENDNOTE_REFERENCE: self._note,
            _BREAK: self._line_break,
            _SYMBOL: self._symbol,
            _RUBY: self._ruby,
            _PART_ELSEWHERE: self._part_elsewhere,
        }

    def read(self, children: Iterable[etree._Element], standing: Standing) -> Inline:
        """Read what stands in a paragraph. Fields start afresh, so that an unbalanced one hides nothing further on."""
        found = self._found = Inline()
        self._fields.clear()
        pieces, special = found.pieces, self._special
        text_tag, run_tag, looks = names.TEXT, names.RUN, names.RUN_PROPERTIES
        stack: list[tuple[Iterator[etree._Element], Standing]] = [(iter(children), standing)]
        while stack:
            inside, now = stack[-1]
            for element in inside:
                tag = element.tag
                if tag == text_tag:
                    pieces.append((words(element), now))
                elif tag == run_tag:
                    stack.append((iter(element), now))
                    break
                elif tag != looks:
                    deeper = special(element, str(tag), now)
                    if deeper:
                        stack.append(deeper)
                        break
            else:
                stack.pop()
        return found

    def _special(
        self, element: etree._Element, tag: str, now: Standing
    ) -> tuple[Iterator[etree._Element], Standing] | None:
        """Read what is rarer than text; return what is inside where that is to be read too, and how it stands."""
        if tag in _SIGNS:
            self._found.pieces.append((_SIGNS[tag], now))
        elif tag in TRACKED:
            return iter(element), now.within(element)
        elif tag in _GOES_ON:
            return iter(element), now
        elif handler := self._handlers.get(tag):
            inside = handler(element, now)
            return None if inside is None else (iter(inside), now)
        elif tag.startswith(M) and not tag.endswith("Pr"):
            return iter(element), now
        return None

    def _text(self, element: etree._Element, now: Standing) -> None:
        self._found.pieces.append((words(element), now))

    def _line_break(self, element: etree._Element, now: Standing) -> None:
        if element.get(_BREAK_TYPE) in {None, "textWrapping"}:
            self._found.pieces.append(("\n", now))

    def _symbol(self, element: etree._Element, now: Standing) -> None:
        told = f"symbol {element.get(_FONT) or ''} {element.get(_CHARACTER) or ''}"
        self._thing(told, told, now)

    def _control(self, element: etree._Element, _now: Standing) -> Iterable[etree._Element] | None:
        return next(element.iterchildren(names.CONTROL_CONTENT), None)

    def _alternates(self, element: etree._Element, _now: Standing) -> Iterable[etree._Element] | None:
        return first_choice(element)

    def _ruby(self, element: etree._Element, _now: Standing) -> Iterable[etree._Element] | None:
        return next(element.iterchildren(_RUBY_BASE), None)

    def _note(self, element: etree._Element, now: Standing) -> None:
        own_mark = (element.get(_CUSTOM_MARK) or "0").lower() in _ON
        self._found.notes.append(NoteMark(str(element.tag), element.get(names.IDENTIFIER) or "", now, own_mark))

    def _equation(self, element: etree._Element, now: Standing) -> Iterable[etree._Element]:
        """An equation is an object; what is read of its text inside tells what was changed in it."""
        if next(element.iterancestors(names.MATHS), None) is None:
            self._thing(*equation(element), now)
        return element

    def _maths_text(self, element: etree._Element, now: Standing) -> None:
        if now.marks:
            self._found.pieces.append((element.text or "", Standing(0, now.marks)))

    def _drawing(self, element: etree._Element, now: Standing) -> None:
        told = self._fingerprints.of_drawing(element)
        if told:
            self._thing(told, told, now)
        self._found.boxes += [(box, now) for box in outermost_boxes(element)]

    def _thing(self, current: str, proposed: str, now: Standing) -> None:
        self._found.things.append(Thing(current, proposed, now))
        self._found.pieces.append(("", now))

    def _part_elsewhere(self, element: etree._Element, _now: Standing) -> None:
        self._found.left_out.add(etree.QName(element).localname)

    def _field_character(self, element: etree._Element, now: Standing) -> None:
        """Follow a field: what lies between its begin and its result is its code and is not printed (17.16.18)."""
        kind = element.get(names.FIELD_CHARACTER_TYPE)
        if kind == "begin":
            too_deep = len(self._fields) >= _DEEPEST_FIELD
            self._fields.append(_Field(len(self._found.pieces), now, in_result=too_deep))
        elif self._fields and kind == "separate":
            self._hide_code(self._fields[-1], now)
        elif self._fields and kind == "end":
            self._hide_code(self._fields.pop(), now)

    def _hide_code(self, begun: _Field, now: Standing) -> None:
        """Take the code out of the views that have the field at all."""
        if begun.in_result:
            return
        begun.in_result = True
        pieces, gone = self._found.pieces, begun.standing.bits & now.bits
        if gone == BOTH:
            del pieces[begun.start :]
        for index in range(begun.start, len(pieces)):
            text, standing = pieces[index]
            pieces[index] = text, Standing(standing.bits & ~gone, ())


def first_choice(element: etree._Element) -> Iterable[etree._Element] | None:
    """Return the first choice of an `mc:AlternateContent`, or the fallback where there is none."""
    for tag in (names.CHOICE, names.FALLBACK):
        for found in element.iterchildren(tag):
            return found
    return None


def outermost_boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Give the contents of the text boxes in a drawing, in order; boxes inside those are theirs to give."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if one.tag == names.BOX_CONTENT:
            yield one
        elif one.tag == names.ALTERNATES:
            chosen = first_choice(one)
            waiting += [] if chosen is None else reversed(list(chosen))
        else:
            waiting += reversed(one)


def is_in_run(element: etree._Element) -> bool:
    """Whether something is content: `w:tab` is also the name of a tab stop in a paragraph's properties."""
    parent = element.getparent()
    return parent is not None and parent.tag == names.RUN


def words(element: etree._Element) -> str:
    """Return the text of a `w:t` as printed: without `xml:space`, white space at its ends is none (17.3.3.31)."""
    text = element.text
    if not text:
        return ""
    if (text[0] in " \t\n\r" or text[-1] in " \t\n\r") and not _keeps_space(element):
        text = text.strip(" \t\n\r")
    if "\n" in text:
        text = text.replace("\n", " ")
    return text


def _keeps_space(element: etree._Element) -> bool:
    said = element.get(names.SPACE)
    if said is None:
        said = next((value for one in element.iterancestors() if (value := one.get(names.SPACE)) is not None), None)
    return said == "preserve"
