"""Random responses whose confidential words share no letter with the open ones: a leak cannot be a coincidence."""

from __future__ import annotations

from hypothesis import strategies as st

from respondent_app.model.place import COMMENT_PARTS, Part, Place
from respondent_app.model.response import Answer, ClauseComment, Mark, Reason, Respondent, Response, Scope, Stance

OPEN = "abcdefghijkl ABCDEFGHIJKL"
HIDDEN = "rstuvwxyz"
open_words = st.text(OPEN, max_size=40)
hidden_words = st.text(HIDDEN, min_size=7, max_size=20)
seams = st.sampled_from([" ", "\n\n", ", ", "\n", ""])


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """Draw a text and the ranges of its confidential passages, some of which touch or overlap."""
    text = ""
    ranges: list[tuple[int, int]] = []
    for _ in range(draw(st.integers(0, 4))):
        text += draw(open_words) + draw(seams)
        if draw(st.booleans()):
            words = draw(hidden_words)
            start, end = len(text), len(text) + len(words)
            ranges.append((start, end))
            if draw(st.booleans()):
                ranges.append((start + draw(st.integers(0, 3)), end))
            text += words + draw(seams)
    return text, ranges


@st.composite
def responses(draw: st.DrawFn, *, wholes: bool = True) -> Response:
    """Draw a response to the sample consultation; with `wholes`, also with questions and comments marked as a whole."""
    answers: dict[str, Answer] = {}
    marks: list[Mark] = []

    def written(place: Place) -> str:
        text, ranges = draw(texts())
        for start, end in ranges:
            marks.append(_passage(f"m{len(marks)}", place, start, end))
        return text

    for question in draw(st.permutations(["Q1", "Q2", "Q3"])):
        comments = tuple(
            ClauseComment(
                f"{question}c{number}",
                draw(st.sampled_from(["4.2", "5.1(b)(i)", ""])),
                comment=written(Place(question, Part.COMMENT, f"{question}c{number}")),
                proposed=written(Place(question, Part.PROPOSED, f"{question}c{number}")),
                rationale=written(Place(question, Part.COMMENT_RATIONALE, f"{question}c{number}")),
            )
            for number in range(draw(st.integers(0, 2)))
        )
        answers[question] = Answer(
            written(Place(question, Part.ANSWER)),
            written(Place(question, Part.RATIONALE)),
            {"date": draw(st.sampled_from(Stance))},
            comments,
        )
        if wholes and draw(st.integers(0, 3)) == 0:
            marks.append(Mark(f"m{len(marks)}", Scope.QUESTION, Reason(explanation=draw(hidden_words)), question))
        marks += [
            Mark(f"m{len(marks)}", Scope.COMMENT, Reason(harm=draw(hidden_words)), question, comment.id)
            for comment in comments[:1]
            if wholes and draw(st.booleans())
        ]
    respondent = Respondent(
        organisation="Able Badge",
        name="Zzusty Wyrtsx",
        email="zzusty@wyrtsx.example",
        telephone="020 7946 0123",
        address="77 Wyrtsx Street\nLondon",
    )
    return Response("sample-consultation", respondent, answers, tuple(marks))


def _passage(mark_id: str, place: Place, start: int, end: int) -> Mark:
    comment = place.comment if place.part in COMMENT_PARTS else ""
    return Mark(mark_id, Scope.PASSAGE, Reason(), place.question, comment, place.part, start, end)


def hidden_texts(response: Response) -> set[str]:
    """Return the confidential passages and details of a response, as typed."""
    found = {response.text_at(m.place)[m.start : m.end] for m in response.marks if m.scope is Scope.PASSAGE}
    reasons = {text for mark in response.marks for text in (mark.reason.explanation, mark.reason.harm) if text}
    return found | reasons | {response.respondent.name, response.respondent.email, "7946"}
