"""Our own response document, read back after somebody worked in it: by its headings, not by what its words ask for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from respondent_app.model.consultation import Consultation, Question
from respondent_app.model.template import Content, Field
from respondent_app.model.text import fold
from respondent_app.templates.word.opening import opened
from respondent_app.templates.word.words import shown, typed_text
from respondent_app.writing.brackets import without_brackets
from respondent_app.writing.pointers import is_pointer
from respondent_app.writing.word_text import w

if TYPE_CHECKING:
    from lxml import etree

_TEXTS = {"answer": Field.ANSWER, "rationale": Field.RATIONALE}
_REASONS = "reasons for confidentiality"


def read_answers(content: bytes, name: str, consultation: Consultation) -> dict[Content, str]:
    """Return what stands under the headings of the questions, without the brackets round marked words."""
    body = opened(content, name).root.find(w("body"))
    found: dict[Content, list[etree._Element]] = {}
    question: Question | None = None
    field: Field | None = None
    positions: dict[Content, str] = {}
    for element in _blocks(body) if body is not None else ():
        level, text = _level(element), " ".join(shown(element).split())
        if level in {1, 2}:
            question, field = _question(text, consultation), None
        elif level:
            field = _TEXTS.get(fold(text))
        elif question is not None and element.tag == w("tbl") and field is None:
            positions.update(_positions(element, question))
        elif question is not None and field is not None and not is_pointer(text):
            found.setdefault(Content(field, question.id), []).append(element)
    texts = {asked: without_brackets(typed_text(elements)) for asked, elements in found.items()}
    return {**positions, **{asked: text for asked, text in texts.items() if text.strip()}}


def without_reasons(content: bytes, name: str) -> bytes:
    """Return the document without its schedule of reasons, which names questions and is no answer to them."""
    file = opened(content, name)
    body = file.root.find(w("body"))
    held = list(body) if body is not None else []
    starts = [at for at, element in enumerate(held) if _level(element) == 1]
    first = next((at for at in starts if fold(shown(held[at])) == _REASONS), None)
    if body is None or first is None:
        return content
    last = next((at for at in starts if at > first), len(held))
    for element in held[first:last]:
        if element.tag != w("sectPr"):
            body.remove(element)
    return file.saved()


def _blocks(body: etree._Element) -> Iterator[etree._Element]:
    for element in body:
        if element.tag == w("sdt"):
            inside = element.find(w("sdtContent"))
            yield from _blocks(inside) if inside is not None else ()
        elif element.tag in {w("p"), w("tbl")}:
            yield element


def _level(element: etree._Element) -> int:
    """Return which heading a paragraph is: 1 to 3; 0 for what is none."""
    style = element.find(f"{w('pPr')}/{w('pStyle')}")
    name = "" if style is None else style.get(w("val"), "")
    return int(name[-1]) if name in {"Heading1", "Heading2", "Heading3"} else 0


def _question(heading: str, consultation: Consultation) -> Question | None:
    return next((asked for asked in consultation.questions if f"{heading} ".startswith(f"{asked.id} ")), None)


def _positions(table: etree._Element, question: Question) -> Iterator[tuple[Content, str]]:
    """Yield the positions in a table that has a label and a position in each row."""
    labels = {fold(part.label): part.id for part in question.stance}
    for row in table.iter(w("tr")):
        cells = row.findall(w("tc"))
        part = labels.get(fold(shown(cells[0]))) if len(cells) > 1 else None
        if part:
            yield Content(Field.STANCE, question.id, part), without_brackets(typed_text(cells[1]))
