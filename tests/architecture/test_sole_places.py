"""What only one place in the app may do."""

from __future__ import annotations

import ast
import re

import pytest

from tests.architecture.sole_places import PACKAGE, Finder, calls_of, sightings, writes

LEFTOVERS = re.compile(r"(^|_)(utils?|commons?|helpers?|managers?|misc)(_|$)")


def elsewhere(finder: Finder, *homes: str) -> list[str]:
    return [str(seen) for seen in sightings(finder) if seen.place not in homes]


def test_only_disclose_makes_a_submission() -> None:
    """Confidential text reaches no exporter, because exporters take only a `Submission`."""
    assert elsewhere(calls_of("Submission"), "privacy/disclose.py") == []


def test_disclose_makes_the_submission() -> None:
    assert any(seen.place == "privacy/disclose.py" for seen in sightings(calls_of("Submission")))


def test_only_the_atomic_writer_writes_files() -> None:
    """Every file is written whole or not at all."""
    assert elsewhere(writes, "storage/atomic.py") == []


def test_the_atomic_writer_writes() -> None:
    assert any(seen.place == "storage/atomic.py" for seen in sightings(writes))


def test_only_the_settings_are_left_to_qt() -> None:
    """`QSettings` writes by itself, whole or not at all; nothing that a person wrote may go there."""
    assert elsewhere(calls_of("QSettings"), "session/settings.py") == []


def test_nothing_turns_the_event_loop_by_hand() -> None:
    """A slot that runs while another one waits sees a half-changed response."""
    assert elsewhere(calls_of("processEvents")) == []


def test_no_module_is_named_after_leftovers() -> None:
    named = [path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*") if LEFTOVERS.search(path.stem)]
    assert named == []


@pytest.mark.parametrize("name", ["utils", "ui_helpers", "session_manager", "common"])
def test_a_name_of_leftovers_is_noticed(name: str) -> None:
    assert LEFTOVERS.search(name)


@pytest.mark.parametrize(
    "code",
    [
        "open(path, 'w')",
        "open(path, mode='ab')",
        "open(path, mode)",
        "path.open('x')",
        "path.open(mode)",
        "path.open('r+b')",
        "path.write_text(text)",
        "self.path.write_bytes(content)",
        "import docx\ndocument.save(path)",
        "def late():\n    from openpyxl import Workbook\n    workbook.save(str(path))",
        "from PySide6.QtGui import QPixmap\npixmap.save(name, 'PNG')",
        "from lxml import etree\ntree.write(path)",
        "zipfile.ZipFile(path, 'w')",
        "shutil.copy2(a, b)",
        "path.rename(other)",
        "os.replace(a, b)",
        "os.open(path, os.O_WRONLY | os.O_CREAT)",
        "QSaveFile(path)",
        "import docx\nbuffer = BytesIO()\ndef f(buffer):\n    document.save(buffer)",
    ],
)
def test_a_write_is_noticed(code: str) -> None:
    assert len(list(writes(ast.parse(code)))) == 1


@pytest.mark.parametrize(
    "code",
    [
        "open(path)",
        "open(path, 'rb')",
        "path.open(encoding='utf-8')",
        "path.read_bytes()",
        "os.open(folder, os.O_RDONLY)",
        "os.open(os.devnull, os.O_WRONLY)",
        "DraftFile.open(path)",
        "zipfile.ZipFile(path)",
        "text.replace('a', 'b')",
        "self.save()",
        "draft_file.save(response)",
        "from lxml import etree\ndef f():\n    buffer = io.BytesIO()\n    tree.write(buffer)\n    buffer.write(b'')",
        "import docx\ndef f():\n    buffer = BytesIO()\n    document.save(buffer)",
        "def f():\n    with io.BytesIO() as buffer, zipfile.ZipFile(buffer, 'w') as package:\n        pass",
        "import docx\ndef f(buffer: BytesIO):\n    document.save(buffer)",
    ],
)
def test_reading_and_saving_into_memory_are_no_writes(code: str) -> None:
    assert list(writes(ast.parse(code))) == []


def test_a_call_is_noticed_under_any_path() -> None:
    code = ast.parse("Submission(1)\nsubmission.Submission(2)\nQApplication.processEvents()\nSubmissionList()")
    assert len(list(calls_of("Submission")(code))) == 2
    assert len(list(calls_of("processEvents")(code))) == 1
