from __future__ import annotations

from dataclasses import replace

import pytest

from respondent_app.model.audit import Audit, RowResult, Undisclosed, Verdict
from respondent_app.model.comparison import Kind
from respondent_app.model.word_diff import Did, Words
from respondent_app.ui.comparing import words
from tests.ui.comparing.made import change, clause, small


def test_an_edited_clause_has_its_words_on_both_sides() -> None:
    edited = small().changes[1]
    assert words.plain(words.current(edited)) == "The Withdrawal list is kept."
    assert words.plain(words.proposed(edited)) == "The Decommissioning list is kept."
    assert words.spoken(words.current(edited)) == "The deleted: Withdrawal list is kept."


def test_a_new_clause_is_all_inserted_and_a_gone_one_all_deleted() -> None:
    new, gone = small().changes[2], small().changes[3]
    assert (words.current(new), words.proposed(new)) == ((), (Words(Did.COME, "A wholly new duty."),))
    assert (words.current(gone), words.proposed(gone)) == ((Words(Did.GO, "A report is due each March."),), ())


def test_a_number_that_changed_is_shown_as_both() -> None:
    assert [words.number(c) for c in small().changes] == [
        "3",
        "3.1",
        "3.1A",
        "3.2",
        "3.2",
        "3.3 → 3.4",
        "4.9 → 3.5",
        "",
    ]


def test_a_split_clause_shows_all_its_parts() -> None:
    split = change(Kind.SPLIT, (clause(0, "One. Two.", "1"),), (clause(0, "One.", "1"), clause(1, "Two.", "2")))
    assert words.plain(words.current(split)) == "One. Two."
    assert words.plain(words.proposed(split)) == "One.\nTwo."
    assert words.number(split) == "1 → 1, 2"


def test_copied_text_says_what_comes_and_goes() -> None:
    assert words.written(small().changes[1]) == "3.1 (edited)\tThe [-Withdrawal-][+Decommissioning+] list is kept."
    assert words.written(small().changes[7]) == "An unnumbered line."


def test_the_list_shows_the_words_that_differ_and_what_replaces_them() -> None:
    assert words.snippet(small().changes[1]) == "The “Withdrawal” → “Decommissioning” list is kept."
    far = change(Kind.EDITED, (clause(0, "word " * 40 + "old"),), (clause(0, "word " * 40 + "new"),))
    assert words.snippet(far).startswith("…")
    assert words.snippet(far).endswith("“old” → “new”")


@pytest.mark.parametrize(
    ("current", "proposed", "shown"),
    [
        ("Version V1.3", "Version V1.4", "Version “V1.3” → “V1.4”"),
        ("One party shall act.", "One party shall, at its cost, act.", "One party shall + “, at its cost,” act."),
        ("Kept by the DCC now.", "Kept by the DCC.", "Kept by the DCC − “now”."),
        ("The list is kept.", "The list is kept for ever.", "The list is kept + “for ever”."),
        ("Within 10 days.", "Within 5 days.", "Within “10” → “5” days."),
    ],
)
def test_the_list_tells_what_comes_and_goes_from_what_stays(current: str, proposed: str, shown: str) -> None:
    assert words.snippet(change(Kind.EDITED, (clause(0, current),), (clause(0, proposed),))) == shown


def test_only_numbers_look_and_typography_are_no_change_of_words() -> None:
    assert [words.changes_words(c) for c in small().changes] == [False, True, True, True, True, False, True, False]
    assert not words.changes_words(replace(small().changes[1], typography=True))
    assert words.kind_name(replace(small().changes[1], typography=True)) == "Quotes or spaces"


def test_each_change_has_the_poorest_verdict_of_its_rows() -> None:
    rows = (
        RowResult(1, "3.1", Verdict.DIFFERS, "Once, not twice.", (1,)),
        RowResult(2, "3", Verdict.AS_DESCRIBED, "", (1, 2)),
    )
    found = words.verdicts(Audit(rows, (Undisclosed("3.2", "deleted", "It goes.", 3),)))
    assert {position: text for position, (text, _) in found.items()} == {
        1: "differs", 2: "as described", 3: "not in the table",
    }  # fmt: skip
