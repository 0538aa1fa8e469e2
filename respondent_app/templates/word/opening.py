"""A Word form opened for editing: its main part as a tree, everything else as it is in the file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from respondent_app.documents.formats.package import Package
from respondent_app.model.errors import TemplateError
from respondent_app.templates.whole import whole

_STRICT = re.compile(rb"""(["'])http://purl\.oclc\.org/ooxml/([^"'\s<>]+)\1""")
_TRANSITIONAL = b"http://schemas.openxmlformats.org/"


@dataclass(frozen=True, slots=True)
class FormFile:
    """One form. `root` is its main part, to be edited in place; `strict` are names written back as they were."""

    content: bytes = field(repr=False)
    path: str
    root: etree._Element
    strict: Mapping[bytes, bytes] = field(default_factory=dict)

    def saved(self) -> bytes:
        """Return the file with the main part as it is now; every other part has the bytes it had, in the same order."""
        main = etree.tostring(self.root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
        for transitional, strict in self.strict.items():
            main = main.replace(transitional, strict)
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self.content)) as old, zipfile.ZipFile(buffer, "w") as new:
            for entry in old.infolist():
                content = main if entry.filename == self.path else old.read(entry)
                new.writestr(_like(entry), content, entry.compress_type)
        return buffer.getvalue()


def opened(content: bytes, name: str) -> FormFile:
    """Open a form.

    Raises `UnreadableFileError` for what is no sound Word document, `TemplateError` for one that is signed.
    """
    package = whole(content, name)
    path = package.main_part
    package.xml(path)  # safe to parse?
    if package.related("", "origin"):
        raise TemplateError(
            f"“{name}” carries a digital signature, which would be void once anything is typed into it.",
            meaning="Nothing was written.",
            advice="Open it in Word, save a copy without the signature, and use that copy.",
        )
    data = package.part(path)
    strict = {_transitional(found): found[0] for found in _STRICT.finditer(data)}
    data = _STRICT.sub(_transitional, data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return FormFile(content, path, etree.fromstring(data, parser), strict)


def all_words(content: bytes, name: str) -> str:
    """Return the text of every part of a form, and its names of parts."""
    package = Package.open(content, name)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        paths = file.namelist()
    texts = [" ".join(paths)]
    for path in paths:
        if path.endswith((".xml", ".rels")):
            root = package.xml(path)
            texts.append(" ".join(text for text in map(str, root.itertext()) if text.strip()))
            texts += (str(value) for element in root.iter() for value in element.attrib.values())
    return "\n".join(texts)


def _like(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    copy = zipfile.ZipInfo(entry.filename, entry.date_time)
    copy.compress_type, copy.create_system = entry.compress_type, entry.create_system
    copy.external_attr, copy.comment = entry.external_attr, entry.comment
    return copy


def _transitional(found: re.Match[bytes]) -> bytes:
    """Turn a strict name (ECMA-376, part 1) into the transitional one (part 4)."""
    head, _, tail = found[2].partition(b"/")
    return found[1] + _TRANSITIONAL + head + b"/2006/" + tail + found[1]
