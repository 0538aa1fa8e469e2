"""Qt counts text in UTF-16 units, the model in code points; they part at the first emoji."""

from __future__ import annotations


def to_utf16(text: str, code_points: int) -> int:
    """Turn a position in code points into Qt's."""
    if text.isascii():
        return code_points
    return len(text[:code_points].encode("utf-16-le", "surrogatepass")) // 2


def to_code_points(text: str, utf16: int) -> int:
    """Turn Qt's position into code points; a position inside a pair counts as before it."""
    if text.isascii():
        return utf16
    return len(text.encode("utf-16-le", "surrogatepass")[: utf16 * 2].decode("utf-16-le", "ignore"))


def utf16_length(text: str) -> int:
    """Return how long Qt takes `text` to be."""
    return to_utf16(text, len(text))
