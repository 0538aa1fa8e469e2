"""The word-by-word difference inside a pair of clauses, fast enough for thousands of pairs and for very long ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from respondent_app.documents.comparing.order import longest_increasing
from respondent_app.model.word_diff import PIECES, Did, Words

_WORD = re.compile(r"\w+")
_LONG = 3_000  # pieces; the time and memory of a difference grow with the product of both lengths
_ISLAND = 2  # words that must stay together to be told as staying

_Change = list[str]
"""What goes and what comes between two runs that stay: [gone, come]."""


def words_between(current: str, proposed: str) -> tuple[Words, ...]:
    """Compare word by word. The texts of STAY and GO joined give `current`, of STAY and COME `proposed`.

    A single word that stays between two replaced passages is told with them: alone it does not help the reader.
    """
    if current == proposed:
        return (Words(Did.STAY, current),) if current else ()
    stays: list[str] = [""]
    changes: list[_Change] = []
    for gone, come, stay in _steps(PIECES.findall(current), PIECES.findall(proposed)):
        if not gone and not come:
            stays[-1] += stay
            continue
        if changes and not stays[-1]:
            changes[-1][0] += gone
            changes[-1][1] += come
        else:
            changes.append([gone, come])
            stays.append("")
        stays[-1] += stay
    return tuple(_told(*_joined(stays, changes)))


def _steps(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """What goes, what comes, and what stays behind them."""
    for i1, i2, j1, j2 in _segments(before, after):
        gone = come = ""
        for step in Indel.opcodes(before[i1:i2], after[j1:j2]):
            left = "".join(before[i1 + step.src_start : i1 + step.src_end])
            if step.tag == "equal":
                yield gone, come, left
                gone = come = ""
            else:
                gone += left
                come += "".join(after[j1 + step.dest_start : j1 + step.dest_end])
        if gone or come:
            yield gone, come, ""


def _segments(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Cut two long texts at words that stand once in each and in the same order; short texts stay whole."""
    if len(before) + len(after) <= _LONG:
        yield 0, len(before), 0, len(after)
        return
    start = _shared_start(before, after)
    yield 0, start, 0, start
    i1 = j1 = start
    for i2, j2 in (*_cuts(before, after, start), (len(before), len(after))):
        if i2 - i1 + j2 - j1 >= _LONG // 4 or i2 == len(before):
            yield from _bounded(i1, i2, j1, j2)
            i1, j1 = i2, j2


def _bounded(i1: int, i2: int, j1: int, j2: int) -> Iterator[tuple[int, int, int, int]]:
    """A stretch in which nothing can be cut is compared in steps of equal share of both sides."""
    parts = max(1, -(-(i2 - i1 + j2 - j1) // (2 * _LONG)))
    for part in range(parts):
        yield (
            i1 + (i2 - i1) * part // parts,
            i1 + (i2 - i1) * (part + 1) // parts,
            j1 + (j2 - j1) * part // parts,
            j1 + (j2 - j1) * (part + 1) // parts,
        )


def _shared_start(before: Sequence[str], after: Sequence[str]) -> int:
    shortest = min(len(before), len(after))
    return next((at for at in range(shortest) if before[at] != after[at]), shortest)


def _cuts(before: Sequence[str], after: Sequence[str], start: int) -> list[tuple[int, int]]:
    here = _once(before, start)
    there = _once(after, start)
    shared = [(at, there[piece]) for piece, at in here.items() if piece in there]
    return longest_increasing(shared)


def _once(pieces: Sequence[str], start: int) -> dict[str, int]:
    counts = Counter(pieces[start:])
    return {pieces[at]: at for at in range(start, len(pieces)) if counts[pieces[at]] == 1}


def _joined(stays: list[str], changes: list[_Change]) -> tuple[list[str], list[_Change]]:
    """Join changes that only a space, a mark or a single word parts."""
    kept_stays, kept = stays[:1], list[_Change]()
    for change, stay in zip(changes, stays[1:], strict=True):
        if kept and _is_island(kept_stays[-1], kept[-1], change):
            island = kept_stays.pop()
            slid = _slid(kept[-1], island, change)
            if slid is None:
                kept[-1] = [left + island + right for left, right in zip(kept[-1], change, strict=True)]
                kept_stays.append(stay)
            else:
                before, kept[-1], after = slid
                kept_stays[-1] += before
                kept_stays.append(after + stay)
        else:
            kept.append(change)
            kept_stays.append(stay)
    return kept_stays, kept


def _is_island(stay: str, left: _Change, right: _Change) -> bool:
    if stay.isspace():
        return True
    if _one_sided(left, right) is not None:
        return False
    return len(_WORD.findall(stay)) < _ISLAND


def _one_sided(left: _Change, right: _Change) -> int | None:
    """0 if words only go in both changes, 1 if they only come; nothing if words are replaced."""
    for side in (0, 1):
        if not left[1 - side] and not right[1 - side]:
            return side
    return None


def _slid(left: _Change, island: str, right: _Change) -> tuple[str, _Change, str] | None:
    """Move a space that stays to the edge of what comes, where the text is the same read either way."""
    side = _one_sided(left, right)
    if side is None:
        return None
    change = ["", ""]
    if right[side].endswith(island):
        change[side] = left[side] + island + right[side].removesuffix(island)
        return "", change, island
    if left[side].startswith(island):
        change[side] = left[side].removeprefix(island) + island + right[side]
        return island, change, ""
    return None


def _told(stays: list[str], changes: list[_Change]) -> Iterator[Words]:
    if stays[0]:
        yield Words(Did.STAY, stays[0])
    for (gone, come), stay in zip(changes, stays[1:], strict=True):
        if gone:
            yield Words(Did.GO, gone)
        if come:
            yield Words(Did.COME, come)
        if stay:
            yield Words(Did.STAY, stay)
