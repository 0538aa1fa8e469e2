"""The two forms in which a pack's Markdown is used: as Qt shows it, and as bare words."""

from __future__ import annotations

import re

LINE_IN_CELL = "\N{LINE SEPARATOR}"
_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_ROW = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.MULTILINE)
_RULER = re.compile(r"^[ \t]*(?:\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+[ \t]*(?::?-{3,}:?)?|[-*_]{3,})[ \t]*$", re.MULTILINE)
_CELL_BORDER = re.compile(r"(?<!\\)\|")
_LINE_MARK = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+)", re.MULTILINE)
# The lengths are bounded, so that a file made to be slow is not.
_LINK = re.compile(r"!?\[([^\]\n]{0,500})\]\([^)\n]{0,1000}\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,5000}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=\S)(.{1,5000}?)(?<=\S)\1(?![\w*])")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def shown(markdown: str) -> str:
    """Return Markdown in which `<br>` within a table cell is a line separator, which Qt shows as a new line.

    Qt takes `<br>` itself for the end of the table.
    """
    return _ROW.sub(lambda row: _BREAK.sub(LINE_IN_CELL, row[0]), markdown)


def plain(markdown: str) -> str:
    """Return the words alone: a paragraph, heading or table cell a line (two where the cell itself has a new line)."""
    text = _ROW.sub(_cells_as_lines, _RULER.sub("", markdown))
    text = _BREAK.sub("\n", text).replace(LINE_IN_CELL, "\n")
    text = _LINE_MARK.sub("", text)
    for pattern, kept in ((_LINK, r"\1"), (_STRONG, r"\2"), (_EMPHASIS, r"\2"), (_ESCAPE, r"\1")):
        text = pattern.sub(kept, text)
    return _without_entities(text) if "&" in text else text


def _without_entities(text: str) -> str:
    import html

    return html.unescape(text)


def _cells_as_lines(row: re.Match[str]) -> str:
    return "\n".join(cell.strip() for cell in _CELL_BORDER.split(row[0].strip().strip("|")))
