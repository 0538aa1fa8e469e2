from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from respondent_app.ui.widgets.positions import to_code_points, to_utf16, utf16_length

TEXT = st.text(st.sampled_from("aé😊\u0301"), max_size=12)


@given(TEXT, st.integers(0, 12))
def test_there_and_back(text: str, position: int) -> None:
    position = min(position, len(text))
    assert to_code_points(text, to_utf16(text, position)) == position


@given(TEXT)
def test_length_is_qts(text: str) -> None:
    assert utf16_length(text) == sum(2 if ord(c) > 0xFFFF else 1 for c in text)


def test_inside_a_pair_counts_as_before_it() -> None:
    assert to_code_points("a😊b", 2) == 1
