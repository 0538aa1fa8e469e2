from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given

from respondent_app.model.edits import with_mark
from respondent_app.model.place import Part
from respondent_app.model.response import Answer, ClauseComment, Mark, Reason, Response, Scope
from respondent_app.model.submission import AnswerBlock, Audience, Spans, Submission, plain
from respondent_app.privacy.disclose import DETAILS_WITHHELD, disclose, numbers, where
from respondent_app.privacy.marks import faulty_marks
from tests import samples
from tests.privacy.random_responses import hidden_texts, responses

CONSULTATION = samples.consultation()


def full(response: Response) -> Submission:
    return disclose(response, CONSULTATION, Audience.FULL)


def public(response: Response) -> Submission:
    return disclose(response, CONSULTATION, Audience.PUBLIC)


def one_answer(text: str, *ranges: tuple[int, int], reason: Reason | None = None) -> Response:
    marks = tuple(
        Mark(f"m{start}-{end}", Scope.PASSAGE, reason or Reason(), "Q1", start=start, end=end) for start, end in ranges
    )
    return replace(samples.response(), answers={"Q1": Answer(text)}, marks=marks)


def public_answer(text: str, *ranges: tuple[int, int], reason: Reason | None = None) -> str:
    return plain(public(one_answer(text, *ranges, reason=reason)).answers[0].answer)


def test_the_full_version_holds_everything() -> None:
    response = samples.response()
    submission = full(response)
    assert [plain(block.answer) for block in submission.answers] == [a.text for a in response.answers.values()]
    assert [plain(row.value) for row in submission.answers[2].stance] == ["Agree", "Disagree", "Agree"]
    assert [plain(row.value) for row in submission.details][2:] == list(response.respondent.contact_details)


def test_the_full_version_says_which_words_are_confidential() -> None:
    marked = [span for span in full(samples.response()).answers[0].answer if span.confidential]
    assert [(span.text, span.numbers) for span in marked] == [(samples.PASSAGE, (1,))]


def test_a_passage_becomes_a_placeholder() -> None:
    assert public_answer("We pay 61 % of it.", (7, 11)) == "We pay [Confidential 1] of it."


def test_a_placeholder_says_nothing_about_the_length() -> None:
    short, long = public_answer("x " * 400, (2, 3)), public_answer("x " * 400, (2, 701))
    assert short.count("[Confidential 1]") == long.count("[Confidential 1]") == 1


def test_a_substitute_stands_in_the_placeholder() -> None:
    reason = Reason(substitute="between half\nand three quarters")
    assert "[Confidential 1: between half and three quarters]" in public_answer(
        "We pay 61 % of it.", (7, 11), reason=reason
    )


@pytest.mark.parametrize(
    "ranges",
    [((0, 5), (3, 9)), ((0, 5), (5, 9)), ((0, 9), (2, 4)), ((0, 6), (6, 9))],
    ids=["overlapping", "touching", "nested", "touching after a space"],
)
def test_marks_that_overlap_or_touch_share_one_placeholder(ranges: tuple[tuple[int, int], ...]) -> None:
    assert public_answer("alpha beta", *ranges) == "[Confidential 1, 2]a"


def test_the_full_version_tells_apart_what_overlapping_marks_cover() -> None:
    spans = full(one_answer("alpha beta", (0, 5), (3, 9))).answers[0].answer
    assert [(span.text, span.numbers) for span in spans] == [
        ("alp", (1,)), ("ha", (1, 2)), (" bet", (2,)), ("a", ()),
    ]  # fmt: skip


def test_white_space_at_the_ends_of_a_mark_stays() -> None:
    assert public_answer("one two\n\nthree", (4, 9)) == "one [Confidential 1]\n\nthree"


@pytest.mark.parametrize("span", [(-1, 4), (2, 99), (5, 5), (8, 3)])
def test_a_mark_that_covers_nothing_withholds_the_whole_text(span: tuple[int, int]) -> None:
    response = one_answer("alpha beta", span)
    assert plain(public(response).answers[0].answer) == "[Confidential 1]"
    assert faulty_marks(response, CONSULTATION) == response.marks


def test_a_passage_of_the_answer_is_found_whatever_comment_its_mark_names() -> None:
    response = replace(
        one_answer("alpha beta"), marks=(Mark("m", Scope.PASSAGE, Reason(), "Q1", comment="c9", start=0, end=5),)
    )
    assert plain(public(response).answers[0].answer) == "[Confidential 1] beta"


def test_a_confidential_question_is_one_placeholder() -> None:
    block = public(samples.response()).answers[2]
    assert plain(block.answer) == "[Confidential 2]"
    assert (block.rationale, block.stance, block.comments, block.confidential) == ((), (), (), "Yes")


def test_the_number_of_comments_does_not_leak() -> None:
    response = with_mark(samples.response(), Mark("m3", Scope.QUESTION, Reason(), "Q2"))
    more = response.with_answer(
        "Q2", replace(response.answer("Q2"), comments=tuple(ClauseComment(str(n), comment="x") for n in range(9)))
    )
    assert public(more) == public(response)


