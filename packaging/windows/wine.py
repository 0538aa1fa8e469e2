"""A Windows to make and try packages in, on a system that has none: Wine with a folder of its own for everything."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from steps import PackagingError, say

_STAND_INS = Path(__file__).resolve().parent / "wine"
_LIBRARIES = {"icuuc": (), "mscms": (), "bcryptprimitives": ("-ladvapi32",)}
# Nothing of .NET, no browser and no menus on the real desktop; mscms is our stand-in; without wbemprox Python's
# question about the version of Windows fails quickly, which it can live with.
_OVERRIDES = "mscoree,mshtml,wbemprox=;mscms=n;winemenubuilder.exe="


@dataclass(frozen=True, slots=True)
class Answer:
    """How a program ended, and what it said."""

    status: int
    text: str


@dataclass(frozen=True, slots=True)
class Wine:
    """One made-up Windows. `folder` holds its disk and the home of the person that it takes us for."""

    folder: Path
    display: str

    @property
    def disk(self) -> Path:
        """What Windows calls C:."""
        return self.folder / "prefix" / "drive_c"

    @property
    def home(self) -> Path:
        """The person's folder on it."""
        return next(path for path in (self.disk / "users").iterdir() if path.name != "Public")

    @property
    def surroundings(self) -> dict[str, str]:
        """The environment of every program: nothing of ours gets in."""
        kept = {name: os.environ[name] for name in ("PATH", "USER", "LOGNAME") if name in os.environ}
        return kept | {
            "HOME": str(self.folder / "home"),
            "WINEPREFIX": str(self.folder / "prefix"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": _OVERRIDES,
            "DISPLAY": self.display,
            "LC_ALL": "C.UTF-8",
        }

    def run(self, *words: str, timeout: float = 600, **more: str) -> Answer:
        """Run a Windows program and wait until it and all that it started have ended."""
        # Through a pipe: Python for Windows does not start under Wine when its output goes to a file.
        done = subprocess.run(
            ["wine", *words], env=self.surroundings | more, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, timeout=timeout, check=False,
        )  # fmt: skip
        return Answer(done.returncode, done.stdout.decode("utf-8", "replace"))

    def start(self, *words: str, **more: str) -> subprocess.Popen[bytes]:
        """Start a program with a window."""
        return subprocess.Popen(
            ["wine", *words], env=self.surroundings | more, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )  # fmt: skip

    def wait_for_all(self) -> None:
        """Wait until nothing runs any more: installers go on for a while after they have ended."""
        subprocess.run(["wineserver", "-w"], env=self.surroundings, check=False, timeout=120)

    def stop(self) -> None:
        """End everything that runs."""
        subprocess.run(["wineserver", "-k"], env=self.surroundings, check=False)


def made(folder: Path, cache: Path, display: str) -> Wine:
    """Return a fresh Windows in `folder`, made once and kept packed in `cache` for the next time."""
    sources = b"".join(path.read_bytes() for path in sorted(_STAND_INS.glob("*.c")))
    version = subprocess.run(["wine", "--version"], capture_output=True, check=True).stdout
    packed = cache / f"wine-{hashlib.sha256(sources + version).hexdigest()[:16]}.tar"
    if folder.exists():
        shutil.rmtree(folder)
    (folder / "home").mkdir(parents=True)
    wine = Wine(folder, display)
    if packed.exists():
        _run(["tar", "-C", str(folder), "-xf", str(packed)])
        return wine
    say("making a Windows with Wine")
    _run(["wineboot", "-u"], wine)
    _run(["wine", "winecfg", "-v", "win10"], wine)
    for name, libraries in _LIBRARIES.items():
        source, made_file = _STAND_INS / f"{name}.c", wine.disk / "windows" / "system32" / f"{name}.dll"
        _run(["x86_64-w64-mingw32-gcc", "-O2", "-shared", "-s", "-o", str(made_file), str(source), *libraries])
    wine.wait_for_all()
    _run(["tar", "-C", str(folder), "-cf", str(packed.with_suffix(".part")), "prefix", "home"])
    packed.with_suffix(".part").rename(packed)
    return wine


def windows_path(path: Path) -> str:
    """Return how Wine names a file of this system."""
    return "Z:" + str(path.resolve()).replace("/", "\\")


def _run(words: Sequence[str], wine: Wine | None = None) -> None:
    surroundings = wine.surroundings if wine else None
    done = subprocess.run(words, env=surroundings, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode:
        said = (done.stdout + done.stderr).decode("utf-8", "replace")
        raise PackagingError(f"{words[0]} ended with {done.returncode}: {said[-1500:]}")
