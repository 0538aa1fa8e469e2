"""The tables of a library of past answers, and how an answer stands in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from respondent_app.model.past_answer import PastAnswer, PastMark, PastResponse
from respondent_app.model.place import Part
from respondent_app.model.response import ReasonCategory
from respondent_app.model.text import clean
from respondent_app.past_answers.clauses import words_in

APPLICATION = 0x52_73_70_61  # "Rspa", in the head of the file
VERSION = 1
_RESPONSE = (
    "create table response(draft text primary key, consultation text not null, title text not null, "
    "short_title text not null, organisation text not null, at integer not null) without rowid"
)
_ENTRY = (
    "create table entry(id integer primary key autoincrement, draft text not null, question text not null, "
    "asked text not null, part text not null, clause text not null, marks text not null, "
    "text text not null, clauses text not null, topic text not null)"
)
_WORDS = (
    "create virtual table words using fts5(text, clauses, topic, content='entry', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
)
# Deleting leaves no trace of the words in the index either.
_DELETING = "insert into words(words, rank) values('secure-delete', 1)"
SCHEMA = (_RESPONSE, _ENTRY, "create index entry_draft on entry(draft)", _WORDS, _DELETING)
TABLES = frozenset({"response", "entry", "words"})
FIELDS = (
    "entry.id, entry.question, entry.asked, entry.part, entry.clause, entry.marks, entry.text, "
    "response.draft, response.consultation, response.title, response.short_title, response.organisation, response.at"
)
INSERT_RESPONSE = "insert or replace into response values(?, ?, ?, ?, ?, ?)"
INSERT_ENTRY = (
    "insert into entry(draft, question, asked, part, clause, marks, text, clauses, topic) "
    "values(?, ?, ?, ?, ?, ?, ?, ?, ?) returning id"
)
INSERT_WORDS = (
    "insert into words(rowid, text, clauses, topic) select id, text, clauses, topic from entry where draft = ?"
)
# A clause that is named weighs most, the question's own wording least. Of answers that fit alike the newer comes first.
BEST = (
    "select words.rowid, bm25(words, 1.0, 6.0, 0.6) * (1.0 + 0.5 / (1.0 + (:newest - response.at) / 31557600000.0)) "
    "as fits from words join entry on entry.id = words.rowid join response on response.draft = entry.draft "
    "where words match :asked and response.draft <> :without order by fits limit :most"
)


def response_row(response: PastResponse) -> tuple[str | int, ...]:
    """Return a response as it stands in its table."""
    names = (response.consultation, response.title, response.short_title, response.organisation)
    return (response.draft, *map(clean, names), response.at)


def entry_row(answer: PastAnswer) -> tuple[str, ...]:
    """Return an answer as it stands in its table."""
    marks = json.dumps([[mark.start, mark.end, str(mark.category)] for mark in answer.marks])
    topic = f"{answer.question} {answer.asked} {answer.response.name} {answer.response.title}"
    clause = answer.clause and f"clause {answer.clause}"
    return (
        answer.response.draft, answer.question, answer.asked, str(answer.part), answer.clause, marks, answer.text,
        words_in(clause, answer.text), topic,
    )  # fmt: skip


def answer_of(row: Sequence[Any]) -> PastAnswer:
    """Return the answer of a row of `FIELDS`. `ValueError` if the row is not as it was written."""
    try:
        number, question, asked, part, clause, marks, text, *source = row
        return PastAnswer(
            PastResponse(*source), question, Part(part), text, asked, clause, tuple(_marks(marks, len(text))), number
        )
    except (TypeError, LookupError, RecursionError):
        raise ValueError("not a row as it was written") from None


def _marks(written: str, length: int) -> Iterable[PastMark]:
    for start, end, category in json.loads(written):
        if not 0 <= start < end <= length:
            raise ValueError("not a mark as it was written")
        yield PastMark(start, end, ReasonCategory(category))
