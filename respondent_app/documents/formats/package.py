"""An Office Open XML file as a package of parts (ECMA-376, part 2), opened with every check before anything is parsed.

A publisher's file comes from outside: how many parts it has, how large they are, how hard they are packed and how deep
their XML goes is limited first, so that no file can fill the memory or stop the program.
"""

from __future__ import annotations

import io
import posixpath
import re
import urllib.parse
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from respondent_app.documents.formats.file_format import FileFormat, recognise
from respondent_app.documents.formats.unread import not_read
from respondent_app.model.errors import UnreadableFileError

MIB = 2**20
_MOST_PARTS = 20_000
_MOST_READ = 512 * MIB
_MOST_RATIOS = ((MIB, 250), (4 * MIB, 120), (24 * MIB, 50))
"""Word's XML packs about 20:1, seldom 60:1. What is larger than the first and packs harder than the second figure was
made to do harm."""
_MOST_MEMORY = 400 * MIB
_BYTES_PER_MARK, _BYTES_PER_ATTRIBUTE = 60, 200
"""What a start or end tag, and an attribute, cost once parsed."""

_CONTENT_TYPES = "[Content_Types].xml"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_STRICT = re.compile(rb"""(["'])http://purl\.oclc\.org/ooxml/([^"'\s<>]+)\1""")
_DECLARATION = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["'][^>]*\?>""")
_STARTS_AT_ONCE = re.compile(rb"(?:<\?xml[^<>]*\?>)?\s*<[A-Za-z_]")
"""Nothing between the declaration and the first element: so no definitions either."""
_UTF8_BOM = b"\xef\xbb\xbf"
_PLAIN_ENCODINGS = frozenset({b"utf-8", b"us-ascii", b"iso-8859-1", b"windows-1252"})
_ZIP_PROBLEMS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, LookupError)


@dataclass(frozen=True, slots=True)
class Relationship:
    """What one part is to another: `kind` is the last word of its type.

    `target` is the other part's path, or an address outside the package.
    """

    identifier: str
    kind: str
    target: str
    outside: bool = False


@dataclass(slots=True)
class Package:
    """The parts of one file. Paths are as in the zip, without a slash in front."""

    name: str
    _zip: zipfile.ZipFile
    _paths: Mapping[str, str]
    _types: Mapping[str, str] = field(default_factory=dict)
    _read: int = 0
    _relationships: dict[str, tuple[Relationship, ...]] = field(default_factory=dict)

    @classmethod
    def open(cls, data: bytes, name: str) -> Package:
        """Open a file that should be a package; `name` is how errors call it.

        Raises UnreadableFileError for everything else: another format, cut off, protected, or packed to do harm.
        """
        kind = recognise(data)
        if kind not in {FileFormat.WORD, FileFormat.SHEET}:
            raise not_read(kind, name)
        try:
            file = zipfile.ZipFile(io.BytesIO(data))
            entries = file.infolist()
        except _ZIP_PROBLEMS as error:
            raise not_read(FileFormat.DAMAGED_ZIP, name) from error
        if len(entries) > _MOST_PARTS:
            raise _too_large(name)
        if any(entry.flag_bits & 1 for entry in entries):
            raise not_read(FileFormat.ENCRYPTED_OFFICE, name)
        package = cls(name, file, {_folded(entry.filename): entry.filename for entry in entries})
        package._types = package._content_types()
        return package

    def has(self, path: str) -> bool:
        """Whether there is such a part; names of parts are the same in any letter case."""
        return _folded(path) in self._paths

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of all parts."""
        return tuple(self._paths.values())

    def part(self, path: str) -> bytes:
        """Read a part's bytes; raises UnreadableFileError where it is absent, damaged or too large."""
        try:
            entry = self._zip.getinfo(self._paths[_folded(path)])
            if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise not_read(FileFormat.DAMAGED_ZIP, self.name)
            self._weigh(entry)
            return self._zip.read(entry)
        except _ZIP_PROBLEMS as error:
            raise not_read(FileFormat.DAMAGED_ZIP, self.name) from error

    def xml(self, path: str, trim: Callable[[bytes], bytes] | None = None) -> etree._Element:
        """Parse a part; strict namespaces become transitional ones. Raises UnreadableFileError where that fails.

        `trim` may leave out of its XML, in UTF-8, what will not be looked at.
        """
        data = _as_utf8(self.part(path))
        if b"//purl.oclc.org/ooxml/" in data:
            data = _STRICT.sub(_transitional, data)
        if _could_hold(data) > _MOST_MEMORY:
            raise _too_large(self.name)
        if not _STARTS_AT_ONCE.match(data) and (b"<!DOCTYPE" in data or b"<!ENTITY" in data):
            raise _forged(self.name)
        if trim:
            data = trim(data)
        try:
            root = etree.fromstring(data, _parser(data))
        except (etree.XMLSyntaxError, LookupError, ValueError) as error:
            too_deep = "depth" in str(error).lower()
            raise _too_deep(self.name) if too_deep else not_read(FileFormat.DAMAGED_ZIP, self.name) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise _forged(self.name)
        return root

    @property
    def main_part(self) -> str:
        """The path of the part that everything starts from; empty where the package names none."""
        for path in self.related("", "officeDocument"):
            if self.has(path):
                return path
        named = (path for path, kind in self._types.items() if kind.endswith(".main+xml"))
        return next((self._paths[path] for path in named if path in self._paths), "")

    def related(self, part: str, kind: str) -> tuple[str, ...]:
        """Paths of the parts inside that are of one kind to a part ("styles"), in their order; "" is the package."""
        return tuple(one.target for one in self.relationships(part) if one.kind == kind and not one.outside)

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """Everything that a part points to."""
        if part not in self._relationships:
            folder, _, own = part.rpartition("/")
            path = f"{folder}/_rels/{own}.rels" if folder else f"_rels/{own}.rels"
            found = self.xml(path).iter(_RELATIONSHIP) if self.has(path) else ()
            self._relationships[part] = tuple(_relationship(one, folder) for one in found)
        return self._relationships[part]

    def _content_types(self) -> dict[str, str]:
        if not self.has(_CONTENT_TYPES):
            return {}
        return {
            _folded(one.get("PartName") or ""): (one.get("ContentType") or "").lower()
            for one in self.xml(_CONTENT_TYPES).iterfind(_OVERRIDE)
        }

    def _weigh(self, entry: zipfile.ZipInfo) -> None:
        self._read += entry.file_size
        packed = max(entry.compress_size, 1)
        bomb = any(entry.file_size > size and entry.file_size > most * packed for size, most in _MOST_RATIOS)
        if bomb or self._read > _MOST_READ:
            raise _too_large(self.name)


