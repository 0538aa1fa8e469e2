"""The schemas that a schema includes, as far as they lie beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from respondent_app.documents.schemas.namespaces import XS, parsed

_MOST_FILES = 50
_MOST_BYTES = 20 * 1024 * 1024
_KINDS = ("include", "redefine", "override", "import")
# Everybody's validator has these built in.
_WELL_KNOWN = {"http://www.w3.org/XML/1998/namespace"}


@dataclass(slots=True)
class Included:
    """The roots of included schemas, and sentences about what was not there. `incomplete` if anything is missing."""

    roots: list[etree._Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    incomplete: bool = False

    def miss(self, note: str) -> None:
        """Note something that is missing, once."""
        self.incomplete = True
        if note not in self.notes:
            self.notes.append(note)


def gather(root: etree._Element, folder: Path | None) -> Included:
    """Read what a schema includes, and what those include. Only files in `folder` or below are opened."""
    found = Included()
    seen: set[Path] = set()
    waiting = [(root, folder)]
    while waiting:
        schema, place = waiting.pop()
        for element in _references(schema):
            path = _local(element, place, folder)
            if path is None:
                _note_missing(found, element)
            elif etree.QName(element).localname != "import" and path not in seen and len(seen) < _MOST_FILES:
                seen.add(path)
                read = _read(path)
                if read is None:
                    found.miss(f"The included file “{path.name}” cannot be read, so what it declares is missing here.")
                else:
                    found.roots.append(read)
                    waiting.append((read, path.parent))
    return found


def _references(schema: etree._Element) -> Iterator[etree._Element]:
    return (element for kind in _KINDS for element in schema.iterfind(f"{XS}{kind}"))


def _local(element: etree._Element, place: Path | None, folder: Path | None) -> Path | None:
    """The file that is meant, if it lies in `folder` or below; never an address, an absolute path or a way out."""
    location = (element.get("schemaLocation") or "").strip()
    try:
        address = urlsplit(location)
        if not location or place is None or folder is None or address.scheme or address.netloc:
            return None
        base = folder.resolve()
        path = (place / unquote(address.path)).resolve()
        return path if path.is_relative_to(base) and path.is_file() else None
    except (OSError, ValueError, RuntimeError):
        return None


def _note_missing(found: Included, element: etree._Element) -> None:
    location, namespace = element.get("schemaLocation") or "", element.get("namespace") or ""
    if etree.QName(element).localname == "import":
        if namespace not in _WELL_KNOWN:
            found.miss(f"Names from “{namespace or location}” come from a schema that is not here.")
    else:
        found.miss(f"It includes “{location}”, which is not in the same folder, so what that declares is missing here.")


def _read(path: Path) -> etree._Element | None:
    try:
        if path.stat().st_size > _MOST_BYTES:
            return None
        root = parsed(path.read_bytes())
    except (OSError, etree.XMLSyntaxError, LookupError, ValueError):
        return None
    return root if root.tag == f"{XS}schema" else None
