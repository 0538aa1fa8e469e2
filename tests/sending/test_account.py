from __future__ import annotations

import json
import stat
import sys
from dataclasses import replace

import pytest

from respondent_app.sending import account as accounts
from respondent_app.sending.account import Account, Security
from respondent_app.sending.addresses import AddressError
from respondent_app.storage import folders

ACCOUNT = Account("mail.example.org", 587, Security.STARTTLS, "author-a@example.org", "author-a", "Author A")


def test_what_was_saved_is_there_next_time_until_it_is_forgotten() -> None:
    assert accounts.load() is None
    accounts.save(ACCOUNT)
    assert accounts.load() == ACCOUNT
    accounts.forget()
    accounts.forget()
    assert accounts.load() is None


@pytest.mark.skipif(sys.platform == "win32", reason="rights are told otherwise there")
def test_nobody_else_reads_the_file() -> None:
    accounts.save(ACCOUNT)
    assert stat.S_IMODE((folders.user_config() / "sending.json").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b"\xff", b'{"version": 2}', b"[" * 100_000, b'{"version": 1, "server": "a", "port": "587"}'],
)
def test_a_damaged_file_is_no_account(content: bytes) -> None:
    accounts.save(ACCOUNT)
    (folders.user_config() / "sending.json").write_bytes(content)
    assert accounts.load() is None


def test_no_file_makes_an_open_connection() -> None:
    accounts.save(ACCOUNT)
    path = folders.user_config() / "sending.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"security": "none"}))
    assert accounts.load() is None


@pytest.mark.parametrize(
    ("field", "value"),
    [("server", ""), ("server", "a b"), ("port", 0), ("port", 65536), ("sender", "x"), ("copy_to", "x"),
     ("name", "A\nB"), ("name", "x" * 201), ("user", "a\0b"), ("user", "x" * 321)],
)  # fmt: skip
def test_what_cannot_be_used_is_named_with_its_field(field: str, value: object) -> None:
    with pytest.raises(AddressError) as caught:
        accounts.save(replace(ACCOUNT, **{field: value}))  # type: ignore[arg-type]
    assert (caught.value.field, accounts.load()) == (field, None)


def test_a_password_belongs_to_one_server_and_user() -> None:
    others = (
        replace(ACCOUNT, server="other.example.org"),
        replace(ACCOUNT, user="b"),
        replace(ACCOUNT, port=465),
        replace(ACCOUNT, security=Security.TLS),
    )
    assert len({one.key for one in (ACCOUNT, *others)}) == 5
