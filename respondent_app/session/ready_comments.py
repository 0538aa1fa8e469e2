"""Ready comments from the points to check: put into the response with one click, and recognised there again."""

from __future__ import annotations

from respondent_app.model import edits
from respondent_app.model.consultation import Point
from respondent_app.model.place import Part, Place
from respondent_app.model.response import ClauseComment, Response, new_id
from respondent_app.session.session import Session


def is_used(response: Response, point: Point) -> bool:
    """Whether the ready comment stands, word for word, in the response."""
    answer = response.answer(point.question)
    return point.comment in answer.text or any(point.comment in c.comment for c in answer.comments)


def place_of(response: Response, point: Point) -> Place | None:
    """Return where the ready comment stands: the clause comment that holds it, None if it is in the answer itself."""
    comments = response.answer(point.question).comments
    return next((comment_place(point.question, c.id) for c in comments if point.comment in c.comment), None)


def use(session: Session, point: Point) -> None:
    """Add the ready comment to the question it belongs to: as a comment on its clause, else as a new paragraph."""
    question = session.consultation.question(point.question)
    if question.comments_by_clause and point.clause:
        add_comment(session, point.question, point.clause, point.comment)
    else:
        add_paragraph(session, Place(point.question, Part.ANSWER), point.comment)


def add_comment(session: Session, question: str, clause: str, text: str = "") -> str:
    """Add a comment on a clause and return its id; an empty one for the clause is used if there is one."""
    comments = session.response.answer(question).comments
    empty = next((c for c in comments if c.is_empty and c.clause in ("", clause)), None)
    comment = ClauseComment(empty.id if empty else new_id(), clause, comment=text)
    session.edit(lambda r: edits.with_comment(r, question, comment))
    return comment.id


def add_paragraph(session: Session, place: Place, text: str) -> None:
    """Add a paragraph at the end of a text, so that it can be undone there."""
    before = session.response.text_at(place).rstrip()
    after = f"{before}\n\n{text}" if before else text
    session.edit_text(place, lambda r: edits.with_text(r, place, after))


def comment_place(question: str, comment: str) -> Place:
    """Return the address of a clause comment's main text."""
    return Place(question, Part.COMMENT, comment)
