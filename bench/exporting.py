"""The whole package, checked and written, for a short and a very long consultation."""

from __future__ import annotations

import io
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import docx
import openpyxl

from bench.keystroke import long_text
from bench.table import Figure
from respondent_app.exports import package
from respondent_app.model.consultation import Consultation
from respondent_app.model.response import Answer, ClauseComment, Mark, Respondent, Response, Scope
from respondent_app.packs import library

ROUNDS = 5


def figures() -> Iterator[Figure]:
    """Measure."""
    floor = statistics.median(_seconds(_write_empty_documents) for _ in range(ROUNDS))
    for count, target in ((3, 1.0), (100, 3.0)):
        consultation = _with_questions(count)
        response = _answered(consultation)
        times = [_seconds(partial(_export, response, consultation)) for _ in range(ROUNDS)]
        middle = statistics.median(times)
        yield Figure(
            f"package, {count} questions", middle, target, "s",
            f"first {times[0]:.2f} s; {middle / floor:.1f}x two empty documents and two empty sheets ({floor:.2f} s)",
        )  # fmt: skip


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _write_empty_documents() -> None:
    for make in (docx.Document, docx.Document, openpyxl.Workbook, openpyxl.Workbook):
        make().save(io.BytesIO())


def _export(response: Response, consultation: Consultation) -> None:
    with tempfile.TemporaryDirectory() as folder:
        package.export(response, consultation, Path(folder) / "package")


def _with_questions(count: int) -> Consultation:
    consultation = library.load(library.available()[0].id)
    asked = consultation.questions
    questions = tuple(replace(asked[n % len(asked)], id=f"Q{n + 1}", title=f"Question {n + 1}") for n in range(count))
    return replace(consultation, questions=questions)


def _answered(consultation: Consultation) -> Response:
    """Answer every question at some length, with a marked passage and comments by clause where they are asked for."""
    answers, marks = {}, []
    for number, question in enumerate(consultation.questions):
        comments = tuple(
            ClauseComment(f"c{number}-{row}", clause=f"4.{row}", comment=long_text(300), proposed=long_text(301))
            for row in range(4 if question.comments_by_clause else 0)
        )
        words = f"Made-up secret number {number} about prices. "
        answers[question.id] = Answer(text=words + long_text(1500), rationale=long_text(500), comments=comments)
        marks.append(Mark(f"m{number}", Scope.PASSAGE, question=question.id, start=0, end=len(words) - 1))
    organisation = Respondent(organisation="Example Energy (made-up sample)", email="someone@example.org")
    return Response(consultation.id, respondent=organisation, answers=answers, marks=tuple(marks))
