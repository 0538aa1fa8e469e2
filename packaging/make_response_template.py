"""Write forms/response_template.docx: the form that a response is filled into.

    python packaging/make_response_template.py

Every part of the file is written here, so that it holds what we put in and nothing else: no thumbnail, no author, no
dates, no unused styles. Run twice, it gives the same bytes.

Content controls (by tag) and tables (by title) are what `exports/word_template.py` looks for: `consultation`,
`version`, `statement`, `question` with `question-title`, `question-text`, `answer`, `rationale` and `see-comments`
inside; "Respondent details", "Position", "Detailed comments", "Reasons schedule". The last row of a table is the
pattern for its rows. Wording, styles and order may be changed freely as long as these stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from respondent_app.exports.zip_file import pack
from respondent_app.storage.atomic import write_file

TEMPLATE = Path(__file__).resolve().parents[1] / "forms" / "response_template.docx"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'

# Widths in twentieths of a point: A4 with margins of 2 cm, upright and on its side.
SHORT_SIDE, LONG_SIDE, MARGIN = 11906, 16838, 1134
UPRIGHT, SIDEWAYS = SHORT_SIDE - 2 * MARGIN, LONG_SIDE - 2 * MARGIN
INK, ACCENT, QUIET, LINE = "1D2433", "1F3A5F", "5B6472", "C9D0DA"


def main() -> None:
    """Write the template and say where."""
    write_file(TEMPLATE, pack({name: content.encode() for name, content in parts().items()}))
    print(TEMPLATE)


def parts() -> dict[str, str]:
    """Return the parts of the file by name."""
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(
            (f"{R}/officeDocument", "word/document.xml"),
            (
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
            (f"{R}/extended-properties", "docProps/app.xml"),
        ),
        "docProps/core.xml": core_properties(),
        "docProps/app.xml": app_properties(),
        "word/document.xml": document(),
        "word/_rels/document.xml.rels": relationships(
            (f"{R}/styles", "styles.xml"),
            (f"{R}/settings", "settings.xml"),
            (f"{R}/header", "header1.xml"),
            (f"{R}/footer", "footer1.xml"),
            (f"{R}/header", "header2.xml"),
            (f"{R}/footer", "footer2.xml"),
            (f"{R}/fontTable", "fontTable.xml"),
            (f"{R}/theme", "theme/theme1.xml"),
        ),
        "word/styles.xml": styles(),
        "word/settings.xml": settings(),
        "word/fontTable.xml": font_table(),
        "word/theme/theme1.xml": theme(),
        "word/header1.xml": header(UPRIGHT),
        "word/footer1.xml": footer(UPRIGHT),
        "word/header2.xml": header(SIDEWAYS),
        "word/footer2.xml": footer(SIDEWAYS),
    }


def content_types() -> str:
    """Say what kind of content each part holds."""
    kinds = {
        "/word/document.xml": f"{OFFICE}.document.main+xml",
        "/word/styles.xml": f"{OFFICE}.styles+xml",
        "/word/settings.xml": f"{OFFICE}.settings+xml",
        "/word/fontTable.xml": f"{OFFICE}.fontTable+xml",
        "/word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        **{f"/word/header{number}.xml": f"{OFFICE}.header+xml" for number in (1, 2)},
        **{f"/word/footer{number}.xml": f"{OFFICE}.footer+xml" for number in (1, 2)},
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def relationships(*targets: tuple[str, str]) -> str:
    """Relate a part to others, numbered rId1, rId2 and so on."""
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return (
        f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{listed}</Relationships>"
    )


def core_properties() -> str:
    """Give the document a title and a language; who and when is left to the response."""
    return (
        f"{DECLARATION}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Response to consultation</dc:title>'
        "<dc:creator></dc:creator><dc:language>en-GB</dc:language></cp:coreProperties>"
    )


def app_properties() -> str:
    """Name the program."""
    return (
        f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>Respondent</Application></Properties>"
    )


def settings() -> str:
    """Ask Word for its present layout rules and British English."""
    return (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-GB"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def font_table() -> str:
    """Describe the one typeface, for computers that lack it."""
    return (
        f'{DECLARATION}<w:fonts {NAMESPACES}><w:font w:name="Arial"><w:charset w:val="00"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def theme() -> str:
    """Return the smallest theme that the format allows, in our colours and typeface."""
    names = ("dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
    values = (INK, "FFFFFF", ACCENT, "E6EBF2", ACCENT, "4B2A7B", "2E7D4F", "B3261E", "8A5A00", QUIET, ACCENT, "4B2A7B")
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in zip(names, values, strict=True)
    )
    face = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    return (
        f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Response">'
        f'<a:themeElements><a:clrScheme name="Response">{colours}</a:clrScheme><a:fontScheme name="Response">'
        f"<a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Response"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


# Styles


def styles() -> str:
    """Return every style the form uses, and no other."""
    return (
        f"{DECLARATION}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
        f'<w:color w:val="{INK}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>" + paragraph_styles() + character_styles() + table_styles() + "</w:styles>"
    )


def paragraph_styles() -> str:
    """Return the styles of paragraphs, headings first."""
    accent = f'<w:color w:val="{ACCENT}"/>'
    tabs = '<w:pBdr><w:{0} w:val="single" w:sz="4" w:space="6" w:color="' + LINE + '"/></w:pBdr>'
    return "".join((
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
        paragraph_style("Title", "Title", '<w:spacing w:before="0" w:after="60" w:line="240" w:lineRule="auto"/>',
                        f"<w:b/><w:bCs/>{accent}{size(44)}"),
        paragraph_style("Subtitle", "Subtitle", '<w:spacing w:after="200" w:line="252" w:lineRule="auto"/>',
                        f'<w:color w:val="{QUIET}"/>{size(26)}'),
        paragraph_style("Heading1", "heading 1", heading(0, 400, 140), f"<w:b/><w:bCs/>{accent}{size(32)}"),
        paragraph_style("Heading2", "heading 2", heading(1, 320, 100), f"<w:b/><w:bCs/>{accent}{size(25)}"),
        paragraph_style("Heading3", "heading 3", heading(2, 220, 60), f"<w:b/><w:bCs/>{size(21)}"),
        paragraph_style("Banner", "Version", '<w:spacing w:after="240"/>',
                        f'<w:b/><w:bCs/><w:spacing w:val="20"/>{size(21)}'),
        paragraph_style("Question", "Question",
                        f'<w:keepNext/><w:pBdr><w:left w:val="single" w:sz="18" w:space="10" w:color="{LINE}"/>'
                        '</w:pBdr>'
                        '<w:spacing w:after="160"/><w:ind w:left="227"/>', f'<w:color w:val="{QUIET}"/>'),
        paragraph_style("Answer", "Answer", "", ""),
        paragraph_style("Note", "Note", "", f'<w:color w:val="{QUIET}"/>{size(19)}'),
        paragraph_style("TableText", "Table Text", '<w:spacing w:after="40" w:line="252" w:lineRule="auto"/>',
                        size(19)),
        paragraph_style("Header", "header", tabs.format("bottom") + '<w:spacing w:after="0"/>',
                        f'<w:color w:val="{QUIET}"/>{size(17)}'),
        paragraph_style("Footer", "footer", tabs.format("top") + '<w:spacing w:after="0"/>',
                        f'<w:color w:val="{QUIET}"/>{size(17)}'),
    ))  # fmt: skip


def paragraph_style(style_id: str, name: str, paragraph: str, run: str) -> str:
    """Return one style of paragraphs, based on Normal."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def heading(level: int, before: int, after: int) -> str:
    """Keep a heading with what follows, and give it its level in the outline."""
    spacing = f'<w:spacing w:before="{before}" w:after="{after}" w:line="240" w:lineRule="auto"/>'
    return f'<w:keepNext/><w:keepLines/>{spacing}<w:outlineLvl w:val="{level}"/>'


