from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from respondent_app.model.response import Response
from respondent_app.ui.reviewing.summary import summarise
from respondent_app.ui.reviewing.summary_model import HEADINGS, SummaryModel
from respondent_app.ui.theme import Appearance
from tests import samples

EMPTY = summarise(Response("sample-consultation"), samples.consultation())
FULL = summarise(samples.response(), samples.consultation())


def test_the_model_keeps_the_rules_of_models(appearance: Appearance, qtmodeltester: ModelTester) -> None:
    model = SummaryModel(appearance)
    qtmodeltester.check(model)
    model.show(FULL)
    qtmodeltester.check(model)


def test_an_answer_changes_its_row_and_nothing_else(appearance: Appearance, qtbot: QtBot) -> None:
    model = SummaryModel(appearance)
    model.show(EMPTY)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged) as changed:
        model.show((EMPTY[0], replace(EMPTY[1], answer="Answered"), EMPTY[2]))
    assert changed.args is not None
    assert changed.args[0].row() == changed.args[1].row() == 1
    assert model.index(1, 1).data() == "Answered"


def test_a_screen_reader_hears_the_heading_with_the_cell(appearance: Appearance) -> None:
    model = SummaryModel(appearance)
    model.show(FULL)
    spoken = [model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in range(len(HEADINGS))]
    assert spoken == [
        "Question: Q1. General comments",
        "Answer: Answered",
        "Stance: none",
        "Rationale: none",
        "Comments: none",
        "Confidential: 1 part",
    ]


def test_short_rows_still_speak_the_whole_title(appearance: Appearance) -> None:
    model = SummaryModel(appearance)
    model.show(FULL)
    model.shorten(short=True)
    assert model.index(0, 0).data() == "Q1"
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Question: Q1. General comments"
