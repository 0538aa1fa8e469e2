"""Tracked changes of words, paragraphs, rows and cells (ECMA-376, part 1, 17.13.5)."""

from __future__ import annotations

from datetime import datetime

import pytest

from respondent_app.model.document import Revision, RevisionKind
from respondent_app.model.word_diff import Did, Words
from tests.documents.word.made_package import (
    OTHER,
    WHO,
    both,
    gone,
    ins,
    mark,
    paragraph,
    proposed,
    read,
    row,
    run,
    table,
)


def test_a_document_without_changes_has_one_view() -> None:
    document = read(paragraph(run("Nothing changes.")))
    assert document.current is document.proposed
    assert document.redline == ()
    assert not document.shows_changes


def test_inserted_and_deleted_words_stand_in_one_view_each() -> None:
    document = read(paragraph(run("Pay within ") + gone(run("ten")) + ins(run("thirty")) + run(" days.")))
    assert both(document) == (["Pay within ten days."], ["Pay within thirty days."])
    assert document.redline == (
        (Words(Did.STAY, "Pay within "), Words(Did.GO, "ten"), Words(Did.COME, "thirty"), Words(Did.STAY, " days.")),
    )


def test_a_change_tells_who_made_it_and_when() -> None:
    document = read(paragraph(run("a ") + ins(run("very ") + run("good ")) + run("clause")))
    assert document.revisions == (
        Revision(RevisionKind.INSERTED, "very good ", "A. Drafter", datetime(2019, 8, 1, 9, 30), 0),  # noqa: DTZ001
    )


def test_a_date_that_is_none_is_left_out() -> None:
    document = read(paragraph(ins(run("x"), 'w:id="1" w:author="A" w:date="yesterday"')))
    assert document.revisions[0].when is None


def test_what_one_author_inserted_and_another_deleted_is_in_neither_view() -> None:
    document = read(paragraph(run("kept") + ins(run(" one") + gone(run(" two"), OTHER))))
    assert both(document) == (["kept"], ["kept one"])
    kinds = [(revision.kind, revision.text, revision.author) for revision in document.revisions]
    assert kinds == [
        (RevisionKind.INSERTED, " one two", "A. Drafter"),
        (RevisionKind.DELETED, " two", "B. Reviewer"),
    ]
    assert document.redline == ((Words(Did.STAY, "kept"), Words(Did.COME, " one")),)


def test_deleted_text_may_be_written_as_plain_text() -> None:
    document = read(paragraph(f"<w:del {WHO}>{run('gone')}</w:del>" + run("stays")))
    assert both(document) == (["gonestays"], ["stays"])


def test_moved_words_are_seen_as_moved() -> None:
    moved = f"<w:moveFrom {WHO}>{run('here')}</w:moveFrom>", f"<w:moveTo {WHO}>{run('here')}</w:moveTo>"
    document = read(paragraph(run("from ") + moved[0]) + paragraph(run("to ") + moved[1]))
    assert both(document) == (["from here", "to "], ["from ", "to here"])
    assert [revision.kind for revision in document.revisions] == [RevisionKind.MOVED_AWAY, RevisionKind.MOVED_HERE]


class TestParagraphMarks:
    def test_a_deleted_mark_joins_its_paragraph_to_the_next(self) -> None:
        document = read(paragraph(run("One "), mark("del")) + paragraph(run("two")))
        assert both(document) == (["One ", "two"], ["One two"])

    def test_an_inserted_mark_parts_what_was_one(self) -> None:
        document = read(paragraph(run("One "), mark("ins")) + paragraph(run("two")))
        assert both(document) == (["One two"], ["One ", "two"])

    def test_a_whole_paragraph_inserted_leaves_nothing_in_the_current_view(self) -> None:
        document = read(paragraph(run("a")) + paragraph(ins(run("new")), mark("ins")) + paragraph(run("b")))
        assert both(document) == (["a", "b"], ["a", "new", "b"])

    def test_deleted_marks_in_a_row_join_all(self) -> None:
        pieces = "".join(paragraph(run(text), mark("del")) for text in "abc")
        document = read(pieces + paragraph(run("d")) + paragraph(run("e")))
        assert both(document) == (["a", "b", "c", "d", "e"], ["abcd", "e"])

    def test_moved_marks_count_as_well(self) -> None:
        moved = paragraph(f"<w:moveFrom {WHO}>{run('x')}</w:moveFrom>", mark("moveFrom"))
        document = read(moved + paragraph(run("y")))
        assert both(document) == (["x", "y"], ["y"])

    def test_a_deleted_paragraph_before_a_table_is_gone(self) -> None:
        grid = table(row(paragraph(run("cell"))))
        document = read(paragraph(gone(run("x")), mark("del")) + grid + paragraph(run("after")))
        assert both(document) == (["x", "cell", "after"], ["cell", "after"])

    def test_words_never_flow_into_a_table(self) -> None:
        document = read(paragraph(run("x"), mark("del")) + table(row(paragraph(run("cell")))) + paragraph(run("y")))
        assert proposed(document) == ["x", "cell", "y"]

    def test_words_flow_past_a_table_that_goes_too(self) -> None:
        grid = table(row(paragraph(gone(run("cell"))), properties=f"<w:del {WHO}/>"))
        document = read(paragraph(run("x "), mark("del")) + grid + paragraph(run("y")))
        assert proposed(document) == ["x y"]

    def test_words_never_flow_out_of_a_cell(self) -> None:
        cells = paragraph(run("a"), mark("del")), paragraph(run("b"))
        assert proposed(read(table(row(*cells)))) == ["a", "b"]

    def test_a_deleted_mark_at_the_end_keeps_its_words(self) -> None:
        assert proposed(read(paragraph(run("last"), mark("del")))) == ["last"]

    def test_a_mark_inserted_and_deleted_ends_nothing(self) -> None:
        nested = f"<w:rPr><w:ins {WHO}/><w:del {OTHER}/></w:rPr>"
        assert both(read(paragraph(run("a"), nested) + paragraph(run("b")))) == (["ab"], ["ab"])

    def test_a_parted_paragraph_is_told_by_a_sign(self) -> None:
        document = read(paragraph(run("One "), mark("ins")) + paragraph(run("two")))
        assert [(revision.text, revision.source) for revision in document.revisions] == [("¶", 0)]

    def test_both_views_of_a_paragraph_share_its_source(self) -> None:
        document = read(paragraph(gone(run("x")), mark("del")) + paragraph(run("a"), mark("del")) + paragraph(run("b")))
        assert [one.sources for one in document.current] == [(0,), (1,), (2,)]
        assert [one.sources for one in document.proposed] == [(1, 2)]


