"""What a redline marks is found whatever program wrote it."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from respondent_app.documents.pdf.document import read_pdf
from respondent_app.model.word_diff import Did
from tests.documents.pdf.made_redlines import BLACK, GREEN, RED, Colours, by_qt, by_reportlab, changes, found, words
from tests.made_documents.tracked import tracked_document

_OFFICE = shutil.which("soffice")


@pytest.mark.parametrize("produce", [by_reportlab, by_qt])
@pytest.mark.parametrize("colours", [Colours(), Colours(RED, RED), Colours(GREEN, RED), Colours(BLACK, BLACK)])
def test_every_change_is_found_and_nothing_else(
    qapp: QApplication, produce: Callable[..., bytes], colours: Colours
) -> None:
    made = changes()
    document = read_pdf(produce(made, colours), "redline.pdf")
    assert found(document, Did.COME) == words(made, Did.COME)
    assert found(document, Did.GO) == words(made, Did.GO)


@pytest.mark.parametrize("produce", [by_reportlab, by_qt])
def test_both_texts_are_those_of_the_author(qapp: QApplication, produce: Callable[..., bytes]) -> None:
    made = changes()
    document = read_pdf(produce(made), "redline.pdf")
    for view, gone in ((document.current, Did.COME), (document.proposed, Did.GO)):
        texts = ["".join(piece.text for piece in pieces if piece.did is not gone) for pieces in made]
        assert [paragraph.text for paragraph in view] == [" ".join(text.split()) for text in texts]
    assert [p.sources for p in document.current] == [p.sources for p in document.proposed]


def test_a_file_without_marks_has_one_text(qapp: QApplication) -> None:
    made = tuple(tuple(piece for piece in pieces if piece.did is Did.STAY) for pieces in changes())
    document = read_pdf(by_qt(made), "clean.pdf")
    assert document.current is document.proposed
    assert not document.shows_changes
    assert not document.redline


@pytest.mark.skipif(_OFFICE is None, reason="LibreOffice is not installed")
def test_a_redline_of_libreoffice_loses_hardly_a_word(tmp_path: Path) -> None:
    made = tracked_document(clauses=300, seed=5, edits=60, inserted=10, deleted=10)
    source = tmp_path / "redline.docx"
    source.write_bytes(made.data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(_OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    document = read_pdf(source.with_suffix(".pdf").read_bytes(), "redline.pdf")
    for did, truth in ((Did.COME, made.inserted), (Did.GO, made.deleted)):
        seen = found(document, did)
        right = sum((Counter(truth) & Counter(seen)).values())
        assert right >= 0.995 * len(truth)
        assert right >= 0.98 * len(seen)
    for view, clauses in ((document.current, made.current), (document.proposed, made.proposed)):
        texts = Counter(paragraph.wording for paragraph in view)
        assert sum((Counter(text for _, text in clauses) & texts).values()) >= 0.97 * len(clauses)
