"""Honest public files, and every way to hide words in one of them."""

from __future__ import annotations

import base64
import functools
import io
import re
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from respondent_app.exports import package
from tests import samples

Plant = Callable[[bytes, str], bytes]


@functools.cache
def honest_files() -> dict[str, bytes]:
    """Return the public files of the sample response."""
    made = package.build_package(samples.response(), samples.consultation())
    return {name: content for name, content in made.files.items() if "CONFIDENTIAL" not in name}


def named(ending: str) -> str:
    return next(name for name in honest_files() if name.endswith(ending))


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a zip file with one part changed, or added if it is not there."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
        if name not in old.namelist():
            new.writestr(name, change(b""))
    return buffer.getvalue()


def added(name: str, pattern: str) -> Plant:
    """Add a part, `{}` in the pattern standing for the words."""
    return lambda content, words: with_part(content, name, lambda _: pattern.format(words).encode())


def before_end(name: str, tag: str, pattern: str) -> Plant:
    """Put something before the end of an element of a part."""

    def plant(content: bytes, words: str) -> bytes:
        inserted = pattern.format(words).encode()
        return with_part(
            content, name, lambda part: part.replace(f"</{tag}>".encode(), inserted + f"</{tag}>".encode(), 1)
        )

    return plant


def run_by_run(content: bytes, words: str) -> bytes:
    pieces = re.findall(".{1,3}", words)
    runs = "".join(f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{piece}</w:t></w:r>' for piece in pieces)
    return before_end("word/document.xml", "w:body", f"<w:p>{runs}</w:p>{{0:.0}}")(content, "")


def inside_a_zip(content: bytes, words: str) -> bytes:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:t>{words}</w:t>")
    return with_part(content, "word/embeddings/object.docx", lambda _: inner.getvalue())


def in_utf_16(content: bytes, words: str) -> bytes:
    part = f'<?xml version="1.0" encoding="UTF-16"?><a>{words}</a>'
    return with_part(content, "customXml/item2.xml", lambda _: part.encode("utf-16"))


def in_wide_bytes(content: bytes, words: str) -> bytes:
    return with_part(content, "word/vbaProject.bin", lambda _: b"\x07" + words.encode("utf-16-le") + b"\x00\x01")


def in_base64(content: bytes, words: str) -> bytes:
    blob = base64.b64encode(f"<x>{words}</x>".encode()).decode()
    return with_part(content, "customXml/item3.xml", lambda _: f"<a>{blob}</a>".encode())


def after_the_zip(content: bytes, words: str) -> bytes:
    return content + words.encode()


def in_zip_comment(content: bytes, words: str) -> bytes:
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.comment = words.encode()
    return buffer.getvalue()


def in_part_name(content: bytes, words: str) -> bytes:
    return with_part(content, f"word/media/{words}.txt", lambda _: b"nothing")


DOCX: dict[str, Plant] = {
    "text": before_end("word/document.xml", "w:body", "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"),
    "text run by run": run_by_run,
    "header": before_end("word/header1.xml", "w:hdr", "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"),
    "footer": before_end("word/footer2.xml", "w:ftr", "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"),
    "footnote": added("word/footnotes.xml", "<w:footnotes><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:footnotes>"),
    "comment": added("word/comments.xml", "<w:comments><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:comments>"),
    "custom property": added("docProps/custom.xml", "<Properties><vt:lpwstr>{}</vt:lpwstr></Properties>"),
    "core property": before_end("docProps/core.xml", "cp:coreProperties", "<dc:description>{}</dc:description>"),
    "app property": before_end("docProps/app.xml", "Properties", "<Company>{}</Company>"),
    "hidden text": before_end(
        "word/document.xml", "w:body", "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r></w:p>"
    ),
    "deleted text": before_end(
        "word/document.xml", "w:body", "<w:p><w:del><w:r><w:delText>{}</w:delText></w:r></w:del></w:p>"
    ),
    "field code": before_end(
        "word/document.xml", "w:body", "<w:p><w:r><w:instrText> QUOTE {} </w:instrText></w:r></w:p>"
    ),
    "bookmark name": before_end("word/document.xml", "w:body", '<w:bookmarkStart w:id="9" w:name="{}"/>'),
    "alternative text": before_end("word/document.xml", "w:body", '<wp:docPr id="1" name="x" descr="a > b: {}"/>'),
    "comment in the XML": before_end("word/document.xml", "w:body", "<!-- {} -->"),
    "instruction in the XML": before_end("word/document.xml", "w:body", "<?note {}?>"),
    "CDATA": before_end("word/document.xml", "w:body", "<w:t><![CDATA[{} <&>]]></w:t>"),
    "style name": before_end("word/styles.xml", "w:styles", '<w:style><w:name w:val="{}"/></w:style>'),
    "link target": added("word/_rels/x.rels", '<Relationship Target="file:///C:/{}"/>'),
    "custom XML": added("customXml/item1.xml", "<note>{}</note>"),
    "embedded package": inside_a_zip,
    "UTF-16 part": in_utf_16,
    "wide bytes": in_wide_bytes,
    "Base64": in_base64,
    "after the end of the zip": after_the_zip,
    "comment of the zip": in_zip_comment,
    "name of a part": in_part_name,
}


def in_workbook(change: Callable[[object, str], None]) -> Plant:
    def plant(content: bytes, words: str) -> bytes:
        workbook = load_workbook(io.BytesIO(content))
        change(workbook, words)
        buffer = io.BytesIO()
        workbook.save(buffer)
        return buffer.getvalue()

    return plant


def _in_cell(workbook: object, words: str) -> None:
    workbook["Answers"]["D3"] = f"He said: {words}."  # type: ignore[index]


def _in_hidden_sheet(workbook: object, words: str) -> None:
    sheet = workbook.create_sheet("Notes")  # type: ignore[attr-defined]
    sheet["B2"] = words
    sheet.sheet_state = "veryHidden"


def _in_defined_name(workbook: object, words: str) -> None:
    workbook.defined_names["note"] = DefinedName("note", attr_text=f'"{words}"')  # type: ignore[attr-defined]


def _in_cell_comment(workbook: object, words: str) -> None:
    workbook["Comments"]["A1"].comment = Comment(words, "someone")  # type: ignore[index]


def _in_formula(workbook: object, words: str) -> None:
    workbook["Comments"]["Z9"] = f'="{words}"'  # type: ignore[index]


def _in_author(workbook: object, words: str) -> None:
    workbook.properties.lastModifiedBy = words  # type: ignore[attr-defined]


def _in_page_header(workbook: object, words: str) -> None:
    workbook["Comments"].oddHeader.center.text = words  # type: ignore[index]


XLSX: dict[str, Plant] = {
    "cell": in_workbook(_in_cell),
    "shared string": added("xl/sharedStrings.xml", "<sst><si><r><t>{}</t></r></si></sst>"),
    "hidden sheet": in_workbook(_in_hidden_sheet),
    "defined name": in_workbook(_in_defined_name),
    "comment of a cell": in_workbook(_in_cell_comment),
    "formula": in_workbook(_in_formula),
    "property": in_workbook(_in_author),
    "printed header": in_workbook(_in_page_header),
}


def in_mail(change: Callable[[EmailMessage, str], None]) -> Plant:
    def plant(content: bytes, words: str) -> bytes:
        from email import message_from_bytes
        from email.policy import SMTP

        message = message_from_bytes(content, policy=SMTP)
        change(message, words)
        return message.as_bytes()

    return plant


def _in_header(message: EmailMessage, words: str) -> None:
    message["X-Note"] = words


def _in_encoded_subject(message: EmailMessage, words: str) -> None:
    message.replace_header("Subject", f"é {words}")


def _in_mail_part(message: EmailMessage, words: str) -> None:
    message.add_attachment(f"Ω {words}", subtype="plain", filename="note.txt", cte="base64")


def _in_attached_mail(message: EmailMessage, words: str) -> None:
    inner = EmailMessage()
    inner.set_content(words)
    message.add_attachment(inner)


def _in_attachment_name(message: EmailMessage, words: str) -> None:
    message.add_attachment(b"x", maintype="application", subtype="octet-stream", filename=f"{words}.bin")


def _in_attached_document(message: EmailMessage, words: str) -> None:
    content = DOCX["footnote"](honest_files()[named("PUBLIC_v1_0.docx")], words)
    message.add_attachment(content, maintype="application", subtype="octet-stream", filename="other.docx")


def in_preamble(content: bytes, words: str) -> bytes:
    return content.replace(b"\r\n\r\n", f"\r\n\r\n{words}\r\n".encode(), 1)


EML: dict[str, Plant] = {
    "header": in_mail(_in_header),
    "encoded subject": in_mail(_in_encoded_subject),
    "part": in_mail(_in_mail_part),
    "attached mail": in_mail(_in_attached_mail),
    "name of an attachment": in_mail(_in_attachment_name),
    "attached document": in_mail(_in_attached_document),
    "before the first part": in_preamble,
}
JSON: dict[str, Plant] = {
    "value": lambda content, words: content.replace(b'"version"', f'"note": "{words}", "version"'.encode(), 1),
    "key": lambda content, words: content.replace(b'"version"', f'"{words}": 1, "version"'.encode(), 1),
}
EVERYWHERE = {
    f"{ending}: {place}": (ending, plant)
    for ending, plants in (
        ("PUBLIC_v1_0.docx", DOCX),
        ("PUBLIC_v1_0.xlsx", XLSX),
        ("_v1_0.eml", EML),
        ("manifest.json", JSON),
    )
    for place, plant in plants.items()
}
