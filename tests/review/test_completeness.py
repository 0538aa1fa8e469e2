from __future__ import annotations

import re
from dataclasses import replace

import pytest

from respondent_app.model.finding import Finding, Room, Weight
from respondent_app.model.place import Part, Place
from respondent_app.model.response import (
    Answer,
    Category,
    ClauseComment,
    Mark,
    Reason,
    Respondent,
    Response,
    Scope,
    Stance,
)
from respondent_app.review.completeness import check
from tests.samples import HIDDEN_ANSWER, PASSAGE, consultation, reason, response


def ids(changed: Response) -> set[str]:
    return {finding.id for finding in found(changed)}


def found(changed: Response) -> tuple[Finding, ...]:
    findings = check(changed, consultation())
    assert len({finding.id for finding in findings}) == len(findings), "each can be told from the others"
    return findings


def the(findings: tuple[Finding, ...], start: str) -> Finding:
    (only,) = [finding for finding in findings if finding.id.startswith(start)]
    return only


def with_respondent(**details: object) -> Response:
    whole = response()
    return replace(whole, respondent=replace(whole.respondent, **details))  # type: ignore[arg-type]  # by name


def test_a_complete_response_has_nothing_to_settle() -> None:
    assert found(response()) == ()


def test_an_empty_response_misses_everything_that_is_asked() -> None:
    assert ids(Response("sample-consultation")) == {
        "respondent:organisation", "respondent:category", "respondent:email", "respondent:name",
        "unanswered:Q1", "unanswered:Q2", "unanswered:Q3",
    }  # fmt: skip


def test_an_unanswered_question_is_told_that_no_comment_is_an_answer() -> None:
    finding = the(found(response().with_answer("Q2", Answer())), "unanswered:Q2")
    assert "“No comment” is an answer" in finding.message
    assert (finding.weight, finding.room, finding.place) == (Weight.MUST, Room.ANSWERING, Place("Q2", Part.ANSWER))


@pytest.mark.parametrize("text", ["No comment", "no comment.", "  NO COMMENT "])
def test_no_comment_needs_neither_rationale_nor_stance(text: str) -> None:
    plain = replace(response(), marks=())
    assert (
        found(plain.with_answer("Q2", Answer(text)).with_answer("Q3", Answer(text)).with_answer("Q1", Answer(text)))
        == ()
    )


def test_a_stance_is_asked_for_part_by_part() -> None:
    answer = replace(response().answer("Q3"), stance={"date": response().answer("Q3").stance["date"]})
    changed = response().with_answer("Q3", answer)
    assert ids(changed) == {"stance:Q3:fallback", "stance:Q3:direction"}
    assert "the month after it" in the(found(changed), "stance:Q3:fallback").message


def test_a_rationale_is_asked_for_where_the_question_asks() -> None:
    assert ids(response().with_answer("Q2", Answer("Some text."))) == {"rationale:Q2"}
    comments = (
        ClauseComment("a", "4.2", comment="One.", rationale="Why."),
        ClauseComment("b", "4.3", comment="Two."),
    )
    assert ids(response().with_answer("Q2", Answer(comments=comments))) == {"rationale:Q2:b"}
    assert ids(response().with_answer("Q2", Answer(rationale="For all.", comments=comments))) == set()


def test_half_written_comments_are_named() -> None:
    comments = (
        ClauseComment("a", "", comment="One.", rationale="Why."),
        ClauseComment("b", "4.3"),
        ClauseComment("c", "", rationale="Only why."),
    )
    findings = found(response().with_answer("Q2", Answer("See below.", "Because.", comments=comments)))
    assert {finding.id for finding in findings} == {"comment-clause:a", "comment-empty:b", "comment-empty:c"}
    assert "clause 4.3 (Q2)" in the(findings, "comment-empty:b").message
    assert the(findings, "comment-clause:a").place == Place("Q2", Part.COMMENT, "a")


@pytest.mark.parametrize(
    ("details", "finding"),
    [
        ({"organisation": " "}, "respondent:organisation"),
        ({"category": Category.UNSET}, "respondent:category"),
        ({"email": ""}, "respondent:email"),
        ({"email": "robin.sample"}, "respondent:email-form"),
        ({"email": "robin@sample"}, "respondent:email-form"),
        ({"email": "robin@sample..org"}, "respondent:email-form"),
        ({"email": "a@b.org, c@d.org"}, "respondent:email-form"),
        ({"name": ""}, "respondent:name"),
    ],
)
def test_details_of_the_respondent(details: dict[str, object], finding: str) -> None:
    changed = with_respondent(**details)
    assert ids(changed) == {finding}
    assert found(changed)[0].room is Room.RESPONDENT


