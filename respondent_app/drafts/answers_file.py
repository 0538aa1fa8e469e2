"""The answers file: a response as a person or a script writes it in TOML (docs/formats/answers.md)."""

from __future__ import annotations

import re
import tomllib
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from respondent_app.drafts import answers_marks
from respondent_app.drafts.answers_marks import MarkEntry
from respondent_app.model import records
from respondent_app.model.consultation import Consultation, Question
from respondent_app.model.errors import AnswersError, storage_error
from respondent_app.model.records import Fault, nearest
from respondent_app.model.response import (
    Answer,
    ClauseComment,
    CommentType,
    Respondent,
    Response,
    Stance,
)
from respondent_app.model.text import clean
from respondent_app.model.toml_lines import line_of, line_of_syntax_error

LARGEST = 50_000_000  # bytes
# Not from the calendar of the system, which speaks the language of the desktop.
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in an answers file, and its line, counted from 1."""

    line: int
    message: str


class FaultyAnswersError(AnswersError):
    """An answers file with mistakes in it; `problems` names all of them, in the order of the file."""

    def __init__(self, path: Path, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        listed = "; ".join(f"line {problem.line}: {problem.message.rstrip('.')}" for problem in self.problems)
        end = "" if listed.endswith("?") else "."
        what = f"{path.name}, {listed}{end}"
        super().__init__(what, meaning="Nothing was made of it.", advice="Mend it and try again.")


@dataclass(frozen=True, slots=True)
class _Comment:
    clause: str = ""
    type: CommentType = CommentType.DRAFTING
    comment: str = ""
    proposed: str = ""
    rationale: str = ""


@dataclass(frozen=True, slots=True)
class _Answer:
    answer: str = ""
    rationale: str = ""
    stance: Mapping[str, Stance] = field(default_factory=dict)
    comments: tuple[_Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class _AnswersFile:
    respondent: Respondent = field(default_factory=Respondent)
    answers: Mapping[str, _Answer] = field(default_factory=dict)
    marks: tuple[MarkEntry, ...] = ()


def read_answers(path: Path, consultation: Consultation) -> Response:
    """Read an answers file for `consultation`.

    `FaultyAnswersError` names every mistake with its line; `AnswersError` or `StorageError` if it cannot be read at
    all. None of them repeats an answer.
    """
    text = _text(path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = line_of_syntax_error(text, error)
        said = re.sub(r" \(at .*\)$", "", str(error))
        raise FaultyAnswersError(path, [Problem(line, f"this is not TOML as it should be ({said})")]) from None
    except (ValueError, RecursionError):
        raise AnswersError(f"{path.name} cannot be read as TOML.", advice="Check that it is an answers file.") from None
    try:
        return _response(records.read(_AnswersFile, _with_dates_as_text(table)), consultation)
    except records.FaultyTableError as error:
        problems = [Problem(line_of(text, fault.path), str(fault)) for fault in error.faults]
        raise FaultyAnswersError(path, problems) from None


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise storage_error(error) from error
    if len(content) > LARGEST:
        raise AnswersError(f"{path.name} is far too large to be an answers file.", advice="Check the name.")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = Problem(line, "this is not UTF-8 text: save the file with the encoding UTF-8")
        raise FaultyAnswersError(path, [problem]) from None


def _with_dates_as_text(table: dict[str, object]) -> dict[str, object]:
    """Write `until = 2020-03-31` out, as a reader of the reasons schedule expects it."""
    marks = table.get("marks")
    if not isinstance(marks, list):
        return table
    return {**table, "marks": [_with_until_as_text(mark) if isinstance(mark, dict) else mark for mark in marks]}


def _with_until_as_text(mark: dict[str, object]) -> dict[str, object]:
    until = mark.get("until")
    if isinstance(until, date):
        return {**mark, "until": f"{until.day} {_MONTHS[until.month - 1]} {until.year}"}
    return mark


def _response(read: _AnswersFile, consultation: Consultation) -> Response:
    faults = list(_unknown_questions(read, consultation))
    answers = {
        question.id: _answer(read.answers[question.id])
        for question in consultation.questions
        if question.id in read.answers
    }
    response = Response(consultation.id, _respondent(read.respondent), answers)
    marks = answers_marks.resolve(read.marks, response, faults)
    if faults:
        raise records.FaultyTableError(faults)
    return replace(response, marks=marks)


def _unknown_questions(read: _AnswersFile, consultation: Consultation) -> Iterator[Fault]:
    questions = {question.id: question for question in consultation.questions}
    for question_id, answer in read.answers.items():
        if question_id not in questions:
            yield Fault(("answers", question_id), _not_asked(question_id, consultation))
        else:
            yield from _unknown_parts(answer, questions[question_id])


def _not_asked(question_id: str, consultation: Consultation) -> str:
    asked = [question.id for question in consultation.questions]
    return f"is not a question of this consultation, which asks {', '.join(asked)}.{nearest(question_id, asked)}"


def _unknown_parts(answer: _Answer, question: Question) -> Iterator[Fault]:
    known = [part.id for part in question.stance]
    for part in answer.stance:
        if part not in known:
            asks = f"asks for a stance on {', '.join(known)}" if known else "asks for no stance"
            yield Fault(
                ("answers", question.id, "stance", part), f"is not known: {question.id} {asks}.{nearest(part, known)}"
            )


def _respondent(respondent: Respondent) -> Respondent:
    return Respondent(
        organisation=_line(respondent.organisation),
        category=respondent.category,
        name=_line(respondent.name),
        role=_line(respondent.role),
        email=_line(respondent.email),
        telephone=_line(respondent.telephone),
        address=clean(respondent.address).strip(),
    )


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _answer(answer: _Answer) -> Answer:
    return Answer(_words(answer.answer), _words(answer.rationale), answer.stance, tuple(map(_comment, answer.comments)))


def _comment(comment: _Comment) -> ClauseComment:
    return ClauseComment(
        _new_id(),
        _line(comment.clause),
        comment.type,
        _words(comment.comment),
        _words(comment.proposed),
        _words(comment.rationale),
    )


def _words(text: str) -> str:
    """The text without the line breaks that TOML's triple quotes leave at its ends."""
    return clean(text).strip("\n")


def _new_id() -> str:
    return uuid.uuid4().hex
