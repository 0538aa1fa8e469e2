"""Files of ours that come back: what they are, and for which consultation they were made."""

from __future__ import annotations

import re

from respondent_app.documents.formats.package import Package
from respondent_app.model.consultation import Consultation
from respondent_app.model.errors import TemplateError, UnreadableFileError

_CORE = "docProps/core.xml"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_OURS = re.compile(r"(Response to consultation|Comments on consultation|Schedule of reasons[^:]*): (.+) \([^()]*\)")
_UNCHANGED = "Nothing was changed."


def refuse_other(content: bytes, name: str, consultation: Consultation) -> None:
    """Raise `TemplateError` if a file of ours holds no answers, or those to another consultation."""
    found = _OURS.fullmatch(_title(content, name))
    if found is None:
        return
    if found[1].startswith("Schedule"):
        raise TemplateError(
            f"“{name}” is a schedule of reasons for confidentiality and holds no answers.",
            meaning=_UNCHANGED,
            advice="Choose the response document or the comments sheet that lies beside it.",
        )
    if found[2] != consultation.short_title:
        raise TemplateError(
            f"“{name}” answers another consultation: “{found[2]}”.",
            meaning=_UNCHANGED,
            advice="Open the response to that consultation, and bring it in there.",
        )


def is_ours(content: bytes, name: str) -> bool:
    """Whether a file says of itself that it was made here."""
    return _OURS.fullmatch(_title(content, name)) is not None


def is_response_document(content: bytes, name: str) -> bool:
    """Whether a file is a response document of ours."""
    found = _OURS.fullmatch(_title(content, name))
    return found is not None and found[1].startswith("Response")


def _title(content: bytes, name: str) -> str:
    package = Package.open(content, name)
    if not package.has(_CORE):
        return ""
    try:
        found = package.xml(_CORE).findtext(_TITLE)
    except UnreadableFileError:  # what a file says about itself is not needed to read it
        return ""
    return " ".join((found or "").split())
