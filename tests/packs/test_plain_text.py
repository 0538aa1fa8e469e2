"""Markdown as Qt shows it, and as bare words."""

from __future__ import annotations

import pytest

from respondent_app.packs.plain_text import plain, shown


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("## 2. Changes", "2. Changes"),
        ("**Date:** *now* or __then__", "Date: now or then"),
        ("**strong *and* both** ***all*** _so __it__ is_", "strong and both all so it is"),
        ("a_name_with_1 and 2 * 3 * 4", "a_name_with_1 and 2 * 3 * 4"),
        ("a\\_b \\* c", "a_b * c"),
        ("[word](https://example.org/x) [XX] [4 May 2030]", "word [XX] [4 May 2030]"),
        ("- one\n- two", "one\ntwo"),
        ("| a | **b** |\n| --- | :-: |\n| c \\| d | e<br>f |", "a\nb\n\nc | d\ne\nf"),
        ("Q&amp;A", "Q&A"),
        ("text\n\n---\n\nmore", "text\n\n\n\nmore"),
    ],
)
def test_plain_leaves_the_words(markdown: str, words: str) -> None:
    assert plain(markdown).split("\n") == words.split("\n")


def test_a_break_in_a_cell_becomes_what_qt_can_show() -> None:
    assert shown("| a<br>b | c <BR/>d |\n\nnot<br>here") == "| a\u2028b | c \u2028d |\n\nnot<br>here"
