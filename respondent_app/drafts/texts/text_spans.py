"""Ranges of a text, (start, end) in code points: what lies inside, what outside, and where to put what comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Span = tuple[int, int]


def within_length(span: Span, length: int) -> Span | None:
    """Return the part of a range that lies in a text of `length`; None if there is none."""
    start, stop = max(span[0], 0), min(span[1], length)
    return (start, stop) if start < stop else None


def outside(span: Span, wanted: Span) -> Iterator[Span]:
    """Yield the parts of a range that lie outside of another."""
    if span[0] < (end := min(span[1], wanted[0])):
        yield span[0], end
    if (begin := max(span[0], wanted[1], end)) < span[1]:
        yield begin, span[1]


def missing(spans: Sequence[Span], wanted: Span) -> Iterator[Span]:
    """Yield what should carry a mark and does not."""
    reached = wanted[0]
    for start, stop in spans:
        if reached < (end := min(start, wanted[1])):
            yield reached, end
        reached = max(reached, stop)
    if reached < wanted[1]:
        yield reached, wanted[1]


def hosts_inside(runs: Sequence[Span], gone: Span) -> list[int]:
    """Return where to put what comes in the place of `gone`, whose marked runs are `runs`: inside each of them.

    What someone else puts into marked words meanwhile would lose its mark with the last of them.
    """
    hosts: list[int] = []
    inner = [(start + 1, stop - 1) for start, stop in runs if gone[0] <= start < stop - 1 and stop <= gone[1]]
    for first, last in sorted(inner, key=lambda span: span[1]):
        if not hosts or hosts[-1] < first:
            hosts.append(last)
    return hosts


def host_in_word(raw: str, start: int, stop: int) -> int:
    """Return where to put what comes so that it lies within whatever word somebody marks there meanwhile."""
    ends_a_word = stop - start == 1 and raw[max(start - 1, 0) : stop].isalnum() and not raw[stop : stop + 1].isalnum()
    return start if ends_a_word else min(start + 1, stop)
