"""How the command line speaks: streams, one-line complaints, and nothing of an answer in either."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from respondent_app.model.errors import PassphraseNeededError, RespondentError

PROGRAM = "respondent-app"
UNUSABLE = 2  # the exit status for input that cannot be used
_WIDTH = 78
_VARIABLE = "RESPONDENT_PASSPHRASE"
_MAIL_VARIABLE = "RESPONDENT_MAIL_PASSWORD"


class UnansweredError(RespondentError):
    """A person would have to answer, and there is no terminal to ask on."""


def speak_utf8() -> None:
    """Write UTF-8 whatever the console is set to; what it cannot show becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def tell(message: str) -> int:
    """Say in one line on standard error what stood in the way, and return the exit status for that."""
    print(f"{PROGRAM}: {' '.join(message.split())}", file=sys.stderr)
    return UNUSABLE


def warn(message: str) -> None:
    """Tell a person something beside what a script reads."""
    print(message, file=sys.stderr)


def passphrases_given() -> tuple[str, ...]:
    """Return the passphrases that the surroundings give: one, or several below one another for several drafts."""
    return tuple(filter(None, os.environ.get(_VARIABLE, "").splitlines()))


def ask_passphrase(what: str, *, twice: bool = False) -> str:
    """Ask for a passphrase on the terminal, without showing it. `PassphraseNeededError` if there is nobody to ask.

    It is never taken from an argument: those can be read by everyone on the computer.
    """
    if not _has_terminal():
        raise PassphraseNeededError(
            f"{what} needs a passphrase, and there is no terminal to ask for it on.",
            meaning="Nothing was read or written.",
            advice=f"Set {_VARIABLE}, or run the command in a terminal.",
        )
    first = _typed(f"Passphrase for {what}: ")
    if twice and _typed("The same once more: ") != first:
        raise PassphraseNeededError(
            "The two passphrases differ.", meaning="Nothing was changed.", advice="Try again, a little slower."
        )
    return first


def mail_password_given() -> str | None:
    """Return the password of the mail account that the surroundings give, if they do."""
    return os.environ.get(_MAIL_VARIABLE) or None


def ask_mail_password(server: str) -> str:
    """Ask for the password of the mail account on the terminal. `UnansweredError` if there is nobody to ask."""
    if not _has_terminal():
        raise UnansweredError(
            f"{server} needs a password, and there is no terminal to ask for it on.",
            meaning="Nothing was sent.",
            advice=f"Set {_MAIL_VARIABLE}, or run the command in a terminal.",
        )
    return _typed(f"Password for {server}: ", "password")


def agrees(question: str, otherwise: str) -> bool:
    """Ask a question on the terminal; true if the answer is yes. `otherwise` says how to answer without a terminal."""
    if not _has_terminal():
        raise UnansweredError(
            "There is no terminal to ask on whether that is right.", meaning="Nothing was sent.", advice=otherwise
        )
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def _has_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _typed(prompt: str, what: str = "passphrase") -> str:
    import getpass
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)  # better not at all than for everyone to see
            typed = getpass.getpass(prompt, sys.stderr)
    except (EOFError, getpass.GetPassWarning):
        typed = ""
    if not typed:
        raise PassphraseNeededError(f"No {what} was given.", meaning="Nothing was read or written.")
    return typed


@contextlib.contextmanager
def steps_shown() -> Iterator[Callable[[str], None]]:
    """Give what long work tells its steps to: where a person watches, the last line of the terminal shows them."""
    watched = sys.stderr is not None and sys.stderr.isatty()
    try:
        yield _show_step if watched else _ignore
    finally:
        if watched:
            _show_step("")
            print(end="\r", file=sys.stderr, flush=True)


def _show_step(step: str) -> None:
    print(f"\r{step[:_WIDTH]:<{_WIDTH}}", end="", file=sys.stderr, flush=True)


def _ignore(_step: str) -> None:
    """Nobody watches."""


def stop_writing() -> None:
    """Let Python end without a last attempt to write what nobody takes."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def unexpected(error: Exception) -> str:
    """Name an error nobody foresaw by its kind and place only: its text could hold words of an answer."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    last = next((frame for frame in reversed(frames) if "respondent_app" in frame.filename), frames[-1])
    return (
        f"Something unexpected went wrong ({type(error).__name__} in {Path(last.filename).name}, line {last.lineno}). "
        "Your files are as they were. Please report this line."
    )