def _relationship(element: etree._Element, folder: str) -> Relationship:
    target, outside = element.get("Target") or "", (element.get("TargetMode") or "").lower() == "external"
    kind = (element.get("Type") or "").rstrip("/").rpartition("/")[2]
    if not outside:
        path = urllib.parse.unquote(target.partition("#")[0]).replace("\\", "/")
        target = posixpath.normpath(posixpath.join("/" + folder, path)).lstrip("/")
    return Relationship(element.get("Id") or "", kind, target, outside)


def _folded(path: str) -> str:
    return path.replace("\\", "/").lstrip("/").lower()


def _could_hold(data: bytes) -> int:
    """Estimate how much memory a part takes once parsed; tags are only counted where it could be too much."""
    most = len(data) * _BYTES_PER_MARK
    if most <= _MOST_MEMORY:
        return most
    return 2 * len(data) + data.count(b"<") * _BYTES_PER_MARK + data.count(b"=") * _BYTES_PER_ATTRIBUTE


def _as_utf8(data: bytes) -> bytes:
    """Bring XML in UTF-16 to UTF-8, so that what is looked for in its bytes is found."""
    if not data.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
        return data.removeprefix(_UTF8_BOM)
    little = data.startswith((b"\xff\xfe", b"<\0"))
    text = data.decode("utf-16-le" if little else "utf-16-be", "replace").removeprefix("\ufeff")
    return re.sub(r"^<\?xml[^>]*\?>", "", text).encode("utf-8", "replace")


def _transitional(found: re.Match[bytes]) -> bytes:
    """Turn a strict namespace or relationship type (ECMA-376, part 1) into the transitional one (part 4)."""
    quote, rest = found[1], found[2].decode("ascii", "replace")
    head, _, tail = rest.partition("/")
    return quote + f"{_TRANSITIONAL}{head}/2006/{tail}".encode() + quote


def _parser(data: bytes) -> etree.XMLParser:
    """Give a parser that opens nothing and expands nothing; depth is the parser's own limit (2,048 elements)."""
    declared = _DECLARATION.match(data)
    plain = data.startswith(b"<") and (not declared or declared[1].lower() in _PLAIN_ENCODINGS)
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=plain,
        remove_comments=True,
        remove_pis=True,
    )


def _too_large(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"“{name}” unpacks to far more than a document of its size should.",
        meaning="It was not opened, so that it cannot fill this computer's memory.",
        advice="Ask the publisher for another copy, or open it in Word and save it under another name.",
    )


def _too_deep(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"“{name}” is nested deeper than any document that Word makes.",
        meaning="It was not read, so that it cannot stop this program.",
        advice="Ask the publisher for another copy, or open it in Word and save it under another name.",
    )


def _forged(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"“{name}” holds definitions that no Word or Excel file may hold.",
        meaning="Such files can be made to do harm, so it was not read.",
        advice="Ask the publisher for another copy, or open it in Word and save it under another name.",
    )
