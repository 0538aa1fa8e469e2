"""The two forms in which a pack's Markdown is used: as Qt shows it, and as bare words."""

from __future__ import annotations

import re

LINE_IN_CELL = "\N{LINE SEPARATOR}"
_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_ROW = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.MULTILINE)
_RULER = re.compile(r"^[ \t]*(?:\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?::?-+:?)?|[-*_]{3,})[ \t]*$", re.MULTILINE)
_CELL_BORDER = re.compile(r"(?<!\\)\|")
_LINE_MARK = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+)", re.MULTILINE)
# Nothing here reaches across another mark of its kind, so that a file made to be slow is not.
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\n]*\)")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+)(?<=\S)\*(?![\w*])|(?<![\w_])_(?=\S)([^_\n]+)(?<=\S)_(?![\w_])")
_STRONG = re.compile(r"\*\*(?=\S)([^*\n]+)(?<=\S)\*\*|(?<!\w)__(?=\S)([^_\n]+)(?<=\S)__(?!\w)")
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
    for pattern in (_LINK, _EMPHASIS, _STRONG, _EMPHASIS, _ESCAPE):  # emphasis within strong, and around it
        text = pattern.sub(_inside, text)
    return _without_entities(text) if "&" in text else text


def _without_entities(text: str) -> str:
    import html

    return html.unescape(text)


def _inside(match: re.Match[str]) -> str:
    return match[match.lastindex or 0]


def _cells_as_lines(row: re.Match[str]) -> str:
    return "\n".join(cell.strip() for cell in _CELL_BORDER.split(row[0].strip().strip("|")))
