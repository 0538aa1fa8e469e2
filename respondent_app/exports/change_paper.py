"""The list of changes as a Word document: a table across the page, what comes underlined and what goes struck through.

Fonts, settings and colours are those of our response template; no author, no time, nothing of the publisher's file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

from respondent_app.exports.change_rows import VERDICTS, ListedChange, numbers
from respondent_app.exports.properties import APP_PROPERTIES, title_properties
from respondent_app.exports.word_template import TEMPLATE, template_parts
from respondent_app.exports.zip_file import pack
from respondent_app.model.audit import RowResult
from respondent_app.model.text import clean
from respondent_app.model.word_diff import Did, Words
from respondent_app.storage import folders
from respondent_app.writing.word_text import W

_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_STYLE = {Did.STAY: "", Did.COME: "Inserted", Did.GO: "Deleted"}
# Widths in twentieths of a point; together they fill an A4 page that lies on its side.
_PLAIN_COLUMNS = (
    ("No.", 650),
    ("Current", 1300),
    ("Proposed", 1300),
    ("Kind", 1300),
    ("Change", 6800),
    ("Detail", 3220),
)
_AUDIT_COLUMNS = (
    ("No.", 650), ("Current", 1200), ("Proposed", 1200), ("Kind", 1250), ("Change", 5650),
    ("In the change table?", 1650), ("Detail", 2970),
)  # fmt: skip
_ROW_COLUMNS = (("Row", 700), ("Reference", 2600), ("Result", 1900), ("Detail", 7300), ("Changes", 2070))


def document(
    title: str, summary: str, changes: Sequence[ListedChange], rows: Sequence[RowResult] | None = None
) -> bytes:
    """Return the DOCX; with `rows`, the results of an audit, a second table shows each row of the change table."""
    body = [_paragraph(title, "Title"), _paragraph(summary), _paragraph(_LEGEND)]
    columns = _PLAIN_COLUMNS if rows is None else _AUDIT_COLUMNS
    body += _table("Changes", columns, (_change_cells(change, audited=rows is not None) for change in changes))
    if rows is not None:
        listed = numbers(changes)
        body += [_paragraph("The change table, row by row", "Heading1")]
        body += _table("Change table", _ROW_COLUMNS, (_row_cells(row, listed) for row in rows))
    template = template_parts(str(folders.forms() / TEMPLATE))
    return pack({
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations(("document", f"{_OFFICE}/officeDocument", "word/document.xml"),
                                  ("core", _CORE, "docProps/core.xml"),
                                  ("app", f"{_OFFICE}/extended-properties", "docProps/app.xml")),
        "word/document.xml": _part("document", f"<w:body>{''.join(body)}{_SECTION}</w:body>"),
        "word/_rels/document.xml.rels": _relations(*_DOCUMENT_RELATIONS),
        "word/styles.xml": _part("styles", _STYLES),
        "word/footer1.xml": _part("ftr", _FOOTER),
        **{f"word/{name}": template[f"word/{name}"] for name in _FROM_TEMPLATE.values()},
        "docProps/core.xml": title_properties(title),
        "docProps/app.xml": APP_PROPERTIES,
    })  # fmt: skip


def _change_cells(change: ListedChange, *, audited: bool) -> list[str]:
    told = [_lines(change.told)] if audited else []
    where = [_lines(change.current), _lines(change.proposed)]
    return [_lines(str(change.number)), *where, _lines(change.kind), _runs(change.words), *told, _lines(change.detail)]


def _row_cells(row: RowResult, listed: Mapping[int, int]) -> list[str]:
    changes = ", ".join(str(listed[change]) for change in row.changes if change in listed)
    return [*map(_lines, (str(row.number), row.reference, VERDICTS[row.verdict], row.detail, changes))]


def _table(title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a table whose first row is repeated on every page; `title` is what a screen reader says of it."""
    widths = [width for _, width in columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ChangeTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/>'
        f'<w:tblCaption w:val="{title}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )
    yield _row([_lines(name) for name, _ in columns], widths, "<w:tblHeader/>")
    yield from (_row(cells, widths) for cells in rows)
    yield "</w:tbl>"


def _row(cells: Sequence[str], widths: Sequence[int], head: str = "") -> str:
    filled = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{filled}</w:tr>"


def _paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{_run(text)}</w:p>"


def _lines(text: str) -> str:
    return f"<w:p>{_run(text)}</w:p>"


def _runs(words: Sequence[Words]) -> str:
    return f"<w:p>{''.join(_run(run.text, _STYLE[run.did]) for run in words)}</w:p>"


def _run(text: str, style: str = "") -> str:
    """Return a run, its line breaks and tabs kept; nothing for no text."""
    if not text:
        return ""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    written = escape(clean(text)).replace("\n", _ended("<w:br/>")).replace("\t", _ended("<w:tab/>"))
    return f'<w:r>{properties}<w:t xml:space="preserve">{written}</w:t></w:r>'


def _ended(element: str) -> str:
    return f'</w:t>{element}<w:t xml:space="preserve">'


def _part(name: str, content: str) -> bytes:
    return f'{_HEADER}<w:{name} xmlns:w="{W}" xmlns:r="{_OFFICE}">{content}</w:{name}>'.encode()


def _relations(*targets: tuple[str, str, str]) -> bytes:
    listed = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in targets)
    return f'{_HEADER}<Relationships xmlns="{_RELATIONS}">{listed}</Relationships>'.encode()


