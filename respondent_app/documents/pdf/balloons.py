"""Balloons beside the text, in which word processors print deletions, formats and comments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from respondent_app.documents.pdf.pages import Page

_BALLOON = re.compile(r"(?:Deleted|Inserted|Formatted|Comment(?:ed)?|Moved(?: down| up)?)\b[^:]{0,40}:", re.IGNORECASE)
_BESIDE = 0.6  # of the width of the page
_SLACK = 2.0  # points


def remove_balloons(pages: Sequence[Page]) -> None:
    """Take the balloons off the pages and say on which there were some: to what they belong is not known."""
    for page in pages:
        left, _, right, _ = page.box
        starts = [
            line.left
            for line in page.lines
            if line.left > left + _BESIDE * (right - left) and _BALLOON.match(line.text)
        ]
        if starts:
            edge = min(starts) - _SLACK
            page.has_balloons = True
            page.lines = [line for line in page.lines if line.left < edge]
