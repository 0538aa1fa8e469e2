"""Documents that were read, kept so that none is read twice: what a file is and what changes in it ask for the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from respondent_app.session.publisher_files import as_it_is

if TYPE_CHECKING:
    from respondent_app.model.document import Document

_MOST = 4


class Shelf:
    """Holds the last few documents, each for as long as its file stays as it is."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Path, int, int], Document] = {}

    def read(self, path: Path, step: Callable[[str], None]) -> Document:
        """Return the document in a file. Errors of the reader pass."""
        from respondent_app.documents import reader

        file = as_it_is(path)
        if file is not None and file in self._kept:
            return self._kept[file]
        document = reader.read(path, step)
        if file is not None:
            self._kept = dict([*self._kept.items(), (file, document)][-_MOST:])
        return document
