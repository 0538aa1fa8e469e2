from __future__ import annotations

import base64
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from respondent_app.exports import package
from respondent_app.model.edits import with_mark
from respondent_app.model.errors import ExportError
from respondent_app.model.place import Part
from respondent_app.model.response import Answer, Mark, Reason, Response, Scope
from respondent_app.privacy.leak_check import Hit, LeakReport, search, secrets
from respondent_app.privacy.told_places import told
from tests import samples
from tests.privacy.planting import EVERYWHERE, honest_files, named
from tests.privacy.random_responses import hidden_texts, responses

CONSULTATION = samples.consultation()


def check(files: dict[str, bytes], response: Response | None = None) -> LeakReport:
    return package.check_files(files, response or samples.response(), CONSULTATION)


def search_text(text: str, response: Response, public_words: str = "") -> LeakReport:
    page = f"<html><body><p>{text}</p></body></html>".encode()
    return search({"page.html": page}, secrets(response, CONSULTATION), public_words)


def marked(text: str, start: int = 0, end: int | None = None) -> Response:
    mark = Mark("m", Scope.PASSAGE, Reason(), "Q1", start=start, end=len(text) if end is None else end)
    return replace(samples.response(), answers={"Q1": Answer(text)}, marks=(mark,))


def test_honest_files_are_clean() -> None:
    assert check(honest_files()) == LeakReport()


@pytest.mark.parametrize("words", [samples.PASSAGE, samples.HIDDEN_ANSWER], ids=["passage", "question"])
@pytest.mark.parametrize("place", EVERYWHERE)
def test_a_secret_is_found_wherever_it_hides(place: str, words: str) -> None:
    ending, plant = EVERYWHERE[place]
    name = named(ending)
    content = plant(honest_files()[name], words)
    report = check({**honest_files(), name: content})
    assert {hit.file for hit in report.hits} == {name}
    assert {hit.what for hit in report.hits} == {"Confidential 1" if words == samples.PASSAGE else "Confidential 2"}


@pytest.mark.parametrize("place", EVERYWHERE)
def test_a_hit_never_repeats_what_it_found(place: str) -> None:
    ending, plant = EVERYWHERE[place]
    name = named(ending)
    report = check({name: plant(honest_files()[name], samples.PASSAGE)})
    assert report.hits
    assert "12,500" not in repr(report) + str(report.hits[0])


def test_a_secret_in_the_name_of_a_file_is_found_and_not_repeated() -> None:
    name = f"{samples.PASSAGE.replace(' ', '_')}.txt"
    report = check({name: b"nothing"})
    assert [(hit.file, hit.place) for hit in report.hits] == [("a file", "the name of the file")]


@pytest.mark.parametrize(
    "written",
    [
        samples.PASSAGE.upper(),
        samples.PASSAGE.replace(" ", "\u00a0"),
        samples.PASSAGE.replace(" ", "\n   "),
        samples.PASSAGE.replace("migration", "migra\u00adtion"),
        samples.PASSAGE.replace("a week", "a\u200b week"),
        "assumes a migration rate of 12,500 installations in all",
        "rate of 12,500 installations",
        "about 12500 of them",
    ],
    ids=["case", "hard spaces", "line breaks", "soft hyphen", "zero width", "six words", "four words", "figure"],
)
def test_other_spellings_and_pieces_are_found(written: str) -> None:
    assert [hit.what for hit in search_text(f"So: {written}!", samples.response()).hits] == ["Confidential 1"]


@pytest.mark.parametrize("figure", ["61 %", "412,000", "£3.75m", "0.85p"])
def test_a_short_figure_is_found_on_the_page_and_as_a_whole_only(figure: str) -> None:
    response = marked(f"We pay {figure} now.", 7, 7 + len(figure))
    assert search_text(f"They pay {figure}.", response).hits
    assert not search_text(f"They pay 1{figure.strip('£')}1 and 9,{figure.strip('£')}7.", response).hits
    assert not search({"x.json": json.dumps({"size": figure.strip("£ %")}).encode()},
                      secrets(response, CONSULTATION), "").hits  # fmt: skip


