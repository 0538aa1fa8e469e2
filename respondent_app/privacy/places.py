"""Where in a file a person would look for something that was found: the heading above it, or the cell."""

from __future__ import annotations

import contextlib
import html
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace

from respondent_app.model.text import fold
from respondent_app.privacy.inside.markup import flow
from respondent_app.privacy.inside.markup_places import IN_SIGHT, attributes, unseen, without_unseen
from respondent_app.privacy.inside.text import Kind, Text

_SHEET = re.compile(r'<(?:\w+:)?sheet\b[^>]*\bname="([^"]*)"')
_STRING_CELL = re.compile(r'<c\b(?=[^>]*\br="([A-Z]+\d+)")(?=[^>]*\bt="s")[^>]*>\s*<v>(\d+)</v>')
_INLINE_CELL = re.compile(r'<c\b[^>]*\br="([A-Z]+\d+)"[^>]*>(.*?)</c>', re.DOTALL)
_BYTES = "the file as bytes"


class Locator:
    """Names places in one file. `headings` are the only titles it may repeat."""

    def __init__(self, content: bytes, headings: Sequence[str]) -> None:
        self._content = content
        self._headings = {fold(heading): heading for heading in headings}

    def places(self, text: Text, pattern: re.Pattern[str]) -> tuple[str, ...]:
        """Return the nearest places in words at which `pattern` is found in `text`."""
        if not text.source:
            return (self._place(text, pattern),)
        if text.kind is Kind.VISIBLE:
            names = [name for name, words in unseen(text.source) if pattern.search(fold(words))]
            seen = replace(text, text=flow(without_unseen(text.source))) if names else text
            if not names or pattern.search(fold(seen.text)):
                place = self._place(seen, pattern)
                # A place that another one begins with would be taken for the same.
                return (*self._named(text, names), f"{place}, {IN_SIGHT}" if names else place)
        else:
            names = [name for name, words in attributes(text.source) if pattern.search(fold(words))]
        return self._named(text, names) or (self._place(text, pattern),)

    def _named(self, text: Text, names: Sequence[str]) -> tuple[str, ...]:
        base = " > ".join(text.place).removesuffix(" > an attribute") or _BYTES
        return tuple(f"{base}, {name}" for name in dict.fromkeys(names))

    def _place(self, text: Text, pattern: re.Pattern[str]) -> str:
        base = " > ".join(text.place) or _BYTES
        if text.kind is not Kind.VISIBLE or not text.place:
            return base
        if text.place[-1].endswith("sharedStrings.xml"):
            return self._shared_cell(base, text, pattern)
        if text.place[-1].startswith("xl/worksheets/"):
            return self._cell(base, text.place[-1], pattern)
        return self._under_heading(base, text, pattern)

    def _under_heading(self, base: str, text: Text, pattern: re.Pattern[str]) -> str:
        above = ""
        for line in map(fold, text.text.split("\n")):
            if line in self._headings:
                above = self._headings[line]
            elif pattern.search(line):
                return f"{base}, {above}" if above else base
        return base

    def _cell(self, base: str, part: str, pattern: re.Pattern[str]) -> str:
        """Return where in a sheet the text stands in a cell of its own."""
        with contextlib.suppress(KeyError, zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(self._content)) as archive:
            sheet = archive.read(part).decode("utf-8", errors="replace")
            for cell, content in _INLINE_CELL.findall(sheet):
                if pattern.search(fold(flow(content))):
                    return f"{base}, cell {cell}"
        return base

    def _shared_cell(self, base: str, text: Text, pattern: re.Pattern[str]) -> str:
        for index, line in enumerate(text.text.split("\n")):
            if pattern.search(fold(line)):
                cell = self._cells().get(index)
                return f"{base}, {cell}" if cell else base
        return base

    def _cells(self) -> dict[int, str]:
        """Return where each shared string of a workbook stands first."""
        found: dict[int, str] = {}
        try:
            with zipfile.ZipFile(io.BytesIO(self._content)) as archive:
                names = _SHEET.findall(archive.read("xl/workbook.xml").decode("utf-8", errors="replace"))
                for number, name in enumerate(names, start=1):
                    sheet = archive.read(f"xl/worksheets/sheet{number}.xml").decode("utf-8", errors="replace")
                    for cell, index in _STRING_CELL.findall(sheet):
                        found.setdefault(int(index), f"{html.unescape(name)}!{cell}")
        except (KeyError, zipfile.BadZipFile):
            return found
        return found
