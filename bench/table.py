"""One way to print what was measured."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """Something measured. `target` is the most that `value` should be; both have the same `unit`."""

    name: str
    value: float
    target: float
    unit: str
    detail: str = ""

    @property
    def verdict(self) -> str:
        """Say whether the target is met."""
        return "met" if self.value <= self.target else "MISSED"


def lines(figures: Iterable[Figure]) -> list[str]:
    """Return a table with a line for each figure."""
    rows = [("what", "measured", "at most", "", "how")]
    rows += [(f.name, _number(f.value, f.unit), _number(f.target, f.unit), f.verdict, f.detail) for f in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return ["  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]]) for row in rows]


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least `share` (0 to 1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def _number(value: float, unit: str) -> str:
    return f"{value:.2f} {unit}"
