from __future__ import annotations

import random
import re
import time
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from respondent_app.drafts.bringing_in.typed_text import respaced
from respondent_app.drafts.draft import Draft
from respondent_app.drafts.taking_in import taken_in, taken_in_file, with_notes
from respondent_app.model import edits
from respondent_app.model.place import Part, Place
from respondent_app.model.response import (
    Answer,
    Category,
    ClauseComment,
    CommentType,
    Mark,
    Reason,
    Respondent,
    Response,
    Scope,
    Stance,
)
from respondent_app.model.submission import Audience, Submission, plain
from respondent_app.model.template import Content, Field, TypedAnswers
from respondent_app.privacy.disclose import disclose
from tests.privacy.random_responses import responses
from tests.samples import PASSAGE, consultation, response

Q1 = Place("Q1", Part.ANSWER)
ANSWER = Content(Field.ANSWER, "Q1")


def typed(**values: str) -> TypedAnswers:
    """What somebody typed as answers, by question."""
    return TypedAnswers({Content(Field.ANSWER, question): text for question, text in values.items()})


def as_typed(submission: Submission) -> TypedAnswers:
    """What a form says that holds a submission: every text, position, detail and comment, brackets left out."""
    values = {Content(Field(row.key)): plain(row.value) for row in submission.details}
    for block in submission.answers:
        values[Content(Field.ANSWER, block.question)] = plain(block.answer)
        values[Content(Field.RATIONALE, block.question)] = plain(block.rationale)
        for row in block.stance:
            values[Content(Field.STANCE, block.question, row.part)] = row.stance
    comments = [
        {
            Field.COMMENT_NUMBER: str(row.number),
            Field.COMMENT_QUESTION: row.question,
            Field.COMMENT_CLAUSE: plain(row.clause),
            Field.COMMENT_TYPE: plain(row.type),
            Field.COMMENT_TEXT: plain(row.comment),
            Field.COMMENT_PROPOSED: plain(row.proposed),
            Field.COMMENT_RATIONALE: plain(row.rationale),
            Field.COMMENT_CONFIDENTIAL: row.confidential,
        }
        for row in submission.comments
    ]
    return TypedAnswers(values, tuple(comments))


def taken(before: Response, what: TypedAnswers) -> Response:
    return taken_in(before, what, consultation()).response


@settings(max_examples=60)
@given(responses())
@example(response())
def test_what_was_read_from_its_own_full_form_changes_nothing(ours: Response) -> None:
    found = taken_in(ours, as_typed(disclose(ours, consultation(), Audience.FULL)), consultation())
    assert (found.response, found.came, found.left) == (ours, (), ())


@settings(max_examples=60)
@given(responses())
@example(response())
def test_what_was_read_from_its_own_public_form_changes_nothing_either(ours: Response) -> None:
    found = taken_in(ours, as_typed(disclose(ours, consultation(), Audience.PUBLIC)), consultation())
    assert (found.response, found.came) == (ours, ())


def test_words_that_differ_come_and_marks_stay_on_their_words() -> None:
    now = response().text_at(Q1).replace("support", "welcome").replace("early", "soon")
    found = taken_in(response(), typed(Q1=now), consultation())
    (mark,) = found.response.passages(Q1)
    assert found.response.text_at(Q1) == now
    assert found.response.text_at(Q1)[mark.start : mark.end] == PASSAGE
    (came,) = found.came
    assert (came.question, came.place) == ("Q1", Q1)
    assert "welcome" not in came.what
    assert PASSAGE not in came.what


def test_words_typed_into_a_marked_passage_are_marked() -> None:
    now = response().text_at(Q1).replace("12,500 installations", "12,500 difficult installations")
    found = taken_in(response(), typed(Q1=now), consultation())
    (mark,) = found.response.passages(Q1)
    assert "12,500 difficult installations" in now[mark.start : mark.end]
    assert "marked as confidential changed" in found.came[0].what


@pytest.mark.parametrize(
    "form", [lambda t: t.replace(" ", "  "), lambda t: t.replace(". ", ".\n\n"), lambda t: f"\n {t} \n"]
)
def test_spaces_and_line_breaks_alone_are_no_change(form: object) -> None:
    assert callable(form)
    now = form(response().text_at(Q1))
    assert taken_in(response(), typed(Q1=now), consultation()).came == ()


def test_lines_stay_broken_as_they_were_where_the_words_stayed() -> None:
    ours = Response("sample-consultation", answers={"Q1": Answer("One two.\n\nThree  four.\nFive.")})
    assert taken(ours, typed(Q1="One two. Three four. Six five.")).text_at(Q1) == "One two.\n\nThree  four. Six five."


