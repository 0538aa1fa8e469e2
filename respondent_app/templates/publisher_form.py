"""A publisher's form of any kind: Word documents and Excel workbooks each have a room of their own."""

from __future__ import annotations

from typing import Protocol

from respondent_app.documents.formats.file_format import FileFormat, recognise
from respondent_app.documents.formats.unread import not_read
from respondent_app.model.consultation import Consultation
from respondent_app.model.submission import Submission
from respondent_app.model.template import FilledTemplate, PublisherForm, TemplateMap, TypedAnswers


class _Room(Protocol):
    """What each room offers for its kind of file."""

    def find(self, content: bytes, name: str, consultation: Consultation, *, typed: bool) -> TemplateMap: ...
    def fill(self, form: PublisherForm, submission: Submission) -> FilledTemplate: ...
    def read_back(self, form: PublisherForm) -> TypedAnswers: ...
    def all_words(self, content: bytes, name: str) -> str: ...


def find(content: bytes, name: str, consultation: Consultation, *, typed: bool = False) -> TemplateMap:
    """Return which place of a form takes what, as far as its words tell.

    `name` is how errors call the file; `typed` says that somebody has typed into it, so that words under a question are
    an answer and no guidance. Raises `UnreadableFileError` if it is neither a Word document nor an Excel workbook, or
    is damaged, and `TemplateError` if it has no place for anything.
    """
    return _room(content, name).find(content, name, consultation, typed=typed)


def fill(form: PublisherForm, submission: Submission) -> FilledTemplate:
    """Return the form with a submission in it; whatever has no place in it stands in an annex at its end.

    Only the places named by the mapping are edited. Raises `TemplateError` if the form is not the one of the mapping.
    """
    return _room(form.content, form.name).fill(form, submission)


def read_back(form: PublisherForm) -> TypedAnswers:
    """Return what a colleague typed into a form (`form.content`) whose places were found in that very file."""
    return _room(form.content, form.name).read_back(form)


def words(content: bytes, name: str) -> str:
    """Return all words of a form: what stands there before anybody answers gives nothing away."""
    return _room(content, name).all_words(content, name)


def _room(content: bytes, name: str) -> _Room:
    kind = recognise(content)
    if kind is FileFormat.WORD:
        from respondent_app.templates.word import document

        return document
    if kind is FileFormat.SHEET:
        from respondent_app.templates.sheets import document as workbook

        return workbook
    raise not_read(kind, name)
