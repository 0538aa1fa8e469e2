from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respondent_app.documents.comparing.compare import compare
from respondent_app.model.comparison import ClauseChange, Comparison, Kind
from respondent_app.model.document import Cell, Document, FileKind, Paragraph, Part
from respondent_app.model.word_diff import Did
from tests.documents.comparing.made_texts import document

_DUTY = "The Supplier Party shall keep a record of every meter that it replaces in the Relevant Period."
_REPORT = "Each Network Party shall send its annual report on losses to the Panel before the end of April."
_AUDIT = "An independent auditor appointed by the Board examines the accounts of the Administrator yearly."
_NOTICE = "Notices are served by hand or by first class post at the registered office of the addressee."


def _compared(current: Sequence[str], proposed: Sequence[str]) -> Comparison:
    return compare(document(current), document(proposed))


def _told(comparison: Comparison) -> list[tuple[str, list[int], list[int]]]:
    return [
        (change.kind.value, [each.position for each in change.current], [each.position for each in change.proposed])
        for change in comparison.changes
        if change.kind is not Kind.UNCHANGED
    ]


def _numbered(*clauses: tuple[str, str]) -> Document:
    paragraphs = tuple(Paragraph(text, label=number, reference=number) for number, text in clauses)
    return Document("made-up", FileKind.WORD, paragraphs, paragraphs)


def _of(*paragraphs: Paragraph) -> Document:
    return Document("made-up", FileKind.WORD, paragraphs, paragraphs)


def test_nothing_is_told_of_a_document_compared_with_itself() -> None:
    texts = [_DUTY, "Not used.", _REPORT, "Not used.", "", _AUDIT]
    assert _told(_compared(texts, texts)) == []


def test_an_edited_clause_is_told_with_its_words() -> None:
    edited = _REPORT.replace("April", "June")
    [_, change, _] = _compared([_DUTY, _REPORT, _AUDIT], [_DUTY, edited, _AUDIT]).changes
    assert change.kind is Kind.EDITED
    assert [(words.did, words.text) for words in change.words if words.did is not Did.STAY] == [
        (Did.GO, "April"),
        (Did.COME, "June"),
    ]


def test_a_clause_replaced_by_an_unrelated_one_is_deleted_and_inserted() -> None:
    comparison = _compared([_DUTY, _REPORT, _AUDIT], [_DUTY, _NOTICE, _AUDIT])
    assert _told(comparison) == [("deleted", [1], []), ("inserted", [], [1])]
    assert comparison.unsure == ()


def test_what_may_be_one_clause_rewritten_is_left_to_the_person() -> None:
    half = "Each Network Party shall publish a yearly statement on losses and send it to the Board when asked."
    comparison = _compared([_DUTY, _REPORT, _AUDIT], [_DUTY, half, _AUDIT])
    assert _told(comparison) == [("deleted", [1], []), ("inserted", [], [1])]
    assert [(pair.current, pair.proposed) for pair in comparison.unsure] == [(1, 1)]
    assert 0.3 < comparison.unsure[0].likeness < 0.8


def test_of_two_look_alikes_the_one_that_needs_fewer_words_changed_stays() -> None:
    alike = "The Panel shall publish report {} within ten days of the end of the quarter."
    comparison = _compared(
        [_DUTY, alike.format("A4"), alike.format("B7"), _AUDIT],
        [_DUTY, alike.format("B7").replace("ten", "twelve"), _AUDIT],
    )
    assert _told(comparison) == [("deleted", [1], []), ("edited", [2], [1])]


def test_of_two_look_alikes_that_fit_equally_none_is_chosen() -> None:
    alike = "The Panel shall publish report {} within ten days of the end of the quarter."
    comparison = _compared([_DUTY, alike.format("A4"), alike.format("B7"), _AUDIT], [_DUTY, alike.format("C9"), _AUDIT])
    assert _told(comparison) == [("deleted", [1], []), ("deleted", [2], []), ("inserted", [], [1])]
    assert [(pair.current, pair.proposed) for pair in comparison.unsure] == [(1, 1), (2, 1)]


def test_a_moved_clause_stands_where_it_is_proposed() -> None:
    assert _told(_compared([_DUTY, _REPORT, _AUDIT, _NOTICE], [_REPORT, _AUDIT, _NOTICE, _DUTY])) == [
        ("moved", [0], [3])
    ]


