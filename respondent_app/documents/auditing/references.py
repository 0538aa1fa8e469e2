"""What a reference in a change table stands for: "Clause 4.8 – 4.10", "5.1 (b) (i)", "heading of Section 14"."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass

from respondent_app.model.text import fold

Key = tuple[str, ...]
"""A clause number in its steps: ("5", "1", "b", "i")."""

_PART = r"(?:appendix|annexe?|schedule|attachment|exhibit)"
_CLAUSE = (
    r"(?:sub-?clause|sub-?section|sub-?paragraph|clause|section|paragraph|para|article|part|condition|rule|item|row)"
)
_STEP = r"(?:\d+[a-z]{0,2}\b|[a-z]{1,2}\d+[a-z]?\b|\([a-z]{1,6}\)|\(\d{1,3}[a-z]?\))"
_NUMBER = rf"(?:(?:{_STEP})(?:\s*\.\s*{_STEP}|\.?\s*\((?:[a-z]{{1,6}}|\d{{1,3}}[a-z]?)\)|\.[a-z]\b)*)"
_PART_LABEL = rf"\b{_PART}\s+(?:[a-z]{{1,2}}|\d{{1,2}}[a-z]?|[ivx]+)\b"
_STEPS = re.compile(r"[a-z]*\d+[a-z]*|[a-z]+")
_PIECE = re.compile(
    rf"(?:\b(?:of|in|to)\s+(?:the\s+)?)?(?P<part>{_PART_LABEL})|(?P<noun>\b{_CLAUSE}s?\b)|(?P<number>{_NUMBER})|(?P<to>-|\bto\b|\bthrough\b)"
)
_ASIDE = re.compile(r"\((?:new|now|formerly|previously|was|current|proposed|old)\b[^)]*\)|\bnew\b|\bformer\b")
_HEADING = re.compile(r"\b(?:sub-?)?(?:heading|title)\b")
_DEFINITION = re.compile(r"\bdefinitions?\b(?:\s+(?:of|for))?\s*[:\-–—]?\s*(?P<name>.+)?$", re.IGNORECASE)
_NAMED = re.compile("[\"'“‘](?P<name>[^\"'“”‘’]{2,80})[\"'”’]")
_SEVERAL_PARTS = re.compile(
    r"\b(?P<noun>appendi|annex|schedule)(?:x|ces|xes|es|s)?\s+"
    r"(?P<labels>\w{1,2}(?:(?:\s*,\s*|\s+and\s+)\w{1,2})+)\b(?!\.\d)"
)
_THROUGHOUT = re.compile(
    r"\b(?:throughout|global(?:ly)?|general|various|whole document|entire document|all (?:clauses|sections))\b"
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_MOST_IN_RANGE = 60


class Sort(enum.Enum):
    """What kind of place is meant."""

    CLAUSE = "clause"
    HEADING = "heading"
    DEFINITION = "definition"
    EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Sought:
    """One place that a row of the table speaks of.

    `part` is the appendix or schedule, folded ("appendix a"), empty for the body; `key` the number in its steps; both
    empty where only a `name` is given: the words of a heading, or the term that is defined.
    """

    sort: Sort = Sort.CLAUSE
    part: str = ""
    key: Key = ()
    name: str = ""


def key(reference: str) -> Key:
    """Return the steps of a clause number: "5.1 (b) (i)" has four. Words such as "Clause" are no part of it."""
    plain = re.sub(rf"\b{_CLAUSE}s?\b", " ", fold(reference))
    return tuple(_STEPS.findall(plain))


def part_and_key(reference: str) -> tuple[str, Key]:
    """Return the appendix or schedule that a reference names, and the number in it."""
    folded = fold(reference)
    match = re.search(_PART_LABEL, folded)
    if match is None:
        return "", key(reference)
    return match[0], key(folded[: match.start()] + " " + folded[match.end() :])


def sought(reference: str, clauses: tuple[str, ...] = ()) -> tuple[Sought, ...]:
    """Return the places that a row speaks of: `clauses` where the pack lists them, else what `reference` says."""
    if special := _special(" ".join(reference.split())):
        return special
    listed = [place for text in clauses for place in _places(fold(text))]
    return tuple(dict.fromkeys(listed or _places(fold(reference))))


def in_words(place: Sought, printed: str = "") -> str:
    """Name a place as a sentence would: "Clause 5.1(b)(i)". `printed` is its number as the text has it."""
    number = printed or _number(place.key)
    if place.sort is Sort.EVERYWHERE:
        return "the text"
    if place.sort is Sort.DEFINITION:
        return f"the definition of “{place.name}”"
    if not place.key:
        return place.part.title() or f"the heading “{place.name}”"
    noun = "Clause" if len(place.key) > 1 or not place.key[0].isdigit() else "Section"
    named = f"{place.part.title()}, paragraph {number}" if place.part else f"{noun} {number}"
    return f"the heading of {named}" if place.sort is Sort.HEADING else named


def _special(reference: str) -> tuple[Sought, ...]:
    """Return the headings or definitions that a reference names, or that it means the whole text."""
    folded = fold(reference)
    places = tuple(_places(folded))
    named = _NAMED.search(reference)
    if _HEADING.search(folded) and (places or named):
        if named:
            return (Sought(Sort.HEADING, places[0].part if places else "", (), named["name"]),)
        return tuple(Sought(Sort.HEADING, place.part, place.key) for place in places)
    definition = _DEFINITION.search(reference)
    if definition and (named or (definition["name"] and not places)):
        names = named["name"] if named else definition["name"]
        return tuple(Sought(Sort.DEFINITION, name=term) for term in _terms(names or "", alone=bool(named)))
    return (Sought(Sort.EVERYWHERE),) if _THROUGHOUT.search(folded) and not places else ()


def _terms(names: str, *, alone: bool) -> list[str]:
    if alone:
        return [names]
    cut = re.sub(r"(?i)\s*\(.*?\)|\s+in\s+(?:clause|section)\b.*$", "", names)
    return [term.strip(" .:;") for term in re.split(r",| and ", cut) if term.strip(" .:;")]


def _places(folded: str) -> Iterator[Sought]:
    """Yield the places in a list such as "clauses 4.8 - 4.10, 5.1(b) and appendix a"."""
    pieces = list(_PIECE.finditer(_ASIDE.sub(" ", _SEVERAL_PARTS.sub(_each_part, folded))))
    of_part = next((piece["part"] for piece in pieces if piece["part"] and piece[0] != piece["part"]), "")
    part, last = of_part, Sought()
    to = found = False
    for at, piece in enumerate(pieces):
        if piece["part"]:
            part, last = piece["part"], Sought()
            if not of_part and not (at + 1 < len(pieces) and (pieces[at + 1]["number"] or pieces[at + 1]["noun"])):
                yield Sought(part=part)
        elif piece["number"]:
            this = _continued(last.key, key(piece["number"]), relative=piece["number"].startswith("("))
            for each in _between(last.key, this) if to else (this,):
                yield Sought(part=part, key=each)
            last = Sought(part=part, key=this)
            found = True
        to = bool(last.key) and bool(piece["to"] or (to and piece["noun"]))
    if of_part and not found:
        yield Sought(part=of_part)


def _each_part(match: re.Match[str]) -> str:
    """Write "appendices a and b" as "appendix a and appendix b"."""
    noun = "appendix" if match["noun"] == "appendi" else match["noun"]
    return " and ".join(f"{noun} {label}" for label in re.findall(r"\b(?!and\b)\w{1,2}\b", match["labels"]))


def _continued(last: Key, this: Key, *, relative: bool) -> Key:
    """Complete what a list leaves out: the "(ii)" of "5.1(b)(i), (ii)", the "5.40" of "H5.33-5.40"."""
    if not last:
        return this
    if relative:
        return (*last[: _depth(last, this[0])], *this)
    letter = re.match(r"[a-z]+", last[0])
    return (letter[0] + this[0], *this[1:]) if letter and last[0] == letter[0] + this[0] else this


def _depth(last: Key, step: str) -> int:
    """Return how many steps of `last` stand before `step` in a list that goes on: 2 for "(ii)" after "5.1(b)(i)"."""
    if len(step) == len(last[-1]) == 1 and ord(step) == ord(last[-1]) + 1:  # "(i)" after "(h)" is a letter
        return len(last) - 1
    sorts = [_sort(each) for each in last]
    return len(last) - 1 - sorts[::-1].index(_sort(step)) if _sort(step) in sorts else len(last)


def _sort(step: str) -> str:
    return "number" if step[:1].isdigit() else "roman" if set(step) <= set("ivx") else "letter"


def _between(first: Key, last: Key) -> Iterator[Key]:
    """Yield the keys after `first` up to `last`; only `last` where nobody can tell what lies between."""
    if len(last) < len(first):  # "4.8 - 10"
        last = (*first[: len(first) - len(last)], *last)
    steps = _steps(first[-1], last[-1]) if first[:-1] == last[:-1] else None
    yield from ((*last[:-1], step) for step in steps or (last[-1],))


def _steps(first: str, last: str) -> list[str] | None:
    if first.isdigit() and last.isdigit() and int(first) < int(last) <= int(first) + _MOST_IN_RANGE:
        return [str(number) for number in range(int(first) + 1, int(last) + 1)]
    if first in _ROMAN and last in _ROMAN and _ROMAN.index(first) < _ROMAN.index(last):
        return list(_ROMAN[_ROMAN.index(first) + 1 : _ROMAN.index(last) + 1])
    return _lettered(first, last)


def _lettered(first: str, last: str) -> list[str] | None:
    """Return the steps of "a" to "c" and of "1a" to "1c"."""
    stem, a, b = first[:-1], first[-1:], last[-1:]
    if last[:-1] == stem and a.isalpha() and b.isalpha() and a < b:
        return [stem + chr(code) for code in range(ord(a) + 1, ord(b) + 1)]
    return None


def _number(steps: Key) -> str:
    """Print a number whose text has none to show: digits with dots, letters in brackets."""
    out = ""
    for step in steps:
        if step.isalpha() and out:
            out += f"({step})"
        else:
            printed = step.upper() if not step.isdigit() else step
            out += f".{printed}" if out else printed
    return out
