from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from respondent_app.model.text import clean, fold, paragraphs, word_count


@given(st.text(st.characters(codec=None, categories=None)))
def test_clean_text_fits_into_xml_and_stays_clean(text: str) -> None:
    cleaned = clean(text)
    element = etree.Element("t")
    element.text = cleaned  # raises ValueError on what XML cannot hold
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\u2028b\u2029c", "a\nb\nc"),
        ("bell\x07 and nul\x00", "bell and nul"),
        ("half \ud83d emoji", "half \N{REPLACEMENT CHARACTER} emoji"),
        ("مرحبا 😊 non\u00a0breaking\ttab", "مرحبا 😊 non\u00a0breaking\ttab"),
    ],
)
def test_clean_keeps_what_a_person_can_read(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_words_are_counted_as_a_reader_would() -> None:
    assert word_count("Clause 14.3: re-designation isn’t “final”, £1,472.00!") == 6


def test_folding_makes_the_same_words_the_same() -> None:
    assert fold("“Our  Price”\u00a0–\nfull") == fold('"our price" - FULL')
    assert fold("ﬁle\u00ad name") == "file name"


def test_paragraphs() -> None:
    assert paragraphs("a\n\n b \n") == ("a", "b")
