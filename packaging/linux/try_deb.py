"""Install the Debian package in a fresh Debian, use it as a person without rights would, and remove it again.

python packaging/linux/try_deb.py PACKAGE [PICTURE]

The fresh Debian is made with debootstrap, so everything that the package needs must come through its own Depends. Needs
root. Its window is shown on a virtual screen outside, of which PICTURE is taken.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "bundle"))
from product import PROGRAM, ROOT, read_product  # noqa: E402

_CACHE = Path(os.environ.get("RESPONDENT_CACHE") or Path.home() / ".cache" / "respondent-build")
_NEEDED = ("debootstrap", "Xvfb", "openbox", "import", "xdotool", "chroot")
_PACK = "dcc-tmad-v1.4-moc-mds"
_ANSWERS = ROOT / "resources" / "samples" / f"{_PACK}.answers.toml"
_NOT_COUNTED = {"./proc", "./sys", "./dev", "./tmp", "./var/log", "./var/cache", "var/lib/apt"}
_SCREEN, _DISPLAY = "1440x900x24", ":93"
_SOCKETS = Path("/tmp/.X11-unix")  # noqa: S108  where X has them
_PASSPHRASE = "made up to try the package"  # noqa: S105


class TrialError(Exception):
    """The installed program does not do what it should."""


def main() -> int:
    """Go through all steps and print each; 1 at the first that fails."""
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    lacking = [name for name in _NEEDED if shutil.which(name) is None]
    if os.geteuid() or lacking:
        print(
            f"The package was not tried: that needs root and {', '.join(lacking) or 'nothing else'}.", file=sys.stderr
        )
        return 1
    package, picture = Path(sys.argv[1]).resolve(), Path(sys.argv[2]) if sys.argv[2:] else None
    try:
        with fresh_debian() as root:
            Trial(root).run(package, picture)
    except TrialError as error:
        print(f"FAILED  {error}", file=sys.stderr)
        return 1
    return 0


@contextmanager
def fresh_debian() -> Iterator[Path]:
    """Make a root with nothing but Debian's smallest set of packages; kept packed for the next time."""
    _CACHE.mkdir(parents=True, exist_ok=True)
    release, packed = _release(), _CACHE / f"debian-{_release()}.tar"
    with tempfile.TemporaryDirectory(prefix="respondent-debian-") as folder:
        root = Path(folder) / "root"
        if not packed.exists():
            _say(f"making a fresh Debian {release}")
            _run("debootstrap", "--variant=minbase", "--include=ca-certificates", release, str(root), _mirror(release))
            _take_over_sources(root)
            _run("tar", "-C", folder, "-cf", str(packed.with_suffix(".part")), "root")
            packed.with_suffix(".part").rename(packed)
        else:
            _run("tar", "-C", folder, "-xf", str(packed))
        _run("mount", "-t", "proc", "proc", str(root / "proc"))
        for sockets in (_SOCKETS, root / "tmp/.X11-unix"):
            sockets.mkdir(mode=0o1777, parents=True, exist_ok=True)
        _run("mount", "--bind", str(_SOCKETS), str(root / "tmp/.X11-unix"))
        try:
            yield root
        finally:
            for place in ("tmp/.X11-unix", "proc"):
                subprocess.run(["umount", "-l", str(root / place)], check=False)


def _release() -> str:
    facts = dict(line.split("=", 1) for line in Path("/etc/os-release").read_text().splitlines() if "=" in line)
    return facts.get("VERSION_CODENAME", "stable").strip('"')


def _mirror(release: str) -> str:
    """Return where this machine takes its packages from; another Debian is made from the same place."""
    targets = _run("apt-get", "indextargets", "--format", "$(SITE) $(RELEASE) $(COMPONENT)").splitlines()
    found = [line.split()[0] for line in targets if line.split()[1:] == [release, "main"]]
    if not found:
        raise TrialError(f"apt names no place for Debian {release}")
    return found[0]


