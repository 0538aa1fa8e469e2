from __future__ import annotations

import pytest
from PySide6.QtGui import QFont

from respondent_app.ui.comparing.pills import fitted, pill_size


@pytest.mark.usefixtures("qapp")
def test_a_pill_that_does_not_fit_says_so_by_three_dots() -> None:
    font = QFont()
    whole, _ = pill_size("not in the table", font)
    assert fitted("not in the table", font, whole) == "not in the table"
    cut = fitted("not in the table", font, whole * 0.8)
    assert cut.endswith("…")
    assert pill_size(cut, font)[0] <= whole * 0.8 + 1
    assert fitted("not in the table", font, 10) == ""
