"""Which row of a sheet holds its headings, and which column the keys by which its rows are known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Row = Mapping[int, str]
"""The texts of a row's cells by column, from 0; no empty ones."""

_SEARCHED_ROWS = 30
_LONGEST_HEADING = 80
_LONGEST_KEY = 40
_FEWEST_ROWS = 2
# Such as ICHIS-12, REQ 4.1a, R/003, 3.1A, X2.4(b) or 17.
_KEY = re.compile(
    r"(?:[A-Za-z]{1,12}(?:[-_ ./:#]{1,3}[A-Za-z][A-Za-z0-9]{0,11}){0,3}[-_ ./:#]{0,3})?"
    r"\d+(?:[.\-/]\d+)*[A-Za-z]{0,2}(?:\s?\([a-z0-9]{1,4}\))*[.)]?"
)
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_MOST_LOOKED_AT = 2000
_LETTER = re.compile(r"[A-Za-z]")
_DIFFERENT, _LOOKS = 0.9, 0.7  # a slip or two is human
_KEY_HEADING = re.compile(
    r"\b(?:id|ids|identifier|key|ref|refs|reference|no|nos|number|num|clause|section|paragraph|para|req|requirement"
    r"|item|code|index|row|line)\b|#|№",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a sheet's headings and keys are: positions in the list of rows and columns from 0; `None` if nowhere."""

    heading_row: int | None = None
    key_column: int | None = None


def layout(rows: Sequence[Row]) -> Layout:
    """Find the row of headings and the key column of a sheet from what stands in its cells."""
    heading = _heading_row(rows)
    first = 0 if heading is None else heading + 1
    names = {} if heading is None else rows[heading]
    return Layout(heading, _key_column(rows[first:], names))


def _heading_row(rows: Sequence[Row]) -> int | None:
    """The first row that looks like headings: several short different words, and most columns below are used."""
    widest = max((len(row) for row in rows[: _SEARCHED_ROWS * 2]), default=0)
    for at, row in enumerate(rows[:_SEARCHED_ROWS]):
        below = rows[at + 1 : at + 11]
        if len(row) < 2 or not below or len(row) * 2 < widest:  # noqa: PLR2004 (one cell is a title)
            continue
        texts = [text.strip() for text in row.values()]
        short = all(len(text) <= _LONGEST_HEADING for text in texts)
        words = sum(bool(re.search(r"[^\W\d_]|#", text)) and not _is_key_with_digits(text) for text in texts)
        used = sum(any(column in other for other in below) for column in row)
        if short and words * 4 >= len(texts) * 3 and len(set(texts)) == len(texts) and used * 2 >= len(row):
            return at
    return None


def _is_key_with_digits(text: str) -> bool:
    return bool(re.search(r"\d", text)) and bool(_KEY.fullmatch(text))


def _key_column(rows: Sequence[Row], headings: Row) -> int | None:
    several = [row for row in rows if len(row) > 1]  # a row with one cell is often the title of a section
    filled = several if len(several) >= _FEWEST_ROWS else list(rows)
    if len(filled) < _FEWEST_ROWS:
        return None
    columns = Counter(column for row in filled for column in row)
    scores = {
        column: score
        for column, count in columns.items()
        if count * 2 >= len(filled) and (score := _key_likeness(column, filled, headings.get(column, "")))
    }
    return max(scores, key=lambda column: (scores[column], -column)) if scores else None


def _key_likeness(column: int, rows: Sequence[Row], heading: str) -> float:
    """How likely a column holds keys, 0 if it cannot: short texts, each but once, that look like identifiers."""
    texts = [row[column].strip() for row in rows if column in row][:_MOST_LOOKED_AT]
    if any(len(text) > _LONGEST_KEY for text in texts):
        return 0
    different = len(set(texts)) / len(texts)
    looks = _share(texts, lambda text: bool(_KEY.fullmatch(text)) and not _DATE.fullmatch(text))
    lettered = _share(texts, lambda text: bool(_LETTER.search(text)))
    named = bool(_KEY_HEADING.search(heading))
    leftmost = column == min(min(row) for row in rows)
    if different < _DIFFERENT or not (named or (looks >= _LOOKS and (leftmost or lettered >= _LOOKS))):
        return 0
    return different + looks + named * 0.6 + lettered * looks * 0.5 + leftmost * 0.3


def _share(texts: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, texts)) / len(texts)
