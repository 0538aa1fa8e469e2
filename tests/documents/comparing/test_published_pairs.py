"""Pairs of Word files made by others: see the README of the corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from respondent_app.documents.comparing.compare import compare, compare_views
from respondent_app.documents.word.document import read_word
from respondent_app.model.comparison import Kind
from respondent_app.model.document import Document

_CORPUS = Path(__file__).parents[3].parent / "shared" / "corpus"
_PAIRS = json.loads((_CORPUS / "pairs.json").read_text("utf-8")) if (_CORPUS / "pairs.json").exists() else []
_TRACKED = sorted((_CORPUS / "docx").glob("*.docx")) if (_CORPUS / "docx").exists() else []

needs_corpus = pytest.mark.skipif(not _PAIRS, reason="the files made by others are not beside this checkout")


def _read(path: Path) -> Document:
    return read_word(path.read_bytes(), path.name)


@needs_corpus
@pytest.mark.parametrize("pair", _PAIRS, ids=lambda pair: pair["test"])
def test_a_change_is_seen_wherever_there_is_one(pair: dict[str, str]) -> None:
    current, proposed = (_read(_CORPUS / "pairs" / pair[side]) for side in ("before", "after"))
    changed = any(change.kind is not Kind.UNCHANGED for change in compare(current, proposed).changes)
    assert changed == (pair["revisions"] != "0")


@needs_corpus
@pytest.mark.parametrize("pair", _PAIRS, ids=lambda pair: pair["test"])
def test_no_document_differs_from_itself(pair: dict[str, str]) -> None:
    document = _read(_CORPUS / "pairs" / pair["before"])
    assert all(change.kind is Kind.UNCHANGED for change in compare(document, document).changes)


@needs_corpus
@pytest.mark.parametrize("path", _TRACKED, ids=lambda path: path.name)
def test_every_clause_of_a_tracked_file_is_told_once(path: Path) -> None:
    changes = compare_views(_read(path)).changes
    for side in ([c.current for c in changes], [c.proposed for c in changes]):
        positions = sorted(clause.position for clauses in side for clause in clauses)
        assert positions == list(range(len(positions)))
