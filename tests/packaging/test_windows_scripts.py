"""The parts of making Windows packages that need no Windows."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from installers import removal
from steps import PackagingError
from try_installed import different
from windows_python import link_with, unlisted

HASH = "ab" * 32
PAGE = f"""<html><a href="../../files/one.tar.gz#sha256={"cd" * 32}">one</a>
<a href="../../files/two.tar.gz?a=1&amp;b=2#sha256={HASH}" data-requires-python="&gt;=3">two</a></html>"""


def test_the_file_is_taken_by_its_hash_not_by_its_name() -> None:
    assert link_with(PAGE, "https://index.example/simple/python/", HASH) == (
        "https://index.example/files/two.tar.gz?a=1&b=2"
    )


def test_an_index_without_that_file_is_told() -> None:
    with pytest.raises(PackagingError, match="does not list"):
        link_with(PAGE, "https://index.example/simple/python/", "ef" * 32)


def test_only_modules_that_were_signed_pass(tmp_path: Path) -> None:
    for name, content in {"good.py": b"print()", "older.py": b"x = 1", "empty.py": b"", "changed.py": b"x = 2"}.items():
        (tmp_path / name).write_bytes(content)
    signed = b"..." + hashlib.sha256(b"print()").digest() + hashlib.sha1(b"x = 1", usedforsecurity=False).digest()
    assert [name.split()[0] for name in unlisted(sorted(tmp_path.iterdir()), signed, tmp_path)] == ["changed.py"]


def test_a_module_that_was_read_passes_only_as_it_was_read(tmp_path: Path) -> None:
    changed = tmp_path / "Lib" / "xml" / "__init__.py"
    changed.parent.mkdir(parents=True)
    changed.write_bytes(b"something else")
    assert len(unlisted([changed], b"", tmp_path)) == 1


def test_the_uninstaller_removes_what_it_brought_folders_last(tmp_path: Path) -> None:
    (tmp_path / "_internal" / "deep").mkdir(parents=True)
    (tmp_path / "Respondent.exe").touch()
    (tmp_path / "_internal" / "deep" / "cost$.txt").touch()
    assert list(removal(tmp_path)) == [
        'Delete "$INSTDIR\\Respondent.exe"',
        'Delete "$INSTDIR\\_internal\\deep\\cost$$.txt"',
        'RMDir "$INSTDIR\\_internal\\deep"',
        'RMDir "$INSTDIR\\_internal"',
    ]


def test_an_installed_tree_is_compared_by_content(tmp_path: Path) -> None:
    made, installed = tmp_path / "made", tmp_path / "installed"
    for folder in (made, installed):
        folder.mkdir()
        (folder / "same").write_bytes(b"1")
        (folder / "other").write_bytes(folder.name.encode())
    (made / "missing").touch()
    (installed / "added").touch()
    assert different(made, installed) == ["added", "missing", "other"]