@pytest.mark.parametrize("words", ["agree", "ab", "7", "Do you have any general comments?", "4.2", "Answer"])
def test_what_is_short_or_known_to_all_is_named_as_not_searched_for(words: str) -> None:
    response = marked(f"Well, {words} it is.", 6, 6 + len(words))
    report = check(honest_files(), response)
    assert report.unchecked == ("Confidential 1",)
    assert not report.hits


@pytest.mark.parametrize(
    "written",
    [
        "Robin Sample",
        "ROBIN.SAMPLE@example.org",
        "+44 20 7946 0123",
        "(020) 79460123",
        "020-7946-0123",
        "1 Example Street",
    ],
)
def test_contact_details_are_found_in_any_spelling(written: str) -> None:
    assert search_text(f"Ask {written} please", samples.response()).hits
    assert not search_text(f"Ask {written} please", replace(samples.response(), contact_public=True)).hits


def test_the_explanation_of_a_reason_is_a_secret() -> None:
    assert search_text("It shows a risk that our contractor does not know.", samples.response()).hits


def test_words_marked_in_one_answer_are_found_in_the_open_in_another() -> None:
    response = samples.response()
    told = response.with_answer("Q2", replace(response.answer("Q2"), rationale=f"As said: {samples.PASSAGE}."))
    with pytest.raises(ExportError, match=r"Confidential 1 in .*Q2 Detailed comments") as raised:
        package.build_package(told, CONSULTATION)
    assert "12,500" not in str(raised.value)


def test_short_phrases_said_in_the_open_too_give_nothing_away() -> None:
    response = samples.response().with_answer("Q1", Answer("We agree."))
    response = replace(response.with_answer("Q3", Answer("We agree.\n\nBecause of the harbour works.")), marks=())
    response = with_mark(response, Mark("m", Scope.QUESTION, Reason(), "Q3"))
    assert package.build_package(response, CONSULTATION).report.hits == ()


def test_a_confidential_organisation_is_found() -> None:
    response = with_mark(samples.response(), Mark("m0", Scope.ORGANISATION, Reason()))
    assert search_text("Example Energy (made-up sample) believes", response).hits
    files = package.build_package(response, CONSULTATION).files
    assert all(name.startswith("Respondent_SAMPLE_V2_") or name == "manifest.json" for name in files)


def test_a_part_that_cannot_be_read_is_not_called_clean() -> None:
    broken = honest_files()[named("PUBLIC_v1_0.docx")][:-30]
    report = check({"x.docx": broken})
    assert report.unread == ("x.docx",)
    assert not report.is_clean


def test_base64_of_a_document_is_opened() -> None:
    content = EVERYWHERE["PUBLIC_v1_0.docx: footnote"][1](honest_files()[named("PUBLIC_v1_0.docx")], samples.PASSAGE)
    blob = base64.encodebytes(content).decode()
    assert check({"x.txt": f"see below\n\n{blob}".encode()}).hits


def test_secrets_do_not_show_their_words() -> None:
    assert samples.PASSAGE not in repr(secrets(samples.response(), CONSULTATION))


def test_a_passage_inside_a_comment_is_searched_for() -> None:
    words = "in writing by the harbour master himself"
    comment = replace(samples.response().answer("Q2").comments[0], proposed=f"Notified {words}.")
    response = samples.response().with_answer("Q2", Answer(comments=(comment,)))
    mark = Mark("m", Scope.PASSAGE, Reason(), "Q2", "c1", Part.PROPOSED, 9, 9 + len(words))
    assert search_text(f"so {words} it is", replace(response, marks=(mark,))).hits


@settings(max_examples=12)
@given(responses())
def test_random_responses_raise_no_alarm_and_leak_nothing(response: Response) -> None:
    made = package.build_package(response, CONSULTATION)
    assert made.report.is_clean
    words = hidden_texts(response)
    assert [w for w in words if w in made.email.subject + made.email.body] == []  # type: ignore[union-attr]


