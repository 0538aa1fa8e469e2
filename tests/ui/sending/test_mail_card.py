"""Sending from the window: set up, confirmed, handed to a real server; and what is said of how it ended."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trustme
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from respondent_app.exports.package import Package, build_package, write_package
from respondent_app.model.consultation import Consultation
from respondent_app.model.response import Response
from respondent_app.sending import account as accounts
from respondent_app.sending import delivery, sent_log
from respondent_app.sending.account import Account
from respondent_app.sending.sent_log import State
from respondent_app.session import package_view
from respondent_app.session.session import Session
from respondent_app.ui.page import scrolling
from respondent_app.ui.sending.mail_card import MailCard
from respondent_app.ui.theme import Appearance
from respondent_app.ui.widgets.layouts import column, holder
from tests.accessibility.walk import clipped, focusable, in_reading_order, spoken_names
from tests.layout import settle
from tests.sending.mail_server import PASSWORD, SENDER, USER, Server, Wishes, running
from tests.ui.sending.test_page import SECRET, marked

Made = Callable[[Response | None], Session]


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def built(consultation: Consultation) -> Package:
    return build_package(marked(consultation), consultation)


@pytest.fixture
def server(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    trust(authority, tmp_path, monkeypatch)
    with running(authority, Wishes()) as server:
        accounts.save(server.account())
        yield server


def trust(authority: trustme.CA, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this computer trust an authority."""
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    monkeypatch.setenv(ssl.get_default_verify_paths().openssl_cafile_env, str(folder / "authority.pem"))


class Stage:
    """The card on a session, with a package that was made."""

    def __init__(self, session: Session, built: Package, folder: Path, qtbot: QtBot) -> None:
        self.session, self.qtbot, self.folder = session, qtbot, folder
        write_package(built, folder)
        self.card = MailCard(session.mailing, widest=620)
        self.area = scrolling(holder(column(self.card, None)))
        qtbot.addWidget(self.area)
        self.area.resize(1100, 700)
        with qtbot.waitExposed(self.area):
            self.area.show()
        self.area.activateWindow()
        self.package = package_view.seen(built, folder, session.response)
        self.show_package()

    def show_package(self) -> None:
        self.card.show_package(self.package)
        self.wait()

    def wait(self) -> None:
        mailing = self.session.mailing
        self.qtbot.waitUntil(
            lambda: not (mailing.is_sending or mailing.is_looking or mailing.account.is_working), timeout=10_000
        )

    def said(self, inside: QWidget | None = None) -> str:
        labels = (inside or self.card).findChildren(QLabel)
        return "\n".join(made.text().replace("\N{ZERO WIDTH SPACE}", "") for made in labels if made.isVisible())

    def shown(self) -> set[str]:
        return {made.accessibleName() for made in self.card.findChildren(QPushButton) if made.isVisible()}

    def press(self, name: str) -> None:
        made = next(b for b in self.card.findChildren(QPushButton) if b.accessibleName() == name and b.isVisible())
        made.setFocus()
        self.qtbot.keyClick(made, Qt.Key.Key_Space)

    def type(self, **texts: str) -> None:
        for name, text in texts.items():
            self.card.fields.lines[name].setText(text)

    def sent(self) -> str:
        """Send it, with the password typed, and return what is said then."""
        self.press("Send now…")
        self.card.password.field.setText(PASSWORD)
        self.press("Yes, send it")
        self.wait()
        return self.said(self.card.outcome)


@pytest.fixture
def stage(
    make_session: Made, built: Package, consultation: Consultation, tmp_path: Path, appearance: Appearance,
    qtbot: QtBot, request: pytest.FixtureRequest,
) -> Stage:  # fmt: skip
    """Return the card; with an account on the server, if the test has one."""
    appearance.apply()
    if "server" in request.fixturenames:
        request.getfixturevalue("server")
    return Stage(make_session(marked(consultation)), built, tmp_path / "package", qtbot)


def test_without_an_account_there_is_one_quiet_link(stage: Stage) -> None:
    assert stage.shown() == {"Send from here instead…"}
    assert stage.said() == ""


