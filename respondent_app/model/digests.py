"""What of a response somebody signed or looked at, as a digest that changes if, and only if, that changes.

A digest is SHA-256 (hexadecimal) over JSON in UTF-8 with its keys in order. It is made of what a response says, never
of ids or of the order in which copies were merged. The shape is part of the draft's format.
"""

from __future__ import annotations

from collections.abc import Iterable

from respondent_app.model.place import Part
from respondent_app.model.response import Answer, ClauseComment, Mark, Response, Scope
from respondent_app.model.team import Role, SignOff

_SIGN_WORDS_ONLY = frozenset({Role.AUTHOR, Role.LEGAL})
_SCOPES = list(Scope)
_PARTS = list(Part)
_ELSEWHERE = -1  # a mark on a clause comment that is not there


def digest_of(response: Response, role: Role) -> str:
    """Return the digest of what a person signs in `role`.

    Author and legal sign the words: respondent, answers, positions, clause comments. Confidentiality reviewer and
    approver sign the marks, their reasons and the publication of contact details too: everything that goes out.
    """
    signed: dict[str, object] = {
        "consultation": response.consultation,
        "respondent": _filled(response.respondent),
        "answers": {q: said for q in response.answers if (said := _answer(response, q))},
    }
    if role not in _SIGN_WORDS_ONLY:
        signed |= {"contact_public": response.contact_public, "marks": _marks(response, response.marks)}
    return _digest(signed)


def digest_of_answer(response: Response, question: str) -> str:
    """Return the digest of the answer to one question with the marks on it: what a colleague looks at."""
    here = (mark for mark in response.marks if mark.question == question)
    return _digest({"answer": _answer(response, question), "marks": _marks(response, here)})


def holds(sign_off: SignOff, response: Response) -> bool:
    """Whether the response still is what was signed."""
    return sign_off.digest == digest_of(response, sign_off.role)


def _digest(value: object) -> str:
    import hashlib  # loading it takes milliseconds that the start of the app does not have

    # "surrogatepass": half an emoji must not stand in the way; it never comes from an editor, but a file can hold it.
    written = _json(value)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def _filled(value: object) -> dict[str, str]:
    """The fields that say something, of a value made of texts."""
    return {name: str(held) for name in value.__dataclass_fields__ if (held := getattr(value, name))}  # type: ignore[attr-defined]  # a dataclass


def _answer(response: Response, question: str) -> dict[str, object]:
    answer = response.answer(question)
    said: dict[str, object] = {
        "text": answer.text,
        "rationale": answer.rationale,
        "stance": {part: stance.value for part, stance in answer.stance.items() if stance},
        "comments": [_words(comment) for comment in _comments(response, question, answer)],
    }
    return {name: value for name, value in said.items() if value}


def _comments(response: Response, question: str, answer: Answer) -> tuple[ClauseComment, ...]:
    """The clause comments that say something; an empty row is not sent, and says nothing yet."""
    marked = {mark.comment for mark in response.marks if mark.question == question and mark.comment}
    return tuple(c for c in answer.comments if not c.is_empty or c.clause.strip() or c.id in marked)


def _words(comment: ClauseComment) -> dict[str, str]:
    return {name: text for name, text in _filled(comment).items() if name != "id"}


def _marks(response: Response, marks: Iterable[Mark]) -> list[list[object]]:
    """Marks in reading order; two that cover the same are ordered by their reasons."""
    rows: dict[str, dict[str, int]] = {}
    for question, answer in response.answers.items():
        shown = _comments(response, question, answer)
        rows[question] = {comment.id: number for number, comment in enumerate(shown, start=1)}
    return sorted((_mark(mark, rows.get(mark.question, {})) for mark in marks), key=_canonical)


def _mark(mark: Mark, rows: dict[str, int]) -> list[object]:
    row = rows.get(mark.comment, _ELSEWHERE) if mark.comment else 0
    place: list[object] = [mark.question, row, _SCOPES.index(mark.scope)]
    # Where a mark without words stood is not kept with the draft: it is no part of what was signed.
    span = [mark.start, mark.end] if mark.start < mark.end else [0, 0]
    passage = [_PARTS.index(mark.part), *span] if mark.scope is Scope.PASSAGE else []
    return [*place, passage, _filled(mark.reason)]


def _canonical(row: list[object]) -> tuple[object, ...]:
    *place, reason = row
    return (*place, _json(reason))


def _json(value: object) -> str:
    import json

    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
