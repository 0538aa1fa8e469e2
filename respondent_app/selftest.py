"""Whether this installation works: `respondent-app --self-test` does the main job once, and says how each step went.

Everything happens in a folder of its own that is removed again: no draft, setting or keyring entry of the person is
touched. It is meant for a program that was just installed, so each step asks for parts of the bundle that could be
missing: files beside the code, compiled libraries, Qt's plugins, modules that are found by name only.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from respondent_app import __version__, console
from respondent_app.model.errors import RespondentError, WrongPassphraseError

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from respondent_app.model.consultation import Consultation
    from respondent_app.model.response import Response

FINE, FAILED = 0, 1
_PASSPHRASE = "made up for the self-test"  # noqa: S105  it protects sample text for seconds
_ADDED = "A sentence that a colleague added."
_FAULTY_SCHEMA = b"""<schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:own="urn:own" targetNamespace="urn:own">
<element name="one" type="own:Missing"/></schema>"""
_FEWEST_COLOURS = 12  # a page on which nothing was drawn has one or two


class SelfTestError(Exception):
    """A step did not do what it should. Its words name sample data only."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What the steps work on: an empty folder, and the consultation with its sample answers."""

    folder: Path
    consultation: Consultation
    response: Response

    @property
    def draft(self) -> Path:
        """The protected draft that the first step makes."""
        return self.folder / "trial.response"

    @property
    def package(self) -> Path:
        """The folder that the package is written into."""
        return self.folder / "package"


def run() -> int:
    """Try everything and print a line for each step; 0 if all is well, 1 if any step failed."""
    made = tempfile.TemporaryDirectory(prefix="respondent-self-test-", ignore_cleanup_errors=True)
    with made as folder, _own_surroundings(Path(folder)):
        failed = sum(not _passes(name, step) for name, step in _steps(Path(folder)))
    print(f"\n{f'{failed} of the steps failed.' if failed else 'Everything works.'}")
    return FAILED if failed else FINE


