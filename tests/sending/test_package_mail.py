"""A package's mail on its way to a real server: it arrives as it was made, or it is told that it did not."""

from __future__ import annotations

import json
import logging
import ssl
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from respondent_app.model.edits import with_mark
from respondent_app.model.errors import RespondentError, StorageError
from respondent_app.model.response import Mark, Response, Scope
from respondent_app.sending import delivery, sent_log
from respondent_app.sending.account import Account, Security
from respondent_app.sending.faults import ArrivalUnknownError, SendError, SignInError
from respondent_app.sending.outgoing import outgoing
from respondent_app.sending.package_mail import LeakFoundError, Sent, read_package, send
from respondent_app.sending.sent_log import State
from respondent_app.storage import folders
from tests import samples
from tests.sending.mail_server import PASSWORD, SENDER, USER, Server, parts

CONSULTATION = samples.consultation()
Start = Callable[..., Server]


def sent(folder: Path, account: Account, context: ssl.SSLContext, response: Response | None = None) -> Sent:
    mail = read_package(folder)
    return send(mail, response or samples.response(), CONSULTATION, account, PASSWORD, context=context)


def failed(folder: Path, account: Account, context: ssl.SSLContext) -> tuple[RespondentError, State]:
    """Send, and return what was said and what was noted of it."""
    with pytest.raises(RespondentError) as caught:
        sent(folder, account, context)
    (noted,) = sent_log.every()
    assert PASSWORD not in str(caught.value)
    return caught.value, noted.state


@pytest.mark.parametrize("security", Security)
def test_the_mail_arrives_as_it_was_made(
    security: Security, start: Start, folder: Path, trusting: ssl.SSLContext
) -> None:
    server = start(security=security)
    account = server.account(name="Ünit “A”, Example", copy_to="copies@example.org")
    done = sent(folder, account, trusting).sending
    (mail,) = server.received
    assert (mail.sender, mail.recipients) == (SENDER, (CONSULTATION.respond_to, "copies@example.org"))
    draft = message_from_bytes(next(folder.glob("*.eml")).read_bytes(), policy=policy.default)
    arrived = message_from_bytes(mail.content, policy=policy.default)
    assert parts(arrived) == parts(draft)
    assert (arrived["To"], arrived["Subject"]) == (draft["To"], draft["Subject"])
    assert arrived["From"].addresses[0].display_name == "Ünit “A”, Example"
    assert not {"X-Unsent", "Bcc"} & set(arrived.keys())
    assert (arrived["Message-ID"], done.state, sent_log.every()) == (done.message_id, State.SENT, (done,))
    assert sent_log.digest(mail.content) == done.sha256
    assert {f.name: f.sha256 for f in done.files}.items() <= {
        path.name: sent_log.digest(path.read_bytes()) for path in folder.iterdir()
    }.items()


def test_it_is_noted_before_anything_leaves(start: Start, folder: Path, trusting: ssl.SSLContext) -> None:
    server = start()
    seen: list[State] = []

    def step(_step: str) -> None:
        seen.extend(noted.state for noted in sent_log.every() if not server.commands)

    send(
        read_package(folder), samples.response(), CONSULTATION, server.account(), PASSWORD, step=step, context=trusting
    )
    assert set(seen) <= {State.UNKNOWN}
    folders.sent().joinpath("a.json").write_text("{}")
    assert [noted.state for noted in sent_log.every()] == [State.SENT]


def test_without_a_place_to_note_it_nothing_is_sent(start: Start, folder: Path, trusting: ssl.SSLContext) -> None:
    server = start()
    folders.sent().parent.mkdir(parents=True)
    folders.sent().write_text("in the way")
    with pytest.raises(StorageError, match="Nothing was sent"):
        sent(folder, server.account(), trusting)
    assert server.commands == []


def test_what_is_noted_holds_no_words(start: Start, folder: Path, trusting: ssl.SSLContext) -> None:
    sent(folder, start().account(), trusting)
    (path,) = folders.sent().iterdir()
    table = json.loads(path.read_text())
    assert set(table) == {
        "version", "id", "began", "ended", "state", "consultation", "mail", "server", "sender", "to", "message_id",
        "size", "sha256", "draft_sha256", "files",
    }  # fmt: skip
    assert not any(text in path.read_text() for text in (PASSWORD, samples.PASSAGE, samples.HIDDEN_ANSWER))


def test_the_same_mail_is_known_again(start: Start, folder: Path, trusting: ssl.SSLContext) -> None:
    server = start()
    assert read_package(folder).sent_before == ()
    done = sent(folder, server.account(), trusting).sending
    assert read_package(folder).sent_before == (done,)


