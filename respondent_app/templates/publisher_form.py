"""A publisher's form of any kind: Word documents and Excel workbooks each have a room of their own."""

from __future__ import annotations

from respondent_app.model.consultation import Consultation
from respondent_app.model.submission import Submission
from respondent_app.model.template import FilledTemplate, PublisherForm, TemplateMap, TypedAnswers


def find(content: bytes, name: str, consultation: Consultation) -> TemplateMap:
    """Return which place of a form takes what, as far as its words tell.

    `name` is how errors call the file. Raises `UnreadableFileError` if it is neither a Word document nor an Excel
    workbook, or is damaged, and `TemplateError` if it has no place for anything.
    """
    raise NotImplementedError


def fill(form: PublisherForm, submission: Submission) -> FilledTemplate:
    """Return the form with a submission in it; whatever has no place in it stands in an annex at its end.

    Only the places named by the mapping are edited. Raises `TemplateError` if the form is not the one of the mapping.
    """
    raise NotImplementedError


def read_back(form: PublisherForm) -> TypedAnswers:
    """Return what a colleague typed into a form (`form.content`) whose places are known from its mapping."""
    raise NotImplementedError


def words(content: bytes, name: str) -> str:
    """Return all words of a form: what stands there before anybody answers gives nothing away."""
    raise NotImplementedError
