"""Words that are marked in one place and stand open in another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from respondent_app.model import edits
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Answer, ClauseComment, Mark, Reason, Respondent, Response, Scope
from respondent_app.review.repeated import told_in_public, unmarked_repeats, without_told

ANSWER = Place("Q1", Part.ANSWER)


def _marked(secret: str, elsewhere: str, scope: Scope = Scope.PASSAGE) -> Response:
    response = Response("made-up", answers={"Q1": Answer(elsewhere), "Q2": Answer(f"We say that {secret}, no less.")})
    mark = Mark("m1", scope, question="Q2", start=12, end=12 + len(secret))
    return replace(response, marks=(mark,))


@pytest.mark.parametrize(
    ("secret", "elsewhere", "words"),
    [
        ("61 % of 412,000 are with one SMSO", "Some 61% are ready.", "61%"),
        ("we hold 412,000 meters", "All 412,000 of them.", "412,000"),
        ("it costs £2.4 million", "About £2.4 million a year.", "£2.4 million"),
        ("Larkspur Metering", "The people at LARKSPUR\nMETERING agree.", "LARKSPUR\nMETERING"),
        ("it’s Mr Hill’s plan", "But it's Mr Hill's plan.", "it's Mr Hill's plan"),
        (
            "our contract with the meter operator ends on 31 October",
            "Since the contract with the meter operator ends on Friday",
            "contract with the meter operator ends on",
        ),
    ],
)
def test_words_that_stand_open_are_found(secret: str, elsewhere: str, words: str) -> None:
    (repeat,) = unmarked_repeats(_marked(secret, elsewhere))
    assert (repeat.mark, repeat.place, repeat.words) == ("m1", ANSWER, words)
    assert elsewhere[repeat.start : repeat.end] == words


@pytest.mark.parametrize(
    ("secret", "elsewhere"),
    [
        ("61 % are with one SMSO", "The 161 % and the 61.5 % are others."),
        ("from 4 October 2019 under clause 14.3", "We agree with 4 October 2019 and with 14.3."),
        ("Q2 of 2019", "In 2019 all was well."),
        ("of a", "One of a kind."),
    ],
)
def test_what_stands_in_both_by_chance_is_left_alone(secret: str, elsewhere: str) -> None:
    assert unmarked_repeats(_marked(secret, elsewhere)) == ()


def test_marking_every_repeat_settles_them() -> None:
    response = _marked("61 % of them", "61 % here, and 61 % there; 61 % of them.")
    found = unmarked_repeats(response)
    assert [repeat.words for repeat in found] == ["61 %", "61 %", "61 % of them"]
    for number, repeat in enumerate(found):
        mark = Mark(f"n{number}", Scope.PASSAGE, question="Q1", start=repeat.start, end=repeat.end)
        response = edits.with_mark(response, mark)
    assert unmarked_repeats(response) == ()


@pytest.mark.parametrize("scope", [Scope.QUESTION, Scope.RESPONSE])
def test_what_is_withheld_as_a_whole_shows_nothing(scope: Scope) -> None:
    response = edits.with_mark(_marked("61 % of them", "61 % here"), Mark("q", scope, question="Q1"))
    assert unmarked_repeats(response) == ()


def test_a_withheld_comment_shows_nothing_but_its_neighbour_does() -> None:
    comments = (ClauseComment("a", "4.2", comment="61 %"), ClauseComment("b", "4.3", comment="61 %"))
    response = _marked("61 % of them", "").with_answer("Q3", Answer(comments=comments))
    response = edits.with_mark(response, Mark("c", Scope.COMMENT, question="Q3", comment="a"))
    assert [repeat.place.comment for repeat in unmarked_repeats(response)] == ["b"]


def test_a_marked_name_and_withheld_details_are_looked_for_in_the_answers() -> None:
    respondent = Respondent("Example Energy", name="Alex Sample", email="alex@example.org")
    answers = {"Q1": Answer("Example Energy agrees. Write to alex@example.org.")}
    response = Response("made-up", respondent, answers, (Mark("o", Scope.ORGANISATION),))
    assert [(r.mark, r.words) for r in unmarked_repeats(response)] == [
        ("o", "Example Energy"), ("", "alex@example.org"),
    ]  # fmt: skip
    assert [r.mark for r in unmarked_repeats(replace(response, contact_public=True))] == ["o"]


def test_a_public_reason_that_tells_is_found_and_mended() -> None:
    response = _marked("61 % are with one SMSO", "")
    mark = replace(response.marks[0], reason=Reason(public_explanation="Our 61 % share", substitute="most"))
    response = edits.with_mark(response, mark)
    (told,) = told_in_public(response)
    assert (told.mark, told.field, told.words) == ("m1", "public_explanation", "61 %")
    mended = without_told(response, "m1")
    assert mended.mark("m1").reason == Reason(public_explanation="Our … share", substitute="most")
    assert told_in_public(mended) == ()


def test_words_of_the_consultation_itself_give_nothing_away() -> None:
    response = _marked("the date of 4 October 2019 suits us", "We note the date of 4 October 2019.")
    assert len(unmarked_repeats(response)) == 1
    assert unmarked_repeats(response, "as set out, the date of 4 October 2019 applies") == ()


def test_a_sentence_of_a_withheld_answer_is_found_elsewhere_but_its_phrases_are_not() -> None:
    answers = {
        "Q1": Answer("We agree. As you know, the slots at the test house are booked until May."),
        "Q2": Answer("We agree. The slots at the test house are booked until May."),
    }
    response = Response("made-up", answers=answers, marks=(Mark("m1", Scope.QUESTION, question="Q2"),))
    (repeat,) = unmarked_repeats(response)
    assert repeat.words == "the slots at the test house are booked until May"


def test_a_run_is_not_found_across_what_is_withheld() -> None:
    response = _marked("one two three four five six and seven", "one two three SECRET four five six")
    start = response.text_at(ANSWER).index("SECRET")
    hidden = Mark("s", Scope.PASSAGE, question="Q1", start=start, end=start + 6)
    assert unmarked_repeats(edits.with_mark(response, hidden)) == ()


@pytest.mark.parametrize(
    ("secret", "elsewhere", "words"),
    [
        ("Acme", "We use ACME.", "ACME"),
        ("Acme", "Acme’s own", "Acme"),
        ("E.ON", "as E.ON said", "E.ON"),
        ("A-BC", "with A – BC here", "A – BC"),
        ("zinc", "made of zinc.", "zinc"),
        ("61", "some 61 of them", "61"),
    ],
)
def test_short_words_are_found_as_whole_words_and_told_apart(secret: str, elsewhere: str, words: str) -> None:
    (repeat,) = unmarked_repeats(_marked(secret, elsewhere))
    assert (repeat.words, repeat.is_short) == (words, True)
    assert elsewhere[repeat.start : repeat.end] == words


@pytest.mark.parametrize(
    ("secret", "elsewhere"),
    [("Acme", "Acmeology and Lacme"), ("May", "You may go."), ("agree", "We agree."), ("7", "7"), ("zi", "zi"),
     ("61", "161, 61.5 and 6,61")],
)  # fmt: skip
def test_parts_of_words_and_everyday_words_are_left_alone(secret: str, elsewhere: str) -> None:
    assert unmarked_repeats(_marked(secret, elsewhere)) == ()


def test_short_words_of_the_consultation_and_of_a_public_name_give_nothing_away() -> None:
    response = _marked("SMSO", "An SMSO is an SMSO.")
    assert unmarked_repeats(response, "each SMSO, as it is called") == ()
    assert len(unmarked_repeats(response, "SMSOs")) == 2
    named = replace(_marked("Acme", "Acme agrees."), respondent=Respondent("Acme Energy"))
    assert unmarked_repeats(named) == ()


def test_a_price_in_pence_tells_by_itself() -> None:
    (repeat,) = unmarked_repeats(_marked("42p", "It costs 42p."))
    assert (repeat.words, repeat.is_short) == ("42p", False)


def test_a_short_name_in_a_public_reason_is_found_and_mended() -> None:
    response = _marked("Acme", "")
    mark = replace(response.marks[0], reason=Reason(public_explanation="Acme asked for it"))
    response = edits.with_mark(response, mark)
    assert [told.words for told in told_in_public(response)] == ["Acme"]
    assert told_in_public(response, "Acme") == ()
    assert without_told(response, "m1").mark("m1").reason.public_explanation == "… asked for it"
