from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QTextCursor, QTextTable
from pytestqt.qtbot import QtBot

from respondent_app.model.consultation import Consultation
from respondent_app.ui.reading import text_look
from respondent_app.ui.reading.consultation_text import ConsultationText
from respondent_app.ui.theme import DARK, Appearance
from tests import samples


@pytest.fixture
def text(consultation: Consultation, appearance: Appearance, qtbot: QtBot) -> ConsultationText:
    made = ConsultationText(consultation, appearance)
    qtbot.addWidget(made)
    made.resize(520, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


def cursor_at(text: ConsultationText, words: str) -> QTextCursor:
    cursor = text.document().find(words)
    assert not cursor.isNull(), words
    cursor.setPosition(cursor.selectionStart() + 1)
    return cursor


def height_in_view(text: ConsultationText, words: str) -> int:
    return text.cursorRect(cursor_at(text, words)).top()


def marked(text: ConsultationText) -> list[str]:
    return [selection.cursor.selectedText() for selection in text.extraSelections()]


def table(text: ConsultationText) -> QTextTable:
    return next(text_look.tables(text.document()))


def grounds(text: ConsultationText, row: int) -> set[str]:
    cells = [table(text).cellAt(row, column).format().background() for column in range(table(text).columns())]
    return {brush.color().name() if brush.style() is not Qt.BrushStyle.NoBrush else "" for brush in cells}


def click(text: ConsultationText, words: str, qtbot: QtBot) -> None:
    text.go_to(cursor_at(text, words).position())
    place = text.cursorRect(cursor_at(text, words)).center() + QPoint(2, 0)
    qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_it_opens_at_the_start(text: ConsultationText) -> None:
    assert text.verticalScrollBar().value() == 0
    assert text.textCursor().position() == 0


def test_the_outline_leads_to_each_section_and_to_the_change_table(text: ConsultationText) -> None:
    outline = {heading: position for _, heading, position in text.outline()}
    assert list(outline)[:3] == [
        "1. Introduction and Context",
        "2. TMAD Changes",
        "Figure 1 - Overview of TMAD Changes",
    ]
    text.go_to(outline["3. Next Steps"])
    assert 0 <= height_in_view(text, "3. Next Steps") < 60


def test_positions_are_those_of_the_document(appearance: Appearance, qtbot: QtBot) -> None:
    """A character outside the basic plane is one code point, but two of Qt's units."""
    from dataclasses import replace

    consultation = replace(
        samples.consultation(), text="# 🏭 plant\n\nAfter 🏭 the words\u2028stand.\n\n| a |\n|---|\n| “x” |\n"
    )
    text = ConsultationText(consultation, appearance)
    qtbot.addWidget(text)
    assert text.find_all('"x"') == 1
    assert marked(text)[-1] == "“x”"
    assert text.point_at("the words stand")
    assert marked(text)[0] == "the words\u2028stand"


def test_every_point_is_found_whole_and_brought_into_view(text: ConsultationText, consultation: Consultation) -> None:
    for point in consultation.points:
        assert text.point_at(point.quote), point.id
        assert " ".join(marked(text)[0].split()) == " ".join(point.quote.split())
        assert 0 <= text.cursorRect(text.textCursor()).top() < text.viewport().height()


def test_words_that_are_not_there_are_not_pointed_at(text: ConsultationText) -> None:
    assert not text.point_at("these words stand nowhere in it")
    assert marked(text) == []


@pytest.mark.parametrize("number", [1, 9, 11, 3])
def test_a_row_is_brought_into_view_and_coloured(text: ConsultationText, appearance: Appearance, number: int) -> None:
    text.point_at_row(5)
    assert text.point_at_row(number)
    assert grounds(text, number) == {appearance.colours.chosen}
    assert grounds(text, 5) == {""}, "only one row is pointed at"
    assert 0 <= text.cursorRect(table(text).cellAt(number, 1).firstCursorPosition()).top() < 400


def test_a_row_in_view_does_not_jump(text: ConsultationText) -> None:
    text.point_at_row(2)
    before = text.verticalScrollBar().value()
    text.point_at_row(3)
    assert text.verticalScrollBar().value() == before


def test_a_row_that_is_not_there_is_not_pointed_at(text: ConsultationText) -> None:
    assert not text.point_at_row(12)


def test_find_counts_and_goes_round(text: ConsultationText) -> None:
    assert text.find_all("re-designation") == 11
    assert text.match_number == 1
    text.step_match(-1)
    assert text.match_number == 11
    text.step_match(1)
    assert text.match_number == 1
    assert text.find_all("") == 0
    assert marked(text) == []


def test_find_starts_where_the_reader_is(text: ConsultationText) -> None:
    outline = {heading: position for _, heading, position in text.outline()}
    text.go_to(outline["Attachment 1"])
    text.find_all("re-designation")
    assert text.match_number > 5


@pytest.mark.parametrize(("words", "number"), [("Aligns with name change", 2), ("Clause 7.14", 7), ("14.3 and", 9)])
def test_a_click_on_a_row_or_a_clause_chooses_the_change(
    text: ConsultationText, words: str, number: int, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(text.change_chosen) as chosen:
        click(text, words, qtbot)
    assert chosen.args == [number]


def test_a_click_on_a_question_chooses_it(text: ConsultationText, consultation: Consultation, qtbot: QtBot) -> None:
    for question in consultation.questions:
        with qtbot.waitSignal(text.question_chosen) as chosen:
            click(text, question.text[:40], qtbot)
        assert chosen.args == [question.id]


def test_a_click_on_plain_words_chooses_nothing(text: ConsultationText, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(text.change_chosen), qtbot.assertNotEmitted(text.question_chosen):
        click(text, "The migration schema", qtbot)


def test_enter_at_the_cursor_does_what_a_click_does(text: ConsultationText, qtbot: QtBot) -> None:
    text.setTextCursor(cursor_at(text, "Aligns with name change"))
    with qtbot.waitSignal(text.change_chosen) as chosen:
        qtbot.keyClick(text, Qt.Key.Key_Return)
    assert chosen.args == [2]


def test_a_link_tells_its_address_and_opens_nothing(
    text: ConsultationText, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", opened.append)
    before = text.document().toPlainText()
    with qtbot.waitSignal(text.address_chosen) as chosen:
        click(text, "consultations@smartdcc.co.uk", qtbot)
    assert chosen.args == ["consultations@smartdcc.co.uk"]
    assert opened == []
    assert text.document().toPlainText() == before


def test_no_picture_is_loaded(text: ConsultationText, tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"anything")
    assert text.loadResource(2, QUrl.fromLocalFile(str(picture))) is None


def test_html_stays_text(appearance: Appearance, qtbot: QtBot) -> None:
    from dataclasses import replace

    hostile = replace(samples.consultation(), text='Before <img src="file:///etc/hostname"> <b>bold</b>\n')
    text = ConsultationText(hostile, appearance)
    qtbot.addWidget(text)
    assert "<b>bold</b>" in text.document().toPlainText()


def test_zoom_changes_the_text_within_limits(text: ConsultationText) -> None:
    def size() -> float:
        return text.document().defaultFont().pointSizeF()

    start = size()
    text.zoom(2)
    assert size() == start + 2
    for _ in range(40):
        text.zoom(1)
    assert start < size() < 30
    for _ in range(40):
        text.zoom(-1)
    assert size() > 6


@pytest.mark.parametrize(
    "change",
    [lambda text: text.zoom(4), lambda text: text.resize(380, 500)],
    ids=["zoom", "width"],
)
def test_the_reader_keeps_their_place(text: ConsultationText, change: Callable[[ConsultationText], None]) -> None:
    text.point_at_row(9)
    before = text.cursorRect().top()
    change(text)
    assert abs(text.cursorRect().top() - before) <= 20


def test_colours_follow_the_scheme(text: ConsultationText, appearance: Appearance) -> None:
    text.point_at_row(2)
    appearance.colours = DARK
    appearance.changed.emit()
    assert grounds(text, 2) == {DARK.chosen}
    assert table(text).format().borderBrush().color() == QColor(DARK.line)


def test_the_publishers_words_are_untouched(text: ConsultationText, consultation: Consultation) -> None:
    """What dresses the text changes none of it."""
    from PySide6.QtGui import QTextDocument

    plain = QTextDocument()
    plain.setMarkdown(consultation.text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    text.point_at_row(3)
    text.find_all("DCC")
    assert text.document().toPlainText() == plain.toPlainText()


def test_the_place_is_kept_while_another_page_hides_the_text(
    text: ConsultationText, appearance: Appearance, qtbot: QtBot
) -> None:
    text.go_to(cursor_at(text, "3. Next Steps").position())
    before = height_in_view(text, "3. Next Steps")
    text.hide()
    appearance.changed.emit()
    text.show()
    qtbot.wait(50)
    assert abs(height_in_view(text, "3. Next Steps") - before) < 40
