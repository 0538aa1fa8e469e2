"""Made-up Word files, written as plain XML so that they owe nothing to the code they test."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from respondent_app.model.word_diff import Did, Words

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_WHO = 'w:author="Made-up drafter" w:date="2019-08-01T09:00:00Z"'
_RUN = (
    '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="20"/><w:szCs w:val="20"/>'
    '<w:lang w:val="en-GB"/></w:rPr>'
)
_WORDS_A_RUN = 6


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph to write: its clause level (0 for none), a number typed by hand, and what becomes of its words.

    `mark` is what becomes of the paragraph itself.
    """

    pieces: tuple[Words, ...]
    level: int = 0
    typed: str = ""
    mark: Did = Did.STAY


@dataclass(frozen=True, slots=True)
class Grid:
    """A table to write, cell by cell."""

    rows: tuple[tuple[str, ...], ...]


def word_file(content: Iterable[Block | Grid]) -> bytes:
    """Return a DOCX file with style-linked numbering on four levels."""
    writer = _Writer()
    body = "".join(writer.paragraph(item) if isinstance(item, Block) else writer.table(item) for item in content)
    document = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>'
        f'{body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" '
        'w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )
    return _zipped(document)


class _Writer:
    """Counts the identifiers that revisions need."""

    def __init__(self) -> None:
        self._number = 0

    def paragraph(self, block: Block) -> str:
        """Write a paragraph. A number typed by hand switches the style's own off, as drafters do."""
        style = f'<w:pStyle w:val="Clause{block.level}"/>' if block.level else ""
        typed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>' if block.typed else ""
        mark = f"<w:rPr>{self._revision(block.mark, '')}</w:rPr>" if block.mark is not Did.STAY else ""
        pieces = block.pieces
        if block.typed:
            lead = "".join(self._runs(Words(block.mark, f"{block.typed}\t")))
            return self._p(style + typed + mark, lead + "".join(map(self._runs, pieces)))
        return self._p(style + mark, "".join(map(self._runs, pieces)))

    def table(self, grid: Grid) -> str:
        """Write a plain table."""
        width = len(grid.rows[0])
        columns = "<w:gridCol w:w='3000'/>" * width
        rows = "".join(f"<w:tr>{''.join(map(self._cell, row))}</w:tr>" for row in grid.rows)
        return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"

    def _cell(self, text: str) -> str:
        return f"<w:tc><w:tcPr/>{self._p('', self._runs(Words(Did.STAY, text)))}</w:tc>"

    def _p(self, properties: str, runs: str) -> str:
        self._number += 1
        return f'<w:p w:rsidR="00A{self._number:05X}" w:rsidRDefault="00B10C2D"><w:pPr>{properties}</w:pPr>{runs}</w:p>'

    def _runs(self, piece: Words) -> str:
        element = "delText" if piece.did is Did.GO else "t"
        runs = "".join(_run(text, element) for text in _in_runs(piece.text))
        return runs if piece.did is Did.STAY else self._revision(piece.did, runs)

    def _revision(self, did: Did, content: str) -> str:
        self._number += 1
        name = "del" if did is Did.GO else "ins"
        return f'<w:{name} w:id="{self._number}" {_WHO}>{content}</w:{name}>'


def _run(text: str, element: str) -> str:
    tabbed = "<w:tab/>".join(
        f'<w:{element} xml:space="preserve">{escape(part)}</w:{element}>' if part else "" for part in text.split("\t")
    )
    return f'<w:r w:rsidRPr="00C33D44">{_RUN}{tabbed}</w:r>'


def _in_runs(text: str) -> Sequence[str]:
    """Cut as Word does after a few editing sessions: a run every few words."""
    words = text.split(" ")
    parts = [" ".join(words[start : start + _WORDS_A_RUN]) for start in range(0, len(words), _WORDS_A_RUN)]
    return [part + " " for part in parts[:-1]] + parts[-1:]


def _zipped(document: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**_FIXED, "word/document.xml": document}.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _level(number: int, form: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{number - 1}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="Clause{number}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{360 * number}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def _style(number: int) -> str:
    outline = '<w:outlineLvl w:val="0"/>' if number == 1 else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="Clause{number}"><w:name w:val="Clause {number}"/>'
        f'<w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:ilvl w:val="{number - 1}"/>'
        f'<w:numId w:val="1"/></w:numPr>{outline}</w:pPr></w:style>'
    )


_LEVELS = ((1, "decimal", "%1"), (2, "decimal", "%1.%2"), (3, "lowerLetter", "(%3)"), (4, "lowerRoman", "(%4)"))
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_FIXED = {
    "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_TYPE}.numbering+xml"/></Types>',
    "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_R}/officeDocument" '
    'Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{_RELATIONS}">'
    f'<Relationship Id="rId1" Type="{_R}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_R}/numbering" Target="numbering.xml"/></Relationships>',
    "word/styles.xml": f'{_HEAD}<w:styles xmlns:w="{_W}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    f'<w:name w:val="Normal"/></w:style>{"".join(_style(number) for number in (1, 2, 3, 4))}</w:styles>',
    "word/numbering.xml": f'{_HEAD}<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0">'
    f'<w:multiLevelType w:val="multilevel"/>{"".join(_level(*level) for level in _LEVELS)}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
}
