"""The words of the source document and of the pack, each read by means of its own."""

from __future__ import annotations

import re
from pathlib import Path

PACK_ID = "dcc-tmad-v1.4-moc-mds"
SOURCE = Path(__file__).parent / "source" / f"{PACK_ID}.txt"
PACK = Path(__file__).parents[2] / "resources" / "consultations" / PACK_ID
REPEATED_HEADER = "No.\tTMAD Reference\tDescription of Change\tRationale for Change\n"


def source_words() -> list[str]:
    """Every word of the source, in its order; the header that the split table repeats counts once."""
    text = SOURCE.read_text(encoding="utf-8")
    first, *others = text.split(REPEATED_HEADER)
    assert len(others) == 2, "the source's table no longer stands in two parts"
    return _without_marks(re.sub(r"<[^>]+>", " ", first + REPEATED_HEADER + "".join(others)))


def pack_words() -> list[str]:
    """Every word of the pack's Markdown file, in its order."""
    text = (PACK / "consultation.md").read_text(encoding="utf-8").replace("<br>", " ")
    return _without_marks(text.replace("| --- | --- | --- | --- |", "").replace("|", " "))


def _without_marks(text: str) -> list[str]:
    text = re.sub(r"^#{1,6} |^ *-(?: |$)|^---$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text)
    return text.replace("\\_", "_").replace("*", "").split()
