"""How reading and comparing say where they are."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str], None]
"""Called with the next step in a few plain words; it may raise to stop the work."""


def unheard(_step: str) -> None:
    """Tell nobody."""
