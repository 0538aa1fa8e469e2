"""Colleagues comment on an answer, reply, settle; who answers what and how far it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QTextCharFormat
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from respondent_app.model import edits, team_edits
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Answer, ClauseComment, Mark, Response, Scope, looked_key
from respondent_app.model.team import ReviewComment, Status
from respondent_app.session import reviewing
from respondent_app.session.session import Session
from respondent_app.ui.answering.page import AnsweringPage
from respondent_app.ui.answering.question_form import QuestionForm
from respondent_app.ui.desk import Desk
from respondent_app.ui.theme import Appearance
from respondent_app.ui.widgets.marked_editor import MarkedTextEdit

ANSWER = Place("Q1", Part.ANSWER)
TEXT = "The rate is 😀 high, and the rate is right."
ME = "Reviewer B"


@pytest.fixture
def response(consultation: object) -> Response:
    comment = ClauseComment("c1", "5.1", comment="Please say promptly.")
    return Response(consultation.id, answers={"Q1": Answer(TEXT), "Q2": Answer(comments=(comment,))})  # type: ignore[attr-defined]


@pytest.fixture
def session(make_session: Callable[[Response], Session], response: Response) -> Session:
    made = make_session(response)
    made.settings.your_name = ME
    return made


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> AnsweringPage:
    return shown(desk, qtbot)


def shown(desk: Desk, qtbot: QtBot) -> AnsweringPage:
    made = AnsweringPage(desk)
    qtbot.addWidget(made)
    made.resize(1070, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def form(page: AnsweringPage, question: str = "Q1") -> QuestionForm:
    made = page.show_tab(question)
    assert isinstance(made, QuestionForm)
    return made


def say(page: AnsweringPage, qtbot: QtBot, text: str) -> None:
    writing = page.beside.threads.writing
    assert writing is not None
    qtbot.keyClicks(writing.field, text)
    writing.post.click()


def writing_field(page: AnsweringPage) -> QPlainTextEdit | None:
    writing = page.beside.threads.writing
    return writing.field if writing is not None else None


def visible(widget: QWidget, kind: type[QLabel | QPushButton]) -> list[str]:
    return [made.text() for made in widget.findChildren(kind) if made.isVisibleTo(widget)]


def remark(session: Session, text: str = "Why?", quote: str = "rate", start: int = 4) -> str:
    return reviewing.comment(session, ANSWER, quote, start, text)


def painted(editor: MarkedTextEdit) -> list[str]:
    return [each.cursor.selectedText() for each in editor.extraSelections()]


def test_words_are_commented_on_with_the_keyboard_alone(page: AnsweringPage, session: Session, qtbot: QtBot) -> None:
    asked = form(page)
    asked.answer.setFocus()
    asked.answer.select(28, 32)
    qtbot.keySequence(asked.answer, QKeySequence("Ctrl+Alt+M"))
    writing = page.beside.threads.writing
    assert writing is not None
    assert writing.field.hasFocus()
    qtbot.keyClicks(writing.field, "Which one?")
    qtbot.keyClick(writing.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (comment,) = session.response.review_comments
    assert (comment.place, comment.quote, comment.start, comment.text, comment.by) == (
        ANSWER,
        "rate",
        28,
        "Which one?",
        ME,
    )
    assert comment.at > 0
    assert asked.answer.hasFocus()


def test_without_a_selection_the_comment_is_on_the_whole_text(
    page: AnsweringPage, session: Session, qtbot: QtBot
) -> None:
    asked = form(page)
    asked.rationale.setFocus()
    asked.comment.click()
    say(page, qtbot, "Nothing here yet.")
    (comment,) = session.response.review_comments
    assert (comment.place, comment.quote) == (Place("Q1", Part.RATIONALE), "")


def test_the_menu_of_the_editor_offers_it_too(page: AnsweringPage) -> None:
    editor = form(page).answer
    editor.select(0, 3)
    menu = editor.build_menu(editor.cursorForPosition(QPoint(1, 1)))
    action = next(action for action in menu.actions() if action.text().startswith("Comment on this…"))
    action.trigger()
    assert page.beside.threads.writing is not None


def test_words_of_a_clause_comment_are_commented_on(page: AnsweringPage, session: Session, qtbot: QtBot) -> None:
    comments = form(page, "Q2").comments
    assert comments is not None
    comments.open_comment("c1")
    assert comments.form is not None
    editor = comments.form.editors[Part.COMMENT]
    editor.setFocus()
    editor.select(7, 10)
    form(page, "Q2").comment.click()
    say(page, qtbot, "Say it how?")
    (comment,) = session.response.review_comments
    assert (comment.place, comment.quote) == (Place("Q2", Part.COMMENT, "c1"), "say")
    qtbot.waitUntil(lambda: painted(editor) == ["say"])
    assert any("Comment, 5.1" in words for words in visible(page.beside, QPushButton))


def test_escape_gives_up_and_nothing_is_kept(page: AnsweringPage, session: Session, qtbot: QtBot) -> None:
    form(page).comment.click()
    writing = page.beside.threads.writing
    assert writing is not None
    qtbot.keyClicks(writing.field, "No")
    qtbot.keyClick(writing.field, Qt.Key.Key_Escape)
    assert page.beside.threads.writing is None
    assert session.response.review_comments == ()


def test_what_was_being_written_is_there_again_after_another_question(page: AnsweringPage, qtbot: QtBot) -> None:
    form(page).comment.click()
    assert page.beside.threads.writing is not None
    qtbot.keyClicks(page.beside.threads.writing.field, "Half a th")
    form(page, "Q2")
    assert writing_field(page) is None
    form(page)
    assert (field := writing_field(page))
    assert field.toPlainText() == "Half a th"


def test_an_empty_comment_cannot_be_posted(page: AnsweringPage, session: Session, qtbot: QtBot) -> None:
    form(page).comment.click()
    writing = page.beside.threads.writing
    assert writing is not None
    qtbot.keyClicks(writing.field, "  ")
    assert not writing.post.isEnabled()
    qtbot.keyClick(writing.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert session.response.review_comments == ()


def test_a_thread_is_answered_resolved_and_opened_again(page: AnsweringPage, session: Session, qtbot: QtBot) -> None:
    name = remark(session)
    threads = page.beside.threads
    threads.boxes[name].reply.click()
    writing = threads.boxes[name].writing
    assert writing is not None
    qtbot.keyClicks(writing.field, "Because.")
    writing.post.click()
    assert [c.text for c in session.response.review_comments] == ["Why?", "Because."]
    assert "Because." in visible(threads, QLabel)
    resolve = next(b for b in threads.boxes[name].findChildren(QPushButton) if "Resolve" in b.text())
    resolve.setFocus()
    resolve.click()
    assert session.response.review_comments[0].resolved
    assert name not in threads.boxes
    assert isinstance(focused := QApplication.focusWidget(), QPushButton)
    assert focused.text() == "Show 1 resolved comment"
    next(b for b in threads.findChildren(QPushButton) if b.text() == "Show 1 resolved comment").click()
    assert "Resolved" in visible(threads, QLabel)
    next(b for b in threads.findChildren(QPushButton) if b.text() == "Open again").click()
    assert not session.response.review_comments[0].resolved


def test_a_reply_half_written_survives_news_from_elsewhere(page: AnsweringPage, session: Session, qtbot: QtBot) -> None:
    name = remark(session)
    threads = page.beside.threads
    threads.boxes[name].reply.click()
    assert threads.boxes[name].writing is not None
    qtbot.keyClicks(threads.boxes[name].writing.field, "I am wri")  # type: ignore[union-attr]
    session.edit(lambda r: team_edits.with_reply(r, name, "Me first.", by="Author A", at=1))
    writing = threads.boxes[name].writing
    assert writing is not None
    assert writing.text == "I am wri"
    assert writing.field.hasFocus()
    assert "Me first." in visible(threads, QLabel)


def test_the_words_commented_on_are_painted_and_found(page: AnsweringPage, session: Session, qtbot: QtBot) -> None:
    name = remark(session, start=28)
    editor = form(page).answer
    qtbot.waitUntil(lambda: painted(editor) == ["rate"])
    assert editor.extraSelections()[0].cursor.selectionStart() == 29  # an emoji is two to Qt
    page.beside.threads.boxes[name].findChildren(QPushButton)[0].click()
    assert editor.selection() == (28, 32)
    assert editor.hasFocus()
    reviewing.resolve(session, name, resolved=True)
    qtbot.waitUntil(lambda: painted(editor) == [])


def test_words_that_are_gone_are_said_to_have_changed(page: AnsweringPage, session: Session, qtbot: QtBot) -> None:
    remark(session)
    assert "The words commented on have changed." not in visible(page.beside, QLabel)
    session.edit(lambda r: edits.with_text(r, ANSWER, "Something else."))
    assert "The words commented on have changed." in visible(page.beside, QLabel)
    assert painted(form(page).answer) == []


def test_confidential_words_stay_recognisable_where_they_are_commented_on(
    page: AnsweringPage, session: Session, appearance: Appearance, qtbot: QtBot
) -> None:
    session.edit(lambda r: edits.with_mark(r, Mark("m", Scope.PASSAGE, question="Q1", start=4, end=12)))
    remark(session)
    editor = form(page).answer
    qtbot.waitUntil(lambda: painted(editor) == ["rate", "rate is ", "rate"])
    _, middle, top = [QTextCharFormat(each.format) for each in editor.extraSelections()]
    assert middle.foreground().color().name() == appearance.colours.confidential
    # Qt writes the words anew for the uppermost layer: what it does not say about them is not to be seen.
    assert top.foreground().color().name() == appearance.colours.confidential
    assert top.underlineStyle() == middle.underlineStyle()
    assert top.background().color().name() == appearance.colours.attention_soft


def test_typing_before_the_words_keeps_them_painted(page: AnsweringPage, session: Session, qtbot: QtBot) -> None:
    remark(session)
    editor = form(page).answer
    qtbot.waitUntil(lambda: painted(editor) == ["rate"])
    editor.setFocus()
    qtbot.keyClicks(editor, "So ")
    assert painted(editor) == ["rate"]
    qtbot.wait(250)
    assert painted(editor) == ["rate"]
    session.undo(ANSWER)
    qtbot.waitUntil(lambda: painted(editor) == ["rate"])


def test_a_comment_shows_as_plain_text_and_a_long_word_widens_nothing(page: AnsweringPage, session: Session) -> None:
    before = page.beside.minimumSizeHint().width()
    remark(session, f"<b>bold</b> {'x' * 400}")
    (said,) = [made for made in page.beside.findChildren(QLabel) if made.text().startswith("<b>")]
    assert said.textFormat() is Qt.TextFormat.PlainText
    assert page.beside.minimumSizeHint().width() <= before + 40


def test_a_question_is_given_to_somebody(page: AnsweringPage, session: Session, qtbot: QtBot) -> None:
    line = form(page).team
    line.person.setFocus()
    qtbot.keyClicks(line.person.lineEdit(), "Author A")
    qtbot.keyClick(line.person.lineEdit(), Qt.Key.Key_Return)
    assert session.response.assignments == {"Q1": "Author A"}
    other = form(page, "Q2").team
    assert [other.person.itemText(n) for n in range(other.person.count())] == ["Author A", ME]


def test_a_name_that_only_stood_in_the_field_does_not_overrule_a_colleague(
    page: AnsweringPage, session: Session, qtbot: QtBot
) -> None:
    reviewing.assign(session, "Q1", "Author A")
    asked = form(page)
    asked.team.person.setFocus()
    session.edit(lambda r: team_edits.with_assignment(r, "Q1", "Author C"))
    asked.answer.setFocus()
    assert session.response.assignments == {"Q1": "Author C"}


def test_a_status_is_chosen(page: AnsweringPage, session: Session) -> None:
    line = form(page).team
    line.status.setCurrentIndex(line.status.findText("To review"))
    line.status.activated.emit(line.status.currentIndex())
    assert session.response.statuses == {"Q1": Status.TO_REVIEW}


def test_an_answer_on_the_screen_for_two_seconds_was_looked_at(
    page: AnsweringPage, session: Session, qtbot: QtBot
) -> None:
    form(page)
    qtbot.wait(300)
    assert session.response.looked == {}
    qtbot.waitUntil(lambda: looked_key("Q1", ME) in session.response.looked, timeout=4000)
    assert not reviewing.changed_since_looked(session, "Q1")


def test_whoever_merely_passes_through_has_looked_at_nothing(
    page: AnsweringPage, session: Session, qtbot: QtBot
) -> None:
    for question in ("Q1", "Q2", "Q1", "Q2"):
        form(page, question)
        qtbot.wait(50)
    page.hide()
    qtbot.wait(2300)
    assert session.response.looked == {}


def test_a_change_since_one_looked_is_told_on_opening(
    make_session: Callable[[Response], Session], response: Response, appearance: Appearance, qtbot: QtBot
) -> None:
    response = team_edits.with_looked(response, "Q1", ME)
    session = make_session(edits.with_text(response, ANSWER, "New."))
    session.settings.your_name = ME
    page = shown(Desk(session, appearance, lambda _: None), qtbot)
    assert form(page).team.changed.isVisibleTo(page)
    assert not form(page, "Q2").team.changed.isVisibleTo(page)


def test_comments_have_room_at_200_per_cent(session: Session, qapp: QApplication, qtbot: QtBot) -> None:
    look = Appearance(qapp, session.settings)
    session.settings.text_size = 200
    page = shown(Desk(session, look, lambda _: None), qtbot)
    remark(session)
    form(page).comment.click()
    writing = page.beside.threads.writing
    assert writing is not None
    assert page.beside.isVisible()
    assert writing.field.isVisible()
    assert page.minimumSizeHint().width() <= 1070
    look.deleteLater()


def test_a_thread_from_another_copy_appears_by_itself(page: AnsweringPage, session: Session) -> None:
    form(page)
    news = ReviewComment("n", "Q1", text="From elsewhere.", by="Author A", at=1)
    session.edit(lambda r: team_edits.with_review_comment(r, news))
    assert "From elsewhere." in visible(page.beside, QLabel)
