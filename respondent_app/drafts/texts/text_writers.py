"""What an update did to a text, and who wrote which part of it. Yrs tells of changes in bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

from respondent_app.drafts.texts.text_view import View

T = TypeVar("T")
Change = Mapping[str, object]


def note_writer(writers: list[T], writer: T, delta: Iterable[Change]) -> None:
    """Take note of who wrote each byte of a text."""
    at = 0
    for change in map(told, delta):
        if isinstance(change, str):
            size = len(change.encode())
            writers[at:at] = [writer] * size
            at += size
        elif change < 0:
            del writers[at : at - change]
        else:
            at += change


def written_runs(view: View, writers: Sequence[T]) -> Iterator[tuple[T, str]]:
    """Yield what a person reads as runs, each with who wrote it."""
    at = view.bytes_before(view.lead)
    written: list[tuple[T, str]] = []
    for number, character in enumerate(view.text, start=view.lead):
        written.append((writers[at], character))
        at += len(view.raw[number].encode())
    for writer, run in groupby(written, key=lambda pair: pair[0]):
        yield writer, "".join(character for _, character in run)


def told(change: Change) -> str | int:
    """Return words that come, how many bytes stay, or how many go as a negative number."""
    if "insert" in change:
        return str(change["insert"])
    return int(str(change["retain"])) if "retain" in change else -int(str(change["delete"]))
