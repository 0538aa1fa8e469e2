"""Whatever stands in an account or a package: the head of a mail holds what was shown, and nothing else."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from respondent_app.exports.email_draft import Attached, email_draft
from respondent_app.model.submission import Audience
from respondent_app.privacy.disclose import disclose
from respondent_app.sending.account import Account, Security, checked
from respondent_app.sending.addresses import AddressError, read_address, read_host
from respondent_app.sending.faults import SendError
from respondent_app.sending.outgoing import Outgoing, outgoing
from tests import samples

CASES = int(os.environ.get("RESPONDENT_MAIL_CASES", "60"))
NOW = datetime(2019, 9, 6, 12, 0, tzinfo=UTC)
ACCOUNT = Account("mail.example.org", 587, Security.STARTTLS, "author-a@example.org")
NAMES = {"from", "to", "subject", "date", "message-id", "mime-version", "content-type", "content-transfer-encoding"}
HOSTILE = st.sampled_from(
    ["\r\nBcc: x@example.org", "\n", "\r", "\0", "\x0b", "\x85", "\u2028", "=?utf-8?q?=0D=0A?=", '"', "<", ">", ",",
     "(", "\\", ";", "@", "\u202e", "\ud800", "é", "😀", " ", ".", "\r\n\r\n."]
)  # fmt: skip
TEXTS = st.lists(HOSTILE | st.text(max_size=6), max_size=6).map("".join)
ADDRESSES = st.tuples(TEXTS, st.just("@"), TEXTS | st.just("example.org")).map("".join) | st.emails()
SUBMISSION = disclose(samples.response(), samples.consultation(), Audience.PUBLIC)


def draft(subject: str = "Ours", organisation: str = "Example") -> bytes:
    response = samples.response()
    submission = disclose(
        replace(response, respondent=replace(response.respondent, organisation=organisation)),
        replace(samples.consultation(), subject=subject),
        Audience.PUBLIC,
    )
    return email_draft(submission, (Attached("a_PUBLIC_v1_0.pdf", b"%PDF", "what"),), details_withheld=False).eml


def head(mail: Outgoing) -> list[str]:
    """Return the names of the fields of a mail, as a simple reader sees them: each line is a field or goes on."""
    lines = mail.content.partition(b"\r\n\r\n")[0].split(b"\r\n")
    assert not any(sign in mail.content.replace(b"\r\n", b"") for sign in b"\r\n\0")
    return [line.partition(b":")[0].decode().lower() for line in lines if line[:1] not in {b" ", b"\t"}]


@settings(max_examples=CASES)
@given(name=TEXTS, sender=ADDRESSES, copy_to=ADDRESSES)
@example(name="A\r\nBcc: x@example.org", sender="a@example.org", copy_to="")
@example(name="x" * 150, sender="a@example.org", copy_to="b@example.org")
@example(name="=?utf-8?b?DQo=?=", sender="a@example.org", copy_to="b@bücher.example")
def test_no_account_puts_anything_else_into_a_mail(name: str, sender: str, copy_to: str) -> None:
    try:
        account = checked(replace(ACCOUNT, name=name, sender=sender, copy_to=copy_to))
    except AddressError:
        return
    mail = outgoing(draft(), account, at=NOW)
    assert sorted(head(mail)) == sorted(NAMES - {"content-transfer-encoding"})
    read = message_from_bytes(mail.content, policy=policy.default)
    (writer,) = read["From"].addresses
    # Where a long name was cut, Python's reader puts a space that others do not.
    assert writer.display_name.replace(" ", "") == "".join(name.split())
    assert writer.addr_spec == account.sender
    for command in (mail.sender, *mail.envelope):
        assert command.isascii()
        assert command.isprintable()
        assert not set(command) & set('<>" ,;()')


@settings(max_examples=CASES)
@given(to=ADDRESSES, subject=TEXTS, organisation=TEXTS)
@example(to="a@example.org, b@example.org", subject="", organisation="")
def test_no_consultation_or_response_does_either(to: str, subject: str, organisation: str) -> None:
    written = b"To: " + to.encode("utf-8", "surrogatepass")
    made = draft(subject, organisation).replace(b"To: responses@publisher.example.org", written)
    try:
        mail = outgoing(made, ACCOUNT, at=NOW)
    except SendError:
        return
    assert sorted(head(mail)) == sorted(NAMES - {"content-transfer-encoding"})
    read = message_from_bytes(mail.content, policy=policy.default)
    assert tuple(a.addr_spec for a in read["To"].addresses) == mail.to == mail.envelope
    assert read["Subject"] == mail.subject


@pytest.mark.parametrize(
    "line",
    [
        b"Bcc: x@example.org", b"To: x@example.org", b"From: x@example.org", b"Reply-To: x@example.org", b"no field",
        b"Subject: twice", b"Resent-To: x@example.org", b"X: " + b"x" * 1000, b"X-Unsent: \xff", b"Sender: x\ny",
        b"Message-ID: <x@example.org>", b"Disposition-Notification-To: x@example.org", b" goes on\r",
    ],
)  # fmt: skip
def test_a_draft_with_a_field_too_many_is_not_sent(line: bytes) -> None:
    with pytest.raises(SendError, match="as this app makes it"):
        outgoing(draft().replace(b"X-Unsent: 1\r\n", b"X-Unsent: 1\r\n" + line + b"\r\n"), ACCOUNT, at=NOW)


@pytest.mark.parametrize(
    "text",
    ["", "a", "@", "a@", "@b", "a@b@c", "a b@c", "a@b c", "a@b,c@d", "<a@b>", '"a b"@c', "a@[127.0.0.1]", "a..b@c",
     ".a@c", "a@-c", "a@c-", "a@.c", "é@c", "a@ß.example", "a\r\n@c", "a@c\r\nRCPT TO:<x@y>", "a@c\0", "a(b)@c",
     "a@" + "x" * 64 + ".org", "x" * 65 + "@c", "=?a?=@c", "a@c>"],
)  # fmt: skip
def test_what_is_no_plain_address(text: str) -> None:
    with pytest.raises(AddressError):
        read_address(text)


@pytest.mark.parametrize(
    ("text", "address"),
    [(" a.b+c@Example.ORG ", "a.b+c@example.org"), ("o'hara@bücher.example", "o'hara@xn--bcher-kva.example")],
)
def test_what_is_one(text: str, address: str) -> None:
    assert read_address(text) == address


@given(TEXTS)
def test_a_server_s_name_is_harmless(text: str) -> None:
    assert set(read_host(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
