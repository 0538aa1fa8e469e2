"""The documents of a package as PDFs."""

from __future__ import annotations

from dataclasses import dataclass, field

from respondent_app.exports.pdf.paper import Block, response_paper, schedule_paper
from respondent_app.exports.pdf.typeset import typeset
from respondent_app.model.submission import Submission


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF, and how many signs of the text it names because its typefaces lack them."""

    content: bytes = field(repr=False)
    lacking: int


def response_pdf(submission: Submission) -> Pdf:
    """Return the response of one audience as an accessible PDF; the same submission always gives the same bytes."""
    return _made(response_paper(submission))


def schedule_pdf(submission: Submission) -> Pdf:
    """Return the schedule of reasons of a full submission as an accessible PDF."""
    return _made(schedule_paper(submission))


def _made(paper: Block) -> Pdf:
    return Pdf(typeset(paper), paper["lacking"])
