"""The log follows the values: whatever a page makes of a response, its events fold into the same response."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from respondent_app.drafts.draft import Draft
from respondent_app.drafts.event import Kind
from respondent_app.model import edits
from respondent_app.model.place import Part, Place
from respondent_app.model.response import (
    Answer,
    ClauseComment,
    CommentType,
    Mark,
    Reason,
    ReasonCategory,
    Respondent,
    Response,
    Scope,
    Stance,
)
from respondent_app.model.team import ReviewComment, Role, SignOff, Status
from tests import samples
from tests.drafts.normal_form import normal_form

ANSWER = Place("Q2", Part.ANSWER)
Edit = Callable[[Response], Response]


def begun(response: Response | None = None, *, author: str = "Author A") -> Draft:
    return Draft.begin(response or Response("x"), author=author)


def reopened(draft: Draft, *, author: str = "Author A") -> Draft:
    return Draft.load(draft.id, draft.response.consultation, draft.events, author=author)


def merged(*drafts: Draft) -> Draft:
    """What the copies come to together, in a session of its own."""
    whole = reopened(drafts[0])
    for draft in drafts[1:]:
        whole.merge(draft.events, draft_id=draft.id)
    return whole


def test_a_whole_response_comes_back_as_it_was() -> None:
    response = samples.response()
    assert normal_form(reopened(begun(response)).response) == normal_form(response)


def _typed(place: Place, text: str) -> Edit:
    return lambda r: edits.with_text(r, place, text)


COMMENT = ClauseComment("c1", "14.3", CommentType.TIMING, "Too short.", "Twenty days.", "We need them.")
EDITS: dict[str, Edit] = {
    "text": _typed(ANSWER, "Yes 😊 é́ שלום"),
    "rationale": _typed(Place("Q2", Part.RATIONALE), "Because"),
    "stance": lambda r: r.with_answer("Q3", Answer(stance={"date": Stance.AGREE, "fallback": Stance.NO_VIEW})),
    "comment": lambda r: edits.with_comment(r, "Q2", COMMENT),
    "details": lambda r: replace(r, respondent=Respondent(organisation="Example Energy (made-up sample)", role="R")),
    "contact": lambda r: replace(r, contact_public=True),
    "attachment": lambda r: replace(r, attachment_files={"3": "C:\\files\\a/b.docx", "current": "x"}),
    "read": lambda r: replace(r, read_changes=(3, 1)),
    "whole": lambda r: edits.with_mark(r, Mark("m1", Scope.RESPONSE, Reason(ReasonCategory.LEGAL, "p", "e", "h"))),
    "question": lambda r: edits.with_mark(r, Mark("m2", Scope.QUESTION, question="Q1")),
    "assignment": lambda r: replace(r, assignments={"Q1": "Author A / B"}),
    "status": lambda r: replace(r, statuses={"Q1": Status.TO_REVIEW}),
    "remark": lambda r: replace(r, review_comments=(ReviewComment("r1", "Q2", quote="Y", text="Sure?", by="B", at=5),)),
    "resolved": lambda r: replace(r, review_comments=(ReviewComment("r2", "Q1", text="Done", resolved=True),)),
    "sign": lambda r: replace(r, sign_offs=(SignOff("s1", Role.LEGAL, "B", 7, "d"),)),
    "looked": lambda r: replace(r, looked={"Q1/Author A / B": "digest"}),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_each_kind_of_edit_comes_back(name: str) -> None:
    draft = begun()
    draft.record(EDITS[name](draft.response))
    assert normal_form(draft.response) != normal_form(Response("x"))
    assert normal_form(reopened(draft).response) == normal_form(draft.response)


@pytest.mark.parametrize("name", EDITS)
def test_each_kind_of_edit_can_be_taken_back(name: str) -> None:
    draft = begun()
    draft.record(EDITS[name](draft.response))
    draft.record(Response("x"))
    assert normal_form(reopened(draft).response) == Response("x")


@pytest.mark.parametrize("name", EDITS)
def test_what_was_taken_back_can_come_again(name: str) -> None:
    draft = begun()
    wanted = EDITS[name](draft.response)
    for response in (wanted, Response("x"), wanted):
        draft.record(response)
    assert normal_form(reopened(draft).response) == normal_form(wanted)


def test_typing_makes_one_event_until_it_is_saved() -> None:
    draft = begun()
    for end in range(1, 9):
        draft.record(edits.with_text(draft.response, ANSWER, "We agree"[:end]), new_step=False)
    assert [event.kind for event in draft.unsaved()] == [Kind.TEXT]


def test_what_is_saved_is_not_saved_again() -> None:
    draft = begun(samples.response())
    draft.saved(draft.unsaved())
    assert draft.unsaved() == ()
    draft.record(edits.with_text(draft.response, ANSWER, "More"))
    assert [event.target for event in draft.unsaved()] == ["Q2/answer"]


def marked(text: str, start: int, end: int) -> Response:
    return edits.with_mark(
        edits.with_text(Response("x"), ANSWER, text),
        Mark("m", Scope.PASSAGE, Reason(harm="Great"), "Q2", start=start, end=end),
    )


def test_a_step_back_over_a_removed_mark_brings_it_back_with_its_reason() -> None:
    draft = begun(marked("a secret b", 2, 8))
    draft.record(edits.without_mark(draft.response, "m"))
    assert draft.undo(ANSWER) is not None
    assert draft.response.mark("m").reason.harm == "Great"
    assert normal_form(reopened(draft).response) == normal_form(draft.response)


def test_a_removed_comment_is_gone_unless_somebody_wrote_on_it_meanwhile() -> None:
    first = begun(edits.with_comment(Response("x"), "Q2", COMMENT))
    second = reopened(first, author="Author B")
    first.record(edits.without_comment(first.response, "Q2", "c1"))
    assert merged(first, second).response.answer("Q2").comments == ()
    second.record(edits.with_text(second.response, Place("Q2", Part.PROPOSED, "c1"), "Thirty days."))
    for whole in (merged(first, second), merged(second, first)):
        assert whole.response.answer("Q2").comment("c1").proposed == "Thirty days."


def test_a_mark_stays_if_somebody_gave_it_another_reason_meanwhile() -> None:
    first = begun(marked("a secret b", 2, 8))
    second = reopened(first, author="Author B")
    first.record(edits.without_mark(first.response, "m"))
    mark = second.response.mark("m")
    second.record(edits.with_mark(second.response, replace(mark, reason=Reason(harm="Greater"))))
    for whole in (merged(first, second), merged(second, first)):
        assert whole.response.mark("m").reason.harm == "Greater"


def test_words_put_into_a_passage_that_was_opened_meanwhile_are_not_simply_public() -> None:
    first = begun(marked("a secret b", 2, 8))
    second = reopened(first, author="Author B")
    first.record(edits.without_mark(first.response, "m"))
    second.record(edits.with_text(second.response, ANSWER, "a sec NEW ret b"))
    for whole in (merged(first, second), merged(second, first)):
        text, mark = whole.response.text_at(ANSWER), whole.response.mark("m")
        assert text == "a sec NEW ret b"
        # It covers the new words, or it covers nothing, which somebody must settle before anything is sent.
        assert mark.start == mark.end or "NEW" in text[mark.start : mark.end]


def test_two_responses_without_a_common_start_keep_both_texts() -> None:
    drafts = [begun(edits.with_text(Response("x"), ANSWER, text), author=text) for text in ("One.", "Two.", "Three.")]
    wholes = [merged(*(drafts[i] for i in order)) for order in ((0, 1, 2), (2, 1, 0), (1, 0, 2))]
    assert len({whole.response.text_at(ANSWER) for whole in wholes}) == 1
    assert sorted(wholes[0].response.text_at(ANSWER).split("\n\n")) == ["One.", "Three.", "Two."]
    assert len({whole.id for whole in wholes}) == 1


def test_merging_twice_changes_nothing() -> None:
    first, second = begun(marked("a secret b", 2, 8)), begun(samples.response(), author="Author B")
    whole = merged(first, second)
    before = whole.response
    assert whole.merge(second.events) == ()
    assert whole.response is before


def test_what_a_later_version_wrote_beside_does_not_get_in_the_way() -> None:
    draft = begun(samples.response())
    draft._log.set("mark/unknown/future", "x")
    draft._log.set("respondent/shoe_size", "44")
    assert normal_form(reopened(draft).response) == normal_form(draft.response)
