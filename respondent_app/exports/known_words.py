"""Words that stand in any package of a consultation: the publisher's own, and those of our blank forms."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from respondent_app.exports.comments_sheet import comments_workbook
from respondent_app.exports.email_draft import Attached, email_draft
from respondent_app.exports.word_template import TEMPLATE, response_document
from respondent_app.model.consultation import Consultation
from respondent_app.model.response import Mark, Response, Scope
from respondent_app.model.submission import Audience
from respondent_app.privacy.disclose import STANCE_LABELS, disclose
from respondent_app.privacy.leak_check import words_of
from respondent_app.privacy.marks import CATEGORY_LABELS, PART_LABELS
from respondent_app.storage import folders

_NOT_THE_PUBLISHERS = frozenset({"points"})


@functools.lru_cache(maxsize=4)
def known_words(consultation: Consultation) -> str:
    """Return all words that give nothing away because they are there before anybody answers."""
    labels = (*STANCE_LABELS.values(), *CATEGORY_LABELS.values(), *PART_LABELS.values(), "No comment")
    return "\n".join((*_publishers(consultation), *labels, *_blank_forms(consultation)))


def _publishers(consultation: Consultation) -> Iterator[str]:
    for name in consultation.__dataclass_fields__:
        if name not in _NOT_THE_PUBLISHERS:
            yield from _texts(getattr(consultation, name))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _texts(getattr(value, name))


def _blank_forms(consultation: Consultation) -> Iterator[str]:
    """Yield what our own files say of a response without a word in it."""
    yield words_of(TEMPLATE, (folders.forms() / TEMPLATE).read_bytes())
    for response in (Response(consultation.id), Response(consultation.id, marks=(Mark("whole", Scope.RESPONSE),))):
        for audience in Audience:
            submission = disclose(response, consultation, audience)
            yield submission.statement
            yield words_of("blank.docx", response_document(submission))
            yield words_of("blank.xlsx", comments_workbook(submission))
        mail = email_draft(
            disclose(response, consultation, Audience.PUBLIC), (Attached("", b"", ""),), details_withheld=True
        )
        yield words_of("blank.eml", mail.eml)
