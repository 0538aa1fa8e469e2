"""The page to print tells who signed what, and nothing of what they signed."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from respondent_app.model import edits, team_edits
from respondent_app.model.consultation import SignOffRules
from respondent_app.model.response import Mark, Response, Scope
from respondent_app.model.team import ReviewComment, Role, Status
from respondent_app.review.trail_page import page
from tests import samples

REMARK = "Never print what this says."


def signed() -> Response:
    response = team_edits.with_sign_off(samples.response(), Role.AUTHOR, by="Author <A>", at=1)
    response = replace(response, contact_public=not response.contact_public)
    response = team_edits.with_sign_off(response, Role.CONFIDENTIALITY, by="Reviewer B", at=2)
    response = replace(response, respondent=replace(response.respondent, role="Another role"))
    response = team_edits.with_status(response, "Q1", Status.AGREED)
    comment = ReviewComment("i", "Q1", quote=samples.PASSAGE, text=REMARK, by="Reviewer B", resolved=True)
    return team_edits.with_review_comment(response, comment)


def printed(response: Response, rules: SignOffRules | None = None, why: dict[str, str] | None = None) -> str:
    consultation = replace(samples.consultation(), sign_offs=rules or SignOffRules())
    made = page(response, consultation, why_void=why or {}, when=lambda at: f"day {at}", printed=9)
    return unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", made))


def test_it_tells_who_signed_as_what_when_and_what_holds() -> None:
    response = signed()
    author = response.sign_offs[0].id
    said = printed(response, why={author: "Author C changed Q2"})
    assert re.search(r"Author\s+Author <A>\s+day 1\s.*no longer holds: Author C changed Q2", said)
    assert re.search(r"Confidentiality reviewer\s+Reviewer B\s+day 2\s.*no longer holds: it has changed since", said)
    assert re.search(r"Agreed\s+1 of 1 resolved", said)
    assert "Printed on day 9" in said


def test_what_a_name_holds_is_no_markup() -> None:
    made = page(signed(), samples.consultation(), why_void={}, when=str, printed=0)
    assert "Author &lt;A&gt;" in made


def test_nothing_of_the_answers_marks_or_comments_stands_in_it() -> None:
    response = signed()
    said = page(response, samples.consultation(), why_void={}, when=str, printed=0)
    for text in (samples.PASSAGE, samples.HIDDEN_ANSWER, REMARK, response.sign_offs[0].digest[:8]):
        assert text not in said
    for answer in response.answers.values():
        assert not answer.text or answer.text not in said
    for detail in response.respondent.contact_details:
        assert not detail or detail not in said


def test_a_confidential_organisation_is_not_named() -> None:
    response = replace(signed(), marks=())
    assert response.respondent.organisation in printed(response)
    for scope in (Scope.ORGANISATION, Scope.RESPONSE):
        assert response.respondent.organisation not in printed(edits.with_mark(response, Mark("m", scope)))


def test_what_sending_still_needs_is_told() -> None:
    said = printed(signed(), SignOffRules((Role.LEGAL, Role.APPROVER)))
    assert "Still needed before sending: legal, approver." in said


def test_an_unsigned_response_has_a_page_too() -> None:
    assert "Nobody has signed this response yet." in printed(samples.response())
