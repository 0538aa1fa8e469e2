"""Everything that a bundle is made of: packages of Python, other parts, and what is compiled into them.

Which other parts there are stands in packaging/licences/components.toml.
"""

from __future__ import annotations

import json
import platform
import re
import sysconfig
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

from distributions import installed, needed, plain
from licence_terms import LicenceError, Terms, stated
from product import ROOT

LICENCES = ROOT / "packaging" / "licences"
TEXTS = LICENCES / "texts"
_TEXT_NAMES = re.compile(r"licen[cs]e|copying|notice|authors|copyright", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Component:
    """A part of the bundle.

    `licence` is what it states, `taken` what is taken of it. `inside` names the part it is compiled into, if any.
    `files` are patterns of its files in a bundle. `replaceable` is the folder in which its libraries lie alone.
    """

    name: str
    version: str
    licence: str
    taken: tuple[str, ...]
    texts: tuple[Path, ...] = ()
    inside: str = ""
    note: str = ""
    author: str = ""
    purl: str = ""
    replaceable: str = ""
    files: tuple[str, ...] = ()
    hashes: tuple[str, ...] = ()
    crate: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where the parts come from: a folder of packages, for a system and a version of Python."""

    site_packages: Path
    system: str
    python: str
    about: dict[str, Any] = field(default_factory=lambda: read_about())  # noqa: PLW0108  it stands below

    @property
    def terms(self) -> Terms:
        """Which licences are allowed."""
        return Terms(tuple(self.about["allowed"]), tuple(self.about["allowed-if-replaceable"]))


def read_about() -> dict[str, Any]:
    """Return what components.toml says."""
    return tomllib.loads((LICENCES / "components.toml").read_text(encoding="utf-8"))


def python_version(site_packages: Path) -> str:
    """Return the version of the Python to which a folder of packages belongs; of this one, if that cannot be seen."""
    for folder in site_packages.resolve().parents[:4]:
        for header in (folder / "include" / "patchlevel.h", folder / "Include" / "patchlevel.h"):
            if header.exists():
                found = re.search(r'#define PY_VERSION\s+"([\d.]+)', header.read_text(encoding="utf-8"))
                if found:
                    return found[1]
    return platform.python_version()


def read_components(source: Source) -> list[Component]:
    """Return all parts, each with its licence and texts; `LicenceError` names the first that may not go in."""
    packages = needed(source.site_packages, source.system, source.python)
    found = [_package(source, package) for package in packages]
    found += [
        _other(source, part) for part in source.about["part"] if source.system in part.get("systems", [source.system])
    ]
    found += [crate for package in packages for crate in _crates(source, package)]
    return found


def _package(source: Source, package: Distribution) -> Component:
    name = plain(package.name)
    special = source.about["distribution"].get(name, {})
    licence = special.get("licence") or stated(
        package.metadata["License-Expression"],
        package.metadata["License"],
        package.metadata.get_all("Classifier") or [],
    )
    texts = [TEXTS / text for text in special.get("texts", [])] + texts_of(package)
    if not texts:
        raise LicenceError(f"The package {name} {package.version} brings no text of its licence.")
    return Component(
        name=name,
        version=package.version,
        licence=licence,
        taken=_taken(source, f"{name} {package.version}", licence, replaceable=bool(special.get("replaceable"))),
        texts=tuple(texts),
        note=_one_line(special.get("note", "")),
        purl=f"pkg:pypi/{name}@{package.version}",
        replaceable=special.get("replaceable", ""),
    )


def texts_of(package: Distribution, pattern: str = "") -> list[Path]:
    """Return the texts that a package carries about its licence, or those whose path fits `pattern`."""
    found = []
    for file in package.files or []:
        parts = file.parts
        if not parts[0].endswith(".dist-info") or "sboms" in parts:
            continue
        named = _TEXT_NAMES.search(file.name) or "licenses" in parts
        if file.match(pattern) or pattern.replace("/*", "/") in file.as_posix() if pattern else named:
            found.append(Path(str(package.locate_file(file))))
    return sorted(path for path in found if path.is_file())


def _taken(source: Source, who: str, licence: str, *, replaceable: bool) -> tuple[str, ...]:
    if not licence:
        raise LicenceError(f"{who} does not say under which licence it is.")
    try:
        return source.terms.taken(licence, replaceable=replaceable)
    except LicenceError as error:
        raise LicenceError(f"{who} cannot go into the program. {error}") from None


def _other(source: Source, part: dict[str, Any]) -> Component:
    name, version = part["name"], _version(source, part.get("version", ""))
    licence, replaceable = part["licence"], part.get("replaceable", "")
    taken = _taken(source, name, licence, replaceable=bool(replaceable))
    texts = [path for text in part.get("texts", []) for path in _texts(source, text)] or _standard(source, taken)
    if not texts:
        raise LicenceError(f"There is no text for the licence “{licence}” of {name}.")
    return Component(
        name=name,
        version=version,
        licence=licence,
        taken=taken,
        texts=tuple(texts),
        inside=part.get("inside", ""),
        note=_one_line(part.get("note", "")),
        purl=f"{part['purl']}@{version}" if "purl" in part else "",
        replaceable=replaceable,
        files=tuple(part.get("files", [])),
    )


def _version(source: Source, rule: str) -> str:
    if rule == "python":
        return source.python
    if rule.startswith("file "):
        numbers = json.loads((source.site_packages / rule.removeprefix("file ")).read_text(encoding="utf-8"))
        return ".".join(str(numbers[key]) for key in ("major", "minor", "build", "patch"))
    if not rule.startswith("package "):
        return rule
    name, _, first = rule.removeprefix("package ").partition(" first ")
    version = _installed(source, name).version
    return ".".join(version.split(".")[: int(first.split()[0])]) if first else version


def _installed(source: Source, name: str) -> Distribution:
    found = installed(source.site_packages).get(name)
    if found is None:
        raise LicenceError(f"The package {name} is not in the folder of packages.")
    return found


def _texts(source: Source, rule: str) -> list[Path]:
    if rule == "python":
        return [_text_of_python(source)]
    if rule.startswith("checkout: "):
        return [ROOT / rule.removeprefix("checkout: ")]
    if rule.startswith("package "):
        name, pattern = rule.removeprefix("package ").split(": ")
        return texts_of(_installed(source, name), pattern)
    return [TEXTS / rule]


def _text_of_python(source: Source) -> Path:
    """Return the text beside the Python that the packages belong to, which names what that build holds; or our copy."""
    beside = [folder / "LICENSE.txt" for folder in source.site_packages.resolve().parents[:3]]
    own = [Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"] if source.python == platform.python_version() else []
    return next((path for path in (*beside, *own) if path.is_file()), TEXTS / "Python.txt")


def _standard(source: Source, names: Iterable[str]) -> list[Path]:
    return [TEXTS / text for name in names for text in source.about["texts"].get(name, [])]


def _crates(source: Source, package: Distribution) -> Iterator[Component]:
    """The parts written in Rust that are compiled into a package, as its own list of them says."""
    for file in package.files or []:
        if "sboms" in file.parts and file.name.endswith(".cyclonedx.json"):
            listed = json.loads(Path(str(package.locate_file(file))).read_text(encoding="utf-8"))
            yield from (_crate(source, plain(package.name), part) for part in listed.get("components", []))


def _crate(source: Source, inside: str, part: dict[str, Any]) -> Component:
    name, version = part["name"], part["version"]
    licences = [one.get("expression") or one["license"].get("id", "") for one in part.get("licenses", [])]
    licence = " ".join(" AND ".join(licences).split())
    taken = _taken(source, f"{name} {version}, a part of {inside},", licence, replaceable=False)
    if [one for one in taken if one not in source.about["texts"]]:
        raise LicenceError(f"There is no text for the licence “{licence}” of {name}, a part of {inside}.")
    return Component(
        name=name,
        version=version,
        licence=licence,
        taken=taken,
        texts=tuple(_standard(source, taken)),
        inside=inside,
        author=re.sub(r"\s*<[^>]*>", "", part.get("author", "")),
        purl=f"pkg:cargo/{name}@{version}",
        hashes=tuple(one["content"] for one in part.get("hashes", []) if one["alg"] == "SHA-256"),
        crate=True,
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