def test_a_mark_wants_both_reasons() -> None:
    whole = response()
    bare = replace(whole.marks[0], reason=Reason())
    findings = found(replace(whole, marks=(bare, *whole.marks[1:])))
    assert {f.id for f in findings} == {"explanation:m1", "public-explanation:m1"}
    assert all(f.mark == "m1" and f.room is Room.CONFIDENTIALITY for f in findings)


def test_a_mark_that_covers_nothing_is_told() -> None:
    whole = response()
    marks = (
        Mark("e", Scope.PASSAGE, reason(), "Q1", part=Part.ANSWER, start=3, end=3),
        Mark("f", Scope.PASSAGE, reason(), "Q1", part=Part.RATIONALE, start=0, end=0),
        Mark("g", Scope.QUESTION, reason(), "Q7"),
    )
    assert ids(replace(whole, marks=whole.marks + marks)) == {"nothing:e", "nothing:f", "nothing:g"}


def test_marking_everything_draws_a_hint_to_mark_less() -> None:
    finding = the(found(replace(response(), marks=(Mark("w", Scope.RESPONSE, reason()),))), "wide:w")
    assert finding.weight is Weight.SHOULD
    assert "only the passages" in finding.message


def test_marked_words_that_stand_unmarked_elsewhere_are_placed_and_not_repeated() -> None:
    answer = replace(response().answer("Q2"), rationale=f"It rests on {PASSAGE.upper()}.")
    finding = the(found(response().with_answer("Q2", answer)), "open:")
    assert finding.message == ("Words of a passage in the answer to Q1 also stand unmarked in the rationale for Q2.")
    assert (finding.mark, finding.place, finding.weight) == ("m1", Place("Q2", Part.RATIONALE), Weight.MUST)


def test_the_same_words_marked_twice_are_not_in_the_open() -> None:
    whole = response()
    answer = replace(whole.answer("Q2"), rationale=PASSAGE)
    second = Mark("m3", Scope.PASSAGE, reason(), "Q2", part=Part.RATIONALE, start=0, end=len(PASSAGE))
    assert found(replace(whole.with_answer("Q2", answer), marks=(*whole.marks, second))) == ()


def test_a_sentence_copied_out_of_a_confidential_question_is_found() -> None:
    answer = replace(response().answer("Q1"), rationale=f"As said. {HIDDEN_ANSWER} Hence.")
    finding = the(found(response().with_answer("Q1", answer)), "open:")
    assert finding.mark == "m2"
    assert "the whole of Q3" in finding.message


@pytest.mark.parametrize("field", ["public_explanation", "substitute"])
def test_what_is_said_in_public_must_not_tell(field: str) -> None:
    whole = response()
    telling = replace(whole.marks[0], reason=replace(reason(), **{field: f"Hides {PASSAGE}."}))  # type: ignore[arg-type]
    finding = the(found(replace(whole, marks=(telling, *whole.marks[1:]))), "tells:")
    assert finding.mark == "m1"
    assert finding.weight is Weight.MUST


def test_no_message_repeats_what_is_confidential() -> None:
    whole = response()
    telling = replace(whole.marks[0], reason=replace(Reason(), substitute=PASSAGE))
    copied = replace(whole.answer("Q2"), text=f"{PASSAGE} {HIDDEN_ANSWER}")
    changed = replace(whole.with_answer("Q2", copied), marks=(telling, *whole.marks[1:]))
    findings = found(changed)
    assert len(findings) >= 4
    words = set(re.findall(r"\w{5,}|\d+", f"{PASSAGE} {HIDDEN_ANSWER}".casefold()))
    for finding in findings:
        assert not words & set(re.findall(r"\w+", f"{finding.message} {finding.id}".casefold()))


@pytest.mark.parametrize(
    "text",
    [
        "Call 020 7946 0999 for details.", "Call +44 (0)20 7946 0999.", "Write to jo@other.example.org, please.",
        "Mobile 07700 900123", "(01632) 960 001",
    ],
)  # fmt: skip
def test_personal_details_in_public_text_are_told(text: str) -> None:
    whole = response()
    assert ids(whole.with_answer("Q2", replace(whole.answer("Q2"), text=text))) == {"personal:Q2:answer"}
    assert found(whole.with_answer("Q3", replace(whole.answer("Q3"), text=text))) == (), "Q3 is withheld"


@pytest.mark.parametrize(
    "text",
    [
        "Please write to responses@publisher.example.org as before.",
        "Clauses 04.10 to 14.14, 0.5 % and 1,000,000,000,000 devices on 04 October 2019 at 16:00.",
        "File v1_0_2019_09_06_1600 and 0123.",
    ],
)
def test_what_is_no_personal_detail_is_left_alone(text: str) -> None:
    whole = response()
    assert found(whole.with_answer("Q2", replace(whole.answer("Q2"), text=text))) == ()


