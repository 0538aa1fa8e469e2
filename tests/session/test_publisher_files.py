from __future__ import annotations

from pathlib import Path

import pytest

from respondent_app.model.consultation import Consultation
from respondent_app.model.document import Document, FileKind
from respondent_app.model.errors import UnreadableFileError
from respondent_app.model.response import CURRENT_TEXT, Answer, ClauseComment, Response
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


def proposing(files: dict[str, str], consultation: Consultation, wording: str = "in writing") -> Response:
    comment = ClauseComment("c1", "4.2", proposed=wording)
    return Response(consultation.id, answers={"Q2": Answer(comments=(comment,))}, attachment_files=files)


def test_a_wording_is_held_against_the_clean_text_else_against_the_redline(
    files: dict[str, str], consultation: Consultation
) -> None:
    response = proposing(files, consultation)
    text = Document("text", FileKind.WORD, (), ())
    asked: list[str] = []

    def read(path: Path) -> Document:
        asked.append(path.name)
        return text

    assert publisher_files.read_proposed(response, consultation, read) is text
    Path(files["2"]).unlink()
    assert publisher_files.read_proposed(response, consultation, read) is text
    Path(files["3"]).unlink()
    assert publisher_files.read_proposed(response, consultation, read) is None
    assert asked == ["2.docx", "3.docx"]


def test_without_a_wording_or_a_readable_file_there_is_no_text_and_no_fault(
    files: dict[str, str], consultation: Consultation
) -> None:
    def read(path: Path) -> Document:
        raise UnreadableFileError(f"{path.name} is damaged.")

    def never(path: Path) -> Document:
        raise AssertionError(path)

    assert publisher_files.read_proposed(proposing(files, consultation), consultation, read) is None
    assert publisher_files.read_proposed(proposing(files, consultation, " "), consultation, never) is None
