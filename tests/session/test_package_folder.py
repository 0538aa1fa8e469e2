from __future__ import annotations

from pathlib import Path

import pytest

from respondent_app.exports.names import file_stem
from respondent_app.session import package_folder
from tests import samples

RESPONSE, CONSULTATION = samples.response(), samples.consultation()
NAME = "Sample changes response"


def suggested(place: Path | None) -> Path:
    return package_folder.suggested(RESPONSE, CONSULTATION, place)


def make_package(folder: Path, stem: str) -> None:
    folder.mkdir()
    (folder / f"{stem}_Response_PUBLIC_v1_0.docx").touch()
    (folder / "manifest.json").touch()


def test_the_first_package_goes_into_documents_under_the_name_of_the_consultation() -> None:
    assert suggested(None) == package_folder.documents() / NAME


def test_the_next_version_goes_where_the_last_one_is(tmp_path: Path) -> None:
    make_package(tmp_path / NAME, file_stem(RESPONSE, CONSULTATION))
    assert suggested(tmp_path) == tmp_path / NAME


def test_a_folder_with_the_package_of_another_response_is_not_proposed(tmp_path: Path) -> None:
    make_package(tmp_path / NAME, "Another_Organisation_SAMPLE_V2")
    make_package(tmp_path / f"{NAME} 2", "A_Third_SAMPLE_V2")
    assert suggested(tmp_path) == tmp_path / f"{NAME} 3"


@pytest.mark.parametrize(
    ("title", "name"),
    [("TMAD V1.4 · MOC", "TMAD V1.4 · MOC response"), ('a/b\\c: "d"?', "a b c d response"), ("..", "response")],
)
def test_every_system_takes_the_name(title: str, name: str) -> None:
    assert package_folder.folder_name(title) == name


def test_an_empty_folder_that_was_picked_is_used_itself(tmp_path: Path) -> None:
    assert package_folder.within(tmp_path, RESPONSE, CONSULTATION) == tmp_path


def test_so_is_one_that_holds_earlier_versions(tmp_path: Path) -> None:
    make_package(tmp_path / "mine", file_stem(RESPONSE, CONSULTATION))
    assert package_folder.within(tmp_path / "mine", RESPONSE, CONSULTATION) == tmp_path / "mine"


def test_in_a_folder_with_other_things_the_package_gets_one_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "holiday.txt").touch()
    assert package_folder.within(tmp_path, RESPONSE, CONSULTATION) == tmp_path / NAME


def test_what_a_person_writes_is_taken_from_their_documents(tmp_path: Path) -> None:
    assert package_folder.chosen(f" {tmp_path} \x00") == tmp_path
    assert package_folder.chosen("Consultations/TMAD") == package_folder.documents() / "Consultations" / "TMAD"
    assert package_folder.chosen("~") == Path.home()
    assert package_folder.chosen("~nobody-of-that-name/x").name == "x"