def _take_over_sources(root: Path) -> None:
    """Let apt in the fresh Debian reach what apt outside reaches."""
    shutil.rmtree(root / "etc/apt")
    shutil.copytree("/etc/apt", root / "etc/apt", symlinks=True)
    for place in ("etc/resolv.conf", "etc/hosts", "etc/ssl/certs/ca-certificates.crt"):
        if Path("/", place).exists():
            (root / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(Path("/", place), root / place)
    _run("chroot", str(root), "apt-get", "update", "-qq")


class Trial:
    """What is done in the fresh Debian, as root and as a person called analyst."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.before = self._files()

    def run(self, package: Path, picture: Path | None) -> None:
        """Install, use, look, remove."""
        shutil.copy(package, self.root / "root")
        _say(f"installing {package.name} with what it depends on, and nothing that it only recommends")
        self._as_root("apt-get", "install", "-qq", "--yes", "--no-install-recommends", f"/root/{package.name}")
        self._as_root("useradd", "--create-home", "--user-group", "analyst")
        shutil.copy(_ANSWERS, self.root / "home/analyst/answers.toml")
        print(self._as_person(PROGRAM, "--self-test"), end="")
        self._do_the_job()
        self._look(picture)
        self._ask_the_desktop()
        self._remove()

    def _do_the_job(self) -> None:
        _say("a protected draft, its package, and the search of that, by a person without rights")
        self._as_person(PROGRAM, "new", "--pack", _PACK, "--out", "ours.response", "--answers", "answers.toml")
        shown = self._as_person(PROGRAM, "show", "ours.response")
        _require("Q1" in shown, "the protected draft does not show its answers")
        content = (self.root / "home/analyst/ours.response").read_bytes()
        _require(not content.startswith(b"SQLite format 3"), "the draft is not protected")
        self._as_person(PROGRAM, "export", "ours.response", "--out", "package", "--pdf")
        self._as_person(PROGRAM, "verify", "package", "--against", "ours.response")

    def _look(self, picture: Path | None) -> None:
        """Open the window on the draft, take a picture of it, and see that it ends when it is closed."""
        _say("the window")
        with _screen():
            self._as_person(PROGRAM, "--quit-when-shown")
            shown = subprocess.Popen(
                self._person(PROGRAM, "ours.response"), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
            )
            window = _wait_for_window(shown)
            time.sleep(4)
            if picture is not None:
                picture.parent.mkdir(parents=True, exist_ok=True)
                _run("import", "-display", _DISPLAY, "-window", "root", "-trim", "+repage", str(picture))
            _run("xdotool", "windowactivate", "--sync", window, "key", "alt+F4", display=True)
            said, _ = shown.communicate(timeout=30)
            _require("cannot" not in said and "could not" not in said.lower(), f"the window said: {said}")

    def _ask_the_desktop(self) -> None:
        _say("what the desktop knows of *.response")
        self._as_root("apt-get", "install", "-qq", "--yes", "--no-install-recommends", "shared-mime-info",
                      "desktop-file-utils", "libglib2.0-bin", "man-db")  # fmt: skip
        product = read_product()
        kind = self._as_person("gio", "info", "-a", "standard::content-type", "ours.response")
        _require(product.file_type in kind, f"a .response file counts as {kind}")
        opened_with = self._as_person("gio", "mime", product.file_type)
        _require(f"{product.identifier}.desktop" in opened_with, f"it would be opened with {opened_with}")
        self._as_person("man", "--where", PROGRAM)

    def _remove(self) -> None:
        _say("removing it")
        self._as_root("apt-get", "purge", "-qq", "--yes", PROGRAM)
        left = sorted(
            f for f in self._files() - self.before if "respondent" in f.lower() and not f.startswith(("home/", "root/"))
        )
        _require(not left, f"left behind: {left}")
        _require((self.root / "home/analyst/ours.response").is_file(), "the draft is gone")
        print("Nothing of it is left but what the person wrote.")

    def _files(self) -> set[str]:
        """Return every file and folder there is, but for those of the running system and apt's own lists."""
        every = set[str]()
        for folder, folders, files in os.walk(self.root):
            here = Path(folder).relative_to(self.root).as_posix()
            folders[:] = [name for name in folders if f"{here}/{name}" not in _NOT_COUNTED]
            every.update(f"{here}/{name}".removeprefix("./") for name in (*folders, *files))
        return every

    def _as_root(self, *words: str) -> str:
        return _run("chroot", str(self.root), "env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8", *words)

    def _as_person(self, *words: str) -> str:
        return _run(*self._person(*words))

    def _person(self, *words: str) -> list[str]:
        surroundings = [
            "HOME=/home/analyst",
            "USER=analyst",
            "LC_ALL=C.UTF-8",
            "PATH=/usr/bin:/bin",
            f"DISPLAY={_DISPLAY}",
        ]
        inside = 'cd && exec "$@"'
        return ["chroot", "--userspec=analyst:analyst", str(self.root), "env", "-i", *surroundings,
                f"RESPONDENT_PASSPHRASE={_PASSPHRASE}", "sh", "-c", inside, "sh", *words]  # fmt: skip


@contextmanager
def _screen() -> Iterator[None]:
    """Show a virtual screen with a plain window manager; anyone may draw on it."""
    screen = subprocess.Popen(["Xvfb", _DISPLAY, "-screen", "0", _SCREEN, "-ac"], stderr=subprocess.DEVNULL)
    socket = _SOCKETS / f"X{_DISPLAY[1:]}"
    for _ in range(100):
        if socket.exists():
            break
        time.sleep(0.1)
    manager = subprocess.Popen(["openbox"], env=os.environ | {"DISPLAY": _DISPLAY}, stderr=subprocess.DEVNULL)
    time.sleep(1)
    try:
        yield
    finally:
        for process in (manager, screen):
            process.terminate()
            process.wait()


def _wait_for_window(process: subprocess.Popen[str]) -> str:
    for _ in range(150):
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", "Respondent"],
            env=os.environ | {"DISPLAY": _DISPLAY}, capture_output=True, text=True, check=False,
        ).stdout.split()  # fmt: skip
        if found:
            return found[-1]
        if process.poll() is not None:
            break
        time.sleep(0.2)
    process.kill()
    raise TrialError(f"no window came: {process.communicate()[0]}")


def _run(*words: str, display: bool = False) -> str:
    surroundings = os.environ | ({"DISPLAY": _DISPLAY} if display else {})
    answer = subprocess.run(words, capture_output=True, text=True, check=False, env=surroundings)
    if answer.returncode:
        what = " ".join(words[-6:])
        raise TrialError(f"{what} ended with {answer.returncode}:\n{answer.stdout[-2000:]}\n{answer.stderr[-2000:]}")
    return answer.stdout


def _say(what: str) -> None:
    print(f"[{time.monotonic() - _STARTED:4.0f} s] {what}", flush=True)


def _require(holds: bool, otherwise: str) -> None:  # noqa: FBT001  it reads like an assertion
    if not holds:
        raise TrialError(otherwise)


_STARTED = time.monotonic()

if __name__ == "__main__":
    sys.exit(main())
