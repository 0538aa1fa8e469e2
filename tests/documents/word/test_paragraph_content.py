"""What a paragraph prints: signs, fields, symbols, equations, pictures."""

from __future__ import annotations

import pytest

from tests.documents.word.made_package import SPACES, WHO, both, gone, ins, paragraph, proposed, read, run


def char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str, tag: str = "instrText") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def field(instruction: str, result: str) -> str:
    return char("begin") + instruction + char("separate") + result + char("end")


class TestSigns:
    @pytest.mark.parametrize(
        ("inside", "text"),
        [
            ("<w:t>a</w:t><w:tab/><w:t>b</w:t>", "a\tb"),
            ("<w:t>a</w:t><w:ptab/><w:t>b</w:t>", "a\tb"),
            ("<w:t>a</w:t><w:br/><w:t>b</w:t>", "a\nb"),
            ("<w:t>a</w:t><w:cr/><w:t>b</w:t>", "a\nb"),
            ('<w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t>', "ab"),
            ("<w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t>", "a-b"),
            ("<w:t>a</w:t><w:softHyphen/><w:t>b</w:t>", "a\u00adb"),
            ("<w:t> a </w:t><w:t>b</w:t>", "ab"),
            ('<w:t xml:space="preserve"> a </w:t><w:t>b</w:t>', " a b"),
            ('<w:t xml:space="default"> a </w:t><w:cr/>', "a\n"),
            ("<w:t>a\nb</w:t>", "a b"),
            ("<w:t/><w:t>b</w:t>", "b"),
            ("<w:lastRenderedPageBreak/><w:t>b</w:t>", "b"),
        ],
    )
    def test_each_sign(self, inside: str, text: str) -> None:
        assert proposed(read(paragraph(f"<w:r>{inside}</w:r>"))) == [text]

    def test_tab_stops_are_no_tabs(self) -> None:
        properties = '<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>'
        assert proposed(read(paragraph(run("a"), properties))) == ["a"]

    def test_space_may_be_kept_for_a_whole_part(self) -> None:
        body = '<w:p xml:space="preserve"><w:r><w:t>a </w:t></w:r><w:r><w:t>b</w:t></w:r></w:p>'
        assert proposed(read(body)) == ["a b"]

    def test_of_ruby_text_the_base_is_read(self) -> None:
        ruby = f"<w:r><w:ruby><w:rt>{run('reading')}</w:rt><w:rubyBase>{run('base')}</w:rubyBase></w:ruby></w:r>"
        assert proposed(read(paragraph(ruby))) == ["base"]

    def test_a_paragraph_without_anything_is_a_paragraph(self) -> None:
        assert proposed(read("<w:p/><w:p><w:pPr/></w:p>")) == ["", ""]

    def test_words_outside_all_paragraphs_are_not_lost(self) -> None:
        assert proposed(read(paragraph(run("a")) + run("b"))) == ["a", "b"]

    def test_a_paragraph_in_a_paragraph_loses_nothing(self) -> None:
        assert proposed(read(f"<w:p>{run('a')}<w:p>{run('b')}</w:p>{run('c')}</w:p>")) == ["abc"]


