"""Days, times and differences as the history page says them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from respondent_app.model.history import Entry, Piece
from respondent_app.model.word_diff import Did

_SPOKEN = {Did.COME: "inserted: {}", Did.GO: "deleted: {}", Did.STAY: "{}"}
_CONTEXT = 90  # characters of what stays, on each side of what changed


def moment(ts: int) -> datetime:
    """Return a time of the history as this computer's clock would show it."""
    return datetime.fromtimestamp(ts / 1000).astimezone()


def day(ts: int) -> str:
    """Name the day of a time."""
    when, today = moment(ts).date(), date.today()  # noqa: DTZ011  the day where the person is
    if when == today:
        return "Today"
    if when == today - timedelta(days=1):
        return "Yesterday"
    return f"{when:%A} {when.day} {when:%B %Y}"


def clock(entry: Entry) -> str:
    """Say from when to when a step was taken."""
    began, ended = f"{moment(entry.began):%H:%M}", f"{moment(entry.ended):%H:%M}"
    return began if began == ended else f"{began}–{ended}"


def when(entry: Entry) -> str:
    """Say who took a step, and when."""
    return f"{entry.author}, {day(entry.ended)}, {clock(entry)}"


def name_of(author: str) -> str:
    """Return an author's name, or what is said where none was given."""
    return author or "Somebody without a name"


def spoken(pieces: Iterable[Piece]) -> str:
    """Return words as a screen reader should say them, with what comes and goes and what is marked."""
    return " ".join(_spoken(piece) for piece in pieces if piece.text.strip())


def _spoken(piece: Piece) -> str:
    words = _SPOKEN[piece.did].format(piece.text.strip())
    if piece.is_marked:
        return f"{'newly ' if _is_newly_marked(piece) else ''}confidential: {words}"
    if piece.was_marked:
        return f"{'was confidential' if piece.did is Did.GO else 'no longer confidential'}: {words}"
    return words


def _is_newly_marked(piece: Piece) -> bool:
    return piece.did is Did.STAY and piece.is_marked and not piece.was_marked


def around_changes(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Leave out most of what stays as it was, so that what changed is found at once."""
    return tuple(_shortened(pieces))


def _shortened(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    for number, piece in enumerate(pieces):
        if _is_change(piece) or len(piece.text) <= 3 * _CONTEXT:
            yield piece
            continue
        after = number > 0 and any(map(_is_change, pieces[:number]))
        before = any(map(_is_change, pieces[number + 1 :]))
        start = _whole_words(piece.text[:_CONTEXT], at_end=True) if after else ""
        end = _whole_words(piece.text[-_CONTEXT:], at_end=False) if before else ""
        yield Piece(piece.did, f"{start} … {end}", piece.was_marked, piece.is_marked)


def _whole_words(text: str, *, at_end: bool) -> str:
    cut = text.rpartition(" ")[0] if at_end else text.partition(" ")[2]
    return cut or text


def _is_change(piece: Piece) -> bool:
    return piece.did is not Did.STAY or piece.is_marked != piece.was_marked