@pytest.mark.parametrize("security", Security)
def test_a_certificate_of_an_unknown_authority_ends_it(security: Security, start: Start, folder: Path) -> None:
    server = start(security=security)
    error, state = failed(folder, server.account(), ssl.create_default_context())
    assert ("vouches" in error.what, state) == (True, State.NOT_SENT)
    assert server.signed_in == []


def test_a_certificate_for_another_name_ends_it(start: Start, folder: Path, trusting: ssl.SSLContext) -> None:
    server = start(certificate_for="mail.example.net")
    error, state = failed(folder, server.account(), trusting)
    assert ("made for another name" in error.what, state) == (True, State.NOT_SENT)
    assert server.signed_in == []


def test_a_server_without_protection_gets_neither_password_nor_mail(
    start: Start, folder: Path, trusting: ssl.SSLContext
) -> None:
    server = start(offers_starttls=False)
    error, state = failed(folder, server.account(), trusting)
    assert ("no protection" in error.what, state) == (True, State.NOT_SENT)
    assert server.commands == ["EHLO"]


def test_a_port_that_speaks_no_tls_is_said(start: Start, folder: Path, trusting: ssl.SSLContext) -> None:
    server = start(offers_starttls=False)
    error, state = failed(folder, server.account(security=Security.TLS), trusting)
    assert ("did not open a protected connection" in error.what, state) == (True, State.NOT_SENT)


def test_nobody_on_the_port_is_said(start: Start, folder: Path, trusting: ssl.SSLContext) -> None:
    account = start().account(port=1)
    error, state = failed(folder, account, trusting)
    assert ("takes no mail on port 1" in error.what, state) == (True, State.NOT_SENT)


def test_a_server_of_the_older_kind_asks_for_name_and_password_one_by_one(
    start: Start, folder: Path, trusting: ssl.SSLContext
) -> None:
    server = start(offers_plain=False)
    sent(folder, server.account(), trusting)
    assert (server.signed_in, len(server.received)) == ([USER], 1)


def test_a_network_of_an_organisation_may_need_no_sign_in(start: Start, folder: Path, trusting: ssl.SSLContext) -> None:
    server = start()
    sent(folder, server.account(user=""), trusting)
    assert (server.signed_in, len(server.received)) == ([], 1)


def test_a_refused_sign_in_repeats_nothing(start: Start, folder: Path, trusting: ssl.SSLContext) -> None:
    server = start(answers={"AUTH": f"535 5.7.8 no {PASSWORD.encode().hex()} for you"})
    error, state = failed(folder, server.account(), trusting)
    assert isinstance(error, SignInError)
    assert (state, "for you" in str(error), server.received) == (State.REFUSED, False, [])


def test_a_wrong_password_is_a_refused_sign_in(start: Start, folder: Path, trusting: ssl.SSLContext) -> None:
    server = start()
    with pytest.raises(SignInError, match="type the password again"):
        send(read_package(folder), samples.response(), CONSULTATION, server.account(), "wrong", context=trusting)
    assert server.received == []


@pytest.mark.parametrize(
    ("command", "answer", "says"),
    [
        ("EHLO", "421 too busy", "too busy"),
        ("MAIL", "550 5.7.1 not you", "not you"),
        ("RCPT", "550 5.1.1 unknown", CONSULTATION.respond_to),
        ("DATA", "451 later", "later"),
        ("END", "552 5.3.4 too large", "too large for the server"),
        ("END", "554 5.7.1 looks like spam", "looks like spam"),
    ],
)
def test_what_the_server_refuses_is_refused(
    command: str, answer: str, says: str, start: Start, folder: Path, trusting: ssl.SSLContext
) -> None:
    server = start(answers={command: answer})
    error, state = failed(folder, server.account(), trusting)
    assert says in error.what
    assert (state, server.received) == (State.REFUSED, [])


def test_a_mail_too_large_is_not_even_begun(start: Start, folder: Path, trusting: ssl.SSLContext) -> None:
    server = start(most_bytes=5000)
    error, state = failed(folder, server.account(), trusting)
    assert "no more than" in error.what
    assert (state, "MAIL" in server.commands) == (State.NOT_SENT, False)


