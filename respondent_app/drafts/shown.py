"""A response written out for its owner: as text to read, and as plain values for a script.

Everything is shown, what is confidential too. Neither form holds ids or times, so that two drafts that say the same
look the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from respondent_app.drafts import team_shown
from respondent_app.model import records
from respondent_app.model.place import COMMENT_PARTS, Part, Place
from respondent_app.model.response import QUESTION_SCOPES, Answer, ClauseComment, Mark, Response, Scope

Value = dict[str, object]
_BODY = "    "


def as_json(response: Response) -> Value:
    """Return a response as plain values. Marks are ranges in code points, and name their reason by its number."""
    marks = _in_reading_order(response)
    numbers = {mark.id: number for number, mark in enumerate(marks, start=1)}
    whole = [mark for mark in marks if mark.scope in {Scope.RESPONSE, Scope.ORGANISATION}]
    return {
        "version": 1,
        "consultation": response.consultation,
        "respondent": _fields(response.respondent),
        "contact_public": response.contact_public,
        "marks": [_mark(mark, numbers) for mark in whole],
        "answers": {question: _answer(question, response, marks, numbers) for question in sorted(response.answers)},
        "reasons": [{"number": numbers[mark.id], **_fields(mark.reason)} for mark in marks],
        "assignments": dict(sorted(response.assignments.items())),
        "statuses": {question: status.value for question, status in sorted(response.statuses.items())},
        "review_comments": team_shown.review_comments(response),
        "sign_offs": team_shown.sign_offs(response),
    }


def _fields(value: object) -> Value:
    """All fields of a value, the empty ones too, so that a script need not ask whether they are there."""
    return {name: records.write(getattr(value, name)) for name in value.__dataclass_fields__}  # type: ignore[attr-defined]  # a dataclass


def _answer(question: str, response: Response, marks: list[Mark], numbers: dict[str, int]) -> Value:
    answer = response.answer(question)
    own = [mark for mark in marks if mark.question == question and not mark.comment]
    return {
        "text": answer.text,
        "rationale": answer.rationale,
        "stance": {part: stance.value for part, stance in sorted(answer.stance.items())},
        "no_comment": answer.is_no_comment,
        "marks": [_mark(mark, numbers) for mark in own],
        "comments": [_comment(comment, question, marks, numbers) for comment in answer.comments],
    }


def _comment(comment: ClauseComment, question: str, marks: list[Mark], numbers: dict[str, int]) -> Value:
    own = [mark for mark in marks if (mark.question, mark.comment) == (question, comment.id)]
    fields = {name: value for name, value in _fields(comment).items() if name != "id"}
    return {**fields, "marks": [_mark(mark, numbers) for mark in own]}


def _mark(mark: Mark, numbers: dict[str, int]) -> Value:
    shown: Value = {"scope": mark.scope.value, "reason": numbers[mark.id]}
    if mark.scope is Scope.PASSAGE:
        shown |= {"part": mark.part.value, "start": mark.start, "end": mark.end}
    return shown


def _in_reading_order(response: Response) -> list[Mark]:
    scopes = list(Scope)
    places = {place: number for number, place in enumerate(_places(response))}
    return sorted(response.marks, key=lambda mark: (*_position(mark, places), scopes.index(mark.scope), mark.start))


def _places(response: Response) -> Iterator[Place]:
    for question in sorted(response.answers):
        yield Place(question, Part.ANSWER)
        yield Place(question, Part.RATIONALE)
        for comment in response.answer(question).comments:
            yield from (Place(question, part, comment.id) for part in COMMENT_PARTS)


def _position(mark: Mark, places: dict[Place, int]) -> tuple[int, int]:
    if mark.scope in {Scope.RESPONSE, Scope.ORGANISATION}:
        return (0, 0)
    if mark.scope is Scope.PASSAGE:
        return (1, places.get(mark.place, len(places)))
    part = Part.COMMENT if mark.scope is Scope.COMMENT else Part.ANSWER
    return (1, places.get(Place(mark.question, part, mark.comment), len(places)))


def as_text(response: Response) -> str:
    """Return a response as text to read; confidential words stand in «» with the number of their reason."""
    marks = _in_reading_order(response)
    numbers = {mark.id: number for number, mark in enumerate(marks, start=1)}
    lines = [f"Response to {response.consultation}", ""]
    lines += [f"{name.capitalize()}: {value}" for name, value in _fields(response.respondent).items() if value]
    lines += [_whole(mark, numbers) for mark in marks if mark.scope in {Scope.RESPONSE, Scope.ORGANISATION}]
    for question in sorted(response.answers):
        lines += ["", *_question_lines(question, response, numbers)]
    if marks:
        lines += ["", "Reasons for confidentiality"]
        lines += [_reason_line(mark, numbers) for mark in marks]
    return "\n".join(lines) + "\n"


def _whole(mark: Mark, numbers: dict[str, int]) -> str:
    return f"Confidential as a whole ({mark.scope.value}): reason {numbers[mark.id]}"


def _question_lines(question: str, response: Response, numbers: dict[str, int]) -> Iterator[str]:
    answer = response.answer(question)
    yield question
    yield from (
        _BODY + _whole(mark, numbers)
        for mark in response.marks
        if mark.scope in QUESTION_SCOPES and mark.question == question
    )
    yield from _stance_lines(answer)
    yield from _text_lines("", Place(question, Part.ANSWER), response, numbers)
    yield from _text_lines("Rationale: ", Place(question, Part.RATIONALE), response, numbers)
    for comment in answer.comments:
        yield from _comment_lines(comment, question, response, numbers)


def _stance_lines(answer: Answer) -> Iterator[str]:
    yield from (f"{_BODY}{part}: {stance.value}" for part, stance in answer.stance.items() if stance)


def _comment_lines(comment: ClauseComment, question: str, response: Response, numbers: dict[str, int]) -> Iterator[str]:
    yield f"{_BODY}Clause {comment.clause or '(not named)'}, {comment.type.value}"
    yield from (
        _BODY + _whole(mark, numbers)
        for mark in response.marks
        if mark.scope is Scope.COMMENT and (mark.question, mark.comment) == (question, comment.id)
    )
    labels = {Part.COMMENT: "", Part.PROPOSED: "Proposed: ", Part.COMMENT_RATIONALE: "Rationale: "}
    for part, label in labels.items():
        yield from _text_lines(_BODY + label, Place(question, part, comment.id), response, numbers)


def _text_lines(label: str, place: Place, response: Response, numbers: dict[str, int]) -> Iterator[str]:
    text = response.text_at(place)
    if text.strip():
        lines = _with_marks(text, response.passages(place), numbers).split("\n")
        yield from (f"{_BODY}{label if index == 0 else ''}{line}".rstrip() for index, line in enumerate(lines))


def _with_marks(text: str, passages: tuple[Mark, ...], numbers: dict[str, int]) -> str:
    signs = [(mark.start, 1, "«") for mark in passages]
    signs += [(mark.end, 0, f"»[{numbers[mark.id]}]") for mark in passages]
    shown, at = "", 0
    for position, _, sign in sorted(signs):
        shown += text[at:position] + sign
        at = position
    return shown + text[at:]


def _reason_line(mark: Mark, numbers: dict[str, int]) -> str:
    reason = mark.reason
    said = [reason.category.value, reason.public_explanation, reason.explanation, reason.harm]
    until = f"until {reason.until}" if reason.until else ""
    return f"{_BODY}{numbers[mark.id]}. " + "; ".join(part for part in [*said, until] if part)