def _steps(folder: Path) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield each step with its name. What they share is read in the first; if that fails, the others cannot be."""
    trial: list[Trial] = []

    def read() -> str:
        trial.append(_trial(folder))
        return trial[0].consultation.title

    yield "Versions", versions
    yield "Consultation, form and sample answers", read
    for name, step in STEPS.items() if trial else ():
        yield name, lambda step=step: step(trial[0])  # type: ignore[misc]
    yield "No module is loaded twice", lambda: _loaded_once(sys.modules)


def _passes(name: str, step: Callable[[], str]) -> bool:
    try:
        said = step()
    except (SelfTestError, RespondentError) as error:
        print(f"FAILED  {name}: {' '.join(str(error).split())}", flush=True)
        return False
    except Exception as error:  # noqa: BLE001  the other steps are tried all the same
        print(f"FAILED  {name}: {console.unexpected(error)}", flush=True)
        return False
    print(f"ok      {name}: {said}", flush=True)
    return True


@contextmanager
def _own_surroundings(folder: Path) -> Iterator[None]:
    """Keep drafts and settings in `folder` and windows off the screen, until the end."""
    own = {
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "QT_QPA_PLATFORM": "offscreen",
        "RESPONDENT_PASSPHRASE": "",
    }
    if sys.platform == "win32":
        from respondent_app.storage import folders

        own["QT_QPA_FONTDIR"] = str(folders.resources() / "paper" / "fonts")  # off the screen Qt knows no other ones
    before = {name: os.environ.get(name) for name in own}
    os.environ.update(own)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _trial(folder: Path) -> Trial:
    from respondent_app.drafts.answers_file import read_answers
    from respondent_app.packs import library
    from respondent_app.storage import folders

    consultation = library.load(library.first_shipped())
    answers = folders.resources() / "samples" / f"{consultation.id}.answers.toml"
    return Trial(folder, consultation, read_answers(answers, consultation))


def versions() -> str:
    """Return what this program is made of, part by part."""
    import platform
    from importlib.metadata import version

    import lxml.etree
    import pypdfium2
    from PySide6.QtCore import qVersion

    lxml_version = ".".join(map(str, lxml.etree.LXML_VERSION[:3]))
    parts = {
        "Respondent": __version__,
        "Python": platform.python_version(),
        "Qt": qVersion(),
        "SQLite": version("apsw-sqlite3mc"),
        "lxml": lxml_version,
        "PDFium": str(pypdfium2.PDFIUM_INFO),
        "typst": version("typst"),
        "on": f"{platform.system()} {platform.release()} {platform.machine()}",
        "frozen": "yes" if getattr(sys, "frozen", False) else "no",
    }
    return ", ".join(f"{name} {value}" for name, value in parts.items())


def _protected_draft(trial: Trial) -> str:
    from respondent_app.drafts.saved_response import read_response, save_response

    save_response(trial.draft, trial.response, author="Author A", passphrase=_PASSPHRASE)
    _require(read_response(trial.draft, _PASSPHRASE) == trial.response, "the draft does not say what was saved")
    _require(not _holds_words(trial.draft.read_bytes(), trial.response), "words of the draft can be read in the file")
    try:
        read_response(trial.draft, "another passphrase")
    except WrongPassphraseError:
        return f"{trial.draft.stat().st_size // 1000} kB, opens with its passphrase only"
    raise SelfTestError("the draft opens with any passphrase")


def _holds_words(content: bytes, response: Response) -> bool:
    return any(place in content for place in (response.consultation.encode(), b"SQLite format 3"))


def _merged(trial: Trial) -> str:
    from respondent_app.drafts.draft import Draft
    from respondent_app.drafts.draft_file import DraftFile
    from respondent_app.drafts.merge import Copy, united
    from respondent_app.drafts.saved_response import edit_saved
    from respondent_app.model import edits
    from respondent_app.model.place import Part, Place
    from respondent_app.storage.atomic import write_file

    copy, place = trial.folder / "copy.response", Place(next(iter(trial.response.answers)), Part.RATIONALE)
    write_file(copy, trial.draft.read_bytes())
    theirs = f"{trial.response.text_at(place)}\n\n{_ADDED}"
    edit_saved(copy, lambda r: edits.with_text(r, place, theirs), author="Reviewer B", passphrase=_PASSPHRASE)
    contents = [DraftFile.read(path, _PASSPHRASE) for path in (trial.draft, copy)]
    whole = united([Copy(str(n), c.id, c.consultation, c.events) for n, c in enumerate(contents)])
    merged = Draft.load(whole.id, whole.consultation, whole.events, author="Author A").response
    _require(merged.text_at(place) == theirs, "what the colleague added is not in the merged draft")
    _require(len(merged.marks) == len(trial.response.marks), "the merged draft has other marks")
    return f"{len(whole.events)} steps of two people"


def _exported(trial: Trial) -> str:
    from respondent_app.exports.package import export

    made = export(trial.response, trial.consultation, trial.package, pdf=True)
    missing = [name for name in made.files if not (trial.package / name).is_file()]
    _require(not missing, f"not written: {', '.join(missing)}")
    return f"{len(made.files)} files, Word, Excel, PDF and mail; nothing confidential in the public ones"


def _leak_found(trial: Trial) -> str:
    """Search what was written; then put confidential words into a public file, which the search must find."""
    from respondent_app.exports.package import check_files

    files = {path.name: path.read_bytes() for path in trial.package.iterdir()}
    _require(check_files(files, trial.response, trial.consultation).is_clean, "something was found where nothing is")
    planted = {**files, "planted.txt": _confidential(trial.response).encode()}
    hits = check_files(planted, trial.response, trial.consultation).hits
    _require({hit.file for hit in hits} == {"planted.txt"}, "planted words were not found")
    return f"planted words were found {len(hits)} times"


def _confidential(response: Response) -> str:
    """Return the longest passage that is marked."""
    from respondent_app.model.response import Scope

    passages = [response.text_at(m.place)[m.start : m.end] for m in response.marks if m.scope is Scope.PASSAGE]
    _require(any(passages), "the sample answers hold no marked passage")
    return max(passages, key=len)


def _read_back(trial: Trial) -> str:
    from respondent_app.documents.reader import read

    counts = {}
    for kind in ("docx", "xlsx", "pdf"):
        path = next(path for path in sorted(trial.package.glob(f"*.{kind}")))
        counts[kind] = len(read(path).proposed)
    _require(all(counts.values()), f"nothing was read of one of them: {counts}")
    return ", ".join(f"{kind} {count}" for kind, count in counts.items())


def _schema_checked(_trial: Trial) -> str:
    from respondent_app.documents.schemas.check import faults

    found = faults(_FAULTY_SCHEMA, None)
    _require(len(found) == 1 and "Missing" in found[0], f"a type that is not there was not missed: {found}")
    return "a type that is not there is missed"


def _spelling(_trial: Trial) -> str:
    from respondent_app.session.spelling import Spelling

    spelling = Spelling(())
    _require(spelling.is_known("colour"), "“colour” is not in the dictionary")
    _require(not spelling.is_known("colouur"), "“colouur” is in the dictionary")
    return f"“colouur”: {', '.join(spelling.suggestions('colouur')[:2])}"


def _time_zone(trial: Trial) -> str:
    from importlib.metadata import version

    closes = trial.consultation.deadline.moment
    _require(closes.utcoffset() is not None, "the closing time has no time zone")
    return f"closes {closes:%d %B %Y %H:%M %Z}, tzdata {version('tzdata')}"


def _keyrings(_trial: Trial) -> str:
    """Look for this system's kind of keyring. Nothing is kept in one."""
    from respondent_app.drafts.secrets import kinds

    wanted = {"win32": "Windows", "darwin": "macOS"}.get(sys.platform, "SecretService")
    _require(wanted in kinds(), f"the module for {wanted} is missing")
    return wanted


