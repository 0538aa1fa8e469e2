from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.architecture import size

if TYPE_CHECKING:
    from pathlib import Path

CODE = '''class Clause:
    """Something."""

    def label(self):
        """Say it.

        At length.
        """
        return 1


def outer():
    def inner():
        return 2

    return inner
'''


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "code.py"
    path.write_text(CODE)
    return path


def test_functions_are_counted_without_their_docstring(file: Path) -> None:
    assert {m.name.split()[-1]: m.lines for m in size.functions(file)} == {"label": 2, "outer": 5, "inner": 2}


def test_classes_are_counted(file: Path) -> None:
    assert [m.lines for m in size.classes(file)] == [8]


@pytest.mark.parametrize(("share", "expected"), [(0.5, 5), (0.9, 9), (0.91, 10), (1, 10), (0, 1)])
def test_percentile(share: float, expected: int) -> None:
    assert size.percentile(range(1, 11), share) == expected


def test_what_is_over_is_named(file: Path) -> None:
    file.write_text("def long():\n" + "    pass\n" * 60 + "x = 1\n" * 400)
    lines = list(size.report(file.parent))
    assert "longest 61 lines" in lines[0]
    assert [line.split(": ")[1].split()[0] for line in lines[1:]] == ["function", "file"]


def test_an_empty_folder_has_a_report(tmp_path: Path) -> None:
    assert len(list(size.report(tmp_path))) == 1