def test_a_clause_may_be_moved_and_edited() -> None:
    edited = _DUTY.replace("meter", "battery")
    assert _told(_compared([_DUTY, _REPORT, _AUDIT, _NOTICE], [_REPORT, _AUDIT, _NOTICE, edited])) == [
        ("moved-edited", [0], [3])
    ]


def test_not_used_is_not_held_for_moved_because_it_stands_elsewhere_too() -> None:
    current = ["Not used.", _DUTY, "Not used.", _REPORT, _AUDIT]
    proposed = ["Not used.", _DUTY, _REPORT, _AUDIT, "Not used."]
    assert _told(_compared(current, proposed)) == [("deleted", [2], []), ("inserted", [], [4])]


def test_not_used_moves_with_its_section() -> None:
    rest = [_REPORT, _AUDIT, _NOTICE, "Not used.", "Interpretation of this section"]
    assert _told(_compared([_DUTY, "Not used.", *rest], [*rest, _DUTY, "Not used."])) == [
        ("moved", [0], [5]),
        ("moved", [1], [6]),
    ]


def test_a_clause_split_in_two_is_one_change() -> None:
    first, second = "The Panel meets monthly in public.", "Its minutes are sent to every Party within five days."
    comparison = _compared([_DUTY, f"{first} {second}", _AUDIT], [_DUTY, first, second, _AUDIT])
    assert _told(comparison) == [("split", [1], [1, 2])]
    assert [words.did for words in comparison.changes[1].words] == [Did.STAY]


def test_clauses_merged_into_one_are_one_change() -> None:
    first, second = "The Panel meets monthly in public.", "Its minutes are sent to every Party within five days."
    third = "A Party may ask for a paper copy of them at its own expense."
    comparison = _compared([first, second, third, _AUDIT], [f"{first} {second} {third}", _AUDIT])
    assert _told(comparison) == [("merged", [0, 1, 2], [0])]


def test_a_sentence_taken_away_beside_a_new_clause_is_no_split() -> None:
    first, second = "The Panel meets monthly in public.", "Its minutes are sent to every Party within five days."
    kinds = {kind for kind, _, _ in _told(_compared([f"{first} {second}", _AUDIT], [first, _NOTICE, _AUDIT]))}
    assert "split" not in kinds
    assert "inserted" in kinds


def test_a_clause_of_which_only_the_number_changed_is_renumbered() -> None:
    comparison = compare(_numbered(("1", _DUTY), ("2", _AUDIT)), _numbered(("1", _DUTY), ("2", _REPORT), ("3", _AUDIT)))
    assert _told(comparison) == [("inserted", [], [1]), ("renumbered", [1], [2])]


def test_a_paragraph_without_a_number_is_not_renumbered_because_its_clause_is() -> None:
    current, proposed = _of(Paragraph(_DUTY, within="4.1")), _of(Paragraph(_DUTY, within="4.2"))
    assert _told(compare(current, proposed)) == []


def test_only_typography_is_told_apart() -> None:
    [change] = _compared(["The 'Code' applies - in full."], ["The ‘Code’ applies – in full."]).changes
    assert change.kind is Kind.EDITED
    assert change.typography
    [change] = _compared(["The 'Code' applies in full."], ["The ‘Code’ applies in part."]).changes
    assert not change.typography


def test_another_picture_in_the_same_text_is_an_edit_without_words() -> None:
    current, proposed = _of(Paragraph("Figure 1", objects=("a",))), _of(Paragraph("Figure 1", objects=("b",)))
    [change] = compare(current, proposed).changes
    assert change.kind is Kind.EDITED
    assert change.objects_changed
    assert [(words.did, words.text) for words in change.words] == [(Did.STAY, "Figure 1")]


def test_a_picture_alone_comes_and_goes() -> None:
    current, proposed = _of(Paragraph("", objects=("a",)), Paragraph(_DUTY)), _of(Paragraph(_DUTY))
    assert _told(compare(current, proposed)) == [("deleted", [0], [])]
    assert _told(compare(proposed, current)) == [("inserted", [], [0])]


def test_a_picture_that_took_the_place_of_another_is_an_edit_and_of_several_none_is_guessed() -> None:
    def pictures(*names: str) -> Document:
        return _of(Paragraph(_DUTY), *(Paragraph("", objects=(name,)) for name in names), Paragraph(_REPORT))

    [_, change, _] = compare(pictures("a"), pictures("b")).changes
    assert (change.kind, change.objects_changed, change.words) == (Kind.EDITED, True, ())
    kinds = [kind for kind, _, _ in _told(compare(pictures("a", "b"), pictures("c", "d")))]
    assert kinds == ["deleted", "deleted", "inserted", "inserted"]


