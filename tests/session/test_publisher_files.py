from __future__ import annotations

from pathlib import Path

import pytest

from respondent_app.model.consultation import Consultation
from respondent_app.model.response import CURRENT_TEXT, Response
from respondent_app.session import publisher_files
from respondent_app.session.publisher_files import Way


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    made = {}
    for key in ("2", "3", CURRENT_TEXT):
        path = tmp_path / f"{key}.docx"
        path.write_bytes(b"made up")
        made[key] = str(path)
    return made


def test_the_files_to_have_are_the_attachments_and_the_current_text(consultation: Consultation) -> None:
    assert [w.key for w in publisher_files.wanted(consultation)] == ["2", "3", "4", "5", CURRENT_TEXT]


def test_a_redline_is_compared_alone_and_comes_first(files: dict[str, str], consultation: Consultation) -> None:
    found = publisher_files.sources(files, consultation)
    assert [source.way for source in found] == [Way.REDLINE, Way.PAIR]
    assert [path.name for path in found[1].paths] == ["current.docx", "2.docx"]


@pytest.mark.parametrize("missing", ["2", CURRENT_TEXT])
def test_half_a_pair_is_nothing_to_compare(files: dict[str, str], missing: str, consultation: Consultation) -> None:
    del files[missing], files["3"]
    assert publisher_files.sources(files, consultation) == ()


def test_a_file_that_has_gone_is_not_compared(files: dict[str, str], consultation: Consultation) -> None:
    Path(files["3"]).unlink()
    assert [source.way for source in publisher_files.sources(files, consultation)] == [Way.PAIR]


def test_a_file_that_changed_is_another_source(files: dict[str, str], consultation: Consultation) -> None:
    before = publisher_files.sources(files, consultation)[0]
    Path(files["3"]).write_bytes(b"longer than it was")
    assert publisher_files.sources(files, consultation)[0] != before


def test_a_file_stands_in_one_place_only(consultation: Consultation) -> None:
    there = publisher_files.with_file(Response(consultation.id), "2", Path("a.docx"))
    moved = publisher_files.with_file(there, "3", Path("a.docx"))
    assert dict(moved.attachment_files) == {"3": "a.docx"}
    assert dict(publisher_files.without_file(moved, Path("a.docx")).attachment_files) == {}