def _override(name: str, kind: str) -> str:
    return f'<Override PartName="/{name}" ContentType="{kind}"/>'


def _field(code: str) -> str:
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _style(kind: str, key: str, name: str, properties: str, *, default: bool = False) -> str:
    mark = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}"{mark} w:styleId="{key}"><w:name w:val="{name}"/>{properties}</w:style>'


_FROM_TEMPLATE = {"settings": "settings.xml", "fontTable": "fontTable.xml", "theme": "theme/theme1.xml"}
_DOCUMENT_RELATIONS = (
    ("styles", f"{_OFFICE}/styles", "styles.xml"),
    ("footer", f"{_OFFICE}/footer", "footer1.xml"),
    *((name, f"{_OFFICE}/{name}", target) for name, target in _FROM_TEMPLATE.items()),
)
_LEGEND = "Underlined words are inserted, struck-through words are deleted."
_TYPES = (
    f'{_HEADER}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + _override("word/document.xml", f"{_WORD_TYPE}.document.main+xml")
    + _override("word/styles.xml", f"{_WORD_TYPE}.styles+xml")
    + _override("word/footer1.xml", f"{_WORD_TYPE}.footer+xml")
    + _override("word/settings.xml", f"{_WORD_TYPE}.settings+xml")
    + _override("word/fontTable.xml", f"{_WORD_TYPE}.fontTable+xml")
    + _override("word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml")
    + _override("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
    + _override("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml")
    + "</Types>"
).encode()
_SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="footer"/>'
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" '
    'w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
)
_FOOTER = (
    '<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t xml:space="preserve">Page </w:t></w:r>'
    f'{_field("PAGE")}<w:r><w:t xml:space="preserve"> of </w:t></w:r>{_field("NUMPAGES")}</w:p>'
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="C9D0DA"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:eastAsia="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
    '<w:sz w:val="18"/><w:szCs w:val="18"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:before="40" w:after="40"/></w:pPr></w:pPrDefault></w:docDefaults>'
    + _style("paragraph", "Normal", "Normal", "<w:qFormat/>", default=True)
    + _style("paragraph", "Title", "Title", '<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:after="120"/>'
             '</w:pPr><w:rPr><w:b/><w:color w:val="1F3A5F"/><w:sz w:val="32"/></w:rPr>')
    + _style("paragraph", "Heading1", "heading 1", '<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/>'
             '<w:spacing w:before="360" w:after="120"/><w:outlineLvl w:val="0"/></w:pPr>'
             '<w:rPr><w:b/><w:color w:val="1F3A5F"/><w:sz w:val="26"/></w:rPr>')
    + _style("paragraph", "Footer", "footer", '<w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="right"/></w:pPr>')
    + _style("character", "Inserted", "Inserted words",
             '<w:rPr><w:color w:val="1B6B2F"/><w:u w:val="single"/></w:rPr>')
    + _style("character", "Deleted", "Deleted words", '<w:rPr><w:strike/><w:color w:val="B00020"/></w:rPr>')
    + _style("table", "ChangeTable", "Change table",
             f'<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders><w:tblCellMar><w:left w:w="85" w:type="dxa"/>'
             '<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/>'
             '<w:color w:val="1F3A5F"/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E6EBF2"/></w:tcPr>'
             '</w:tblStylePr>')
)  # fmt: skip
