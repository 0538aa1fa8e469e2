"""What a reason says comes back from the log as it was, also what is yes or no."""

from __future__ import annotations

from dataclasses import replace

from respondent_app.drafts.draft import Draft
from respondent_app.model.response import QUESTION_SCOPES, Likelihood, Mark, Reason, Response, Scope
from tests import samples

REASON = Reason(explanation="Why.", likelihood=Likelihood.WOULD, not_public=True)


def test_a_reason_comes_back_from_the_log() -> None:
    response = samples.response()
    draft = Draft.begin(Response(response.consultation), author="Author A")
    marks = tuple(Mark(scope.value, scope, REASON, "Q1") for scope in sorted(QUESTION_SCOPES))
    draft.record(replace(draft.response, answers=response.answers, marks=marks))
    again = Draft.load(draft.id, response.consultation, draft.events, author="Author B")
    assert {mark.id: mark for mark in again.response.marks} == {mark.id: mark for mark in marks}


def test_a_tick_can_be_taken_back() -> None:
    draft = Draft.begin(Response(samples.response().consultation), author="Author A")
    mark = Mark("m", Scope.RESPONSE, REASON)
    draft.record(replace(draft.response, marks=(mark,)))
    draft.record(replace(draft.response, marks=(replace(mark, reason=Reason()),)))
    again = Draft.load(draft.id, draft.response.consultation, draft.events, author="Author B")
    assert again.response.marks == (replace(mark, reason=Reason()),)
