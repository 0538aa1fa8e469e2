"""Make the Debian package of the folder that make_bundle.py made.

python packaging/linux/make_deb.py [DIST]

Which packages it depends on is read off the libraries themselves, by Debian's own dpkg-shlibdeps.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "bundle"))
from product import PROGRAM, ROOT, Commit, Product, read_commit, read_product  # noqa: E402

_SHARE = HERE / "share"
_PLACE = Path("usr/lib/respondent")
_ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
_NEEDED = ("objdump", "dpkg-shlibdeps", "dpkg-deb", "appstreamcli", "desktop-file-validate")
# Loaded only where GTK is there already, as on a GNOME desktop.
_OPTIONAL = "libqgtk3.so"


def main() -> int:
    """Make the package in the folder of the bundle and print its name."""
    dist = Path(sys.argv[1]) if sys.argv[1:] else ROOT / "dist"
    lacking = [name for name in _NEEDED if shutil.which(name) is None]
    if lacking:
        print(f"The package was not made: these programs are missing: {', '.join(lacking)}.", file=sys.stderr)
        return 1
    product, commit = read_product(), read_commit()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "root"
        lay_out(root, dist / "respondent", product)
        check(root, product)
        write_control(root, product)
        package = build(
            root, dist / f"{PROGRAM}_{product.version}_{_answer('dpkg', '--print-architecture')}.deb", commit
        )
    print(f"{package}: {package.stat().st_size / 1e6:.1f} MB")
    return 0


def lay_out(root: Path, bundle: Path, product: Product) -> None:
    """Copy the bundle, and put beside it what desktops need, where Debian wants it."""
    shutil.copytree(bundle, root / _PLACE, symlinks=True)
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin" / PROGRAM).symlink_to(f"../lib/respondent/{PROGRAM}")
    identifier = product.identifier
    _copy(_SHARE / f"{identifier}.desktop", root / "usr/share/applications")
    _copy(_SHARE / f"{identifier}.metainfo.xml", root / "usr/share/metainfo")
    _copy(_SHARE / f"{identifier}.xml", root / "usr/share/mime/packages")
    icons = ROOT / "build" / "bundle" / "icons"
    for size in _ICON_SIZES:
        folder = root / f"usr/share/icons/hicolor/{size}x{size}"
        _copy(icons / f"respondent-{size}.png", folder / "apps", f"{identifier}.png")
        _copy(icons / f"response-{size}.png", folder / "mimetypes", f"{product.file_type.replace('/', '-')}.png")
    scalable = root / "usr/share/icons/hicolor/scalable"
    _copy(ROOT / "resources/icons/respondent.svg", scalable / "apps", f"{identifier}.svg")
    _copy(ROOT / "packaging/icons/response.svg", scalable / "mimetypes", f"{product.file_type.replace('/', '-')}.svg")
    _packed(_SHARE / f"{PROGRAM}.1", root / "usr/share/man/man1")
    documents = root / "usr/share/doc" / PROGRAM
    _packed(ROOT / "CHANGELOG.md", documents, "changelog")
    (documents / "copyright").write_text(_copyright(product), encoding="utf-8")
    _set_modes(root)


def check(root: Path, product: Product) -> None:
    """Let the programs that know the rules look at what desktops read; CalledProcessError if they object."""
    share = root / "usr/share"
    subprocess.run(["desktop-file-validate", share / f"applications/{product.identifier}.desktop"], check=True)
    metainfo = share / f"metainfo/{product.identifier}.metainfo.xml"
    subprocess.run(["appstreamcli", "validate", "--no-net", metainfo], check=True)


def write_control(root: Path, product: Product) -> None:
    """Write what apt shows of the package and which others it needs."""
    files = [path for path in root.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files) // 1024
    depends, suggests = needed_packages(root / _PLACE)
    description = textwrap.indent(textwrap.fill(product.description, 78), " ")
    control = f"""\
Package: {PROGRAM}
Version: {product.version}
Architecture: {_answer("dpkg", "--print-architecture")}
Maintainer: {product.publisher} <{product.contact}>
Installed-Size: {size}
Depends: {depends}
Recommends: ca-certificates, gnome-keyring | kwalletmanager
Suggests: {suggests}
Section: editors
Priority: optional
Description: {product.summary.lower()}
{description}
 .
 It works without a network, and sends nothing by itself.
"""
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN/control").write_text(control, encoding="utf-8")


def needed_packages(bundle: Path) -> tuple[str, str]:
    """Return what the libraries of a bundle take from the system: needed ones, and those of the GTK plugin."""
    libraries = [p for p in (bundle / PROGRAM, *bundle.rglob("*.so*")) if p.is_file() and not p.is_symlink()]
    optional = [path for path in libraries if path.name == _OPTIONAL]
    own = sorted({path.parent for path in libraries})
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "debian").mkdir()
        (Path(folder) / "debian/control").write_text(f"Source: {PROGRAM}\n\nPackage: {PROGRAM}\nArchitecture: any\n")
        words = ["dpkg-shlibdeps", "-O", "--warnings=1", "--ignore-missing-info", *(f"-l{path}" for path in own)]
        words += [f"-e{path}" for path in libraries if path not in optional]
        words += ["-dSuggests", *(f"-e{path}" for path in optional)]
        answer = subprocess.run(words, check=True, capture_output=True, text=True, cwd=folder)
    fields = dict(line.removeprefix("shlibs:").split("=", 1) for line in answer.stdout.splitlines() if "=" in line)
    brought = {path.name for path in libraries}
    return _without(fields["Depends"], brought), _without(fields["Suggests"], brought)


def _without(packages: str, brought: set[str]) -> str:
    """Leave out packages whose library the bundle brings itself."""
    kept = []
    for package in packages.split(", "):
        files = _answer("dpkg", "-L", package.split()[0]).splitlines()
        if brought.isdisjoint(Path(file).name for file in files):
            kept.append(package)
    return ", ".join(kept)


def build(root: Path, package: Path, commit: Commit) -> Path:
    """Pack the tree; the same tree gives the same bytes."""
    surroundings = os.environ | {"SOURCE_DATE_EPOCH": str(commit.epoch)}
    words = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(package)]
    subprocess.run(words, check=True, env=surroundings, stdout=subprocess.DEVNULL)
    return package


def _copyright(product: Product) -> str:
    return f"""\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: {product.name}

Files: *
Copyright: {product.publisher}
License: {product.licence}
 On Debian systems the text is in /usr/share/common-licenses/Apache-2.0. The parts by others, their licences and
 notices are listed in /{_PLACE}/_internal/licences/NOTICES.txt.
"""


def _copy(source: Path, folder: Path, name: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, folder / (name or source.name))


def _packed(source: Path, folder: Path, name: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    content = gzip.compress(source.read_bytes(), 9, mtime=0)
    (folder / f"{name or source.name}.gz").write_bytes(content)


def _set_modes(root: Path) -> None:
    """Everyone may read everything; only the program is started."""
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == root / _PLACE / PROGRAM else 0o644)


def _answer(*words: str) -> str:
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
