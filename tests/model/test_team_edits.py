"""What colleagues say about a response changes nothing of what goes out, and nothing they said is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from respondent_app.model import team_edits
from respondent_app.model.digests import digest_of
from respondent_app.model.place import Part
from respondent_app.model.response import Response
from respondent_app.model.team import ReviewComment, Role, Status
from tests import samples


def remark(text: str = "Is this so?", **fields: object) -> ReviewComment:
    return ReviewComment(**{"id": "r1", "question": "Q1", "text": text, "by": "Reviewer B", "at": 5, **fields})  # type: ignore[arg-type]


def test_a_question_is_given_to_somebody_and_to_nobody() -> None:
    given = team_edits.with_assignment(samples.response(), "Q2", "  Author \n A ")
    assert given.assignments == {"Q2": "Author A"}
    assert team_edits.with_assignment(given, "Q2", " ").assignments == {}


def test_a_status_is_set_and_set_back() -> None:
    set_ = team_edits.with_status(samples.response(), "Q1", Status.AGREED)
    assert set_.statuses == {"Q1": Status.AGREED}
    assert team_edits.with_status(set_, "Q1", Status.DRAFTING) == samples.response()


def test_a_reply_belongs_to_the_text_of_its_thread() -> None:
    first = remark(question="Q2", part=Part.PROPOSED, comment="c1", quote="shall")
    begun = team_edits.with_review_comment(samples.response(), first)
    replied = team_edits.with_reply(begun, "r1", "It is.", by="Author A", at=9)
    reply = replied.review_comments[-1]
    assert (reply.place, reply.reply_to, reply.text, reply.by, reply.at) == (first.place, "r1", "It is.", "Author A", 9)
    assert reply.id not in {"", "r1"}


def test_a_reply_to_a_thread_that_is_gone_changes_nothing() -> None:
    assert team_edits.with_reply(samples.response(), "gone", "?", by="", at=0) == samples.response()


def test_only_the_thread_named_is_resolved_and_opened_again() -> None:
    begun = team_edits.with_review_comment(samples.response(), remark())
    begun = team_edits.with_review_comment(begun, remark(id="r2"))
    settled = team_edits.with_resolved(begun, "r1", True)  # noqa: FBT003
    assert [comment.resolved for comment in settled.review_comments] == [True, False]
    assert team_edits.with_resolved(settled, "r1", False) == begun  # noqa: FBT003


def test_signing_twice_is_signing_once_and_what_was_signed_before_stays() -> None:
    signed = team_edits.with_sign_off(samples.response(), Role.LEGAL, by="Reviewer B", at=1)
    assert team_edits.with_sign_off(signed, Role.LEGAL, by="Reviewer B", at=2) is signed
    changed = replace(signed, respondent=replace(signed.respondent, organisation="Another Energy (made-up sample)"))
    again = team_edits.with_sign_off(changed, Role.LEGAL, by="Reviewer B", at=3)
    assert [each.at for each in again.sign_offs] == [1, 3]


def test_a_sign_off_is_withdrawn() -> None:
    signed = team_edits.with_sign_off(samples.response(), Role.AUTHOR, by="Author A", at=1)
    assert team_edits.without_sign_off(signed, signed.sign_offs[0].id) == samples.response()


def test_looking_is_noted_for_one_person_and_one_question() -> None:
    looked = team_edits.with_looked(samples.response(), "Q1", "A/B")
    assert list(looked.looked) == ["Q1/A/B"]


@pytest.mark.parametrize("role", Role)
def test_nothing_that_the_team_does_is_part_of_what_is_signed(role: Role) -> None:
    before = samples.response()
    after: Response = team_edits.with_assignment(before, "Q1", "Author A")
    after = team_edits.with_status(after, "Q1", Status.TO_REVIEW)
    after = team_edits.with_review_comment(after, remark())
    after = team_edits.with_sign_off(after, Role.LEGAL, by="Reviewer B", at=1)
    after = team_edits.with_looked(after, "Q1", "Author A")
    after = replace(after, attachment_files={"1": "a.docx"}, read_changes=(1, 2))
    assert digest_of(after, role) == digest_of(before, role)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the rate is high", (4, 8)),
        ("So the rate is high", (7, 11)),
        ("rate, and the rate is high", (0, 4)),
        ("rate, and so on and on, the rate", (0, 4)),
        ("far away rate ... rate", (9, 13)),
        ("it is high", None),
        ("", None),
    ],
)
def test_the_words_commented_on_are_found_nearest_to_where_they_stood(text: str, found: tuple[int, int] | None) -> None:
    assert remark(quote="rate", start=4).found_in(text) == found


def test_a_comment_on_a_whole_text_has_no_words_to_find() -> None:
    assert remark().found_in("rate") is None
