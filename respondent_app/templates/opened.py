"""A publisher's form as a file somebody names: made a Word document if need be, with what was confirmed of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from respondent_app.documents.formats.file_format import FileFormat, recognise
from respondent_app.documents.formats.unread import not_read
from respondent_app.documents.progress import Progress, unheard
from respondent_app.model.consultation import Consultation
from respondent_app.model.errors import UnreadableFileError
from respondent_app.model.template import PublisherForm, TemplateMap, TypedAnswers
from respondent_app.templates import publisher_form, remembered

_ENDINGS = {FileFormat.WORD: ".docx", FileFormat.SHEET: ".xlsx"}


def opened(content: bytes, name: str, consultation: Consultation, progress: Progress = unheard) -> PublisherForm:
    """Return a form with its places: those that a person has confirmed before, else those that its words tell.

    A Word document of before 2007 is converted by LibreOffice; `PublisherForm.content` is then that of the .docx.
    Raises `UnreadableFileError`, and `TemplateError` if the form has no place for anything.
    """
    content, name = as_form(content, name, progress)
    found = publisher_form.find(content, name, consultation)
    return PublisherForm(name, content, remembered.recalled(consultation.id, found) or found)


def typed_in(content: bytes, name: str, consultation: Consultation, progress: Progress = unheard) -> TypedAnswers:
    """Return what somebody typed into a form, or into our own comments sheet."""
    content, name = as_form(content, name, progress)
    for read in _own_files():
        typed = read(content, name)
        if typed is not None:
            return typed
    found = publisher_form.find(content, name, consultation, typed=True)
    mapping = remembered.recalled(consultation.id, found) or found
    return publisher_form.read_back(PublisherForm(name, content, mapping))


def as_form(content: bytes, name: str, progress: Progress = unheard) -> tuple[bytes, str]:
    """Return a form in a format that can be filled, and its name with the ending of that."""
    kind = recognise(content)
    if kind is FileFormat.LEGACY_WORD:
        from respondent_app.documents.word.legacy import converted

        content, kind = converted(content, name, progress), FileFormat.WORD
    if kind is FileFormat.PDF:
        raise UnreadableFileError(
            f"“{name}” is a PDF.",
            meaning="Forms are read and filled as Word documents and Excel workbooks.",
            advice="Ask the publisher, or your colleague, for the Word or Excel file.",
        )
    if kind not in _ENDINGS:
        raise not_read(kind, name)
    return content, f"{PurePath(name).stem}{_ENDINGS[kind]}"


def unsure(mapping: TemplateMap) -> tuple[str, ...]:
    """Return the labels of the places that a person should look at before anything is filled in."""
    return tuple(
        " ".join(placing.slot.label.split()) for placing in mapping.placings if placing.content and not placing.sure
    )


def _own_files() -> tuple[Callable[[bytes, str], TypedAnswers | None], ...]:
    from respondent_app.templates.comments_sheet import read_comments

    return (read_comments,)
