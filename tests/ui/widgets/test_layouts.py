from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from respondent_app.ui.widgets.layouts import WrappingRow


def buttons(count: int) -> list[QPushButton]:
    made = [QPushButton("x") for _ in range(count)]
    for button in made:
        button.setFixedSize(100, 30)
    return made


@pytest.fixture
def held(qapp: QApplication, qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.mark.parametrize(("width", "height"), [(330, 30), (230, 68), (100, 106), (60, 106)])
def test_wraps_where_the_width_ends(held: QWidget, width: int, height: int) -> None:
    row = WrappingRow(*buttons(3), spacing=8)
    held.setLayout(row)
    assert row.heightForWidth(width) == height


def test_hidden_widgets_take_no_room(held: QWidget) -> None:
    made = buttons(3)
    row = WrappingRow(*made, spacing=8)
    held.setLayout(row)
    made[1].hide()
    assert row.heightForWidth(208) == 30


def test_the_last_stands_at_the_right_edge(held: QWidget) -> None:
    made = buttons(2)
    held.setLayout(WrappingRow(*made, spacing=8, justified=True))
    held.resize(400, 40)
    held.show()
    assert made[0].x() == 0
    assert made[1].geometry().right() == 399
