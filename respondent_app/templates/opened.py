"""A publisher's form as a file somebody names: made a Word document if need be, with what was confirmed of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from respondent_app.documents.formats.file_format import FileFormat, recognise
from respondent_app.documents.formats.unread import not_read
from respondent_app.documents.progress import Progress, unheard
from respondent_app.model.consultation import Consultation
from respondent_app.model.errors import NoPlaceError, UnreadableFileError
from respondent_app.model.template import PublisherForm, TemplateMap, TypedAnswers
from respondent_app.templates import belonging, publisher_form, remembered
from respondent_app.templates.own_files import is_ours, is_response_document, refuse_other

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
    """Return what somebody typed into a form, or into our own response document or comments sheet."""
    content, name = as_form(content, name, progress)
    refuse_other(content, name, consultation)
    for read in _own_files():
        typed = read(content, name)
        if typed is not None:
            return typed
    if is_response_document(content, name):
        return _our_document(content, name, consultation)
    try:
        found = publisher_form.find(content, name, consultation, typed=True)
    except NoPlaceError as error:
        raise NoPlaceError(
            f"No answers to this consultation were found in “{name}”.",
            meaning="Nothing was changed.",
            advice="Choose the publisher’s form, our response document or our comments sheet, as a colleague saved it.",
        ) from error
    mapping = remembered.recalled(consultation.id, found) or found
    return publisher_form.read_back(PublisherForm(name, content, mapping))


def speaks_of(content: bytes, name: str, consultation: Consultation) -> bool:
    """Whether a form (as `as_form` gives it) is seen to be one for the consultation: by its name or its questions."""
    return is_ours(content, name) or belonging.speaks_of(consultation, publisher_form.words(content, name))


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


def _our_document(content: bytes, name: str, consultation: Consultation) -> TypedAnswers:
    """Read our own response document: the answers by its headings, details and comments as in any other form."""
    from respondent_app.templates import response_document

    answers = response_document.read_answers(content, name, consultation)
    content = response_document.without_reasons(content, name)
    found = publisher_form.find(content, name, consultation, typed=True)
    typed = publisher_form.read_back(PublisherForm(name, content, found))
    others = {asked: text for asked, text in typed.values.items() if not asked.question}
    return TypedAnswers({**others, **answers}, typed.comments)
