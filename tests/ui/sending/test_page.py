from __future__ import annotations

import email
import email.policy
import os
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from respondent_app.exports import word_template, workshop
from respondent_app.model.consultation import Consultation
from respondent_app.model.place import Part
from respondent_app.model.response import Answer, Mark, Response, Scope, Stance
from respondent_app.model.submission import Submission
from respondent_app.session.session import Session
from respondent_app.ui.desk import Desk, Destination, Step
from respondent_app.ui.sending.page import SendPage
from respondent_app.ui.theme import Appearance
from tests import samples
from tests.layout import settle

BEFORE = datetime(2019, 8, 28, 12, tzinfo=UTC)
AFTER = datetime(2019, 9, 8, 12, tzinfo=UTC)
SECRET = "412,000 installations with a single operator"


def marked(consultation: Consultation, *, leaking: bool = False) -> Response:
    text = f"Our concern is the volume: {SECRET}, so the returns would repeat each other."
    start = text.index(SECRET)
    again = f"As said, {SECRET}." if leaking else "No comment"
    agreed = {part.id: Stance.AGREE for part in consultation.question("Q3").stance}
    return Response(
        consultation.id,
        respondent=samples.response().respondent,
        answers={"Q1": Answer(text), "Q2": Answer("No comment"), "Q3": Answer(again, stance=agreed)},
        marks=(
            Mark("m1", Scope.PASSAGE, samples.reason(), "Q1", part=Part.ANSWER, start=start, end=start + len(SECRET)),
        ),
    )


class Stage:
    """A page on a session, and what it asked the computer to open."""

    def __init__(self, session: Session, appearance: Appearance, qtbot: QtBot, now: datetime = BEFORE) -> None:
        self.session = session
        self.qtbot = qtbot
        self.went: list[Destination] = []
        self.opened: list[Path] = []
        self.opens = True
        desk = Desk(session, appearance, self.went.append)
        self.page = SendPage(desk, open_file=self._open, now=lambda: now)
        qtbot.addWidget(self.page)
        self.page.resize(1070, 610)
        with qtbot.waitExposed(self.page):
            self.page.show()

    def _open(self, path: Path) -> bool:
        self.opened.append(path)
        return self.opens

    def said(self, inside: QWidget | None = None) -> str:
        labels = (inside or self.page).findChildren(QLabel)
        return "\n".join(made.text().replace("\N{ZERO WIDTH SPACE}", "") for made in labels if made.isVisible())

    def press(self, name: str) -> None:
        named = [made for made in self.page.findChildren(QPushButton) if made.accessibleName() == name]
        self.qtbot.mouseClick(next(made for made in named if made.isVisible()), Qt.MouseButton.LeftButton)

    def shows(self, name: str) -> bool:
        named = [made for made in self.page.findChildren(QPushButton) if made.accessibleName() == name]
        return any(made.isVisible() for made in named)

    def write_folder(self, folder: Path) -> None:
        field = self.page.make_card.folder.field
        field.selectAll()
        self.qtbot.keyClicks(field, str(folder))

    def make(self, folder: Path) -> None:
        self.write_folder(folder)
        self.press("Make the package")
        self.qtbot.waitUntil(self.page.make_card.make.isVisible, timeout=20_000)


@pytest.fixture
def stage(
    make_session: Callable[[Response | None], Session],
    consultation: Consultation,
    appearance: Appearance,
    qtbot: QtBot,
) -> Stage:
    return Stage(make_session(marked(consultation)), appearance, qtbot)


def test_before_anything_is_made_the_page_says_what_will_be(stage: Stage) -> None:
    said = stage.said()
    assert "Closes Fri 6 Sep 2019, 16:00 UK time · 9 days" in said
    assert "_Response_PUBLIC_v1_0.docx" in said
    assert "_Response_CONFIDENTIAL_v1_0.docx" in said
    assert "May be published" in said
    assert stage.page.make_card.folder.text.endswith(f"{stage.session.consultation.short_title} response")
    assert not stage.page.result.isVisible()


