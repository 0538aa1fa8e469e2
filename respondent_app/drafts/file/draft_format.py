"""What stood in a draft of version 1: JSON, without history. Only `version_1.py` reads it still."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from respondent_app.model import records
from respondent_app.model.edits import with_text
from respondent_app.model.errors import DraftDamagedError, DraftTooNewError
from respondent_app.model.place import COMMENT_PARTS
from respondent_app.model.response import QUESTION_SCOPES, Answer, Mark, Response, Scope
from respondent_app.model.text import clean

FORMAT = "respondent-draft"
VERSION = 1
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole draft. `id` stays the same for the life of the draft; `author` is who began it."""

    id: str
    author: str
    response: Response


def from_bytes(content: bytes) -> Draft:
    """Read a draft.

    `DraftDamagedError` if it is not one or not a whole one, `DraftTooNewError` if a later version wrote it. Neither
    repeats anything that stands in the file.
    """
    table = _table(content)
    version = table.get("version")
    if type(version) is not int or version < 1:
        raise damaged("It does not say which version of the format it has.")
    if version > VERSION:
        raise DraftTooNewError(
            "This draft was saved by a later version of Respondent.",
            meaning="It is left as it is.",
            advice="Open it with that version, or ask its author for a copy made with this one.",
        )
    response = _response(table.get("response"))
    return Draft(_text_of(table, "id"), _text_of(table, "author"), _fit_for_documents(response))


def damaged(how: str) -> DraftDamagedError:
    """Say that a file is not a draft, or not a whole one, and in which way."""
    return DraftDamagedError(
        f"The file is not a draft of Respondent, or it is damaged. {how}",
        meaning="Nothing in it was changed.",
        advice="If you have a copy, for example in a backup or in an e-mail, open that.",
    )


def _table(content: bytes) -> dict[str, object]:
    if not content.strip(b"\0 \t\r\n"):
        raise damaged("It is empty.")
    # What the parsers say may repeat words of the file: their errors go no further.
    try:
        table = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise damaged("It holds something other than text.") from None
    except (ValueError, RecursionError):
        raise damaged("It breaks off, or it was changed by another program.") from None
    if not isinstance(table, dict) or table.get("format") != FORMAT:
        raise damaged("It does not begin as a draft does.")
    return table


def _text_of(table: dict[str, object], key: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise damaged("A part of it cannot be read.")
    return clean(value)


def _response(table: object) -> Response:
    try:
        response = records.read(Response, table)
    except (records.FaultyTableError, RecursionError):
        raise damaged("A part of it cannot be read.") from None
    if _marks_out_of_place(response):
        raise damaged("A confidential mark in it does not fit the text it covers.")
    return response


def _marks_out_of_place(response: Response) -> bool:
    """Whether a mark points to nothing, so that the words it was meant for would stand open."""
    ids = [mark.id for mark in response.marks]
    twice = len(set(ids)) < len(ids) or any(_comment_id_twice(answer) for answer in response.answers.values())
    return twice or not all(_fits(mark, response) for mark in response.marks)


def _comment_id_twice(answer: Answer) -> bool:
    return len({comment.id for comment in answer.comments}) < len(answer.comments)


def _fits(mark: Mark, response: Response) -> bool:
    if mark.scope in {Scope.RESPONSE, Scope.ORGANISATION, *QUESTION_SCOPES}:
        return bool(mark.question) or mark.scope not in QUESTION_SCOPES
    on_comment = mark.scope is Scope.COMMENT or mark.part in COMMENT_PARTS
    comments = {c.id for c in response.answer(mark.question).comments} if on_comment else {""}
    if mark.comment not in comments:
        return False
    return mark.scope is Scope.COMMENT or 0 <= mark.start <= mark.end <= len(response.text_at(mark.place))


def _fit_for_documents(response: Response) -> Response:
    """Return `response` without characters that no document can hold, its marks still on the words they cover."""
    for place in response.places():
        text = response.text_at(place)
        tidy = clean(text)
        if tidy != text:
            response = with_text(response, place, tidy)
    return records.read(Response, _cleaned(records.write(response)))


def _cleaned(table: object) -> object:
    if isinstance(table, str):
        return clean(table)
    if isinstance(table, dict):
        return {clean(key): _cleaned(item) for key, item in table.items()}
    if isinstance(table, list):
        return [_cleaned(item) for item in table]
    return table
