"""The editor every answer is typed in: driven as a person would, and by random keys."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from respondent_app.model import edits
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Answer, Mark, Response, Scope
from respondent_app.session.session import Session
from respondent_app.ui.desk import Desk
from respondent_app.ui.widgets.layouts import column
from respondent_app.ui.widgets.marked_clipboard import MIME_TYPE
from respondent_app.ui.widgets.marked_editor import MarkedTextEdit

ANSWER = Place("Q1", Part.ANSWER)
LINE_ENDS = str.maketrans("\u2028\u2029", "\n\n")


@pytest.fixture
def editor(desk: Desk, qtbot: QtBot) -> MarkedTextEdit:
    made = MarkedTextEdit(desk, ANSWER)
    qtbot.addWidget(made)
    made.show()
    return made


def covered(session: Session) -> list[str]:
    text = session.response.text_at(ANSWER)
    return [text[m.start : m.end] for m in session.response.passages(ANSWER)]


def painted(editor: MarkedTextEdit) -> list[str]:
    return [s.cursor.selectedText() for s in editor.extraSelections() if s.format.background().color().isValid()]


def test_typing_reaches_the_response(editor: MarkedTextEdit, session: Session, qtbot: QtBot) -> None:
    qtbot.keyClicks(editor, "We agree.")
    assert session.response.text_at(ANSWER) == "We agree."


def test_select_and_mark(editor: MarkedTextEdit, session: Session, qtbot: QtBot) -> None:
    qtbot.keyClicks(editor, "of our sites 61 % are one")
    editor.select(13, 18)
    assert editor.mark_selection() is not None
    assert covered(session) == ["61 %"]
    assert "61 %" in painted(editor)


def test_marking_nothing_marks_nothing(editor: MarkedTextEdit, session: Session) -> None:
    assert editor.mark_selection() is None
    assert session.response.marks == ()


def test_undo_and_redo_with_the_keyboard_bring_marks_along(
    editor: MarkedTextEdit, session: Session, qtbot: QtBot
) -> None:
    qtbot.keyClicks(editor, "secret")
    editor.selectAll()
    editor.mark_selection()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    assert session.response.text_at(ANSWER) == ""
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (editor.toPlainText(), covered(session)) == ("secret", ["secret"])
    qtbot.keyClick(editor, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert editor.toPlainText() == ""


def test_paste_is_plain_text_without_what_no_document_can_hold(editor: MarkedTextEdit, session: Session) -> None:
    rich = QMimeData()
    rich.setHtml("<table><tr><td>a</td></tr></table>")
    rich.setText("a\x00b\u2028c\x07\r\nd\u00a0e")
    editor.insertFromMimeData(rich)
    assert session.response.text_at(ANSWER) == "ab\nc\nd\u00a0e"
    assert editor.document().blockCount() == 3


def test_a_megabyte_of_paste_is_kept(editor: MarkedTextEdit, session: Session) -> None:
    text = "A sentence of some length about migration. " * 24_000
    data = QMimeData()
    data.setText(text)
    editor.insertFromMimeData(data)
    assert session.response.text_at(ANSWER) == text


def test_right_to_left_and_emoji_keep_their_places(editor: MarkedTextEdit, session: Session, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setText("😊 שלום 👨‍👩‍👧 price 12")
    editor.insertFromMimeData(data)
    start = session.response.text_at(ANSWER).index("price")
    editor.select(start, start + 8)
    editor.mark_selection()
    assert covered(session) == ["price 12"]
    assert editor.selection() == (start, start + 8)


def test_half_an_emoji_never_stays(editor: MarkedTextEdit, session: Session) -> None:
    data = QMimeData()
    data.setText("a😊b")
    editor.insertFromMimeData(data)
    cursor = editor.textCursor()
    cursor.setPosition(2)
    cursor.deletePreviousChar()
    text = session.response.text_at(ANSWER)
    assert text.encode("utf-8")
    assert editor.toPlainText() == text


def test_an_unfinished_composition_is_not_text_yet(editor: MarkedTextEdit, session: Session) -> None:
    editor.insertPlainText("ab")
    QApplication.sendEvent(editor, QInputMethodEvent("かな", []))
    assert session.response.text_at(ANSWER) == "ab"
    commit = QInputMethodEvent("", [])
    commit.setCommitString("仮名")
    QApplication.sendEvent(editor, commit)
    assert session.response.text_at(ANSWER) == "ab仮名"


def test_shift_return_is_a_line_break(editor: MarkedTextEdit, session: Session, qtbot: QtBot) -> None:
    qtbot.keyClicks(editor, "a")
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(editor, "b")
    assert session.response.text_at(ANSWER) == "a\nb"


def test_tab_goes_to_the_next_field(desk: Desk, session: Session, qtbot: QtBot) -> None:
    first, second = MarkedTextEdit(desk, ANSWER), MarkedTextEdit(desk, Place("Q1", Part.RATIONALE))
    form = QWidget()
    form.setLayout(column(first, second))
    qtbot.addWidget(form)
    form.show()
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert form.focusWidget() is second
    assert session.response.text_at(ANSWER) == ""


def test_shows_what_was_changed_elsewhere(editor: MarkedTextEdit, session: Session) -> None:
    session.edit(lambda r: edits.with_text(r, ANSWER, "from a ready comment"))
    assert editor.toPlainText() == "from a ready comment"


def test_the_menu_corrects_a_word(editor: MarkedTextEdit, session: Session, qtbot: QtBot) -> None:
    qtbot.keyClicks(editor, "recieve")
    under = QTextCursor(editor.document())
    menu = editor.build_menu(under)
    next(action for action in menu.actions() if action.text() == "receive").trigger()
    assert session.response.text_at(ANSWER) == "receive"


def test_the_menu_removes_a_mark(editor: MarkedTextEdit, session: Session, qtbot: QtBot) -> None:
    qtbot.keyClicks(editor, "secret")
    editor.selectAll()
    editor.mark_selection()
    menu = editor.build_menu(editor.textCursor())
    next(action for action in menu.actions() if action.text() == "Remove mark").trigger()
    assert session.response.marks == ()


def test_retyping_the_end_of_a_passage_with_the_keyboard(
    editor: MarkedTextEdit, session: Session, qtbot: QtBot
) -> None:
    qtbot.keyClicks(editor, "open until January. open")
    editor.select(5, 19)
    editor.mark_selection()
    editor.select(19, 19)
    for _ in range(len("January.")):
        qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    qtbot.keyClicks(editor, "the Acme contract ends")
    assert covered(session) == ["until the Acme contract ends"]
    qtbot.keyClick(editor, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor, " and more")
    assert covered(session) == ["until the Acme contract ends"]


def test_typing_over_the_last_words_of_a_passage(editor: MarkedTextEdit, session: Session, qtbot: QtBot) -> None:
    qtbot.keyClicks(editor, "we start in January, openly")
    editor.select(3, 19)
    editor.mark_selection()
    editor.select(12, 19)
    qtbot.keyClicks(editor, "Spring")
    assert covered(session) == ["start in Spring"]


def test_a_marked_sentence_takes_its_mark_along_when_it_is_moved(
    editor: MarkedTextEdit, desk: Desk, session: Session, qtbot: QtBot
) -> None:
    other = MarkedTextEdit(desk, Place("Q2", Part.ANSWER))
    qtbot.addWidget(other)
    qtbot.keyClicks(editor, "Open. Our secret. Open.")
    editor.select(6, 17)
    editor.mark_selection()
    editor.select(6, 17)
    editor.cut()
    qtbot.keyClicks(other, "Here: ")
    other.paste()
    (mark,) = session.response.marks
    assert mark.place == Place("Q2", Part.ANSWER)
    assert session.response.text_at(mark.place)[mark.start : mark.end] == "Our secret."


def test_a_copied_passage_is_marked_in_both_places(editor: MarkedTextEdit, session: Session, qtbot: QtBot) -> None:
    qtbot.keyClicks(editor, "secret ")
    editor.select(0, 6)
    editor.mark_selection()
    editor.copy()
    editor.select(7, 7)
    editor.paste()
    assert covered(session) == ["secret", "secret"]
    assert len({mark.id for mark in session.response.marks}) == 2


def test_a_strange_clipboard_marks_nothing(editor: MarkedTextEdit, session: Session) -> None:
    for described in (b"", b"[]", b"{", b'{"length": 1, "marks": [["m", 0, 9]]}', b'{"length": "x", "marks": [1]}'):
        data = QMimeData()
        data.setText("x")
        data.setData(MIME_TYPE, described)
        editor.insertFromMimeData(data)
    assert session.response.text_at(ANSWER) == "xxxxx"
    assert session.response.marks == ()


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("type"), st.text(st.sampled_from("abc 😊é\u00a0\n\u2028"), min_size=1, max_size=4)),
        st.tuples(st.just("paste"), st.text(max_size=8)),
        st.tuples(st.just("select"), st.tuples(st.integers(0, 20), st.integers(0, 20))),
        st.tuples(st.sampled_from(["backspace", "delete", "mark", "unmark", "undo", "redo"]), st.none()),
    ),
    max_size=25,
)


@given(steps=STEPS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_screen_and_response_agree(
    desk: Desk, make_session: Callable[..., Session], steps: list[tuple[str, object]]
) -> None:
    session = make_session(None)
    editor = MarkedTextEdit(replace(desk, session=session), ANSWER)
    try:
        for name, value in steps:
            _do(editor, session, name, value)
            text = session.response.text_at(ANSWER)
            assert editor.document().toRawText().translate(LINE_ENDS) == text
            for mark in session.response.passages(ANSWER):
                assert 0 <= mark.start <= mark.end <= len(text)
    finally:
        editor.deleteLater()


def _do(editor: MarkedTextEdit, session: Session, name: str, value: object) -> None:
    if name == "type":
        editor.insertPlainText(str(value))
    elif name == "paste":
        data = QMimeData()
        data.setText(str(value))
        editor.insertFromMimeData(data)
    elif name == "select":
        start, end = (min(v, len(editor.text)) for v in value)  # type: ignore[attr-defined]
        editor.select(start, end)
    elif name == "backspace":
        editor.textCursor().deletePreviousChar()
    elif name == "delete":
        editor.textCursor().deleteChar()
    elif name == "mark":
        editor.mark_selection()
    elif name == "unmark":
        editor.unmark()
    else:
        getattr(session, name)(ANSWER)


def test_typing_stays_quick_in_a_long_answer_with_many_marks(desk: Desk, session: Session, qtbot: QtBot) -> None:
    """A guard against work that grows with the square of the text; the figures themselves come from the bench."""
    text = "Some words about migration and what it costs us. " * 400
    marks = tuple(Mark(f"m{n}", Scope.PASSAGE, question="Q1", start=n * 300, end=n * 300 + 40) for n in range(50))
    session.edit(lambda r: replace(Response(r.consultation, answers={"Q1": Answer(text)}), marks=marks))
    editor = MarkedTextEdit(desk, ANSWER)
    qtbot.addWidget(editor)
    editor.select(9_000, 9_000)
    started = time.perf_counter()
    for _ in range(20):
        editor.insertPlainText("x")
    assert (time.perf_counter() - started) / 20 < 0.2
