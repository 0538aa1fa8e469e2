"""The packs there are, shipped and the person's own, and how one is opened."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from respondent_app.model.consultation import Consultation
from respondent_app.model.errors import PackError
from respondent_app.model.records import nearest
from respondent_app.packs.pack_files import DATA, LARGEST_TABLE, PackFileError, is_safe_id, read_text
from respondent_app.storage import folders

_FIRST_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_MEANING = "The consultation cannot be shown."


@dataclass(frozen=True, slots=True)
class PackEntry:
    """A pack in one of the two places. `problem` is a sentence if a glance shows that it cannot be used, else empty."""

    id: str
    title: str
    path: Path
    shipped: bool
    problem: str = ""


def available() -> tuple[PackEntry, ...]:
    """Return the packs that are there, shipped ones first. Only looks at titles: `load` may find more amiss."""
    shipped = tuple(_entries(folders.resources() / "consultations", shipped=True))
    known = {entry.id for entry in shipped}
    own = tuple(_entries(folders.user_packs(), shipped=False))
    return (*shipped, *(_unless_hidden(entry, known) for entry in own))


def first_shipped() -> str:
    """Return the id of the first shipped pack without a look inside, empty if there is none."""
    return next(iter(sorted(p.parent.name for p in (folders.resources() / "consultations").glob(f"*/{DATA}"))), "")


def load(pack_id: str) -> Consultation:
    """Return the whole consultation, its computed points included; raise `PackError` if it is missing or broken."""
    from respondent_app.packs.computed_points import computed_points
    from respondent_app.packs.examine import examine

    examination = examine(_folder(pack_id))
    consultation = examination.consultation
    if consultation is None:
        raise broken(pack_id, tuple(map(str, examination.problems)))
    return replace(consultation, points=(*consultation.points, *computed_points(consultation, examination.words)))


def broken(pack_id: str, problems: tuple[str, ...]) -> PackError:
    """Return the error for a pack that cannot be used, naming the first of its problems."""
    others = len(problems) - 1
    more = f" (and {others} more)" if others > 0 else ""
    return PackError(
        f"The consultation pack “{pack_id}” has a fault: {problems[0]}{more}.".replace("..", "."),
        meaning=_MEANING,
        advice="Mend the pack or put a good copy in its place; “respondent-app pack check” lists every fault.",
    )


def _folder(pack_id: str) -> Path:
    for parent in (folders.resources() / "consultations", folders.user_packs()):
        if is_safe_id(pack_id) and (parent / pack_id).is_dir():
            return parent / pack_id
    known = [entry.id for entry in available()]
    raise PackError(
        f"There is no consultation pack “{pack_id[:100]}”.{nearest(pack_id[:100], known)}",
        meaning=_MEANING,
        advice=f"Put its folder into “{folders.user_packs()}”, or choose another consultation.",
    )


def _entries(parent: Path, *, shipped: bool) -> Iterator[PackEntry]:
    try:
        found = sorted(path for path in parent.iterdir() if not path.name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        reason = (error.strerror or "unknown fault").lower()
        yield PackEntry(parent.name, parent.name, parent, shipped, f"The folder of packs cannot be read ({reason}).")
        return
    for folder in found:
        if folder.is_symlink() or folder.is_dir():
            yield _entry(folder, shipped=shipped)


def _entry(folder: Path, *, shipped: bool) -> PackEntry:
    try:
        title = _title(folder)
    except PackFileError as error:
        return PackEntry(folder.name, folder.name, folder, shipped, error.what)
    except (ValueError, RecursionError):
        problem = f"“{DATA}” is not a TOML file that this app can read."
        return PackEntry(folder.name, folder.name, folder, shipped, problem)
    if not is_safe_id(folder.name):
        problem = "The folder's name should be letters, digits, “.”, “-” and “_” only."
        return PackEntry(folder.name, title or folder.name, folder, shipped, problem)
    return PackEntry(folder.name, title or folder.name, folder, shipped, "" if title else f"“{DATA}” gives no title.")


def _title(folder: Path) -> str:
    """Return the title. It stands among the first keys, so that the rest need not be parsed, unless it is odd."""
    text = read_text(folder / DATA, largest=LARGEST_TABLE)
    table = _FIRST_TABLE.search(text)
    try:
        title = tomllib.loads(text[: table.start()] if table else text).get("title")
    except tomllib.TOMLDecodeError:
        title = tomllib.loads(text).get("title")
    return title.strip() if isinstance(title, str) else ""


def _unless_hidden(entry: PackEntry, known: set[str]) -> PackEntry:
    if entry.id not in known:
        return entry
    return replace(entry, problem="A consultation of the same name comes with the app; this one is not used.")
