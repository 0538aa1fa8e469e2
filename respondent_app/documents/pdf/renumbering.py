"""Numbers of both views where a PDF shows but one row of them.

LibreOffice prints clause numbers with all changes shown, and in brackets "5.3[5.5]" where it thinks that the final one
differs. What it thinks is not always so (7.4 does not count a clause with a deletion in it); what it counts with all
changes shown is. From that row the numbers of either view are counted afresh, leaving out what is not in the view.
"""

from __future__ import annotations

import string
from collections.abc import Sequence

from respondent_app.documents.numerals.formats import printed
from respondent_app.documents.pdf.numbers import Label, steps_of
from respondent_app.documents.pdf.palette import COMES, GOES, STAYS
from respondent_app.documents.pdf.paragraphs import Passage


def renumber(passages: Sequence[Passage]) -> None:
    """Set the numbers of both views, where numbers in brackets show that the file prints both in one row."""
    numbered = [passage for passage in passages if passage.level and passage.label and not passage.label.is_typed]
    if not any(passage.label and passage.label.before for passage in numbered):
        return
    for shown in (GOES, COMES):
        counter = _Counter()
        for passage in numbered:
            number = counter.count(passage, is_in_view=_is_in(passage, shown))
            if shown == GOES:
                passage.current_number = number
            else:
                passage.proposed_number = number


class _Counter:
    """Counts the clauses of one view. `_printed` are the numbers of the row with all changes shown."""

    def __init__(self) -> None:
        self._printed: list[int] = []
        self._own: list[int] = []

    def count(self, passage: Passage, *, is_in_view: bool) -> str:
        """Go on by one clause; return its number in this view."""
        label = passage.label or Label("", 0)
        text = label.counted
        level = passage.level
        _fit(self._printed, level)
        stride = max(1, passage.value - self._printed[level - 1])
        self._printed[level - 1] += stride
        if is_in_view:
            _fit(self._own, level)
            self._own[level - 1] += stride
        elif stride > 1 and len(self._own) >= level:
            self._own[level - 1] += stride - 1
        return _formatted(text, passage.style, self._own[:level]) if is_in_view else text


def _fit(numbers: list[int], level: int) -> None:
    """Begin levels that are new, forget those further down."""
    numbers[level:] = []
    numbers += [0] * (level - len(numbers))


def _is_in(passage: Passage, shown: str) -> bool:
    label = passage.current if shown == GOES else passage.proposed
    if not any(line.marks.strip() for line in passage.lines):
        return True
    letters = sum(
        did in (STAYS, shown) and letter.isalnum()
        for line in passage.lines
        for letter, did in zip(line.text, line.marks, strict=True)
    )
    return label is not None and letters > sum(letter.isalnum() for letter in label.text + label.before)


def _formatted(text: str, style: str, numbers: Sequence[int]) -> str:
    """Write counted numbers in the shape of a printed one."""
    if steps := steps_of(text):
        lead = text[: len(text) - len(text.lstrip(string.ascii_uppercase + "."))]
        tail = text[len(text.rstrip(".:")) :]
        return lead + ".".join(map(str, numbers[-len(steps) :])) + tail
    core = text.strip("().:")
    if core.isdigit():
        return text.replace(core, str(numbers[-1]))
    fresh = printed(numbers[-1], "lowerRoman" if "roman" in style else "lowerLetter")
    return text.replace(core, fresh if core.islower() else fresh.upper(), 1) if core else text
