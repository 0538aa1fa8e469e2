"""Make the setup program and the MSI of a bundle, and sign them if there is a certificate to sign with."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path

from product import Product
from steps import PackagingError

_HERE = Path(__file__).resolve().parent


def make_setup(product: Product, bundle: Path, icons: Path, out: Path, *, quick: bool = False) -> Path:
    """Make the setup program; `quick` packs less well, for one that is only tried."""
    with tempfile.TemporaryDirectory() as folder:
        remove = Path(folder) / "remove.nsh"
        remove.write_text("\n".join(removal(bundle)), encoding="utf-8")
        size = sum(path.stat().st_size for path in bundle.rglob("*") if path.is_file()) // 1024
        numbers = ".".join(map(str, product.numbers))
        facts = {
            "NAME": product.name, "VERSION": product.version, "PUBLISHER": product.publisher, "NUMBERS": numbers,
            "DIST": str(bundle), "REMOVE": str(remove), "ICON": str(icons / "respondent.ico"),
            "SIDE": str(icons / "setup.bmp"), "FILE_ICON": str(icons / "response.ico"), "OUT": str(out),
            "KILOBYTES": str(size), "CLASS": product.file_class, "KIND": product.file_kind,
            "SUFFIX": product.file_suffix, "FILE_TYPE": product.file_type,
        }  # fmt: skip
        words = [f"-D{name}={value}" for name, value in facts.items()] + ["-DQUICK"] * quick
        _run(["makensis", "-V2", "-WX", *words, str(_HERE / "setup.nsi")])
    sign(out)
    return out


def removal(bundle: Path) -> Iterator[str]:
    """Yield what the uninstaller does, file by file: what it did not bring it does not remove."""
    entries = sorted(path.relative_to(bundle) for path in bundle.rglob("*"))
    for entry in entries:
        if (bundle / entry).is_file():
            yield f'Delete "$INSTDIR\\{_for_windows(entry)}"'
    for entry in sorted(entries, key=lambda each: -len(each.parts)):
        if (bundle / entry).is_dir():
            yield f'RMDir "$INSTDIR\\{_for_windows(entry)}"'


def _for_windows(entry: Path) -> str:
    return str(entry).replace("/", "\\").replace("$", "$$")


def make_msi(product: Product, bundle: Path, icons: Path, out: Path) -> Path:
    """Make the MSI. The icon of files lies beside the programs, as the setup puts it."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(bundle, tree)
        shutil.copyfile(icons / "response.ico", tree / "response.ico")
        shutil.copyfile(icons / "respondent.ico", Path(folder) / "respondent.ico")
        files = "".join(f"{path}\n" for path in sorted(tree.rglob("*")) if path.is_file())
        heat = ["wixl-heat", "--var", "var.TREE", "--prefix", f"{tree}/", "--directory-ref", "INSTALLDIR",
                "--component-group", "Files"]  # fmt: skip
        listed = Path(folder) / "files.wxs"
        listed.write_text(_run(heat, files), encoding="utf-8")
        facts = {
            "NAME": product.name, "VERSION": product.version, "PUBLISHER": product.publisher, "TREE": "tree",
            "UPGRADE_CODE": product.upgrade_code, "ICON": "respondent.ico",
            "MENU_CODE": str(uuid.uuid5(uuid.UUID(product.upgrade_code), "menu")).upper(), "CLASS": product.file_class,
            "KIND": product.file_kind, "SUFFIX": product.file_suffix, "FILE_TYPE": product.file_type,
        }  # fmt: skip
        words = [word for name, value in facts.items() for word in ("-D", f"{name}={value}")]
        # wixl takes no absolute path for what it packs.
        _run(["wixl", "-a", "x64", *words, "-o", str(out), str(_HERE / "respondent.wxs"), listed.name], folder=folder)
    sign(out)
    return out


def sign(path: Path) -> bool:
    """Sign a file if RESPONDENT_SIGN_PFX names a certificate, whose password is in RESPONDENT_SIGN_PASSWORD."""
    certificate = os.environ.get("RESPONDENT_SIGN_PFX")
    if not certificate:
        return False
    signed = path.with_name(f"{path.name}.signed")
    words = ["osslsigncode", "sign", "-pkcs12", certificate, "-readpass", "/dev/stdin", "-h", "sha256"]
    stamp = os.environ.get("RESPONDENT_SIGN_TIME_SERVER")  # without one a signature ends with its certificate
    words += ["-ts", stamp] if stamp else []
    _run([*words, "-in", str(path), "-out", str(signed)], os.environ.get("RESPONDENT_SIGN_PASSWORD", ""))
    signed.replace(path)
    return True


def _run(words: Sequence[str], given: str = "", folder: str | None = None) -> str:
    done = subprocess.run(words, input=given, capture_output=True, text=True, check=False, cwd=folder)
    if done.returncode:
        raise PackagingError(f"{words[0]} ended with {done.returncode}: {(done.stdout + done.stderr)[-1500:]}")
    return done.stdout