def test_own_contact_details_in_public_text_are_told_unless_they_are_public() -> None:
    whole = response()
    changed = whole.with_answer("Q2", replace(whole.answer("Q2"), text="Ask Robin Sample, robin.sample@example.org."))
    assert ids(changed) == {"own-details:Q2:answer"}
    assert ids(replace(changed, contact_public=True)) == set()


@pytest.mark.parametrize(
    "text",
    ["About [TBC] devices.", "TODO: ask finance", "From XX to XXX.", "It costs [insert figure].", "Why???", "tbc"],
)
def test_placeholders_are_told(text: str) -> None:
    whole = response()
    assert ids(whole.with_answer("Q2", replace(whole.answer("Q2"), text=text))) == {"placeholder:Q2:answer"}


@pytest.mark.parametrize(
    "text", ["Annex [XX] is to be filled in.", "We read “[TBC]” as open.", "Everything to do.", "xx", "Really??"]
)
def test_quoting_the_publishers_placeholder_is_none(text: str) -> None:
    whole = response()
    assert found(whole.with_answer("Q2", replace(whole.answer("Q2"), text=text))) == ()


def test_the_same_answer_twice_is_told() -> None:
    whole = replace(response(), marks=())
    same = replace(whole.answer("Q2"), text=whole.answer("Q1").text.upper())
    assert ids(whole.with_answer("Q2", same)) == {"same:Q2"}


def test_an_answer_to_a_question_not_asked_is_told() -> None:
    assert ids(response().with_answer("Q9", Answer("To whom?"))) == {"not-asked:Q9"}


def test_odd_texts_and_marks_out_of_range_do_no_harm() -> None:
    odd = "\ud800\x00\u202e" * 50 + "@" * 1000 + "0" * 1000 + "[" * 1000 + "“" * 1000
    marks = (Mark("o", Scope.PASSAGE, reason(), "Q1", start=-5, end=10**9),)
    check(Response("x", Respondent(email="@" * 1000), {"Q1": Answer(odd, odd)}, marks), consultation())


def test_a_megabyte_is_checked() -> None:
    text = "Suppliers plan ahead; see 020 and a@b. " * 26_000
    assert len(text) > 1_000_000
    assert ids(response().with_answer("Q2", Answer(text, "Because."))) == set()


@pytest.mark.parametrize(("name", "weight"), [("Acme", Weight.SHOULD), ("42p", Weight.MUST)])
def test_a_short_name_and_a_figure_that_stand_open_are_told(name: str, weight: Weight) -> None:
    whole = replace(response(), marks=())
    text = f"We pay {name}, no less."
    changed = whole.with_answer("Q2", replace(whole.answer("Q2"), text=text))
    changed = changed.with_answer("Q1", Answer(f"We use {name}."))
    mark = Mark("s", Scope.PASSAGE, reason(), "Q2", part=Part.ANSWER, start=7, end=7 + len(name))
    finding = the(found(replace(changed, marks=(mark,))), "open:")
    assert (finding.weight, finding.place, finding.mark) == (weight, Place("Q1", Part.ANSWER), "s")
    assert "the answer to Q1" in finding.message
    assert name not in finding.message


@pytest.mark.parametrize(
    ("also", "said"),
    [
        ({"rationale": "Because."}, "a rationale"),
        ({"comments": (ClauseComment("a", "4.2", comment="One.", rationale="Why."),)}, "comments by clause"),
    ],
)
def test_no_comment_with_something_beside_it_is_told(also: dict[str, object], said: str) -> None:
    answer = replace(Answer("No comment"), **also)  # type: ignore[arg-type]  # by name
    finding = the(found(response().with_answer("Q2", answer)), "no-comment:Q2")
    assert finding.weight is Weight.SHOULD
    assert said in finding.message


def test_no_comment_with_part_of_a_stance_still_misses_the_rest() -> None:
    whole = replace(response(), marks=())
    answer = replace(whole.answer("Q3"), text="No comment", stance={"date": Stance.AGREE, "fallback": Stance.UNSET})
    assert ids(whole.with_answer("Q3", answer)) == {"no-comment:Q3", "stance:Q3:fallback", "stance:Q3:direction"}
    unset = replace(answer, stance={"date": Stance.UNSET})
    assert ids(whole.with_answer("Q3", unset)) == set()


def test_a_passage_that_lost_its_words_must_be_settled() -> None:
    """Whoever cut the words may have moved them elsewhere; the export refuses such a mark too."""
    (mark, *_) = [m for m in response().marks if m.scope is Scope.PASSAGE]
    lost = replace(mark, end=mark.start)
    told = the(found(replace(response(), marks=(lost,))), "nothing")
    assert told.weight is Weight.MUST
