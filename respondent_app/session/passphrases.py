"""What the window knows about the passphrase of a draft: whether it fits, how good it is, whether it is remembered."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from respondent_app.session.background import Background, Progress, Work

if TYPE_CHECKING:
    from respondent_app.session.messages import Messages

T = TypeVar("T")
_SHORT, _FAIR, _FEW_LETTERS = 10, 16, 5
_WORK = {"n": 2**14, "r": 8, "p": 1}  # a twentieth of a second


class Fingerprint:
    """Tells whether a passphrase is the one that opened the draft, without keeping it.

    Whoever can read this program's memory can read the key of the open draft there, too; against that nothing helps.
    """

    def __init__(self, passphrase: str) -> None:
        self._salt = os.urandom(16)
        self._digest = self._of(passphrase)

    def fits(self, passphrase: str) -> bool:
        """Whether it is the same passphrase, however the keyboard composes its letters."""
        import hmac

        return hmac.compare_digest(self._of(passphrase), self._digest)

    def _of(self, passphrase: str) -> bytes:
        import hashlib  # what the first page does not need

        plain = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
        return hashlib.scrypt(plain, salt=self._salt, **_WORK)


def strength(passphrase: str) -> str:
    """Say in a sentence how good a passphrase is; empty if there is none yet."""
    letters = unicodedata.normalize("NFC", passphrase)
    if not letters:
        return ""
    if len(set(letters.casefold())) < _FEW_LETTERS:
        return "Too few different letters: quickly guessed."
    if len(letters) < _SHORT:
        return "Short: a computer can try all of these. Three or four words are better."
    if letters.isdecimal():
        return "Only digits: long ones can still be guessed. Words are better."
    if len(letters) < _FAIR:
        return "Fair. Another word makes it much harder to guess."
    return "Good: long enough to be hard to guess."


class Remembered(QObject):
    """Asks the keyring off the GUI thread. Only the newest question counts; the person may always go on by typing."""

    def __init__(self, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Of its own, as a keyring that hangs must not hold up the saving of words.
        self._background = Background(messages, self)
        self._asked: Work | None = None

    def find_out(self, done: Callable[[bool], object]) -> None:
        """Tell `done` whether this computer has a keyring."""
        from respondent_app.drafts import secrets

        self._ask(lambda step: secrets.available(step=step), done, otherwise=False)

    def recall(self, draft_id: str, done: Callable[[str | None], object]) -> None:
        """Tell `done` the passphrase of a draft, `None` if it is not remembered."""
        from respondent_app.drafts import secrets

        self._ask(lambda step: secrets.recall(draft_id, step=step), done, otherwise=None)

    def keep(self, draft_id: str, passphrase: str, done: Callable[[bool], object]) -> None:
        """Remember a passphrase and tell `done` whether that worked."""
        from respondent_app.drafts import secrets

        self._ask(lambda step: secrets.remember(draft_id, passphrase, step=step), done, otherwise=False)

    def forget(self, draft_id: str, done: Callable[[bool], object] = bool) -> None:
        """Remember the passphrase of a draft no longer."""
        from respondent_app.drafts import secrets

        def work(step: Progress) -> bool:
            secrets.forget(draft_id, step=step)
            return True

        self._ask(work, done, otherwise=False)

    def stop(self) -> None:
        """Wait for no answer any longer."""
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None

    def _ask(self, work: Callable[[Progress], T], done: Callable[[T], object], *, otherwise: T) -> None:
        self.stop()

        def tell(answer: T) -> None:
            if self._asked is asked:
                self._asked = None
                done(answer)

        asked = self._asked = self._background.run(work, tell, lambda _error: tell(otherwise))


class KnownDrafts:
    """Which draft lies where, so that its passphrase is found again: in a protected file that cannot be read.

    Of a draft only its number is kept, which says nothing about it.
    """

    def __init__(self, read: Callable[[str], str], write: Callable[[str, str], None]) -> None:
        self._read = read
        self._write = write

    def id_of(self, path: Path) -> str:
        """Return the number of the draft at `path`, empty if it is not known."""
        return self._read(_key(path))

    def learn(self, path: Path, draft_id: str) -> None:
        """Note where a draft lies."""
        if self.id_of(path) != draft_id:
            self._write(_key(path), draft_id)


def _key(path: Path) -> str:
    """The path itself is not written: its folders may be called after what is confidential."""
    import hashlib

    return hashlib.sha256(str(path.absolute()).encode("utf-8", "surrogatepass")).hexdigest()[:24]
