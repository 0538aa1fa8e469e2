from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from respondent_app.documents.formats.file_format import FileFormat, recognise
from respondent_app.documents.word import legacy
from respondent_app.documents.word.legacy import converted, libreoffice
from respondent_app.model.errors import UnreadableFileError

needs_libreoffice = pytest.mark.skipif(libreoffice() is None, reason="LibreOffice is not installed")
needs_shell = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for LibreOffice is a shell script")


@pytest.fixture
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Watch what is left behind."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a script in place of LibreOffice."""
    program = tmp_path / "soffice"
    monkeypatch.setattr(legacy, "libreoffice", lambda: program)
    return program


def script(program: Path, lines: str) -> None:
    program.write_text(f"#!/bin/sh\n{lines}\n")
    program.chmod(0o755)


def test_without_libreoffice_the_person_hears_how_to_save_as_docx(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "libreoffice", lambda: None)
    with pytest.raises(UnreadableFileError, match=r"“old\.doc”.*Word Document \(\*\.docx\)"):
        converted(b"", "old.doc")


def test_libreoffice_is_found_on_the_path_or_where_it_usually_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(legacy, "_PLACES", (str(tmp_path / "none"), str(tmp_path / "soffice")))
    assert libreoffice() is None
    (tmp_path / "soffice").touch()
    assert libreoffice() == tmp_path / "soffice"
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}")
    assert libreoffice() == Path("/bin/soffice")


@needs_shell
def test_what_is_converted_is_returned_and_nothing_is_left(stand_in: Path, own_temporary_folder: Path) -> None:
    script(
        stand_in, "mkdir converted && cat document.doc profile/user/registrymodifications.xcu > converted/document.docx"
    )
    steps: list[str] = []
    result = converted(b"made-up content", "old.doc", steps.append)
    assert result.startswith(b"made-up content<?xml")
    assert b"DisableMacrosExecution" in result
    assert steps[0] == "LibreOffice is converting old.doc"
    assert list(own_temporary_folder.iterdir()) == []


@needs_shell
@pytest.mark.parametrize("lines", ["exit 0", "exit 3"])
def test_a_conversion_that_yields_nothing_is_an_error(stand_in: Path, own_temporary_folder: Path, lines: str) -> None:
    script(stand_in, lines)
    with pytest.raises(UnreadableFileError, match=r"could not convert “old\.doc”"):
        converted(b"", "old.doc")
    assert list(own_temporary_folder.iterdir()) == []


def test_a_program_that_cannot_be_started_is_an_error(stand_in: Path, own_temporary_folder: Path) -> None:
    stand_in.write_bytes(b"\0")
    with pytest.raises(UnreadableFileError, match=r"could not convert “old\.doc”"):
        converted(b"", "old.doc")
    assert list(own_temporary_folder.iterdir()) == []


def runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return (
        "Z"
        not in subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    )


def ended(note: Path) -> bool:
    until = time.monotonic() + 3
    while runs(int(note.read_text())) and time.monotonic() < until:
        time.sleep(0.02)
    return not runs(int(note.read_text()))


@needs_shell
def test_one_that_takes_too_long_is_ended_with_all_it_started(
    stand_in: Path, own_temporary_folder: Path, tmp_path: Path
) -> None:
    note = tmp_path / "pid"
    script(stand_in, f"sleep 60 & echo $! > {note}; wait")
    with pytest.raises(UnreadableFileError, match="did not finish"):
        converted(b"", "old.doc", seconds=0.5)
    assert ended(note)
    assert list(own_temporary_folder.iterdir()) == []


@needs_shell
def test_stopping_ends_it_at_once(stand_in: Path, own_temporary_folder: Path, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    script(stand_in, f"sleep 60 & echo $! > {note}; wait")

    def stop(_step: str) -> None:
        if note.exists() and note.read_text().strip():
            raise KeyboardInterrupt

    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        converted(b"", "old.doc", stop)
    assert time.monotonic() - start < 3
    assert ended(note)
    assert list(own_temporary_folder.iterdir()) == []


@needs_libreoffice
@pytest.mark.timeout(100)
def test_a_document_of_word_97_becomes_one_that_is_read(tmp_path: Path, own_temporary_folder: Path) -> None:
    program = libreoffice()
    assert program is not None
    (tmp_path / "sample.txt").write_text("Made-up sample.\n")
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [str(program), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "doc:MS Word 97", "--outdir",
         str(tmp_path), str(tmp_path / "sample.txt")],
        check=True, capture_output=True, timeout=90,
    )  # fmt: skip
    data = (tmp_path / "sample.doc").read_bytes()
    assert recognise(data) is FileFormat.LEGACY_WORD
    assert recognise(converted(data, "sample.doc")) is FileFormat.WORD
    assert list(own_temporary_folder.iterdir()) == []
