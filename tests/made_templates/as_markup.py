"""Forms written as markup: content controls of all kinds, form fields of before 2007, symbols to tick."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape

from respondent_app.model.consultation import Consultation

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    f'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
CATEGORIES = ("Large Supplier", "Small Supplier", "Network Party", "Other SEC Party", "Other (please say)")


def packed(body: str, extra: str = "publisher's own data") -> bytes:
    document = f'<w:document xmlns:w="{_W}" xmlns:w14="{_W14}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        parts = {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": document}
        for name, text in {**parts, "customXml/item1.xml": f"<data>{extra}</data>"}.items():
            file.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}')
    return buffer.getvalue()


def line(*inside: str, style: str = "") -> str:
    own = f'<w:pPr><w:outlineLvl w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{own}{''.join(inside)}</w:p>"


def text(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def control(kind: str, hint: str = "Click here to enter text.", *, block: bool = False) -> str:
    run = f'<w:r><w:rPr><w:color w:val="808080"/></w:rPr><w:t>{hint}</w:t></w:r>'
    inside = f"<w:p>{run}</w:p>" if block else run
    return f"<w:sdt><w:sdtPr><w:showingPlcHdr/>{kind}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def box() -> str:
    signs = (("checkedState", "2612"), ("uncheckedState", "2610"))
    states = "".join(f'<w14:{name} w14:val="{sign}" w14:font="MS Gothic"/>' for name, sign in signs)
    return (
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/>{states}</w14:checkbox></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
    )


def choice(*options: str) -> str:
    items = "".join(f'<w:listItem w:displayText="{one}" w:value="{one}"/>' for one in options)
    return control(f"<w:dropDownList>{items}</w:dropDownList>", "Choose an item.")


def field(data: str, instruction: str, shown: str = "\u2002\u2002") -> str:
    def mark(kind: str, inside: str = "") -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'

    begin = mark("begin", f'<w:ffData><w:name w:val="f"/><w:enabled/><w:calcOnExit w:val="0"/>{data}</w:ffData>')
    code = f"<w:r><w:instrText> {instruction} </w:instrText></w:r>"
    return f"{begin}{code}{mark('separate')}{text(shown)}{mark('end')}"


def with_controls(consultation: Consultation) -> bytes:
    """Controls for everything: details in a line, boxes for the kind of party, a list for the position."""
    parts = [
        line(text("I want my response to be treated as confidential "), box()),
        line(text("Organisation: "), control("<w:text/>")),
        line(text("Email: "), control("<w:text/>")),
        line(text("Respondent type:")),
        *(line(box(), text(f" {category}")) for category in CATEGORIES),
    ]
    for number, question in enumerate(consultation.questions, start=1):
        parts.append(line(text(f"Question {number}. "), text(question.text)))
        if question.stance:
            parts.append(line(text("Do you agree? "), choice("Yes", "No", "Not sure")))
        parts += [line(text("Comments:")), control("<w:richText/>", block=True)]
    return packed("".join(parts))


def with_form_fields(consultation: Consultation) -> bytes:
    """Form fields as Word made them before 2007."""
    long = "<w:textInput/>"
    parts = [
        line(text("Name of respondent: "), field('<w:textInput><w:maxLength w:val="60"/></w:textInput>', "FORMTEXT"))
    ]
    for question in consultation.questions:
        parts.append(line(text(f"{question.id}: {question.text}")))
        if question.stance:
            tick = '<w:checkBox><w:sizeAuto/><w:default w:val="0"/></w:checkBox>'
            agree, disagree = field(tick, "FORMCHECKBOX", ""), field(tick, "FORMCHECKBOX", "")
            parts.append(line(agree, text(" Agree  "), disagree, text(" Disagree")))
        parts.append(line(text("Response: "), field(long, "FORMTEXT")))
    return packed("".join(parts))


def with_symbols(consultation: Consultation) -> bytes:
    """Boxes from the Wingdings font, in a table; the words of labels are cut over runs."""
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
    rows = []
    for question in consultation.questions:
        first, second = question.text[:20], question.text[20:]
        ticks = line(sign, text(" Agree "), sign, text(" Disagree")) if question.stance else line(text("Response"))
        rows += [(line(text(f"Q{question.id[1:]}")), line(text(first), text(second))), (ticks, line())]
    cell = '<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{}</w:tc>'
    made = "".join(f"<w:tr>{cell.format(left)}{cell.format(right)}</w:tr>" for left, right in rows)
    grid = '<w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>'
    return packed(f'<w:tbl><w:tblPr><w:tblW w:w="8000" w:type="dxa"/></w:tblPr>{grid}{made}</w:tbl>{line()}')


FORMS: dict[str, Callable[[Consultation], bytes]] = {
    made.__name__: made for made in (with_controls, with_form_fields, with_symbols)
}