def test_the_package_is_made_and_told(stage: Stage, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    stage.make(folder)
    on_disk = {path.name for path in folder.iterdir()}
    assert len(on_disk) == 9
    assert all(name in stage.said(stage.page.result) for name in on_disk)
    assert "Nothing was found." in stage.said(stage.page.result)
    assert "other words" in stage.said(stage.page.result)
    assert "kB" in stage.said(stage.page.result)
    assert stage.session.settings.package_place == tmp_path


def test_the_email_can_be_copied_field_by_field(stage: Stage, tmp_path: Path) -> None:
    stage.make(tmp_path / "mine")
    draft = next((tmp_path / "mine").glob("*.eml"))
    mail = email.message_from_bytes(draft.read_bytes(), policy=email.policy.default)
    clipboard = QGuiApplication.clipboard()
    stage.press("Copy to")
    assert clipboard.text() == mail["To"] == "consultations@smartdcc.co.uk"
    stage.press("Copy subject")
    assert clipboard.text() == mail["Subject"]
    stage.press("Copy body")
    body = mail.get_body(("plain",))
    assert body is not None
    assert clipboard.text().split() == body.get_content().split()
    assert "REQUEST FOR CONFIDENTIALITY" in clipboard.text()
    assert SECRET not in clipboard.text()


def test_folder_and_draft_open_in_the_programs_of_the_computer(stage: Stage, tmp_path: Path) -> None:
    stage.make(tmp_path / "mine")
    stage.press("Open folder")
    stage.press("Open e-mail draft")
    assert stage.opened == [tmp_path / "mine", next((tmp_path / "mine").glob("*.eml"))]
    assert not stage.page.email.trouble.isVisible()


def test_a_computer_without_a_mail_program_is_no_dead_end(stage: Stage, tmp_path: Path) -> None:
    stage.make(tmp_path / "mine")
    stage.opens = False
    stage.press("Open e-mail draft")
    assert stage.page.email.trouble.isVisible()
    assert "copy the three fields" in stage.page.email.trouble.text
    stage.press("Open folder")
    assert str(tmp_path / "mine") in stage.said(stage.page.result)


def test_what_would_leak_is_told_with_the_way_to_the_marks(
    stage: Stage, consultation: Consultation, tmp_path: Path
) -> None:
    stage.session.edit(lambda _: marked(consultation, leaking=True))
    stage.make(tmp_path / "mine")
    problem = stage.page.make_card.problem
    assert problem.isVisible()
    assert "Nothing was written." in problem.text
    assert SECRET not in problem.text
    assert not (tmp_path / "mine").exists()
    assert not stage.page.result.isVisible()
    stage.press("Go to Confidentiality")
    assert stage.went == [Destination(Step.CONFIDENTIALITY)]


def test_after_a_refusal_what_was_made_before_is_told_as_the_earlier_package(
    stage: Stage, consultation: Consultation, tmp_path: Path
) -> None:
    stage.make(tmp_path / "mine")
    stage.session.edit(lambda _: marked(consultation, leaking=True))
    stage.qtbot.waitUntil(lambda: "has changed since" in stage.said(stage.page.result))
    stage.press("Make the package")
    stage.qtbot.waitUntil(stage.page.make_card.problem.isVisible, timeout=20_000)
    stage.page.refresh()
    said = stage.said()
    assert "The package is made" not in said
    assert "Nothing was found." not in said
    assert "The earlier package" in stage.said(stage.page.result)
    assert stage.page.result.open_folder.isVisible()
    assert not stage.page.email.open_draft.property("primary")
    stage.session.edit(lambda _: marked(consultation))
    stage.page.refresh()
    assert "The earlier package" in stage.said(stage.page.result)
    stage.press("Make the package")
    stage.qtbot.waitUntil(lambda: "Nothing was found." in stage.said(stage.page.result), timeout=20_000)
    assert "The earlier package" not in stage.said()
    assert not stage.page.make_card.problem.isVisible()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_to_is_told(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    stage.make(tmp_path / "locked" / "mine")
    assert "not allowed to write" in stage.page.make_card.problem.text


def test_a_file_where_the_folder_should_be_is_told_and_another_folder_works(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    stage.make(tmp_path / "taken")
    assert stage.page.make_card.problem.isVisible()
    assert not any(
        made.isVisible() and made.text() == "Go to Confidentiality" for made in stage.page.findChildren(QPushButton)
    )
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"
    stage.make(tmp_path / "free")
    assert not stage.page.make_card.problem.isVisible()
    assert stage.page.result.isVisible()


def test_a_change_makes_the_package_out_of_date_and_the_next_version_follows(stage: Stage, tmp_path: Path) -> None:
    stage.make(tmp_path / "mine")
    assert "has changed since" not in stage.said()
    stage.session.edit(lambda r: r.with_answer("Q2", Answer("One more thing.", "A reason.")))
    stage.qtbot.waitUntil(lambda: "has changed since" in stage.said(stage.page.result))
    assert stage.page.make_card.make.property("primary")
    assert "_Response_PUBLIC_v1_1.docx" in stage.said(stage.page.make_card)
    stage.press("Make the package")
    stage.qtbot.waitUntil(lambda: "_v1_1" in stage.said(stage.page.result), timeout=20_000)
    assert "has changed since" not in stage.said()
    assert len(list((tmp_path / "mine").glob("*PUBLIC*.docx"))) == 2


def test_reading_on_does_not_make_the_package_out_of_date(stage: Stage, tmp_path: Path) -> None:
    stage.make(tmp_path / "mine")
    stage.session.edit(lambda r: replace(r, read_changes=(1, 2)))
    stage.page.refresh()
    assert "has changed since" not in stage.said()


def test_cancel_writes_nothing(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    let_go = threading.Event()
    real = word_template.response_document

    def slow(submission: Submission) -> bytes:
        let_go.wait(10)
        return real(submission)

    monkeypatch.setattr(workshop, "response_document", slow)
    stage.write_folder(tmp_path / "mine")
    stage.press("Make the package")
    stage.qtbot.waitUntil(lambda: "Writing the full version" in stage.said())
    assert not stage.page.make_card.make.isVisible()
    stage.press("Stop making the package")
    let_go.set()
    stage.qtbot.waitUntil(stage.page.make_card.make.isVisible)
    assert "Stopped. Nothing was written." in stage.said()
    assert not (tmp_path / "mine").exists()


def test_open_findings_are_said_and_do_not_stand_in_the_way(
    make_session: Callable[[Response | None], Session], appearance: Appearance, qtbot: QtBot, tmp_path: Path
) -> None:
    stage = Stage(make_session(None), appearance, qtbot)
    assert "to settle before sending" in stage.said()
    assert "incomplete" in stage.said()
    stage.press("Go to Review")
    assert stage.went == [Destination(Step.REVIEW)]
    stage.make(tmp_path / "mine")
    assert stage.page.result.isVisible()


def test_after_the_deadline_one_can_go_on(
    make_session: Callable[[Response | None], Session],
    consultation: Consultation,
    appearance: Appearance,
    qtbot: QtBot,
) -> None:
    stage = Stage(make_session(marked(consultation)), appearance, qtbot, now=AFTER)
    assert "Closed Fri 6 Sep 2019, 16:00 UK time. You can still make the package and send it." in stage.said()
    assert stage.page.make_card.make.isEnabled()


def test_choose_puts_the_package_into_a_folder_of_its_own(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "other.txt").touch()
    stage.page.make_card.folder._pick = lambda *_: str(tmp_path)
    stage.press("Choose the folder for the package")
    assert stage.page.make_card.folder.text == str(tmp_path / f"{stage.session.consultation.short_title} response")


def test_an_emptied_folder_field_falls_back_to_the_suggestion(stage: Stage) -> None:
    folder = stage.page.make_card.folder
    folder.field.selectAll()
    stage.qtbot.keyClick(folder.field, Qt.Key.Key_Delete)
    assert folder.text == folder.suggestion
    assert folder.field.placeholderText() == folder.suggestion


def test_the_deadline_and_files_follow_the_session(stage: Stage, desk: Desk) -> None:
    stage.session.edit(lambda r: Response(r.consultation, r.respondent, r.answers))
    stage.qtbot.waitUntil(lambda: "_Response_FULL_v1_0.docx" in stage.said())
    assert "_CONFIDENTIAL_" not in stage.said()


def test_after_the_package_is_made_tab_still_follows_the_eye(stage: Stage, tmp_path: Path) -> None:
    stage.make(tmp_path / "mine")
    stage.qtbot.waitUntil(stage.page.email.isVisible)
    settle(stage.page, stage.qtbot)
    visited = tab_stops(stage.page)
    assert len(visited) >= 10
    assert all(control.accessibleName() for control in visited)
    places = [QRect(control.mapTo(stage.page, QPoint()), control.size()) for control in visited]
    for before, after in pairwise(places):
        same_line = after.top() < before.bottom() and after.bottom() > before.top()
        assert after.left() > before.left() if same_line else after.top() > before.top()


def tab_stops(page: QWidget) -> list[QWidget]:
    found: list[QWidget] = []
    control = page.nextInFocusChain()
    while control is not None and control is not page:
        if control.isVisible() and control.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(control)
        control = control.nextInFocusChain()
    return found


def test_pdfs_are_made_if_wanted_and_the_wish_is_remembered(
    stage: Stage, make_session: Callable[[Response | None], Session], tmp_path: Path
) -> None:
    assert ".pdf" not in stage.said()
    stage.qtbot.keyClick(stage.page.make_card.as_pdf, Qt.Key.Key_Space)
    stage.qtbot.waitUntil(lambda: stage.said(stage.page.make_card).count(".pdf") == 3)
    planned = stage.page.make_card.files.files
    stage.make(tmp_path / "mine")
    assert {path.name for path in (tmp_path / "mine").iterdir()} == {file.name for file in planned}
    assert make_session(None).settings.package_pdf


def test_a_mail_that_may_be_refused_is_told(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.make(tmp_path / "mine")
    assert not stage.page.result.notes.isVisible()
    monkeypatch.setattr("respondent_app.exports.mail_size.LARGE", 1000)
    stage.session.edit(lambda r: r.with_answer("Q2", Answer("One more thing.", "A reason.")))
    stage.qtbot.waitUntil(lambda: "has changed since" in stage.said(stage.page.result))
    stage.press("Make the package")
    stage.qtbot.waitUntil(stage.page.result.notes.isVisible, timeout=20_000)
    assert "Some mailboxes take no more than 10 MB." in stage.said(stage.page.result)
