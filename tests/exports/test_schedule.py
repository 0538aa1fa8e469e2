from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from openxml_audit import OpenXmlValidator

from respondent_app.exports.schedule import schedule_document
from respondent_app.model.response import Reason, Response
from respondent_app.model.submission import Audience
from respondent_app.privacy.disclose import disclose
from tests import samples
from tests.exports.reading import document_paragraphs, part, tables

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def made(response: Response | None = None) -> bytes:
    return schedule_document(disclose(response or samples.response(), samples.consultation(), Audience.FULL))


def test_the_schedule_lists_the_marks_and_gives_every_reason() -> None:
    found = tables(made())
    assert found["Confidential parts"][1:] == [
        ["1", "Q1, answer", "Commercial interests", "31 March 2020"],
        ["2", "Q3", "Commercial interests", "31 March 2020"],
    ]
    record = dict(found["Confidential 1"])
    assert record["Reason that may be published"] == "Commercially sensitive planning data"
    assert record["Explanation for the publisher"] == "It shows our plan to competitors."
    assert record["Harm, and to whom"].startswith("Suppliers of field services")
    assert record["In the public version"] == "A placeholder with the number only"


def test_what_is_not_said_is_told_as_such_and_a_substitute_is_shown() -> None:
    response = samples.response()
    bare = replace(response.marks[0], reason=Reason(substitute="a number of installations"))
    record = dict(tables(made(replace(response, marks=(bare,))))["Confidential 1"])
    assert record["Harm, and to whom"] == "Not stated"
    assert record["In the public version"] == "a number of installations"


def test_a_short_record_stays_on_one_page_and_a_long_one_may_go_on() -> None:
    response = samples.response()
    long = replace(response.marks[0], reason=replace(samples.reason(), explanation="Very many words. " * 400))
    document = part(made(replace(response, marks=(long, response.marks[1]))), "word/document.xml")
    kept = [
        any(True for _ in table.iter(f"{W}keepNext"))
        for table in document.iter(f"{W}tbl")
        if "Confidential " in table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")  # type: ignore[union-attr, operator]
    ]
    assert kept == [False, False, True]


def test_the_schedule_is_valid_the_same_each_time_and_names_nobody(tmp_path: Path) -> None:
    content = made()
    assert content == made()
    (tmp_path / "x.docx").write_bytes(content)
    assert [str(error) for error in OpenXmlValidator().validate(tmp_path / "x.docx").errors] == []
    assert "Robin" not in " ".join(document_paragraphs(content))
