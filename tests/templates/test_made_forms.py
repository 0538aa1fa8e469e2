"""Forms by three writers: everything goes where the form's author means it to, and nothing else in a file changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from respondent_app.exports.package import check_files
from respondent_app.model.response import Answer, ClauseComment, CommentType, Mark, Reason, Response, Scope, Stance
from respondent_app.model.submission import Audience
from respondent_app.model.template import DETAIL_FIELDS, Content, Field, Placing, PublisherForm
from respondent_app.privacy.disclose import disclose
from respondent_app.templates import publisher_form, wording
from tests.made_templates import as_word_saves, books, typed_in_word
from tests.made_templates.hand import DETAILS, Made, words_for
from tests.made_templates.libreoffice import forms as libreoffice
from tests.made_templates.seen import seen
from tests.templates import judges

FORMS = (
    *typed_in_word.FORMS,
    *as_word_saves.FORMS,
    *books.FORMS,
    *(made for made in libreoffice.FORMS if made.ending != "doc"),
)
each_form = pytest.mark.parametrize("made", FORMS, ids=lambda made: made.name)


def form(made: Made, content: bytes, *, typed: bool = False) -> PublisherForm:
    return PublisherForm(
        made.file_name, content, publisher_form.find(content, made.file_name, made.consultation, typed=typed)
    )


@each_form
def test_each_place_is_found_and_takes_what_its_author_means(made: Made) -> None:
    blank = form(made, made.blank())
    assert {placing.content for placing in blank.mapping.placings if placing.content} == made.asked()
    filled = publisher_form.fill(blank, disclose(made.response(), made.consultation, Audience.FULL))
    assert filled.annexed == ()
    assert seen(filled.content, made.ending) == seen(made.typed(), made.ending)


@each_form
def test_a_blank_form_says_nothing(made: Made) -> None:
    typed = publisher_form.read_back(form(made, made.blank(), typed=True))
    assert (dict(typed.values), typed.comments) == ({}, ())


@each_form
def test_what_its_author_typed_is_read(made: Made) -> None:
    typed = publisher_form.read_back(form(made, made.typed(), typed=True))
    response = made.response()
    wanted = {
        content: words_for(content)
        for content in made.asked()
        if content.field in {Field.ANSWER, Field.RATIONALE} or not (content.choice or content.question)
    }
    said = {content: words for content, words in wanted.items() if words}
    assert {content: typed.values.get(content) for content in said} == said
    comments = [comment.comment for answer in response.answers.values() for comment in answer.comments]
    assert [row[Field.COMMENT_TEXT] for row in typed.comments] == comments


TEXT = (
    "We agree in part.\n\nA line\nthat breaks, and a list:\n\n- one: <b> & “two”\n- שלום עולם\n\nEnd \N{GRINNING FACE}."
)


SECRET = "In Q3 2031 we expect 48,231 meters under"


def said_in_full(made: Made) -> Response:
    """Return a response that says more than most forms have places for, with something confidential in it."""
    answers = {
        question.id: Answer(
            f"{TEXT}\n\n{SECRET} {question.id}.",
            f"Because of {question.id}.",
            {part.id: Stance.DISAGREE for part in question.stance},
            tuple(ClauseComment(f"c{n}", f"4.{n}", CommentType.POLICY, f"Comment {n}.", f"Wording {n}.", f"Reason {n}.")
                  for n in range(1, 6)) if question.comments_by_clause else (),
        )
        for question in made.consultation.questions
    }  # fmt: skip
    reason = Reason(public_explanation="Commercially sensitive", explanation="Our plan", harm="Harm", until="2032")
    start = len(TEXT) + 2
    marks = tuple(Mark(f"m{q}", Scope.PASSAGE, reason, q, start=start, end=start + len(SECRET)) for q in answers)
    return Response(made.consultation.id, DETAILS, answers, marks)


@each_form
@pytest.mark.parametrize("audience", Audience)
def test_judges_find_nothing_new(made: Made, audience: Audience, tmp_path: Path) -> None:
    blank, response = form(made, made.blank()), said_in_full(made)
    filled = publisher_form.fill(blank, disclose(response, made.consultation, audience)).content
    assert judges.changed_parts(blank.content, filled) <= judges.allowed_parts(blank.content)
    assert judges.lost_markup(blank.content, filled, placed(blank)) == []
    if audience is Audience.FULL:
        known = judges.findings(blank.content, made.ending, tmp_path)
        assert judges.findings(filled, made.ending, tmp_path) - known == set()
    else:
        name = f"a_PUBLIC_v1_0.{made.ending}"
        assert check_files({name: filled}, response, made.consultation).is_clean


@each_form
def test_everything_comes_back(made: Made) -> None:
    response = said_in_full(made)
    filled = publisher_form.fill(form(made, made.blank()), disclose(response, made.consultation, Audience.FULL))
    typed = publisher_form.read_back(form(made, filled.content, typed=True))
    for question, answer in response.answers.items():
        assert typed.values[Content(Field.ANSWER, question)] == answer.text
        assert typed.values[Content(Field.RATIONALE, question)] == answer.rationale
        stands = {line.rpartition(": ")[2] for content, words in typed.values.items() for line in words.split("\n")
                  if content.field is Field.STANCE and content.question == question}  # fmt: skip
        assert {wording.stance_of(words) for words in stands} == ({Stance.DISAGREE} if answer.stance else set())
    comments = [comment for answer in response.answers.values() for comment in answer.comments]
    fields = (Field.COMMENT_CLAUSE, Field.COMMENT_TEXT, Field.COMMENT_PROPOSED, Field.COMMENT_RATIONALE)
    wanted = [(one.clause, one.comment, one.proposed, one.rationale) for one in comments]
    assert [tuple(row[one] for one in fields) for row in typed.comments] == wanted
    details = {Content(field): getattr(DETAILS, field) for field in DETAIL_FIELDS}
    assert {content: typed.values.get(content) for content in details} == details


def placed(blank: PublisherForm) -> list[Placing]:
    return [placing for placing in blank.mapping.placings if placing.content is not None]
