"""Plain text files: a paragraph a line, whether a line of the file is a whole paragraph or a piece of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from respondent_app.model.errors import UnreadableFileError

MARKDOWN = frozenset({".md", ".markdown"})
_PLAIN = MARKDOWN | {".txt", ".text"}
LARGEST = 50_000_000
"""Bytes. A text of 300 pages has under two million."""
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_STARTS_ANEW = re.compile(r"[ \t]*(?:[-*•#>|+]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)][ \t]|```|$)")
_NARROWEST, _WIDEST = 40, 130  # what a wrapped line measures, in characters
_SLACK = 4
_FENCED = re.compile(r"^(?P<fence>```|~~~).*?^(?P=fence)[ \t]*$", re.MULTILINE | re.DOTALL)


def is_plain_text(path: Path) -> bool:
    """Whether a file is taken for plain text: by its name, as plain text has no marks of its own."""
    return path.suffix.lower() in _PLAIN


def read_plain_text(path: Path) -> str:
    """Return what the file says, a paragraph a line; raise `UnreadableFileError` if it is no text.

    Offsets stay those of the file (with single line ends): a line end within a paragraph becomes a space, and what
    stands in the code blocks of Markdown as many spaces.
    """
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise UnreadableFileError(f"“{path.name}” is too large.", advice="Texts of up to 50 MB are read.")
    text = _decoded(content)
    if "\0" in text:
        raise UnreadableFileError(f"“{path.name}” is no plain text.", advice="Choose a text, Word or PDF file.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unwrapped(_FENCED.sub(_blank, text) if path.suffix.lower() in MARKDOWN else text)


def unwrapped(text: str) -> str:
    """Return `text` with each paragraph that was wrapped at some width on one line, all offsets as before."""
    return "\n\n".join(_unwrapped_block(block.split("\n")) for block in text.split("\n\n"))


def _unwrapped_block(lines: Sequence[str]) -> str:
    """Join what a program wrapped: lines so long that the next word would not have fitted."""
    width = max(map(len, lines))
    if len(lines) == 1 or width > _WIDEST:
        return "\n".join(lines)
    ends = (" " if _runs_on(line, following, width) else "\n" for line, following in pairwise(lines))
    return "".join(f"{line}{end}" for line, end in zip(lines, (*ends, ""), strict=True))


def _runs_on(line: str, following: str, width: int) -> bool:
    if len(line) < _NARROWEST or _STARTS_ANEW.match(following) or following.isspace():
        return False
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width - _SLACK


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-16" if content[:2] in _BYTE_ORDER_MARKS else "utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