@given(st.text("ab \n", max_size=30), st.text("ab \n", max_size=30))
def test_the_words_are_those_that_were_typed(ours: str, theirs: str) -> None:
    assert respaced(ours, theirs).split() == theirs.split()
    assert respaced(ours, ours).strip() == ours.strip()


@pytest.mark.parametrize("empty", ["", "  \n", "Nothing stated.", "–"])
def test_an_empty_place_empties_nothing(empty: str) -> None:
    values = {ANSWER: empty, Content(Field.ORGANISATION): empty, Content(Field.STANCE, "Q3", "date"): empty}
    found = taken_in(response(), TypedAnswers(values), consultation())
    assert (found.response, found.left) == (response(), ())


@pytest.mark.parametrize("shown", ["[Confidential 1]", "[Confidential 1, 2: a rate]", "[confidential 12:x]"])
def test_a_placeholder_replaces_nothing_and_is_told(shown: str) -> None:
    now = response().text_at(Q1).replace(PASSAGE, shown)
    as_published = taken_in(response(), typed(Q1=now), consultation())
    edited = taken_in(response(), typed(Q1=f"{now} And more."), consultation())
    assert as_published.response == edited.response == response()
    assert [left.look for left in as_published.left] == [False]
    assert [left.look for left in edited.left] == [True]


def test_words_that_the_public_reads_instead_replace_nothing() -> None:
    reason = replace(response().marks[0].reason, substitute="a certain rate")
    ours = replace(response(), marks=(replace(response().marks[0], reason=reason), response().marks[1]))
    found = taken_in(ours, typed(Q1=ours.text_at(Q1).replace(PASSAGE, "a certain rate")), consultation())
    assert (found.response, len(found.left)) == (ours, 1)


def test_what_the_draft_says_itself_is_no_placeholder() -> None:
    ours = Response("sample-consultation", answers={"Q1": Answer("We saw [Confidential 3] in a report.")})
    now = "We saw [Confidential 3] in your report."
    assert taken(ours, typed(Q1=now)).text_at(Q1) == now


def test_details_come_and_withheld_ones_stay() -> None:
    values = {
        Content(Field.ORGANISATION): "Another  Energy\n(made-up sample)",
        Content(Field.EMAIL): "[Withheld: personal details]",
        Content(Field.ADDRESS): "2 Example Street\nLeeds",
        Content(Field.CATEGORY, choice="Large Supplier"): "yes",
        Content(Field.CATEGORY, choice="Small Supplier"): "",
    }
    now = taken(response(), TypedAnswers(values)).respondent
    assert now.organisation == "Another Energy (made-up sample)"
    assert now.email == response().respondent.email
    assert now.address == "2 Example Street\nLeeds"
    assert now.category is Category.LARGE_SUPPLIER


def test_a_category_that_is_none_is_told() -> None:
    found = taken_in(response(), TypedAnswers({Content(Field.CATEGORY): "Consumer body"}), consultation())
    assert (found.response, found.asks_for_a_look) == (response(), True)


@pytest.mark.parametrize(
    ("words", "stance"), [("Yes", Stance.AGREE), ("do not agree.", Stance.DISAGREE), ("No view", Stance.NO_VIEW)]
)
def test_positions_come_in_any_wording(words: str, stance: Stance) -> None:
    found = taken(response(), TypedAnswers({Content(Field.STANCE, "Q3", "date"): words}))
    assert found.answer("Q3").stance == {**response().answer("Q3").stance, "date": stance}


def test_ticked_boxes_are_positions_and_two_of_them_none() -> None:
    agree, disagree = (Content(Field.STANCE, "Q3", "date", choice) for choice in ("agree", "disagree"))
    one = taken(response(), TypedAnswers({agree: "", disagree: "yes"}))
    two = taken_in(response(), TypedAnswers({agree: "yes", disagree: "yes"}), consultation())
    assert one.answer("Q3").stance["date"] is Stance.DISAGREE
    assert (two.response, two.asks_for_a_look) == (response(), True)


def test_one_position_for_all_parts_does_not_level_what_is_told_apart() -> None:
    whole = TypedAnswers({Content(Field.STANCE, "Q3"): "Agree"})
    assert taken_in(response(), whole, consultation()).response == response()
    fresh = taken(Response("sample-consultation"), whole)
    assert set(fresh.answer("Q3").stance.values()) == {Stance.AGREE}


