"""Words that stand in any package of a consultation: the publisher's own, and those of our blank forms."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from dataclasses import replace

from respondent_app.exports.comments_sheet import comments_workbook
from respondent_app.exports.cover_text import cover_text
from respondent_app.exports.email_draft import Attached, email_draft
from respondent_app.exports.marked_up import drafting, proposals
from respondent_app.exports.names import KINDS, MANIFEST, UNNAMED, file_name
from respondent_app.exports.package_readme import package_readme
from respondent_app.exports.schedule import schedule_document
from respondent_app.exports.word_template import TEMPLATE, response_document
from respondent_app.model.consultation import Consultation
from respondent_app.model.response import Mark, Respondent, Response, Scope
from respondent_app.model.short_words import published_words
from respondent_app.model.submission import Audience
from respondent_app.privacy.disclose import STANCE_LABELS, disclose
from respondent_app.privacy.leak_check import words_of
from respondent_app.privacy.marks import CATEGORY_LABELS, PART_LABELS
from respondent_app.storage import folders

_ENDINGS = ("docx", "xlsx", "pdf", "eml", "txt")


@functools.lru_cache(maxsize=4)
def known_words(consultation: Consultation) -> str:
    """Return all words that give nothing away because they are there before anybody answers."""
    labels = (*STANCE_LABELS.values(), *CATEGORY_LABELS.values(), *PART_LABELS.values(), "No comment")
    return "\n".join((published_words(consultation), *labels, *_blank_forms(consultation)))


def _blank_forms(consultation: Consultation) -> Iterator[str]:
    """Yield what our own files say of a response without a word in it."""
    yield words_of(TEMPLATE, (folders.forms() / TEMPLATE).read_bytes())
    # A detail without a word in it: the forms then say that details are withheld.
    nobody = Respondent(role="–")
    whole = Mark("whole", Scope.RESPONSE)
    blank = Response(consultation.id)
    for response in (blank, replace(blank, respondent=nobody), replace(blank, respondent=nobody, marks=(whole,))):
        for audience in Audience:
            submission = disclose(response, consultation, audience)
            yield submission.statement
            yield words_of("blank.docx", response_document(submission))
            yield words_of("blank.xlsx", comments_workbook(submission))
        mail = email_draft(
            disclose(response, consultation, Audience.PUBLIC), (Attached("", b"", ""),), details_withheld=True
        )
        yield words_of("blank.eml", mail.eml)
        yield words_of("blank.txt", cover_text(mail))
    yield from _told_of_a_package(consultation)


def _told_of_a_package(consultation: Consultation) -> Iterator[str]:
    """Yield what the README says of all kinds of files, and the schedule of no reasons."""
    submission = disclose(Response(consultation.id), consultation, Audience.FULL)
    labels = ("", "PUBLIC", "CONFIDENTIAL", "FULL")
    kinds = itertools.product(KINDS, _ENDINGS, labels)
    files = (file_name(UNNAMED, kind, ending, (1, 0), label) for kind, ending, label in kinds)
    yield package_readme((*files, MANIFEST), submission, (1, 0)).decode()
    yield words_of("blank.docx", schedule_document(submission))
    yield f"{drafting.TITLE}\n{drafting.PURPOSE}\n{drafting.WITHHELD}\n{proposals.NOT_AT_HAND}\n{proposals.BELOW}"


@functools.lru_cache(maxsize=4)
def known_pdf_words(consultation: Consultation) -> str:
    """Return what stands in every PDF that we make: what it says of its own format."""
    from respondent_app.exports.pdf.documents import response_pdf

    return words_of(
        "blank.pdf", response_pdf(disclose(Response(consultation.id), consultation, Audience.PUBLIC)).content
    )
