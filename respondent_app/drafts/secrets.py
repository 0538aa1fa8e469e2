"""Passphrases that the operating system remembers where the person wants it: one for each draft, one for mail.

The keyring is a convenience: a computer without one, a locked one and one that fails or never answers all mean the
same, that the person is asked. So nothing here raises, and nothing here waits for ever.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from queue import SimpleQueue
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")
MOST_UNITS = 1280  # of UTF-16: no more goes into Windows' store, which fails with a misleading error beyond
_SERVICE = "Respondent/{}"  # one for each draft: Windows moves what shares a service name to names of its own
_ACCOUNT = "passphrase"
_MAIL = "mail/{}"  # in the place of a draft's id, which holds no such stroke
_RECOMMENDED = 1  # what the library itself takes; below are those that keep nothing, or keep it readable by anyone
PATIENCE_S = 60.0  # a person may have to unlock the keyring in a window of the system's
_LOOK_AGAIN_S = 0.02


def _go_on(_step: str) -> None:
    """Nobody stops the question."""


def available(*, step: Callable[[str], None] = _go_on) -> bool:
    """Say whether this computer has a keyring that keeps what it is given.

    Here as in the other functions, `step` is called again and again while the keyring thinks; if it raises, the
    question is given up and that error passes. Call them off the GUI thread.
    """
    return _asked(lambda _: True, otherwise=False, step=step)


def remember(draft_id: str, passphrase: str, *, step: Callable[[str], None] = _go_on) -> bool:
    """Let the keyring keep the passphrase of a draft. False if it did not: then the person will be asked again."""
    if not passphrase or not draft_id or _units(passphrase) > MOST_UNITS:
        return False
    service = _SERVICE.format(draft_id)
    return _asked(lambda ring: _keep(ring, service, passphrase), otherwise=False, step=step)


def recall(draft_id: str, *, step: Callable[[str], None] = _go_on) -> str | None:
    """Return the passphrase of a draft if the keyring has it and gives it."""
    found = _asked(lambda ring: ring.get_password(_SERVICE.format(draft_id), _ACCOUNT), otherwise=None, step=step)
    return found if isinstance(found, str) and found else None


def forget(draft_id: str, *, step: Callable[[str], None] = _go_on) -> None:
    """Let the keyring forget the passphrase of a draft, if it has one."""
    _asked(lambda ring: _drop(ring, _SERVICE.format(draft_id)), otherwise=None, step=step)


def remember_mail(account: str, password: str, *, step: Callable[[str], None] = _go_on) -> bool:
    """Let the keyring keep the password of a mail account. False if it did not: then the person will be asked again."""
    return remember(_MAIL.format(account), password, step=step)


def recall_mail(account: str, *, step: Callable[[str], None] = _go_on) -> str | None:
    """Return the password of a mail account if the keyring has it and gives it."""
    return recall(_MAIL.format(account), step=step)


def forget_mail(account: str, *, step: Callable[[str], None] = _go_on) -> None:
    """Let the keyring forget the password of a mail account, if it has one."""
    forget(_MAIL.format(account), step=step)


def kinds() -> tuple[str, ...]:
    """Name the kinds of keyring that this program could use, whether or not one is there. Asks none of them."""
    from keyring.backend import KeyringBackend, get_all_keyring

    get_all_keyring()
    return tuple(sorted(kind.__module__.rsplit(".", 1)[-1] for kind in KeyringBackend._classes))  # noqa: SLF001


def _keep(ring: KeyringBackend, service: str, passphrase: str) -> bool:
    """Write, and read back: some keyrings take everything and keep nothing."""
    from keyring.errors import PasswordDeleteError

    with contextlib.suppress(PasswordDeleteError):  # there may be none; a locked keyring is asked no second time
        ring.delete_password(service, _ACCOUNT)  # Windows would keep the one before under another name
    kept = False
    try:
        ring.set_password(service, _ACCOUNT, passphrase)
        kept = ring.get_password(service, _ACCOUNT) == passphrase
    finally:
        if not kept:
            _drop(ring, service)
    return kept


def _drop(ring: KeyringBackend, service: str) -> None:
    with contextlib.suppress(Exception):
        ring.delete_password(service, _ACCOUNT)


def _asked(call: Callable[[KeyringBackend], T], *, otherwise: T, step: Callable[[str], None]) -> T:
    """Put a question to the keyring in a thread that may be left behind: it has no way to be stopped."""
    answers: SimpleQueue[T] = SimpleQueue()
    thread = threading.Thread(target=_ask, args=(call, answers), name="keyring", daemon=True)
    thread.start()
    until = time.monotonic() + PATIENCE_S
    while thread.is_alive() and time.monotonic() < until:
        thread.join(_LOOK_AGAIN_S)
        step("")
    return answers.get() if not answers.empty() else otherwise


def _ask(call: Callable[[KeyringBackend], T], answers: SimpleQueue[T]) -> None:
    # Everything, for on Windows the errors are no KeyringError, and a traceback of this thread could show too much.
    with contextlib.suppress(BaseException):
        ring = _ring()
        if ring is not None:
            answers.put(call(ring))


def _ring() -> KeyringBackend | None:
    """Return the keyring of this computer, if there is one that keeps what it is given."""
    import keyring  # takes a tenth of a second

    ring = keyring.get_keyring()
    if ring.priority < _RECOMMENDED:
        return None
    for store in (ring, *getattr(ring, "backends", ())):
        if hasattr(type(store), "persist"):
            store.persist = "local machine"  # Windows: by default it would follow the person to other computers
    return ring


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
