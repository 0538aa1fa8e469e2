"""Reading and comparing, as a person does it: choose, click, press keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication, QTextCharFormat
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from respondent_app.model.consultation import ChangeRow, Consultation
from respondent_app.model.place import Part
from respondent_app.model.response import Response
from respondent_app.session.messages import Message
from respondent_app.session.session import Session
from respondent_app.session.settings import Settings
from respondent_app.ui.desk import Desk, Destination, Step
from respondent_app.ui.reading.changes_model import key_of
from respondent_app.ui.reading.page import ATTACHMENTS, CHANGES, POINTS, ReadingPage
from respondent_app.ui.reading.points import PointNotice
from respondent_app.ui.theme import Appearance
from respondent_app.ui.widgets.notice import Notice

NOT_QUOTED = "The consultation describes this change but does not quote it"


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ReadingPage:
    made = ReadingPage(desk)
    qtbot.addWidget(made)
    made.resize(1070, 640)
    made.show()
    qtbot.waitExposed(made)
    return made


def choose(page: ReadingPage, number: int) -> None:
    """Choose a change, and let Qt show what the card makes anew."""
    page.changes.choose(number)
    QApplication.processEvents()


def read_aloud(widget: QWidget) -> str:
    """All that a part of the page says."""
    return "\n".join(part.text() for part in widget.findChildren(QLabel) if part.isVisibleTo(widget))


def visible_button(widget: QWidget, text: str) -> QAbstractButton:
    found = [b for b in widget.findChildren(QAbstractButton) if b.text() == text and b.isVisibleTo(widget)]
    assert len(found) == 1, f"{text}: {len(found)}"
    return found[0]


def wordings(page: ReadingPage) -> dict[str, str]:
    shown = [b for b in page.change.findChildren(QTextBrowser) if b.isVisibleTo(page.change)]
    return {b.accessibleName().split()[0]: b.toPlainText() for b in shown}


def look_of(page: ReadingPage, side: str) -> QTextCharFormat:
    shown = [b for b in page.change.findChildren(QTextBrowser) if b.isVisibleTo(page.change)]
    (browser,) = [b for b in shown if b.accessibleName().startswith(side)]
    cursor = browser.textCursor()
    cursor.setPosition(1)
    return cursor.charFormat()


# --- The changes ---


def test_nothing_is_read_before_it_is_chosen(page: ReadingPage, session: Session) -> None:
    assert session.response.read_changes == ()
    assert page.changes.count.text() == "0 of 11 read"
    assert not page.change.comment.isVisible()


def test_f8_and_f7_go_through_the_changes_and_each_counts_as_read(
    page: ReadingPage, session: Session, qtbot: QtBot
) -> None:
    for _ in range(3):
        qtbot.keyClick(page, Qt.Key.Key_F8)
    qtbot.keyClick(page, Qt.Key.Key_F7)
    assert page.change.title.text() == "Clause 3.2"
    assert session.response.read_changes == (1, 2, 3)
    assert page.changes.count.text() == "3 of 11 read"


def test_the_way_through_the_changes_ends_at_both_ends(page: ReadingPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.changes.next, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.changes.previous, Qt.MouseButton.LeftButton)
    assert page.change.title.text() == "Clause 3.1A"
    page.changes.choose(11)
    qtbot.mouseClick(page.changes.next, Qt.MouseButton.LeftButton)
    assert page.change.title.text() == "Appendix A"


def test_arrow_keys_in_the_list_choose(page: ReadingPage, qtbot: QtBot) -> None:
    page.changes.table.setFocus()
    qtbot.keyClick(page.changes.table, Qt.Key.Key_Down)
    chosen = page.changes.table.selectionModel().selectedRows()
    assert [index.row() for index in chosen] == [page.changes.table.currentIndex().row()]
    assert page.change.title.text() != ""


def test_the_filter_keeps_the_chosen_change_while_it_is_listed(page: ReadingPage, qtbot: QtBot) -> None:
    page.changes.choose(9)
    qtbot.keyClicks(page.changes.words, "14.")
    assert page.changes.count.text() == "2 of 11 shown"
    assert key_of(page.changes.model.change(page.changes.table.currentIndex().row())) == 9
    qtbot.keyClick(page, Qt.Key.Key_F8)
    assert page.change.title.text() == "Clause 14.14"


def test_the_filter_goes_by_kind(page: ReadingPage) -> None:
    kinds = [page.changes.kind.itemText(n) for n in range(page.changes.kind.count())]
    assert kinds == ["All kinds", "New clause", "Inserted", "Replaced"], "only kinds that the table has"
    page.changes.kind.setCurrentIndex(3)
    assert page.changes.model.rowCount() == 1


def test_choosing_a_hidden_change_takes_the_filter_off(page: ReadingPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.changes.words, "Withdrawal")
    page.open_at(Destination(Step.READ, change_row=10))
    assert page.changes.words.text() == ""
    assert page.change.title.text() == "Clause 14.14"


@pytest.mark.parametrize("number", [1, 6, 10, 11])
def test_the_chosen_row_is_whole_in_view_in_the_list(page: ReadingPage, qtbot: QtBot, number: int) -> None:
    """Chosen before its row has the height of its text, as where a link from another page opens this one."""
    page.open_at(Destination(Step.READ, change_row=number))
    table = page.changes.table
    table.setMaximumHeight(150)

    def in_view() -> None:
        row = table.visualRect(table.currentIndex())
        assert row.height() > 30
        assert table.viewport().rect().contains(row)

    qtbot.wait(200)
    in_view()


# --- What the card says of a change ---


def test_words_that_are_exchanged_are_struck_and_underlined(page: ReadingPage) -> None:
    choose(page, 2)
    assert wordings(page) == {"Current": "Withdrawal", "Proposed": "Decommissioning"}
    assert look_of(page, "Current").fontStrikeOut()
    assert look_of(page, "Proposed").fontUnderline()
    assert look_of(page, "Current").foreground().color() != look_of(page, "Proposed").foreground().color()


def test_what_is_inserted_twice_says_so(page: ReadingPage) -> None:
    choose(page, 3)
    assert wordings(page) == {"Proposed": "at the request of DCC  ×2"}
    assert "Not quoted in the consultation." in read_aloud(page.change)
    assert NOT_QUOTED in read_aloud(page.change)
    assert "Applies to IOC, MOC (MDS) onwards." in read_aloud(page.change)


@pytest.mark.parametrize("number", [9, 10])
def test_a_new_clause_is_quoted_beside_nothing(page: ReadingPage, consultation: Consultation, number: int) -> None:
    choose(page, number)
    assert wordings(page) == {"Proposed": consultation.changes[number - 1].quoted}
    assert "None: this clause is new." in read_aloud(page.change)
    assert NOT_QUOTED not in read_aloud(page.change)


@pytest.mark.parametrize("number", [1, 6, 7, 8, 11])
def test_what_is_not_quoted_is_said_plainly(page: ReadingPage, consultation: Consultation, number: int) -> None:
    choose(page, number)
    assert wordings(page) == {}, "no wording is invented"
    said = read_aloud(page.change)
    assert f"{NOT_QUOTED}. Open Attachment 3 to see the wording." in said
    assert consultation.changes[number - 1].rationale in said
    assert consultation.changes[number - 1].description in said


def test_each_change_shows_nothing_but_words_of_the_source(page: ReadingPage, consultation: Consultation) -> None:
    source = " ".join(consultation.text.split())
    for change in consultation.changes:
        choose(page, change.number)
        for text in wordings(page).values():
            assert " ".join(text.removesuffix("×2").split()) in source


def test_the_table_not_naming_cohorts_is_said(page: ReadingPage) -> None:
    choose(page, 5)
    assert "The table does not say which cohorts this applies to." in read_aloud(page.change)


def test_the_marking_is_told_to_a_screen_reader(page: ReadingPage) -> None:
    choose(page, 2)
    shown = [b for b in page.change.findChildren(QTextBrowser) if b.isVisibleTo(page.change)]
    assert [b.accessibleDescription() for b in shown] == ["deleted: Withdrawal", "inserted: Decommissioning"]


def test_comment_on_this_clause_adds_one_and_goes_there(
    page: ReadingPage, session: Session, went: list[Destination], qtbot: QtBot
) -> None:
    choose(page, 5)
    qtbot.mouseClick(page.change.comment, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.change.comment, Qt.MouseButton.LeftButton)
    (comment,) = session.response.answer("Q2").comments
    assert comment.clause == "4.8"
    assert [(d.step, d.question) for d in went] == [(Step.ANSWER, "Q2")] * 2
    assert went[0].place is not None
    assert (went[0].place.comment, went[0].place.part) == (comment.id, Part.COMMENT)


def test_points_on_a_clause_stand_with_its_change(page: ReadingPage, consultation: Consultation) -> None:
    for change in consultation.changes:
        choose(page, change.number)
        shown = [n for n in page.change.findChildren(PointNotice) if n.isVisibleTo(page.change)]
        assert len(shown) == sum(point.clause in change.clauses for point in consultation.points)


def test_a_consultation_without_questions_by_clause_has_no_such_button(
    desk: Desk, session: Session, qtbot: QtBot
) -> None:
    from dataclasses import replace

    plain = tuple(replace(q, comments_by_clause=False) for q in session.consultation.questions)
    session.consultation = replace(session.consultation, questions=plain)
    page = ReadingPage(desk)
    qtbot.addWidget(page)
    choose(page, 1)
    assert not page.change.comment.isVisibleTo(page.change)


# --- Text and changes follow each other ---


def test_a_chosen_change_is_shown_in_the_text(page: ReadingPage) -> None:
    choose(page, 9)
    place = page.text.textCursor()
    table = place.currentTable()
    assert table is not None
    assert table.cellAt(place).row() == 9
    assert page.left.outline.currentText().startswith("Figure 1")


def test_a_row_of_the_text_chooses_its_change(page: ReadingPage) -> None:
    page.show_tab(POINTS)
    page.text.change_chosen.emit(4)
    assert page.stack.currentIndex() == CHANGES
    assert page.change.title.text() == "Clause 4.2"


def test_a_question_of_the_text_leads_to_its_answer(page: ReadingPage, went: list[Destination]) -> None:
    page.text.question_chosen.emit("Q3")
    visible_button(page.left, "Answer Q1 →").click()
    assert went == [Destination(Step.ANSWER, question="Q3"), Destination(Step.ANSWER, question="Q1")]


def test_open_at_shows_a_passage(page: ReadingPage, consultation: Consultation) -> None:
    page.open_at(Destination(Step.READ, passage=consultation.points[3].quote))
    (selection,) = page.text.extraSelections()
    assert selection.cursor.selectedText() == consultation.points[3].quote


def test_a_passage_that_is_not_there_is_said_calmly(page: ReadingPage, said: list[Message]) -> None:
    page.open_at(Destination(Step.READ, passage="words that nobody wrote"))
    assert [message.what for message in said] == ["These words were not found in the text."]


def test_the_outline_goes_to_a_section_and_follows_the_text(page: ReadingPage, qtbot: QtBot) -> None:
    page.left.outline.setFocus()
    for _ in range(4):
        qtbot.keyClick(page.left.outline, Qt.Key.Key_Down)
    assert page.left.outline.currentText() == "3. Next Steps"
    bar = page.text.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert page.left.outline.currentIndex() > 5
    bar.setValue(0)
    assert page.left.outline.currentText() == "Start"


# --- Find, zoom, links ---


def test_find_by_keyboard(page: ReadingPage, qtbot: QtBot) -> None:
    finder = page.left.finder
    assert not finder.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert finder.isVisible()
    qtbot.keyClicks(finder.words, "cohort")
    total = int(finder.count.text().removeprefix("1 of "))
    qtbot.keyClick(finder.words, Qt.Key.Key_Return)
    assert finder.count.text() == f"2 of {total}"
    qtbot.keyClick(page, Qt.Key.Key_F3)
    assert finder.count.text() == f"3 of {total}"
    qtbot.keyClick(page, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(finder.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert finder.count.text() == f"1 of {total}"
    assert len(page.text.extraSelections()) > total
    qtbot.keyClick(finder.words, Qt.Key.Key_Escape)
    assert not finder.isVisible()
    assert page.text.extraSelections() == []


def test_find_says_when_there_is_nothing(page: ReadingPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_F3)
    qtbot.keyClicks(page.left.finder.words, "zebra")
    assert page.left.finder.count.text() == "Not found"
    qtbot.keyClick(page, Qt.Key.Key_F3)
    page.left.finder.words.clear()
    assert page.left.finder.count.text() == ""


def test_zoom_by_key_and_button_stays_in_the_text(page: ReadingPage, qtbot: QtBot) -> None:
    before = page.text.document().defaultFont().pointSizeF()
    list_font = page.changes.table.font().pointSizeF()
    qtbot.keyClick(page, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    visible_button(page.left, "A+").click()
    assert page.text.document().defaultFont().pointSizeF() == before + 2
    qtbot.keyClick(page, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    visible_button(page.left, "A−").click()
    assert page.text.document().defaultFont().pointSizeF() == before
    assert page.changes.table.font().pointSizeF() == list_font


def test_an_address_is_shown_and_can_be_copied(page: ReadingPage) -> None:
    page.text.address_chosen.emit("consultations@smartdcc.co.uk")
    assert "consultations@smartdcc.co.uk" in page.left.address.shown
    visible_button(page.left.address, "Copy the address").click()
    assert QGuiApplication.clipboard().text() == "consultations@smartdcc.co.uk"
    assert page.left.address.shown == ""


# --- Points to check ---


def points(page: ReadingPage, qtbot: QtBot) -> list[PointNotice]:
    page.show_tab(POINTS)
    assert page.points is not None
    notices = page.points.notices
    qtbot.waitUntil(lambda: len(notices) == len(page.session.consultation.points))
    return notices


def point_for(page: ReadingPage, qtbot: QtBot, wanted: Callable[[str, str], bool]) -> PointNotice:
    listed = zip(page.session.consultation.points, points(page, qtbot), strict=True)
    return next(notice for point, notice in listed if wanted(point.question, point.clause))


def test_every_point_is_listed(page: ReadingPage, consultation: Consultation, qtbot: QtBot) -> None:
    assert page.tabs[POINTS].text() == f"Points to check ({len(consultation.points)})"
    for point, notice in zip(consultation.points, points(page, qtbot), strict=True):
        assert point.title in read_aloud(notice)
        assert point.quote in read_aloud(notice)
        assert notice.text == point.comment
        assert notice.use_button.text() == f"Use in {point.question}"


def test_points_are_narrowed_to_words_and_to_a_question(
    page: ReadingPage, consultation: Consultation, qtbot: QtBot
) -> None:
    page.show_tab(POINTS)
    assert page.points is not None
    page.points.words.setText("sims")  # before the last notices are there
    notices = points(page, qtbot)

    def shown() -> list[str]:
        listed = zip(consultation.points, notices, strict=True)
        return [point.id for point, notice in listed if not notice.isHidden()]

    said = {p.id: f"{p.clause} {p.title} {p.quote} {p.comment}".lower() for p in consultation.points}
    assert shown() == [point for point, text in said.items() if "sims" in text]
    assert page.points.count.text() == f"{len(shown())} of {len(said)} shown"
    page.points.words.clear()
    page.points.question.setCurrentIndex(page.points.question.findData("Q3"))
    assert shown() == [p.id for p in consultation.points if p.question == "Q3"]
    qtbot.keyClicks(page.points.words, "14.3")
    assert shown() == [p.id for p in consultation.points if p.question == "Q3" and "14.3" in said[p.id]]
    page.points.words.clear()
    page.points.question.setCurrentIndex(0)
    assert len(shown()) == len(said)
    assert page.points.count.text() == f"{len(said)} listed"


def test_the_filter_of_the_points_has_names(page: ReadingPage) -> None:
    page.show_tab(POINTS)
    assert page.points is not None
    assert page.points.question.accessibleName() == "Question of the points"
    assert page.points.words.accessibleName() == "Show points with these words"
    assert page.points.words.isVisibleTo(page)


def test_a_point_shows_its_words_in_the_text(page: ReadingPage, consultation: Consultation, qtbot: QtBot) -> None:
    points(page, qtbot)[1].show_button.click()
    (selection,) = page.text.extraSelections()
    assert selection.cursor.selectedText() == consultation.points[1].quote


def test_a_point_becomes_a_paragraph_of_the_answer(
    page: ReadingPage, session: Session, went: list[Destination], qtbot: QtBot
) -> None:
    notice = point_for(page, qtbot, lambda question, _: question == "Q1")
    notice.use_button.setFocus()
    qtbot.keyClick(notice.use_button, Qt.Key.Key_Space)
    assert session.response.answer("Q1").text == notice.text
    assert notice.use_button.text() == "✓ Used in Q1: go there →"
    assert page.focusWidget() is notice.use_button, "the focus stays where the person is"
    qtbot.keyClick(notice.use_button, Qt.Key.Key_Space)
    assert went == [Destination(Step.ANSWER, question="Q1")]
    assert session.response.answer("Q1").text == notice.text, "it is used once"


def test_a_point_on_a_clause_becomes_a_comment_on_it(page: ReadingPage, session: Session, qtbot: QtBot) -> None:
    notice = point_for(page, qtbot, lambda question, clause: question == "Q2" and clause == "14.3")
    notice.use_button.click()
    assert [(c.clause, c.comment) for c in session.response.answer("Q2").comments] == [("14.3", notice.text)]
    assert page.changes.model.data(page.changes.model.index(8, 3)) == "✎ 1"


def test_a_point_taken_out_again_can_be_used_again(page: ReadingPage, session: Session, qtbot: QtBot) -> None:
    notice = point_for(page, qtbot, lambda question, _: question == "Q1")
    notice.use_button.click()
    session.edit(lambda response: Response(response.consultation))
    assert notice.use_button.text() == "Use in Q1"


# --- Attachments ---


def test_attachments_are_listed_and_the_inline_one_scrolls_to_it(page: ReadingPage) -> None:
    page.show_tab(ATTACHMENTS)
    assert page.attachments is not None
    assert [line.number for line in page.attachments.lines] == [1, 2, 3, 4, 5, "current"]
    assert [line.show_button.isVisible() for line in page.attachments.lines] == [True, *([False] * 5)]
    page.attachments.lines[0].show_button.click()
    assert page.text.textCursor().block().text() == "Attachment 1"


def test_a_file_is_asked_for_once_and_remembered(
    page: ReadingPage, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "redline.docx"
    file.write_bytes(b"made up")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    choose(page, 1)
    visible_button(page.change, "Where is Attachment 3?").click()
    assert dict(session.response.attachment_files) == {"3": str(file)}
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr("respondent_app.ui.reading.attachments.QDesktopServices.openUrl", open_url)
    QApplication.processEvents()
    visible_button(page.change, "Show Attachment 3").click()
    assert [Path(name) for name in opened] == [file]


def test_choosing_no_file_changes_nothing(page: ReadingPage, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    page.show_tab(ATTACHMENTS)
    assert page.attachments is not None
    page.attachments.lines[3].ask_button.click()
    assert dict(session.response.attachment_files) == {}


def test_a_file_that_has_gone_is_said_calmly(page: ReadingPage, session: Session, said: list[Message]) -> None:
    from dataclasses import replace

    session.edit(lambda r: replace(r, attachment_files={"3": "/no/such/place/redline.docx"}))
    page.show_tab(ATTACHMENTS)
    assert page.attachments is not None
    assert page.attachments.lines[2].state.text() == "redline.docx is no longer where it was."
    assert not page.attachments.lines[2].open_button.isVisible()
    choose(page, 1)
    visible_button(page.change, "Show Attachment 3").click()
    assert [message.what for message in said] == ["redline.docx is no longer where it was."]


# --- Small windows, other colours ---


def test_where_two_columns_do_not_fit_one_is_shown(
    page: ReadingPage, appearance: Appearance, consultation: Consultation, qtbot: QtBot
) -> None:
    page.resize(600, 560)
    assert page.left.isVisible()
    assert not page.right_area.isVisible()
    page.other_side.click()
    assert not page.left.isVisible()
    assert page.right_area.isVisible()
    page.open_at(Destination(Step.READ, passage=consultation.points[0].quote))
    assert page.left.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_F8)
    assert page.right_area.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.left.finder.isVisible()
    page.resize(1070, 640)
    assert page.left.isVisible()
    assert page.right_area.isVisible()
    assert not page.other_side.isVisible()


def test_larger_text_can_leave_room_for_one_column(page: ReadingPage, session: Session, appearance: Appearance) -> None:
    settings: Settings = appearance._settings
    settings.text_size = 200
    assert page.other_side.isVisible()
    settings.text_size = 100
    assert not page.other_side.isVisible()


def test_the_marking_follows_the_colour_scheme(page: ReadingPage, appearance: Appearance) -> None:
    choose(page, 2)
    before = look_of(page, "Proposed").background().color()
    appearance._settings.colour_scheme = "dark"
    QApplication.processEvents()
    assert look_of(page, "Proposed").background().color() != before
    appearance._settings.colour_scheme = "light"


def test_a_consultation_without_changes_points_or_attachments_can_be_read(
    desk: Desk, session: Session, qtbot: QtBot
) -> None:
    from dataclasses import replace

    nothing: tuple[ChangeRow, ...] = ()
    session.consultation = replace(session.consultation, changes=nothing, points=(), attachments=(), text="Only words.")
    page = ReadingPage(desk)
    qtbot.addWidget(page)
    page.show()
    for tab in (CHANGES, POINTS, ATTACHMENTS):
        page.show_tab(tab)
    qtbot.keyClick(page, Qt.Key.Key_F8)
    assert page.changes.count.text() == "0 of 0 read"
    assert page.findChildren(Notice) is not None
