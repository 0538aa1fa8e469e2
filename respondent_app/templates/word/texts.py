"""Putting text into the places of a Word form: cells, lines, content controls, form fields. Nothing else is touched."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from respondent_app.model.submission import Span, Spans, plain
from respondent_app.templates import wording
from respondent_app.templates.word.places import result_runs
from respondent_app.templates.word.typed import looks_of, paragraphs, runs, set_apart
from respondent_app.templates.word.words import properties, shown, shows_a_hint
from respondent_app.writing.word_text import w

_LONG = 1500  # signs; a row that is not allowed to break might then be higher than a page
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def put(place: etree._Element, spans: Spans) -> bool:
    """Put `spans` into a place, in place of what it holds; False if it has no room for so much."""
    if place.tag == w("tc"):
        _into_cell(place, spans)
    elif place.tag == w("sdt"):
        into_control(place, spans)
    elif place.tag == w("r"):
        return _into_field(place, spans)
    else:
        _into_line(place, spans)
    return True


def _into_cell(cell: etree._Element, spans: Spans) -> None:
    pattern = next(cell.iter(w("p")), None)
    looks = looks_of(cell, of_a_hint=bool(shown(cell).strip()))
    for child in list(cell):
        if child.tag != w("tcPr"):
            cell.remove(child)
    made = paragraphs(pattern, looks, spans)
    set_apart(made)
    cell.extend(made)
    _give_room(cell, plain(spans))


def _give_room(cell: etree._Element, text: str) -> None:
    """Let the row grow with its text, and a long one go on over the page."""
    row = cell.getparent()
    while row is not None and row.tag != w("tr"):
        row = row.getparent()
    own = row.find(w("trPr")) if row is not None else None
    if own is None:
        return
    for height in own.findall(w("trHeight")):
        if height.get(w("hRule")) == "exact":
            height.set(w("hRule"), "atLeast")
    if len(text) > _LONG:
        for rule in own.findall(w("cantSplit")):
            own.remove(rule)


def _into_line(line: etree._Element, spans: Spans) -> None:
    """Fill a line: after its label and in place of its blank; as a whole if it holds nothing but a hint."""
    text = shown(line)
    blank = wording.blank_in(text)
    label_ends = blank[0] if blank else len(text)
    if not text.strip() or wording.is_hint(text):
        made = paragraphs(line, looks_of(line, of_a_hint=bool(text.strip())), spans)
        _replace(line, made)
        return
    looks = looks_of(line, of_a_hint=False)
    _cut_off(line, label_ends)
    first, *more = paragraphs(line, looks, spans)
    space = () if text[:label_ends].endswith((" ", "\t")) else (Span(" "),)
    line.extend(runs(looks, space))
    line.extend(child for child in list(first) if child.tag == w("r"))
    for paragraph in reversed(more):
        line.addnext(paragraph)


def _replace(old: etree._Element, new: list[etree._Element]) -> None:
    """Put paragraphs in place of one, which keeps its own element and so the marks that lie in it."""
    first, *more = new
    for child in list(old):
        if child.tag in {w("r"), w("hyperlink"), w("ins"), w("sdt")}:
            old.remove(child)
    old.extend(child for child in list(first) if child.tag == w("r"))
    _take_over(old, first)
    for paragraph in reversed(more):
        old.addnext(paragraph)


def _take_over(old: etree._Element, made: etree._Element) -> None:
    """Give a paragraph the properties that its text asks for: direction, a hanging indent."""
    wanted, own = made.find(w("pPr")), old.find(w("pPr"))
    if wanted is None:
        return
    section = None if own is None else own.find(w("sectPr"))
    if own is not None:
        old.remove(own)
    if section is not None:
        wanted.append(section)
    old.insert(0, wanted)


def _cut_off(line: etree._Element, end: int) -> None:
    """Take away what a line shows after its first `end` signs."""
    at = 0
    for text in list(line.iter(w("t"), w("tab"), w("br"))):
        length = len(text.text or "") if text.tag == w("t") else 1
        keep = max(0, min(length, end - at))
        at += length
        if keep == length:
            continue
        if text.tag == w("t"):
            text.text = (text.text or "")[:keep]
            text.set(_SPACE, "preserve")
        elif (parent := text.getparent()) is not None:
            parent.remove(text)


# Content controls


def into_control(control: etree._Element, spans: Spans) -> None:
    """Fill a content control, which stays where it is."""
    content = control.find(w("sdtContent"))
    if content is None:
        content = etree.SubElement(control, w("sdtContent"))
    _no_longer_a_hint(control)
    cell = next(content.iterchildren(w("tc")), None)
    if cell is not None:
        _into_cell(cell, spans)
        return
    looks = looks_of(content, of_a_hint=True)
    inside = next(content.iterchildren(w("p")), None)
    parent = control.getparent()
    is_block = inside is not None or (parent is not None and parent.tag in {w("body"), w("tc"), w("sdtContent")})
    for child in list(content):
        content.remove(child)
    if is_block:
        made = paragraphs(inside, looks, spans)
        if _cell_around(control) is not None:
            set_apart(made)
        content.extend(made)
    else:
        content.extend(runs(looks, spans))
    if parent is not None and (cell := _cell_around(control)) is not None:
        _give_room(cell, plain(spans))


def _cell_around(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(w("tc")), None)


def _no_longer_a_hint(control: etree._Element) -> None:
    """Say that the control holds text: its own, not what a part elsewhere in the file says, and of several lines."""
    own = properties(control)
    if own is None:
        return
    if shows_a_hint(control):
        for mark in own.findall(w("showingPlcHdr")):
            own.remove(mark)
    for bound in [child for child in own if etree.QName(child).localname == "dataBinding"]:
        own.remove(bound)
    kind = own.find(w("text"))
    if kind is not None:
        kind.set(w("multiLine"), "1")


# Form fields of before 2007


def _into_field(run: etree._Element, spans: Spans) -> bool:
    data = run.find(f"{w('fldChar')}/{w('ffData')}")
    if data is None:
        return False
    longest = data.find(f"{w('textInput')}/{w('maxLength')}")
    room = int(longest.get(w("val"), "0")) if longest is not None else 0
    if room and len(plain(spans)) > room:
        return False
    shown_now = result_runs(run)
    looks = looks_of(shown_now[0].getparent(), of_a_hint=False) if shown_now else None  # type: ignore[arg-type]
    if shown_now and (own := shown_now[0].find(w("rPr"))) is not None:
        looks = deepcopy(own)
    anchor = _before_the_end(run, shown_now)
    for piece in reversed(list(runs(looks, spans))):
        anchor.addnext(piece)
    for piece in shown_now:
        if (parent := piece.getparent()) is not None:
            parent.remove(piece)
    return True


def _before_the_end(run: etree._Element, shown_now: list[etree._Element]) -> etree._Element:
    """Return the run after which the result of a field goes: the separator, which is made if the field has none."""
    if shown_now:
        return shown_now[-1]
    last = run
    for sibling in run.itersiblings():
        mark = sibling.find(w("fldChar"))
        kind = mark.get(w("fldCharType")) if mark is not None else ""
        if kind == "separate":
            return sibling
        if kind == "end":
            break
        last = sibling
    separator = etree.Element(w("r"))
    etree.SubElement(separator, w("fldChar"), {w("fldCharType"): "separate"})
    last.addnext(separator)
    return separator
