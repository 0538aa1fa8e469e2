"""The places inside one paragraph that are made to be filled: content controls, form fields, boxes to tick."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from respondent_app.model.template import SlotKind
from respondent_app.templates.word.words import CHECKBOX, properties, raw, shown, shows_a_hint
from respondent_app.writing.word_text import w

EMPTY_BOXES = "☐□▢❏❑◻⬜○"
TICKED_BOXES = "☒☑✓✔✗✘■▣⬛●"
# Signs of Wingdings that stand for a box, empty and ticked.
EMPTY_SIGNS = frozenset({"F06F", "F0A8", "F071", "F072", "F0A1", "F0A3"})
TICKED_SIGNS = frozenset({"F0FE", "F0FD", "F078", "F0FC", "F052", "F054"})
_BOX = re.compile(f"[{EMPTY_BOXES}{TICKED_BOXES}]")
_TEXTS = ("text", "richText", "date")
_NO_PLACE = ("picture", "docPartObj", "group", "equation", "citation", "bibliography", "repeatingSection")
_REPEATING = "{http://schemas.microsoft.com/office/word/2012/wordml}repeatingSection"
_LONGEST_PLACE = 400


@dataclass(frozen=True, slots=True)
class Made:
    """A place made to be filled. `element` says how (see `addresses`), `offset` which sign of a run it is."""

    element: etree._Element
    kind: SlotKind
    holds: str = ""
    options: tuple[str, ...] = ()
    offset: int | None = None


def control_place(control: etree._Element) -> Made | None:
    """Return the place that a content control is; None if it only wraps a part of the form."""
    found = properties(control)
    if (
        found is None
        or any(found.find(w(name)) is not None for name in _NO_PLACE)
        or found.find(_REPEATING) is not None
    ):
        return None
    holds = "" if shows_a_hint(control) else shown(control)
    box = found.find(CHECKBOX)
    if box is not None:
        return Made(control, SlotKind.TICK, "x" if _is_ticked(box) else "")
    for name in ("dropDownList", "comboBox"):
        choices = found.find(w(name))
        if choices is not None:
            return Made(control, SlotKind.CHOICE, holds, _options(choices))
    wraps = any(True for _ in control.iterdescendants(w("sdt"), w("tbl"), w("tr"), w("tc")))
    if wraps or len(holds) > _LONGEST_PLACE:
        return None
    return Made(control, SlotKind.TEXT, holds)


def _options(choices: etree._Element) -> tuple[str, ...]:
    items = (item.get(w("displayText")) or item.get(w("value")) or "" for item in choices.iter(w("listItem")))
    return tuple(item for item in items if item)


def _is_ticked(box: etree._Element) -> bool:
    checked = next((child for child in box if etree.QName(child).localname == "checked"), None)
    return checked is not None and next(iter(checked.attrib.values()), "1") in {"1", "true", "on"}


def field_place(run: etree._Element) -> Made | None:
    """Return the place that a run with the beginning of a form field is."""
    data = run.find(f"{w('fldChar')}/{w('ffData')}")
    if data is None:
        return None
    box = data.find(w("checkBox"))
    if box is not None:
        state = box.find(w("checked"))
        state = box.find(w("default")) if state is None else state
        ticked = state is not None and state.get(w("val"), "1") in {"1", "true", "on"}
        return Made(run, SlotKind.TICK, "x" if ticked else "")
    choices = data.find(w("ddList"))
    if choices is not None:
        options = tuple(entry.get(w("val"), "") for entry in choices.iter(w("listEntry")))
        result = choices.find(w("result"))
        chosen = int(result.get(w("val"), "0")) if result is not None else 0
        return Made(run, SlotKind.CHOICE, options[chosen] if 0 < chosen < len(options) else "", options)
    return Made(run, SlotKind.TEXT, field_result(run))


def field_result(run: etree._Element) -> str:
    """Return what a form field shows."""
    return "".join(raw(piece) for piece in result_runs(run)).strip("\u2002 \u00a0")


def result_runs(run: etree._Element) -> list[etree._Element]:
    """Return the runs between the separator and the end of the field that begins in `run`."""
    inside, found, depth = False, [], 0
    for sibling in run.itersiblings():
        mark = sibling.find(w("fldChar"))
        kind = mark.get(w("fldCharType")) if mark is not None else ""
        if kind == "begin":
            depth += 1
        elif kind == "separate" and not depth:
            inside = True
        elif kind == "end":
            if not depth:
                break
            depth -= 1
        elif inside:
            found.append(sibling)
    return found


def boxes_in(run: etree._Element) -> Iterator[Made]:
    """Yield the boxes to tick that stand as signs in a run."""
    text = raw(run)
    for found in _BOX.finditer(text):
        yield Made(run, SlotKind.TICK, "x" if found[0] in TICKED_BOXES else "", offset=found.start())
    for sign in run.iterchildren(w("sym")):
        code = sign.get(w("char"), "").upper()
        if sign.get(w("font"), "").lower().startswith("wingdings") and code in EMPTY_SIGNS | TICKED_SIGNS:
            yield Made(run, SlotKind.TICK, "x" if code in TICKED_SIGNS else "", offset=0)


@dataclass(slots=True)
class Inline:
    """A stretch of a paragraph: a place, or words between places."""

    made: Made | None = None
    words: str = ""


def inlines(paragraph: etree._Element) -> list[Inline]:
    """Cut a paragraph into the places in it and the words between them, in order."""
    found: list[Inline] = []
    _collect(paragraph, found)
    return found


def _collect(element: etree._Element, found: list[Inline]) -> None:
    in_field = False
    for child in element:
        mark = child.find(w("fldChar")) if child.tag == w("r") else None
        if in_field:
            in_field = mark is None or mark.get(w("fldCharType")) != "end"
            continue
        if child.tag == w("sdt"):
            _control(child, found)
        elif child.tag == w("r"):
            field = field_place(child)
            if field is not None:
                found.append(Inline(field))
                in_field = True
            else:
                _run(child, found)
        elif child.tag in {
            w("ins"),
            w("moveTo"),
            w("hyperlink"),
            w("smartTag"),
            w("customXml"),
            w("sdtContent"),
            w("fldSimple"),
        }:
            _collect(child, found)


def _control(control: etree._Element, found: list[Inline]) -> None:
    made = control_place(control)
    content = control.find(w("sdtContent"))
    if made is not None:
        found.append(Inline(made))
    elif content is not None:
        _collect(content, found)


def _run(run: etree._Element, found: list[Inline]) -> None:
    text, at = raw(run), 0
    for made in boxes_in(run):
        offset = made.offset or 0
        found.append(Inline(words=text[at:offset]))
        found.append(Inline(made))
        at = offset + (1 if _BOX.match(text[offset : offset + 1]) else 0)
    found.append(Inline(words=text[at:]))
