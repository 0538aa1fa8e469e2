"""The names in WordprocessingML that are looked for, written out once so that reading compares plain strings."""

from __future__ import annotations

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R_NS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

BODY, DOCUMENT, PARAGRAPH, TABLE, ROW, CELL = (f"{W}{name}" for name in ("body", "document", "p", "tbl", "tr", "tc"))
PARAGRAPH_PROPERTIES, RUN_PROPERTIES = f"{W}pPr", f"{W}rPr"
ROW_PROPERTIES, CELL_PROPERTIES = f"{W}trPr", f"{W}tcPr"
RUN, TEXT, DELETED_TEXT = f"{W}r", f"{W}t", f"{W}delText"
TAB = f"{W}tab"
VALUE, IDENTIFIER = f"{W}val", f"{W}id"

INSERTED, DELETED, MOVED_AWAY, MOVED_HERE = (f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
CELL_INSERTED, CELL_DELETED = f"{W}cellIns", f"{W}cellDel"
AUTHOR, DATE = f"{W}author", f"{W}date"
PARAGRAPH_CHANGE, NUMBERING_CHANGE = f"{W}pPrChange", f"{W}numberingChange"
RUN_CHANGE = f"{W}rPrChange"
FORMAT_CHANGES = (
    RUN_CHANGE,
    PARAGRAPH_CHANGE,
    NUMBERING_CHANGE,
    *(f"{W}{name}Change" for name in ("tblPr", "tblPrEx", "trPr", "tcPr", "sectPr", "tblGrid")),
    f"{W}cellMerge",
)

CONTROL, CONTROL_CONTENT = f"{W}sdt", f"{W}sdtContent"
FIELD_CHARACTER, FIELD_CHARACTER_TYPE = f"{W}fldChar", f"{W}fldCharType"
ALTERNATES, CHOICE, FALLBACK = f"{MC}AlternateContent", f"{MC}Choice", f"{MC}Fallback"
BOX_CONTENT = f"{W}txbxContent"
DRAWING, PICTURE, OBJECT = f"{W}drawing", f"{W}pict", f"{W}object"
MATHS, MATHS_PARAGRAPH, MATHS_TEXT = f"{M}oMath", f"{M}oMathPara", f"{M}t"
FOOTNOTE_REFERENCE, ENDNOTE_REFERENCE = f"{W}footnoteReference", f"{W}endnoteReference"
SECTION, HEADER_REFERENCE, FOOTER_REFERENCE = f"{W}sectPr", f"{W}headerReference", f"{W}footerReference"
RELATION_ID = f"{R_NS}id"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
