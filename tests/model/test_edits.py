from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from respondent_app.model import edits
from respondent_app.model.response import Answer, ClauseComment, Mark, Part, Place, Response, Scope

ANSWER = Place("Q1", Part.ANSWER)
TEXT = st.text(alphabet=st.sampled_from("ab 😊é\n"), max_size=30)


def marked(text: str, start: int, end: int) -> Response:
    response = Response("x").with_answer("Q1", Answer(text))
    return edits.with_mark(response, Mark("m", Scope.PASSAGE, question="Q1", start=start, end=end))


def covered(response: Response) -> list[str]:
    return [response.text_at(ANSWER)[m.start : m.end] for m in response.passages(ANSWER)]


def test_text_before_and_after_a_mark_moves_it_along() -> None:
    assert covered(edits.with_text(marked("one two three", 4, 7), ANSWER, "and one two three")) == ["two"]
    assert covered(edits.with_text(marked("one two three", 4, 7), ANSWER, "one two and three")) == ["two"]


def test_text_typed_inside_a_mark_is_marked() -> None:
    assert covered(edits.with_text(marked("one two three", 4, 7), ANSWER, "one twXo three")) == ["twXo"]


def test_text_typed_at_the_edges_stays_outside() -> None:
    assert covered(edits.with_text(marked("a b", 2, 3), ANSWER, "a Xb")) == ["b"]
    assert covered(edits.with_text(marked("a b", 2, 3), ANSWER, "a bX")) == ["b"]


def test_a_replaced_mark_covers_its_replacement() -> None:
    assert covered(edits.with_text(marked("pay 12 pounds", 4, 6), ANSWER, "pay 1345 pounds")) == ["1345"]


def test_a_deleted_mark_is_gone() -> None:
    assert edits.with_text(marked("one two", 4, 7), ANSWER, "one ").marks == ()


@given(before=TEXT, after=TEXT, ends=st.tuples(st.integers(0, 30), st.integers(0, 30)))
def test_no_marked_character_that_survives_comes_into_the_open(before: str, after: str, ends: tuple[int, int]) -> None:
    """Whatever is typed, marks stay inside the text, and what stays in place around the edit keeps its marking."""
    start, end = sorted(min(e, len(before)) for e in ends)
    if start == end:
        return
    response = edits.with_text(marked(before, start, end), ANSWER, after)
    assert response.text_at(ANSWER) == after
    for mark in response.marks:
        assert 0 <= mark.start < mark.end <= len(after)
    prefix = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    inside = {i for mark in response.marks for i in range(mark.start, mark.end)}
    kept = set(range(start, min(end, prefix)))
    assert kept <= inside


@given(text=TEXT, position=st.integers(0, 30), typed=TEXT)
def test_inserting_keeps_exactly_the_marked_words(text: str, position: int, typed: str) -> None:
    if len(text) < 2:
        return
    position = min(position, len(text))
    response = marked(text, 0, len(text))
    edited = edits.with_text(response, ANSWER, text[:position] + typed + text[position:])
    assert "".join(covered(edited)).count("a") >= text.count("a")


def test_removing_a_comment_removes_its_marks() -> None:
    response = edits.with_comment(Response("x"), "Q2", ClauseComment("c", "1", comment="secret"))
    mark = Mark("m", Scope.PASSAGE, question="Q2", comment="c", part=Part.COMMENT, start=0, end=6)
    assert edits.without_comment(edits.with_mark(response, mark), "Q2", "c").marks == ()