def _secure_mail(_trial: Trial) -> str:
    import ssl

    context = ssl.create_default_context()
    _require(context.verify_mode is ssl.CERT_REQUIRED, "certificates would not be checked")
    return ssl.OPENSSL_VERSION


def _window(trial: Trial) -> str:
    """Open the window on the draft, go to every page, and look whether something was drawn."""
    from PySide6.QtCore import QTimer

    from respondent_app.app import Desktop, application
    from respondent_app.drafts.saved_response import save_response
    from respondent_app.session.settings import Settings
    from respondent_app.ui.desk import Step

    app = application()
    desktop = Desktop(app, Settings(app))
    draft = trial.folder / "window.response"
    save_response(draft, trial.response, author="Author A")
    desktop.start(draft)
    window = desktop.window
    if window is None:
        raise SelfTestError("no window opened")
    colours = {}
    for step in Step:
        window.show_step(step)
        QTimer.singleShot(0, app.quit)
        app.exec()
        colours[step.value] = _colours(window.grab().toImage())
    window.close()
    _require(min(colours.values()) >= _FEWEST_COLOURS, f"a page is empty: {colours}")
    return f"{len(colours)} pages drawn"


def _colours(image: QImage) -> int:
    """Count different colours at points spread over a picture."""
    across, down = range(0, image.width(), 3), range(0, image.height(), 3)
    return len({image.pixel(x, y) for x in across for y in down})


def _loaded_once(modules: Mapping[str, ModuleType]) -> str:
    """Compare where modules come from: one that is loaded under two names has run twice, and its classes differ."""
    found: dict[str, set[int]] = {}
    own = {name: m for name, m in modules.items() if name == "__main__" or name.startswith(f"{__package__}.")}
    for module in own.values():
        found.setdefault(str(getattr(module, "__file__", None)), set()).add(id(module))
    twice = sorted(Path(path).name for path, same in found.items() if len(same) > 1)
    _require(not twice, ", ".join(twice))
    return f"{len(own)} of ours, {len(modules)} in all"


def _require(holds: bool, otherwise: str) -> None:  # noqa: FBT001  it reads like an assertion
    if not holds:
        raise SelfTestError(otherwise)


STEPS: dict[str, Callable[[Trial], str]] = {
    "Protected draft": _protected_draft,
    "Two copies merged": _merged,
    "Package": _exported,
    "Search for what is confidential": _leak_found,
    "Word, Excel and PDF read": _read_back,
    "Schemas checked": _schema_checked,
    "Spelling": _spelling,
    "Time zones": _time_zone,
    "Keyring": _keyrings,
    "Encrypted mail": _secure_mail,
    "Window": _window,
}