def size(half_points: int) -> str:
    """Set the size of type, in half points, for every script."""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def character_styles() -> str:
    """Return the styles of what is confidential: shown in the full version, replaced in the public one."""
    return (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        + character_style("Confidential", '<w:color w:val="4B2A7B"/>', "EEE6F8")
        + character_style("Withheld", f'<w:b/><w:bCs/><w:color w:val="{INK}"/>', "E8EBF0")
    )


def character_style(name: str, run: str, shading: str) -> str:
    """Return one style of characters on a shaded ground."""
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/>'
        f'<w:rPr>{run}<w:shd w:val="clear" w:color="auto" w:fill="{shading}"/></w:rPr></w:style>'
    )


def table_styles() -> str:
    """Return the one table style: thin lines, a shaded header row."""
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 60), ("left", 100), ("bottom", 40), ("right", 100))
    )
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="ResponseTable"><w:name w:val="Response Table"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{edges}</w:tblBorders>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr>'
        '<w:shd w:val="clear" w:color="auto" w:fill="E6EBF2"/></w:tcPr></w:tblStylePr>'
        '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr></w:style>'
    )


# Content


def document() -> str:
    """Return the form: respondent, request, answers; then, on its side, comments and reasons."""
    body = (
        paragraph("Title", "Response to consultation"),
        control("consultation", "Consultation", paragraph("Subtitle", "Title of the consultation")),
        control("version", "Version", paragraph("Banner", "CONFIDENTIAL or PUBLIC VERSION")),
        paragraph("Heading1", "Respondent"),
        table("Respondent details", "Who answers, and how to reach them.", ("Detail", "Entry"), (2800, UPRIGHT - 2800),
              ("Organisation", ""), first_column=True),
        paragraph("Heading1", "Confidentiality"),
        control("statement", "Confidentiality statement",
                paragraph("Answer", "Say here whether all or any part of the response is confidential.")),
        paragraph("Heading1", "Answers"),
        control("question", "Question and answer", question()),
        section(UPRIGHT, in_paragraph=True),
        paragraph("Heading1", "Detailed comments"),
        table("Detailed comments", "One comment a row, by clause, with the wording proposed and why.",
              ("No", "Question", "Clause", "Type", "Comment", "Proposed wording", "Rationale"),
              (620, 1130, 1560, 1560, 3600, 3100, SIDEWAYS - 11570), ("1", *[""] * 6)),
        paragraph("Heading1", "Reasons for confidentiality"),
        table("Reasons schedule", "Why each numbered part is confidential.",
              ("No", "Where", "Category", "Public explanation", "Explanation", "Harm", "Until"),
              (620, 1750, 1750, 2750, 3000, 2600, SIDEWAYS - 12470), ("1", *[""] * 6)),
        SLIM,
        section(SIDEWAYS),
    )  # fmt: skip
    return f"{DECLARATION}<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>"


