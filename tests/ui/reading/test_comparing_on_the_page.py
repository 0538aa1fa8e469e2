"""The change table held against the text, on the reading page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from respondent_app.model.audit import Undisclosed
from respondent_app.session.comparing import Stage
from respondent_app.session.ready_comments import comment_place
from respondent_app.session.session import Session
from respondent_app.ui.desk import Desk, Destination, Step
from respondent_app.ui.reading.changes_model import KIND
from respondent_app.ui.reading.page import ATTACHMENTS, ReadingPage
from tests.layout import settle
from tests.made_documents.tracked import tracked_document
from tests.session.publisher_folder import Folder, written


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return written(tmp_path)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ReadingPage:
    made = ReadingPage(desk)
    qtbot.addWidget(made)
    made.resize(1070, 640)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def compared(page: ReadingPage, session: Session, folder: Folder, qtbot: QtBot) -> ReadingPage:
    session.edit(lambda r: replace(r, attachment_files={"3": str(folder.redline)}))
    qtbot.waitUntil(lambda: session.comparing.state.stage is Stage.READY, timeout=20_000)
    return page


def column(page: ReadingPage, number: int) -> list[object]:
    model = page.changes.model
    return [model.index(row, number).data() for row in range(model.rowCount())]


def read_aloud(widget: QWidget) -> str:
    return "\n".join(part.text() for part in widget.findChildren(QLabel) if part.isVisibleTo(widget))


def wordings(page: ReadingPage) -> list[str]:
    return [b.toPlainText() for b in page.change.findChildren(QTextBrowser) if b.isVisibleTo(page.change)]


def test_without_files_the_page_is_as_it_was(page: ReadingPage, session: Session) -> None:
    assert page.strip is None
    assert "comparing" not in vars(session), "nothing is made before it is needed"
    assert page.changes.model.headerData(KIND, Qt.Orientation.Horizontal) == "Kind"


def test_each_row_has_a_verdict_and_what_is_not_listed_follows(compared: ReadingPage) -> None:
    assert compared.changes.model.headerData(KIND, Qt.Orientation.Horizontal) == "In the text"
    verdicts = column(compared, KIND)
    assert (verdicts[2], verdicts[0]) == ("differs", "as described")
    assert (column(compared, 0)[-1], verdicts[-1]) == ("6.4", "not in the table")
    assert compared.strip is not None
    assert compared.strip.missing.text() == "1 not in the table"


def test_the_list_is_filtered_by_verdict(compared: ReadingPage) -> None:
    kind = compared.changes.kind
    kind.setCurrentIndex(kind.findText("Not in the table"))
    assert column(compared, 0) == ["6.4"]
    assert compared.changes.count.text() == "1 of 12 shown"
    kind.setCurrentIndex(kind.findText("Differs"))
    assert column(compared, 0) == ["3.17"]


def test_the_card_shows_the_real_wording_and_says_what_differs(compared: ReadingPage) -> None:
    compared.changes.choose(3)
    QApplication.processEvents()
    current, proposed = wordings(compared)
    assert "at the request of DCC" not in current
    assert proposed.count("at the request of DCC") == 1
    said = read_aloud(compared.change)
    assert "In the text: differs from the table" in said
    assert "twice" in said


def test_a_change_in_no_row_has_its_card(compared: ReadingPage, session: Session) -> None:
    last = compared.changes.model.change(compared.changes.model.rowCount() - 1)
    assert isinstance(last, Undisclosed)
    for _ in range(12):
        compared.changes.step(1)
    QApplication.processEvents()
    assert compared.change.title.text() == "Clause 6.4"
    assert compared.change.kind.text() == "not in the table"
    assert ["10" in text for text in wordings(compared)] == [True, False]
    assert len(session.response.read_changes) == 11, "it is no row of the table that could have been read"


def test_commenting_on_a_change_in_no_row(compared: ReadingPage, session: Session, went: list[Destination]) -> None:
    for _ in range(12):
        compared.changes.step(1)
    compared.change.comment.click()
    (comment,) = session.response.answer("Q2").comments
    assert comment.clause == "6.4"
    assert went[-1].step is Step.ANSWER


def test_taking_the_file_away_brings_the_table_back(compared: ReadingPage, session: Session) -> None:
    for _ in range(12):
        compared.changes.step(1)
    session.edit(lambda r: replace(r, attachment_files={}))
    QApplication.processEvents()
    assert column(compared, KIND)[1] == "Replaced"
    assert compared.changes.model.rowCount() == 11
    assert compared.changes.kind.findText("Not in the table") == -1
    assert compared.strip is not None
    assert not compared.strip.isVisible()
    assert compared.change.title.text() == "No change chosen yet"


def test_ctrl_t_opens_the_texts_and_escape_comes_back(compared: ReadingPage, qtbot: QtBot) -> None:
    compared.changes.choose(3)
    qtbot.keyClick(compared.changes.table, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert compared.compare is not None
    assert compared.compare.isVisible()
    assert not compared.body.isVisible()
    qtbot.keyClick(compared.compare.texts.view, Qt.Key.Key_Escape)
    assert compared.body.isVisible()
    assert compared.changes.table.hasFocus()


def test_the_card_leads_to_the_clause_in_the_texts(compared: ReadingPage, session: Session) -> None:
    compared.changes.choose(3)
    compared.change.show_text.emit(session.comparing.state.found.audit.rows[2].changes[0])  # type: ignore[union-attr]
    assert compared.compare is not None
    texts = compared.compare.texts.view
    assert texts.texts.index(texts.currentIndex().row(), 0).data() == "3.17"


def test_a_file_that_cannot_be_compared_says_so_in_the_page(
    page: ReadingPage, session: Session, folder: Folder, qtbot: QtBot
) -> None:
    session.edit(lambda r: replace(r, attachment_files={"3": str(folder.clean)}))
    qtbot.waitUntil(lambda: session.comparing.state.stage is Stage.FAILED, timeout=20_000)
    assert page.strip is not None
    assert "marks no changes" in page.strip.problem.text
    page.strip.attachments.click()
    assert page.stack.currentIndex() == ATTACHMENTS


def test_dropped_files_are_named_and_can_be_put_elsewhere(
    page: ReadingPage, session: Session, folder: Folder, qtbot: QtBot
) -> None:
    page.open_at(Destination(Step.READ, files=(folder.clean, folder.current)))
    qtbot.waitUntil(lambda: len(session.arrivals.files) == 2, timeout=20_000)
    assert page.arrived is not None
    choice = page.arrived.choices[str(folder.clean)]
    assert choice.currentText() == "Attachment 2: the clean text"
    assert page.arrived.see.isVisible(), "both halves of a pair are there"
    nowhere = choice.findData("")
    choice.setCurrentIndex(nowhere)
    choice.activated.emit(nowhere)
    assert "2" not in session.response.attachment_files
    assert not page.arrived.see.isVisible()
    page.arrived.done.click()
    assert not page.arrived.isVisible()


def test_looking_into_files_says_how_far_it_is_and_can_be_stopped(
    page: ReadingPage, session: Session, folder: Folder
) -> None:
    page.open_at(Destination(Step.READ, files=(folder.redline,)))
    assert page.arrived is not None
    assert page.arrived.work.isVisible()
    session.arrivals.stepped.emit("Reading page 12 of 238")
    assert "Reading page 12 of 238…" in read_aloud(page.arrived)
    page.arrived.work.cancel.click()
    assert not page.arrived.isVisible()
    assert not session.arrivals.is_working


def test_a_file_in_place_of_another_says_so(
    page: ReadingPage, session: Session, folder: Folder, qtbot: QtBot, tmp_path: Path
) -> None:
    again = tmp_path / "copy.docx"
    again.write_bytes(folder.redline.read_bytes())
    page.open_at(Destination(Step.READ, files=(folder.redline,)))
    qtbot.waitUntil(lambda: len(session.arrivals.files) == 1, timeout=20_000)
    page.open_at(Destination(Step.READ, files=(again,)))
    qtbot.waitUntil(lambda: len(session.arrivals.files) == 2, timeout=20_000)
    QApplication.processEvents()
    assert page.arrived is not None
    assert f"It takes the place of {folder.redline.name}." in read_aloud(page.arrived)
    assert page.arrived.choices[str(folder.redline)].currentData() == ""


def test_the_strip_tells_how_many_rows_differ(compared: ReadingPage) -> None:
    assert compared.strip is not None
    assert compared.strip.differing.text() == "1 row differs"
    assert not compared.strip.doubtful.isVisible()


def test_where_no_row_holds_the_files_are_doubted(
    page: ReadingPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "other.docx"
    other.write_bytes(tracked_document(clauses=600).data)
    session.edit(lambda r: replace(r, attachment_files={"3": str(other)}))
    qtbot.waitUntil(lambda: session.comparing.state.stage is Stage.READY, timeout=20_000)
    assert page.strip is not None
    assert page.strip.doubtful.isVisible()
    page.changes.choose(1)
    QApplication.processEvents()
    assert "Where is Attachment 3?" not in read_aloud(page.change), "it is there, and was read"


def test_coming_back_from_the_texts_chooses_no_change(compared: ReadingPage, session: Session, qtbot: QtBot) -> None:
    compared.activateWindow()
    compared.show_texts()
    compared.show_reading()
    qtbot.wait(50)
    assert compared.strip is not None
    assert compared.strip.open.hasFocus()
    assert not compared.changes.table.currentIndex().isValid()
    assert session.response.read_changes == ()


def test_until_a_change_is_chosen_the_list_has_the_room(compared: ReadingPage, qtbot: QtBot) -> None:
    settle(compared, qtbot)
    alone = compared.changes.table.height()
    compared.changes.choose(3)
    settle(compared, qtbot)
    assert compared.changes.table.height() < alone
    assert compared.change.height() > compared.right.height() // 3


def test_the_way_to_a_used_comment_leads_to_its_clause(
    compared: ReadingPage, session: Session, went: list[Destination]
) -> None:
    compared.changes.choose(3)
    QApplication.processEvents()
    use = next(b for b in compared.change.findChildren(QPushButton) if b.text() == "Use in Q2")
    use.click()
    use.click()
    (comment,) = session.response.answer("Q2").comments
    assert went == [Destination(Step.ANSWER, question="Q2", place=comment_place("Q2", comment.id))]
