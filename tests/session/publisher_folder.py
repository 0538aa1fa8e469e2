"""The made-up publisher's files in a folder, for sessions and windows to read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.made_documents.publisher_files import publisher_files


@dataclass(frozen=True, slots=True)
class Folder:
    current: Path
    clean: Path
    redline: Path


def written(folder: Path) -> Folder:
    made = publisher_files()
    paths = Folder(folder / "TMAD V1.3.docx", folder / "TMAD V1.4 clean.docx", folder / "TMAD V1.4 marked.docx")
    paths.current.write_bytes(made.current)
    paths.clean.write_bytes(made.clean)
    paths.redline.write_bytes(made.redline)
    return paths
