"""Packages from outside: what is refused before it is parsed, and how the rest is found."""

from __future__ import annotations

import io
import json
import time
import zipfile
from pathlib import Path

import pytest

from respondent_app.documents.formats.package import Package
from respondent_app.documents.word.document import read_word
from respondent_app.model.errors import UnreadableFileError
from tests.documents.word.made_package import MAIN, SPACES, package, paragraph, proposed, run

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
HOSTILE = sorted((CORPUS / "hostile").glob("*")) if CORPUS.is_dir() else []
ENCRYPTED = "EncryptedPackage\0".encode("utf-16-le").ljust(64, b"\0") + (34).to_bytes(64, "little")
READABLE = {"renamed_document_xml.docx": "This is a link to my website."}


def text_of(data: bytes) -> list[str]:
    return proposed(read_word(data, "made-up sample.docx"))


def refused(data: bytes, name: str = "made-up sample.docx") -> str:
    start = time.perf_counter()
    with pytest.raises(UnreadableFileError) as caught:
        read_word(data, name)
    assert time.perf_counter() - start < 2
    assert name in caught.value.what
    assert caught.value.meaning
    assert caught.value.advice
    return caught.value.what


@pytest.mark.skipif(not HOSTILE, reason="the files of others are not here")
@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.name[-40:])
def test_each_broken_file_of_others_gives_one_clear_error(path: Path) -> None:
    if path.name in READABLE:
        assert text_of(path.read_bytes()) == [READABLE[path.name]]
    else:
        what = refused(path.read_bytes(), path.name)
        assert ("password" in what) == ("protected" in path.name or "password" in path.name)


@pytest.mark.skipif(not HOSTILE, reason="the files of others are not here")
def test_every_listed_broken_file_is_tried() -> None:
    listed = {one["file"] for one in json.loads((CORPUS / "hostile.json").read_text())}
    assert listed == {path.name for path in HOSTILE}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\0" * 5000, "zeros"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "format that is not known"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + ENCRYPTED, "password"),
        (b"{\\rtf1 text}", "Rich Text"),
    ],
)
def test_what_is_no_package_is_named(data: bytes, said: str) -> None:
    assert said in refused(data)


def test_a_marker_of_word_is_no_document() -> None:
    assert "keeps it beside" in refused(b"\x05Named" + b" " * 156, "~$sample.docx")


def test_a_file_that_was_cut_off() -> None:
    whole = package(paragraph(run("a")))
    for length in range(1, len(whole), 97):
        refused(whole[:length])


def test_a_zip_and_a_package_without_a_document() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("letter.txt", "text")
    assert "zip file" in refused(buffer.getvalue())
    assert "no Word document" in refused(package("", raw=b"<html/>"))
    assert "no Word document" in refused(package("", raw=f"<w:document {SPACES}/>".encode()))
    assert "damaged" in refused(package("", raw=b""))


