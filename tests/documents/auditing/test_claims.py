from __future__ import annotations

import pytest

from respondent_app.documents.auditing.claims import Claim, Sort, claims
from respondent_app.documents.auditing.quotations import masked, quotations
from respondent_app.packs import library
from tests.documents.auditing.made_up_texts import PACK, row

SAID = {
    "Delete “A” and replace with “B”": ["replaced A>B"],
    "Delete 'A' and replace with 'B'.": ["replaced A>B"],
    'Replace "A" by "B" in Clause 5.1': ["replaced A>B"],
    "Delete in Clause 5.1 “A” and replace with “B”": ["replaced A>B"],
    "“A” replaced by “B”": ["replaced A>B"],
    '"A" is changed to "B" in two places': ["replaced A>B x2"],
    "Amended “A” to “B”": ["replaced A>B"],
    "Change “10” to “5” Working Days": ["replaced 10>5"],
    "Substitute “B” for “A”": ["replaced A>B"],
    "Insert “B” in place of “A”": ["replaced A>B"],
    "Section heading changed from “A” to “B”": ["replaced A>B"],
    "Replace “A” with “B” and “C” with “D”": ["replaced A>B", "replaced C>D"],
    "Replace “A” with “B” and insert “C”": ["replaced A>B", "inserted C"],
    "“A” → “B”": ["replaced A>B"],
    'Inclusion of "at the request of DCC" twice.': ["inserted at the request of DCC x2"],
    'New text "per SMETS1 SMSO".': ["inserted per SMETS1 SMSO"],
    "Insert “x” after “y”": ["inserted x"],
    "The words “x” are inserted after “y”.": ["inserted x"],
    "In the definition of “Z”, insert “x”": ["inserted x"],
    "Insertion of “a” and “b”": ["inserted a", "inserted b"],
    "Insert “x” in three places": ["inserted x x3"],
    'Added: "the thing"': ["inserted the thing"],
    "Delete “X”": ["deleted X"],
    "Deletion of the words ‘or the DCC’s agent’": ["deleted or the DCC’s agent"],
    "Remove reference to “X”": ["deleted X"],
    "Insert “x” and delete “z”": ["deleted z", "inserted x"],
    "Clause amended to read “All parties shall go.”": ["reads All parties shall go."],
    "Clause deleted.": ["gone"],
    "Deletion of Clause 5.3": ["gone"],
    "Not used": ["gone"],
    "New clause stating that x shall be y.": ["new"],
    "Insertion of new section on reports": ["new"],
    "Insert new clause 7.14 “The DCC shall do one thing and another”": ["new “The DCC shall do one thing and another”"],
    "Clause renumbered": ["renumbered"],
    "Typographical correction": ["typography"],
    "Moved to Clause 9": ["moved"],
    "Cross-references updated": ["reference"],
    "Reference to Clause 7.14 updated": ["reference"],
    "Reference to Clause 7.14 updated to Clause 7.15": ["replaced ~Clause 7.14>Clause 7.15"],
    "Change of 10 Working Days to 5 Working Days": ["replaced ~10 Working Days>5 Working Days"],
    "Withdrawal changed to Decommissioning": ["replaced ~Withdrawal>Decommissioning"],
    "Clause updated to reflect the new process": ["general"],
    "Amendment of drafting to clarify scope": ["general"],
    "Call out to the later sub-heading in Sections 12-14 'Pre-enrolment'.": ["general [Pre-enrolment]"],
    'Inclusion of new GroupID = "CB" for MOC MDS cohort.': ['general [GroupID = "CB"]'],
}  # fmt: skip


def told(claim: Claim) -> str:
    parts = [claim.sort.value]
    if claim.sort is Sort.REPLACED:
        parts.append(f"{'' if claim.exact else '~'}{claim.deleted}>{claim.inserted}")
    else:
        parts += [text for text in (claim.inserted, claim.deleted) if text]
    if claim.quoted:
        parts.append(claim.quoted if claim.sort is Sort.READS else f"“{claim.quoted}”")
    parts += [f"x{claim.times}"] if claim.times else []
    parts += [f"[{name}]" for name in claim.named]
    return " ".join(parts)


@pytest.mark.parametrize("description", SAID)
def test_a_description_is_understood(description: str) -> None:
    assert [told(claim) for claim in claims(row("Clause 1", description))] == SAID[description]


def test_the_rows_of_the_real_table() -> None:
    found = {each.number: [claim.sort.value for claim in claims(each)] for each in library.load(PACK).changes}
    assert found == {
        1: ["new"], 2: ["replaced"], 3: ["inserted"], 4: ["inserted"], 5: ["inserted"], 6: ["general"], 7: ["new"],
        8: ["general"], 9: ["new"], 10: ["new"], 11: ["general"],
    }  # fmt: skip


def test_the_packs_fields_count_and_are_not_repeated() -> None:
    said = row("Clause 1", "Inclusion of “x y” twice.", inserted="x y", times=2)
    assert [told(claim) for claim in claims(said)] == ["inserted x y x2"]


def test_what_the_fields_cannot_hold_is_read_from_the_sentence() -> None:
    said = row("Clause 1", "Insert “x y” and delete “z”.", inserted="x y")
    assert [told(claim) for claim in claims(said)] == ["inserted x y", "deleted z"]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("“For “CB”, all”", ["For “CB”, all"]),
        ('"For GroupID = "CB", the DCC" stays', ['For GroupID = "CB", the DCC']),
        ("the DCC’s words ‘a party’s own’ and 'two'", ["a party’s own", "two"]),
        ("an unclosed “quotation", []),
        ("nothing", []),
        ("“”", []),
    ],
)
def test_quotations(text: str, quotes: list[str]) -> None:
    assert [words for _, _, words in quotations(text)] == quotes


def test_a_description_with_the_signs_of_the_mask_itself() -> None:
    assert [told(claim) for claim in claims(row("Clause 1", "Delete ⟦7⟧ and “x”"))] == ["deleted x"]


def test_a_value_is_masked_apart() -> None:
    assert masked('New GroupID = "CB" beside "x".') == ("New GroupID = ⟦=0⟧ beside ⟦1⟧.", ("CB", "x"))
