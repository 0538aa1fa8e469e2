"""Forms in the markup that Word itself saves: runs cut by its notes of who typed what, controls in cells, fields."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from respondent_app.model.consultation import Question
from respondent_app.model.template import Field
from tests.made_templates.hand import SIX, TMAD, Hand, Made

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_NAMES = (
    f'xmlns:w="{_W}" xmlns:r="{_OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" mc:Ignorable="w14 w15"'
)
_GREY = '<w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>'
_STYLES = (
    f'<w:styles xmlns:w="{_W}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/><w:sz w:val="22"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="AnswerText"><w:name w:val="Answer Text"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:spacing w:before="60" w:after="60"/></w:pPr><w:rPr><w:color w:val="1F3864"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/>'
    '<w:rPr><w:color w:val="808080"/></w:rPr></w:style></w:styles>'
)
_SETTINGS = f'<w:settings xmlns:w="{_W}">{{}}<w:defaultTabStop w:val="720"/></w:settings>'
_NUMBERING = (
    f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Question %1"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="1440" w:hanging="1440"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
_NOTES = (
    f'<w:footnotes xmlns:w="{_W}"><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>'
    '</w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
    '</w:footnote><w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> See the made-up '
    "paper.</w:t></w:r></w:p></w:footnote></w:footnotes>"
)
_COMMENTS = (
    f'<w:comments xmlns:w="{_W}"><w:comment w:id="0" w:author="Reviewer B" w:date="2031-01-05T09:00:00Z">'
    "<w:p><w:r><w:t>Is this the right wording?</w:t></w:r></w:p></w:comment></w:comments>"
)
_PARTS = {
    "styles": _STYLES, "settings": _SETTINGS.format(""), "numbering": _NUMBERING, "footnotes": _NOTES,
    "comments": _COMMENTS,
}  # fmt: skip
BY = 'w:id="{}" w:author="Reviewer B" w:date="2031-01-05T09:00:00Z"'


def packed(body: str, parts: tuple[str, ...] = ("styles", "settings"), settings: str = "") -> bytes:
    """Return a document with the parts it needs, all of them as Word names them."""
    page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" '
    page += 'w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
    types = "".join(f'<Override PartName="/word/{one}.xml" ContentType="{_KIND}{one}+xml"/>' for one in parts)
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{one}" Target="{one}.xml"/>' for n, one in enumerate(parts, 1)
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        f'"application/xml"/><Override PartName="/word/document.xml" ContentType="{_KIND}document.main+xml"/>{types}'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}{page}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
        **{f"word/{one}.xml": _PARTS[one] for one in parts},
    }
    if settings:
        files["word/settings.xml"] = _SETTINGS.format(settings)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in files.items():
            file.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n{text}')
    return buffer.getvalue()


# Pieces


def t(words: str, looks: str = "") -> str:
    return f'<w:r>{looks}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def cut(words: str) -> str:
    """Return words cut into runs as Word leaves them after editing and proofing."""
    pieces = [words[at : at + 9] for at in range(0, len(words), 9)]
    return "".join(
        f'<w:r w:rsidR="00A{n:05X}"><w:t xml:space="preserve">{escape(piece)}</w:t></w:r>'
        f'<w:proofErr w:type="spell{"Start" if n % 2 else "End"}"/>'
        for n, piece in enumerate(pieces)
    )


def p(*inside: str, own: str = "") -> str:
    return f'<w:p w:rsidR="00A10001" w:rsidRDefault="00A10001">{own and f"<w:pPr>{own}</w:pPr>"}{"".join(inside)}</w:p>'


def cell(inside: str, width: int = 4500, extra: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{extra}</w:tcPr>{inside}</w:tc>'


def table(*rows: str, columns: int = 2) -> str:
    edges = "".join(
        f'<w:{e} w:val="single" w:sz="4"/>' for e in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = f'<w:gridCol w:w="{9000 // columns}"/>' * columns
    made = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    own = f'<w:tblPr><w:tblW w:w="9000" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders></w:tblPr>'
    return f"<w:tbl>{own}<w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def control(kind: str, words: str, *, is_hint: bool, block: bool = False, number: int = 7) -> str:
    run = t(words, _GREY if is_hint else "")
    showing = "<w:showingPlcHdr/>" if is_hint else ""
    inside = p(run) if block else run
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="Box {number}"/><w:id w:val="{number}"/>{showing}{kind}</w:sdtPr>'
        f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def text_control(hand: Hand, field: Field, question: str = "", kind: str = "<w:text/>", *, block: bool = False) -> str:
    words = hand(field, question, "Click or tap here to enter text.")
    return control(kind, words, is_hint=not hand.fills, block=block, number=len(hand.asked))


def list_control(
    hand: Hand, options: Mapping[str, str], field: Field, question: str = "", kind: str = "dropDownList"
) -> str:
    items = "".join(f'<w:listItem w:displayText="{one}" w:value="{value}"/>' for one, value in options.items())
    chosen = hand.picks(options, field, question)
    return control(
        f"<w:{kind}>{items}</w:{kind}>", chosen or "Choose an item.", is_hint=not chosen, number=len(hand.asked)
    )


def box(ticked: bool, number: int) -> str:  # noqa: FBT001  the only thing there is to say
    states = '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" '
    states += 'w14:font="MS Gothic"/>'
    looks = '<w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic"/></w:rPr>'
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{number}"/><w14:checkbox><w14:checked w14:val="{int(ticked)}"/>{states}'
        f"</w14:checkbox></w:sdtPr><w:sdtContent>{t('☒' if ticked else '☐', looks)}</w:sdtContent></w:sdt>"
    )


def old_field(data: str, code: str, result: str, name: str) -> str:
    def mark(kind: str, inside: str = "") -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'

    begin = mark("begin", f'<w:ffData><w:name w:val="{name}"/><w:enabled/><w:calcOnExit w:val="0"/>{data}</w:ffData>')
    between = "".join(t(piece) for piece in result) if result.strip("\u2002") == "" else t(result)
    code = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    start = f'<w:bookmarkStart w:id="{name[1:]}" w:name="{name}"/>{begin}{code}'
    return f'{start}{mark("separate")}{between}{mark("end")}<w:bookmarkEnd w:id="{name[1:]}"/>'


def old_text(hand: Hand, field: Field, question: str = "") -> str:
    words = hand(field, question, "\u2002" * 5)
    return old_field("<w:textInput/>", "FORMTEXT", words, f"T{len(hand.asked)}")


def old_box(hand: Hand, choice: str, field: Field, question: str = "") -> str:
    ticked = hand.ticks(field, choice, question)
    state = f'<w:checked w:val="{int(ticked)}"/>' if ticked else ""
    return old_field(f'<w:checkBox><w:sizeAuto/><w:default w:val="0"/>{state}</w:checkBox>', "FORMCHECKBOX", "",
                     f"C{len(hand.asked)}")  # fmt: skip


# Forms


def cut_runs_and_smart_tags(hand: Hand) -> bytes:
    """Labels cut over many runs, a place name in a smart tag, the answer in a cell with a style."""
    tag = '<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="place">{}</w:smartTag>'
    parts = []
    for number, question in enumerate(hand.consultation.questions, start=1):
        asked = p(tag.format(cut(f"Question {number}: ")), cut(question.text))
        answer = p(t(hand(Field.ANSWER, question.id)), own='<w:pStyle w:val="AnswerText"/>')
        parts += [table(cell(asked, 9000), cell(answer, 9000), columns=1), p()]
    return packed("".join(parts))


def controls_in_cells(hand: Hand) -> bytes:
    """Text, list, combo box and date: a control of each kind, inside the cells of tables."""
    yes_no = {"Agree": "agree", "Disagree": "disagree", "No view": "no view"}
    kinds = {"Large Supplier": "Large Supplier", "Small Supplier": "Small Supplier", "Network Party": "Network Party"}
    rows = [
        cell(p(t("Organisation"))) + cell(p(text_control(hand, Field.ORGANISATION))),
        cell(p(t("Party category"))) + cell(p(list_control(hand, kinds, Field.CATEGORY, kind="comboBox"))),
        cell(p(t("Contact email"))) + cell(p(text_control(hand, Field.EMAIL, kind="<w:richText/>"))),
    ]
    parts = [table(*rows), p()]
    for question in hand.consultation.questions:
        rows = [cell(p(t(question.id))) + cell(p(t(question.text)))]
        if question.stance:
            rows.append(cell(p(t("Position"))) + cell(p(list_control(hand, yes_no, Field.STANCE, question.id))))
        rows.append(
            cell(p(t("Answer"))) + cell(text_control(hand, Field.ANSWER, question.id, "<w:richText/>", block=True))
        )
        parts += [table(*rows), p()]
    return packed("".join(parts))


def cells_that_are_controls(hand: Hand) -> bytes:
    """Controls that hold a whole cell, and one that locks the whole form around them."""
    rows = []
    for question in hand.consultation.questions:
        words = hand(Field.ANSWER, question.id, "Enter your response")
        showing = "" if hand.fills else "<w:showingPlcHdr/>"
        inner = cell(p(t(words, "" if hand.fills else _GREY)))
        number = 100 + len(hand.asked)
        held = (
            f'<w:sdt><w:sdtPr><w:id w:val="{number}"/>{showing}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'
        )
        rows.append(cell(p(t(f"{question.id}. {question.text}"))) + held)
    group = '<w:sdt><w:sdtPr><w:id w:val="99"/><w:lock w:val="contentLocked"/><w:group/></w:sdtPr><w:sdtContent>'
    return packed(f"{group}{table(*rows)}</w:sdtContent></w:sdt>{p()}")


def protected_old_fields(hand: Hand) -> bytes:
    """A form protected for filling in, with text, box and list fields of before 2007."""
    parts = [table(
        cell(p(t("Your name"))) + cell(p(old_text(hand, Field.NAME))),
        cell(p(t("Telephone number"))) + cell(p(old_text(hand, Field.TELEPHONE))),
    ), p()]  # fmt: skip
    for question in hand.consultation.questions:
        parts.append(p(t(f"{question.id} {question.text}")))
        if question.stance:
            yes, no = (old_box(hand, choice, Field.STANCE, question.id) for choice in ("agree", "disagree"))
            parts.append(p(yes, t(" Yes\t"), no, t(" No")))
        parts += [p(t("Please give your reasons: "), old_text(hand, Field.RATIONALE, question.id)),
                  p(t("Comments: "), old_text(hand, Field.ANSWER, question.id))]  # fmt: skip
    return packed("".join(parts), settings='<w:documentProtection w:edit="forms" w:enforcement="1"/>')


def boxes_for_everything(hand: Hand) -> bytes:
    """Boxes in Word's own way for confidentiality, kind of respondent and position."""

    def ticked(field: Field, choice: str, words: str, question: str = "") -> str:
        return p(box(hand.ticks(field, choice, question), 500 + len(hand.asked)), t(f" {words}"))

    parts = [
        p(t("Should any part of this response be treated as confidential?")),
        ticked(Field.CONFIDENTIAL, "yes", "Yes"), ticked(Field.CONFIDENTIAL, "no", "No"),
        p(t("Which of these best describes you?")),
        *(ticked(Field.CATEGORY, kind, kind) for kind in ("Large Supplier", "Small Supplier", "Network Party")),
    ]  # fmt: skip
    for question in hand.consultation.questions:
        parts.append(p(t(f"{question.id}. {question.text}")))
        if question.stance:
            choices = {"agree": "Agree", "disagree": "Disagree", "no view": "No view"}
            parts += [ticked(Field.STANCE, choice, words, question.id) for choice, words in choices.items()]
        parts += [p(t("Please explain your answer:")), p(t(hand(Field.ANSWER, question.id)))]
    return packed("".join(parts))


