from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from respondent_app.model.consultation import Consultation
from respondent_app.model.response import Response
from respondent_app.model.template import Content, Field
from respondent_app.session.session import Session
from respondent_app.ui.desk import Desk
from respondent_app.ui.sending.form_card import FormCard
from respondent_app.ui.sending.page import SendPage
from respondent_app.ui.theme import Appearance
from tests.made_templates import as_markup, with_openpyxl, with_python_docx
from tests.ui.sending.test_page import marked


class Stage:
    """The Send page on a session, and the file that the person chooses."""

    def __init__(self, session: Session, appearance: Appearance, qtbot: QtBot) -> None:
        self.session = session
        self.qtbot = qtbot
        self.page = SendPage(Desk(session, appearance, lambda _: None))
        qtbot.addWidget(self.page)
        self.page.resize(1070, 610)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.page.activateWindow()

    @property
    def card(self) -> FormCard:
        return self.page.form_card

    def said(self, inside: QWidget | None = None) -> str:
        labels = (inside or self.card).findChildren(QLabel)
        return "\n".join(made.text().replace("\N{ZERO WIDTH SPACE}", "") for made in labels if made.isVisible())

    def shown(self) -> set[str]:
        return {made.accessibleName() for made in self.card.findChildren(QPushButton) if made.isVisible()}

    def press(self, name: str) -> None:
        made = next(b for b in self.page.findChildren(QPushButton) if b.accessibleName() == name and b.isVisible())
        made.setFocus()
        self.qtbot.keyClick(made, Qt.Key.Key_Space)

    def choose(self, path: Path, content: bytes) -> None:
        path.write_bytes(content)
        self.session.response_form.choose(path)
        self.qtbot.waitUntil(lambda: not self.session.response_form.is_working)
        self.qtbot.wait(1)


@pytest.fixture
def stage(
    make_session: Callable[[Response | None], Session], consultation: Consultation, appearance: Appearance, qtbot: QtBot
) -> Stage:
    return Stage(make_session(marked(consultation)), appearance, qtbot)


def test_our_own_document_is_used_until_a_form_is_chosen(stage: Stage) -> None:
    assert "own response document" in stage.said()
    assert stage.shown() == {"Choose the publisher’s form…"}


def test_a_form_shows_where_things_go_and_is_used_once_confirmed(
    stage: Stage, consultation: Consultation, tmp_path: Path
) -> None:
    stage.choose(tmp_path / "Form.docx", with_python_docx.lines_to_write_on(consultation))
    assert "not clear what goes there" in stage.said()
    assert "Please look" in stage.said()
    first = next(iter(stage.card.places.fields.values()))
    assert first.hasFocus()
    assert first.accessibleName()
    stage.press("Use this form")
    assert "Your answers go into “Form.docx”" in stage.said()
    assert stage.shown() == {"See where things go", "Choose another form…", "Use our own document instead"}
    assert stage.card.look_again.hasFocus()


def test_a_place_takes_something_else_and_what_is_lost_is_said(
    stage: Stage, consultation: Consultation, tmp_path: Path
) -> None:
    stage.choose(tmp_path / "Form.docx", with_python_docx.boxes_by_question(consultation))
    form = stage.session.response_form.offered
    assert form is not None
    slots = {p.content: p.slot.id for p in form.mapping.placings}
    first, second = (stage.card.places.fields[slots[Content(Field.ANSWER, name)]] for name in ("Q1", "Q2"))
    second.setCurrentIndex(second.findText("Answer to Q1"))
    assert first.currentText() == "Leave as it is"
    assert "no place for the answer to Q2" in stage.said()
    stage.press("Do not use it")
    assert "own response document" in stage.said()
    assert stage.session.response_form.is_settled


def test_many_places_are_shown_on_demand(stage: Stage, consultation: Consultation, tmp_path: Path) -> None:
    stage.choose(tmp_path / "Form.docx", with_python_docx.lines_to_write_on(consultation))
    form = stage.session.response_form.offered
    assert form is not None
    unsure, all_of_them = len(stage.card.places.fields), len(form.mapping.placings)
    assert 0 < unsure < all_of_them
    stage.press(f"Show the other {all_of_them - unsure} places")
    assert len(stage.card.places.fields) == all_of_them
    assert not stage.card.places.more.isVisible()
    assert list(stage.card.places.fields.values())[unsure].hasFocus()


def test_making_a_package_asks_for_the_form_first(stage: Stage, consultation: Consultation, tmp_path: Path) -> None:
    stage.choose(tmp_path / "Form.docx", with_python_docx.boxes_by_question(consultation))
    stage.press("Make the package")
    assert "Say where your answers go in “Form.docx”" in stage.said()
    assert stage.card.use.hasFocus()
    assert not stage.page.make_card.work.isVisible()


def test_the_planned_files_follow_the_form(stage: Stage, consultation: Consultation, tmp_path: Path) -> None:
    stage.choose(tmp_path / "Form.xlsx", with_openpyxl.questions_in_rows(consultation))
    stage.press("Use this form")
    stage.qtbot.waitUntil(lambda: "_Response_PUBLIC_v1_0.xlsx" in stage.said(stage.page))
    stage.press("Use our own document instead")
    stage.qtbot.waitUntil(lambda: "_Response_PUBLIC_v1_0.docx" in stage.said(stage.page))
    assert stage.card.choose.hasFocus()


def test_another_form_makes_a_package_outdated(stage: Stage, consultation: Consultation, tmp_path: Path) -> None:
    field = stage.page.make_card.folder.field
    field.selectAll()
    stage.qtbot.keyClicks(field, str(tmp_path / "out"))
    stage.page.make()
    stage.qtbot.waitUntil(stage.page.result.isVisible, timeout=20_000)
    assert stage.page.make_card.title.text() == "Make it again"
    stage.choose(tmp_path / "Form.docx", as_markup.with_controls(consultation))
    stage.press("Use this form")
    stage.qtbot.waitUntil(lambda: stage.page.make_card.title.text() == "The package")


def test_what_cannot_be_used_is_told_in_the_card(stage: Stage, tmp_path: Path) -> None:
    stage.choose(tmp_path / "Form.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    assert "is a PDF" in stage.said(stage.card.problem)
    assert stage.card.problem.isVisible()
    assert stage.session.response_form.is_settled
