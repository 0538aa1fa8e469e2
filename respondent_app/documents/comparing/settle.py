"""What a person decides about a pair in doubt."""

from __future__ import annotations

from dataclasses import replace

from respondent_app.documents.comparing.changes import paired
from respondent_app.model.comparison import Comparison, Kind, UnsurePair

_OUT_OF_PLACE = frozenset({Kind.INSERTED, Kind.DELETED, Kind.MOVED, Kind.MOVED_EDITED})


def settle(comparison: Comparison, pair: UnsurePair, *, same: bool) -> Comparison:
    """Return the comparison with a pair in doubt decided.

    If both are one clause rewritten, they become one change where the clause is proposed, and other pairs in doubt
    with either of them are done with. If not, or if one of them is paired by now, they stay as they are.
    """
    gone, come = _place(comparison, pair.current, 0), _place(comparison, pair.proposed, 1)
    if not same or gone is None or come is None:
        return replace(comparison, unsure=tuple(each for each in comparison.unsure if each != pair))
    told = list(comparison.changes)
    between = told[min(gone, come) + 1 : max(gone, come)]
    moved = any(change.kind not in _OUT_OF_PLACE for change in between)
    authors = tuple(dict.fromkeys((*told[gone].authors, *told[come].authors)))
    told[come] = replace(paired(told[gone].current, told[come].proposed, moved=moved), authors=authors)
    del told[gone]
    rest = (each for each in comparison.unsure if each.current != pair.current and each.proposed != pair.proposed)
    return replace(comparison, changes=tuple(told), unsure=tuple(rest))


def _place(comparison: Comparison, position: int, side: int) -> int | None:
    kind = (Kind.DELETED, Kind.INSERTED)[side]
    for number, change in enumerate(comparison.changes):
        if change.kind is kind and (change.current, change.proposed)[side][0].position == position:
            return number
    return None
