"""The PDFs, opened again by readers that are not ours."""

from __future__ import annotations

import io
import itertools
import os
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from respondent_app.exports.pdf.documents import Pdf, response_pdf, schedule_pdf
from respondent_app.exports.pdf.paper import NOT_SHOWN
from respondent_app.exports.pdf.signs import showable, shown
from respondent_app.model.errors import ExportError
from respondent_app.model.response import Answer, ClauseComment, Response
from respondent_app.model.submission import Audience, Submission
from respondent_app.privacy.disclose import disclose
from tests import samples

CONSULTATION = samples.consultation()
CASES = int(os.environ.get("RESPONDENT_PDF_CASES", "12"))
MARKUP = "#import \"x\": *\n#panic() *b* _i_ $x^2$ `r` @ref <label> \\u{41} // c /* d */ ~ --- 'q' #sys.inputs"


def submitted(response: Response | None = None, audience: Audience = Audience.FULL) -> Submission:
    return disclose(response or samples.response(), CONSULTATION, audience)


def answered(text: str, comment: str = "") -> Response:
    comments = (ClauseComment("c", "4.2", comment=comment),) if comment else ()
    answers = {"Q1": Answer(text), "Q2": Answer("Second.", "Because.", comments=comments)}
    return replace(samples.response(), answers=answers, marks=())


def words(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "\n")


def set_of(text: str, comment: str = "") -> Pdf:
    return response_pdf(submitted(answered(text, comment)))


