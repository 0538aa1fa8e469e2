from __future__ import annotations

from pathlib import Path

import pytest

from respondent_app.session import package_folder

NAMES = ("A_Response_PUBLIC_v1_0.docx", "manifest.json")


def test_the_first_package_goes_into_documents_under_the_name_of_the_consultation() -> None:
    folder = package_folder.suggested("TMAD V1.4", None, NAMES)
    assert folder == package_folder.documents() / "TMAD V1.4 response"


def test_a_folder_that_holds_a_package_is_not_proposed_again(tmp_path: Path) -> None:
    first = tmp_path / "TMAD response"
    first.mkdir()
    assert package_folder.suggested("TMAD", tmp_path, NAMES) == first
    (first / "manifest.json").touch()
    assert package_folder.suggested("TMAD", tmp_path, NAMES) == tmp_path / "TMAD response 2"
    (tmp_path / "TMAD response 2").mkdir()
    (tmp_path / "TMAD response 2" / NAMES[0]).touch()
    assert package_folder.suggested("TMAD", tmp_path, NAMES) == tmp_path / "TMAD response 3"


@pytest.mark.parametrize(
    ("title", "name"),
    [("TMAD V1.4 · MOC", "TMAD V1.4 · MOC response"), ('a/b\\c: "d"?', "a b c d response"), ("..", "response")],
)
def test_every_system_takes_the_name(title: str, name: str) -> None:
    assert package_folder.folder_name(title) == name


def test_an_empty_folder_that_was_picked_is_used_itself(tmp_path: Path) -> None:
    assert package_folder.within(tmp_path, "TMAD", NAMES) == tmp_path


def test_in_a_folder_with_other_things_the_package_gets_one_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "holiday.txt").touch()
    assert package_folder.within(tmp_path, "TMAD", NAMES) == tmp_path / "TMAD response"


def test_what_a_person_writes_is_taken_from_their_documents(tmp_path: Path) -> None:
    assert package_folder.chosen(f" {tmp_path} \x00") == tmp_path
    assert package_folder.chosen("Consultations/TMAD") == package_folder.documents() / "Consultations" / "TMAD"
    assert package_folder.chosen("~") == Path.home()
    assert package_folder.chosen("~nobody-of-that-name/x").name == "x"
