"""What is left out before parsing: the looks of runs, and never a word or a tracked change."""

from __future__ import annotations

import pytest

from respondent_app.documents.word.document import read_word
from respondent_app.documents.word.looks import without_looks
from respondent_app.model.document import RevisionKind
from tests.documents.word.made_package import SPACES, WHO, package, paragraph, proposed, read, run

LOOKS = '<w:rPr><w:rFonts w:ascii="Arial"/><w:b/><w:lang w:val="en-GB"/></w:rPr>'


def test_the_looks_of_runs_go() -> None:
    assert without_looks(run("a", LOOKS).encode()) == run("a").encode()


@pytest.mark.parametrize(
    "kept",
    [
        paragraph("", LOOKS),
        paragraph("", f"{LOOKS}<w:sectPr/>"),
        paragraph("", f"<w:rPr><w:ins {WHO}/></w:rPr>"),
        run("a", f"<w:rPr><w:b/><w:rPrChange {WHO}><w:rPr></w:rPr></w:rPrChange></w:rPr>"),
        f"<m:ctrlPr><w:rPr><w:del {WHO}/></w:rPr></m:ctrlPr>",
        run("a", "<w:rPr><w:b/>"),
        f"<w:t><![CDATA[{LOOKS}]]></w:t>",
        "<w:rPr><w:t>a</w:t></w:rPr>",
    ],
)
def test_all_else_stays(kept: str) -> None:
    changed = without_looks(kept.encode()).decode()
    assert changed in {kept, kept.replace("<w:rPr></w:rPr>", "")}


def test_words_that_look_like_markup_are_words() -> None:
    body = f"<w:p><w:r><w:t><![CDATA[{LOOKS}]]></w:t></w:r></w:p>"
    assert proposed(read(body)) == [LOOKS]


def test_changes_of_looks_are_still_told() -> None:
    changed = f"<w:rPr><w:b/><w:rPrChange {WHO}><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr>"
    assert [one.kind for one in read(paragraph(run("a", changed))).revisions] == [RevisionKind.FORMATTED]


def test_other_prefixes_are_read_as_well() -> None:
    body = f"<w:body>{paragraph(run('a', LOOKS))}</w:body>".replace("w:", "x:")
    whole = f"<x:document {SPACES.replace('xmlns:w', 'xmlns:x')}>{body}</x:document>"
    assert proposed(read_word(package("", raw=whole.encode()), "made-up sample.docx")) == ["a"]
