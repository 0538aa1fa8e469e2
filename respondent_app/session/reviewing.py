"""What colleagues do with the open response: who does what, comments, looking, sign-offs. For the pages."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from respondent_app.model import team_edits
from respondent_app.model.history import About, Entry
from respondent_app.model.place import Place
from respondent_app.model.response import Response, new_id
from respondent_app.model.team import ReviewComment, Role, SignOff, Status
from respondent_app.review import queue as waiting
from respondent_app.review.queue import Thread, Waiting, threads
from respondent_app.review.sign_offs import ROLE_NAMES, Signed, missing, standing, trail
from respondent_app.session.session import Session

if TYPE_CHECKING:
    from respondent_app.drafts.event import Event

__all__ = ["ROLE_NAMES", "STATUS_NAMES", "Signed", "Thread", "Waiting", "missing", "standing", "threads", "trail"]

STATUS_NAMES = {Status.DRAFTING: "Drafting", Status.TO_REVIEW: "To review", Status.AGREED: "Agreed"}
_WORDS = frozenset({About.TEXT, About.COMMENT, About.DETAILS, About.STANCE})
_SIGN_WORDS_ONLY = frozenset({Role.AUTHOR, Role.LEGAL})
_MOST_NAMED = 3


def names(session: Session) -> tuple[str, ...]:
    """Return the names already used in the open draft, and the person's own, in alphabetical order."""
    response = session.response
    used = {session.settings.person, *response.assignments.values()}
    used |= {comment.by for comment in response.review_comments} | {each.by for each in response.sign_offs}
    return tuple(sorted(filter(None, used), key=str.casefold))


def assign(session: Session, question: str, person: str) -> None:
    """Give a question to somebody, to nobody if `person` is empty."""
    session.edit(lambda r: team_edits.with_assignment(r, question, person))


def set_status(session: Session, question: str, status: Status) -> None:
    """Say how far an answer is."""
    session.edit(lambda r: team_edits.with_status(r, question, status))


def comment(session: Session, place: Place, quote: str, start: int, text: str) -> str:
    """Comment on the words `quote` at `start` (code points) of a text, on all of it if empty; return its id."""
    made = ReviewComment(
        new_id(), place.question, place.part, place.comment, quote, start, text,
        by=session.settings.person, at=_now(),
    )  # fmt: skip
    session.edit(lambda r: team_edits.with_review_comment(r, made))
    return made.id


def reply(session: Session, thread: str, text: str) -> None:
    """Answer a comment."""
    by, at = session.settings.person, _now()
    session.edit(lambda r: team_edits.with_reply(r, thread, text, by=by, at=at))


def resolve(session: Session, thread: str, *, resolved: bool) -> None:
    """Say that a thread is settled, or open it again."""
    session.edit(lambda r: team_edits.with_resolved(r, thread, resolved))


def queue(session: Session) -> tuple[Waiting, ...]:
    """Return what waits for the person, question by question."""
    return waiting.queue(session.response, session.consultation, session.settings.person)


def changed_since_looked(session: Session, question: str) -> bool:
    """Whether an answer changed since the person last looked at it."""
    return waiting.changed_since_looked(session.response, question, session.settings.person)


def sign(session: Session, role: Role) -> None:
    """Sign the response, as it stands, in a role."""
    by, at = session.settings.person, _now()
    session.edit(lambda r: team_edits.with_sign_off(r, role, by=by, at=at))


def withdraw(session: Session, sign_off: str) -> None:
    """Take a sign-off back."""
    session.edit(lambda r: team_edits.without_sign_off(r, sign_off))


def take_name(session: Session, name: str) -> None:
    """Remember the person's name; what they do from now on bears it."""
    session.settings.your_name = name
    session.draft.author = session.settings.person


def changes_since(session: Session, done: Callable[[Mapping[str, str]], None]) -> None:
    """Find out in the background who changed what since each sign-off that no longer holds, and tell `done`.

    It is told by sign-off in words, "Author B changed Q2", as far as the draft knows.
    """
    events, void = session.draft.events, _void(session.response)
    if void:
        session.background.run(lambda _: _changes(events, void), done, lambda _: None)


def _void(response: Response) -> tuple[SignOff, ...]:
    return tuple(each.sign_off for each in trail(response) if not each.holds)


def _changes(events: tuple[Event, ...], void: tuple[SignOff, ...]) -> dict[str, str]:
    """Replays every text: a third of a second for ten thousand single keystrokes."""
    from respondent_app.drafts.event import Kind, path
    from respondent_app.drafts.history import timeline

    signed = {event.target: event.order for event in events if event.kind is Kind.ADD}
    entries = timeline(events)
    found = {}
    for each in void:
        order = signed.get(path("sign", each.id))
        kinds = _WORDS if each.role in _SIGN_WORDS_ONLY else _WORDS | {About.MARK}
        since = (entry for entry in entries if order and entry.point > order and entry.about in kinds)
        found[each.id] = _said(list(since))
    return found


def _said(entries: list[Entry]) -> str:
    by_author: dict[str, dict[str, None]] = {}
    for entry in entries:
        by_author.setdefault(entry.author or "somebody", {})[_named(entry)] = None
    return "; ".join(f"{author} changed {_listed(list(things))}" for author, things in by_author.items())


def _named(entry: Entry) -> str:
    if entry.about is About.DETAILS:
        return "the respondent’s details"
    if entry.about is About.MARK:
        return f"what is confidential in {entry.question}" if entry.question else "what is confidential"
    return entry.question or "an answer"


def _listed(things: list[str]) -> str:
    shown = things[:_MOST_NAMED]
    if len(things) > len(shown):
        shown.append(f"{len(things) - len(shown)} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def when(milliseconds: int) -> str:
    """Return a moment as the person's clock and calendar show it; empty if no calendar holds it."""
    try:
        moment = datetime.fromtimestamp(milliseconds / 1000).astimezone()
    except (OverflowError, OSError, ValueError):
        return ""
    return f"{moment.day} {moment:%b %Y, %H:%M}"


def trail_page(session: Session) -> str:
    """Return the trail of sign-offs as a page to print (HTML). It holds nothing of the answers."""
    from respondent_app.review.trail_page import page

    why = _changes(session.draft.events, _void(session.response))
    return page(session.response, session.consultation, why_void=why, when=when, printed=_now())


def store(path: Path, content: bytes) -> None:
    """Write a page that was made from the response."""
    from respondent_app.storage import atomic

    atomic.write_file(path, content)


def _now() -> int:
    return time.time_ns() // 1_000_000
