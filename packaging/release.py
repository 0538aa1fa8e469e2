"""Write the checksums and the checklist of a release beside its files, or check that they still agree.

python packaging/release.py [DIST]            writes SHA256SUMS and RELEASE.md
python packaging/release.py [DIST] --check    1 with a sentence if anything differs, or a file is missing
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "bundle"))
from product import PROGRAM, ROOT, Product, read_commit, read_product

SUMS, CHECKLIST = "SHA256SUMS", "RELEASE.md"
_LARGEST_SETUP = 45_000_000
_BY_PEOPLE = (
    "install the setup on a real Windows as a person without administrator rights, open a response, export, remove",
    "the same with the MSI; a double click on a .response file; the Credential Manager remembers a passphrase",
    "look at the window at 150 % text and on a high-resolution screen, light and dark",
    "go through the window with a screen reader and with the keyboard alone",
    "read CHANGELOG.md as a user would; give [Unreleased] its version and day",
    "sign the tag",
)


def main() -> int:
    """Write or check, and say what came of it."""
    words = [word for word in sys.argv[1:] if word != "--check"]
    dist, product = Path(words[0]) if words else ROOT / "dist", read_product()
    wrong = list(faults(dist, product, with_sums="--check" in sys.argv))
    if wrong:
        print("This is no release yet:", *wrong, sep="\n  ", file=sys.stderr)
        return 1
    if "--check" not in sys.argv:
        (dist / SUMS).write_text(sums(dist, product), encoding="utf-8")
        (dist / CHECKLIST).write_text(checklist(dist, product, read_commit().name), encoding="utf-8")
    print(f"{dist}: {len(names(product))} files, their sums and the checklist agree.")
    return 0


def names(product: Product) -> tuple[str, ...]:
    """Return the files that make a release."""
    return (
        f"{product.name}-{product.version}-setup.exe",
        f"{product.name}-{product.version}.msi",
        f"{PROGRAM}_{product.version}_amd64.deb",
        "sbom-linux.cdx.json",
        "sbom-windows.cdx.json",
    )


def faults(dist: Path, product: Product, *, with_sums: bool) -> Iterator[str]:
    """Yield a sentence for everything that is not as a release must be."""
    missing = [name for name in names(product) if not (dist / name).is_file()]
    yield from (f"{name} is missing" for name in missing)
    yield from _versions(product)
    if missing:
        return
    setup = dist / names(product)[0]
    if setup.stat().st_size > _LARGEST_SETUP:
        yield f"{setup.name} has {setup.stat().st_size / 1e6:.1f} MB, more than {_LARGEST_SETUP / 1e6:.0f}"
    for name in names(product)[3:]:
        if json.loads((dist / name).read_text(encoding="utf-8"))["metadata"]["component"]["version"] != product.version:
            yield f"{name} is of another version"
    if with_sums:
        yield from _differences(dist, product)


def _versions(product: Product) -> Iterator[str]:
    """Compare the version with what other files say."""
    init = (ROOT / "respondent_app" / "__init__.py").read_text(encoding="utf-8")
    if f'__version__ = "{product.version}"' not in init:
        yield "respondent_app/__init__.py names another version"
    metainfo = ROOT / "packaging" / "linux" / "share" / f"{product.identifier}.metainfo.xml"
    if f'<release version="{product.version}"' not in metainfo.read_text(encoding="utf-8"):
        yield f"{metainfo.name} does not name this version"


def _differences(dist: Path, product: Product) -> Iterator[str]:
    for name, wanted in ((SUMS, sums(dist, product)), (CHECKLIST, None)):
        path = dist / name
        if not path.is_file():
            yield f"{name} is missing"
        elif wanted is not None and path.read_text(encoding="utf-8") != wanted:
            yield f"{name} does not agree with the files"
        elif wanted is None and product.version not in path.read_text(encoding="utf-8").splitlines()[0]:
            yield f"{name} is of another version"


def sums(dist: Path, product: Product) -> str:
    """Return the checksums as sha256sum writes and checks them."""
    digests = {name: hashlib.sha256((dist / name).read_bytes()).hexdigest() for name in names(product)}
    return "".join(f"{digest}  {name}\n" for name, digest in digests.items())


def checklist(dist: Path, product: Product, commit: str) -> str:
    """Return what was checked by the making, and what people still have to do."""
    sizes = [f"- [x] {name}: {(dist / name).stat().st_size / 1e6:.1f} MB" for name in names(product)]
    clean = (
        "- [ ] made from a commit in which nothing was changed" if commit.endswith("+") else "- [x] made from a commit"
    )
    return "\n".join(
        [
            f"# {product.name} {product.version}",
            "",
            f"Made from {commit}. Checked when it was made:",
            "",
            *sizes,
            clean,
            "- [x] versions agree in pyproject.toml, the app, the software centre's entry and the lists of parts",
            "- [x] each package was installed, tried by its self-test and its window, and removed",
            "",
            "To be done by people:",
            "",
            *(f"- [ ] {task}" for task in _BY_PEOPLE),
            "",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
