"""The whole job on the real consultation, through the real window: read, answer, mark, review, send."""

from __future__ import annotations

import email
import io
import json
import zipfile
from email import policy
from pathlib import Path

import openpyxl
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from respondent_app.app import Desktop, first_draft
from respondent_app.commands.passphrases import passphrase_for
from respondent_app.drafts.answers_file import read_answers
from respondent_app.drafts.draft_file import DraftFile
from respondent_app.drafts.saved_response import read_response, save_response
from respondent_app.model.place import Part
from respondent_app.model.response import Response, Stance
from respondent_app.packs import library
from respondent_app.session.autosave import SaveStage
from respondent_app.session.settings import Settings
from respondent_app.storage import folders
from respondent_app.ui.answering.page import AnsweringPage
from respondent_app.ui.answering.question_form import QuestionForm
from respondent_app.ui.answering.respondent_form import RespondentForm
from respondent_app.ui.confidentiality.page import ConfidentialityPage
from respondent_app.ui.desk import Step
from respondent_app.ui.main_window import MainWindow
from respondent_app.ui.reading.page import ReadingPage
from respondent_app.ui.sending.page import SendPage
from tests.keyboard import focus, press, tab_to

TMAD = "dcc-tmad-v1.4-moc-mds"
SECRET = "61 % of our 412,000 SMETS1 installations are with one SMSO"


def window_of(desktop: Desktop, qtbot: QtBot) -> MainWindow:
    assert desktop.window is not None
    qtbot.waitExposed(desktop.window)
    return desktop.window


def answering(window: MainWindow) -> AnsweringPage:
    window.show_step(Step.ANSWER)
    page = window.page(Step.ANSWER)
    assert isinstance(page, AnsweringPage)
    return page


def question(window: MainWindow, name: str) -> QuestionForm:
    form = answering(window).show_tab(name)
    assert isinstance(form, QuestionForm)
    return form


