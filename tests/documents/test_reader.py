from __future__ import annotations

import os
import resource
import stat
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from respondent_app.documents import reader
from respondent_app.documents.reader import read, read_bytes
from respondent_app.model.document import FileKind
from respondent_app.model.errors import UnreadableFileError
from tests.documents.made_sheets import saved, workbook

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
HOSTILE = sorted((CORPUS / "hostile").glob("*"))
needs_corpus = pytest.mark.skipif(not HOSTILE, reason="the corpus of files by others is not beside this checkout")
SCHEMA = b'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="Sample"/></xs:schema>'


@needs_corpus
@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.name)
def test_a_hostile_file_is_one_clear_error_at_once_or_read_rightly(path: Path) -> None:
    start = time.monotonic()
    told = said = ""
    try:
        said = "".join(paragraph.text for paragraph in read(path).proposed)
    except UnreadableFileError as error:
        told = error.what if error.advice else ""
    assert said.strip() or f"“{path.name}”" in told
    assert time.monotonic() - start < 2


@pytest.mark.parametrize("name", ["matrix.docx", "matrix.pdf", "matrix"])
def test_a_file_is_read_by_its_content_whatever_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(saved(workbook([["Ref", "Text"], ["A-1", "Made-up row"], ["A-2", "Another"]])))
    document = read(path)
    assert document.kind is FileKind.SHEET
    assert document.name == name


def test_a_schema_finds_what_it_includes_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "sample.xsd"
    path.write_bytes(SCHEMA.replace(b"<xs:element", b'<xs:include schemaLocation="more.xsd"/><xs:element'))
    (tmp_path / "more.xsd").write_bytes(SCHEMA.replace(b"Sample", b"More"))
    assert "Element More" in [paragraph.text for paragraph in read(path).current]


def test_reading_says_where_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    class Stopped(Exception):  # noqa: N818 - how a person says no
        pass

    def stop(step: str) -> None:
        if "sheet" in step:
            raise Stopped

    path = tmp_path / "matrix.xlsx"
    path.write_bytes(saved(workbook([["Ref", "Text"]])))
    steps: list[str] = []
    read(path, steps.append)
    assert steps[0] == "Opening matrix.xlsx"
    with pytest.raises(Stopped):
        read(path, stop)


def refused(path: Path) -> UnreadableFileError:
    with pytest.raises(UnreadableFileError) as caught:
        read(path)
    assert f"“{path.name}”" in caught.value.what
    return caught.value


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "folder" in refused(tmp_path).what


def test_a_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    assert "not there" in refused(tmp_path / "gone.docx").what
    (tmp_path / "file").touch()
    assert "not there" in refused(tmp_path / "file" / "below.docx").what


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.docx").touch()
    assert "empty" in refused(tmp_path / "empty.docx").what


def test_a_name_with_a_null_in_it_is_refused() -> None:
    with pytest.raises(UnreadableFileError):
        read(Path("a\0b"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "ordinary" in refused(tmp_path / "pipe").what


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="whoever may do all may read all")
def test_a_file_that_one_may_not_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "closed.docx"
    path.touch(mode=0)
    assert "cannot be opened" in refused(path).what


def test_a_fault_of_the_drive_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise OSError(5, "Input/output error")

    path = tmp_path / "a.docx"
    path.touch()
    monkeypatch.setattr(Path, "open", broken)
    assert "Input/output error" in refused(path).what


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.truncate(reader.MOST_BYTES + 1)  # takes no room on the disk
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "150 MB" in refused(path).what
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000
    monkeypatch.setattr(reader, "MOST_BYTES", 10)
    monkeypatch.setattr(reader, "_check_place", lambda *_: None)  # it grew after its size was taken
    path.write_bytes(bytes(11))
    assert "larger" in refused(path).what


@pytest.mark.parametrize(
    "told", [{"st_file_attributes": 0x400000}, {"st_file_attributes": 0x1000}, {"st_flags": 0x40000000}]
)
def test_a_file_that_is_still_in_the_cloud_is_not_fetched(told: dict[str, int]) -> None:
    about = SimpleNamespace(st_mode=stat.S_IFREG, st_size=5, **told)
    with pytest.raises(UnreadableFileError, match="cloud"):
        reader._check_place(Path("a.docx"), about)  # type: ignore[arg-type]


def test_an_ordinary_file_of_windows_or_macos_is_not_taken_for_one_in_the_cloud() -> None:
    about = SimpleNamespace(st_mode=stat.S_IFREG, st_size=5, st_file_attributes=0x20, st_flags=0)
    reader._check_place(Path("a.docx"), about)  # type: ignore[arg-type]


def test_reading_bytes_names_the_file_that_they_came_from() -> None:
    with pytest.raises(UnreadableFileError, match=r"“letter\.docx” is in Rich Text Format"):
        read_bytes(b"{\\rtf1 a}", "letter.docx")
