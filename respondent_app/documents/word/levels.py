"""Lists and their levels as the numbering part defines them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from respondent_app.documents.numerals.formats import format_of_example
from respondent_app.documents.word import names
from respondent_app.documents.word.names import W
from respondent_app.documents.word.styles import Styles, attribute, switched_on, whole

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered.

    `printed` is the text of the number: what stands in it as it is, and the levels (from 0) whose number goes there.
    `restarts_after` is how many of the levels above start it again: a level of that rank or a higher one (17.9.10).
    `legal`: numbers of the levels above are printed in digits (17.9.4).
    """

    start: int = 1
    number_format: str = "decimal"
    printed: tuple[str | int, ...] = ()
    restarts_after: int = LEVELS
    legal: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class List:
    """A list that paragraphs name.

    Lists that are `counted_as` one share their counters: those of one definition, not those of one style. `again_from`
    is where each level starts again when the list is first used at it; `styles` are the levels bound to styles.
    """

    counted_as: str
    levels: tuple[Level, ...]
    again_from: tuple[int | None, ...]
    styles: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Definition:
    """A w:abstractNum."""

    levels: tuple[Level, ...]
    styles: dict[str, int]
    linked_to: str | None


class Lists:
    """The lists of a document by their ids."""

    def __init__(self, lists: dict[str, List]) -> None:
        self._lists = lists

    @classmethod
    def read(cls, numbering: etree._Element | None, styles: Styles) -> Lists:
        """Read the part; without one there are no lists."""
        if numbering is None:
            return cls({})
        definitions = {
            element.get(f"{W}abstractNumId", ""): element for element in reversed(numbering.findall(f"{W}abstractNum"))
        }
        nums = {element.get(f"{W}numId", ""): element for element in reversed(numbering.findall(f"{W}num"))}
        uses = {list_id: attribute(element, "abstractNumId") or "" for list_id, element in reversed(nums.items())}
        read = {id_: _definition(element) for id_, element in definitions.items()}
        lists = {}
        for list_id, own in uses.items():
            source = _followed(list_id, uses, read, styles)
            if source is not None:
                lists[list_id] = _overridden(read[source], own, nums[list_id])
        return cls(lists)

    def get(self, list_id: str) -> List | None:
        """Return the list of an id, None if the document has none."""
        return self._lists.get(list_id)


def _followed(list_id: str, uses: dict[str, str], read: dict[str, _Definition], styles: Styles) -> str | None:
    """Return the definition of a list, through styles that stand between (17.9.21); None if the way ends."""
    seen: set[str] = set()
    at: str | None = list_id
    while at is not None and at in uses and at not in seen:
        seen.add(at)
        definition = read.get(uses[at])
        if definition is None:
            return None
        if definition.linked_to is None:
            return uses[at]
        at = styles.numbered(definition.linked_to)
    return None


def _definition(element: etree._Element) -> _Definition:
    levels = [Level()] * LEVELS
    styles: dict[str, int] = {}
    for level in element.iterchildren(f"{W}lvl"):
        index = whole(level.get(f"{W}ilvl"))
        if index is None or not 0 <= index < LEVELS:
            continue
        levels[index] = _level(level)
        style = attribute(level, "pStyle")
        if style:
            styles.setdefault(style, index)
    return _Definition(tuple(levels), styles, attribute(element, "numStyleLink"))


def _overridden(definition: _Definition, counted_as: str, num: etree._Element) -> List:
    """Apply what a w:num changes of its definition (17.9.8): a level's whole look, or just where it starts."""
    levels = list(definition.levels)
    styles = dict(definition.styles)
    again: list[int | None] = [None] * LEVELS
    for override in num.iterchildren(f"{W}lvlOverride"):
        index = whole(override.get(f"{W}ilvl"))
        if index is None or not 0 <= index < LEVELS:
            continue
        replaced = override.find(f"{W}lvl")
        if replaced is not None:
            levels[index] = _level(replaced)
            styles.setdefault(attribute(replaced, "pStyle") or "", index)
        again[index] = whole(attribute(override, "startOverride"))
    started = (
        level if start is None else replace(level, start=start) for level, start in zip(levels, again, strict=True)
    )
    return List(counted_as, tuple(started), tuple(again), styles)


def _level(element: etree._Element) -> Level:
    restart = whole(attribute(element, "lvlRestart"))
    return Level(
        start=whole(attribute(element, "start")) or 0,
        number_format=_number_format(element),
        printed=() if switched_on(element, "rPr/vanish") else _pieces(element),
        restarts_after=LEVELS if restart is None else restart,
        legal=switched_on(element, "isLgl"),
        language=attribute(element, "rPr/lang") or "",
    )


def _pieces(element: etree._Element) -> tuple[str | int, ...]:
    """Cut the text of a number at its places: "Section %1.%2" is "Section ", 0, ".", 1.

    Text that names a deeper level is not printed at all: the standard leaves out that number, Word the text
    ([MS-OI29500] 2.1.283).
    """
    cut = _PLACE.split(attribute(element, "lvlText") or "")
    pieces = tuple(int(piece) - 1 if index % 2 else piece for index, piece in enumerate(cut) if piece)
    own = whole(element.get(f"{W}ilvl")) or 0
    return () if any(isinstance(piece, int) and piece > own for piece in pieces) else pieces


def _number_format(element: etree._Element) -> str:
    """Return the format of a level; where a newer one is offered beside an older one, the newer one if it is known."""
    offered = (
        element.find(f"{names.ALTERNATES}/{names.CHOICE}/{W}numFmt"),
        element.find(f"{W}numFmt"),
        element.find(f"{names.ALTERNATES}/{names.FALLBACK}/{W}numFmt"),
    )
    for found in offered:
        name = None if found is None else _named_format(found)
        if name:
            return name
    return "decimal"


def _named_format(element: etree._Element) -> str | None:
    name = element.get(names.VALUE)
    return format_of_example(element.get(f"{W}format", "")) if name == "custom" else name
