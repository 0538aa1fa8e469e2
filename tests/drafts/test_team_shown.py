"""What `show --json` tells of the team is the same in every copy that was merged."""

from __future__ import annotations

from dataclasses import replace

from respondent_app.drafts.shown import as_json
from respondent_app.model import team_edits
from respondent_app.model.place import Part
from respondent_app.model.response import Answer, ClauseComment, Response
from respondent_app.model.team import ReviewComment, Role, Status

_AT = 1_567_000_000_000


def reviewed() -> Response:
    answers = {"Q2": Answer("We agree.", comments=(ClauseComment("x", "5.1", comment="Why?"),))}
    response = Response("c", answers=answers)
    response = team_edits.with_status(response, "Q2", Status.TO_REVIEW)
    response = team_edits.with_assignment(response, "Q2", "Author A")
    for number, text in enumerate(("First.", "Second.")):
        comment = ReviewComment(f"i{number}", "Q2", quote="agree", start=3, text=text, by="Reviewer B", at=_AT + number)
        response = team_edits.with_review_comment(response, comment)
    on_clause = ReviewComment("k", "Q2", Part.COMMENT, "x", text="Clause.", by="Reviewer B", at=_AT)
    response = team_edits.with_review_comment(response, on_clause)
    response = team_edits.with_reply(response, "i0", "Answer.", by="Author A", at=_AT + 5)
    response = team_edits.with_resolved(response, "i1", True)  # noqa: FBT003
    return team_edits.with_sign_off(response, Role.LEGAL, by="Reviewer B", at=_AT + 1500)


def test_comments_sign_offs_assignments_and_statuses_are_told() -> None:
    shown = as_json(reviewed())
    assert shown["assignments"] == {"Q2": "Author A"}
    assert shown["statuses"] == {"Q2": "to-review"}
    assert shown["sign_offs"] == [
        {"role": "legal", "by": "Reviewer B", "at": "2019-08-28T13:46:41.500Z", "holds": True}
    ]
    comments = shown["review_comments"]
    assert isinstance(comments, list)
    assert [(c["text"], c["resolved"], [r["text"] for r in c["replies"]]) for c in comments] == [
        ("Clause.", False, []),
        ("First.", False, ["Answer."]),
        ("Second.", True, []),
    ]
    assert (comments[0]["part"], comments[0]["clause_comment"]) == ("comment", 1)
    assert (comments[1]["quote"], comments[1]["start"], comments[1]["by"]) == ("agree", 3, "Reviewer B")


def test_ids_and_order_make_no_difference() -> None:
    response = reviewed()
    names = {comment.id: f"other-{comment.id[::-1]}" for comment in response.review_comments}
    other = replace(
        response,
        review_comments=tuple(
            replace(c, id=names[c.id], reply_to=names.get(c.reply_to, "")) for c in reversed(response.review_comments)
        ),
        sign_offs=tuple(replace(s, id="other") for s in response.sign_offs),
    )
    assert as_json(other) == as_json(response)


def test_a_sign_off_that_no_longer_holds_is_told_as_such() -> None:
    response = reviewed().with_answer("Q1", Answer("More."))
    assert [each["holds"] for each in as_json(response)["sign_offs"]] == [False]  # type: ignore[attr-defined]


def test_a_time_that_no_calendar_holds_is_no_crash() -> None:
    response = replace(reviewed(), review_comments=(ReviewComment("i", "Q1", text="?", at=10**18),))
    assert as_json(response)["review_comments"][0]["at"] == str(10**18)  # type: ignore[index]
