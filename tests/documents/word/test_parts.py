"""Notes, text boxes, headers and footers, headings and numbers in both views."""

from __future__ import annotations

from respondent_app.model.document import Part
from tests.documents.word.made_package import SPACES, WHO, both, gone, ins, mark, paragraph, proposed, read, run

FOOTNOTES, ENDNOTES = ("rId2", "footnotes", "footnotes.xml"), ("rId3", "endnotes", "endnotes.xml")


def call(number: int, more: str = "") -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"{more}/></w:r>'


def notes(*texts: str, kind: str = "footnote") -> str:
    separator = f'<w:{kind} w:type="separator" w:id="0">{paragraph(run("line"))}</w:{kind}>'
    inside = "".join(
        f'<w:{kind} w:id="{number}">{paragraph(text)}</w:{kind}>' for number, text in enumerate(texts, start=1)
    )
    return f"<w:{kind}s {SPACES}>{separator}{inside}</w:{kind}s>"


class TestNotes:
    def test_a_note_stands_after_the_body_with_its_number(self) -> None:
        document = read(
            paragraph(run("a") + call(2)) + paragraph(call(1)),
            {"word/footnotes.xml": notes(run("later"), run("sooner"))},
            relations=[FOOTNOTES],
        )
        found = [(one.text, one.label, one.reference) for one in document.proposed if one.part is Part.FOOTNOTE]
        assert found == [("sooner", "1", "Footnote 1"), ("later", "2", "Footnote 2")]
        assert proposed(document) == ["a", ""]

    def test_a_note_goes_with_its_call_and_the_others_are_numbered_anew(self) -> None:
        document = read(
            paragraph(gone(call(1)) + call(2)),
            {"word/footnotes.xml": notes(run("first"), run("second"))},
            relations=[FOOTNOTES],
        )
        assert both(document, Part.FOOTNOTE) == (["first", "second"], ["second"])
        assert [one.reference for one in document.current if one.part is Part.FOOTNOTE] == ["Footnote 1", "Footnote 2"]
        assert [one.reference for one in document.proposed if one.part is Part.FOOTNOTE] == ["Footnote 1"]

    def test_changes_inside_a_note(self) -> None:
        document = read(
            paragraph(call(1)),
            {"word/footnotes.xml": notes(run("a") + ins(run("b")) + gone(run("c")))},
            relations=[FOOTNOTES],
        )
        assert both(document, Part.FOOTNOTE) == (["ac"], ["ab"])

    def test_a_note_that_nothing_calls_is_not_printed(self) -> None:
        document = read(paragraph(run("a")), {"word/footnotes.xml": notes(run("x"))}, relations=[FOOTNOTES])
        assert proposed(document, Part.FOOTNOTE) == []

    def test_endnotes_have_roman_numbers_unless_the_file_says_otherwise(self) -> None:
        body = paragraph('<w:r><w:endnoteReference w:id="1"/></w:r>')
        parts = {"word/endnotes.xml": notes(run("x"), kind="endnote")}
        document = read(body, parts, relations=[ENDNOTES])
        assert document.proposed[-1].reference == "Endnote i"
        section = (
            '<w:sectPr><w:endnotePr><w:numFmt w:val="upperLetter"/><w:numStart w:val="3"/></w:endnotePr></w:sectPr>'
        )
        assert read(body + section, parts, relations=[ENDNOTES]).proposed[-1].reference == "Endnote C"

    def test_a_note_with_a_sign_of_its_own_has_no_number(self) -> None:
        document = read(
            paragraph(call(1, ' w:customMarkFollows="1"') + run("*") + call(2)),
            {"word/footnotes.xml": notes(run("starred"), run("numbered"))},
            relations=[FOOTNOTES],
        )
        assert [one.label for one in document.proposed if one.part is Part.FOOTNOTE] == ["", "1"]

    def test_a_file_that_lacks_its_notes_is_read_without_them(self) -> None:
        assert proposed(read(paragraph(run("a") + call(1)), relations=[FOOTNOTES])) == ["a"]


