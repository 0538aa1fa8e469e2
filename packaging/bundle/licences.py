"""Collect the notices of everything that goes into a bundle, and stop at what must not go in.

python packaging/bundle/licences.py SITE_PACKAGES OUT [windows | linux | macos]

SITE_PACKAGES holds the packages of the bundle. OUT gets NOTICES.txt, which names every part with its licence, and the
texts. packaging/licences/components.toml says which licences are allowed, and names the parts that are no package.
"""

from __future__ import annotations

import fnmatch
import importlib.metadata
import json
import shutil
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from product import ROOT, Product, read_product

_TEXTS = ROOT / "packaging" / "licences" / "texts"
_SYSTEMS = {
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "macos": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
}
_HERE = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
_FROM_CLASSIFIER = {
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: BSD License": "BSD-3-Clause",
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
}
_WIDTH = 118


class LicenceError(Exception):
    """A part may not go into the bundle as it is."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the bundle: what it is, the licence that is used, and the texts that go with it, by their name."""

    name: str
    version: str
    licence: str
    texts: Mapping[str, bytes]
    inside: str = ""
    note: str = ""


def main() -> int:
    """Write the notices, or say which part cannot go in."""
    site_packages, out, system = Path(sys.argv[1]), Path(sys.argv[2]), (*sys.argv[3:], _HERE)[0]
    product = read_product()
    try:
        parts = tuple(collect(site_packages, system))
    except LicenceError as error:
        print(f"The notices were not written: {error}", file=sys.stderr)
        return 1
    if out.exists():
        shutil.rmtree(out)
    write(product, parts, out)
    print(f"{len(parts)} parts have their notices in {out}.")
    return 0


def collect(site_packages: Path, system: str) -> Iterator[Part]:
    """Yield every part of a bundle for `system`; `LicenceError` at the first whose licence or text is not in order."""
    known = tomllib.loads((_TEXTS.parent / "components.toml").read_text(encoding="utf-8"))
    found = {canonicalize_name(d.name): d for d in importlib.metadata.distributions(path=[str(site_packages)])}
    for name in needed(found, system):
        yield _package(found[name], known["distribution"].get(name, {}), known)
    for entry in known["part"]:
        if system in entry.get("systems", _SYSTEMS) and (entry.get("inside") in {None, "Python", *found}):
            yield _other(entry, known, found)


def needed(found: Mapping[str, importlib.metadata.Distribution], system: str) -> list[str]:
    """Return the packages that the app asks for on `system`, and those that these ask for, by their plain names."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    waiting, names = [Requirement(line) for line in asked], set[str]()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name in names or not _applies(requirement, system):
            continue
        if name not in found:
            raise LicenceError(f"{name} is asked for, but it is not there.")
        names.add(name)
        waiting += [Requirement(line) for line in found[name].requires or ()]
    return sorted(names)


def _applies(requirement: Requirement, system: str) -> bool:
    version = "3.13" if system == "windows" else ".".join(map(str, sys.version_info[:2]))
    surroundings = _SYSTEMS[system] | {"python_version": version, "python_full_version": f"{version}.0", "extra": ""}
    return requirement.marker is None or requirement.marker.evaluate(surroundings)


def _package(distribution: importlib.metadata.Distribution, entry: Mapping[str, object], known: Mapping[str, object]) -> Part:
    name = canonicalize_name(distribution.name)
    licence = str(entry.get("licence") or _stated(distribution))
    _refuse(name, licence, known, replaceable="replaceable" in entry)
    wanted = entry.get("texts")
    texts = _named_texts(wanted) if isinstance(wanted, list) else _own_texts(distribution)
    texts = texts or _usual_texts(licence, known)
    if not texts:
        raise LicenceError(f"no text of the licence of {name} ({licence}) was found.")
    return Part(name, distribution.version, licence, texts, note=_one_line(entry.get("note")))


def _stated(distribution: importlib.metadata.Distribution) -> str:
    """Return the licence that a package states, in SPDX's words where it can be told."""
    metadata = distribution.metadata
    stated = metadata.get("License-Expression") or metadata.get("License") or ""
    named = [_FROM_CLASSIFIER[each] for each in metadata.get_all("Classifier") or () if each in _FROM_CLASSIFIER]
    try:
        return canonicalize_license_expression(stated.strip())
    except InvalidLicenseExpression:
        return " OR ".join(named) or " ".join(stated.split())[:80] or "not stated"


def _refuse(name: str, licence: str, known: Mapping[str, object], *, replaceable: bool) -> None:
    allowed = {*_strings(known["allowed"]), *(_strings(known["allowed-if-replaceable"]) if replaceable else ())}
    choices = [choice.strip("() ") for choice in licence.split(" OR ")]
    if not any(all(each.strip("() ") in allowed for each in choice.split(" AND ")) for choice in choices):
        raise LicenceError(f"the licence of {name}, “{licence}”, is not among those allowed.")


