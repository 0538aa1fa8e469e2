from __future__ import annotations

import time
from collections.abc import Sequence

from respondent_app.documents.comparing.compare import compare, compare_views
from respondent_app.model.comparison import Comparison, Kind
from respondent_app.model.document import Document
from tests.documents.made_sheets import document, workbook
from tests.documents.schemas import test_document as test_schema
from tests.documents.sheets import test_document as test_sheet

HEADINGS = ["Ref", "Requirement", "Status"]


def matrix(*rows: Sequence[str]) -> Document:
    return document(workbook([HEADINGS, *rows]))


def told(comparison: Comparison) -> list[tuple[Kind, str]]:
    return [(change.kind, change.place) for change in comparison.changes if change.kind is not Kind.UNCHANGED]


def test_a_row_is_known_by_its_key_however_its_words_change() -> None:
    before = matrix(["A-1", "The made-up meter sends a reading.", "Open"], ["A-2", "Another made-up duty.", "Open"])
    after = matrix(["A-1", "Nothing of this is as it was before.", "Closed"], ["A-2", "Another made-up duty.", "Open"])
    assert told(compare(before, after)) == [(Kind.EDITED, "Matrix A-1")]


def test_rows_of_other_keys_are_not_one_row_however_alike_they_are() -> None:
    before = matrix(["A-1", "The made-up meter sends a reading each day.", "Open"], ["A-9", "The last.", "Open"])
    after = matrix(["A-2", "The made-up meter sends a reading each hour.", "Open"], ["A-9", "The last.", "Open"])
    comparison = compare(before, after)
    assert told(comparison) == [(Kind.DELETED, "Matrix A-1"), (Kind.INSERTED, "Matrix A-2")]
    assert len(comparison.unsure) == 1


def test_rows_in_another_order_moved() -> None:
    rows = [[f"A-{n}", f"Made-up duty {n} with words of its own.", "Open"] for n in range(6)]
    assert told(compare(matrix(*rows), matrix(*rows[1:4], rows[0], *rows[4:]))) == [(Kind.MOVED, "Matrix A-0")]


def test_rows_that_are_merely_counted_are_known_by_their_words() -> None:
    texts = [f"Made-up duty about {word} and nothing else." for word in ("gas", "heat", "light", "water")]
    before = [[str(n), text, "Open"] for n, text in enumerate(texts, 1)]
    after = [[str(n), text, "Open"] for n, text in enumerate(["A new made-up sentence.", *texts], 1)]
    kinds = [change.kind for change in compare(matrix(*before), matrix(*after)).changes]
    assert kinds.count(Kind.INSERTED) == 1
    assert Kind.EDITED not in kinds


def test_the_views_of_a_redlined_matrix() -> None:
    assert told(compare_views(test_sheet.marked())) == [
        (Kind.EDITED, "Matrix ICHIS-1"), (Kind.DELETED, "Matrix ICHIS-12"), (Kind.INSERTED, "Matrix ICHIS-2"),
    ]  # fmt: skip


def test_a_declaration_is_known_by_its_path() -> None:
    sample = test_schema.SAMPLE
    after = sample.replace('maxOccurs="unbounded"', 'maxOccurs="5"').replace('value="CB"', 'value="CC"')
    assert told(compare(test_schema.schema(sample), test_schema.schema(after))) == [
        (Kind.EDITED, "element MigrationRequest/Device"),
        (Kind.DELETED, "type Group = CB"),
        (Kind.INSERTED, "type Group = CC"),
    ]


def test_a_large_matrix_is_compared_soon() -> None:
    rows = [[f"A-{n}", f"Made-up duty {n} of thing {n * 7 % 3000}.", "Open"] for n in range(3000)]
    changed = [[key, text.replace("duty", "task") if n % 50 == 0 else text, x] for n, (key, text, x) in enumerate(rows)]
    before, after = matrix(*rows), matrix(*changed)
    start = time.monotonic()
    assert len(told(compare(before, after))) == 60
    assert time.monotonic() - start < 5
