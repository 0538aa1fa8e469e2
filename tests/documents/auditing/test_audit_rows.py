"""What becomes of a row. The clauses are made up; the shapes of the rows are those of a real change table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from respondent_app.documents.auditing.audit import audit
from respondent_app.model.audit import Audit, RowResult, Verdict
from respondent_app.model.comparison import Kind, UnsurePair
from respondent_app.model.consultation import ChangeRow
from tests.documents.auditing.made_up_texts import Line, audited, comparison, consultation, row, same

DESCRIBED, DIFFERS, NOTHING, OPEN = Verdict
PHRASE = "at the request of DCC"
TWICE = row("Clause 3.17", f'Inclusion of "{PHRASE}" twice.')
RENAMED = row("Clause 3.2", 'Delete "Withdrawal" and replace with "Decommissioning"', "replacement")
GONE_BUT = "“Withdrawal” is deleted from Clause 3.2, but “Decommissioning”"
NOT_REPLACED = "“Withdrawal” is not replaced with “Decommissioning”"
COMES_BUT = "“Decommissioning” is inserted, but “Withdrawal”"
NOT_NEW = "Clause 7.14 is not new: the current text has"
PER_SMSO = row("Clause 4.8 – 4.10", 'New text "per SMETS1 SMSO".')
SECTION_7 = same("7", "Section seven", heading=True)


def first(lines: Sequence[Line], said: ChangeRow) -> RowResult:
    return audited(lines, said).rows[0]


def tells(result: RowResult) -> tuple[Verdict, str]:
    return result.verdict, result.detail


def steps(extra: str, end: str = "") -> list[Line]:
    return [
        Line(
            "3.17",
            "The party shall take the steps and report.",
            f"The party shall{extra} take the steps and{end} report.",
        )
    ]


def test_a_phrase_inserted_as_often_as_said() -> None:
    found = first(steps(f", {PHRASE},", f" {PHRASE}"), TWICE)
    assert tells(found) == (DESCRIBED, f"“{PHRASE}” is inserted twice in Clause 3.17.")
    assert (found.clause, found.changes, found.comment) == ("3.17", (0,), "")


def test_a_phrase_inserted_once_though_the_table_says_twice() -> None:
    found = first(steps(f", {PHRASE},"), TWICE)
    assert tells(found) == (DIFFERS, "The table says twice; the text has it once.")
    assert found.comment == (
        f"Figure 1, row 1 (Clause 3.17) says: “Inclusion of ‘{PHRASE}’ twice.” The proposed text does not match this. "
        "The table says twice; the text has it once. Please confirm which is intended, and correct the table or the "
        "drafting."
    )


def test_a_phrase_that_shares_words_with_the_text_around_it() -> None:
    before = "The request of the DCC at the request of the panel stands."
    after = "The request of DCC at the request of DCC the DCC at the request of the panel stands."
    result = audited([Line("3.17", before, after)], TWICE)
    assert result.rows[0].verdict is DIFFERS or not result.undisclosed


@pytest.mark.parametrize(
    "typed", ["At the request of\N{NO-BREAK SPACE}DCC", "at  the\trequest of DCC", "at the request of “DCC”"]
)
def test_quotes_spaces_and_case_do_not_matter(typed: str) -> None:
    assert first(steps(f" {typed}", f" {typed}"), TWICE).verdict is DESCRIBED


def test_the_rest_of_the_clauses_change_is_told() -> None:
    lines = [Line("3.17", "The party shall act in 10 days.", f"The party shall, {PHRASE}, act in 5 days {PHRASE}.")]
    result = audited(lines, TWICE)
    also = "Clause 3.17 also changes: “10 days” becomes “5 days”; the table does not say so."
    assert tells(result.rows[0]) == (DESCRIBED, f"“{PHRASE}” is inserted twice in Clause 3.17. {also}")
    (found,) = result.undisclosed
    assert (found.reference, found.kind, found.detail) == ("3.17", "edited", "“10 days” becomes “5 days”.")
    assert "Figure 1 lists another change to this clause, but not this one." in found.comment


def test_each_clause_of_a_range_needs_the_words() -> None:
    lines = [Line(f"4.{n}", f"Item {n} stays.", f"Item {n} stays per SMETS1 SMSO.") for n in (8, 9, 10)]
    assert tells(first(lines, PER_SMSO)) == (DESCRIBED, "“per SMETS1 SMSO” is inserted in Clauses 4.8, 4.9 and 4.10.")
    lines[1] = same("4.9", "Item 9 stays.")
    lacking = "“per SMETS1 SMSO” is inserted in Clauses 4.8 and 4.10, not in Clause 4.9."
    assert tells(first(lines, PER_SMSO)) == (DIFFERS, lacking)


@pytest.mark.parametrize(
    ("proposed", "verdict", "detail"),
    [
        ("The Decommissioning form.", DESCRIBED, "“Withdrawal” is replaced with “Decommissioning” in Clause 3.2."),
        ("The Withdrawal form.", NOTHING, "No word of Clause 3.2 changes."),
        ("The Withdrawal note.", DIFFERS, f"Clause 3.2 changes, but {NOT_REPLACED}."),
        ("The Removal form.", DIFFERS, f"{GONE_BUT} is not inserted; “Removal” is."),
        ("The form.", DIFFERS, f"{GONE_BUT} is not inserted."),
        ("The Decommissioning Withdrawal form.", DIFFERS, f"{COMES_BUT} still stands."),
    ],
)  # fmt: skip
def test_a_replacement(proposed: str, verdict: Verdict, detail: str) -> None:
    assert tells(first([Line("3.2", "The Withdrawal form.", proposed)], RENAMED)) == (verdict, detail)


def test_a_replacement_that_leaves_one_behind() -> None:
    lines = [Line("3.2", "A Withdrawal and a Withdrawal.", "A Decommissioning and a Withdrawal.")]
    assert tells(first(lines, RENAMED)) == (
        DIFFERS,
        "“Withdrawal” is replaced once in Clause 3.2 and still stands once.",
    )


def test_a_replacement_by_a_longer_phrase_that_holds_the_first() -> None:
    lines = [Line("6.4", "Within 10 days of it.", "Within 10 Working days of it.")]
    assert first(lines, row("6.4", "Replace “days” with “Working days”", "replacement")).verdict is DESCRIBED


def test_a_replacement_of_letter_case_alone() -> None:
    lines = [Line("6.4", "Ten working days.", "Ten Working Days.", typography=True)]
    result = audited(lines, row("6.4", "Replace “working days” with “Working Days”", "replacement"))
    assert (result.rows[0].verdict, result.undisclosed, result.aside) == (DESCRIBED, (), ())


def test_a_change_told_without_quotation_marks() -> None:
    lines = [Line("6.4", "Within 10 Working Days of it.", "Within 5 Working Days of it.")]
    assert first(lines, row("6.4", "Change of 10 days to 5 days", "replacement")).verdict is DESCRIBED
    assert first(lines, row("6.4", "Change of ten days to a week", "replacement")).verdict is OPEN


def test_a_deletion() -> None:
    said = row("Clause 4.4", "Delete “or its agent”", "deletion")
    before = "The party or its agent shall tell the panel or its agent."
    gone = Line("4.4", before, "The party shall tell the panel.")
    left = Line("4.4", before, "The party shall tell the panel or its agent.")
    assert tells(first([gone], said)) == (DESCRIBED, "“or its agent” is deleted from Clause 4.4.")
    assert tells(first([left], said)) == (
        DIFFERS,
        "“or its agent” is deleted once in Clause 4.4 and still stands once.",
    )
    assert first([same("4.4", before)], said).verdict is NOTHING


def test_nearly_the_words_of_the_table() -> None:
    said = row("Clause 4.2", 'New text "Where and to the extent notified by the DCC".')
    result = audited(
        [Line("4.2", "A party may ask.", "Where and to the extent notified by DCC, a party may ask.")], said
    )
    assert result.rows[0].verdict is DIFFERS
    assert "the text “Where and to the extent notified by DCC”" in result.rows[0].detail
    assert not result.undisclosed


def test_the_words_come_in_another_clause() -> None:
    lines = [
        same("4.2", "A party may wait."),
        Line("4.3", "A party may ask.", "Where notified by DCC a party may ask."),
    ]
    result = audited(lines, row("Clause 4.2", "New text “Where notified by DCC”"))
    assert tells(result.rows[0]) == (NOTHING, "No word of Clause 4.2 changes. The words are inserted in Clause 4.3.")
    assert [found.reference for found in result.undisclosed] == ["4.3"]


def test_a_parent_covers_its_children_and_says_so() -> None:
    lines = [same("5.1", "The party shall:"), Line("5.1(a)", "make a plan;", "make a written plan;")]
    found = first(lines, row("Clause 5.1", "Insert “written”"))
    assert tells(found) == (DESCRIBED, "“written” is inserted in Clause 5.1(a), which is part of Clause 5.1.")


def test_a_clause_that_looks_like_a_child_is_none() -> None:
    lines = [
        same("3.1", "It stays."),
        Line("3.10", "It was.", "It was written."),
        Line("3.1A", "It is.", "It is written."),
    ]
    assert first(lines, row("Clause 3.1", "Insert “written”")).verdict is NOTHING


def test_a_new_clause() -> None:
    lines = [SECTION_7, Line("7.14", None, "Something new."), same("7.14", "When it ends it ends.", "7.15")]
    result = audited(lines, row("Clause 7.14", "New clause calling something out.", "new-clause"))
    assert (tells(result.rows[0]), result.undisclosed) == ((DESCRIBED, "Clause 7.14 is new."), ())


@pytest.mark.parametrize(
    ("line", "verdict", "detail"),
    [
        (same("7.13", "As it was.", "7.14"), DIFFERS, f"{NOT_NEW} it as Clause 7.13, with the same words."),
        (Line("7.14", "As it was.", "As it is."), DIFFERS, f"{NOT_NEW} it, with other words."),
        (same("7.14", "As it was."), NOTHING, f"{NOT_NEW} the same clause."),
        (same("7.2", "Another."), NOTHING, "The proposed text has no Clause 7.14."),
        (Line("7.14", "Gone.", None), DIFFERS, "Clause 7.14 stands in the current text, and not in the proposed one."),
    ],
)  # fmt: skip
def test_a_new_clause_that_is_not_new(line: Line, verdict: Verdict, detail: str) -> None:
    assert tells(first([SECTION_7, line], row("Clause 7.14", "New clause.", "new-clause"))) == (verdict, detail)


def test_an_extract_without_the_section_says_nothing_of_a_clause() -> None:
    assert first([same("1.1", "Only this.")], row("Clause 7.14", "New clause.", "new-clause")).verdict is OPEN
    assert first([same("1.1", "Only this.")], row("Clause 7.14", "Insert “x”")).verdict is OPEN
    assert first([same("1.1", "Only this.")], row("Contents", "Updated")).verdict is OPEN


def test_a_new_clause_that_may_be_an_old_one_rewritten() -> None:
    lines = [SECTION_7, Line("7.13", "The old words of it.", None), Line("7.14", None, "The new words for it.")]
    made = comparison(lines)
    unsure = replace(made, unsure=(UnsurePair(1, 1, 0.5),))
    result = audit(consultation(row("Clause 7.14", "New clause.", "new-clause")), unsure)
    assert "may be Clause 7.13 of the current text, rewritten" in result.rows[0].detail


def test_a_clause_rewritten_under_its_number_is_still_that_clause() -> None:
    made = comparison([Line("3.17", "Tell them.", None), Line("3.17", None, f"{PHRASE} tell {PHRASE} them.")])
    unsure = replace(made, unsure=(UnsurePair(0, 0, 0.5),))
    result = audit(consultation(TWICE), unsure)
    assert (result.rows[0].verdict, result.rows[0].changes, result.undisclosed) == (DESCRIBED, (1,), ())
    told_apart = audit(consultation(), unsure)
    assert [found.kind for found in told_apart.undisclosed] == ["deleted", "inserted"]


WORDING = "For GroupID = “CB”, the DCC shall ensure all steps – and no others."


@pytest.mark.parametrize(
    "text", [WORDING, 'For GroupID="CB", the DCC  shall ensure all steps - and no others;', f"{WORDING[:-1]}; and"]
)
def test_quoted_wording_is_equal_but_for_quotes_and_spaces(text: str) -> None:
    found = first([same("14.2", "x y z"), Line("14.3", None, text)], row("14.3", "New", "new-clause", quoted=WORDING))
    assert tells(found) == (DESCRIBED, "Clause 14.3 is new and reads as the table quotes it.")


@pytest.mark.parametrize(
    ("text", "difference"),
    [
        (
            WORDING.replace("all steps", "any steps"),
            "The table has “DCC shall ensure all”, the text “DCC shall ensure any”.",
        ),
        (WORDING.replace("the DCC", "The DCC"), "The table has “= CB, the”, the text “= CB, The”."),
        (f"{WORDING[:-1]} unless told.", "The text goes on after the words of the table: “unless told”."),
    ],
)
def test_the_first_difference_from_quoted_wording(text: str, difference: str) -> None:
    lines = [same("14.2", "x y z"), Line("14.3", None, text)]
    result = audited(lines, row("14.3", "New", "new-clause", quoted=WORDING))
    told = f"Clause 14.3 is new, but not as the table words it. {difference}"
    assert (tells(result.rows[0]), result.undisclosed) == ((DIFFERS, told), ())


def test_quoted_wording_under_another_number() -> None:
    lines = [same("14.2", "x y z"), Line("14.5", None, WORDING)]
    result = audited(lines, row("14.3", "New", "new-clause", quoted=WORDING))
    assert tells(result.rows[0]) == (DIFFERS, "The words quoted stand as Clause 14.5, not as Clause 14.3.")
    assert not result.undisclosed


def test_quoted_wording_under_another_number_beside_an_old_clause_of_the_number() -> None:
    lines = [same("14.3", "It stays."), Line("14.5", None, WORDING)]
    found = first(lines, row("14.3", "New", "new-clause", quoted=WORDING))
    assert tells(found) == (DIFFERS, "The words quoted stand as Clause 14.5, not as Clause 14.3.")


def test_quoted_wording_that_runs_through_the_items_of_a_clause() -> None:
    lines = [
        same("14.2", "x"),
        Line("14.3", None, "The DCC shall:"),
        Line("14.3(a)", None, "go; and"),
        Line("14.3(b)", None, "stay."),
    ]
    said = row("14.3", "New", "new-clause", quoted="The DCC shall: go; and stay.")
    assert (first(lines, said).verdict, audited(lines, said).undisclosed) == (DESCRIBED, ())


def test_items_beyond_the_quoted_wording_are_not_disclosed() -> None:
    lines = [same("14.2", "x"), Line("14.3", None, "The DCC shall go."), Line("14.3(a)", None, "and pay.")]
    result = audited(lines, row("14.3", "New", "new-clause", quoted="The DCC shall go."))
    assert [found.reference for found in result.undisclosed] == ["14.3(a)"]


def test_a_clause_that_reads_as_said() -> None:
    said = row("Clause 5.2", "Amended to read “A party shall wait.”", "replacement")
    assert first([Line("5.2", "A party may go.", "A party shall wait.")], said).verdict is DESCRIBED
    other = first([Line("5.2", "A party may go.", "A party shall go.")], said)
    assert tells(other) == (DIFFERS, "The table has “A party shall wait”, the text “A party shall go”.")


def test_deleted_clauses() -> None:
    said = row("Clause 4.2", "Clause deleted", "deletion")
    assert first([Line("4.2", "It goes.", None), same("4.3", "It stays.", "4.2")], said).verdict is DESCRIBED
    assert first([Line("4.2", "It goes.", "Not used.")], said).verdict is DESCRIBED
    assert first([same("4.2", "It goes.")], said).verdict is NOTHING
    assert first([Line("4.2", "It goes.", "It went.")], said).verdict is DIFFERS
    moved = first([same("4.2", "It goes.", "4.1")], said)
    assert tells(moved) == (DIFFERS, "Clause 4.2 is not deleted: the proposed text has it as Clause 4.1.")


def test_a_row_may_give_the_current_number() -> None:
    lines = [
        SECTION_7,
        Line("7.1", None, "It is new."),
        Line("7.1", "It may go.", "It may not go.", "7.2"),
        same("7.2", "It ends.", "7.3"),
    ]
    assert first(lines, row("Clause 7.1", "Insert “not”")).verdict is DESCRIBED
    assert first(lines, row("Clause 7.2", "Insert “not”")).verdict is DESCRIBED


def test_a_section_whose_rows_quote_a_value() -> None:
    said = row("Section 14", 'Inclusion of new GroupID = "CB" for MOC MDS cohort.')
    lines = [
        same("14", "Section fourteen", heading=True),
        Line("14.1", "It applies to GroupID = “CA”.", "It applies to GroupID = “CA” and GroupID = “CB”."),
        Line("14.2", None, "For GroupID = “CB” the party shall:"),
        Line("14.2(a)", None, "go to and fro;"),
        Line("14.2", "It takes 10 days.", "It takes 5 days.", "14.3"),
    ]
    result = audited(lines, said)
    where = "Clauses 14.1 and 14.2, which are part of Section 14"
    assert tells(result.rows[0]) == (DESCRIBED, f"Words that name “GroupID = ‘CB’” are inserted in {where}.")
    assert [found.reference for found in result.undisclosed] == ["14.3"]


def test_a_call_out_by_its_name() -> None:
    said = row(
        "5.1 (b) (i)", "Call out to the later sub-heading in Sections 12-14 'Pre-enrolment Configuration Requirements'."
    )
    named = Line(
        "5.1(b)(i)", "by setting up; and", "by setting up and meeting the Pre-enrolment Configuration Requirements; and"
    )
    assert first([named], said).verdict is DESCRIBED
    assert first([Line("5.1(b)(i)", "by setting up; and", "by setting it up; and")], said).verdict is DIFFERS
    otherwise = Line("5.1(b)(i)", "by setting up; and", "by setting up as in Sections 12-14; and")
    result = audited([otherwise], said)
    assert (result.rows[0].verdict, result.undisclosed) == (OPEN, ())


def test_a_row_that_names_a_new_heading_discloses_it() -> None:
    lines = [SECTION_7, Line("", None, "Post Migration Configuration", within="7"), Line("7.1", None, "It is new.")]
    result = audited(lines, row("Clause 7.1", "New section Post Migration Configuration.", "new-clause"))
    assert (result.rows[0].changes, result.undisclosed) == ((1, 2), ())


def test_rows_in_the_publishers_own_words() -> None:
    line = Line("8.2", "The party shall report.", "The party shall report the timing of validation.")
    assert first([line], row("Clause 8.2", "Clarification of validation timing")).verdict is DESCRIBED
    assert first([line], row("Clause 8.2", "Administrative change")).verdict is OPEN
    assert (
        first([same("8.2", "The party shall report.")], row("Clause 8.2", "Administrative change")).verdict is NOTHING
    )


def test_typography_renumbering_references_and_moves() -> None:
    def verdict(line: Line, said: str) -> Verdict:
        return first([line], row("Clause 8.2", said, "replacement")).verdict

    assert verdict(Line("8.2", "A party shal go.", "A party shall go."), "Typographical correction") is DESCRIBED
    assert verdict(Line("8.2", "A party shall go.", "A party may go."), "Typographical correction") is DIFFERS
    assert verdict(Line("8.2", "A “x”.", 'A "x".', typography=True), "Punctuation corrected") is DESCRIBED
    assert verdict(same("8.1", "A party goes.", "8.2"), "Clause renumbered") is DESCRIBED
    assert verdict(same("8.2", "A party goes."), "Clause renumbered") is NOTHING
    assert verdict(Line("8.2", "See Clause 7.1.", "See Clause 7.2."), "Cross-reference updated") is DESCRIBED
    assert verdict(Line("8.2", "See Clause 7.1 in time.", "See Clause 7.1."), "Cross-reference updated") is DIFFERS
    assert verdict(Line("8.2", "A party.", "A party.", kind=Kind.MOVED), "Moved to the end") is DESCRIBED


def test_definitions_headings_and_the_whole_text() -> None:
    lines = [
        Line("2", "Old words", "New words", heading=True),
        Line("2.1", "“Working Day” means a day.", "“Working Day” means a day that is not a Sunday."),
        same("2.2", "A Working Day has hours."),
    ]
    assert first(lines, row("Definition of Working Day", "Insert “that is not a Sunday”")).verdict is DESCRIBED
    assert first(lines, row("Heading of Section 2", "Replace “Old” with “New”", "replacement")).verdict is DESCRIBED
    everywhere = [Line("1", "An SMSO.", "An S1SP."), same("2", "The SMSO."), Line("3", "SMSO SMSO", "S1SP S1SP")]
    found = first(everywhere, row("Throughout", "Replace “SMSO” with “S1SP”", "replacement"))
    told = "“SMSO” is replaced three times in the text and still stands once in Section 2."
    assert tells(found) == (DIFFERS, told)


def test_an_appendix_has_numbers_of_its_own() -> None:
    lines = [
        same("3.1", "In the body it stays."),
        Line("", "Appendix A – Steps", "Appendix A – Steps", heading=True),
        Line("3.1", "In the appendix it is.", "In the appendix it is written."),
    ]
    assert first(lines, row("Clause 3.1", "Insert “written”")).verdict is NOTHING
    assert first(lines, row("Appendix A", "Insert “written”")).verdict is DESCRIBED
    assert first(lines, row("Paragraph 3.1 of Appendix A", "Insert “written”")).verdict is DESCRIBED


def test_an_appendix_without_numbers_is_not_within_the_clause_before_it() -> None:
    lines = [
        same("14.14", "The last of the body stays."),
        Line("", "Appendix A – Steps", "Appendix A – Steps", within="14.14"),
        Line("", "In the appendix it is.", "In the appendix it is written.", within="14.14"),
    ]
    found = first(lines, row("Appendix A", "Insert “written”"))
    assert tells(found) == (DESCRIBED, "“written” is inserted in Appendix A.")
    assert first(lines, row("Clause 14.14", "Insert “written”")).verdict is NOTHING


def test_the_contents_page_opens_no_appendix() -> None:
    lines = [
        Line("", "Appendix A – Steps\t12", "Appendix A – Steps\t13"),
        Line("3.1", "In the body it is.", "In the body it is written."),
        Line("", "Appendix A – Steps", "Appendix A – Steps"),
        same("1", "In the appendix it stays."),
    ]
    assert first(lines, row("Clause 3.1", "Insert “written”")).verdict is DESCRIBED
    assert first(lines, row("Appendix A", "Insert “written”")).verdict is NOTHING


def test_several_rows_on_one_clause_share_its_change() -> None:
    lines = [Line("3.2", "The Withdrawal form of it.", "The Decommissioning form of it, in writing.")]
    result: Audit = audited(lines, RENAMED, row("Clause 3.2", "Insert “in writing”", number=2))
    assert ([one.verdict for one in result.rows], result.undisclosed) == ([DESCRIBED, DESCRIBED], ())


def test_a_row_of_several_claims() -> None:
    said = row("Clause 3.2", "Delete “Withdrawal” and insert “in writing” at the end", "replacement")
    assert first([Line("3.2", "The Withdrawal form.", "The form in writing.")], said).verdict is DESCRIBED
    assert first([Line("3.2", "The Withdrawal form.", "The form.")], said).verdict is DIFFERS


def test_the_same_input_gives_the_same_result() -> None:
    lines = steps(f", {PHRASE},")
    assert audited(lines, TWICE, RENAMED) == audited(lines, TWICE, RENAMED)


def test_an_empty_table_and_an_empty_text() -> None:
    assert audited([]) == Audit((), ())
    assert first([], TWICE).verdict is OPEN