class TestFields:
    def test_the_result_is_printed_and_the_code_is_not(self) -> None:
        assert proposed(read(paragraph(run("see ") + field(code("REF x"), run("5.1")) + run(".")))) == ["see 5.1."]

    def test_a_field_without_a_result_prints_nothing(self) -> None:
        assert proposed(read(paragraph(run("a") + char("begin") + code("XE") + char("end") + run("b")))) == ["ab"]

    def test_fields_in_codes_and_in_results(self) -> None:
        inner = field(code("MERGEFIELD a"), run("hidden"))
        outer = field(code("IF ") + inner + code(" = 1"), run("shown ") + field(code("REF b"), run("too")))
        assert proposed(read(paragraph(outer))) == ["shown too"]

    def test_all_in_one_run(self) -> None:
        mixed = (
            '<w:r><w:t>a </w:t><w:fldChar w:fldCharType="begin"/><w:instrText>REF x</w:instrText>'
            '<w:fldChar w:fldCharType="separate"/><w:t>b</w:t><w:fldChar w:fldCharType="end"/>'
            '<w:footnoteReference w:id="7"/><w:t>c</w:t></w:r>'
        )
        assert proposed(read(paragraph(mixed))) == ["abc"]

    def test_a_deleted_code_and_a_new_one(self) -> None:
        instruction = f"<w:del {WHO}>{code('REF old', 'delInstrText')}</w:del>{ins(code('REF new'))}"
        assert both(read(paragraph(field(instruction, run("5"))))) == (["5"], ["5"])

    def test_a_code_in_a_deletion_may_be_written_as_a_plain_one(self) -> None:
        deleted = gone(char("begin") + code("PAGE") + char("separate") + run("9") + char("end"))
        assert both(read(paragraph(run("p") + deleted))) == (["p9"], ["p"])

    def test_a_deleted_field_around_text_that_stays_hides_nothing(self) -> None:
        body = gone(char("begin") + code("X", "delInstrText")) + run("stays") + gone(char("end"))
        assert both(read(paragraph(body))) == ([""], ["stays"])

    @pytest.mark.parametrize(
        "broken",
        [
            char("begin") + code("REF") + run("text"),
            char("end") + run("text"),
            char("separate") + run("text"),
            char("begin") + char("begin") + code("REF") + char("separate") + run("text") + char("end"),
        ],
    )
    def test_an_unbalanced_field_loses_no_text(self, broken: str) -> None:
        assert proposed(read(paragraph(broken) + paragraph(run("next")))) == ["text", "next"]

    def test_a_field_over_several_paragraphs(self) -> None:
        body = paragraph(char("begin") + code("TOC") + char("separate") + run("1 One")) + paragraph(
            run("2 Two") + char("end")
        )
        assert proposed(read(body)) == ["1 One", "2 Two"]


class TestObjects:
    def picture(self, identifier: str, size: int = 1) -> str:
        return (
            f'<w:r><w:drawing><wp:inline xmlns:wp="x"><wp:extent cx="{size}"/><a:blip r:embed="{identifier}"/>'
            "</wp:inline></w:drawing></w:r>"
        )

    def prints(self, body: str, picture: bytes) -> tuple[str, ...]:
        document = read(body, {"word/media/p.png": picture}, relations=[("rId5", "image", "media/p.png")])
        return document.proposed[0].objects

    def test_another_picture_has_another_fingerprint(self) -> None:
        body = paragraph(self.picture("rId5"))
        assert self.prints(body, b"one") != self.prints(body, b"two")
        assert self.prints(body, b"one") == self.prints(paragraph(self.picture("rId5", size=9)), b"one")
        assert self.prints(body, b"one")[0].startswith("picture ")

    def test_a_picture_that_is_not_there_is_still_an_object(self) -> None:
        assert read(paragraph(self.picture("rId5"))).proposed[0].objects != ()

    def test_an_inserted_picture_stands_in_one_view(self) -> None:
        document = read(paragraph(run("a") + ins(self.picture("rId5"))))
        assert document.current[0].objects == ()
        assert len(document.proposed[0].objects) == 1
        assert len(document.revisions) == 1

    def test_an_equation_is_an_object_that_tells_its_characters(self) -> None:
        document = read(paragraph("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"))
        assert document.proposed[0].text == ""
        assert "a+b" in document.proposed[0].objects[0]

    @pytest.mark.parametrize("kind", ["ins", "del"])
    def test_an_equation_changed_inside_differs_between_the_views(self, kind: str) -> None:
        changed = f"<m:r><w:{kind} {WHO}><m:t>2</m:t></w:{kind}></m:r>"
        document = read(paragraph(f"<m:oMath><m:r><m:t>a</m:t></m:r>{changed}</m:oMath>"))
        assert document.current[0].objects != document.proposed[0].objects
        assert [one.text for one in document.revisions] == ["2"]

    def test_a_symbol_is_an_object(self) -> None:
        document = read(paragraph(run("a") + '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'))
        assert document.proposed[0].text == "a"
        assert document.proposed[0].objects == ("symbol Wingdings F0FE",)

    def test_what_lies_in_another_format_is_told(self) -> None:
        assert "another format" in read('<w:altChunk r:id="rId9"/>' + paragraph(run("a"))).notes[0]

    def test_of_alternatives_the_first_is_read(self) -> None:
        choices = (
            f'<mc:AlternateContent {SPACES}><mc:Choice Requires="wps">{run("first")}</mc:Choice>'
            f"<mc:Fallback>{run('second')}</mc:Fallback></mc:AlternateContent>"
        )
        assert proposed(read(paragraph(choices))) == ["first"]
        fallback = f"<mc:AlternateContent><mc:Fallback>{paragraph(run('x'))}</mc:Fallback></mc:AlternateContent>"
        assert proposed(read(fallback)) == ["x"]