def test_an_analyst_does_the_whole_job(desktop: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    window = window_of(desktop, qtbot)
    read_the_changes(window)
    answer_the_questions(window, qtbot)
    give_the_reason(window, qtbot)
    window.show_step(Step.REVIEW)
    assert [f.message for f in window.session.findings() if f.weight == "must"] == []
    folder = tmp_path / "package"
    make_the_package(window, folder, qtbot)
    look_at_the_package(folder)
    path = window.session.path
    window.close()
    assert read_response(path, passphrase_for(path)) == window.session.response


def read_the_changes(window: MainWindow) -> None:
    page = window.page(Step.READ)
    assert isinstance(page, ReadingPage)
    for change in window.session.consultation.changes:
        page.changes.choose(change.number)
        assert page.change.title.text() == change.reference
    assert len(window.session.response.read_changes) == 11


def answer_the_questions(window: MainWindow, qtbot: QtBot) -> None:
    details = answering(window).show_tab("details")
    assert isinstance(details, RespondentForm)
    qtbot.keyClicks(details.organisation, "Example Energy (made-up sample)")
    details.category.setCurrentIndex(details.category.findData("Large Supplier"))
    details.category.activated.emit(details.category.currentIndex())
    for name, text in (("name", "Sample Person"), ("email", "sample@example.org"), ("telephone", "020 7946 0123")):
        qtbot.keyClicks(details.lines[name], text)
    first = question(window, "Q1")
    qtbot.keyClicks(first.answer, f"We support the changes. {SECRET}, so one return would do.")
    start = first.answer.text.index("61 %")
    first.answer.select(start, start + len(SECRET))
    first.mark.click()
    second = question(window, "Q2")
    assert second.comments is not None
    second.comments.add.click()
    assert second.comments.form is not None
    second.comments.form.clause.setEditText("14.3")
    qtbot.keyClicks(second.comments.form.editors[Part.COMMENT], "The duty is doubled: shall ensure, shall takes.")
    qtbot.keyClicks(second.comments.form.editors[Part.COMMENT_RATIONALE], "One duty is clearer.")
    qtbot.keyClicks(second.answer, "We have one comment, on clause 14.3.")
    qtbot.keyClicks(second.rationale, "It should be clear who does what.")
    third = question(window, "Q3")
    assert third.stance is not None
    for part in ("date", "fallback", "direction"):
        third.stance.choice(part, Stance.AGREE).click()
    qtbot.keyClicks(third.answer, "We agree. The day is a Friday, not a Monday.")


def give_the_reason(window: MainWindow, qtbot: QtBot) -> None:
    window.show_step(Step.CONFIDENTIALITY)
    page = window.page(Step.CONFIDENTIALITY)
    assert isinstance(page, ConfidentialityPage)
    (mark,) = window.session.response.marks
    from respondent_app.ui.desk import Destination

    window.go(Destination(Step.CONFIDENTIALITY, mark=mark.id))
    fields = {w.accessibleName(): w for w in page.findChildren(QWidget) if w.accessibleName() and w.isVisible()}
    qtbot.keyClicks(fields["Public reason"], "Commercially sensitive figures.")
    full = next(w for name, w in fields.items() if name.startswith("Full explanation"))
    qtbot.keyClicks(full, "It shows our share by SMSO, which we negotiate about.")
    qtbot.waitUntil(lambda: bool(window.session.response.marks[0].reason.explanation))


def make_the_package(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    window.show_step(Step.SEND)
    page = window.page(Step.SEND)
    assert isinstance(page, SendPage)
    page.make_card.folder.take(folder)
    page.make_card.make.click()
    qtbot.waitUntil((folder / "manifest.json").exists, timeout=20_000)
    qtbot.wait(100)


def look_at_the_package(folder: Path) -> None:
    names = sorted(p.name for p in folder.iterdir())
    assert sum("PUBLIC" in n for n in names) == 2
    assert sum("CONFIDENTIAL" in n for n in names) == 3
    public = next(folder.glob("*Response_PUBLIC*.docx"))
    full = next(folder.glob("*Response_CONFIDENTIAL*.docx"))
    assert SECRET in words_of(full)
    assert "[Confidential 1]" in words_of(public)
    for path in folder.glob("*PUBLIC*"):
        assert not any(secret in everything(path) for secret in (b"412,000", b"sample@example.org", b"7946 0123"))
    sheet = openpyxl.load_workbook(next(folder.glob("*Comments_PUBLIC*.xlsx")))["Comments"]
    assert any("14.3" in str(cell.value) for row in sheet.iter_rows() for cell in row)
    mail = email.message_from_bytes(next(folder.glob("*.eml")).read_bytes(), policy=policy.default)
    assert (mail["X-Unsent"], mail["To"]) == ("1", "consultations@smartdcc.co.uk")
    body = mail.get_body(("plain",))
    assert body is not None
    assert "confidential" in body.get_content().lower()
    assert len(list(mail.iter_attachments())) >= 2
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert "412,000" not in json.dumps(manifest)


def words_of(path: Path) -> str:
    document = Document(io.BytesIO(path.read_bytes()))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def everything(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def test_the_keyboard_alone_is_enough(desktop: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    """Steps by Ctrl and a number, fields by Tab, everything else by the keys the user guide names."""
    window = window_of(desktop, qtbot)
    window.activateWindow()
    press("F8")
    press("F8")
    qtbot.waitUntil(lambda: len(window.session.response.read_changes) == 2)
    press("Ctrl+2")
    tab_to(window, "Answer")
    QTest.keyClicks(focus(), "We agree with our secret reason.")
    for _ in range(len("secret reason.")):
        QTest.keyClick(focus(), Qt.Key.Key_Left)
    for _ in range(len("secret")):
        QTest.keyClick(focus(), Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    press("Ctrl+M")
    (mark,) = window.session.response.marks
    assert window.session.response.text_at(mark.place)[mark.start : mark.end] == "secret"
    QTest.keyClick(focus(), Qt.Key.Key_End)
    QTest.keyClicks(focus(), " More")
    QTest.keyClick(focus(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.response.answer("Q1").text == "We agree with our secret reason."
    press("Alt+PgDown")
    press("Alt+PgDown")
    tab_to(window, "Re-designation on 4 October 2019: Agree")
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    assert window.session.response.answer("Q3").stance == {"date": Stance.AGREE}
    press("Ctrl+3")
    tab_to(window, "Public reason")
    QTest.keyClicks(focus(), "Commercial")
    qtbot.waitUntil(lambda: window.session.response.marks[0].reason.public_explanation == "Commercial")
    press("Ctrl+5")
    page = window.page(Step.SEND)
    assert isinstance(page, SendPage)
    page.make_card.folder.take(tmp_path / "package")
    tab_to(window, "Make the package")
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    qtbot.waitUntil((tmp_path / "package" / "manifest.json").exists, timeout=20_000)
    qtbot.wait(100)


def test_the_first_keystroke_makes_the_draft_and_the_next_start_opens_it(desktop: Desktop, qtbot: QtBot) -> None:
    window = window_of(desktop, qtbot)
    assert not window.session.path.exists()
    qtbot.keyClicks(question(window, "Q1").answer, "W")
    qtbot.waitUntil(lambda: window.session.autosave.state.stage is SaveStage.SAVED)
    assert read_response(window.session.path, passphrase_for(window.session.path)).answer("Q1").text == "W"
    window.close()
    assert first_draft(None, desktop.settings).response.answer("Q1").text == "W"


def test_of_a_damaged_draft_what_can_be_read_is_opened_and_told(desktop: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "mine.response"
    answers = next((folders.resources() / "samples").glob("*.toml"))
    save_response(path, read_answers(answers, library.load(TMAD)), author="Author A")
    damaged = path.read_bytes()[:-4096]  # the last page is gone
    path.write_bytes(damaged)
    desktop.open_draft(path)
    window = window_of(desktop, qtbot)
    assert window.session.path == tmp_path / "mine-rescued.response"
    assert any(answer.text for answer in window.session.response.answers.values())
    assert "mine.response is damaged" in window.messages.text
    assert path.read_bytes() == damaged


def test_what_is_no_draft_is_told_and_left_alone(desktop: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "mine.response"
    path.write_bytes(b"{ not a draft")
    desktop.open_draft(path)
    assert "not a draft" in window_of(desktop, qtbot).messages.text
    assert [each.name for each in tmp_path.glob("*.response")] == ["mine.response"]
    assert path.read_bytes() == b"{ not a draft"


def test_a_file_that_is_not_there_is_told_in_the_window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    desktop = Desktop(qapp, Settings())
    desktop.start(tmp_path / "gone.response")
    window = window_of(desktop, qtbot)
    assert "not there" in window.messages.text
    window.close()


def test_a_draft_that_is_open_elsewhere_is_told(desktop: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "shared.response"
    save_response(path, Response(TMAD), author="Author A")
    with DraftFile.open(path, author="Author B"):
        desktop.open_draft(path)
        assert "open" in window_of(desktop, qtbot).messages.text


def test_opening_another_draft_keeps_what_was_typed_in_the_first(
    desktop: Desktop, qtbot: QtBot, tmp_path: Path
) -> None:
    window = window_of(desktop, qtbot)
    first = window.session.path
    qtbot.keyClicks(question(window, "Q1").answer, "first words")
    other = tmp_path / "other.response"
    save_response(other, Response(TMAD), author="Author A")
    desktop.open_draft(other)
    assert read_response(first, passphrase_for(first)).answer("Q1").text == "first words"
    assert window_of(desktop, qtbot).session.path == other


def test_what_cannot_be_saved_stays_on_the_screen(desktop: Desktop, qtbot: QtBot) -> None:
    window = window_of(desktop, qtbot)
    folders.user_data().parent.mkdir(parents=True, exist_ok=True)
    folders.user_data().write_bytes(b"in the way of the folder")
    form = question(window, "Q1")
    qtbot.keyClicks(form.answer, "precious words")
    qtbot.waitUntil(lambda: window.session.autosave.state.stage is SaveStage.FAILED)
    assert form.answer.toPlainText() == "precious words"
    assert "on the screen" in window.messages.text
    folders.user_data().unlink()
    assert window.session.autosave.now()
    assert read_response(window.session.path, passphrase_for(window.session.path)).answer("Q1").text == "precious words"


def test_no_typed_word_reaches_the_title_or_the_settings(desktop: Desktop, qtbot: QtBot) -> None:
    window = window_of(desktop, qtbot)
    qtbot.keyClicks(question(window, "Q1").answer, "zebra-confidential")
    window.session.autosave.now()
    assert "zebra" not in window.windowTitle()
    desktop.settings._store.sync()
    assert all(b"zebra" not in p.read_bytes() for p in folders.user_config().rglob("*") if p.is_file())
