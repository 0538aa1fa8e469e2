"""A keystroke in a long, much marked answer, in the whole window: from the key to the painted letter."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench.table import Figure, percentile
from respondent_app.app import Desktop, application
from respondent_app.drafts.saved_response import save_response
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Answer, Mark, Response, Scope
from respondent_app.packs import library
from respondent_app.session.settings import Settings
from respondent_app.ui.desk import Destination, Step
from respondent_app.ui.widgets.marked_editor import MarkedTextEdit

LENGTH, MARKS, KEYS, KEYS_IN_A_ROW = 20_000, 50, 600, 20
WORDS = (
    "migration",
    "supplier",
    "commissioning",
    "the",
    "of",
    "clause",
    "requirement",
    "device",
    "group",
    "and",
    "cost",
)


def figures() -> Iterator[Figure]:
    """Measure."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        times = _keystrokes(Path(folder) / "long.response")
    yield Figure(
        "keystroke, 99th percentile", percentile(times, 0.99) * 1000, 16, "ms",
        f"median {percentile(times, 0.5) * 1000:.1f} ms, longest {max(times) * 1000:.1f} ms;"
        f" {LENGTH} characters, {MARKS} marks, {KEYS} keys",
    )  # fmt: skip


def _keystrokes(path: Path) -> list[float]:
    place = _write_draft(path)
    app = application()
    desktop = Desktop(app, Settings(app))
    desktop.start(path)
    window = desktop.window
    if window is None:
        message = "No window was opened."
        raise RuntimeError(message)
    window.go(Destination(Step.ANSWER, question=place.question, place=place))
    QTest.qWait(1500)
    editors = window.findChildren(MarkedTextEdit)
    times = list(_typed(app, next(e for e in editors if e.place == place and e.isVisible())))
    window.close()
    return times


def _typed(app: QApplication, editor: MarkedTextEdit) -> Iterator[float]:
    """Type in places all over the text, and yield the seconds of each key."""
    chance = random.Random(LENGTH)  # noqa: S311  the same places in every run
    for number in range(KEYS):
        if number % KEYS_IN_A_ROW == 0:
            cursor = editor.textCursor()
            cursor.setPosition(chance.randrange(LENGTH))
            editor.setTextCursor(cursor)
            QTest.qWait(500)
        begin = time.perf_counter()
        QTest.keyClicks(editor, chance.choice("abcdefg hij"))
        app.processEvents()
        yield time.perf_counter() - begin
        QTest.qWait(10)


def _write_draft(path: Path) -> Place:
    consultation = library.load(library.available()[0].id)
    question = consultation.questions[0].id
    step = LENGTH // MARKS
    marks = tuple(
        Mark(f"m{number}", Scope.PASSAGE, question=question, start=number * step + 10, end=number * step + 60)
        for number in range(MARKS)
    )
    response = Response(consultation.id, answers={question: Answer(text=long_text(LENGTH))}, marks=marks)
    save_response(path, response, author="")
    return Place(question, Part.ANSWER)


def long_text(length: int) -> str:
    """Return made-up text of exactly this length, in paragraphs."""
    chance = random.Random(length)  # noqa: S311  the same text in every run
    paragraphs = [" ".join(chance.choice(WORDS) for _ in range(80)) for _ in range(length // 300)]
    return "\n".join(paragraphs).ljust(length, ".")[:length]
