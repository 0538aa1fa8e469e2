from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from respondent_app.model import edits
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Answer, ClauseComment, Mark, Response, Scope

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
    assert covered(edits.with_text(marked("a b", 2, 3), ANSWER, "a (b")) == ["b"]
    assert covered(edits.with_text(marked("a b", 2, 3), ANSWER, "a b, X")) == ["b"]


def test_what_goes_on_a_marked_word_or_figure_belongs_to_it() -> None:
    assert covered(edits.with_text(marked("pay 61 now", 4, 6), ANSWER, "pay 615 now")) == ["615"]
    assert covered(edits.with_text(marked("pay 61 now", 4, 6), ANSWER, "pay 961 now")) == ["961"]


def typed(response: Response, *steps: tuple[str, int]) -> Response:
    """Type through several states of the text, each with the cursor where typing left it."""
    held: frozenset[str] = frozenset()
    for text, cursor in steps:
        after = edits.with_text(response, ANSWER, text, cursor=cursor, held=held)
        held = edits.held_after(response, after, ANSWER, cursor, held)
        response = after
    return response


def test_retyping_the_end_of_a_passage_still_writes_the_passage() -> None:
    steps = [("by June", 7), ("by Jun", 6), ("by ", 3), ("by t", 4), ("by the", 6), ("by the ", 7), ("by the A", 8)]
    tail = " open"
    response = typed(marked("by June." + tail, 0, 8), *((text + tail, at) for text, at in steps))
    assert covered(response) == ["by the A"]


def test_retyping_a_passage_from_nothing_still_writes_it() -> None:
    response = typed(marked("a secret b", 2, 8), ("a  b", 2), ("a X b", 3), ("a XY b", 4))
    assert covered(response) == ["XY"]


def test_a_letter_typed_beside_its_like_is_where_the_cursor_says() -> None:
    after = edits.with_text(marked("by the open", 0, 6), ANSWER, "by the  open", cursor=7, held=frozenset({"m"}))
    assert covered(after) == ["by the "]


def test_a_replaced_mark_covers_its_replacement() -> None:
    assert covered(edits.with_text(marked("pay 12 pounds", 4, 6), ANSWER, "pay 1345 pounds")) == ["1345"]


def test_a_mark_without_words_stays_until_a_person_settles_it() -> None:
    assert covered(edits.with_text(marked("one two", 4, 7), ANSWER, "one ")) == [""]


@given(before=TEXT, after=TEXT, ends=st.tuples(st.integers(0, 30), st.integers(0, 30)))
def test_no_marked_character_that_survives_comes_into_the_open(before: str, after: str, ends: tuple[int, int]) -> None:
    """Whatever is typed, marks stay inside the text, and what stays in place around the edit keeps its marking."""
    start, end = sorted(min(e, len(before)) for e in ends)
    if start == end:
        return
    response = edits.with_text(marked(before, start, end), ANSWER, after)
    assert response.text_at(ANSWER) == after
    for mark in response.marks:
        assert 0 <= mark.start <= mark.end <= len(after)
    prefix = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    inside = {i for mark in response.marks for i in range(mark.start, mark.end)}
    kept = set(range(start, min(end, prefix)))
    assert kept <= inside


@given(text=TEXT, position=st.integers(0, 30), typed=TEXT)
def test_what_is_put_into_a_passage_is_marked_with_it(text: str, position: int, typed: str) -> None:
    position = min(position, len(text))
    after = text[:position] + typed + text[position:]
    if not text or not typed:
        return
    edited = edits.with_text(marked(text, 0, len(text)), ANSWER, after, cursor=position + len(typed))
    words = "".join(covered(edited))
    assert words == after if 0 < position < len(text) else text in words


def test_removing_a_comment_removes_its_marks() -> None:
    response = edits.with_comment(Response("x"), "Q2", ClauseComment("c", "1", comment="secret"))
    mark = Mark("m", Scope.PASSAGE, question="Q2", comment="c", part=Part.COMMENT, start=0, end=6)
    assert edits.without_comment(edits.with_mark(response, mark), "Q2", "c").marks == ()
