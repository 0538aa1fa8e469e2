"""Collect the notices of everything that goes into a bundle; stop if a part's licence does not allow that.

python packaging/bundle/licences.py SITE_PACKAGES OUT [--system windows|linux|macos] [--python 3.13.2]

OUT gets NOTICES.txt, to read, and texts/ with the licence texts that it names. SITE_PACKAGES is the folder of packages
that the bundle is made from. The version of Python is that to which the folder belongs, unless it is given.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from components import LICENCES, Component, Source, python_version, read_components
from distributions import SYSTEMS, this_system
from licence_terms import LicenceError
from product import ROOT, Product, read_product

_WIDTH = 10_000  # lines are broken by whoever shows them
_STANDARD = "standard"  # the texts that many parts share
# The licence of Qt asks that whoever gets the program is told this.
_QT = """
Qt's libraries and PySide6 are used under the GNU Lesser General Public License 3. They lie as separate files
in the folders “{internal}/PySide6” and “{internal}/shiboken6” and are used unchanged. You may replace them by
others with the same interface, for example by versions that you have changed and built yourself. You may also
take Respondent apart, as far as that helps you to find faults in such changes. The source of these libraries
is to be had from the Qt Project: Qt {version} (modules qtbase, qtsvg and qtwayland) and, for PySide6 and
Shiboken, “pyside-setup” {version}. Qt's own packages carry no notices; the parts by other authors that are
named below under Qt are the main ones, as its documentation lists them."""
_RUST = """
They are written in Rust and compiled in unchanged. Each stands here with the licence that it states and with
its authors, as far as the package lists them. Where it leaves a choice, the licence after the arrow is taken;
its text lies in texts/standard. The source of each is to be had from Rust's public registry of packages,
under the name and version given."""


def main(words: Sequence[str] | None = None) -> int:
    """Write the notices, or say in a sentence what stands in the way."""
    asked = _arguments().parse_args(words)
    source = Source(asked.site_packages, asked.system, asked.python or python_version(asked.site_packages))
    try:
        components = read_components(source)
        write_notices(components, asked.out, read_product(), source.system)
    except LicenceError as error:
        print(f"The notices were not made. {error}", file=sys.stderr)
        print(f"What may go in stands in {(LICENCES / 'components.toml').relative_to(ROOT)}.", file=sys.stderr)
        return 1
    print(f"The notices of {len(components)} parts lie in {asked.out}.")
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Collect the notices of everything that goes into a bundle.")
    parser.add_argument("site_packages", type=Path, metavar="SITE_PACKAGES")
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--system", choices=SYSTEMS, default=this_system())
    parser.add_argument("--python", help="version of the Python that goes in")
    return parser


def write_notices(components: Sequence[Component], out: Path, product: Product, system: str) -> None:
    """Write NOTICES.txt and texts/ into a folder, which holds nothing else afterwards."""
    if out.exists():
        shutil.rmtree(out)
    (out / "texts" / product.name).mkdir(parents=True)
    shutil.copyfile(ROOT / "LICENSE", out / "texts" / product.name / "LICENSE")
    for component in components:
        for place, text in placed(component).items():
            (out / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(text, out / place)
    (out / "NOTICES.txt").write_text(notices(components, product, system), encoding="utf-8", newline="\n")


def placed(component: Component) -> dict[str, Path]:
    """Return where the texts of a part go, by their paths inside the folder of notices."""
    if component.crate:
        return {f"texts/{_STANDARD}/{text.name}": text for text in component.texts}
    folder = "".join(sign if sign.isalnum() or sign in "-._" else "-" for sign in component.name)
    folder = f"{component.inside}/{folder}" if component.inside else folder
    names = Counter(text.name.lower() for text in component.texts)
    return {f"texts/{folder}/{_own_name(text, twice=names[text.name.lower()] > 1)}": text for text in component.texts}


def _own_name(text: Path, *, twice: bool) -> str:
    """Return the name of a text, with that of its folder if another text has the same."""
    name = f"{text.parent.name}-{text.name}" if twice else text.name
    return name if text.suffix in {".txt", ".md", ".rst"} else f"{name}.txt"


def notices(components: Sequence[Component], product: Product, system: str) -> str:
    """Return what stands in NOTICES.txt."""
    title = f"{product.name} {product.version}: its parts and their licences"
    qt = next((one.version for one in components if one.name == "pyside6-essentials"), "")
    internal = "Contents/Frameworks" if system == "macos" else "_internal"
    first = (
        f"{product.name} itself is under the Apache License 2.0 (texts/{product.name}/LICENSE). It contains "
        "the parts below, each under its own licence. Their texts lie beside this file, in the folder “texts”."
    )
    lines = [title, "=" * len(title), "", *_filled(first), ""]
    if qt:
        lines += ["Qt", "--", *_filled(_QT.format(internal=internal, version=qt)), ""]
    lines += ["Parts", "-----", ""]
    for component in components:
        if not component.crate and not component.inside:
            lines += _about(component, components)
    return "\n".join([*lines, *_crates(components)]).rstrip() + "\n"


def _about(component: Component, components: Iterable[Component], indent: str = "") -> list[str]:
    """Return the lines on a part and on those that are compiled into it."""
    name = f"{component.name} {component.version}".rstrip()
    texts = list(placed(component))
    where = texts[0] if len(texts) == 1 else f"{Path(texts[0]).parent.as_posix()}/ ({len(texts)} texts)"
    lines = [f"{indent}{name}", f"{indent}    {_licence(component)}", f"{indent}    {where}"]
    lines += _filled(component.note, f"{indent}    ") if component.note else []
    for other in components:
        if other.inside == component.name and not other.crate:
            lines += ["", *_about(other, (), f"{indent}    ")]
    return lines if indent else [*lines, ""]


def _licence(component: Component) -> str:
    taken = " AND ".join(component.taken)
    return component.licence if component.licence == taken else f"{component.licence} → {taken}"


def _crates(components: Iterable[Component]) -> list[str]:
    lines: list[str] = []
    crates = [one for one in components if one.crate]
    for inside in dict.fromkeys(one.inside for one in crates):
        title = f"Parts of {inside}"
        lines += [title, "-" * len(title), *_filled(_RUST), ""]
        lines += [line for one in crates if one.inside == inside for line in _crate(one)]
        lines.append("")
    return lines


def _crate(crate: Component) -> list[str]:
    return [f"{crate.name} {crate.version}", *_filled(f"{_licence(crate)}. {crate.author}".strip(), "    ")]


def _filled(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()), _WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False
    )


if __name__ == "__main__":
    sys.exit(main())