def _own_texts(distribution: importlib.metadata.Distribution) -> dict[str, bytes]:
    """Return the licence files that a package brings."""
    names = ("licen", "copying", "notice", "authors", "copyright")
    files = [file for file in distribution.files or () if ".dist-info" in file.parts[0]]
    chosen = [file for file in files if "licenses" in file.parts or file.name.lower().startswith(names)]
    return {"/".join(file.parts[1:]): Path(str(file.locate())).read_bytes() for file in chosen}


def _named_texts(wanted: list[str]) -> dict[str, bytes]:
    return {name: (_TEXTS / name).read_bytes() for name in wanted}


def _usual_texts(licence: str, known: Mapping[str, object]) -> dict[str, bytes]:
    texts = known["texts"]
    assert isinstance(texts, dict)
    return _named_texts([name for each in licence.split(" OR ")[:1] for name in texts.get(each, ())])


def _other(
    entry: Mapping[str, object], known: Mapping[str, object], found: Mapping[str, importlib.metadata.Distribution]
) -> Part:
    name, licence = str(entry["name"]), str(entry["licence"])
    _refuse(name, licence, known, replaceable="replaceable" in entry or entry.get("inside") == "pyside6-essentials")
    wanted, texts = entry.get("texts"), dict[str, bytes]()
    for each in _strings(wanted) if isinstance(wanted, list) else ():
        texts |= _text_at(each, found)
    texts = texts or _usual_texts(licence, known)
    if not texts:
        raise LicenceError(f"no text of the licence of {name} ({licence}) was found.")
    version = _version(str(entry.get("version", "")), found)
    return Part(name, version, licence, texts, str(entry.get("inside", "")), _one_line(entry.get("note")))


def _text_at(where: str, found: Mapping[str, importlib.metadata.Distribution]) -> dict[str, bytes]:
    """Return the texts at a place as components.toml writes it."""
    kind, _, pattern = where.partition(": ")
    if where == "python":
        return _named_texts(["Python.txt"])
    if kind == "checkout":
        return {Path(pattern).name: (ROOT / pattern).read_bytes()}
    if kind.startswith("package "):
        own = _own_texts(found[kind.removeprefix("package ")])
        return {name: text for name, text in own.items() if fnmatch.fnmatch(name, f"*{pattern}")}
    return _named_texts([where])


def _version(said: str, found: Mapping[str, importlib.metadata.Distribution]) -> str:
    words = said.split()
    if words[:1] == ["python"]:
        return ""
    if words[:1] == ["file"]:
        package, _, _name = words[1].partition("_")
        facts = json.loads(Path(str(found[package].locate_file(words[1]))).read_text(encoding="utf-8"))
        return ".".join(str(facts[key]) for key in ("major", "minor", "build", "patch") if key in facts)
    if words[:1] == ["package"]:
        numbers = found[words[1]].version.split(".")
        return ".".join(numbers[: int(words[3])] if len(words) > 2 else numbers)  # noqa: PLR2004  "first N numbers"
    return said


def write(product: Product, parts: tuple[Part, ...], out: Path) -> None:
    """Write the list of parts and their texts; a text that several parts have in common is written for each."""
    out.mkdir(parents=True)
    lines = [_HEAD.format(product=product), ""]
    for part in parts:
        folder = out / "texts" / _plain(part)
        for name, text in part.texts.items():
            path = folder / name.replace("licenses/", "").replace("/", "-")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
        within = f", in {part.inside}" if part.inside else ""
        lines += [f"{part.name} {part.version}".strip() + within, f"    Licence: {part.licence}"]
        lines += [f"    {part.note}"] * bool(part.note)
        lines += [f"    Text: texts/{_plain(part)}/", ""]
    (out / "NOTICES.txt").write_text("\n".join(lines), encoding="utf-8", newline="\n")
    shutil.copyfile(ROOT / "LICENSE", out / "LICENSE.txt")


def _plain(part: Part) -> str:
    return "-".join(f"{part.inside} {part.name}".lower().replace("'", "").split())


def _one_line(note: object) -> str:
    return " ".join(str(note or "").split())


def _strings(values: object) -> tuple[str, ...]:
    return tuple(map(str, values)) if isinstance(values, list) else ()


_HEAD = """\
{product.name} {product.version} and the parts it is made of
{product.publisher}; licence {product.licence}, see LICENSE.txt

Qt and its binding to Python, PySide6, are used under the GNU Lesser General Public License, version 3. They lie as files
of their own in the folder PySide6 (Qt's libraries and plugins) and shiboken6 beside this one. You may replace them by
other versions with the same interface, and you may take the program apart as far as finding errors in such a change
needs it. Their source is published by The Qt Company and the Qt Project under the same names and version numbers:
"pyside-setup" for the binding, "qtbase", "qtsvg" and "qtwayland" for Qt. They are used here unchanged.

Where a licence leaves a choice, the one named here is the one that is used."""


if __name__ == "__main__":
    sys.exit(main())
