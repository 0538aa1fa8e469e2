from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from respondent_app.documents.word.numbering import Counter, Numbering
from tests.documents.word.numbered import LEGAL, definition, labels, level, numbering, override, style, use

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "numbering"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_levels_count_and_deeper_ones_start_again() -> None:
    known = numbering(definition(0, *LEGAL) + use(1, 0))
    spots = (("1", 0), ("1", 1), ("1", 2), ("1", 2), ("1", 3), ("1", 1), ("1", 2), ("1", 0), ("1", 1))

    assert labels(known, *spots) == ["1.", "1.1", "(a)", "(b)", "(i)", "1.2", "(a)", "2.", "2.1"]


def test_a_level_passed_over_counts_as_used_the_first_time() -> None:
    known = numbering(definition(0, *LEGAL) + use(1, 0))

    assert labels(known, ("1", 1), ("1", 1), ("1", 0), ("1", 1)) == ["1.1", "1.2", "2.", "2.1"]


def test_a_level_that_starts_again_shows_its_start_until_it_is_used() -> None:
    deep = (level(0, "%1."), level(1, "%1.%2."), level(2, "%1.%2.%3.", more='<w:lvlRestart w:val="0"/>'))
    known = numbering(definition(0, *deep) + use(1, 0))
    spots = (("1", 0), ("1", 1), ("1", 2), ("1", 2), ("1", 1), ("1", 2), ("1", 0), ("1", 2), ("1", 1))

    assert labels(known, *spots)[5:] == ["1.2.3.", "2.", "2.1.4.", "2.1."]


def test_a_level_starts_again_only_after_the_levels_it_names() -> None:
    deep = (level(0, "%1."), level(1, "%1.%2."), level(2, "%1.%2.%3.", more='<w:lvlRestart w:val="1"/>'))
    known = numbering(definition(0, *deep) + use(1, 0))
    spots = (("1", 0), ("1", 1), ("1", 2), ("1", 1), ("1", 2), ("1", 0), ("1", 2))

    assert labels(known, *spots) == ["1.", "1.1.", "1.1.1.", "1.2.", "1.2.2.", "2.", "2.1.1."]


def test_lists_of_one_definition_count_on_together() -> None:
    known = numbering(definition(0, *LEGAL) + use(1, 0) + use(2, 0))

    assert labels(known, ("1", 0), ("2", 0), ("1", 0), ("2", 1)) == ["1.", "2.", "3.", "3.1"]


def test_a_start_of_its_own_counts_once() -> None:
    known = numbering(definition(0, *LEGAL) + use(1, 0) + use(2, 0, override(0, 10)))
    spots = (("1", 0), ("1", 0), ("2", 0), ("2", 0), ("1", 0), ("2", 0))

    assert labels(known, *spots) == ["1.", "2.", "10.", "11.", "12.", "13."]


def test_a_start_of_its_own_holds_wherever_the_level_starts_again() -> None:
    known = numbering(definition(0, *LEGAL) + use(1, 0, override(1, 5)))

    assert labels(known, ("1", 0), ("1", 1), ("1", 0), ("1", 1), ("1", 1)) == ["1.", "1.5", "2.", "2.5", "2.6"]


def test_a_list_may_replace_how_a_level_looks_and_counts_on() -> None:
    look = override(0, replaced=level(0, "[%1]", "upperRoman"))
    known = numbering(definition(0, *LEGAL) + use(1, 0) + use(2, 0, look))

    assert labels(known, ("1", 0), ("2", 0), ("1", 0)) == ["1.", "[II]", "3."]


def test_legal_numbering_prints_digits_and_keeps_a_leading_zero() -> None:
    article = level(0, "Article %1.", "upperRoman")
    section = level(1, "Section %1.%2", "decimalZero", more="<w:isLgl/>")
    known = numbering(definition(0, article, section) + use(1, 0))

    assert labels(known, ("1", 0), ("1", 0), ("1", 1)) == ["Article I.", "Article II.", "Section 2.01"]


def test_legal_numbering_may_be_switched_off() -> None:
    known = numbering(definition(0, level(0, "%1", "upperRoman", more='<w:isLgl w:val="0"/>')) + use(1, 0))

    assert labels(known, ("1", 0)) == ["I"]


def test_without_a_start_a_level_starts_at_nought() -> None:
    known = numbering(definition(0, level(0, "%1.", start=None)) + use(1, 0))

    assert labels(known, ("1", 0), ("1", 0)) == ["0.", "1."]


def test_text_that_names_a_deeper_level_is_not_printed() -> None:
    known = numbering(definition(0, level(0, "%1.%2"), level(1, "%1.%2")) + use(1, 0))

    assert labels(known, ("1", 0), ("1", 1)) == ["", "1.1"]


def test_a_hidden_number_counts_and_is_not_printed() -> None:
    hidden = level(0, "%1.").replace("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>")
    known = numbering(definition(0, hidden, level(1, "%1.%2")) + use(1, 0))

    assert labels(known, ("1", 0), ("1", 0), ("1", 1)) == ["", "", "2.1"]


