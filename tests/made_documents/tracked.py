"""A long made-up document with tracked changes, and what its two views must say."""

from __future__ import annotations

import functools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from respondent_app.model.word_diff import Did, Words, word_diff
from tests.made_documents.legal_text import Clause, Prose, edited, labels, outline, with_typed_numbers
from tests.made_documents.word_file import Block, Grid, word_file

_CLAUSES_A_TABLE = 150


@dataclass(frozen=True, slots=True)
class Made:
    """A tracked file, the labels and wordings of each view's clauses in order, and the words that come and go."""

    data: bytes
    current: tuple[tuple[str, str], ...]
    proposed: tuple[tuple[str, str], ...]
    inserted: tuple[str, ...]
    deleted: tuple[str, ...]


@functools.lru_cache(maxsize=2)
def tracked_document(
    clauses: int = 3080, seed: int = 1, *, edits: int = 300, inserted: int = 30, deleted: int = 20
) -> Made:
    """Make a document of `clauses` numbered paragraphs, at full size about 6 MB of XML, with tables in between."""
    rng = random.Random(seed)
    prose = Prose(rng)
    history = _history(outline(prose, rng, clauses), prose, rng, (edits, inserted, deleted))
    current = [before for before, _ in history if before]
    proposed = [after for _, after in history if after]
    pieces = [piece for before, after in history for piece in _pieces(before, after)]
    return Made(
        word_file(_content(history, prose)),
        tuple(zip(labels(current), (clause.text for clause in current), strict=True)),
        tuple(zip(labels(proposed), (clause.text for clause in proposed), strict=True)),
        tuple(word for piece in pieces if piece.did is Did.COME for word in piece.text.split()),
        tuple(word for piece in pieces if piece.did is Did.GO for word in piece.text.split()),
    )


_History = Sequence[tuple[Clause | None, Clause | None]]


def _history(clauses: Sequence[Clause], prose: Prose, rng: random.Random, counts: tuple[int, int, int]) -> _History:
    """Decide for each clause what it was and what it becomes."""
    edits, inserted, deleted = counts
    text = [n for n, clause in enumerate(clauses) if clause.level > 1]
    chosen = rng.sample(text, edits + deleted)
    to_edit, to_delete = set(chosen[:edits]), set(chosen[edits:])
    to_follow = set(rng.sample(text, inserted))
    history: list[tuple[Clause | None, Clause | None]] = []
    for n, clause in enumerate(clauses):
        after = None if n in to_delete else edited(clause, prose, rng, 0.08) if n in to_edit else clause
        history.append((clause, after))
        if n in to_follow:
            typed = "?" if clause.level == 2 else ""
            fresh = Clause(len(clauses) + n, clause.level, prose.sentence(rng.randint(15, 40)), typed)
            history.append((None, fresh))
    numbered = {clause.key: clause for clause in with_typed_numbers([after for _, after in history if after])}
    return [(before, numbered[after.key] if after else None) for before, after in history]


def _pieces(before: Clause | None, after: Clause | None) -> tuple[Words, ...]:
    if before is None or after is None:
        clause, did = (before, Did.GO) if before else (after, Did.COME)
        lead = f"{clause.typed}\t" if clause and clause.typed else ""
        return (Words(did, lead + clause.text),) if clause else ()
    return word_diff(before.text, after.text)


def _content(history: _History, prose: Prose) -> Iterator[Block | Grid]:
    for n, (before, after) in enumerate(history):
        clause = after or before
        if clause is None:
            continue
        mark = Did.STAY if before and after else Did.GO if before else Did.COME
        pieces = _pieces(before, after)
        if clause.typed:
            pieces = (replace(pieces[0], text=clause.text),)
        yield Block(pieces, clause.level, clause.typed, mark)
        if n % _CLAUSES_A_TABLE == _CLAUSES_A_TABLE - 1:
            yield Grid(tuple(tuple(" ".join(prose.words(3)) for _ in range(3)) for _ in range(4)))
