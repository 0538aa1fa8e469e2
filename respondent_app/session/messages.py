"""What the app has to say to the person. Logic posts here; only the window shows it."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from respondent_app.model.errors import RespondentError


class Tone(enum.StrEnum):
    """How a message should feel."""

    GOOD = "good"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to say: what happened, what it means for the person's work, what to do."""

    tone: Tone
    what: str
    meaning: str = ""
    advice: str = ""

    @property
    def text(self) -> str:
        """All of it as one paragraph."""
        return " ".join(part for part in (self.what, self.meaning, self.advice) if part)


class Messages(QObject):
    """The channel from logic to the window."""

    posted = Signal(object)

    def good(self, what: str) -> None:
        """Say that something worked."""
        self.posted.emit(Message(Tone.GOOD, what))

    def note(self, what: str, advice: str = "") -> None:
        """Say something worth knowing."""
        self.posted.emit(Message(Tone.NOTE, what, advice=advice))

    def problem(self, error: BaseException, meaning: str = "") -> None:
        """Say what went wrong. An error that carries no sentences of its own is told without its details."""
        self.posted.emit(message_of(error, meaning))


def message_of(error: BaseException, meaning: str = "") -> Message:
    """Put an error into sentences; `meaning` stands in where the error does not say what it means for the work."""
    if isinstance(error, RespondentError):
        return Message(Tone.PROBLEM, error.what, error.meaning or meaning, error.advice)
    return Message(Tone.PROBLEM, _UNEXPECTED, meaning or _SAFE, _TELL_US.format(type(error).__name__))


_UNEXPECTED = "Something went wrong that the app did not expect."
_SAFE = "What you have typed is still here."
_TELL_US = "If it happens again, report it with the word “{}”."
