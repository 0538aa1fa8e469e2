"""From pages as data to a PDF. The only place that knows typst."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from respondent_app.exports.pdf.signs import fonts
from respondent_app.model.errors import ExportError
from respondent_app.storage import folders

if TYPE_CHECKING:
    import typst


def typeset(paper: Mapping[str, object]) -> bytes:
    """Return the PDF/UA-1 of `paper`, whose shape `resources/paper/layout.typ` says; the same data, the same bytes.

    Raises `ExportError` if it cannot be made; its words say nothing of what is in the paper.
    """
    import typst

    source = (folders.resources() / "paper" / "layout.typ").read_bytes()
    try:
        made = typst.compile(
            source, format="pdf", pdf_standards=["ua-1"], timestamp=0, font_paths=_fonts(), ignore_system_fonts=True,
            sys_inputs={"paper": json.dumps(paper, ensure_ascii=False)},
        )  # fmt: skip
    except typst.TypstError:
        made = None  # what went wrong may quote the response, so it is not passed on
    if made is None:
        raise ExportError(
            "The PDFs could not be made.",
            meaning="Nothing was written.",
            advice="Make the package without PDFs; the Word and Excel files hold the same.",
        )
    return made


@functools.lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Return our typefaces and no other: what a PDF looks like does not depend on the computer."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts())])