class TestHarmfulXml:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_definitions_are_refused(self, encoding: str, tmp_path: Path) -> None:
        secret = tmp_path / "secret"
        secret.write_text("SECRET")
        for definition in (
            f'<!ENTITY x SYSTEM "{secret.as_uri()}">',
            '<!ENTITY a "lol"><!ENTITY x "&a;&a;&a;&a;">',
            '<!ENTITY % p SYSTEM "http://127.0.0.1:9/p.dtd"> %p;',
        ):
            text = (
                f'<?xml version="1.0" encoding="{encoding}"?><!-- <a --><!DOCTYPE d [{definition}]>'
                f'<w:document {SPACES}><w:body><w:p w:rsidR="&x;"><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>'
            )
            assert "definitions" in refused(package("", raw=text.encode(encoding)))

    def test_an_unknown_entity_is_damage(self) -> None:
        assert "damaged" in refused(package(paragraph(run("&unknown;"))))

    @pytest.mark.parametrize("tag", ["w:ins", "w:sdt", "w:tbl", "w:p", "w:smartTag", "w:drawing", "w:pPr", "m:oMath"])
    def test_nesting_without_end_is_refused_and_deep_nesting_read(self, tag: str) -> None:
        deep = f"<w:p>{f'<{tag}>' * 100_000}"
        refused(package(deep))
        body = paragraph(run("before")) + f"<{tag}>" * 900 + f"</{tag}>" * 900
        assert text_of(package(body))[0] == "before"

    def test_nested_earlier_layouts_end(self) -> None:
        levels = 600
        body = f"<w:p>{'<w:pPr><w:pPrChange>' * levels}{'</w:pPrChange></w:pPr>' * levels}{run('a')}</w:p>"
        assert text_of(package(body)) == ["a"]

    def test_a_bomb_is_refused_before_it_is_unpacked(self) -> None:
        data = package("", raw=b"<w:document>" + b" " * 60_000_000 + b"</w:document>")
        assert len(data) < 100_000
        assert "unpacks to far more" in refused(data)

    def test_a_bomb_of_many_parts_is_refused(self) -> None:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("[Content_Types].xml", "")
            for number in range(20_000):
                archive.writestr(f"word/{number}.xml", "")
        assert "unpacks to far more" in refused(buffer.getvalue())

    def test_a_small_bomb_of_many_paragraphs_is_refused(self) -> None:
        raw = f"<w:document {SPACES}><w:body>".encode() + b"<w:p/>" * 690_000 + b"</w:body></w:document>"
        assert "unpacks to far more" in refused(package("", raw=raw))


class TestFindingParts:
    def test_the_main_part_is_found_by_its_relationship(self) -> None:
        assert text_of(package(paragraph(run("a")), main="elsewhere/anything.xml")) == ["a"]

    def test_or_by_its_content_type(self) -> None:
        data = _without(package(paragraph(run("a")), main="odd/name.xml"), "_rels/.rels")
        assert text_of(data) == ["a"]

    @pytest.mark.parametrize(
        "kind",
        [
            MAIN.replace("document.main", "template.main"),
            "application/vnd.ms-word.document.macroEnabled.main+xml",
            "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
            "application/xml",
        ],
    )
    def test_every_kind_of_word_file(self, kind: str) -> None:
        assert text_of(package(paragraph(run("a")), main_type=kind)) == ["a"]

    def test_strict_namespaces(self) -> None:
        strict = (
            '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body><w:p><w:r>'
            "<w:t>http://purl.oclc.org/ooxml/wordprocessingml/main</w:t></w:r></w:p></w:body></w:document>"
        )
        assert text_of(package("", raw=strict.encode())) == ["http://purl.oclc.org/ooxml/wordprocessingml/main"]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
    def test_encodings(self, encoding: str) -> None:
        named = "utf-16" if "16" in encoding else "utf-8"
        text = (
            f'<?xml version="1.0" encoding="{named}"?><w:document {SPACES}><w:body>{paragraph(run("“ä”"))}</w:body>'
            "</w:document>"
        )
        assert text_of(package("", raw=text.encode(encoding))) == ["“ä”"]

    def test_names_of_parts_are_the_same_in_any_letter_case(self) -> None:
        data = package(
            paragraph(run("a") + '<w:r><w:footnoteReference w:id="1"/></w:r>'),
            {"word/FootNotes.xml": f'<w:footnotes {SPACES}><w:footnote w:id="1"><w:p/></w:footnote></w:footnotes>'},
            relations=[("rId1", "footnotes", "/Word/footnotes.xml")],
        )
        assert len(read_word(data, "x").proposed) == 2

    def test_relationships_tell_inside_from_outside(self) -> None:
        rels = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="a" Type="x/image" Target="../media/a%20b.png"/>'
            '<Relationship Id="b" Type="x/image" Target="https://example.org/p.png" TargetMode="External"/>'
            "</Relationships>"
        )
        opened = Package.open(package("", {"word/_rels/other.xml.rels": rels}), "x")
        assert [(one.target, one.outside) for one in opened.relationships("word/other.xml")] == [
            ("media/a b.png", False),
            ("https://example.org/p.png", True),
        ]
        assert opened.related("word/other.xml", "image") == ("media/a b.png",)


def _without(data: bytes, name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(buffer, "w") as archive:
        for entry in given.infolist():
            if entry.filename != name:
                archive.writestr(entry, given.read(entry))
    return buffer.getvalue()
