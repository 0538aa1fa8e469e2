"""What the disk, the permissions and the end of a process do to a draft."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from respondent_app.drafts.json_file import DraftFile
from respondent_app.model.errors import RespondentError
from respondent_app.model.response import Answer, Response
from tests.samples import response

as_root = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "our.response"


def run_as_nobody(folder: Path, code: str) -> None:
    """Run code in a process without the rights of root."""
    start = """
        import os
        import encodings.utf_8_sig, filelock, filelock.asyncio
        from pathlib import Path
        from respondent_app.drafts.json_file import DraftFile
        from respondent_app.model.errors import StorageError
        from respondent_app.model.response import Response
    """
    lose_rights = "os.setgroups([]); os.setgid(65534); os.setuid(65534)" if as_root else ""
    program = "\n".join([textwrap.dedent(start), lose_rights, f"folder = Path({str(folder)!r})", textwrap.dedent(code)])
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def shared_folder(tmp_path: Path) -> Path:
    """A folder that another user may reach, if the way to it allows."""
    if as_root:
        for parent in [tmp_path, *tmp_path.parents][:4]:
            if parent.stat().st_uid == 0 and parent not in {Path("/"), Path("/tmp")}:
                parent.chmod(0o755)
    return tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of this kind are Unix's")
def test_a_draft_in_a_read_only_folder_opens_for_reading(shared_folder: Path) -> None:
    path = shared_folder / "our.response"
    DraftFile.create(path, response()).close()
    path.chmod(0o644)
    shared_folder.chmod(0o555)
    run_as_nobody(
        shared_folder,
        """
        with DraftFile.open(folder / "our.response") as draft:
            assert draft.read_only
            try:
                draft.save(draft.response)
            except StorageError as error:
                assert "reading only" in str(error) and "Documents" in str(error), error
            else:
                raise SystemExit("saved?")
        try:
            DraftFile.create(folder / "new.response", Response("x"))
        except StorageError as error:
            assert "not allowed to write" in str(error), error
        else:
            raise SystemExit("created?")
        """,
    )
    shared_folder.chmod(0o755)
    assert [p.name for p in shared_folder.iterdir()] == ["our.response"]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of this kind are Unix's")
def test_a_draft_that_may_not_be_read_is_said(shared_folder: Path) -> None:
    path = shared_folder / "our.response"
    DraftFile.create(path, response()).close()
    path.chmod(0o000)
    run_as_nobody(
        shared_folder,
        """
        for attempt in (DraftFile.open, DraftFile.read):
            try:
                attempt(folder / "our.response")
            except StorageError as error:
                assert "not allowed to read" in str(error), error
            else:
                raise SystemExit("read?")
        """,
    )
    path.chmod(0o644)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of this kind are Unix's")
def test_a_file_that_may_not_grow_keeps_its_last_saved_state(path: Path) -> None:
    DraftFile.create(path, response()).close()
    code = f"""
        import resource
        from pathlib import Path
        from respondent_app.drafts.json_file import DraftFile
        from respondent_app.model.errors import StorageError
        from respondent_app.model.response import Answer
        with DraftFile.open(Path({str(path)!r})) as draft:
            resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
            try:
                draft.save(draft.response.with_answer("Q2", Answer("word " * 10_000)))
            except StorageError as error:
                print(error)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=True)
    assert "could not read or write" in done.stdout
    assert DraftFile.read(path) == response()
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_disk_that_fills_up_while_writing_is_said_in_words(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with DraftFile.create(path, response()) as draft:
        real = os.fdopen

        def full(handle: int, mode: str) -> Any:  # noqa: ANN401  a file object of any kind
            os.close(handle)
            return real(os.open("/dev/full", os.O_WRONLY), mode)

        monkeypatch.setattr(os, "fdopen", full)
        with pytest.raises(RespondentError, match="disk is full"):
            draft.save(Response("sample-consultation"))
        monkeypatch.undo()
        assert DraftFile.read(path) == response()
        draft.save(Response("sample-consultation"))
    assert DraftFile.read(path) == Response("sample-consultation")


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is Unix's")
def test_a_process_killed_while_saving_leaves_a_whole_draft_with_what_was_acknowledged(path: Path) -> None:
    DraftFile.create(path, Response("x", answers={"Q1": Answer("0")})).close()
    code = f"""
        import sys
        from pathlib import Path
        from respondent_app.drafts.json_file import DraftFile
        from respondent_app.model.response import Answer, Response
        draft = DraftFile.open(Path({str(path)!r}))
        number = int(draft.response.answer("Q1").text.split()[0])
        while True:
            number += 1
            draft.save(Response("x", answers={{"Q1": Answer(f"{{number}} " + "word " * 20_000)}}))
            print(number, flush=True)
    """
    for kill in range(20):
        with subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True
        ) as saver:
            assert saver.stdout is not None
            acknowledged = [saver.stdout.readline() for _ in range(2 + kill % 3)]
            saver.kill()
            acknowledged += saver.stdout.read().splitlines()
        last = int(acknowledged[-1])
        number = int(DraftFile.read(path).answer("Q1").text.split()[0])
        assert number in {last, last + 1}, "what was acknowledged is there; at most the save under way besides"