def changed_and_commented(hand: Hand) -> bytes:
    """The publisher's tracked changes and comments are still in the form."""
    parts = []
    for question in hand.consultation.questions:
        marked = '<w:commentRangeStart w:id="0"/>' if question.id == "Q1" else ""
        end = '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>' if marked else ""
        number = int(question.id[1:]) * 10
        old = '<w:r><w:delText xml:space="preserve">Question 9: old words </w:delText></w:r>'
        gone = f"<w:del {BY.format(number)}>{old}</w:del>"
        new = f"<w:ins {BY.format(number + 1)}>{t(question.text)}</w:ins>"
        asked = p(marked, gone, t(f"{question.id} "), new, end)
        answer = p(t(hand(Field.ANSWER, question.id)), own=f"<w:rPr><w:ins {BY.format(number + 2)}/></w:rPr>")
        parts += [table(cell(asked, 9000), cell(answer, 9000), columns=1), p()]
    return packed("".join(parts), ("styles", "settings", "comments"), settings="<w:trackRevisions/>")


def notes_on_questions(hand: Hand) -> bytes:
    """A footnote at each question, its number made by Word, a bookmark round the room below."""
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    parts = []
    for at, question in enumerate(hand.consultation.questions):
        note = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="1"/></w:r>'
        room = f'<w:bookmarkStart w:id="{at}" w:name="answer{at}"/>{t(hand(Field.ANSWER, question.id))}'
        parts += [p(t(question.text), note if not at else "", own=numbered), p(room, f'<w:bookmarkEnd w:id="{at}"/>')]
    return packed("".join(parts), ("styles", "settings", "numbering", "footnotes"))


