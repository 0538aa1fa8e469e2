from __future__ import annotations

import pytest

from respondent_app.documents.comparing.alike import plain, same_but_for_typography


@pytest.mark.parametrize(
    ("current", "proposed"),
    [
        ('the "Code"', "the “Code”"),
        ("the Panel's", "the Panel’s"),
        ("2 - 4", "2 – 4"),
        ("10 days", "10\u00a0days"),
        ("10  days", "10 days"),
        ("co\u00adoperate", "cooperate"),
        ("speciﬁed", "specified"),
        ("Settlement )", "Settlement)"),
        ("and so on…", "and so on..."),
    ],
)
def test_quotes_dashes_and_spaces_are_typography(current: str, proposed: str) -> None:
    assert same_but_for_typography(current, proposed)


@pytest.mark.parametrize(
    ("current", "proposed"),
    [
        ("10²", "102"),
        ("½", "12"),
        ("shall.", "shall"),
        ("a, b", "a; b"),
        ("10 days", "11 days"),
        ("(a)", "a"),
        ("e-mail", "email"),
        ("naïve", "naive"),
        ("the panel", "the Panel"),
        ("5 10", "510"),
        ("not withstanding", "notwithstanding"),
    ],
)
def test_words_figures_capitals_and_punctuation_are_not(current: str, proposed: str) -> None:
    assert not same_but_for_typography(current, proposed)


def test_plain_text_is_the_same_whether_accents_are_joined_or_not() -> None:
    assert plain("Zürich") == plain("Zu\u0308rich")
