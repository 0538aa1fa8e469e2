"""Rich text (RTF): its words without its commands, hidden ones too, and what is embedded as figures of sixteen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from respondent_app.privacy.inside.text import Kind, Path, Text

START = b"{\\rtf"
_TOKEN = re.compile(
    r"\\'([0-9a-fA-F]{2})|\\u(-?\d+) ?\??|\\([a-zA-Z]+)(-?\d+)? ?|\\([^a-zA-Z])|[{}]|\r?\n|([^\\{}\r\n]+)"
)
_BREAKS = frozenset({"par", "line", "cell", "row", "tab", "sect", "page"})
_SIGNS = {"~": " ", "-": "", "_": "-", "\\": "\\", "{": "{", "}": "}"}
_NAMED = {"endash": "–", "emdash": "—", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•"}


def rich_texts(place: Path, content: bytes) -> Iterator[Text]:
    """Yield the words of rich text."""
    text = content.decode("latin-1")
    yield Text(place, Kind.VISIBLE, "".join(_words(text)))


def _words(text: str) -> Iterator[str]:
    for found in _TOKEN.finditer(text):
        byte, code, command, _, sign, words = found.groups()
        if words:
            yield words
        elif byte:
            yield bytes.fromhex(byte).decode("cp1252", errors="replace")
        elif code:
            yield _letter(int(code))
        elif command:
            yield "\n" if command in _BREAKS else _NAMED.get(command, "")
        elif sign:
            yield _SIGNS.get(sign, "")


def _letter(code: int) -> str:
    number = code & 0xFFFF
    return chr(number) if not 0xD800 <= number < 0xE000 else ""  # noqa: PLR2004  halves of a pair
