"""What is compared: the paragraphs of a text as clauses, the rows of its tables as one clause each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from respondent_app.model.comparison import Clause
from respondent_app.model.document import Paragraph

BETWEEN_CELLS = " | "


def clauses(paragraphs: Iterable[Paragraph]) -> tuple[Clause, ...]:
    """Make the clauses of one view, in its order.

    A paragraph is a clause. A row of a table is one clause if each of its cells holds no more than one paragraph
    with words, and none of these is a heading or numbered; else its paragraphs are clauses of their own, as in a
    table that only arranges the page. A paragraph without words and objects is none.
    """
    found: list[Clause] = []
    for place, group in groupby(paragraphs, key=_row):
        members = list(group)
        if place is not None and _is_plain(members):
            _add_row(found, members)
        else:
            for paragraph in members:
                _add(found, paragraph)
    return tuple(found)


def _row(paragraph: Paragraph) -> tuple[str, int, int] | None:
    cell = paragraph.cell
    return None if cell is None else (paragraph.part.value, cell.table, cell.row)


def _is_plain(row: Sequence[Paragraph]) -> bool:
    """Whether the row reads as one line of a table. A number alone in a cell is the number of the row."""
    told = [paragraph for paragraph in row if _holds_something(paragraph)]
    columns = [paragraph.cell.column for paragraph in told if paragraph.cell is not None]
    return len(columns) == len(set(columns)) and not any(each.label or each.is_heading for each in told)


def _holds_something(paragraph: Paragraph) -> bool:
    return bool(paragraph.objects) or bool(paragraph.wording.strip())


def _add(found: list[Clause], paragraph: Paragraph) -> None:
    text = paragraph.wording.strip()
    if not text and not paragraph.objects:
        return
    found.append(
        Clause(
            len(found),
            text,
            paragraph.label,
            paragraph.reference,
            paragraph.within,
            paragraph.heading,
            paragraph.is_heading,
            paragraph.level,
            paragraph.part,
            paragraph.objects,
            paragraph.sources,
        )
    )


def _add_row(found: list[Clause], row: Sequence[Paragraph]) -> None:
    texts = _cell_texts(row)
    objects = tuple(each for paragraph in row for each in paragraph.objects)
    if not any(texts) and not objects:
        return
    first = row[0]
    numbered = next((paragraph for paragraph in row if paragraph.label), first)
    sources = tuple(dict.fromkeys(source for paragraph in row for source in paragraph.sources))
    found.append(
        Clause(
            len(found),
            BETWEEN_CELLS.join(texts) if any(texts) else "",
            numbered.label,
            numbered.reference,
            numbered.within,
            first.heading,
            is_heading=False,
            level=numbered.level,
            part=first.part,
            objects=objects,
            sources=sources,
        )
    )


def _cell_texts(row: Sequence[Paragraph]) -> list[str]:
    """The words of each cell; a cell that is the row's number is told by the label already."""
    texts: dict[int, str] = {}
    for paragraph in row:
        if paragraph.label and not paragraph.wording.strip():
            continue
        column = paragraph.cell.column if paragraph.cell is not None else 0
        texts[column] = texts.get(column, "") or paragraph.wording.strip()
    return [texts[column] for column in sorted(texts)]