def _short(name: str, elsewhere: str, place: Part = Part.ANSWER) -> Response:
    text = f"We pay {name} now."
    mark = Mark("m", Scope.PASSAGE, Reason(), "Q2", start=7, end=7 + len(name))
    open_answer = Answer(elsewhere) if place is Part.ANSWER else Answer("See below.", elsewhere)
    return replace(samples.response(), answers={"Q1": open_answer, "Q2": Answer(text)}, marks=(mark,))


@pytest.mark.parametrize("name", ["Acme", "E.ON", "B2X", "iGas"])
@pytest.mark.parametrize("part", [Part.ANSWER, Part.RATIONALE])
def test_a_short_name_in_the_open_stops_the_export(name: str, part: Part) -> None:
    with pytest.raises(ExportError, match=rf"Confidential 1 in the response, Q1 {part}") as raised:
        package.build_package(_short(name, f"We use {name.upper()}.", part), CONSULTATION)
    assert name.casefold() not in str(raised.value).casefold()


@pytest.mark.parametrize(
    ("name", "elsewhere"),
    [("zinc", "Made of zinc."), ("Acme", "Acmeology."), ("SP", "SP asks."), ("Robin", "No bird."), ("V2", "As V2.")],
)
def test_a_short_word_that_may_stand_there_by_chance_does_not(name: str, elsewhere: str) -> None:
    made = package.build_package(_short(name, elsewhere), CONSULTATION)
    assert made.report.is_clean
    assert made.report.unchecked == ("Confidential 1",)


def test_a_short_name_in_a_comment_or_a_public_reason_stops_the_export() -> None:
    response = _short("Acme", "Nothing.")
    comment = replace(samples.response().answer("Q2").comments[0], proposed="With Acme.")
    commented = response.with_answer("Q2", replace(response.answer("Q2"), comments=(comment,)))
    with pytest.raises(ExportError, match="Q2 comment 1"):
        package.build_package(commented, CONSULTATION)
    telling = replace(response.marks[0], reason=Reason(public_explanation="Acme asked."))
    with pytest.raises(ExportError, match="Reasons for confidentiality, row 1"):
        package.build_package(replace(response, marks=(telling,)), CONSULTATION)
    substituted = replace(response.marks[0], reason=Reason(substitute="Acme"))
    with pytest.raises(ExportError, match="Q2 answer"):
        package.build_package(replace(response, marks=(substituted,)), CONSULTATION)


def test_a_leak_is_told_in_the_words_of_a_person_who_has_the_files_open() -> None:
    response = samples.response()
    answers = {
        question: replace(answer, rationale=f"As said: {samples.PASSAGE}.")
        for question, answer in response.answers.items()
    }
    with pytest.raises(ExportError) as raised:
        package.build_package(replace(response, answers=answers, marks=response.marks[:1]), CONSULTATION)
    said = raised.value.what
    assert not any(inside in said for inside in ("xl/", "word/", ".xml", "!", "cell", "docx", "xlsx"))
    assert re.search(r"Confidential 1 in the comment sheet, Answers, row \d", said)
    assert "Confidential 1 in the response, Q1 General comments" in said


def test_three_places_are_told_and_how_many_more() -> None:
    hits = [Hit("A_Comments_PUBLIC_v1_0.xlsx", f"xl/sharedStrings.xml, Answers!E{row}", "Confidential 1")
            for row in range(2, 7)]  # fmt: skip
    assert told(hits) == (
        "Confidential 1 in the comment sheet, Answers, row 2; Confidential 1 in the comment sheet, Answers, row 3; "
        "Confidential 1 in the comment sheet, Answers, row 4; and 2 more"
    )
    assert told((), ["x.docx > word/document.xml"]) == "x.docx cannot be read"


@pytest.mark.parametrize("place", EVERYWHERE)
def test_no_place_is_told_by_the_name_of_a_part(place: str) -> None:
    ending, plant = EVERYWHERE[place]
    report = check({named(ending): plant(honest_files()[named(ending)], samples.PASSAGE)})
    said = told(report.hits, report.unread)
    assert said.startswith("Confidential 1 in the ")
    assert not any(inside in said for inside in (".xml", "/", " > ", "as bytes"))