def test_an_account_is_tried_before_it_is_kept(
    stage: Stage, authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(authority, tmp_path, monkeypatch)
    stage.press("Send from here instead…")
    fields = stage.card.fields
    assert fields.lines["sender"].hasFocus()
    with running(authority, Wishes()) as server:
        stage.type(sender="nobody", server="localhost", port=str(server.port), user=USER)
        stage.press("Try and keep the account")
        assert "“nobody” is not an address" in stage.said(fields.problem)
        assert fields.lines["sender"].hasFocus()
        stage.type(sender=SENDER, port="9" * 5000)
        stage.press("Try and keep the account")
        assert "The port is a number" in stage.said(fields.problem)
        stage.type(port=str(server.port))
        fields.password.field.setText("wrong")
        stage.press("Try and keep the account")
        stage.wait()
        assert "does not accept" in stage.said(fields.problem)
        assert accounts.load() is None
        fields.password.field.setText(PASSWORD)
        stage.press("Try and keep the account")
        stage.wait()
        assert (server.received, fields.password.text) == ([], "")
    assert accounts.load() == Account("localhost", server.port, server.wishes.security, SENDER, USER)
    stage.wait()
    assert stage.shown() == {"Send now…", "Change the account"}
    assert "To consultations@smartdcc.co.uk, with 5 files attached" in stage.said()


def test_trying_can_be_stopped_and_what_was_typed_stays(stage: Stage, server: Server) -> None:
    server.wishes.hangs_at = "EHLO"
    stage.press("Change the account")
    fields = stage.card.fields
    stage.type(user="another")
    stage.press("Try and keep the account")
    stage.qtbot.waitUntil(server.reached.is_set)
    assert fields.work.cancel.hasFocus()
    stage.press("Stop trying the account")
    assert fields.keep.hasFocus()
    assert (fields.lines["user"].text(), accounts.load()) == ("another", server.account())
    stage.press("Remove the account")
    stage.wait()
    assert (stage.shown(), accounts.load()) == ({"Send from here instead…"}, None)


def test_nothing_goes_before_the_second_yes(stage: Stage, server: Server) -> None:
    stage.press("Send now…")
    assert "Send it to consultations@smartdcc.co.uk now?" in stage.said()
    stage.press("Not yet")
    assert stage.card.send.hasFocus()
    stage.press("Send now…")
    stage.press("Yes, send it")
    assert stage.card.password.field.hasFocus()
    assert server.commands == []


def test_it_is_sent_and_said(stage: Stage, server: Server) -> None:
    said = stage.sent()
    (mail,) = server.received
    (noted,) = sent_log.every()
    assert noted.message_id.encode() in mail.content
    assert "has taken the e-mail for consultations@smartdcc.co.uk" in said
    assert f"Its number is {noted.message_id}." in said
    assert "Keep a copy in your own mail program too" in said
    assert stage.shown() == {"Send it once more…", "Change the account"}
    stage.press("Send it once more…")
    assert not stage.card.password.isVisible(), "it is known for this session"
    stage.show_package()
    assert "This very e-mail was sent already on " in stage.said()
    assert stage.shown() == {"Send now…", "Change the account"}


def test_the_server_s_no_is_told_and_it_can_be_tried_again(stage: Stage, server: Server) -> None:
    server.wishes.answers["RCPT"] = "550 nobody of that name"
    assert "nobody of that name" in stage.sent()
    assert stage.shown() == {"Send now…", "Change the account"}
    assert [noted.state for noted in sent_log.every()] == [State.REFUSED]


def test_an_unknown_end_is_told_as_such(stage: Stage, server: Server) -> None:
    server.wishes.hangs_up_at = "END"
    said = stage.sent()
    assert "It is not known whether the mail arrived." in said
    assert "before you send it again" in said
    assert stage.card.outcome.property("notice") == "attention"
    assert "Send it once more…" in stage.shown()


def test_it_can_be_stopped(stage: Stage, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "_LAST_WAIT_S", 0.1)
    server.wishes.hangs_at = "RCPT"
    stage.press("Send now…")
    stage.card.password.field.setText(PASSWORD)
    stage.press("Yes, send it")
    stage.qtbot.waitUntil(server.reached.is_set)
    assert stage.card.work.cancel.hasFocus()
    stage.press("Stop sending the e-mail")
    stage.wait()
    assert "Stopped. Nothing was sent." in stage.said(stage.card.outcome)
    assert [noted.state for noted in sent_log.every()] == [State.NOT_SENT]


def test_a_wrong_password_is_asked_for_again(stage: Stage, server: Server) -> None:
    stage.press("Send now…")
    stage.card.password.field.setText("wrong")
    stage.press("Yes, send it")
    stage.wait()
    assert "does not accept" in stage.said(stage.card.outcome)
    stage.press("Send now…")
    assert stage.card.password.isVisible()
    assert server.received == []


@pytest.mark.usefixtures("server")
def test_what_changed_in_the_response_since_is_not_sent(stage: Stage) -> None:
    stage.press("Send now…")
    stage.card.set_outdated(True)
    assert "Make it again, then it can be sent." in stage.said()
    assert stage.shown() == {"Change the account"}


def test_another_mail_in_the_folder_is_not_sent(stage: Stage, server: Server) -> None:
    path = next(stage.folder.glob("*.eml"))
    path.write_bytes(path.read_bytes().replace(b"Yours faithfully", SECRET.encode()))
    assert "changed since the package was made" in stage.sent()
    assert server.commands == []


def test_tab_goes_through_the_account_as_the_eye_does(stage: Stage) -> None:
    stage.press("Send from here instead…")
    stage.qtbot.wait(1)
    controls = [w for w in focusable(stage.card) if stage.card.card.isAncestorOf(w)]
    assert all(spoken_names(controls))
    assert [(w.focusProxy() or w).accessibleName() for w in controls] == [
        "Your e-mail address", "Mail server for sending", "Protection", "Port", "User name", "Password",
        "Show password", "Let this computer remember the password", "Your name", "Copy to",
        "Try and keep the account", "Not now",
    ]  # fmt: skip
    in_reading_order(controls, stage.card)


@pytest.mark.parametrize("text_size", [100, 200])
def test_no_word_of_the_account_is_cut_off(stage: Stage, appearance: Appearance, text_size: int) -> None:
    appearance._settings.text_size = text_size
    appearance.apply()
    stage.press("Send from here instead…")
    stage.press("Try and keep the account")
    settle(stage.area, stage.qtbot)
    settle(stage.card, stage.qtbot)
    assert stage.card.fields.problem.isVisible()
    assert clipped(stage.card) == []
