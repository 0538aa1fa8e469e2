"""The card that asks what goes where in a publisher's form, walked as a keyboard and a magnifier would."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from respondent_app.app import Desktop
from respondent_app.model.template import Content, Field
from respondent_app.ui.desk import Destination, Step
from respondent_app.ui.main_window import MainWindow
from respondent_app.ui.sending.page import SendPage
from tests.accessibility.walk import clipped_at_each_size, focusable, in_reading_order, spoken_names
from tests.keyboard import focus, press, tab_to
from tests.layout import settle
from tests.made_templates.with_python_docx import lines_to_write_on


@pytest.fixture
def page(window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> SendPage:
    path = tmp_path / f"{'their_response_form_' * 5}.docx"
    path.write_bytes(lines_to_write_on(window.session.consultation))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    window.go(Destination(Step.SEND))
    settle(window, qtbot)
    page = window.page(Step.SEND)
    assert isinstance(page, SendPage)
    return page


def test_a_form_is_chosen_and_confirmed_without_the_mouse(window: MainWindow, page: SendPage, qtbot: QtBot) -> None:
    window.activateWindow()
    tab_to(window, "Choose the publisher’s form…")
    press("Space")
    fields = page.form_card.places.fields
    qtbot.waitUntil(lambda: bool(fields) and QApplication.focusWidget() is next(iter(fields.values())))
    slot, field = next(iter(fields.items()))
    press("Home")
    assert field.currentText() == "Leave as it is"
    tab_to(window, "Use this form")
    press("Space")
    assert focus().accessibleName() == "See where things go"
    form = page.session.response_form.in_use
    assert form is not None
    assert [p.content for p in form.mapping.placings if p.slot.id == slot] == [None]


def test_tab_follows_reading_order_and_no_text_is_clipped(
    window: MainWindow, page: SendPage, desktop: Desktop, qtbot: QtBot
) -> None:
    page.form_card.choose_file()
    qtbot.waitUntil(lambda: page.session.response_form.offered is not None)
    page.form_card.places.show_more()
    settle(window, qtbot)
    controls = [w for w in focusable(window) if page.form_card.isAncestorOf(w)]
    assert len(controls) > len(page.form_card.places.fields) > 10
    assert all(spoken_names(controls))
    in_reading_order(controls, page)
    wide: list[int] = []
    assert clipped_at_each_size(desktop, qtbot, lambda: wide.append(page._area.horizontalScrollBar().maximum())) == {}
    assert max(wide) == 0, "the page scrolls to the side"


def test_the_form_in_use_is_told_at_every_size(
    window: MainWindow, page: SendPage, desktop: Desktop, qtbot: QtBot
) -> None:
    page.form_card.choose_file()
    form = page.session.response_form
    qtbot.waitUntil(lambda: form.offered is not None)
    assert form.offered is not None
    answer = Content(Field.ANSWER, "Q1")
    form.place(next(p.slot.id for p in form.offered.mapping.placings if p.content == answer), None)
    form.confirm()
    settle(window, qtbot)
    assert "no place for the answer to Q1" in page.form_card._annex.text()
    assert clipped_at_each_size(desktop, qtbot) == {}