def test_a_row_with_another_figure_is_edited_and_a_new_row_inserted() -> None:
    def table(*rows: tuple[str, str, str]) -> Document:
        return _of(*(Paragraph(text, cell=Cell(0, r, c)) for r, row in enumerate(rows) for c, text in enumerate(row)))

    current = table(("Charge", "Daily", "10"), ("Fee", "Daily", "10"), ("Levy", "Daily", "10"))
    proposed = table(
        ("Charge", "Daily", "10"), ("Fee", "Daily", "12"), ("Fine", "Yearly", "7"), ("Levy", "Daily", "10")
    )
    assert _told(compare(current, proposed)) == [("edited", [1], [1]), ("inserted", [], [2])]


def test_a_clause_that_moved_out_of_a_table_is_found() -> None:
    current = _of(Paragraph(_DUTY, cell=Cell(0, 0, 0)), Paragraph("", cell=Cell(0, 0, 1)), Paragraph(_REPORT))
    proposed = _of(Paragraph(_REPORT), Paragraph(_DUTY))
    assert _told(compare(current, proposed)) == [("moved-edited", [0], [1])]


@pytest.mark.parametrize("part", list(Part))
def test_every_part_is_compared_with_its_like(part: Part) -> None:
    edited = _DUTY.replace("meter", "battery")
    current = _of(Paragraph(_REPORT), Paragraph(_DUTY, part=part))
    assert _told(compare(current, _of(Paragraph(_REPORT), Paragraph(edited, part=part)))) == [("edited", [1], [1])]


def test_a_deleted_clause_is_told_behind_the_clause_it_followed() -> None:
    comparison = _compared([_DUTY, _REPORT, _AUDIT], [_NOTICE, _DUTY, _AUDIT])
    assert [change.kind for change in comparison.changes] == [
        Kind.INSERTED,
        Kind.UNCHANGED,
        Kind.DELETED,
        Kind.UNCHANGED,
    ]


def test_of_a_document_with_tracked_changes_the_proposed_text_is_compared_and_said_so() -> None:
    tracked = Document("tracked.docx", FileKind.WORD, (Paragraph(_DUTY),), (Paragraph(_REPORT),), notes=("Page 2.",))
    comparison = compare(tracked, document([_REPORT], "clean.docx"))
    assert _told(comparison) == []
    assert comparison.notes[1:] == ("Page 2.",)
    assert "tracked.docx shows tracked changes" in comparison.notes[0]


