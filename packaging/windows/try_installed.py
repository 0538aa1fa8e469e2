"""Install a setup or an MSI silently, use the installed program, replace an earlier version, and remove it again.

python packaging/windows/try_installed.py INSTALLER        on a real Windows; make_windows.py does it under Wine
"""

from __future__ import annotations

import filecmp
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "bundle"))
from product import ROOT, Product, read_product  # noqa: E402
from steps import PackagingError, require, say  # noqa: E402
from wine import Answer, Wine, windows_path  # noqa: E402

_PACK = "dcc-tmad-v1.4-moc-mds"
_ANSWERS = ROOT / "resources" / "samples" / f"{_PACK}.answers.toml"
_PASSPHRASE = {"RESPONDENT_PASSPHRASE": "made up to try the package"}
_IS_OPEN = 5  # the setup's exit code while the program is open
_WINDOW_S = 60


class System(Protocol):
    """The Windows that is used, real or not."""

    @property
    def home(self) -> Path:
        """The person's folder."""

    def run(self, *words: str, timeout: float = 600, **more: str) -> Answer:
        """Run a program to its end."""

    def start(self, *words: str, **more: str) -> subprocess.Popen[bytes]:
        """Start a program with a window."""

    def named(self, path: Path) -> str:
        """Return how Windows names a file."""

    def settle(self) -> None:
        """Wait until installers have ended altogether."""

    def picture(self, path: Path) -> None:
        """Take a picture of the screen, if there is a way to."""


@dataclass(frozen=True, slots=True)
class UnderWine:
    """Wine."""

    wine: Wine

    @property
    def home(self) -> Path:
        """The person's folder."""
        return self.wine.home

    def run(self, *words: str, timeout: float = 600, **more: str) -> Answer:
        """Run a program to its end."""
        return self.wine.run(*words, timeout=timeout, **more)

    def start(self, *words: str, **more: str) -> subprocess.Popen[bytes]:
        """Start a program with a window."""
        return self.wine.start(*words, **more)

    def named(self, path: Path) -> str:
        """Return how Windows names a file."""
        return windows_path(path)

    def settle(self) -> None:
        """Wait until installers have ended altogether."""
        self.wine.wait_for_all()

    def picture(self, path: Path) -> None:
        """Take a picture, where that can be done."""
        path.parent.mkdir(parents=True, exist_ok=True)
        words = ["import", "-display", self.wine.display, "-window", "root", "-trim", "+repage", str(path)]
        subprocess.run(words, check=True)


@dataclass(frozen=True, slots=True)
class RealWindows:
    """The Windows that this runs on."""

    @property
    def home(self) -> Path:
        """The person's folder."""
        return Path.home()

    def run(self, *words: str, timeout: float = 600, **more: str) -> Answer:
        """Run a program to its end."""
        done = subprocess.run(
            words, env=os.environ | more, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            timeout=timeout, check=False,
        )  # fmt: skip
        return Answer(done.returncode, done.stdout.decode("utf-8", "replace"))

    def start(self, *words: str, **more: str) -> subprocess.Popen[bytes]:
        """Start a program with a window."""
        return subprocess.Popen(words, env=os.environ | more)

    def named(self, path: Path) -> str:
        """Return how Windows names a file."""
        return str(path.resolve())

    def settle(self) -> None:
        """Wait until installers have ended altogether."""
        time.sleep(5)  # the uninstaller goes on from a copy of itself

    def picture(self, path: Path) -> None:
        """Take a picture, where that can be done."""
        del path


