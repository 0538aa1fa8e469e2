"""Whether a form speaks of a consultation: the form of another one has questions called Q1 and Q2, too."""

from __future__ import annotations

import re

from respondent_app.model.consultation import Consultation
from respondent_app.model.text import fold

_LEAST_WORDS = 3
_MOST_OF_THEM = 0.75
# They stand in every form.
_EVERYWHERE = frozenset({
    "about", "agree", "agreed", "answer", "answers", "comment", "comments", "confidential", "consultation",
    "consulting", "date", "detailed", "details", "disagree", "does", "draft", "drafting", "following", "form",
    "general", "have", "like", "made", "make", "party", "please", "proposal", "proposals", "propose", "proposed",
    "provide", "question", "questions", "rationale", "reason", "reasons", "regarding", "respond", "response",
    "responses", "sample", "should", "support", "that", "their", "there", "these", "this", "those", "views", "what",
    "when", "where", "whether", "which", "with", "would", "your",
})  # fmt: skip


def speaks_of(consultation: Consultation, words: str) -> bool:
    """Whether the words of a file name a consultation or quote one of its questions.

    True also where nothing of the consultation could tell it from others.
    """
    there = _telling(words)
    told = [_telling(text) for text in (consultation.title, consultation.short_title, *_questions(consultation))]
    told = [each for each in told if len(each) >= _LEAST_WORDS]
    return not told or any(len(each & there) >= _MOST_OF_THEM * len(each) for each in told)


def _questions(consultation: Consultation) -> tuple[str, ...]:
    return tuple(f"{question.title} {question.text}" for question in consultation.questions)


def _telling(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w{4,}|\d+\.\d+", fold(text)) if word not in _EVERYWHERE)
