"""Where something was found, in the words of a person who has the files open: no names of parts inside a file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from respondent_app.privacy.inside.markup_places import PLACE_NAMES
from respondent_app.privacy.leak_check import Hit

_MOST_PLACES = 3
_FILES = (
    ("_Comments_", "the comment sheet"),
    ("_Response_", "the response"),
    ("manifest.json", "the list of files"),
)
_SHEET_CELL = re.compile(r", (?P<sheet>[^,!]+)!\$?[A-Z]+\$?(?P<row>\d+)$")
_CELL = re.compile(r", cell [A-Z]+(?P<row>\d+)$")
_UNSEEN = "a part of it that does not show on the page"
_ALL_ABOUT = ("an earlier state of the file", "an attached file", "a part that it no longer lists", "between the parts")
_PARTS = (
    *(
        (place, _UNSEEN)
        for place in (
            "an attribute",
            "a comment in the XML",
            "a name in the XML",
            "Base64",
            "the name of a part",
            "the comment of the archive",
            "customXml/",
            "word/vbaProject",
            "xl/workbook.xml",
        )
    ),
    ("xl/comments", "a remark on a cell"),
    ("xl/worksheets/", "the head or foot of its pages"),
    ("a mail header", "its header"),
    ("docProps/", "its properties"),
    ("word/header", "the head of its pages"),
    ("word/footer", "the foot of its pages"),
    ("word/foot", "a note"),
    ("word/endnotes", "a note"),
    ("word/comments", "a remark in the margin"),
    ("word/document.xml, ", ""),
    ("word/document.xml", ""),
    ("the name of the file", "its name"),
    ("a part whose name gives it away", "a part whose name gives it away"),
)


def told(hits: Sequence[Hit], unread: Sequence[str] = ()) -> str:
    """Name where something was found: three places at most, then how many more there are."""
    found = list(dict.fromkeys(_told(hit) for hit in hits))
    # A place that says no more than another about the same words in the same file is left out.
    found = [place for place in found if not any(other.startswith(f"{place}, ") for other in found)]
    found += [f"{part.split(' > ')[0]} cannot be read" for part in unread]
    found = list(dict.fromkeys(found))
    more = len(found) - _MOST_PLACES
    return "; ".join(found[:_MOST_PLACES]) + (f"; and {more} more" if more > 0 else "")


def _told(hit: Hit) -> str:
    place = _place(hit.place)
    return f"{hit.what} in {_file(hit.file)}" + (f", {place}" if place else "")


def _file(name: str) -> str:
    if name.endswith(".eml"):
        return "the e-mail"
    return next((said for part, said in _FILES if part in name), name)


def place_in_words(hit: Hit) -> str:
    """Say where in its file something was found; empty if it simply stands in it."""
    return _place(hit.place)


def _place(place: str) -> str:
    if found := next((said for said in _ALL_ABOUT if said in place.split(" > ")), ""):
        return found
    part = place.rpartition(" > ")[2]
    if (named := part.rpartition(", ")[2]) in PLACE_NAMES:
        return named
    if cell := _SHEET_CELL.search(part):
        return f"{cell['sheet']}, row {cell['row']}"
    if cell := _CELL.search(part):
        return f"row {cell['row']}"
    for start, said in _PARTS:
        if part.startswith(start):
            return said or part[len(start) :]
    return part if "/" not in part and not part.endswith(" as bytes") else ""