class Trial:
    """All that is done with one installer. `before` installs an earlier version, `bundle` is what must be installed."""

    def __init__(
        self, system: System, installer: Path, before: Path | None, bundle: Path | None, product: Product
    ) -> None:
        self.system, self.installer, self.before = system, installer, before
        self.bundle, self.product = bundle, product
        self.is_msi = installer.suffix == ".msi"
        local = system.home / "AppData" / "Local"
        self.folder, self.own = local / "Programs" / product.name, local / "respondent"
        menu = system.home / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs"
        self.shortcut = menu / f"{product.name}.lnk"
        self.work = system.home / "respondent-trial"

    def run(self, pictures: Path | None = None) -> None:
        """Go through all of it; `PackagingError` at the first thing that is wrong."""
        say(f"trying {self.installer.name}")
        self.work.mkdir(exist_ok=True)
        if self.before is not None:
            self._install(self.before)
            require((self.folder / "_internal/of-an-earlier-version.txt").exists(), "the earlier version is not there")
        self._write_settings()
        if pictures is not None and not self.is_msi:
            self._take_picture_of_setup(pictures / "windows-setup.png")
        self._install(self.installer)
        self._compare()
        print(self._program("--self-test").text, end="")
        self._do_the_job()
        self._look(pictures / "windows-window.png" if pictures is not None and not self.is_msi else None)
        self._remove()

    def _install(self, installer: Path) -> None:
        say(f"installing {installer.name} silently")
        answer = self.system.run(*self._installing(installer))
        self.system.settle()
        require(answer.status == 0, f"{installer.name} ended with {answer.status}: {answer.text[-800:]}")

    def _installing(self, installer: Path) -> list[str]:
        name = self.system.named(installer)
        return ["msiexec", "/i", name, "/qn"] if installer.suffix == ".msi" else [name, "/S"]

    def _write_settings(self) -> None:
        self.own.mkdir(parents=True, exist_ok=True)
        (self.own / "settings.ini").write_text("[General]\ntext_size=125\n", encoding="utf-8")

    def _compare(self) -> None:
        """Look whether exactly what was made is there, and whether Windows knows of it."""
        if self.bundle is not None:
            added = {"uninstall.exe", "response.ico"}
            wrong = [name for name in different(self.bundle, self.folder) if name not in added]
            require(not wrong, f"installed other files than were made: {wrong[:5]}")
        require(self.shortcut.exists(), "the start menu has no entry")
        opened = self._registered(f"Software\\Classes\\{self.product.file_class}\\shell\\open\\command")
        require("Respondent.exe" in opened and "%1" in opened, f"a double click would start: {opened}")
        kind = self._registered(f"Software\\Classes\\.{self.product.file_suffix}")
        require(self.product.file_class in kind, f".{self.product.file_suffix} files count as: {kind}")
        listed = self._registered("Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall", "/s")
        if not self.is_msi:
            require(self.product.version in listed, "the list of installed programs does not have this version")
        require("text_size=125" in (self.own / "settings.ini").read_text(encoding="utf-8"), "settings were lost")

    def _registered(self, key: str, *more: str) -> str:
        return self.system.run("reg", "query", f"HKCU\\{key}", *more).text

    def _program(self, *words: str, expected: int = 0) -> Answer:
        program = self.system.named(self.folder / "respondent-app.exe")
        answer = self.system.run(program, *words, timeout=600, **_PASSPHRASE)
        require(answer.status == expected, f"{' '.join(words)} ended with {answer.status}: {answer.text[-1500:]}")
        return answer

    def _do_the_job(self) -> None:
        say("a protected draft, its package, and the search of that")
        draft, package = self.work / "ours.response", self.work / "package"
        name = self.system.named
        if not draft.exists():
            self._program("new", "--pack", _PACK, "--out", name(draft), "--answers", name(_ANSWERS))
        require(not draft.read_bytes().startswith(b"SQLite format 3"), "the draft is not protected")
        require("Q1" in self._program("show", name(draft)).text, "the protected draft does not show its answers")
        self._program("export", name(draft), "--out", name(package), "--pdf")
        self._program("verify", name(package), "--against", name(draft))

    def _look(self, picture: Path | None) -> None:
        """Open the window on the draft; while it is open nothing may be replaced or removed."""
        say("the window")
        window = self.system.named(self.folder / "Respondent.exe")
        shown = self.system.start(window, self.system.named(self.work / "ours.response"), **_PASSPHRASE)
        time.sleep(15)
        require(shown.poll() is None, "the window closed by itself")
        if picture is not None:
            self.system.picture(picture)
        if not self.is_msi:
            status = self.system.run(*self._installing(self.installer)).status
            require(status == _IS_OPEN, f"while the program is open the setup ended with {status}")
        self.system.run("taskkill", "/im", "Respondent.exe")
        try:
            shown.wait(_WINDOW_S)
        except subprocess.TimeoutExpired:
            shown.kill()
            raise PackagingError("the window does not close when Windows asks it to") from None
        self.system.settle()

    def _take_picture_of_setup(self, picture: Path) -> None:
        """Show the first page of the setup, and leave it."""
        shown = self.system.start(self.system.named(self.installer))
        time.sleep(8)
        self.system.picture(picture)
        self.system.run("taskkill", "/f", "/im", self.installer.name)
        shown.wait(_WINDOW_S)
        self.system.settle()

    def _remove(self) -> None:
        say("removing it")
        if self.is_msi:
            answer = self.system.run("msiexec", "/x", self.system.named(self.installer), "/qn")
        else:
            answer = self.system.run(self.system.named(self.folder / "uninstall.exe"), "/S")
        self.system.settle()
        require(answer.status == 0, f"removing ended with {answer.status}: {answer.text[-800:]}")
        left = [str(path) for path in (self.folder, self.shortcut) if path.exists()]
        require(not left, f"left behind: {left}")
        registry = "".join(
            self._registered(key, "/s") for key in ("Software\\Classes", f"Software\\{self.product.name}")
        )
        require(self.product.file_class not in registry, "Windows still knows the kind of file")
        require((self.work / "ours.response").exists(), "the draft is gone")
        require((self.own / "settings.ini").exists(), "the settings are gone")
        print("Nothing of it is left but drafts and settings.")


def different(one: Path, other: Path) -> list[str]:
    """Return the files that are only in one of two folders, or differ."""
    names = {path.relative_to(root).as_posix() for root in (one, other) for path in root.rglob("*") if path.is_file()}
    both = [name for name in names if (one / name).is_file() and (other / name).is_file()]
    _, unlike, unread = filecmp.cmpfiles(one, other, both, shallow=False)
    return sorted({*(names - set(both)), *unlike, *unread})


def main() -> int:
    """Try an installer on a real Windows."""
    try:
        Trial(RealWindows(), Path(sys.argv[1]), None, None, read_product()).run()
    except PackagingError as error:
        print(f"FAILED  {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
