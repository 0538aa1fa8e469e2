from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from respondent_app.exports import package
from respondent_app.model.response import Response
from respondent_app.model.submission import Audience
from respondent_app.privacy.disclose import disclose
from respondent_app.session.package_view import FileMade, Reader, described, planned, seen
from tests import samples

NOTHING_MARKED = replace(samples.response(), marks=())


@pytest.mark.parametrize(
    ("name", "reader", "word"),
    [
        ("A_T_Response_PUBLIC_v1_0.docx", Reader.PUBLIC, "published"),
        ("A_T_Response_CONFIDENTIAL_v1_0.docx", Reader.PUBLISHER, "whole response"),
        ("A_T_Response_FULL_v1_0.docx", Reader.PUBLISHER, "contact details"),
        ("A_T_Comments_PUBLIC_v1_0.xlsx", Reader.PUBLIC, "comments"),
        ("A_T_Comments_FULL_v1_0.xlsx", Reader.PUBLISHER, "comments"),
        ("A_T_Response_v1_0.eml", Reader.PUBLISHER, "e-mail"),
        ("A_T_Reasons_CONFIDENTIAL_v1_0.pdf", Reader.PUBLISHER, "(PDF)"),
        ("A_T_Drafting_PUBLIC_v1_0.docx", Reader.PUBLIC, "tracked changes"),
        ("A_T_Cover_v1_0.txt", Reader.YOU, "to copy"),
        ("A_T_README_v1_0.txt", Reader.YOU, "What each file is"),
        ("manifest.json", Reader.YOU, "checksum"),
        ("unknown.bin", Reader.PUBLISHER, "further file"),
    ],
)
def test_the_name_of_a_file_says_what_it_is_for_and_who_may_read_it(name: str, reader: Reader, word: str) -> None:
    file = described(name, 10)
    assert file.reader is reader
    assert word in file.purpose


@pytest.mark.parametrize(
    ("size", "text"), [(0, "0 bytes"), (999, "999 bytes"), (38_211, "38 kB"), (2_340_000, "2.3 MB")]
)
def test_sizes_are_said_as_people_say_them(size: int, text: str) -> None:
    assert FileMade("a", size, "", Reader.YOU).size_text == text


@pytest.mark.parametrize("response", [samples.response(), NOTHING_MARKED], ids=["marked", "nothing marked"])
def test_the_files_that_are_made_are_those_that_were_planned(response: Response, tmp_path: Path) -> None:
    for _ in range(2):  # the second package in a folder is the next version
        submissions = [disclose(response, samples.consultation(), audience) for audience in Audience]
        expected = planned(response, samples.consultation(), tmp_path, submissions=submissions)
        made = seen(package.export(response, samples.consultation(), tmp_path), tmp_path, response)
        assert [replace(file, size=0) for file in made.files] == list(expected)
        assert all((tmp_path / file.name).stat().st_size >= file.size > 0 for file in made.files)
        assert made.email_file is not None
        assert made.email_file.exists()


def test_what_the_check_could_not_look_for_is_said_in_sentences(tmp_path: Path) -> None:
    made = package.build_package(samples.response(), samples.consultation())
    named = replace(made, report=replace(made.report, unchecked=("Confidential 2", "the contact’s name")))
    told = seen(named, tmp_path, samples.response()).unchecked
    assert told[0].startswith("Confidential 2: too short")
    assert told[1].startswith("The contact’s name: too short")
    assert "other words" in told[-1]


def test_with_nothing_withheld_the_check_does_not_boast(tmp_path: Path) -> None:
    open_to_all = replace(NOTHING_MARKED, contact_public=True)
    made = package.build_package(open_to_all, samples.consultation())
    assert "nothing to search for" in seen(made, tmp_path, open_to_all).checked
    assert "Nothing was found" in seen(made, tmp_path, NOTHING_MARKED).checked
