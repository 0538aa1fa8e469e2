"""The pack says what the publisher said: no word changed, lost or added."""

from __future__ import annotations

import difflib

import pytest
from PySide6.QtGui import QTextDocument

from respondent_app.packs.library import load
from respondent_app.packs.plain_text import plain
from tests.packs.source_words import PACK_ID, SOURCE, pack_words, source_words


def differences(ours: list[str]) -> list[str]:
    theirs = source_words()
    pieces = difflib.SequenceMatcher(a=theirs, b=ours, autojunk=False).get_opcodes()
    return [f"{theirs[a:b]} -> {ours[c:d]}" for kind, a, b, c, d in pieces if kind != "equal"]


def test_the_source_is_the_document_as_received() -> None:
    assert len(source_words()) > 1_700
    assert source_words()[:3] == ["Consultation", "on", "changes"]
    assert source_words()[-3:] == ["the", "SEC", "Administrator."]
    assert "<p>" in SOURCE.read_text(encoding="utf-8")


def test_the_file_holds_every_word_in_order() -> None:
    assert differences(pack_words()) == []


def test_the_plain_words_hold_every_word_in_order() -> None:
    assert differences(plain(load(PACK_ID).text).split()) == []


@pytest.mark.usefixtures("qapp")
def test_the_page_as_qt_shows_it_holds_every_word_in_order() -> None:
    document = QTextDocument()
    document.setMarkdown(load(PACK_ID).text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    assert differences(document.toPlainText().split()) == []


@pytest.mark.parametrize("spoil", [str.upper, lambda word: f"{word}s", lambda _: ""])
def test_one_changed_word_would_be_seen(spoil: object) -> None:
    assert callable(spoil)
    words = pack_words()
    words[1000] = spoil(words[1000])
    assert differences([word for word in words if word])