def tagged(node: object) -> Iterator[pikepdf.Dictionary]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from tagged(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from tagged(node.get("/K"))


@pytest.mark.parametrize("audience", list(Audience))
def test_a_pdf_says_what_it_is_to_a_screen_reader(audience: Audience) -> None:
    with pikepdf.open(io.BytesIO(response_pdf(submitted(audience=audience)).content)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        version = "PUBLIC VERSION" if audience is Audience.PUBLIC else "CONFIDENTIAL"
        assert pdf.docinfo.Title == f"Response to consultation: Sample changes ({version})"
        assert pdf.docinfo.Author == "Example Energy (made-up sample)"
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        assert not {"/CreationDate", "/ModDate"} & set(pdf.docinfo.keys())
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        descriptors = [font.DescendantFonts[0].FontDescriptor for font in fonts]
        assert all("/FontFile2" in descriptor or "/FontFile3" in descriptor for descriptor in descriptors)


def test_headings_and_tables_are_tagged_in_reading_order() -> None:
    with pikepdf.open(io.BytesIO(response_pdf(submitted()).content)) as pdf:
        elements = list(tagged(pdf.Root.StructTreeRoot.K))
        kinds = [str(element.S) for element in elements]
        headings = [str(e.T) for e in elements if str(e.S) in {"/H1", "/H2"}]
        levels = [int(kind[2:]) for kind in kinds if re.fullmatch(r"/H\d", kind)]
        scopes = {str(a.Scope) for e in elements if str(e.S) == "/TH" for a in _attributes(e) if "/Scope" in a}
        depth = _outline(pdf)
    assert headings == [
        "Respondent", "Confidentiality", "Answers", "Q1 General comments", "Q2 Detailed comments",
        "Q3 Date and direction", "Detailed comments", "Reasons for confidentiality",
    ]  # fmt: skip
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    counted = Counter(kinds)
    assert (counted["/Table"], counted["/THead"], counted["/TH"]) == (4, 4, 2 + 2 + 7 + 7)
    assert scopes == {"/Column"}
    assert depth >= len(headings)


def _attributes(element: pikepdf.Dictionary) -> list[pikepdf.Object]:
    held = element.get("/A", pikepdf.Array())
    return [*held] if isinstance(held, pikepdf.Array) else [held]


def _outline(pdf: pikepdf.Pdf) -> int:
    with pdf.open_outline() as outline:
        waiting, count = list(outline.root), 0
        while waiting:
            item = waiting.pop()
            waiting += item.children
            count += 1
    return count


def test_everything_stands_in_it_and_in_order() -> None:
    said = " ".join(words(response_pdf(submitted()).content).split())
    parts = (
        "Respondent", "robin.sample@example.org", "We ask SP to treat", "Q1 General comments",
        f"[Confidential 1: {samples.PASSAGE}]", "Our comments by clause follow.", "[Confidential 2: Agree]",
        samples.HIDDEN_ANSWER, "The notice has no set form.", "Suppliers plan by it.",
        "It shows our plan to competitors.", "31 March 2020",
    )  # fmt: skip
    places = [said.find(" ".join(part.split())) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
    assert "Page 1 of" in said


def test_the_public_pdf_holds_nothing_confidential() -> None:
    content = response_pdf(submitted(audience=Audience.PUBLIC)).content
    said = words(content)
    assert "[Confidential 1]" in said
    with pikepdf.open(io.BytesIO(content)) as pdf:
        streams = b"".join(each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream))
    for secret in (samples.PASSAGE, samples.HIDDEN_ANSWER, "Robin Sample", "7946", "price against us"):
        assert secret not in " ".join(said.split())
        assert secret.encode() not in streams + content


def test_the_schedule_has_a_record_of_each_mark() -> None:
    said = " ".join(words(schedule_pdf(submitted()).content).split())
    assert said.index("Confidential 1: Q1, answer") < said.index("Confidential 2: Q3")
    assert "Harm, and to whom Suppliers of field services could price against us." in said


def test_the_same_words_give_the_same_pdf() -> None:
    assert response_pdf(submitted()) == response_pdf(submitted())


def test_what_a_person_types_is_never_read_as_markup() -> None:
    said = words(set_of(MARKUP, MARKUP).content)
    assert all(line in said for line in MARKUP.split("\n"))


def test_right_to_left_scripts_keep_their_words_and_say_their_language() -> None:
    content = set_of("שלום עולם\nمرحبا بالعالم\nEnglish").content
    said = words(content)
    assert all(word in said or word[::-1] in said for word in ("שלום", "עולם", "مرحبا", "بالعالم"))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        languages = {str(element.Lang)[:2] for element in tagged(pdf.Root.StructTreeRoot.K) if "/Lang" in element}
    assert {"he", "ar"} <= languages


def test_signs_without_a_shape_are_named_and_a_note_says_so() -> None:
    made = set_of("Fire \U0001f525, flag \U0001f1ec\U0001f1e7, hand \U0001f44d\U0001f3fd, 中文 ✓")
    said = " ".join(words(made.content).split())
    assert "Fire [fire], flag [flag GB], hand [thumbs up sign], [2 signs not shown] ✓" in said
    assert NOT_SHOWN in said
    assert made.lacking == 6
    assert NOT_SHOWN not in " ".join(words(set_of("Fire").content).split())


def test_a_tab_stays_a_gap() -> None:
    assert re.search(r"Year\s+Price\n2019\s+3\.20", words(set_of("Year\tPrice\n2019\t3.20").content))


def test_an_answer_of_two_hundred_thousand_signs_is_whole() -> None:
    text = " ".join(f"w{number}" for number in range(29_000))
    assert len(text) > 190_000
    found = re.findall(r"\bw\d+\b", words(set_of(text).content))
    assert found == text.split()


def test_a_word_without_an_end_stays_on_the_page() -> None:
    content = set_of("x" * 3000, "y" * 3000).content
    said = words(content)
    assert said.count("x") >= 3000
    assert said.count("y") >= 3000
    for page in pypdfium2.PdfDocument(content):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            assert text.get_charbox(index)[2] <= page.get_width() - 30


@settings(max_examples=CASES)
@given(st.text(max_size=300), st.text(max_size=120))
def test_any_text_makes_a_pdf(text: str, comment: str) -> None:
    assert set_of(text, comment).content.startswith(b"%PDF-1.7")


def test_every_sign_said_to_be_shown_is_shown() -> None:
    signs = random.Random(1).sample(sorted(shown()), 1500)
    assert response_pdf(submitted(answered(" ".join(signs)))).lacking == 0
    assert showable("".join(map(chr, range(0x20, 0x7F))))[1] == 0


def test_what_cannot_be_set_is_told_without_a_word_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    everything = frozenset("The secret 中文")
    monkeypatch.setattr("respondent_app.exports.pdf.signs.shown", lambda: everything)
    with pytest.raises(ExportError) as caught:
        set_of("The secret 中文")
    assert "could not be made" in str(caught.value)
    assert caught.value.__cause__ is caught.value.__context__ is None
