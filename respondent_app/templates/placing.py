"""From the words around a place in a form to what belongs there; the same for Word documents and workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from respondent_app.model.consultation import Consultation
from respondent_app.model.template import Placing, Slot


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may take something, with the words around it.

    `slot.label` are the words that ask (the cell to the left, the line above, the words before a blank). `above` are
    headings and question texts that stand before it, the nearest last; `column` is the head of its column in a table;
    `choice` are the words right at a box to tick.
    """

    slot: Slot
    above: tuple[str, ...] = ()
    column: str = ""
    choice: str = ""


def placed(candidates: Sequence[Candidate], consultation: Consultation) -> tuple[Placing, ...]:
    """Return what belongs into each place, in the order of the form; each content is placed once."""
    raise NotImplementedError
