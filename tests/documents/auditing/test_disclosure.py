"""Which changes are told of, which are not, and which are set apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from respondent_app.documents.auditing import shown
from respondent_app.documents.auditing.audit import audit
from respondent_app.model.audit import Audit, Undisclosed, Verdict, Weightiness
from respondent_app.model.comparison import ClauseChange, Comparison, Kind
from respondent_app.model.document import Part
from tests.documents.auditing.made_up_texts import Line, audited, comparison, consultation, row, same

TITLE = Line("", "Made-up rules", "Made-up rules")
FIRST = same("1", "First things", heading=True)


def apart(*lines: Line) -> list[tuple[str, Weightiness]]:
    """Return what is set apart; nothing may be undisclosed."""
    result = audited(lines)
    assert result.undisclosed == ()
    return [(found.reference, found.weightiness) for found in result.aside]


def undisclosed(*lines: Line) -> list[tuple[str, str]]:
    result = audited(lines)
    return [(found.reference, found.detail) for found in result.undisclosed]


def test_a_changed_figure_is_told_with_its_unit_and_its_clause() -> None:
    (found,) = audited(
        [Line("6.4", "Reply within 10 Working Days of asking.", "Reply within 5 Working Days of asking.")]
    ).undisclosed
    assert found == Undisclosed(
        "6.4", "edited", "“10 Working Days” becomes “5 Working Days”.", 0, Weightiness.WORDS,
        "Clause 6.4: in the proposed text “10 Working Days” becomes “5 Working Days” (“Reply within 5 Working Days of "
        "…”). Figure 1 does not list this change. Please confirm that it is intended, give the reason for it, and add "
        "it to the table, so that all respondents can take it into account.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (Line("1.1", "It may go.", "It may not go."), "“not” is inserted."),
        (Line("1.1", "It may or may not go.", "It may go."), "“or may not” is deleted."),
        (Line("1.1", None, "It is all new."), "New text: “It is all new.”"),
        (Line("1.1", "It is gone.", None), "Text deleted: “It is gone.”"),
        (Line("1.1", None, "Late matters", heading=True), "The heading: “Late matters”."),
        (Line("1.1", "Costs of £10.", "Costs of $10."), "“£” becomes “$”."),
        (Line("1.1", "At 1.5 times.", "At 15 times."), "“1.5” becomes “15”."),
    ],
)
def test_changes_of_words_are_not_in_the_table(line: Line, told: str) -> None:
    assert undisclosed(line) == [("1.1", told)]


@pytest.mark.parametrize(
    ("was", "now"),
    [("A party shall go.", "A Party shall go."), ("Tell the Energy Supplier.", "Tell the energy supplier.")],
)
def test_a_capital_inside_a_sentence_can_make_a_defined_term(was: str, now: str) -> None:
    (found,) = audited([Line("1.1", was, now)]).undisclosed
    assert found.weightiness is Weightiness.WORDS
    assert found.detail.endswith(", a capital can make a defined term.")
    assert "Figure 1 does not list this change" in found.comment


@pytest.mark.parametrize(
    "line",
    [
        Line("1.1", "it may go. it may come.", "It may go. It may come."),
        Line("1.1", "[sample] the party may go.", "[sample] The party may go."),
        Line("1.1", "Late Matters", "Late matters", heading=True),
        Line("1.1", "It is SHALL, not may.", "It is shall, not MAY."),
    ],
)
def test_other_capitals_are_typography(line: Line) -> None:
    assert apart(line) == [("1.1", Weightiness.TYPOGRAPHY)]


@pytest.mark.parametrize(
    "description", ["Replace “party” with “Party”.", "Capitalisation corrected.", "Typographical correction."]
)
def test_a_row_may_tell_of_a_capital(description: str) -> None:
    result = audited([Line("1.1", "A party shall go.", "A Party shall go.")], row("1.1", description, "replacement"))
    assert (result.rows[0].verdict, result.undisclosed) == (Verdict.AS_DESCRIBED, ())


def test_a_row_on_other_words_does_not_tell_of_a_capital() -> None:
    line = Line("1.1", "A party shall go.", "A Party shall not go.")
    result = audited([line], row("1.1", "Insert “not”."))
    assert [found.detail for found in result.undisclosed] == [
        "“party” becomes “Party”, a capital can make a defined term."
    ]
    assert "also changes" in result.rows[0].detail


def test_a_change_in_an_appendix_is_named_by_it() -> None:
    lines = [same("3.1", "It stays."), Line("", "Annex B", "Annex B", heading=True), Line("3.1", "It may.", "It must.")]
    assert undisclosed(*lines) == [("Annex B, paragraph 3.1", "“may” becomes “must”.")]


def test_a_moved_clause_with_another_word_is_not_in_the_table() -> None:
    assert undisclosed(Line("1.1", "It may go.", "It must go.", "1.5", Kind.MOVED_EDITED)) == [
        ("1.5", "“may” becomes “must”.")
    ]


@pytest.mark.parametrize(
    ("line", "weightiness"),
    [
        (same("1.1", "It stays.", "1.2"), Weightiness.RENUMBERING),
        (Line("1.1", "It stays.", "It stays.", "1.2", Kind.MOVED), Weightiness.RENUMBERING),
        (Line("1.1", "It stays.", "It stays.", "1.2", Kind.FORMATTED), Weightiness.FORMATTING),
        (Line("1.1", "The party’s “x” – y", 'The party\'s "x" - y', "1.2", typography=True), Weightiness.TYPOGRAPHY),
        (Line("1.1", "It stays, as it is", "It stays as it is.", "1.2"), Weightiness.TYPOGRAPHY),
        (Line("1.1", "[4 October 2019]", "4 October 2019", "1.2"), Weightiness.TYPOGRAPHY),
    ],
)
def test_what_alters_no_words_is_set_apart(line: Line, weightiness: Weightiness) -> None:
    assert apart(line) == [("1.2", weightiness)]


def test_split_and_merged_clauses_with_the_same_words_are_set_apart() -> None:
    whole = comparison([same("1.1", "It goes. It comes.")]).changes[0]
    halves = comparison([same("1.1", "It goes."), same("1.2", "It comes.")]).changes
    pair = tuple(change.proposed[0] for change in halves)
    split = ClauseChange(Kind.SPLIT, whole.current, pair)
    merged = ClauseChange(Kind.MERGED, pair, whole.proposed)
    for change in (split, merged):
        result = audit(consultation(), Comparison("a", "b", (change,)))
        assert (len(result.aside), result.undisclosed) == (1, ())


def test_references_that_follow_a_clause_to_its_new_number_are_set_apart() -> None:
    lines = [
        same("7.14", "The old one stays.", "7.15"),
        Line("8.1", "See clause 7.14, and Clauses 7.13 to 7.14.", "See clause 7.15, and Clauses 7.13 to 7.15."),
    ]
    assert apart(*lines) == [("7.15", Weightiness.RENUMBERING), ("8.1", Weightiness.RENUMBERING)]


def test_references_to_the_wrong_clause_are_not_set_apart() -> None:
    lines = [same("7.14", "The old one stays.", "7.15"), Line("8.1", "See clause 7.14.", "See clause 7.16.")]
    assert undisclosed(*lines) == [("8.1", "“7.14” becomes “7.16”.")]


def test_references_inside_a_clause_follow_too() -> None:
    lines = [
        same("5.1", "The party shall:"),
        same("5.1(b)", "go as it did before;", "5.1(c)"),
        Line("5.1(d)", "come, unless paragraph (b) applies.", "come, unless paragraph (c) applies."),
    ]
    assert [reference for reference, _ in apart(*lines)] == ["5.1(c)", "5.1(d)"]


def test_a_figure_is_no_reference() -> None:
    lines = [
        same("10", "Heading", "11", heading=True),
        Line("1.1", "Within 10 days; see Section 10.", "Within 11 days; see Section 11."),
    ]
    assert undisclosed(*lines) == [("1.1", "“10 days” becomes “11 days”.")]


def test_the_joining_word_of_a_list_moves_with_its_items() -> None:
    lines = [
        same("6.4", "A party shall:"),
        Line("6.4(a)", "ask; and", "ask;"),
        Line("6.4(b)", "tell.", "tell; and"),
        Line("6.4(c)", None, "keep a note."),
    ]
    result = audited(lines, row("6.4(c)", "New paragraph", "new-clause"))
    assert ([found.reference for found in result.aside], result.undisclosed) == (["6.4(a)", "6.4(b)"], ())


def test_a_joining_word_that_becomes_another_is_not_set_apart() -> None:
    lines = [Line("6.4(a)", "ask; and", "ask; or"), same("6.4(b)", "tell."), Line("6.4(c)", None, "keep a note.")]
    result = audited(lines, row("6.4(c)", "New paragraph", "new-clause"))
    assert [found.reference for found in result.undisclosed] == ["6.4(a)"]


def test_versions_and_dates_on_the_cover_are_set_apart() -> None:
    lines = [
        TITLE, Line("", "Version V1.3", "Version V1.4"), Line("", "4 October 2018", "9 August 2019"),
        Line("", None, "V1.4 | 9 August 2019 | For consultation"), FIRST,
    ]  # fmt: skip
    assert [weightiness for _, weightiness in apart(*lines)] == [Weightiness.FORMATTING] * 3


def test_words_on_the_cover_and_dates_in_a_clause_are_not_set_apart() -> None:
    lines = [
        TITLE,
        Line("", "For all parties", "For some parties"),
        FIRST,
        Line("1.1", "From 4 October 2018.", "From 9 August 2019."),
    ]
    assert len(undisclosed(*lines)) == 2


def test_the_margin_of_the_page_is_set_apart() -> None:
    made = comparison([Line("", "Version V1.3", "Version V1.4")])
    change = made.changes[0]
    current, proposed = (replace(side[0], part=Part.FOOTER) for side in (change.current, change.proposed))
    footer = replace(change, current=(current,), proposed=(proposed,))
    assert audit(consultation(), replace(made, changes=(footer,))).undisclosed == ()


def test_lines_of_the_contents_that_repeat_a_heading_are_set_apart() -> None:
    lines = [
        TITLE,
        Line("", "1\tFirst things\t3", "1\tFirst things\t4"),
        Line("", "2\tOld matters\t5", "2\tNew matters\t6"),
        Line("", None, "3 Late matters .......... 9"),
        FIRST,
        Line("2", "Old matters", "New matters", heading=True),
        Line("3", None, "Late matters", heading=True),
    ]
    result = audited(lines)
    assert [found.change for found in result.aside] == [1, 2, 3]
    assert [found.reference for found in result.undisclosed] == ["2", "3"]


def test_pictures_are_changes_and_empty_paragraphs_are_none() -> None:
    made = comparison([same("1.1", "See the picture."), Line("1.2", None, " ")])
    picture, empty = made.changes
    other = replace(picture, kind=Kind.EDITED, proposed=(replace(picture.proposed[0], objects=("another",)),))
    result = audit(consultation(), replace(made, changes=(other, empty)))
    assert [found.detail for found in result.undisclosed] == ["A picture, drawing or equation changes."]
    assert "picture" in result.undisclosed[0].comment


def test_what_a_general_row_on_a_section_tells_of_is_disclosed() -> None:
    lines = [same("14", "Late matters", heading=True), Line("14.1", "It goes.", "It comes.")]
    result = audited(lines, row("Section 14", "Administrative changes.", "replacement"))
    assert (result.rows[0].verdict, result.undisclosed) == (Verdict.CANNOT_TELL, ())
    assert result.rows[0].detail == "Words change in 1 clause of Section 14; the table does not say which words."


def test_a_row_whose_value_is_not_there_discloses_nothing() -> None:
    lines = [same("14", "Late matters", heading=True), Line("14.1", "It goes.", "It comes.")]
    result = audited(lines, row("Section 14", "Inclusion of GroupID = “CB”."))
    assert (result.rows[0].verdict, [found.reference for found in result.undisclosed]) == (Verdict.DIFFERS, ["14.1"])


def audited_sample() -> Audit:
    return audited(
        [Line("6.4", "In 10 days.", "In 5 days."), same("6.5", "It stays.", "6.6")], row("6.4", "Insert “not”")
    )


def test_the_shape_that_scripts_are_promised() -> None:
    told = shown.as_json(audited_sample())
    assert told["version"] == 1
    rows, missing = told["rows"], told["undisclosed"]
    assert isinstance(rows, list)
    assert isinstance(missing, list)
    assert {"number": 1, "reference": "6.4", "verdict": "differs"}.items() <= rows[0].items()
    assert {"reference": "6.4", "kind": "edited", "detail": "“10 days” becomes “5 days”."}.items() <= missing[0].items()


def test_the_text_for_people_tells_all_three_parts() -> None:
    text = shown.as_text(audited_sample())
    assert "1. 6.4: DIFFERS. Clause 6.4 changes, but “not” is not inserted." in text
    assert "Not in the table\n  6.4 (edited): “10 days” becomes “5 days”." in text
    assert "6.6 (renumbering): Clause 6.5 is now 6.6; the words are the same." in text


def test_whether_there_is_something_to_look_at() -> None:
    assert shown.has_findings(audited_sample())
    assert not shown.has_findings(audited([same("6.5", "It stays.", "6.6")]))
