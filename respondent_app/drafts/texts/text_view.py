"""What stands in a text that merges: as a person reads it, and as it is stored."""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote

from respondent_app.drafts.texts.text_spans import Span, within_length
from respondent_app.drafts.texts.text_steps import Said
from respondent_app.model.errors import DraftDamagedError
from respondent_app.model.text import REPLACEMENT

ANCHOR = "\x1e"  # no person can type it (model/text.clean)
MARK = "c:"


def first_key(mark: str) -> str:
    """Return the attribute that a mark has when it is made."""
    return MARK + quote(mark, safe="")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that carry the same attributes of marks."""

    span: Span
    keys: tuple[str, ...]

    def keys_of(self, mark: str) -> list[str]:
        """Return the attributes that belong to a mark."""
        return [key for key in self.keys if mark_of(key) == mark]


NO_RUN = Run((0, 0), ())


@functools.lru_cache(maxsize=10_000)
def mark_of(key: str) -> str:
    """Return the mark that an attribute belongs to."""
    return unquote(key.removeprefix(MARK).partition("/")[0])


class View:
    """What stands in a text: as a person sees it, and as it is.

    A text has an anchor of two characters where a session began it. Those at the beginning and the end are hidden.
    Those within, which are there after drafts without a common start were merged, are shown as line breaks. `raw` is
    the text with its anchors, of which `lead` stand at the beginning.
    """

    def __init__(self, content: Iterable[tuple[object, Mapping[str, object] | None]]) -> None:
        self.runs: list[Run] = []  # in code points of `raw`, like `spans`
        self.spans: dict[str, list[Span]] = {}  # of the characters that carry a mark
        self.raw = self._read(content)
        self.lead = len(self.raw) - len(self.raw.lstrip(ANCHOR))
        self.text = self.raw.strip(ANCHOR).replace(ANCHOR, "\n")
        shown = {mark: self._shown(spans) for mark, spans in self.spans.items()}
        in_order = sorted((span, mark) for mark, span in shown.items() if span)
        self.passages: dict[str, Span] = {mark: span for span, mark in in_order}
        self.said = Said(self.text, self.passages)

    def run_at(self, position: int) -> Run:
        """Return the run around a character of `raw`, an empty one if there is none."""
        number = bisect_right(self.runs, position, key=lambda run: run.span[0]) - 1
        run = self.runs[number] if number >= 0 else NO_RUN
        return run if position < run.span[1] else NO_RUN

    def joined(self, mark: str) -> list[Span]:
        """Return where characters that carry a mark stand side by side, in code points of `raw`."""
        joined: list[Span] = []
        for start, stop in self.spans.get(mark, ()):
            if joined and joined[-1][1] == start:
                joined[-1] = (joined[-1][0], stop)
            else:
                joined.append((start, stop))
        return joined

    def bytes_before(self, position: int) -> int:
        """Return the position in bytes of a position in code points of `raw`."""
        return position if self.raw.isascii() else len(self.raw[:position].encode())

    def _read(self, content: Iterable[tuple[object, Mapping[str, object] | None]]) -> str:
        words: list[str] = []
        at = 0
        for run, attributes in content:
            if not isinstance(run, str):
                raise damaged()
            words.append(run)
            span = (at, at + len(run))
            if keys := tuple(key for key in attributes or () if key.startswith(MARK)):
                self.runs.append(Run(span, keys))
                for mark in dict.fromkeys(map(mark_of, keys)):
                    self.spans.setdefault(mark, []).append(span)
            at += len(run)
        return "".join(words)

    def _shown(self, spans: Sequence[Span]) -> Span | None:
        return within_length((spans[0][0] - self.lead, spans[-1][1] - self.lead), len(self.text))


def storable(text: str) -> str:
    """Return `text` without what cannot be stored, code point by code point."""
    text = text.replace(ANCHOR, "\n")
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join(REPLACEMENT if "\ud800" <= character <= "\udfff" else character for character in text)
    return text


def damaged() -> DraftDamagedError:
    """Return the error for a text that cannot be put together."""
    return DraftDamagedError(
        "A text in this draft is damaged.",
        meaning="It cannot be put together again. Nothing was changed.",
        advice="Open a backup, or ask a colleague for their copy.",
    )
