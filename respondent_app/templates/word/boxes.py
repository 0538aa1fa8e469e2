"""Choosing in a Word form: boxes to tick in all their kinds, lists, and words to strike out."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from respondent_app.model.submission import Span
from respondent_app.templates.word.places import EMPTY_BOXES, EMPTY_SIGNS, TICKED_BOXES
from respondent_app.templates.word.texts import into_control
from respondent_app.templates.word.words import CHECKBOX, properties, raw
from respondent_app.writing.word_text import put_in_order, w
from respondent_app.writing.word_text import run as text_run

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_TICKED, _EMPTY = "☒", "☐"
_PAIRS = {"○": "●", "◻": "⬛", "⬜": "⬛"}
_TICKED_SIGN, _EMPTY_SIGN = "F0FE", "F0A8"


def tick(place: etree._Element, offset: int | None, *, ticked: bool) -> None:
    """Tick a box, or leave it empty."""
    if place.tag == w("sdt"):
        _tick_control(place, ticked=ticked)
    elif offset is None:
        _tick_field(place, ticked=ticked)
    elif (sign := place.find(w("sym"))) is not None:
        empty = sign.get(w("char"), "").upper() in EMPTY_SIGNS
        if empty is ticked:
            sign.set(w("char"), _TICKED_SIGN if ticked else _EMPTY_SIGN)
            sign.set(w("font"), "Wingdings")
    else:
        _tick_sign(place, offset, ticked=ticked)


def _tick_sign(place: etree._Element, offset: int, *, ticked: bool) -> None:
    at = 0
    for text in place.iter(w("t"), w("tab"), w("br"), w("cr"), w("noBreakHyphen")):
        words = (text.text or "") if text.tag == w("t") else " "
        if text.tag == w("t") and at <= offset < at + len(words):
            sign = words[offset - at]
            if ticked and sign in EMPTY_BOXES:
                text.text = words[: offset - at] + _PAIRS.get(sign, _TICKED) + words[offset - at + 1 :]
            elif not ticked and sign in TICKED_BOXES:
                text.text = words[: offset - at] + _EMPTY + words[offset - at + 1 :]
            return
        at += len(words)


def _tick_control(control: etree._Element, *, ticked: bool) -> None:
    own = properties(control)
    box = own.find(CHECKBOX) if own is not None else None
    content = control.find(w("sdtContent"))
    if own is None or box is None or content is None:
        return
    checked = box.find(f"{_W14}checked")
    if checked is None:
        checked = etree.Element(f"{_W14}checked")
        box.insert(0, checked)
    checked.set(f"{_W14}val", "1" if ticked else "0")
    for bound in [child for child in own if etree.QName(child).localname == "dataBinding"]:
        own.remove(bound)
    state = box.find(f"{_W14}{'checkedState' if ticked else 'uncheckedState'}")
    code = state.get(f"{_W14}val", "") if state is not None else ""
    font = state.get(f"{_W14}font", "") if state is not None else ""
    _show_sign(content, chr(int(code, 16)) if code else (_TICKED if ticked else _EMPTY), font)


def _show_sign(content: etree._Element, sign: str, font: str) -> None:
    for symbol in list(content.iter(w("sym"))):
        symbol.addprevious(etree.Element(w("t")))
        run = symbol.getparent()
        if run is not None:
            run.remove(symbol)
    texts = list(content.iter(w("t")))
    if not texts:
        return
    texts[0].text = sign
    for text in texts[1:]:
        text.text = ""
    made = texts[0].getparent()
    if font and made is not None:
        looks = made.find(w("rPr"))
        if looks is None:
            looks = etree.Element(w("rPr"))
            made.insert(0, looks)
        names = ("ascii", "hAnsi", "eastAsia", "cs")
        put_in_order(looks, etree.Element(w("rFonts"), {w(name): font for name in names}))


def _tick_field(run: etree._Element, *, ticked: bool) -> None:
    box = run.find(f"{w('fldChar')}/{w('ffData')}/{w('checkBox')}")
    if box is None:
        return
    for state in box.findall(w("checked")):
        box.remove(state)
    etree.SubElement(box, w("checked"), {w("val"): "1" if ticked else "0"})


def choose(place: etree._Element, option: str) -> bool:
    """Choose an option of a list by its words; an empty one leaves the list as it is."""
    if not option:
        return True
    if place.tag == w("sdt"):
        into_control(place, (Span(option),))
        return True
    choices = place.find(f"{w('fldChar')}/{w('ffData')}/{w('ddList')}")
    if choices is None:
        return False
    entries = [entry.get(w("val"), "") for entry in choices.iter(w("listEntry"))]
    for result in choices.findall(w("result")):
        choices.remove(result)
    choices.insert(0, etree.Element(w("result"), {w("val"): str(entries.index(option))}))
    return True


def strike(line: etree._Element, options: tuple[str, ...], chosen: str) -> None:
    """Strike out the options of a line that were not chosen; none if nothing was."""
    text = raw(line)
    at = 0
    for option in options:
        start = text.find(option, at)
        if start < 0:
            continue
        at = start + len(option)
        if chosen and option != chosen:
            _strike(line, start, at)


def _strike(line: etree._Element, start: int, end: int) -> None:
    at = 0
    for run in [run for run in line.iter(w("r")) if run.find(w("delText")) is None]:
        length = len(raw(run))
        first, last = max(start - at, 0), min(end - at, length)
        at += length
        if first < last:
            _strike_in_run(run, first, last)


def _strike_in_run(run: etree._Element, first: int, last: int) -> None:
    words, looks = raw(run), run.find(w("rPr"))
    pieces = [(words[:first], False), (words[first:last], True), (words[last:], False)]
    for piece, struck in pieces:
        if piece:
            own = deepcopy(looks) if looks is not None else etree.Element(w("rPr"))
            if struck:
                put_in_order(own, etree.Element(w("strike")))
            run.addprevious(text_run(piece, own if len(own) else None))
    parent = run.getparent()
    if parent is not None:
        parent.remove(run)
