"""What is left of a change once the words that the table tells of are put back.

Taking each disclosed change back and comparing again is surer than ticking words off: where words repeat, no one can
say which "the" was inserted, but everyone can say whether the texts are now the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from respondent_app.documents.auditing.phrases import (
    Run,
    Token,
    Tokens,
    joined_tokens,
    occurrences,
    runs,
    staying,
    without,
)

_NEAR = 2


@dataclass(frozen=True, slots=True)
class Remainder:
    """The words of a clause on both sides, as far as no row of the table has explained what differs."""

    current: Tokens
    proposed: Tokens

    @property
    def runs(self) -> tuple[Run, ...]:
        """What still differs."""
        return runs(self.current, self.proposed)


PutBack = Callable[[Remainder], Remainder]


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a phrase stands in the current and in the proposed text, and how often it came and went."""

    current: int
    proposed: int
    came: int
    went: int

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.current + other.current,
            self.proposed + other.proposed,
            self.came + other.came,
            self.went + other.went,
        )


NONE = Tally(0, 0, 0, 0)


def tally(sides: Remainder, phrase: Sequence[str], apart_from: Sequence[str] = ()) -> Tally:
    """Count a phrase on both sides; not where it is only part of another phrase.

    It came as often as the proposed text has it more, and at least as often as all its words are new.
    """
    before = _free(phrase, sides.current, apart_from)
    after = _free(phrase, sides.proposed, apart_from)
    if not before or not after:
        return Tally(len(before), len(after), len(after), len(before))
    came, went = _whole(sides, phrase, before, after)
    more = len(after) - len(before)
    return Tally(len(before), len(after), max(more, came), max(-more, went))


def put_back(sides: Remainder, inserted: Sequence[str], deleted: Sequence[str]) -> Remainder:
    """Take an insertion, a deletion or a replacement back, as often as it happened."""
    came = tally(sides, inserted, deleted).came if inserted else 0
    went = tally(sides, deleted, inserted).went if deleted else 0
    current, proposed = sides.current, sides.proposed
    if came:
        swapped = min(came, went)
        at = _latest(sides, inserted, deleted, came)
        back = _phrase(current, deleted)
        proposed = without(proposed, at[swapped:], len(inserted)) if len(at) > swapped else proposed
        sides = Remainder(current, proposed)
        proposed = without(proposed, _latest(sides, inserted, deleted, swapped), len(inserted), back)
        went -= swapped
    if went:
        gone = _gone(Remainder(current, proposed), deleted, inserted, went)
        current = without(current, gone, len(deleted))
    return Remainder(current, proposed)


def put_all_back(_sides: Remainder) -> Remainder:
    """Take back everything: the table tells of the whole clause."""
    return Remainder((), ())


def put_nothing_back(sides: Remainder) -> Remainder:
    """For a change without words: the table tells of it, and there is nothing to take back."""
    return sides


def put_typing_back(sides: Remainder, phrase: Sequence[str] = ()) -> Remainder:
    """Take back how words that stay are typed; those of a phrase only, where one is given."""
    spans = {at + i for at in occurrences(phrase, sides.proposed) for i in range(len(phrase))}
    proposed = list(sides.proposed)
    for i, j in staying(sides.current, sides.proposed, sides.runs):
        if j in spans or not phrase:
            proposed[j] = sides.current[i]
    return Remainder(sides.current, tuple(proposed))


def put_back_runs(sides: Remainder, wanted: Callable[[Run], bool]) -> Remainder:
    """Take back the runs that are wanted, and those that a word or two part from them."""
    found = sides.runs
    chosen = {number for number, run in enumerate(found) if wanted(run)}
    for number in range(1, len(found)):  # a sentence that shares "of the" with the clause comes in several runs
        chosen |= {number} if number - 1 in chosen and _close(found[number - 1], found[number]) else set()
    for number in range(len(found) - 2, -1, -1):
        chosen |= {number} if number + 1 in chosen and _close(found[number], found[number + 1]) else set()
    proposed = sides.proposed
    for number in sorted(chosen, reverse=True):
        run = found[number]
        proposed = (*proposed[: run.at], *run.gone, *proposed[run.at + len(run.come) :])
    return Remainder(sides.current, proposed)


def put_back_span(sides: Remainder, phrase: Sequence[str]) -> Remainder:
    """Take back what differs inside a wording that the table gives."""
    spans = [range(at, at + len(phrase)) for at in occurrences(phrase, sides.proposed)]

    def inside(run: Run) -> bool:
        ends = (run.at, run.at + len(run.come))
        return any(span.start <= ends[0] and ends[1] <= span.stop for span in spans)

    return put_back_runs(sides, inside)


def touches(sides: Remainder, phrases: Sequence[Sequence[str]]) -> Callable[[Run], bool]:
    """Return a test whether words that come belong to one of some phrases."""
    places = {at + i for each in phrases for at in occurrences(each, sides.proposed) for i in range(len(each))}
    return lambda run: any(at in places for at in range(run.at, run.at + len(run.come)))


def of_texts(current: Sequence[str], proposed: Sequence[str]) -> Remainder:
    """Return the words of both sides of a change of which nothing is explained yet."""
    return Remainder(joined_tokens(current), joined_tokens(proposed))


def _close(first: Run, second: Run) -> bool:
    return second.at - (first.at + len(first.come)) <= _NEAR


def _free(phrase: Sequence[str], words: Sequence[Token], apart_from: Sequence[str]) -> tuple[int, ...]:
    """Return where a phrase stands outside of a longer one that holds it."""
    found = occurrences(phrase, words)
    if len(apart_from) <= len(phrase):
        return found
    longer = {at + i for at in occurrences(apart_from, words) for i in range(len(apart_from))}
    return tuple(at for at in found if not longer.issuperset(range(at, at + len(phrase))))


def _whole(sides: Remainder, phrase: Sequence[str], before: Sequence[int], after: Sequence[int]) -> tuple[int, int]:
    """Return how often all words of a phrase are new, and how often all went."""
    found = sides.runs
    come = {run.at + i for run in found for i in range(len(run.come))}
    gone = {run.gone_at + i for run in found for i in range(len(run.gone))}
    return (
        sum(come.issuperset(range(at, at + len(phrase))) for at in after),
        sum(gone.issuperset(range(at, at + len(phrase))) for at in before),
    )


def _latest(sides: Remainder, phrase: Sequence[str], apart_from: Sequence[str], count: int) -> list[int]:
    """Return the places of a phrase in the proposed text that are most likely the new ones."""
    come = {run.at + i for run in sides.runs for i in range(len(run.come))}
    return _ranked(_free(phrase, sides.proposed, apart_from), come, len(phrase), count)


def _gone(sides: Remainder, phrase: Sequence[str], apart_from: Sequence[str], count: int) -> list[int]:
    gone = {run.gone_at + i for run in sides.runs for i in range(len(run.gone))}
    return _ranked(_free(phrase, sides.current, apart_from), gone, len(phrase), count)


def _ranked(places: Sequence[int], changed: set[int], size: int, count: int) -> list[int]:
    ranked = sorted(places, key=lambda at: (-len(changed.intersection(range(at, at + size))), at))
    return ranked[:count]


def _phrase(words: Tokens, phrase: Sequence[str]) -> Tokens:
    at = occurrences(phrase, words)
    return words[at[0] : at[0] + len(phrase)] if at else ()
