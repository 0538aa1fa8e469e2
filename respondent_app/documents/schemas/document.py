"""A publisher's XML schema as paragraphs: one for each element, attribute, type and value that it declares.

What has no meaning in a schema leaves no trace: white space, comments, prefixes, the order of XML attributes and that
of global declarations. So a comparison shows what changed for whoever exchanges documents by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from respondent_app.documents.formats.file_format import FileFormat
from respondent_app.documents.formats.unread import not_read
from respondent_app.documents.progress import Progress, unheard
from respondent_app.documents.schemas.check import faults
from respondent_app.documents.schemas.included import Included, gather
from respondent_app.documents.schemas.namespaces import XS, parsed
from respondent_app.documents.schemas.wording import Declarations
from respondent_app.model.document import Document, FileKind
from respondent_app.model.errors import UnreadableFileError

_GLOBAL = ("element", "complexType", "simpleType", "group", "attributeGroup", "attribute", "notation")
_ABOUT = ("version", "targetNamespace", "elementFormDefault", "attributeFormDefault", "blockDefault", "finalDefault")


def read_schema(
    data: bytes, name: str, progress: Progress = unheard, *, folder: Path | None = None, check: bool = True
) -> Document:
    """Read an XML schema (W3C XML Schema 1.0 or 1.1). `UnreadableFileError` if it is none or damaged.

    References are paths: "element MigrationRequest/Device/@id", "type DeviceType/Serial". Schemas that it includes
    are read with it if they lie in `folder` or below; what is not there, and imports, are noted. With `check` the notes
    also say what in the schema contradicts the rules for schemas. Nothing is fetched from a network.
    """
    progress(f"Reading the schema “{name}”")
    root = _schema(data, name)
    included = gather(root, folder)
    words = Declarations()
    for about in _ABOUT:
        words.add_fact(about, root.get(about))
    for element in _references(root):
        words.add_reference(element)
    roots = (root, *included.roots)
    words.add_documentation(root, "schema")
    for kind in _GLOBAL:
        progress(f"Reading the schema “{name}”: {kind}")
        for element in _sorted(kind, roots):
            words.add_global(element)
    found = tuple(words.paragraphs)
    progress(f"Checking the schema “{name}”")
    return Document(name, FileKind.SCHEMA, found, found, notes=_notes(data, folder, included, check=check))


def _schema(data: bytes, name: str) -> etree._Element:
    try:
        root = parsed(data)
    except (etree.XMLSyntaxError, LookupError, ValueError) as error:
        raise UnreadableFileError(
            f"“{name}” is an XML schema with an error in it: {_first_line(error)}.",
            meaning="A schema is read whole or not at all, so nothing in it was used.",
            advice="Download it again; if that does not help, tell the publisher that the schema is broken.",
        ) from error
    if root.tag != f"{XS}schema":
        raise not_read(FileFormat.OTHER_XML, name)
    return root


def _references(root: etree._Element) -> Iterator[etree._Element]:
    """What the schema refers to: other files, in the order of their names."""
    found = [e for kind in ("include", "import", "redefine", "override") for e in root.iterfind(f"{XS}{kind}")]
    return iter(sorted(found, key=lambda e: (e.tag, e.get("schemaLocation") or "", e.get("namespace") or "")))


def _sorted(kind: str, roots: tuple[etree._Element, ...]) -> list[etree._Element]:
    """All global declarations of a kind, those inside a redefinition too, by name."""
    places = (f"{XS}{kind}", f"{XS}redefine/{XS}{kind}", f"{XS}override/{XS}{kind}")
    found = [element for root in roots for place in places for element in root.iterfind(place)]
    return sorted(found, key=lambda element: element.get("name") or "")


def _notes(data: bytes, folder: Path | None, included: Included, *, check: bool) -> tuple[str, ...]:
    notes = [*included.notes]
    if check and not included.incomplete:
        notes += faults(data, folder)
    return tuple(notes)


def _first_line(error: Exception) -> str:
    text = str(error).splitlines()[0] if str(error) else "it cannot be parsed"
    return text.partition(" (<string>")[0].rstrip(".")
