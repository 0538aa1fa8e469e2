from __future__ import annotations

import json

from respondent_app.documents.comparing.compare import compare
from respondent_app.documents.comparing.shown import as_json, as_text, summary
from respondent_app.model.comparison import Comparison, Kind
from respondent_app.model.document import Document, FileKind, Paragraph

_FIRST, _SECOND = "The Panel meets monthly in public.", "Its minutes are sent to every Party within five days."
_REPORT = "Each Network Party shall send its annual report on losses to the Panel before the end of April."
_HALF = "Each Network Party shall publish a yearly statement on losses and send it to the Board when asked."


def _document(name: str, *clauses: tuple[str, str]) -> Document:
    paragraphs = tuple(Paragraph(text, label=number, reference=number) for number, text in clauses)
    return Document(name, FileKind.WORD, paragraphs, paragraphs)


def _comparison() -> Comparison:
    current = _document(
        "a.docx", ("1", f"{_FIRST} {_SECOND}"), ("2", "Fees are due in May."), ("3", "Scope"), ("4", _REPORT)
    )
    proposed = _document(
        "b.docx", ("1", _FIRST), ("2", _SECOND), ("3", "Fees are due in June."), ("4", "Scope"), ("5", _HALF)
    )
    return compare(current, proposed)


def test_every_kind_is_counted() -> None:
    counts = summary(_comparison())
    assert list(counts) == list(Kind)
    assert {kind: count for kind, count in counts.items() if count} == {
        Kind.SPLIT: 1,
        Kind.EDITED: 1,
        Kind.RENUMBERED: 1,
        Kind.DELETED: 1,
        Kind.INSERTED: 1,
    }


def test_json_has_the_shape_that_scripts_are_promised() -> None:
    told = json.loads(json.dumps(as_json(_comparison())))
    assert told["version"] == 1
    assert told["summary"]["edited"] == 1
    split, edited, renumbered, deleted, inserted = told["clauses"]
    assert (split["kind"], [each["reference"] for each in split["current"]]) == ("split", ["1"])
    assert [each["reference"] for each in split["proposed"]] == ["1", "2"]
    assert edited["current"] == {"reference": "2", "within": "", "text": "Fees are due in May."}
    assert edited["words"] == [
        ["equal", "Fees are due in "],
        ["delete", "May"],
        ["insert", "June"],
        ["equal", "."],
    ]
    assert (edited["typography"], edited["objects"], edited["authors"]) == (False, False, [])
    assert renumbered["proposed"]["reference"] == "4"
    assert (deleted["kind"], deleted["proposed"]) == ("deleted", None)
    assert (inserted["kind"], inserted["current"]) == ("inserted", None)


def test_json_tells_what_is_for_a_person_to_decide() -> None:
    [doubt] = json.loads(json.dumps(as_json(_comparison())))["unsure"]
    assert doubt["current"]["text"] == _REPORT
    assert doubt["proposed"]["text"] == _HALF


def test_text_shows_what_goes_and_what_comes() -> None:
    told = as_text(_comparison())
    assert told.startswith("1 edited, 1 inserted, 1 deleted, 1 split, 1 renumbered\n")
    assert "edited · 2 → 3\nFees are due in [-May-]{+June+}.\n" in told
    assert "renumbered · 3 → 4\nScope\n" in told
    assert f"- 4 {_REPORT}\n+ 5 {_HALF}\n" in told


def test_text_of_equal_documents_is_one_line() -> None:
    same = _document("a.docx", ("1", _FIRST))
    assert as_text(compare(same, same)) == "1 unchanged\n"
    empty = _document("a.docx")
    assert as_text(compare(empty, empty)) == "nothing to compare\n"


def test_a_changed_picture_is_told_in_words() -> None:
    one, other = (
        Document(name, FileKind.WORD, paragraphs, paragraphs)
        for name in "ab"
        for paragraphs in [(Paragraph("Figure 1", objects=(name,)),)]
    )
    assert "edited · a picture, drawing or equation differs\nFigure 1\n" in as_text(compare(one, other))