class TestTextBoxes:
    def box(self, inner: str) -> str:
        content = f"<w:txbxContent>{inner}</w:txbxContent>"
        return (
            '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>'
            f"{content}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
            f"{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )

    def test_its_words_are_read_once_and_not_in_the_body(self) -> None:
        document = read(paragraph(run("before ") + self.box(paragraph(run("boxed"))) + run("after")))
        assert proposed(document) == ["before after"]
        assert proposed(document, Part.TEXT_BOX) == ["boxed"]
        assert document.proposed[0].objects == ()

    def test_old_text_boxes(self) -> None:
        content = f"<w:txbxContent>{paragraph(run('old'))}</w:txbxContent>"
        old = f"<w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r>"
        assert proposed(read(paragraph(old)), Part.TEXT_BOX) == ["old"]

    def test_boxes_in_boxes(self) -> None:
        document = read(paragraph(self.box(paragraph(run("outer") + self.box(paragraph(run("inner")))))))
        assert proposed(document, Part.TEXT_BOX) == ["outer", "inner"]

    def test_a_deleted_box_and_changes_inside_one(self) -> None:
        document = read(paragraph(f"<w:del {WHO}>{self.box(paragraph(run('gone')))}</w:del>"))
        assert both(document, Part.TEXT_BOX) == (["gone"], [])
        inside = self.box(paragraph(run("a") + ins(run("b")), mark("del")) + paragraph(run("c")))
        assert both(read(paragraph(inside)), Part.TEXT_BOX) == (["a", "c"], ["abc"])


class TestHeadersAndFooters:
    def test_each_is_read_once_after_the_rest(self) -> None:
        section = (
            '<w:sectPr><w:headerReference w:type="default" r:id="rId7"/>'
            '<w:footerReference w:type="default" r:id="rId8"/></w:sectPr>'
        )
        document = read(
            paragraph(run("a"), section) + paragraph(run("b")) + section,
            {
                "word/header1.xml": f"<w:hdr {SPACES}>{paragraph(run('top'))}</w:hdr>",
                "word/footer1.xml": f"<w:ftr {SPACES}>{paragraph(gone(run('old')) + ins(run('new')))}</w:ftr>",
            },
            relations=[("rId7", "header", "header1.xml"), ("rId8", "footer", "footer1.xml")],
        )
        assert both(document, Part.HEADER) == (["top"], ["top"])
        assert both(document, Part.FOOTER) == (["old"], ["new"])


class TestHeadingsAndNumbers:
    styles = (
        f'<w:styles {SPACES}><w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b1"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="own"><w:basedOn w:val="outlined"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="outlined"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>'
    )
    numbering = (
        f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1">'
        '<w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    relations = (("rId2", "styles", "styles.xml"), ("rId3", "numbering", "numbering.xml"))

    def labels(self, body: str) -> tuple[list[str], list[str]]:
        parts = {"word/styles.xml": self.styles, "word/numbering.xml": self.numbering}
        document = read(body, parts, relations=self.relations)
        return [one.label for one in document.current], [one.label for one in document.proposed]

    def test_headings_by_style_name_by_chain_and_by_hand(self) -> None:
        body = "".join(
            paragraph(run("x"), properties)
            for properties in (
                '<w:pStyle w:val="b1"/>',
                '<w:pStyle w:val="own"/>',
                '<w:outlineLvl w:val="2"/>',
                '<w:pStyle w:val="own"/><w:outlineLvl w:val="9"/>',
                "",
            )
        )
        document = read(body, {"word/styles.xml": self.styles}, relations=self.relations[:1])
        assert [one.is_heading for one in document.proposed] == [True, True, True, False, False]
        assert [one.level for one in document.proposed] == [2, 1, 3, 0, 0]

    def test_each_view_counts_its_own_paragraphs(self) -> None:
        one, new, two = (
            paragraph(run("one"), self.listed),
            paragraph(ins(run("new")), self.listed + mark("ins")),
            paragraph(run("two"), self.listed),
        )
        assert self.labels(one + new + two) == (["1.", "2."], ["1.", "2.", "3."])

    def test_what_is_left_of_joined_paragraphs_has_the_number_of_the_mark_that_remains(self) -> None:
        body = paragraph(run("plain "), mark("del")) + paragraph(run("numbered"), self.listed)
        assert self.labels(body) == (["", "1."], ["1."])

    def test_a_tracked_change_of_layout_holds_the_current_number(self) -> None:
        changed = f"{self.listed}<w:pPrChange {WHO}><w:pPr/></w:pPrChange>"
        assert self.labels(paragraph(run("x"), changed)) == ([""], ["1."])
        inserted = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins {WHO}/></w:numPr>'
        assert self.labels(paragraph(run("x"), inserted)) == ([""], ["1."])

    def test_a_number_typed_by_hand_is_told_apart_from_the_wording(self) -> None:
        document = read(paragraph(run("3.1A") + "<w:r><w:tab/></w:r>" + run("The clause.")))
        assert (document.proposed[0].label, document.proposed[0].wording) == ("3.1A", "The clause.")