def text_box_beside(hand: Hand) -> bytes:
    """Guidance in a text box, in both the ways in which Word saves one; the answers stand in tables."""
    inside = f"<w:txbxContent>{p(t('Q1 to Q3: please answer in the tables. Your response: '))}{p()}</w:txbxContent>"
    shape = (
        '<wp:inline><wp:extent cx="2400000" cy="600000"/><wp:docPr id="1" name="Box"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2400000" cy="600000"/></a:xfrm><a:prstGeom prst="rect">'
        f"<a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>"
        "</a:graphic></wp:inline>"
    )
    old = f'<v:shape id="s1" style="width:189pt;height:47pt"><v:textbox>{inside}</v:textbox></v:shape>'
    drawn = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{shape}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{old}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    parts = [p(drawn), p(t("Response form (made-up sample)"))]
    for question in hand.consultation.questions:
        parts += [table(cell(p(t(question.id))) + cell(p(t(question.text))),
                        cell(p(t("Response"))) + cell(p(t(hand(Field.ANSWER, question.id))))), p()]  # fmt: skip
    return packed("".join(parts))


def struck_in_cells(hand: Hand) -> bytes:
    """Yes and No to strike out, beside the question; the words cut over runs."""
    rows = [cell(p(t("Question"))) + cell(p(t("Agree? (delete as appropriate)"))) + cell(p(t("Comments")))]
    for question in hand.consultation.questions:
        choice = hand.picks({"Yes": "agree", "No": "disagree"}, Field.STANCE, question.id) if question.stance else ""
        yes = t("Yes", "<w:rPr><w:strike/></w:rPr>" if choice else "")
        line = (
            p(yes, t(" / "), t("No"), t(" (delete as "), t("appropriate)"))
            if question.stance
            else p(t("Not applicable"))
        )
        rows.append(cell(p(cut(f"{question.id} {question.text}")), 4000) + cell(line, 2000)
                    + cell(p(t(hand(Field.ANSWER, question.id))), 3000))  # fmt: skip
    return packed(table(*rows, columns=3) + p())