class TestTables:
    def test_a_deleted_row_goes_though_its_words_are_not_marked(self) -> None:
        grid = table(
            row(paragraph(run("a"))), row(paragraph(run("b")), properties=f"<w:del {WHO}/>"), row(paragraph(run("c")))
        )
        document = read(grid)
        assert both(document) == (["a", "b", "c"], ["a", "c"])
        assert [(one.kind, one.text) for one in document.revisions] == [(RevisionKind.DELETED, "b")]

    def test_an_inserted_row_comes(self) -> None:
        assert both(read(table(row(paragraph(run("a")), properties=f"<w:ins {WHO}/>")))) == ([], ["a"])

    @pytest.mark.parametrize(("kind", "views"), [("cellIns", ([], ["x"])), ("cellDel", (["x"], []))])
    def test_cells_come_and_go(self, kind: str, views: tuple[list[str], list[str]]) -> None:
        cell = f"<w:tc><w:tcPr><w:{kind} {WHO}/></w:tcPr>{paragraph(run('x'))}</w:tc>"
        now, then = both(read(table(row(cell, paragraph(run("y"))))))
        assert (now, then) == (views[0] + ["y"], views[1] + ["y"])

    def test_paragraphs_know_their_cell(self) -> None:
        wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph(run("wide"))}</w:tc>'
        document = read(
            table(row(wide, paragraph(run("b"))), row(paragraph(run("c")))) + table(row(paragraph(run("d"))))
        )
        cells = [one.cell for one in document.current]
        assert [(cell.table, cell.row, cell.column) for cell in cells if cell] == [
            (0, 0, 0), (0, 0, 2), (0, 1, 0), (1, 0, 0),
        ]  # fmt: skip

    def test_two_hundred_tables_inside_one_another(self) -> None:
        body = paragraph(run("deepest"))
        for _ in range(200):
            body = table(row(body + paragraph("")))
        assert proposed(read(body))[0] == "deepest"


class TestWrappers:
    @pytest.mark.parametrize("where", ["block", "row", "cell", "run"])
    def test_changes_inside_content_controls(self, where: str) -> None:
        def held(inner: str, at: str) -> str:
            opened, closed = "<w:sdt><w:sdtPr><w:id w:val='1'/></w:sdtPr><w:sdtContent>", "</w:sdtContent></w:sdt>"
            return f"{opened}{inner}{closed}" if at == where else inner

        words = held(run("old "), "run") + held(gone(run("x")) + ins(run("y")), "run")
        cell = f"<w:tc>{paragraph(words)}</w:tc>"
        body = held(table(held(f"<w:tr>{held(cell, 'cell')}</w:tr>", "row")), "block")
        assert both(read(body)) == (["old x"], ["old y"])

    @pytest.mark.parametrize("tag", ["hyperlink", "smartTag", "customXml", "dir", "bdo", "fldSimple"])
    def test_changes_inside_what_only_wraps(self, tag: str) -> None:
        inner = f"<w:{tag}>{run('a')}{ins(run('b'))}{gone(run('c'))}</w:{tag}>"
        assert both(read(paragraph(inner))) == (["ac"], ["ab"])

    def test_marks_of_ranges_change_nothing(self) -> None:
        body = (
            f"<w:customXmlDelRangeStart {WHO}/><w:moveFromRangeStart {WHO} w:name='m'/>{paragraph(run('a'))}"
            "<w:moveFromRangeEnd w:id='1'/><w:customXmlDelRangeEnd w:id='1'/>"
        )
        assert both(read(body)) == (["a"], ["a"])


class TestLooks:
    def test_a_change_of_looks_is_no_change_of_words(self) -> None:
        changed = f"<w:rPr><w:b/><w:rPrChange {WHO}><w:rPr/></w:rPrChange></w:rPr>"
        document = read(paragraph(run("bold", changed) + run("er", changed) + run(" plain")))
        assert document.current is document.proposed
        assert document.redline == ()
        assert [(one.kind, one.text) for one in document.revisions] == [(RevisionKind.FORMATTED, "bolder")]

    @pytest.mark.parametrize("name", ["tblPr", "trPr", "tcPr"])
    def test_changes_of_tables_belong_to_a_paragraph(self, name: str) -> None:
        change = f"<w:{name}><w:{name}Change {WHO}><w:{name}/></w:{name}Change></w:{name}>"
        at = {"tblPr": (change, "", ""), "trPr": ("", change, ""), "tcPr": ("", "", change)}[name]
        body = f"<w:tbl>{at[0]}<w:tr>{at[1]}<w:tc>{at[2]}{paragraph(run('a'))}</w:tc></w:tr></w:tbl>"
        assert [(one.kind, one.source) for one in read(body).revisions] == [(RevisionKind.FORMATTED, 0)]