def test_who_waits_is_told_and_may_stop() -> None:
    steps: list[str] = []
    compare(document([_DUTY]), document([_REPORT]), steps.append)
    assert "Comparing clause by clause, 0 % done" in steps

    def stop(_step: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compare(document([_DUTY]), document([_REPORT]), stop)


_TEXTS = st.lists(
    st.lists(st.sampled_from(["the", "Panel", "shall", "pay", "not", "used", "ten", "days", "|", "“"]), max_size=8).map(
        " ".join
    ),
    max_size=9,
)


def _joined(change: ClauseChange, side: Did) -> str:
    return "".join(words.text for words in change.words if words.did in {Did.STAY, side})


def test_a_title_of_which_letters_changed_is_edited() -> None:
    assert _told(_compared([_DUTY, "Definition", _AUDIT], [_DUTY, "Definitions", _AUDIT])) == [("edited", [1], [1])]
    kinds = [kind for kind, _, _ in _told(_compared([_DUTY, "Notices", _AUDIT], [_DUTY, "Charges", _AUDIT]))]
    assert kinds == ["deleted", "inserted"]


def test_two_neighbours_that_changed_places_are_one_moved_clause() -> None:
    [(kind, _, _)] = _told(_compared([_DUTY, _REPORT, _NOTICE, _AUDIT], [_DUTY, _NOTICE, _REPORT, _AUDIT]))
    assert kind == "moved"


def test_each_clause_of_a_moved_block_moved() -> None:
    rest = [_REPORT, _AUDIT, "The Board keeps its minutes for ten years.", "A Party may inspect them for a fee."]
    current, proposed = [_DUTY, _NOTICE, *rest], [*rest, _DUTY, _NOTICE]
    assert _told(_compared(current, proposed)) == [("moved", [0], [4]), ("moved", [1], [5])]


def test_of_a_clause_that_stood_twice_one_may_go() -> None:
    comparison = _compared([_DUTY, _REPORT, _AUDIT, _DUTY, _NOTICE], [_DUTY, _REPORT, _AUDIT, _NOTICE])
    assert _told(comparison) == [("deleted", [3], [])]


def test_an_edited_clause_with_another_typed_number_is_edited() -> None:
    edited = _REPORT.replace("April", "June")
    current = _numbered(("3.1", _DUTY), ("3.2", _REPORT), ("3.3", _AUDIT))
    proposed = _numbered(("3.1", _DUTY), ("3.1A", edited), ("3.3", _AUDIT))
    assert _told(compare(current, proposed)) == [("edited", [1], [1])]


_FILLED_IN = "Where the {} fails to {} the {}, the {} shall be entitled to {} and to recover its costs of doing so."


def test_among_few_clauses_one_filled_in_anew_is_not_silently_held_for_the_one_that_it_replaced() -> None:
    told = [
        _FILLED_IN.format(*words)
        for words in (
            ("Supplier", "keep", "annual accounts", "Board", "examine them"),
            ("Panel", "publish", "first forecast", "Agent", "publish another"),
            ("Operator", "test", "spare batteries", "Owner", "test them"),
        )
    ]
    others = [_DUTY, _REPORT, _AUDIT, _NOTICE, *(f"Schedule {n} lists the fees of year {n}." for n in range(20, 30))]
    comparison = _compared(
        [*others, told[0], _DUTY + " Yearly.", told[1]], [*others, told[0], _DUTY + " Yearly.", told[2]]
    )
    assert [kind for kind, _, _ in _told(comparison)] == ["deleted", "inserted"]
    assert [(pair.current, pair.proposed) for pair in comparison.unsure] == [(16, 16)]


def test_in_a_text_of_few_words_a_clause_is_long_enough_to_be_known_elsewhere() -> None:
    rng = random.Random(5)
    words = ["party", "notice", "charge", "panel", "meter", "report", "code", "audit", "claim", "loss"]
    texts = [" ".join(rng.choices(words, k=14)) for _ in range(40)]
    edited = " ".join([*texts[3].split()[:6], "waiver", *texts[3].split()[7:]])
    assert _told(_compared(texts, [*texts[:3], *texts[4:30], edited, *texts[30:]])) == [("moved-edited", [3], [29])]


def test_a_clause_is_no_piece_of_another_for_the_phrases_that_both_use_anyway() -> None:
    long = (
        "If a dispute has arisen the Agent shall notify the Panel within ten days of the end of the quarter. The Board "
        "may publish the credit report before the end of the quarter where the Panel has agreed in writing to it."
    )
    edited = long.replace("notify the Panel", "the tell Panel credit").replace("may publish", "the may shall send")
    short = "The Panel shall publish the credit report within ten days of the end of the quarter."
    comparison = _compared([_DUTY, long, short, _AUDIT], [_DUTY, edited, "Fees fall due yearly.", _AUDIT])
    assert "merged" not in {kind for kind, _, _ in _told(comparison)}


@given(_TEXTS, _TEXTS)
def test_every_clause_is_told_once_and_its_words_are_its_text(current: list[str], proposed: list[str]) -> None:
    comparison = _compared(current, proposed)
    here = [clause for change in comparison.changes for clause in change.current]
    there = [clause for change in comparison.changes for clause in change.proposed]
    assert sorted(clause.position for clause in here) == list(range(sum(bool(text.strip()) for text in current)))
    assert sorted(clause.position for clause in there) == list(range(sum(bool(text.strip()) for text in proposed)))
    for change in comparison.changes:
        assert _joined(change, Did.GO) == " ".join(clause.text for clause in change.current)
        assert _joined(change, Did.COME) == " ".join(clause.text for clause in change.proposed)
    order = [change.proposed[0].position for change in comparison.changes if change.proposed]
    assert order == sorted(order)


@given(_TEXTS)
def test_nothing_differs_from_itself(texts: list[str]) -> None:
    assert all(change.kind is Kind.UNCHANGED for change in _compared(texts, texts).changes)


@given(_TEXTS, _TEXTS)
def test_a_comparison_depends_on_nothing_but_the_texts(current: list[str], proposed: list[str]) -> None:
    assert _compared(current, proposed) == _compared(list(current), list(proposed))
