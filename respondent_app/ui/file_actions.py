"""What the window can ask for about files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FileActions:
    """What the window can ask of the composition root about files."""

    open_draft: Callable[[Path], None]
    new_draft: Callable[[str], None]
    save_copy: Callable[[Path], None]
    send_copy: Callable[[Path], None]
    consultations: Callable[[], tuple[tuple[str, str], ...]]