@pytest.mark.parametrize("command", ["EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "END"])
def test_only_a_mail_handed_over_whole_may_have_arrived(
    command: str, start: Start, folder: Path, trusting: ssl.SSLContext
) -> None:
    server = start(hangs_up_at=command)
    error, state = failed(folder, server.account(), trusting)
    expected = (ArrivalUnknownError, State.UNKNOWN) if command == "END" else (SendError, State.NOT_SENT)
    assert (type(error), state, len(server.received)) == (*expected, int(command == "END"))


@pytest.mark.parametrize(("command", "state"), [("RCPT", State.NOT_SENT), ("END", State.UNKNOWN)])
def test_the_person_can_stop_it(
    command: str, state: State, start: Start, folder: Path, trusting: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    class StoppedError(Exception):
        pass

    monkeypatch.setattr(delivery, "_LAST_WAIT_S", 0.1)
    server = start(hangs_at=command)

    def step(_step: str) -> None:
        if server.reached.is_set():
            raise StoppedError

    with pytest.raises(ArrivalUnknownError if state is State.UNKNOWN else StoppedError):
        send(
            read_package(folder), samples.response(), CONSULTATION, server.account(), PASSWORD,
            step=step, context=trusting,
        )  # fmt: skip
    assert [noted.state for noted in sent_log.every()] == [state]


def test_a_full_disk_afterwards_does_not_hide_that_it_was_sent(
    start: Start, folder: Path, trusting: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = start()

    def full(*_: object) -> None:
        raise StorageError("The disk is full.")

    monkeypatch.setattr(sent_log, "finish", full)
    done = sent(folder, server.account(), trusting)
    assert (done.noted, done.sending.state, len(server.received)) == (False, State.SENT, 1)
    assert [noted.state for noted in sent_log.every()] == [State.UNKNOWN]


def test_what_became_confidential_since_is_not_sent(start: Start, folder: Path, trusting: ssl.SSLContext) -> None:
    server = start()
    response = samples.response()
    question = next(
        q for q, a in response.answers.items() if a.text and not any(m.question == q for m in response.marks)
    )
    words = response.answers[question].text
    later = with_mark(response, Mark("late", Scope.QUESTION, question=question))
    with pytest.raises(LeakFoundError) as caught:
        sent(folder, server.account(), trusting, later)
    assert words not in str(caught.value)
    assert (server.commands, sent_log.every()) == ([], ())


def test_a_leak_planted_in_the_mail_is_not_sent(start: Start, folder: Path, trusting: ssl.SSLContext) -> None:
    """Also where somebody put the list of files right afterwards."""
    server = start()
    path = next(folder.glob("*.eml"))
    path.write_bytes(path.read_bytes().replace(b"Yours faithfully", samples.PASSAGE.encode()))
    with pytest.raises(SendError, match="changed since"):
        sent(folder, server.account(), trusting)
    manifest = folder / "manifest.json"
    table = json.loads(manifest.read_text())
    for entry in table["files"]:
        if entry["name"] == path.name:
            entry["sha256"] = sent_log.digest(path.read_bytes())
    manifest.write_text(json.dumps(table))
    with pytest.raises(LeakFoundError):
        sent(folder, server.account(), trusting)
    assert (server.commands, sent_log.every()) == ([], ())


def test_a_mail_that_is_not_what_lies_beside_it_is_not_sent(folder: Path) -> None:
    path = next(folder.glob("*PUBLIC*.docx"))
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(SendError, match=r"PUBLIC.*changed since"):
        read_package(folder)


@pytest.mark.parametrize(
    ("name", "content"), [("", b""), ("manifest.json", b"[]"), ("manifest.json", b'{"consultation": "x", "files": []}')]
)
def test_a_folder_that_holds_no_package_is_refused(name: str, content: bytes, tmp_path: Path) -> None:
    if name:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SendError, match="Nothing was sent"):
        read_package(tmp_path)


def test_another_address_than_the_consultations_is_refused(
    start: Start, folder: Path, trusting: ssl.SSLContext
) -> None:
    server = start()
    other = replace(CONSULTATION, respond_to="elsewhere@publisher.example.org")
    with pytest.raises(SendError, match="does not go to the address"):
        send(read_package(folder), samples.response(), other, server.account(), PASSWORD, context=trusting)
    assert server.commands == []


def test_nothing_is_logged(
    start: Start, folder: Path, trusting: ssl.SSLContext, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    sent(folder, start().account(), trusting)
    ours = [record for record in caplog.records if not record.name.startswith(("mail", "asyncio"))]
    assert ours == []


def test_no_thread_is_left_behind(start: Start, folder: Path, trusting: ssl.SSLContext) -> None:
    sent(folder, start().account(), trusting)
    assert not [thread for thread in threading.enumerate() if thread.name == "mail"]


def test_each_mail_has_a_number_of_its_own(folder: Path) -> None:
    account = Account("mail.example.org", 587, Security.STARTTLS, SENDER)
    draft = read_package(folder).draft
    assert len({outgoing(draft, account, at=datetime.now(UTC)).message_id for _ in range(3)}) == 3
