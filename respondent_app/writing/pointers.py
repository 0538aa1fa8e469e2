"""Sentences of ours that point elsewhere in a document; whoever reads it back leaves them out."""

from __future__ import annotations

import re

_POINTER = re.compile(r"Comments by clause: see Detailed comments, (?:number \d+|numbers \d+ to \d+)\.")


def see_comments(first: int, last: int) -> str:
    """Say which of the numbered comments belong to a question."""
    which = f"number {first}" if first == last else f"numbers {first} to {last}"
    return f"Comments by clause: see Detailed comments, {which}."


def is_pointer(line: str) -> bool:
    """Whether a line says nothing but where to look."""
    return _POINTER.fullmatch(line.strip()) is not None
