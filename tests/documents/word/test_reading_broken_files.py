"""Files broken by chance: whatever is changed in them, they are read or refused, soon and with our own error."""

from __future__ import annotations

import io
import random
import re
import zipfile
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from respondent_app.documents.word.document import read_word
from respondent_app.model.document import Part
from respondent_app.model.errors import UnreadableFileError
from respondent_app.model.word_diff import Did
from tests.documents.word.made_package import SPACES, WHO, W, gone, ins, mark, package, paragraph, read, row, run, table

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "docx"
NAMES = (
    "RA001-Tracked-Revisions-01.docx", "testWORD_2006ml.docx", "RP018-MoveFrom-MoveTo-CC.docx", "delins.docx",
    "RP050-Deleted-Footnote.docx", "WC066-Textbox-Before-Ins-Mod.docx", "RP034-Deleted-Cells.docx",
)  # fmt: skip
_TAG = re.compile(rb"<[^<>]+>")
TAMED = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def tried(data: bytes) -> None:
    try:
        read_word(data, "broken.docx")
    except UnreadableFileError:
        return


@lru_cache(maxsize=len(NAMES))
def parts_of(name: str) -> tuple[tuple[str, bytes], ...]:
    with zipfile.ZipFile(CORPUS / name) as archive:
        return tuple((entry, archive.read(entry)) for entry in archive.namelist())


def zipped(parts: list[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return buffer.getvalue()


def shuffled(content: bytes, chance: random.Random) -> bytes:
    """Drop, double, swap or spoil some tags of a part."""
    tags = [found.span() for found in _TAG.finditer(content)]
    for _ in range(chance.randint(1, 4)):
        if not tags:
            break
        (a, b), (c, d) = chance.choice(tags), chance.choice(tags)
        content = chance.choice(
            (
                content[:a] + content[b:],
                content[:a] + content[c:d] + content[a:],
                content[:a] + content[c:d] + content[b:],
                content[:a] + content[a:b].replace(b'"', b"'", 1) + content[b:],
                re.sub(rb'"\d+"', chance.choice((b'"-1"', b'"99999999999"', b'""', b'"x"')), content, count=9),
                content.replace(content[a:b], b"", 3),
            )
        )
    return content


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the files of others are not here")
class TestFilesOfOthers:
    @TAMED
    @given(st.sampled_from(NAMES), st.randoms(use_true_random=False))
    def test_with_tags_out_of_place(self, name: str, chance: random.Random) -> None:
        parts = list(parts_of(name))
        xml = [index for index, (path, _) in enumerate(parts) if path.endswith((".xml", ".rels"))]
        for index in chance.sample(xml, min(3, len(xml))):
            parts[index] = parts[index][0], shuffled(parts[index][1], chance)
        tried(zipped(parts))

    @TAMED
    @given(st.sampled_from(NAMES), st.data())
    def test_with_bytes_out_of_place(self, name: str, data: st.DataObject) -> None:
        content = bytearray((CORPUS / name).read_bytes())
        for _ in range(data.draw(st.integers(1, 6))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
        tried(bytes(content[: data.draw(st.integers(0, len(content)))]) if data.draw(st.booleans()) else bytes(content))

    @TAMED
    @given(st.sampled_from(NAMES), st.randoms(use_true_random=False))
    def test_with_parts_missing(self, name: str, chance: random.Random) -> None:
        parts = list(parts_of(name))
        tried(zipped(chance.sample(parts, chance.randint(0, len(parts)))))


def _bodies() -> st.SearchStrategy[str]:
    words = st.sampled_from(["a", "b ", "3.1A\t", "(a) x"]).map(run)
    box = "<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>"
    inline = st.recursive(
        words,
        lambda inner: st.lists(inner, max_size=3).map("".join).flatmap(
            lambda text: st.sampled_from(
                [
                    ins(text), gone(text), f"<w:moveTo {WHO}>{text}</w:moveTo>", f"<w:hyperlink>{text}</w:hyperlink>",
                    f"<w:sdt><w:sdtContent>{text}</w:sdtContent></w:sdt>", box.format(paragraph(text)),
                    f"<m:oMath>{text}</m:oMath>",
                ]
            )
        ),
        max_leaves=6,
    )  # fmt: skip
    marks = st.sampled_from(["", "", mark("ins"), mark("del"), mark("moveFrom"), '<w:pStyle w:val="none"/>'])
    blocks = st.builds(paragraph, st.lists(inline, max_size=4).map("".join), marks)
    return st.recursive(
        blocks,
        lambda inner: st.lists(inner, min_size=1, max_size=4).map("".join).flatmap(
            lambda text: st.sampled_from(
                [text, table(row(text)), table(row(text, properties=f"<w:del {WHO}/>")), f"<w:ins {WHO}>{text}</w:ins>",
                 f"<w:sdt><w:sdtContent>{text}</w:sdtContent></w:sdt>"]
            )
        ),
        max_leaves=8,
    )  # fmt: skip


def standing_in(body: str, part: Part, *without: str) -> str:
    """Say by another way what a view holds: all words but those inside certain elements, in the order of the file."""
    root = etree.fromstring(f"<w:body {SPACES}>{body}</w:body>")
    away = {f"{{{W}}}{name}" for name in without}
    found = ""
    for text in root.iter(f"{{{W}}}t", f"{{{W}}}delText"):
        around = list(text.iterancestors())
        rows = [kind for one in around for kind in one.findall(f"{{{W}}}trPr/*")]
        boxed = any(one.tag == f"{{{W}}}txbxContent" for one in around)
        if boxed == (part is Part.TEXT_BOX) and away.isdisjoint(str(one.tag) for one in (*around, *rows)):
            found += text.text or ""
    return found


@settings(max_examples=150, deadline=None, derandomize=True)
@given(_bodies())
def test_no_word_is_lost_in_any_mixture(body: str) -> None:
    document = read(body)
    views = (document.current, ("ins", "moveTo")), (document.proposed, ("del", "moveFrom"))
    for view, without in views:
        assert "".join(one.text for one in view if one.part is Part.BODY) == standing_in(body, Part.BODY, *without)
        boxed = "".join(one.text for one in view if one.part is Part.TEXT_BOX)
        assert sorted(boxed) == sorted(standing_in(body, Part.TEXT_BOX, *without))
        assert all(one.sources for one in view)
    if document.redline:
        for did, view in ((Did.GO, document.current), (Did.COME, document.proposed)):
            told = "".join(words.text for one in document.redline for words in one if words.did in {did, Did.STAY})
            assert told == "".join(one.text for one in view if one.part is Part.BODY)


def test_a_package_is_read_again_the_same() -> None:
    data = package(paragraph(run("a") + ins(run("b"))))
    assert read_word(data, "x") == read_word(data, "x")
