"""Lay ready what build.spec takes into a bundle beside the code: icons, notices, and what it was made from.

python packaging/bundle/prepare.py build/bundle [SITE_PACKAGES OPTION...]

SITE_PACKAGES holds the packages that go into the bundle; without it, those of the running Python. The options are those
of licences.py, for a bundle of another system.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

from product import Commit, Product, read_commit, read_product

_HERE = Path(__file__).resolve().parent


def main() -> int:
    """Fill the folder anew and say so."""
    folder = Path(sys.argv[1])
    site_packages, options = (sys.argv[2], sys.argv[3:]) if sys.argv[2:] else (sysconfig.get_path("purelib"), [])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "build.toml").write_text(build_facts(read_product(), read_commit()), encoding="utf-8")
    _run("icons.py", str(folder / "icons"))
    _run("licences.py", site_packages, str(folder / "licences"), *options)
    _run("sbom.py", site_packages, str(folder / "licences" / "sbom.cdx.json"), *options)
    print(f"What goes into the bundle beside the code lies in {folder}.")
    return 0


def build_facts(product: Product, commit: Commit) -> str:
    """Return the text of build.toml, which the installed program reads to say what it is."""
    return f'version = "{product.version}"\ncommit = "{commit.name}"\ndate = "{commit.time:%Y-%m-%d}"\n'


def _run(script: str, *words: str) -> None:
    subprocess.run([sys.executable, str(_HERE / script), *words], check=True)


if __name__ == "__main__":
    sys.exit(main())