def test_a_position_in_words_of_their_own_is_left_to_a_person() -> None:
    found = taken_in(response(), TypedAnswers({Content(Field.STANCE, "Q3", "date"): "Partly"}), consultation())
    assert (found.response, found.asks_for_a_look) == (response(), True)


def commented(*comments: ClauseComment) -> Response:
    return Response("sample-consultation", answers={"Q2": Answer(comments=comments)})


def row(number: str = "", clause: str = "", comment: str = "", **more: str) -> dict[Field, str]:
    cells = {Field.COMMENT_NUMBER: number, Field.COMMENT_CLAUSE: clause, Field.COMMENT_TEXT: comment}
    return cells | {Field(f"comment-{name}"): text for name, text in more.items()}


FIRST = ClauseComment("a", "4.2", CommentType.POLICY, "The notice has no set form and no address.")
SECOND = ClauseComment("b", "4.2", CommentType.TYPO, "A comma is missing after the second word.")
THIRD = ClauseComment("c", "14.3", CommentType.COST, "Two systems would have to run side by side.")


def test_rows_are_told_by_number_and_by_clause_and_words() -> None:
    rows = (
        row("1", "4.2", "The notice has no set form and no postal address."),
        row("", "Clause 14.3", "Two systems would have to run side by side for weeks."),
        row("3", "4.2", "A comma is missing after the third word."),
    )
    found = taken_in(commented(FIRST, SECOND, THIRD), TypedAnswers({}, rows), consultation())
    texts = {comment.id: comment.comment for comment in found.response.answer("Q2").comments}
    assert list(texts) == ["a", "b", "c"]
    assert "postal" in texts["a"]
    assert "third" in texts["b"]
    assert "weeks" in texts["c"]


def test_a_comment_written_anew_in_its_row_is_changed_and_a_new_row_is_new() -> None:
    rows = (row("1", "4.2", "Withdrawn."), row("2", "9.9", "Quite another matter.", type="Cost"), row("3", "14.3"))
    found = taken_in(commented(FIRST, SECOND, THIRD), TypedAnswers({}, rows), consultation())
    comments = found.response.answer("Q2").comments
    assert [c.comment for c in comments] == ["Withdrawn.", SECOND.comment, THIRD.comment, "Quite another matter."]
    assert (comments[3].clause, comments[3].type) == ("9.9", CommentType.COST)
    assert [left.what for left in found.left if left.look] == [
        "The comment on clause 4.2 in Q2 is not in the file. It was kept."
    ]


def test_the_clause_and_the_kind_of_a_comment_come() -> None:
    rows = (row("1", "4.3", FIRST.comment, type="timing"),)
    found = taken(commented(FIRST), TypedAnswers({}, rows))
    assert found.answer("Q2").comments == (replace(FIRST, clause="4.3", type=CommentType.TIMING),)


def test_a_comment_that_the_file_calls_confidential_is_marked() -> None:
    rows = (row("1", "4.2", FIRST.comment, confidential="Yes"), row("", "8.1", "A secret plan.", confidential="yes"))
    found = taken_in(commented(FIRST), TypedAnswers({}, rows), consultation())
    new = found.response.answer("Q2").comments[1]
    assert {(mark.scope, mark.comment) for mark in found.response.marks} == {
        (Scope.COMMENT, "a"), (Scope.COMMENT, new.id),
    }  # fmt: skip


def test_a_mark_is_never_lifted_by_a_file() -> None:
    ours = replace(commented(FIRST), marks=(Mark("m", Scope.COMMENT, question="Q2", comment="a"),))
    found = taken_in(ours, TypedAnswers({}, (row("1", "4.2", FIRST.comment, confidential="No"),)), consultation())
    assert (found.response, found.asks_for_a_look) == (ours, True)


def test_a_withheld_row_never_comes_as_a_new_comment() -> None:
    rows = (row("9", "[Confidential 1]", "[Confidential 1]"), row("", "5.5", "[Confidential 2] is too late."))
    found = taken_in(commented(FIRST), TypedAnswers({}, (row("1", "4.2", FIRST.comment), *rows)), consultation())
    assert found.response == commented(FIRST)
    assert len(found.left) == 1  # said once of both


def test_rows_of_a_public_version_count_without_the_questions_that_are_withheld() -> None:
    unfinished = ClauseComment("d", "4.2")
    asked = commented(FIRST, unfinished).with_answer("Q1", Answer(comments=(THIRD,)))
    ours = replace(asked, marks=(Mark("m", Scope.QUESTION, Reason(), "Q1"),))
    found = taken_in(ours, as_typed(disclose(ours, consultation(), Audience.PUBLIC)), consultation())
    assert (found.response, found.came) == (ours, ())


