"""Comparing two long documents: what is found, and what it costs against Docxodus."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from python_redlines.engines import DocxodusEngine

from bench.process import APP, run
from bench.table import Figure
from respondent_app.documents.comparing.compare import compare
from respondent_app.documents.word.document import read_word
from tests.made_documents.pairs import EASY, HARD, Pair, pair
from tests.made_documents.scoring import Score, score

SEEDS = (1, 2, 3)


def figures() -> Iterator[Figure]:
    """Measure."""
    easy = pair(EASY)
    yield from _quality("easy pair", [_score(easy)], target=0.0)
    yield from _quality("hard pairs", [_score(pair(HARD, seed)) for seed in SEEDS], target=0.01)
    with tempfile.TemporaryDirectory() as folder:
        yield from _against_docxodus(easy, Path(folder))


def _score(made: Pair) -> Score:
    return score(made, compare(read_word(made.current, "current.docx"), read_word(made.proposed, "proposed.docx")))


def _quality(name: str, scores: list[Score], target: float) -> Iterator[Figure]:
    worst = min(scores, key=lambda one: one.f1)
    right, missed, false = worst.right, len(worst.missed), len(worst.false)
    detail = f"F1 {worst.f1:.4f}: {right} right, {missed} missed, {false} false"
    yield Figure(f"{name}, 1 - F1", 1 - worst.f1, target, "", detail)
    yield Figure(f"{name}, wrong pairs", sum(len(one.wrong_pairs) for one in scores), 0, "", "clauses held for one")


def _against_docxodus(made: Pair, folder: Path) -> Iterator[Figure]:
    """Whole processes: reading, comparing and writing the result, on either side."""
    current, proposed = folder / "current.docx", folder / "proposed.docx"
    current.write_bytes(made.current)
    proposed.write_bytes(made.proposed)
    ours = run([*APP, "compare", str(current), str(proposed), "--json", str(folder / "changes.json")])
    docxodus = DocxodusEngine(target_path=str(folder / "docxodus")).extracted_binaries_path
    peer = run([docxodus, str(current), str(proposed), str(folder / "redline.docx"), "--author=x", "--detect-moves"])
    yield Figure(
        "compare, against Docxodus", ours.seconds / peer.seconds, 0.1, "x",
        f"whole process {ours.seconds:.2f} s, Docxodus {peer.seconds:.2f} s",
    )  # fmt: skip
    yield Figure(
        "its peak memory", ours.megabytes / peer.megabytes, 0.2, "x",
        f"{ours.megabytes:.0f} MB, Docxodus {peer.megabytes:.0f} MB",
    )  # fmt: skip
