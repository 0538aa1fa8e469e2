from __future__ import annotations

from collections.abc import Iterable

from respondent_app.documents.comparing.compare import compare_views
from respondent_app.model.comparison import Comparison, Kind
from respondent_app.model.document import Document, FileKind, Paragraph, Revision, RevisionKind

_DUTY = "The Supplier Party shall keep a record of every meter that it replaces in the Relevant Period."
_REPORT = "Each Network Party shall send its annual report on losses to the Panel before the end of April."
_NOTICE = "Notices are served by hand or by first class post at the registered office of the addressee."

_Sourced = tuple[str, tuple[int, ...]]


def _views(current: Iterable[_Sourced], proposed: Iterable[_Sourced], *revisions: Revision) -> Comparison:
    before = tuple(Paragraph(text, sources=sources) for text, sources in current)
    after = tuple(Paragraph(text, sources=sources) for text, sources in proposed)
    return compare_views(Document("tracked.docx", FileKind.WORD, before, after, revisions=revisions))


def _kinds(comparison: Comparison) -> list[Kind]:
    return [change.kind for change in comparison.changes]


def test_a_paragraph_rewritten_by_its_publisher_stays_the_same_clause() -> None:
    comparison = _views(
        [(_DUTY, (0,)), (_REPORT, (1,))],
        [(_DUTY, (0,)), (_NOTICE, (1,))],
        Revision(RevisionKind.DELETED, _REPORT, "A. Drafter", source=1),
        Revision(RevisionKind.INSERTED, _NOTICE, "B. Drafter", source=1),
    )
    assert _kinds(comparison) == [Kind.UNCHANGED, Kind.EDITED]
    assert [change.authors for change in comparison.changes] == [(), ("A. Drafter", "B. Drafter")]


def test_what_was_typed_over_but_stands_elsewhere_now_moved() -> None:
    comparison = _views([(_DUTY, (0,)), (_REPORT, (1,))], [(_NOTICE, (0,)), (_REPORT, (1,)), (_DUTY, (2,))])
    assert _kinds(comparison) == [Kind.INSERTED, Kind.UNCHANGED, Kind.MOVED]


def test_a_paragraph_typed_in_front_of_another_is_inserted() -> None:
    # its mark is inserted: in the current text both paragraphs of the file are one
    assert _kinds(_views([(_DUTY, (0, 1))], [(_NOTICE, (0,)), (_DUTY, (1,))])) == [Kind.INSERTED, Kind.UNCHANGED]


def test_a_paragraph_deleted_with_its_mark_is_deleted() -> None:
    assert _kinds(_views([(_NOTICE, (0,)), (_DUTY, (1,))], [(_DUTY, (0, 1))])) == [Kind.DELETED, Kind.UNCHANGED]


def test_an_inserted_mark_splits_and_a_deleted_one_merges() -> None:
    whole, parts = [(f"{_DUTY} {_NOTICE}", (0, 1))], [(_DUTY, (0,)), (_NOTICE, (1,))]
    assert _kinds(_views(whole, parts)) == [Kind.SPLIT]
    assert _kinds(_views(parts, whole)) == [Kind.MERGED]


def test_what_is_typed_over_and_parted_is_still_the_paragraph_it_shares() -> None:
    comparison = _views([("Typing some text. Hidden", (0, 2))], [("Typing some. Typing words", (0,)), ("Over", (2,))])
    assert sorted(_kinds(comparison)) == [Kind.EDITED, Kind.INSERTED]


def test_only_formatting_changed() -> None:
    comparison = _views(
        [(_DUTY, (0,)), (_REPORT, (1,))],
        [(_DUTY, (0,)), (_REPORT.replace("April", "June"), (1,))],
        Revision(RevisionKind.FORMATTED, "Supplier", "A. Drafter", source=0),
        Revision(RevisionKind.FORMATTED, "April", "A. Drafter", source=1),
    )
    assert _kinds(comparison) == [Kind.FORMATTED, Kind.EDITED]
    assert comparison.changes[0].authors == ("A. Drafter",)


def test_even_short_clauses_marked_as_moved_are_moved() -> None:
    comparison = _views(
        [("Not used.", (0,)), (_DUTY, (1,)), ("Not used.", (2,))],
        [(_DUTY, (1,)), ("Not used.", (2,)), ("Not used.", (3,))],
        Revision(RevisionKind.MOVED_AWAY, "Not used.", "A. Drafter", source=0),
        Revision(RevisionKind.MOVED_HERE, "Not used.", "A. Drafter", source=3),
    )
    assert _kinds(comparison) == [Kind.UNCHANGED, Kind.UNCHANGED, Kind.MOVED]
    assert comparison.changes[2].authors == ("A. Drafter",)


def test_a_paragraph_deleted_and_typed_anew_is_compared_by_its_words() -> None:
    comparison = _views([(_DUTY, (0,)), (_REPORT, (1,))], [(_DUTY, (0,)), (_REPORT.replace("April", "June"), (2,))])
    assert _kinds(comparison) == [Kind.UNCHANGED, Kind.EDITED]


def test_a_document_without_tracked_changes_says_so() -> None:
    paragraphs = (Paragraph(_DUTY, sources=(0,)),)
    comparison = compare_views(Document("clean.docx", FileKind.WORD, paragraphs, paragraphs, notes=("Page 2.",)))
    assert _kinds(comparison) == [Kind.UNCHANGED]
    assert comparison.notes[0].startswith("clean.docx shows no tracked changes.")
    assert comparison.notes[1:] == ("Page 2.",)
