"""Make pictures of every page of the window for the documentation, and of every look for checking.

python packaging/screenshots.py docs/user-guide/images            light, for the documents
python packaging/screenshots.py build/screenshots --all           light, dark, 150 % and 200 % text, 1280x720
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import time_machine

if TYPE_CHECKING:
    from respondent_app.ui.desk import Step
    from respondent_app.ui.main_window import MainWindow

_HERE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(_HERE))
_SAMPLES = _HERE / "resources" / "samples"


@dataclass(frozen=True)
class Look:
    """One way the window can look."""

    name: str
    scheme: str = "light"
    text_size: int = 100
    size: tuple[int, int] = (1440, 900)


LIGHT = Look("light")
DARK = Look("dark", scheme="dark")
OTHERS = (
    Look("small", size=(1280, 720)),
    Look("large-text", text_size=150, size=(1280, 720)),
    Look("largest-text", text_size=200, size=(1280, 720)),
)


def main() -> int:
    """Take the pictures and say where they are."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"XDG_DATA_HOME": f"{home}/data", "XDG_CONFIG_HOME": f"{home}/config", "HOME": "/home/sample"}
        looks = (LIGHT, DARK, *OTHERS) if "--all" in sys.argv else (LIGHT, DARK)
        for look in looks:
            _picture_all(look, folder, Path(home) / look.name / "example.response")
    return 0


def _picture_all(look: Look, folder: Path, draft: Path) -> None:
    from respondent_app.app import Desktop, application
    from respondent_app.drafts.answers_file import read_answers
    from respondent_app.drafts.saved_response import save_response
    from respondent_app.packs import library
    from respondent_app.session.settings import Settings
    from respondent_app.ui.desk import Step

    app = application()
    settings = Settings(app)
    settings.colour_scheme, settings.text_size = look.scheme, look.text_size
    consultation = library.load("dcc-tmad-v1.4-moc-mds")
    answers = next(_SAMPLES.glob("*.toml"))
    save_response(draft, read_answers(answers, consultation), author="")
    # The consultation closed in 2019; the pictures show it as its readers saw it.
    with time_machine.travel(datetime(2019, 8, 28, 9, 42, tzinfo=UTC)):
        desktop = Desktop(app, settings)
        desktop.start(draft)
        window = desktop.window
        if window is None:
            raise SystemExit("The window did not open.")
        window.resize(*look.size)
        suffix = "" if look is LIGHT else f"-{look.name}"
        for step in Step:
            window.rail.button(step).click()
            _prepare(step, window)
            _settle()
            _take(window, folder / f"{step.value}{suffix}.png")
        for name in _compared(window, draft.parent):
            _take(window, folder / f"{name}{suffix}.png")
        window.close()


def _take(window: MainWindow, path: Path) -> None:
    window.grab().save(str(path))
    print(path)


def _compared(window: MainWindow, folder: Path) -> Iterator[str]:
    """Attach a made-up change-marked text, and yield a name for each view of what it shows."""
    from respondent_app.ui.desk import Destination, Step
    from respondent_app.ui.reading.page import ReadingPage
    from tests.made_documents.publisher_files import publisher_files

    redline = folder / "TMAD V1.4 change marked (made-up sample).docx"
    redline.write_bytes(publisher_files().redline)
    page = window.page(Step.READ)
    if not isinstance(page, ReadingPage):
        raise SystemExit("The reading page is another one.")
    window.go(Destination(Step.READ, files=(redline,)))
    while window.session.comparing.state.found is None:
        _settle()
    page.changes.choose(3)
    _settle()
    yield "audit"
    page.show_texts()
    for _ in range(3):
        page.compare.step(1)  # type: ignore[union-attr]  # made by what is above
    _settle()
    yield "compare"


def _prepare(step: Step, window: MainWindow) -> None:
    from respondent_app.ui.desk import Destination, Step

    if step is Step.READ:
        window.go(Destination(Step.READ, change_row=9))
    if step is Step.ANSWER:
        window.go(Destination(Step.ANSWER, question="Q2"))


def _settle() -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(900, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