def test_a_bullet_is_no_number_but_has_a_level() -> None:
    known = numbering(definition(0, level(0, "o", "bullet"), level(1, "•", "bullet")) + use(1, 0))
    item = known.item("1", 1, None)

    assert item is not None
    assert (item.level, Counter(known).label(item)) == (1, "")


def test_list_nought_takes_a_number_away() -> None:
    known = numbering(definition(0, *LEGAL) + use(1, 0), style("Clause", list_id="1"))

    assert labels(known, ("0", None, "Clause"), (None, None, "Clause")) == [None, "1."]


def test_a_style_may_take_away_what_its_base_gives() -> None:
    styles = style("Clause", list_id="1") + style("Plain", based_on="Clause", list_id="0")
    known = numbering(definition(0, *LEGAL) + use(1, 0), styles)

    assert labels(known, (None, None, "Plain"), ("1", 1, "Plain")) == [None, "1.1"]


def test_what_the_paragraph_says_goes_before_its_style() -> None:
    known = numbering(definition(0, *LEGAL) + use(1, 0), style("Clause", list_id="1", at=1))

    assert labels(known, (None, 0, "Clause"), (None, None, "Clause"), ("1", 2, "Clause")) == ["1.", "1.1", "(a)"]


def test_a_style_is_at_the_level_that_is_bound_to_it() -> None:
    bound = (level(0, "%1.", style="Chapter"), level(1, "%1.%2", style="Clause"))
    styles = style("Chapter", list_id="1") + style("Clause", list_id="1") + style("Special", based_on="Clause")
    known = numbering(definition(0, *bound) + use(1, 0), styles)

    spots = ((None, None, "Chapter"), (None, None, "Clause"), (None, None, "Special"), ("1", None, "Clause"))
    assert labels(known, *spots) == ["1.", "1.1", "1.2", "1.3"]


def test_a_style_that_names_only_a_level_takes_the_list_of_its_base() -> None:
    styles = style("Chapter", list_id="1") + style("Clause", based_on="Chapter", at=1)
    known = numbering(definition(0, *LEGAL) + use(1, 0), styles)

    assert labels(known, (None, None, "Chapter"), (None, None, "Clause")) == ["1.", "1.1"]


def test_a_level_bound_to_another_style_neither_prints_nor_counts() -> None:
    styles = style("Chapter", list_id="1") + style("Stranger", list_id="1")
    known = numbering(definition(0, level(0, "%1.", style="Chapter")) + use(1, 0), styles)

    spots = ((None, None, "Chapter"), (None, None, "Stranger"), (None, None, "Chapter"), ("1", 0, "Stranger"))
    assert labels(known, *spots) == ["1.", None, "2.", "3."]


def test_a_level_alone_does_not_number_the_style_it_is_bound_to() -> None:
    known = numbering(definition(0, level(0, "%1.", style="Chapter")) + use(1, 0), style("Chapter"))

    assert labels(known, (None, None, "Chapter")) == [None]


def test_the_default_style_numbers_paragraphs_that_name_none() -> None:
    known = numbering(definition(0, *LEGAL) + use(1, 0))
    numbered = Numbering.read(
        etree.fromstring(
            f'<w:numbering xmlns:w="{W[1:-1]}">{definition(0, *LEGAL)}{use(1, 0)}</w:numbering>',
        ),
        etree.fromstring(
            f'<w:styles xmlns:w="{W[1:-1]}"><w:style w:type="paragraph" w:default="1" w:styleId="N"><w:pPr><w:numPr>'
            '<w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
        ),
    )

    assert labels(known, (None, None)) == [None]
    assert labels(numbered, (None, None), (None, None)) == ["1.", "2."]


def test_styles_based_on_each_other_in_a_circle_end_somewhere() -> None:
    styles = style("A", based_on="B") + style("B", based_on="A")

    assert labels(numbering(definition(0, *LEGAL) + use(1, 0), styles), (None, None, "A")) == [None]


def test_a_list_may_take_its_levels_from_a_style_and_counts_by_itself() -> None:
    linked = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Legal"/></w:abstractNum>'
    legal = style("Legal", list_id="1", kind="numbering")
    known = numbering(definition(0, *LEGAL) + linked + use(1, 0) + use(2, 1), legal)

    assert labels(known, ("1", 0), ("1", 1), ("2", 0), ("2", 1), ("1", 1)) == ["1.", "1.1", "1.", "1.1", "1.2"]


def test_styles_of_lists_that_lead_in_a_circle_number_nothing() -> None:
    linked = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Legal"/></w:abstractNum>'

    assert labels(numbering(linked + use(1, 1), style("Legal", list_id="1", kind="numbering")), ("1", 0)) == [None]


@pytest.mark.parametrize("list_id", ["7", "2", ""])
def test_a_list_or_definition_that_is_missing_numbers_nothing(list_id: str) -> None:
    known = numbering(definition(0, *LEGAL) + use(1, 0) + use(2, 99))

    assert labels(known, (list_id, 0)) == [None]


