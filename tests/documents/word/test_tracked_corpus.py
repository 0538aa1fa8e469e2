"""Documents by others: both views must say what several independent programs agree on."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest

from respondent_app.documents.word.document import read_word
from respondent_app.model.document import Document, Paragraph, Part

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
TRACKED = json.loads((CORPUS / "tracked.json").read_text()) if CORPUS.is_dir() else []
PAIRS = json.loads((CORPUS / "pairs.json").read_text()) if CORPUS.is_dir() else []
CASES = [(one["file"], view, wanted) for one in TRACKED for view, wanted in one["text_sha256"].items()]
STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'", "\u00ad": None, "\u200b": None})

pytestmark = pytest.mark.skipif(not TRACKED, reason="the files of others are not here")


def text_of(paragraphs: Iterable[Paragraph]) -> str:
    lines = (one.text for one in paragraphs if one.part is Part.BODY)
    return "".join("".join(unicodedata.normalize("NFKC", line).translate(STRAIGHT).split()) for line in lines)


def read(folder: str, name: str) -> Document:
    return read_word((CORPUS / folder / name).read_bytes(), name)


@pytest.mark.parametrize(("name", "view", "wanted"), CASES, ids=lambda value: str(value)[:30])
def test_a_view_says_what_was_agreed(name: str, view: str, wanted: str) -> None:
    document = read("docx", name)
    text = text_of(document.proposed if view == "accept" else document.current)
    assert hashlib.sha256(text.encode()).hexdigest() == wanted


@pytest.mark.parametrize("name", [one["file"] for one in TRACKED])
def test_what_is_marked_is_consistent(name: str) -> None:
    """The marked text is the two views laid over each other, and every change tells where it stands."""
    document = read("docx", name)
    sources = {source for view in (document.current, document.proposed) for one in view for source in one.sources}
    assert sources
    assert all(revision.source >= 0 for revision in document.revisions)
    assert document.shows_changes == bool(document.revisions)
    if document.current is not document.proposed:
        assert document.revisions


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: str(pair["test"]))
def test_a_pair_differs_where_something_was_revised(pair: dict[str, str]) -> None:
    before, after = ([_seen(one) for one in read("pairs", pair[side]).proposed] for side in ("before", "after"))
    assert (before != after) == (pair["revisions"] != "0")


def _seen(one: Paragraph) -> tuple[object, ...]:
    return one.part, one.text, one.label, one.objects, one.cell