def lines_to_write_on(hand: Hand) -> bytes:
    """Underscores, dots and tabs after labels; hints in square brackets under the questions."""

    def line(label: str, field: Field, blank: str) -> str:
        words = hand(field, hint=blank)
        return p(t(f"{label} "), t(words))

    parts = [
        line("Name:", Field.NAME, "_" * 24),
        line("Job title:", Field.ROLE, "." * 30),
        line("Organisation:", Field.ORGANISATION, "_" * 18),
        line("Postal address:", Field.ADDRESS, "…" * 12),
    ]
    for number, question in enumerate(hand.consultation.questions, start=1):
        parts += [
            p(t(f"{number}. {question.text}")),
            p(t(hand(Field.ANSWER, question.id, "[Please insert your response]"))),
        ]
    return packed("".join(parts))


def alternate_contact(hand: Hand) -> bytes:
    """Contact and alternate contact: the second stays empty. Titles over groups of questions."""

    def people(title: str, name: str, email: str) -> str:
        rows = (cell(p(t("Name"))) + cell(p(t(name))), cell(p(t("Email"))) + cell(p(t(email))))
        return p(t(title), own='<w:outlineLvl w:val="0"/>') + table(*rows) + p()

    parts = [people("Contact", hand(Field.NAME), hand(Field.EMAIL)), people("Alternate contact", "", "")]
    for at, question in enumerate(hand.consultation.questions):
        if at % 2 == 0:
            parts.append(p(t(f"Chapter {at // 2 + 1}: {question.title}"), own='<w:outlineLvl w:val="0"/>'))
        parts.append(
            table(cell(_asked(question), 9000), cell(p(t(hand(Field.ANSWER, question.id))), 9000), columns=1) + p()
        )
    return packed("".join(parts))


def _asked(question: Question) -> str:
    """A label in bold with a line break in it, as in “TMAD / Q1”."""
    return p(t("Panel", "<w:rPr><w:b/></w:rPr>"), "<w:r><w:br/></w:r>", t(f"{question.id} "), t(question.text))


FORMS = tuple(
    Made(made.__name__, made, consultation)
    for made, consultation in (
        (cut_runs_and_smart_tags, TMAD), (controls_in_cells, SIX), (cells_that_are_controls, TMAD),
        (protected_old_fields, SIX), (boxes_for_everything, SIX), (changed_and_commented, TMAD),
        (notes_on_questions, SIX), (text_box_beside, TMAD), (struck_in_cells, SIX), (lines_to_write_on, TMAD),
        (alternate_contact, SIX),
    )
)  # fmt: skip
