"""Small made-up Word packages, written part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from respondent_app.documents.word.document import read_word
from respondent_app.model.document import Document, Part

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
WHO = 'w:id="1" w:author="A. Drafter" w:date="2019-08-01T09:30:00Z"'
OTHER = 'w:id="2" w:author="B. Reviewer" w:date="2019-08-02T10:00:00Z"'


def run(text: str, inside: str = "") -> str:
    return f'<w:r>{inside}<w:t xml:space="preserve">{text}</w:t></w:r>'


def ins(inner: str, who: str = WHO) -> str:
    return f"<w:ins {who}>{inner}</w:ins>"


def gone(inner: str, who: str = WHO) -> str:
    return f"<w:del {who}>{inner.replace('w:t>', 'w:delText>').replace('<w:t ', '<w:delText ')}</w:del>"


def paragraph(inner: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def mark(kind: str, who: str = WHO) -> str:
    return f"<w:rPr><w:{kind} {who}/></w:rPr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    inside = "".join(cell if cell.startswith("<w:tc>") else f"<w:tc>{cell}</w:tc>" for cell in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inside}</w:tr>"


def package(
    body: str,
    parts: Mapping[str, str | bytes] | None = None,
    *,
    relations: Sequence[tuple[str, str, str]] = (),
    main: str = "word/document.xml",
    main_type: str = MAIN,
    raw: bytes | None = None,
) -> bytes:
    """Return a package with this body. `relations` are (id, kind, target) of the main part."""
    folder, _, name = main.rpartition("/")
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document {SPACES}><w:body>{body}</w:body></w:document>'
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/{main}" '
            f'ContentType="{main_type}"/></Types>'
        ),
        "_rels/.rels": _relations([("rId1", "officeDocument", main)]),
        f"{folder}/_rels/{name}.rels": _relations(relations),
        main: document if raw is None else raw,
        **(parts or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return buffer.getvalue()


def _relations(relations: Sequence[tuple[str, str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{one}" Type="{R}/{kind}" Target="{target}"/>' for one, kind, target in relations
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    )


def read(body: str, parts: Mapping[str, str | bytes] | None = None, **more: Sequence[tuple[str, str, str]]) -> Document:
    return read_word(package(body, parts, relations=more.get("relations", ())), "made-up sample.docx")


def current(document: Document, part: Part = Part.BODY) -> list[str]:
    return [one.text for one in document.current if one.part is part]


def proposed(document: Document, part: Part = Part.BODY) -> list[str]:
    return [one.text for one in document.proposed if one.part is part]


def both(document: Document, part: Part = Part.BODY) -> tuple[list[str], list[str]]:
    return current(document, part), proposed(document, part)