def test_a_file_that_says_yes_to_confidential_asks_for_a_mark() -> None:
    bare = replace(response(), marks=())
    yes = TypedAnswers({Content(Field.CONFIDENTIAL, choice="yes"): "yes"})
    assert taken_in(bare, yes, consultation()).asks_for_a_look
    assert not taken_in(response(), yes, consultation()).asks_for_a_look


def test_an_answers_file_brings_words_positions_comments_and_marks() -> None:
    text = "We support the changes. Our plan assumes a migration rate of 12,500 installations a week. Nothing else."
    at = text.index("Nothing else")
    file = Response(
        "sample-consultation",
        Respondent(organisation="Another Energy (made-up sample)"),
        {
            "Q1": Answer(text.replace(" ", "\n")),
            "Q2": Answer(comments=(replace(response().answer("Q2").comments[0], id="x", proposed="In writing."),)),
            "Q3": Answer(stance={"date": Stance.DISAGREE}),
        },
        (
            Mark("f1", Scope.PASSAGE, Reason(explanation="New."), "Q1", start=at, end=at + 12),
            Mark("f2", Scope.QUESTION, Reason(harm="Another harm."), "Q3"),
            Mark("f3", Scope.COMMENT, Reason(), "Q2", "x"),
        ),
    )
    found = taken_in_file(response(), file, consultation()).response
    now = found.text_at(Q1)
    assert now.split() == text.split()
    assert [now[m.start : m.end] for m in found.passages(Q1)] == [PASSAGE, "Nothing\nelse"]
    assert found.respondent.role == response().respondent.role
    assert found.answer("Q3").text == response().answer("Q3").text
    assert found.answer("Q3").stance == {**response().answer("Q3").stance, "date": Stance.DISAGREE}
    assert [(c.id, c.proposed) for c in found.answer("Q2").comments] == [("c1", "In writing.")]
    whole = {mark.scope: mark for mark in found.marks if mark.scope is not Scope.PASSAGE}
    assert whole[Scope.QUESTION].id == "m2"
    assert whole[Scope.QUESTION].reason == replace(response().marks[1].reason, harm="Another harm.")
    assert whole[Scope.COMMENT].comment == "c1"
    assert taken_in_file(found, file, consultation()).came == ()


def test_every_text_that_changed_asks_a_colleague_to_look() -> None:
    now = taken_in(response(), typed(Q1="Quite another answer."), consultation())
    noted = with_notes(now, "their form.docx", by="Author A", at=7)
    (remark,) = noted.review_comments
    assert (remark.place, remark.by, remark.at) == (Q1, "Author A", 7)
    assert "their form.docx" in remark.text
    assert remark.found_in(noted.text_at(Q1)) == (0, len("Quite another answer"))


def test_words_of_a_colleague_stay_theirs() -> None:
    draft = Draft.begin(replace(response(), marks=()), author="Author A")
    draft.author = "Author B"
    draft.record(taken(draft.response, typed(Q1=draft.response.text_at(Q1).replace("early", "soon"))))
    assert [event.author for event in draft.events][-1] == "Author B"
    copy = Draft.load(draft.id, "sample-consultation", draft.events, author="Author C")
    early = Draft.begin(replace(response(), marks=()), author="Author A", draft_id=draft.id)
    early.record(edits.with_text(early.response, Q1, early.response.text_at(Q1)))
    assert copy.response.text_at(Q1).endswith("schema soon.")


def test_long_texts_are_taken_in_quickly() -> None:
    chance = random.Random(3)
    words = [chance.choice(["the", "date", "of", "notice", str(n)]) for n in range(40_000)]
    ours = Response("sample-consultation", answers={"Q1": Answer(" ".join(words))})
    for at in range(0, 40_000, 1000):
        words[at] = "changed"
    began = time.perf_counter()
    assert taken(ours, typed(Q1=" ".join(words))).text_at(Q1).count("changed") == 40
    assert time.perf_counter() - began < 5


def test_many_comments_are_told_apart_quickly() -> None:
    comments = tuple(
        ClauseComment(f"c{n}", str(n % 40), comment=f"Comment {n} on clause {n % 40}.") for n in range(500)
    )
    rows = tuple(row("", c.clause, re.sub("on", "about", c.comment)) for c in reversed(comments))
    began = time.perf_counter()
    found = taken(commented(*comments), TypedAnswers({}, rows))
    assert time.perf_counter() - began < 3
    assert len(found.answer("Q2").comments) == 500
