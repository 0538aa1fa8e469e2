"""Confidential passages travel with their words when these are cut or copied and pasted inside the app.

On the clipboard lie only ids and positions, never a reason: other programs can read it.
"""

from __future__ import annotations

import json
from dataclasses import replace

from respondent_app.model import edits
from respondent_app.model.place import Place
from respondent_app.model.response import Mark, Response, new_id

MIME_TYPE = "application/x-respondent-marks"


def carried(response: Response, place: Place, start: int, end: int) -> bytes:
    """Describe the marks on `start`:`end` of a text, relative to `start`; empty if there are none."""
    touched = [m for m in response.passages(place) if m.start < end and m.end > start]
    found = [[m.id, max(m.start, start) - start, min(m.end, end) - start] for m in touched]
    return json.dumps({"length": end - start, "marks": found}).encode() if found else b""


def with_carried(response: Response, place: Place, at: int, length: int, data: bytes) -> Response:
    """Mark what was pasted at `at` as it was marked where it came from.

    A mark that lost its words by the cut goes with them; one that still has some gets a twin with the same reason.
    """
    for mark_id, start, end in _read(data, length):
        mark = next((m for m in response.marks if m.id == mark_id), None)
        if mark is not None:
            response = edits.with_mark(response, _moved(mark, place, at + start, at + end))
    return response


def _moved(mark: Mark, place: Place, start: int, end: int) -> Mark:
    there = replace(mark, question=place.question, comment=place.comment, part=place.part, start=start, end=end)
    return there if mark.start == mark.end else replace(there, id=new_id())


def _read(data: bytes, length: int) -> list[tuple[str, int, int]]:
    """Return the marks described by `data`, none if it does not fit the pasted text: anyone can write a clipboard."""
    try:
        described = json.loads(data)
        marks = [(str(i), int(s), int(e)) for i, s, e in described["marks"]]
        fits = described["length"] == length and all(0 <= s < e <= length for _, s, e in marks)
    except (ValueError, TypeError, KeyError):
        return []
    return marks if fits else []