def question() -> str:
    """Return the block that is repeated for each question."""
    return "".join((
        control("question-title", "Number and title", paragraph("Heading2", "Q1 Title of the question")),
        control("question-text", "Question", paragraph("Question", "The question as the publisher asks it.")),
        table("Position", "What the question asks to agree with, and the position taken.", ("Subject", "Position"),
              (UPRIGHT - 2600, 2600), ("", "")),
        paragraph("Heading3", "Answer"),
        control("answer", "Answer", paragraph("Answer", "Answer")),
        paragraph("Heading3", "Rationale"),
        control("rationale", "Rationale", paragraph("Answer", "Rationale")),
        control("see-comments", "Where the comments are", paragraph("Note", "See Detailed comments.")),
    ))  # fmt: skip


def paragraph(style: str, text: str) -> str:
    """Return a paragraph of one run."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>'


def control(tag: str, title: str, content: str) -> str:
    """Return a content control around paragraphs."""
    number = sum(tag.encode()) * 1000 + len(tag)
    properties = f'<w:alias w:val={quoteattr(title)}/><w:tag w:val="{tag}"/><w:id w:val="{number}"/>'
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def table(
    title: str, description: str, header_cells: Sequence[str], widths: Sequence[int], row: Sequence[str],
    *, first_column: bool = False,
) -> str:  # fmt: skip
    """Return a table with a header row that repeats on every page, and one row as the pattern of the others."""
    properties = (
        f'<w:tblPr><w:tblStyle w:val="ResponseTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0{"4A" if first_column else "42"}0" w:firstRow="1" '
        f'w:lastRow="0" w:firstColumn="{int(first_column)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(title)}/><w:tblDescription w:val={quoteattr(description)}/></w:tblPr>"
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = table_row(header_cells, widths, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")
    pattern = table_row(row, widths, "<w:trPr><w:cantSplit/></w:trPr>")
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{head}{pattern}</w:tbl>"


# A document may not end with a table; this takes no room on the page.
SLIM = '<w:p><w:pPr><w:spacing w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'


def table_row(cells: Sequence[str], widths: Sequence[int], properties: str) -> str:
    """Return one row."""
    filled = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph("TableText", cell)}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr>{properties}{filled}</w:tr>"


def section(width: int, *, in_paragraph: bool = False) -> str:
    """End a section: upright, or on its side."""
    upright = width == UPRIGHT
    page = (SHORT_SIDE, LONG_SIDE) if upright else (LONG_SIDE, SHORT_SIDE)
    first = 3 if upright else 5
    properties = (
        f'<w:sectPr><w:headerReference w:type="default" r:id="rId{first}"/>'
        f'<w:footerReference w:type="default" r:id="rId{first + 1}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{page[0]}" w:h="{page[1]}"{"" if upright else " w:orient=" + quoteattr("landscape")}/>'
        f'<w:pgMar w:top="1418" w:right="{MARGIN}" w:bottom="1247" w:left="{MARGIN}" w:header="624" w:footer="567" '
        'w:gutter="0"/></w:sectPr>'
    )
    if not in_paragraph:
        return properties
    return f'<w:p><w:pPr><w:spacing w:after="0" w:line="20" w:lineRule="exact"/>{properties}</w:pPr></w:p>'


def header(width: int) -> str:
    """Return the head of each page: the consultation on the left, which version on the right."""
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    return (
        f'{DECLARATION}<w:hdr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Header"/>{tab}</w:pPr>'
        f"{run_control('short-title', 'Short title', 'Consultation')}<w:r><w:tab/></w:r>"
        f"{run_control('version', 'Version', 'VERSION', '<w:rPr><w:b/><w:bCs/></w:rPr>')}</w:p></w:hdr>"
    )


def footer(width: int) -> str:
    """Return the foot of each page: the organisation on the left, the page number on the right."""
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    return (
        f'{DECLARATION}<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/>{tab}</w:pPr>'
        f"{run_control('organisation', 'Organisation', 'Organisation')}<w:r><w:tab/>"
        '<w:t xml:space="preserve">Page </w:t>'
        f'</w:r>{number_field("PAGE")}<w:r><w:t xml:space="preserve"> of </w:t></w:r>{number_field("NUMPAGES")}'
        "</w:p></w:ftr>"
    )


def run_control(tag: str, title: str, text: str, properties: str = "") -> str:
    """Return a content control inside a line."""
    return control(tag, title, f"<w:r>{properties}<w:t>{escape(text)}</w:t></w:r>")


def number_field(instruction: str) -> str:
    """Return a page number that Word computes."""
    return f'<w:fldSimple w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


if __name__ == "__main__":
    main()
