"""The forms as flat OpenDocument files, from which LibreOffice makes Word documents and workbooks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

from respondent_app.model.template import Field
from tests.made_templates.hand import Hand

_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"),
                        ("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"))
)  # fmt: skip
_STYLES = (
    '<style:style style:name="Box" style:family="table-cell"><style:table-cell-properties '
    'fo:border="0.5pt solid #000000" fo:padding="0.1cm"/></style:style>'
    '<style:style style:name="Grey" style:family="text"><style:text-properties fo:color="#808080" '
    'fo:font-style="italic"/></style:style>'
    '<style:style style:name="Struck" style:family="text"><style:text-properties style:text-line-through-style="solid" '
    'style:text-line-through-type="single"/></style:style>'
    '<style:style style:name="Room" style:family="paragraph"><style:paragraph-properties fo:margin-left="0.5cm"/>'
    '<style:text-properties fo:font-size="10pt"/></style:style>'
    '<style:style style:name="Frame" style:family="graphic"><style:graphic-properties style:wrap="none"/></style:style>'
    '<style:style style:name="Word" style:family="table-column"><style:table-column-properties '
    'style:column-width="8cm"/></style:style>'
)
_LIST = (
    '<text:list-style style:name="Numbers"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."><style:list-level-properties text:space-before="0.5cm" text:min-label-width="0.7cm"/>'
    "</text:list-level-style-number></text:list-style>"
)
_LANDSCAPE = (
    '<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" '
    'style:print-orientation="landscape" fo:margin="2cm"/></style:page-layout>'
)
_MASTER = (
    '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page"/>'
    "</office:master-styles>"
)


def document(body: str, *, landscape: bool = False) -> str:
    page = _LANDSCAPE if landscape else ""
    return _flat("text", f"{_STYLES}{_LIST}{page}", f"<office:text>{body}</office:text>", _MASTER if landscape else "")


def workbook(*sheets: tuple[str, Sequence[Sequence[str]]]) -> str:
    made = "".join(
        f'<table:table table:name="{name}"><table:table-column table:style-name="Word" '
        f'table:number-columns-repeated="6"/>{"".join(map(_sheet_row, rows))}</table:table>'
        for name, rows in sheets
    )
    return _flat("spreadsheet", _STYLES, f"<office:spreadsheet>{made}</office:spreadsheet>")


def _sheet_row(words: Sequence[str]) -> str:
    cells = (f'<table:table-cell table:style-name="Box" office:value-type="string">{p(text)}</table:table-cell>'
             if text else '<table:table-cell table:style-name="Box"/>' for text in words)  # fmt: skip
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _flat(kind: str, styles: str, body: str, master: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMES} office:version="1.3" '
        f'office:mimetype="application/vnd.oasis.opendocument.{kind}"><office:automatic-styles>{styles}'
        f"</office:automatic-styles>{master}<office:body>{body}</office:body></office:document>"
    )


# Pieces


def p(words: str = "", style: str = "") -> str:
    own = f' text:style-name="{style}"' if style else ""
    return f"<text:p{own}>{escape(words)}</text:p>"


def h(words: str) -> str:
    return f'<text:h text:outline-level="2">{escape(words)}</text:h>'


def span(words: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{escape(words)}</text:span>'


def hinted(hand: Hand, field: Field, question: str, hint: str) -> str:
    words = hand(field, question, hint)
    return f"<text:p>{escape(words) if hand.fills else span(words, 'Grey')}</text:p>"


def cell(inside: str, columns: int = 1) -> str:
    wide = f' table:number-columns-spanned="{columns}"' if columns > 1 else ""
    return f'<table:table-cell table:style-name="Box"{wide}>{inside}</table:table-cell>' + (
        "<table:covered-table-cell/>" * (columns - 1)
    )


def table(*rows: str, columns: int = 2, heads: str = "") -> str:
    head = heads and f"<table:table-header-rows><table:table-row>{heads}</table:table-row></table:table-header-rows>"
    made = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f'<table:table><table:table-column table:number-columns-repeated="{columns}"/>{head}{made}</table:table>'


# Forms


def details_then_boxes(hand: Hand) -> str:
    """Details in a table; each question over both columns, label and room below it."""
    labels = (("Organisation name", Field.ORGANISATION), ("Main contact", Field.NAME), ("Role", Field.ROLE),
              ("E-mail", Field.EMAIL), ("Telephone", Field.TELEPHONE))  # fmt: skip
    parts = [table(*(cell(p(label)) + cell(p(hand(field))) for label, field in labels)), p()]
    for question in hand.consultation.questions:
        parts += [table(cell(p(f"{question.id}. {question.text}"), 2),
                        cell(p("Response")) + cell(p(hand(Field.ANSWER, question.id), "Room"))), p()]  # fmt: skip
    return document("".join(parts))


def numbered_by_the_list(hand: Hand) -> str:
    """Questions as items of a list that counts by itself, room below each."""
    parts = [h("Consultation questions")]
    for question in hand.consultation.questions:
        parts.append(f'<text:list text:style-name="Numbers" text:continue-numbering="true"><text:list-item>'
                     f"{p(question.text)}</text:list-item></text:list>")  # fmt: skip
        parts.append(p(hand(Field.ANSWER, question.id), "Room"))
    return document("".join(parts))


def headings_and_labels(hand: Hand) -> str:
    """A heading for each question, then “Your response:” and “Rationale:” with room below."""
    parts = [p(f"Organisation: {hand(Field.ORGANISATION, hint='____________')}")]
    for number, question in enumerate(hand.consultation.questions, start=1):
        parts += [h(f"Question {number}"), p(question.text), p("Your response:"), p(hand(Field.ANSWER, question.id))]
        if question.rationale_asked:
            parts += [p("Rationale:"), p(hand(Field.RATIONALE, question.id))]
    return document("".join(parts))


def boxes_as_signs(hand: Hand) -> str:
    """Signs to tick for the position, a hint in grey for the answer."""
    parts = []
    for question in hand.consultation.questions:
        parts.append(p(f"{question.id}: {question.text}"))
        if question.stance:
            choices = {"agree": "Agree", "disagree": "Disagree", "no view": "Neutral"}
            ticks = {words: hand.ticks(Field.STANCE, choice, question.id) for choice, words in choices.items()}
            parts.append(p("    ".join(f"{'☒' if ticked else '☐'} {words}" for words, ticked in ticks.items())))
        parts.append(hinted(hand, Field.ANSWER, question.id, "Click here to type your answer"))
    return document("".join(parts))


def landscape_comments(hand: Hand) -> str:
    """A landscape page with the comments by clause; the head of the table repeats."""
    columns = {
        "No.": Field.COMMENT_NUMBER, "Document": None, "Section": Field.COMMENT_CLAUSE, "Comment": Field.COMMENT_TEXT,
        "Proposed change": Field.COMMENT_PROPOSED, "Reason": Field.COMMENT_RATIONALE,
    }  # fmt: skip
    rows = ("".join(cell(p(words)) for words in row) for row in hand.rows(list(columns.values()), 4))
    heads = "".join(cell(p(head)) for head in columns)
    parts = [p(f"Company name: {hand(Field.ORGANISATION, hint='..........')}"), p("Comments on the made-up text"),
             table(*rows, columns=len(columns), heads=heads)]  # fmt: skip
    return document("".join(parts), landscape=True)


def table_in_a_table(hand: Hand) -> str:
    """A frame of one cell round each question and its room."""
    parts = []
    for question in hand.consultation.questions:
        inner = table(cell(p(f"{question.id} {question.text}")), cell(p(hand(Field.ANSWER, question.id))), columns=1)
        parts += [table(cell(f"{p(question.title)}{inner}{p()}"), columns=1), p()]
    return document("".join(parts))


def struck_out(hand: Hand) -> str:
    """Words to strike out, in a table with the answer below."""
    parts = []
    for question in hand.consultation.questions:
        rows = [cell(p(f"{question.id}. {question.text}"))]
        if question.stance:
            chosen = hand.picks({"Agree": "agree", "Disagree": "disagree"}, Field.STANCE, question.id)
            agree = span("Agree", "Struck") if chosen else "Agree"
            rows.append(cell(f"<text:p>{agree} / Disagree (delete as appropriate)</text:p>"))
        rows.append(cell(p(hand(Field.ANSWER, question.id))))
        parts += [table(*rows, columns=1), p()]
    return document("".join(parts))


def one_table(hand: Hand) -> str:
    """All questions in one table, sections in between, head repeated."""
    heads = "".join(cell(p(head)) for head in ("Ref", "Question", "Response", "Supporting rationale"))
    rows = []
    for at, question in enumerate(hand.consultation.questions):
        if at == 2:
            rows.append(cell(p("Part two: timing and wording"), 4))
        rows.append(cell(p(str(at + 1))) + cell(p(question.text)) + cell(p(hand(Field.ANSWER, question.id)))
                    + cell(p(hand(Field.RATIONALE, question.id))))  # fmt: skip
    return document(table(*rows, columns=4, heads=heads))


def sheet_of_questions(hand: Hand) -> str:
    """A workbook: details on the first sheet, questions on the second."""
    labels = (("Organisation", Field.ORGANISATION), ("Contact name", Field.NAME), ("Email address", Field.EMAIL))
    details = [["Response form (made-up sample)", ""], *([label, hand(field)] for label, field in labels)]
    rows = [["Question", "Response", "Rationale"]]
    rows += [[f"{one.id} {one.text}", hand(Field.ANSWER, one.id), hand(Field.RATIONALE, one.id)]
             for one in hand.consultation.questions]  # fmt: skip
    return workbook(("About you", details), ("Questions", rows))


def sheet_of_comments(hand: Hand) -> str:
    """A workbook with one row for each comment."""
    columns = {"No": Field.COMMENT_NUMBER, "Clause": Field.COMMENT_CLAUSE, "Comment": Field.COMMENT_TEXT,
               "Suggested drafting": Field.COMMENT_PROPOSED, "Justification": Field.COMMENT_RATIONALE}  # fmt: skip
    rows = [["Party name", hand(Field.ORGANISATION), "", "", ""], [""] * 5, list(columns)]
    return workbook(("Comments", [*rows, *hand.rows(list(columns.values()), 3)]))


DOCUMENTS: tuple[Callable[[Hand], str], ...] = (
    details_then_boxes, numbered_by_the_list, headings_and_labels, boxes_as_signs, landscape_comments,
    table_in_a_table, struck_out, one_table,
)  # fmt: skip
WORKBOOKS: tuple[Callable[[Hand], str], ...] = (sheet_of_questions, sheet_of_comments)
