"""The whole window is killed in the middle of typing: what it had called saved is there, and the file opens."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from respondent_app.drafts.saved_response import read_response
from respondent_app.model.place import Part, Place
from respondent_app.storage import folders

KILLS = int(os.environ.get("RESPONDENT_WINDOW_KILLS", "5"))
Q1 = Place("Q1", Part.ANSWER)

# Types fast, and says after each save how many of them are on the disk.
TYPIST = """
import sys
from pathlib import Path
from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtTest import QTest
from respondent_app.app import Desktop, application
from respondent_app.session.autosave import SaveStage
from respondent_app.session.settings import Settings
from respondent_app.ui.desk import Step

app = application()
settings = Settings(app)
settings.new_unprotected = True
desktop = Desktop(app, settings)
desktop.start(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
window = desktop.window
window.show_step(Step.ANSWER)
editor = window.page(Step.ANSWER).form("Q1").answer

def type_one():
    if clock.elapsed() % 1000 < 400:  # in bursts, with a pause for thought between them
        QTest.keyClicks(editor, "a")

def tell(state):
    if state.stage is SaveStage.SAVED:
        print(window.session.path, len(editor.text), flush=True)

window.session.autosave.state_changed.connect(tell)
clock = QElapsedTimer()
clock.start()
timer = QTimer(app)
timer.timeout.connect(type_one)
timer.start(5)
app.exec()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_a_killed_window_loses_nothing_that_it_called_saved(tmp_path: Path) -> None:
    dice, known, path = random.Random(), 0, None
    for _ in range(KILLS):
        typist = subprocess.Popen(
            [sys.executable, "-c", TYPIST, *([str(path)] if path else [])],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip
        assert typist.stdout is not None
        first = typist.stdout.readline()
        assert first, "the window did not start"
        time.sleep(dice.uniform(0, 1.5))
        typist.send_signal(signal.SIGKILL)
        told = [first, *typist.stdout.read().splitlines()]
        typist.stdout.close()
        typist.wait()
        whole = [line for line in told if line.strip() and line.rsplit(" ", 1)[-1].strip().isdecimal()]
        path = Path(whole[-1].rsplit(" ", 1)[0])
        known = max(known, int(whole[-1].rsplit(" ", 1)[1]))
        text = read_response(path).text_at(Q1)
        assert set(text) == {"a"}
        assert len(text) >= known
    assert path is not None
    assert path.is_relative_to(folders.user_data())
