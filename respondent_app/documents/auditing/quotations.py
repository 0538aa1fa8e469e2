"""What stands in quotation marks, of whatever kind, one inside another included."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MARKS = {"“": "“”", "”": "“”", "„": "“”", '"': '"', "‘": "'", "’": "'", "'": "'", "«": "«»", "»": "«»", "`": "'"}
_VALUE = re.compile(r"\w\s*=\s*$")


def quotations(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return the outermost quotations of a text: where each begins and ends with its marks, and what it quotes."""
    found = []
    opened: list[tuple[int, str]] = []
    for at, family, opens, closes in _marks(text):
        if opened and opened[-1][1] == family and closes and not (opens and _is_value(text, at)):
            start, _ = opened.pop()
            if not opened:
                found.append((start, at + 1, text[start + 1 : at].strip()))
        elif opens and (not opened or family != "'"):
            opened.append((at, family))
    if opened and not any(start > opened[0][0] for start, _, _ in found):
        found += _unclosed(text, opened)
    return tuple(entry for entry in found if entry[2])


def masked(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text with ⟦0⟧, ⟦1⟧ … in place of its quotations, and the quotations.

    The value in 'GroupID = "CB"' is a quotation too, but one that says nothing of words that come or go: ⟦=1⟧.
    """
    pieces: list[str] = []
    quotes: list[str] = []
    at = 0
    for start, end, words in quotations(text):
        pieces += [_unmarked(text[at:start]), f" ⟦{'=' * _is_value(text, start)}{len(quotes)}⟧ "]
        quotes.append(words)
        at = end
    spaced = " ".join("".join((*pieces, _unmarked(text[at:]))).split())
    return re.sub(r"(?<=⟧) (?=[.,;:)])|(?<=\() (?=⟦)", "", spaced), tuple(quotes)


def _unmarked(text: str) -> str:
    """Return a text without the signs that stand for quotations here."""
    return text.replace("⟦", " ").replace("⟧", " ")


def _marks(text: str) -> Iterator[tuple[int, str, bool, bool]]:
    """Yield each quotation mark: its place, its family, whether it can open and whether it can close."""
    for at, letter in enumerate(text):
        if letter not in _MARKS:
            continue
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        opens = bool(after) and not after.isspace() and not (before.isalnum() or before in {".", ",", ";"})
        closes = bool(before) and not before.isspace() and not after.isalnum()
        family = _MARKS[letter][0]
        if letter in "“„‘«":
            opens, closes = True, False
        elif letter in "”»":
            opens, closes = False, True
        elif letter == "’":
            opens = False
        if family == "'" and not opens and not closes:
            continue  # an apostrophe
        yield at, family, opens, closes


def _is_value(text: str, at: int) -> bool:
    """Whether a mark that could also close stands after an equals sign, and so opens a value."""
    return bool(_VALUE.search(text[max(0, at - 12) : at]))


def _unclosed(text: str, opened: list[tuple[int, str]]) -> list[tuple[int, int, str]]:
    """Return what an opening mark without its partner quotes: up to the last closing mark, if there is one."""
    start = opened[0][0]
    ends = [at for at, family, _, closes in _marks(text) if closes and at > start and family == opened[0][1]]
    return [(start, ends[-1] + 1, text[start + 1 : ends[-1]].strip())] if ends else []
