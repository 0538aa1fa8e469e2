"""The forms that LibreOffice saved, as they lie here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.made_templates.hand import SIX, TMAD, Hand, Made, comments_of
from tests.made_templates.libreoffice import as_open_document

FOLDER = Path(__file__).parent
_SIX = {"numbered_by_the_list", "boxes_as_signs", "struck_out", "one_table", "before_2007"}


def path_of(form: Made, *, fills: bool) -> Path:
    return FOLDER / f"{form.name}{'-typed' if fills else ''}.{form.ending}"


def source_of(form: Made, *, fills: bool) -> str:
    hand = Hand(form.consultation, fills, comments=comments_of(form) if fills else ())
    return _SOURCES[form.name](hand)


def _form(name: str, source: Callable[[Hand], str], ending: str) -> Made:
    def make(hand: Hand) -> bytes:
        source(hand)  # notes what is asked for
        path = path_of(made, fills=hand.fills)
        return path.read_bytes() if path.exists() else b""  # while they are being made

    made = Made(name, make, SIX if name in _SIX else TMAD, ending)
    return made


_SOURCES = {
    **{source.__name__: source for source in (*as_open_document.DOCUMENTS, *as_open_document.WORKBOOKS)},
    "before_2007": as_open_document.struck_out,
}
BEFORE_2007 = _form("before_2007", as_open_document.struck_out, "doc")
FORMS = (
    *(_form(source.__name__, source, "docx") for source in as_open_document.DOCUMENTS),
    *(_form(source.__name__, source, "xlsx") for source in as_open_document.WORKBOOKS),
    BEFORE_2007,
)
