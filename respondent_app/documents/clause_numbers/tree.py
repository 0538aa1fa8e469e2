"""What a clause stands under, told from its list's levels or from its number and those before it."""

from __future__ import annotations

from dataclasses import dataclass

from respondent_app.documents.clause_numbers.labels import Label, Numeral

_RANKS = {
    "volume": 0, "book": 0, "schedule": 1, "appendix": 1, "annex": 1, "attachment": 1, "exhibit": 1, "part": 2,
    "chapter": 3, "article": 4, "section": 5,
}  # fmt: skip
_LOWEST_RANK = 6
_RESTARTING = frozenset({"volume", "book", "schedule", "appendix", "annex", "attachment", "exhibit"})


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A clause that others may stand under.

    `trail` are the numerals from the document or schedule down to it, `numeral` how its own is read. `of_list` and
    `list_level` say where its list has it; `level` counts from 1.
    """

    label: Label
    numeral: Numeral | None
    trail: tuple[str, ...]
    reference: str
    level: int
    of_list: str
    list_level: int
    is_heading: bool


Path = tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a clause belongs: what it stands under and the last one in its row."""

    above: Path
    sibling: Entry | None = None

    @property
    def reached(self) -> Path:
        """What it stands under, with the last one in its row."""
        return (*self.above, self.sibling) if self.sibling else self.above

    def is_at(self, label: Label) -> bool:
        """Whether the last one in the row is the very clause that a number names."""
        parent = self.above[-1] if self.above else None
        return self.sibling is not None and self.sibling.trail == _trail(parent, label)

    def entry(self, label: Label, of_list: str, list_level: int, *, is_heading: bool) -> Entry:
        """Put a clause there. One that was typed takes its level from the row in which it stands."""
        if not of_list and self.sibling:
            of_list, list_level = self.sibling.of_list, self.sibling.list_level
        parent = self.above[-1] if self.above else None
        same_list = parent is not None and bool(of_list) and parent.of_list == of_list
        return Entry(
            label=label,
            numeral=_read_as(label, self.sibling),
            trail=_trail(parent, label),
            reference=_reference(self.above, label, continued=same_list),
            level=_level(parent, of_list, list_level, same_list=same_list),
            of_list=of_list,
            list_level=list_level,
            is_heading=is_heading,
        )


def in_list(path: Path, of_list: str, level: int) -> Spot | None:
    """Find the place by the levels of a list, None if nothing of it stands above."""
    for index in range(len(path) - 1, -1, -1):
        entry = path[index]
        if entry.of_list != of_list or entry.list_level > level:
            continue
        return Spot(path[:index], entry) if entry.list_level == level else Spot(path[: index + 1])
    return None


def in_row(path: Path, label: Label, *, is_heading: bool = False) -> Spot:
    """Find the place by the number alone."""
    if label.name:
        return _by_rank(path, _RANKS.get(label.name, _LOWEST_RANK))
    floor = _floor(path)
    if label.is_full:
        return _by_trail(path, floor, label)
    return _next_in_row(path, floor, label) or _first_in_row(path, floor, label, is_heading=is_heading)


def continues(path: Path, label: Label, *, titled: bool = False) -> bool:
    """Whether a number is the next one, or the first below, where it may also be a figure at a paragraph's start.

    `titled`: what follows it may be a heading; then it may be the first of all.
    """
    floor = _floor(path)
    if label.is_full:
        spot = _by_trail(path, floor, label)
        if spot.sibling and spot.sibling.numeral:
            return any(spot.sibling.numeral.is_followed_by(numeral) for numeral in label.numerals)
        return len(spot.above) > floor and _starts(label)
    if not path:
        return _starts(label) and (titled or label.shape != "#")
    return _next_in_row(path, floor, label) is not None


def _by_rank(path: Path, rank: int) -> Spot:
    """Parts stand in schedules, sections in articles, and everything in volumes."""
    kept = 0
    while kept < len(path) and path[kept].label.name and _rank(path[kept]) < rank:
        kept += 1
    same = kept < len(path) and _rank(path[kept]) == rank
    return Spot(path[:kept], path[kept] if same else None)


def _rank(entry: Entry) -> int:
    return _RANKS.get(entry.label.name, _LOWEST_RANK)


def _by_trail(path: Path, floor: int, label: Label) -> Spot:
    """Find what a number holds within itself: "5.1" stands under "5", or under nothing."""
    trail = label.trail
    for index in range(len(path) - 1, floor - 1, -1):
        above = path[index].trail
        if len(above) < len(trail) and trail[: len(above)] == above:
            return _with_sibling(path, index + 1, len(trail))
    return _with_sibling(path, floor, len(trail))