def test_what_is_inside_something_withheld_leaves_no_trace() -> None:
    inside = Mark("m9", Scope.PASSAGE, Reason(substitute="words"), "Q3", start=0, end=8)
    response = replace(samples.response(), marks=(inside, *samples.response().marks))
    assert public(response) == public(samples.response())
    assert [row.number for row in full(response).reasons] == [1, 2, 3]
    assert numbers(response, CONSULTATION)["m9"] == 3


def test_a_confidential_comment_keeps_its_row_and_nothing_else() -> None:
    response = with_mark(samples.response(), Mark("m3", Scope.COMMENT, Reason(), "Q2", "c1"))
    (row,) = public(response).comments
    shown = {plain(cell) for cell in (row.clause, row.type, row.comment, row.proposed, row.rationale)}
    assert shown == {"[Confidential 2]"}
    assert (row.number, row.confidential) == (1, "Yes")


def test_a_confidential_response_withholds_every_answer() -> None:
    response = with_mark(samples.response(), Mark("m0", Scope.RESPONSE, Reason()))
    assert {plain(block.answer) for block in public(response).answers} == {"[Confidential 1]"}
    assert [row.where for row in public(response).reasons] == ["Whole response"]


def test_a_confidential_organisation_is_not_named_and_neither_are_its_people() -> None:
    response = replace(with_mark(samples.response(), Mark("m0", Scope.ORGANISATION, Reason())), contact_public=True)
    submission = public(response)
    assert plain(submission.organisation) == "[Confidential 1]"
    assert {plain(row.value) for row in submission.details[2:]} == {DETAILS_WITHHELD}


def test_contact_details_are_withheld_unless_they_may_be_public() -> None:
    response = samples.response()
    assert {plain(row.value) for row in public(response).details[2:]} == {DETAILS_WITHHELD}
    shown = [plain(row.value) for row in public(replace(response, contact_public=True)).details[2:]]
    assert shown == list(response.respondent.contact_details)


def test_only_the_full_schedule_explains() -> None:
    first = public(samples.response()).reasons[0]
    assert (first.where, first.public_explanation) == ("Q1", "Commercially sensitive planning data")
    assert (first.explanation, first.harm, first.until) == ("", "", "")
    detailed = full(samples.response()).reasons[0]
    assert (detailed.where, detailed.until) == ("Q1, answer", "31 March 2020")
    assert detailed.explanation
    assert detailed.harm


def test_marks_are_numbered_in_reading_order_whatever_was_answered_first() -> None:
    response = samples.response()
    turned = replace(response, answers=dict(list(response.answers.items())[::-1]), marks=response.marks[::-1])
    assert numbers(turned, CONSULTATION) == {"m1": 1, "m2": 2}


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        (Mark("m", Scope.RESPONSE), "Whole response"),
        (Mark("m", Scope.ORGANISATION), "Name of the organisation"),
        (Mark("m", Scope.QUESTION, question="Q3"), "Q3"),
        (Mark("m", Scope.COMMENT, question="Q2", comment="c1"), "Q2, comment on clause 4.2"),
        (Mark("m", Scope.PASSAGE, question="Q1", part=Part.RATIONALE), "Q1, rationale"),
        (
            Mark("m", Scope.PASSAGE, question="Q2", comment="c1", part=Part.PROPOSED),
            "Q2, comment on clause 4.2, proposed wording",
        ),
    ],
)
def test_a_mark_is_placed_in_words(mark: Mark, words: str) -> None:
    assert where(mark, CONSULTATION, samples.response()) == words


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("marked", [True, False])
def test_the_statement_asks_and_never_agrees(audience: Audience, *, marked: bool) -> None:
    response = samples.response() if marked else replace(samples.response(), marks=())
    words = disclose(response, CONSULTATION, audience).statement
    assert "consent" not in words
    assert ("express request" in words) == (marked and audience is Audience.FULL)
    assert ("confidential" in words) == (marked or audience is Audience.FULL)


@given(responses())
def test_no_confidential_word_is_in_the_public_submission(response: Response) -> None:
    shown = repr(replace(public(response), consultation=None))  # type: ignore[arg-type]  # the rest is what matters
    assert [words for words in hidden_texts(response) if words in shown] == []


@given(responses(wholes=False))
def test_each_public_text_is_the_full_one_without_what_is_marked(response: Response) -> None:
    for known, shown in zip(full(response).answers, public(response).answers, strict=True):
        assert list(map(_without_marked, _texts(known))) == list(map(plain, _texts(shown)))


def _texts(block: AnswerBlock) -> list[Spans]:
    rows = [(row.comment, row.proposed, row.rationale) for row in block.comments]
    return [block.answer, block.rationale, *itertools.chain.from_iterable(rows)]


def _without_marked(spans: Spans) -> str:
    """Put together what the public may read, from the full version alone."""
    text = ""
    for confidential, run in itertools.groupby(spans, key=lambda span: span.confidential):
        found = tuple(run)
        listed = ", ".join(map(str, sorted({number for span in found for number in span.numbers})))
        text += f"[Confidential {listed}]" if confidential else plain(found)
    return text
