"""A sign-off holds as long as the response says what was signed, and not a letter longer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from respondent_app.model import edits, team_edits
from respondent_app.model.consultation import SignOffRules
from respondent_app.model.digests import digest_of_answer
from respondent_app.model.finding import Room, Weight
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Answer, ClauseComment, Mark, Reason, Response, Scope, Stance
from respondent_app.model.team import Role
from respondent_app.review import sign_offs
from respondent_app.review.completeness import check
from tests import samples

WORDS = (Role.AUTHOR, Role.LEGAL)
ALL = tuple(Role)


def with_other_ids(response: Response) -> Response:
    """The same response, as another copy might have numbered and ordered it."""
    answers = {
        question: replace(answer, comments=tuple(replace(c, id=f"new-{c.id}") for c in answer.comments))
        for question, answer in reversed(tuple(response.answers.items()))
    }
    marks = (replace(m, id=f"z{m.id[::-1]}", comment=m.comment and f"new-{m.comment}") for m in response.marks)
    return replace(response, answers=answers, marks=tuple(reversed(tuple(marks))))


def changed(response: Response, what: str) -> Response:
    q2 = response.answer("Q2")
    comment = q2.comments[0]
    mark = response.marks[0]
    return {
        "organisation": replace(response, respondent=replace(response.respondent, organisation="Other")),
        "telephone": replace(response, respondent=replace(response.respondent, telephone="0")),
        "a letter": edits.with_text(response, Place("Q1", Part.ANSWER), response.answer("Q1").text + "."),
        "a space": edits.with_text(response, Place("Q1", Part.ANSWER), response.answer("Q1").text + " "),
        "rationale": edits.with_text(response, Place("Q1", Part.RATIONALE), "Because."),
        "stance": response.with_answer("Q3", replace(response.answer("Q3"), stance={"date": Stance.DISAGREE})),
        "clause": response.with_answer("Q2", replace(q2, comments=(replace(comment, clause="99"), *q2.comments[1:]))),
        "comment": edits.with_comment(response, "Q2", ClauseComment("n", "5.1", comment="New.")),
        "a new mark": edits.with_mark(response, Mark("n", Scope.QUESTION, question="Q2")),
        "no mark": edits.without_mark(response, mark.id),
        "reason": edits.with_mark(response, replace(mark, reason=replace(mark.reason, until="2031"))),
        "contact": replace(response, contact_public=not response.contact_public),
    }[what]


@pytest.mark.parametrize(
    ("what", "roles"),
    [
        *((what, ALL) for what in ("organisation", "telephone", "a letter", "a space", "rationale", "stance")),
        *((what, ALL) for what in ("clause", "comment")),
        *((what, (Role.CONFIDENTIALITY, Role.APPROVER)) for what in ("a new mark", "no mark", "reason", "contact")),
    ],
)
def test_a_sign_off_is_void_as_soon_as_what_was_signed_changes(what: str, roles: tuple[Role, ...]) -> None:
    response = samples.response()
    for role in Role:
        signed = team_edits.with_sign_off(response, role, by="Reviewer B", at=1)
        assert sign_offs.holds(signed.sign_offs[0], signed)
        assert sign_offs.holds(signed.sign_offs[0], changed(signed, what)) is (role not in roles)


@pytest.mark.parametrize("role", Role)
def test_ids_and_order_of_merging_do_not_matter(role: Role) -> None:
    response = samples.response()
    assert sign_offs.digest_of(with_other_ids(response), role) == sign_offs.digest_of(response, role)
    assert digest_of_answer(with_other_ids(response), "Q2") == digest_of_answer(response, "Q2")


@pytest.mark.parametrize("role", Role)
def test_what_says_nothing_is_not_signed(role: Role) -> None:
    """An answer that was opened and left, a position taken back, an empty row."""
    response = samples.response()
    touched = response.with_answer("Q9", Answer(stance={"date": Stance.UNSET}, comments=(ClauseComment("e"),)))
    assert sign_offs.digest_of(touched, role) == sign_offs.digest_of(response, role)


def test_a_mark_is_signed_where_it_stands() -> None:
    """The same words marked in the first clause comment and in the second are not the same."""
    comments = (ClauseComment("a", comment="same"), ClauseComment("b", comment="same"))
    response = Response("c", answers={"Q2": Answer(comments=comments)})
    marked = [
        edits.with_mark(response, Mark("m", Scope.PASSAGE, Reason(), "Q2", which, Part.COMMENT, 0, 4))
        for which in ("a", "b", "gone")
    ]
    assert len({sign_offs.digest_of(each, Role.APPROVER) for each in marked}) == len(marked)


def test_a_sign_off_holds_again_when_the_change_is_taken_back() -> None:
    signed = team_edits.with_sign_off(samples.response(), Role.AUTHOR, by="Author A", at=1)
    away = changed(signed, "a letter")
    back = edits.with_text(away, Place("Q1", Part.ANSWER), signed.answer("Q1").text)
    assert not sign_offs.holds(signed.sign_offs[0], away)
    assert sign_offs.holds(signed.sign_offs[0], back)


def test_the_digest_is_part_of_the_format() -> None:
    """A digest that an earlier version wrote must mean the same for ever."""
    response = Response("c", answers={"Q1": Answer("Grüße 😀")})
    assert [sign_offs.digest_of(response, role)[:8] for role in Role] == [
        "00c3f19e",
        "00c3f19e",
        "96706038",
        "96706038",
    ]


def test_the_trail_tells_all_that_was_signed_in_order() -> None:
    first = team_edits.with_sign_off(samples.response(), Role.AUTHOR, by="Author A", at=9)
    second = team_edits.with_sign_off(first, Role.APPROVER, by="Approver C", at=2)
    trail = sign_offs.trail(changed(second, "contact"))
    assert [(each.sign_off.by, each.holds) for each in trail] == [("Approver C", False), ("Author A", True)]


def test_one_that_holds_stands_for_its_role_even_if_another_is_later() -> None:
    response = team_edits.with_sign_off(samples.response(), Role.LEGAL, by="Reviewer B", at=1)
    other = team_edits.with_sign_off(changed(response, "a letter"), Role.LEGAL, by="Reviewer D", at=2)
    back = replace(other, answers=response.answers, marks=response.marks)
    assert sign_offs.standing(back)[Role.LEGAL].sign_off.by == "Reviewer B"


def test_without_rules_nothing_is_needed() -> None:
    assert sign_offs.missing(samples.response(), SignOffRules()) == ()
    assert not any(f.room is Room.REVIEWING for f in check(samples.response(), samples.consultation()))


def test_rules_ask_for_what_is_missing_and_for_what_is_void() -> None:
    consultation = replace(
        samples.consultation(), sign_offs=SignOffRules((Role.AUTHOR, Role.LEGAL, Role.CONFIDENTIALITY))
    )
    response = team_edits.with_sign_off(samples.response(), Role.AUTHOR, by="Author A", at=1)
    response = team_edits.with_sign_off(response, Role.CONFIDENTIALITY, by="Reviewer B", at=1)
    found = [f for f in check(changed(response, "contact"), consultation) if f.room is Room.REVIEWING]
    assert [(f.weight, f.message) for f in found] == [
        (Weight.MUST, "This response needs a sign-off as legal, and nobody has given it yet."),
        (
            Weight.MUST,
            "What Reviewer B signed as confidentiality reviewer has changed since, so the sign-off no longer holds.",
        ),
    ]