def _with_sibling(path: Path, kept: int, length: int) -> Spot:
    found = path[kept] if kept < len(path) and len(path[kept].trail) == length else None
    return Spot(path[:kept], found)


def _next_in_row(path: Path, floor: int, label: Label) -> Spot | None:
    """Find the clause whose number comes right before this one's."""
    for index in range(len(path) - 1, floor - 1, -1):
        entry = path[index]
        numeral = entry.numeral
        if numeral and _alike(entry.label, label) and any(map(numeral.is_followed_by, label.numerals)):
            return Spot(path[:index], entry)
    return None


def _first_in_row(path: Path, floor: int, label: Label, *, is_heading: bool) -> Spot:
    """Place a number that follows none: the first of a new row, or one after a gap."""
    plain = label.shape in {"#", "#."} and label.steps[-1].text[:1].isdigit()
    for index in range(len(path) - 1, floor - 1, -1):
        if _same_kind(path[index], label) and not (
            plain and _starts(label) and not is_heading and index < len(path) - 1
        ):
            return Spot(path[:index], path[index])
    if is_heading or (plain and not _starts(label)):
        return Spot(path[:floor])
    return Spot(path)


def _floor(path: Path) -> int:
    """How many entries no mere number ends: schedules and what stands above their clauses."""
    return next((index + 1 for index in range(len(path) - 1, -1, -1) if path[index].label.name), 0)


def _alike(one: Label, other: Label) -> bool:
    shapes = {one.shape, other.shape}
    return not one.name and not one.is_full and (len(shapes) == 1 or shapes == {"#", "#."})


def _same_kind(entry: Entry, label: Label) -> bool:
    return (
        entry.numeral is not None
        and _alike(entry.label, label)
        and any(numeral.kind == entry.numeral.kind and numeral == _first_reading(label) for numeral in label.numerals)
    )


def _starts(label: Label) -> bool:
    return any(numeral.value == 1 for numeral in label.numerals)


def _first_reading(label: Label) -> Numeral | None:
    """How a numeral is read that follows none: "(i)" and "(ii)" are Roman, "(c)" is a letter."""
    readings = label.numerals
    first = next((numeral for numeral in readings if numeral.value == 1), None)
    if first or not readings:
        return first
    return readings[-1] if len(label.steps[-1].text) > 1 else readings[0]


def _read_as(label: Label, sibling: Entry | None) -> Numeral | None:
    if sibling and sibling.numeral:
        kind = sibling.numeral.kind
        same = next((numeral for numeral in label.numerals if numeral.kind == kind), None)
        if same:
            return same
    return _first_reading(label)


def _trail(parent: Entry | None, label: Label) -> tuple[str, ...]:
    if label.holds:
        return ()
    if parent is None or label.is_full or label.name:
        return label.trail
    return (*parent.trail, *label.trail)


def _reference(above: Path, label: Label, *, continued: bool) -> str:
    """Join a number to those above it, unless it holds them already."""
    parent = above[-1] if above else None
    if parent is None:
        return label.printed
    if label.name:
        return _named_reference(parent, label)
    if label.is_full or parent.label.holds:
        schedule = _schedule(above)
        close = not label.is_full and label.steps[0].enclosed
        return f"{schedule}{'' if close else ', '}{label.printed}" if schedule else label.printed
    text = label.steps[-1].text
    if continued and text[0].isdigit() and not label.steps[-1].enclosed and _ends_in_digits(parent):
        return f"{parent.reference}.{text}"
    return f"{parent.reference}({text})"


def _named_reference(parent: Entry, label: Label) -> str:
    run_on = label.is_full or parent.label.name in {"part", "chapter"}
    inside = parent.label.name in _RESTARTING or not run_on
    return f"{parent.reference}, {label.printed}" if inside else label.printed


def _schedule(above: Path) -> str:
    """The reference of the schedule, or part of one, in which a clause stands; clauses run on through other parts."""
    if not any(entry.label.name in _RESTARTING for entry in above):
        return ""
    return next(entry.reference for entry in reversed(above) if entry.label.holds)


def _ends_in_digits(entry: Entry) -> bool:
    last = entry.label.steps[-1]
    return last.text[0].isdigit() and not last.enclosed


def _level(parent: Entry | None, of_list: str, list_level: int, *, same_list: bool) -> int:
    if parent is None:
        return list_level + 1 if of_list else 1
    if same_list:
        return parent.level + list_level - parent.list_level
    return max(parent.level + 1, list_level + 1 if of_list else 0)
