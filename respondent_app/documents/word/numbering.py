"""Automatic clause numbers: which level of which list a paragraph is at, and what Word prints in front of it.

Sections named below are those of ECMA-376 Part 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from lxml import etree

from respondent_app.documents.numerals.formats import printed
from respondent_app.documents.word.levels import LEVELS, Level, List, Lists
from respondent_app.documents.word.styles import Style, Styles

_LEGAL_KEEPS = frozenset({"decimal", "decimalZero"})
_OFF = "0"
_AGAIN: Final = "again"  # stands for the number of a level that will start again when it is next used
_Reached = list[int | Literal["again"] | None]


@dataclass(frozen=True, slots=True, eq=False)
class ListItem:
    """A level of a list. `level` counts from 0; lists that share `counted_as` share their counters.

    `levels` are all levels of the list; `again_from` is a start that counts once, where the list is first used at this
    level; `list_id` tells lists apart that share counters.
    """

    level: int
    list_id: str
    counted_as: str
    levels: tuple[Level, ...]
    again_from: int | None
    language: str

    @property
    def own(self) -> Level:
        """How this level is numbered."""
        return self.levels[self.level]


class Numbering:
    """The lists and numbered styles of one document."""

    def __init__(self, lists: Lists, styles: Styles) -> None:
        self._lists = lists
        self.styles = styles
        self._items: dict[tuple[str | None, int | None, str | None, str], ListItem | None] = {}

    @classmethod
    def read(cls, numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
        """Read the two parts; either may be missing."""
        known = Styles.read(styles)
        return cls(Lists.read(numbering, known), known)

    def item(self, num_id: str | None, level: int | None, style: str | None, language: str = "") -> ListItem | None:
        """Return the level a paragraph is at, None if it has no number.

        `num_id` and `level` are what the paragraph itself says, `style` its style (None: the default one), `language`
        that of its paragraph mark (empty: as the style says). What the paragraph says goes before what its style says,
        that before what the styles say on which it is based.
        """
        key = (num_id, level, style, language)
        try:
            return self._items[key]
        except KeyError:
            found = self._items[key] = self._resolved(num_id, level, style, language)
            return found

    def _resolved(self, num_id: str | None, level: int | None, style: str | None, language: str) -> ListItem | None:
        chain = self.styles.chain(style)
        list_id = num_id if num_id is not None else next((s.num_id for s in chain if s.num_id is not None), None)
        found = None if list_id is None or list_id == _OFF else self._lists.get(list_id)
        if list_id is None or found is None:
            return None
        depth = level if level is not None else _level_of_style(found, chain, by_style=num_id is None)
        if depth is None:
            return None
        depth = min(max(depth, 0), LEVELS - 1)
        language = found.levels[depth].language or language or next((s.language for s in chain if s.language), "")
        return ListItem(
            depth, list_id, found.counted_as, found.levels, found.again_from[depth], language or self.styles.language
        )


class Counter:
    """The numbers of one view of one story of a document: feed it every numbered paragraph in order."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._reached: dict[str, _Reached] = {}
        self._started: set[tuple[str, int]] = set()

    def label(self, item: ListItem) -> str:
        """Count a paragraph and return the number printed in front of it, empty where none is printed.

        A bullet is no number.
        """
        reached = self._reached.get(item.counted_as)
        if reached is None:
            reached = self._reached[item.counted_as] = [None] * LEVELS
        self._count(item, reached)
        own = item.levels[item.level]
        if own.number_format == "bullet":
            return ""
        written = [piece if isinstance(piece, str) else _number(item, piece, reached) for piece in own.printed]
        return "".join(written).strip()

    def _count(self, item: ListItem, reached: _Reached) -> None:
        at, levels = item.level, item.levels
        if reached[at] is None:
            _pass_over(reached, item)
        before = reached[at]
        if item.again_from is not None and (item.list_id, at) not in self._started:
            self._started.add((item.list_id, at))
            before = None
        reached[at] = before + 1 if isinstance(before, int) else levels[at].start
        for deeper in range(at + 1, LEVELS):
            if reached[deeper] is not None and at < levels[deeper].restarts_after:
                reached[deeper] = _AGAIN


def _pass_over(reached: _Reached, item: ListItem) -> None:
    """Count the levels above one that is used for the first time as used, as far as they never were."""
    for above in range(item.level - 1, -1, -1):
        if reached[above] is not None:
            return
        reached[above] = item.levels[above].start


def _level_of_style(found: List, chain: tuple[Style, ...], *, by_style: bool) -> int | None:
    """Return the level at which a style is in a list: the one bound to it, else the one it names (17.9.23).

    Where the style brings the list, a level that is bound to a style of another kind is not for it: Word prints no
    number then and counts none.
    """
    for style in chain:
        bound = found.styles.get(style.style_id, style.level)
        if bound is not None:
            break
    else:
        bound = 0
    owner = next((style for style, level in found.styles.items() if level == bound), None)
    if by_style and owner is not None and all(style.style_id != owner for style in chain):
        return None
    return bound


def _number(item: ListItem, place: int, reached: _Reached) -> str:
    """Return the number of one level inside a label; one that will start again shows where."""
    level = item.levels[place]
    number = reached[place]
    number_format = level.number_format
    if item.own.legal and number_format not in _LEGAL_KEEPS:
        number_format = "decimal"
    return printed(number if isinstance(number, int) else level.start, number_format, item.language)
