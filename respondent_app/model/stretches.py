"""Which stretches of a text became others: what an edit did, as far as two texts tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from respondent_app.model.word_diff import PIECES

# From so many code points on both sides, a stretch is looked at word by word: somebody pasted a revised text over the
# old one. Fewer are typing, or a word in the place of another, where what comes stands for all that goes.
_LONG = 40


@dataclass(frozen=True, slots=True)
class Stretch:
    """At `start` (code points of the text before), `removed` code points went and the text `come` came."""

    start: int
    removed: int
    come: str


def changed_stretch(before: str, after: str, cursor: int | None = None) -> Stretch:
    """Return the one stretch in which two texts differ.

    A letter typed beside its like could stand on either side; what comes after `cursor` (code points of the text
    after) was not typed.
    """
    shorter = min(len(before), len(after))
    tail = len(after) - cursor if cursor is not None else shorter + 1
    if not (0 <= tail <= shorter and before[len(before) - tail :] == after[len(after) - tail :]):
        start = _agreement(shorter, lambda n: before[:n] == after[:n])
        tail = _agreement(shorter - start, lambda n: before[len(before) - n :] == after[len(after) - n :])
    else:
        start = _agreement(shorter - tail, lambda n: before[:n] == after[:n])
    return Stretch(start, len(before) - start - tail, after[start : len(after) - tail])


def changed_stretches(before: str, after: str, cursor: int | None = None) -> tuple[Stretch, ...]:
    """Return the stretches in which two texts differ, in order: one, unless much of the text was replaced at once."""
    whole = changed_stretch(before, after, cursor)
    if min(whole.removed, len(whole.come)) <= _LONG:
        return (whole,) if whole.removed or whole.come else ()
    return tuple(_word_by_word(whole, before[whole.start : whole.start + whole.removed]))


def _word_by_word(whole: Stretch, gone: str) -> Iterator[Stretch]:
    """Yield what differs between the words that go and those that come. A space alone is nothing that stays."""
    before, after = PIECES.findall(gone), PIECES.findall(whole.come)
    at, removed, come = whole.start, 0, ""
    # What is frequent, such as spaces, is left out at first: looking at each of them takes seconds in a long text.
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=True).get_opcodes():
        old, new = "".join(before[i1:i2]), "".join(after[j1:j2])
        if tag == "equal" and not (new.isspace() and (removed or come)):
            if removed or come:
                yield Stretch(at, removed, come)
            at += removed + len(new)
            removed, come = 0, ""
        else:
            removed += len(old)
            come += new
    if removed or come:
        yield Stretch(at, removed, come)


def _agreement(limit: int, agrees: Callable[[int], bool]) -> int:
    """Return the greatest length up to `limit` for which two texts agree, by halving: texts can be long."""
    low = 0
    while low < limit:
        middle = (low + limit + 1) // 2
        if agrees(middle):
            low = middle
        else:
            limit = middle - 1
    return low
