"""Forms by three writers: everything goes where the form's author means it to, and nothing else in a file changes."""

from __future__ import annotations

import pytest

from respondent_app.model.submission import Audience
from respondent_app.model.template import Field, PublisherForm
from respondent_app.privacy.disclose import disclose
from respondent_app.templates import publisher_form
from tests.made_templates import as_word_saves, books, typed_in_word
from tests.made_templates.hand import Made, words_for
from tests.made_templates.libreoffice import forms as libreoffice
from tests.made_templates.seen import seen

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
