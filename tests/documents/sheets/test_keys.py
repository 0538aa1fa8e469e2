from __future__ import annotations

import time

import pytest

from respondent_app.documents.sheets.keys import Layout, layout


def rows(*lines: str) -> list[dict[int, str]]:
    return [{n: cell.strip() for n, cell in enumerate(line.split("|")) if cell.strip()} for line in lines]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Ref|Text", "A-1|x", "A-2|y"], Layout(0, 0)),
        (["Text|Clause", "some|3.1", "more|3.1A", "other|5.1 (b)(i)"], Layout(0, 1)),
        (["A title", "No.|What|Why", "1|x|p", "2|y|p", "3|z|q"], Layout(1, 0)),
        (["|Requirement|Owner", "REQ 1.1|x|DCC", "REQ 1.2|y|DCC"], Layout(0, 0)),
        (["A-1|x", "A-2|y", "A-3|z"], Layout(None, 0)),
        (["Name|Price", "Made-up one|12.5", "Made-up two|13.5"], Layout(0, None)),
        (["Date|Event", "04/10/2019|x", "05/10/2019|y"], Layout(0, None)),
        (["Supplier|Category", "Large|a", "Large|b", "Small|c"], Layout(0, None)),
        (["Only one cell", "another"], Layout(None, None)),
        ([], Layout(None, None)),
    ],
)
def test_headings_and_keys_are_found_by_content(lines: list[str], expected: Layout) -> None:
    assert layout(rows(*lines)) == expected


def test_sections_between_rows_do_not_hide_the_key() -> None:
    assert layout(rows("ID|Text", "Security", "S-1|x", "S-2|y", "Billing", "B-1|x", "B-2|z")) == Layout(0, 0)


def test_texts_made_to_look_nearly_like_keys_take_no_time() -> None:
    nasty = ["a" * 12 + "-b" * 13 + "!", "A1-A1-A1-A1-A1-A1-A1-A1-A1-A1-A1-A1-A!"]
    start = time.monotonic()
    layout([{0: text, 1: str(n)} for n in range(20_000) for text in nasty])
    assert time.monotonic() - start < 1.5