def test_without_a_numbering_part_nothing_is_numbered() -> None:
    known = Numbering.read(None, None)

    assert known.item("1", 0, "Heading1") is None
    assert known.item(None, None, None) is None


@pytest.mark.parametrize("depth", [-1, 9, 400])
def test_levels_that_cannot_be_are_taken_for_the_nearest(depth: int) -> None:
    item = numbering(definition(0, *LEGAL) + use(1, 0)).item("1", depth, None)

    assert item is not None
    assert item.level in {0, 8}


def test_a_level_that_is_not_defined_prints_nothing() -> None:
    assert labels(numbering(definition(0, *LEGAL) + use(1, 0)), ("1", 7)) == [""]


def test_a_newer_format_is_taken_where_it_is_known() -> None:
    offered = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="{}"/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="upperLetter"/></mc:Fallback></mc:AlternateContent>'
    )
    known = numbering(
        definition(0, level(0, "%1", offered.format("001, 002, 003, ...")), level(1, "%2", offered.format("?, !, …")))
        + use(1, 0)
    )

    assert labels(known, ("1", 0), ("1", 1)) == ["001", "A"]


@pytest.mark.parametrize("number", ["9" * 5000, "-1", "x", "2147483647"])
def test_starts_that_no_program_writes_do_no_harm(number: str) -> None:
    odd = level(0, "%1", "lowerLetter").replace('w:start w:val="1"', f'w:start w:val="{number}"')

    assert all(
        len(label or "") < 100 for label in labels(numbering(definition(0, odd) + use(1, 0)), ("1", 0), ("1", 0))
    )


def test_words_are_in_the_language_of_the_paragraph() -> None:
    known = numbering(definition(0, level(0, "%1", "ordinalText")) + use(1, 0), language="fr-FR")
    french, english = known.item("1", 0, None), known.item("1", 0, None, "en-US")

    assert french is not None
    assert english is not None
    counter = Counter(known)
    assert [counter.label(french), counter.label(english)] == ["Premier", "Second"]


def _paragraphs(path: Path) -> list[tuple[str, str]]:
    with zipfile.ZipFile(path) as package:
        document, lists, styles = (
            etree.fromstring(package.read(f"word/{name}.xml")) for name in ("document", "numbering", "styles")
        )
    known = Numbering.read(lists, styles)
    counter = Counter(known)
    read = []
    for paragraph in document.iter(f"{W}p"):
        own = {tag: paragraph.find(f"{W}pPr/{W}numPr/{W}{tag}") for tag in ("numId", "ilvl")}
        list_id, depth = (None if found is None else found.get(f"{W}val") for found in own.values())
        style_element = paragraph.find(f"{W}pPr/{W}pStyle")
        style_name = None if style_element is None else style_element.get(f"{W}val")
        item = known.item(list_id, None if depth is None else int(depth), style_name)
        label = "" if item is None else counter.label(item)
        read.append((label, "".join(text.text or "" for text in paragraph.iter(f"{W}t"))))
    return read


@pytest.mark.parametrize("name", ["article-section-NotIsLgl", "startOverride"])
def test_labels_are_those_the_file_expects(name: str) -> None:
    path = CORPUS / f"{name}.docx"
    if not path.exists():
        pytest.skip("the files made by others are not here")
    expected = [(label, re.match(r"\[expect\](.*?)\[/expect\]", text)) for label, text in _paragraphs(path)]
    pairs = [(label, found[1]) for label, found in expected if found]

    assert len(pairs) >= 6
    assert [label for label, _ in pairs] == [wanted for _, wanted in pairs]


_FORMATS = {
    "LIR002-en-US-ordinalText": {1: "First", 21: "Twenty-first", 100: "One hundredth", 1001: "One thousand first"},
    "LIR004-en-US-upperRoman": {1: "I", 49: "XLIX", 3499: "MMMCDXCIX"},
    "LIR015-en-US-cardinalText": {1: "One", 21: "Twenty-one", 110: "One hundred ten"},
    "LIR016-en-US-decimal": {1: "1", 3500: "3500"},
    "LIR018-en-US-decimalZero": {1: "01", 9: "09", 10: "10", 3500: "3500"},
    "LIR019-en-US-lowerLetter": {1: "a", 26: "z", 27: "aa", 28: "bb", 53: "aaa"},
}  # fmt: skip


@pytest.mark.parametrize("name", _FORMATS)
def test_each_paragraph_tells_its_own_number(name: str) -> None:
    path = CORPUS / f"{name}.docx"
    if not path.exists():
        pytest.skip("the files made by others are not here")
    read = {int(text): label for label, text in _paragraphs(path) if text.isdecimal()}

    assert len(read) == 3500
    assert {number: read[number] for number in _FORMATS[name]} == {
        number: f"{label}|" for number, label in _FORMATS[name].items()
    }
