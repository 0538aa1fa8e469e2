from __future__ import annotations

import pytest

from respondent_app.documents.sheets.number_format import BUILT_IN, plain, shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"), (17, "17"), (-3.0, "-3"), (1.3999999999999999, "1.4"), (0.1 + 0.2, "0.3"),
        (12345678901, "12345678901"),
        (1e20, "1E+20"), (1.5e-7, "1.5E-7"), (1 / 3, "0.3333333333"), (float("nan"), "nan"), (float("inf"), "inf"),
    ],
)  # fmt: skip
def test_general(value: float, text: str) -> None:
    assert plain(value) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1234.5, "0", "1234"), (1235.5, "0", "1236"), (1234.5, "0.00", "1234.50"), (1234.5, "#,##0.00", "1,234.50"),
        (0.256, "0%", "26%"), (0.256, "0.0%", "25.6%"), (7, "000", "007"), (1.5, "0.0##", "1.5"), (1.5, "#.##", "1.5"),
        (0.5, "#.##", ".5"), (12, '"£"#,##0', "£12"), (12, "[$£-809]#,##0", "£12"), (12, '0" MWh"', "12 MWh"),
        (-12, "#,##0;(#,##0)", "(12)"), (-12, "0", "-12"), (0, '0;-0;"nil"', "nil"), (-12, "#,##0;[Red]-#,##0", "-12"),
        (12, "@", "12"), (12, "", "12"), (12, "General", "12"), (-0.001, "0.0", "0.0"), (12345, "0.00E+00", "12345"),
        (12, r"\R\e\f 0", "Ref 12"), (3, '"Phase "0', "Phase 3"), (5, "_-* #,##0_-", "5"), (12, "[>9]0;0", "12"),
    ],
)  # fmt: skip
def test_numbers(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (43742, "dd/mm/yyyy", "04/10/2019"), (43742, "d mmmm yyyy", "4 October 2019"),
        (43742, "ddd d-mmm-yy", "Fri 4-Oct-19"),
        (43742, "[$-809]dddd, dd mmmm yyyy;@", "Friday, 04 October 2019"), (43742.6701388889, "hh:mm", "16:05"),
        (43742.6701388889, "h:mm AM/PM", "4:05 PM"), (43742.6701388889, "yyyy-mm-dd hh:mm:ss", "2019-10-04 16:05:00"),
        (1.5, "[h]:mm", "36:00"), (0.5, "hh:mm", "12:00"), (1, "d/m/yyyy", "1/1/1900"), (61, "d/m/yyyy", "1/3/1900"),
        (-5, "d/m/yyyy", "-5"), (1e12, "d/m/yyyy", "1E+12"), (43742, 'd" of "mmmm', "4 of October"),
    ],
)  # fmt: skip
def test_dates(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_the_other_date_system() -> None:
    assert shown(42280, "dd/mm/yyyy", since_1904=True) == "04/10/2019"


@pytest.mark.parametrize("code", sorted(set(BUILT_IN.values())))
@pytest.mark.parametrize("value", [0, -1.5, 0.25, 43742.5, 1e15])
def test_every_built_in_format_shows_something(code: str, value: float) -> None:
    assert shown(value, code)
