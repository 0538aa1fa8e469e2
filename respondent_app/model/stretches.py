"""Which stretches of a text became others: what an edit did, as far as two texts tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from respondent_app.model.word_diff import PIECES

# From so many code points on both sides, a stretch is looked at word by word: somebody pasted a revised text over the
# old one. Fewer are typing, or a word in the place of another, where what comes stands for all that goes.
_LONG = 40
_MANY_PAIRS = 250_000


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


def from_the_end(stretches: Sequence[Stretch]) -> list[tuple[Stretch, int]]:
    """Return stretches with where each one starts in the new text; the last first, so that the others stay in place."""
    found, shift = [], 0
    for stretch in stretches:
        found.append((stretch, stretch.start + shift))
        shift += len(stretch.come) - stretch.removed
    return found[::-1]


def _word_by_word(whole: Stretch, gone: str) -> Iterator[Stretch]:
    """Yield what differs between the words that go and those that come, with the spaces between such words."""
    at = reached = 0
    ends = ((len(gone), len(gone)), (len(whole.come), len(whole.come)))
    for (start, end), (new_start, new_end) in (*_words_that_stay(gone, whole.come), ends):
        old, new = gone[at:start], whole.come[reached:new_start]
        if old != new:
            left = _spaces_in_common(old, new)
            right = _spaces_in_common(old[left:][::-1], new[left:][::-1])
            yield Stretch(whole.start + at + left, len(old) - left - right, new[left : len(new) - right])
        at, reached = end, new_end


def _words_that_stay(gone: str, come: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield where each word that stays stands in the one text, and in the other."""
    before, after = (
        [(match.group(), match.span()) for match in PIECES.finditer(text) if not match.group().isspace()]
        for text in (gone, come)
    )
    old, new = [word for word, _ in before], [word for word, _ in after]
    # In a long text frequent words are left out at first: looking at each pair of them takes seconds.
    matcher = SequenceMatcher(None, old, new, autojunk=len(old) * len(new) > _MANY_PAIRS)
    for block in matcher.get_matching_blocks():
        for (_, span), (_, new_span) in zip(
            before[block.a : block.a + block.size], after[block.b : block.b + block.size], strict=True
        ):
            yield span, new_span


def _spaces_in_common(one: str, other: str) -> int:
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs or not mine.isspace():
            break
        count += 1
    return count


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
