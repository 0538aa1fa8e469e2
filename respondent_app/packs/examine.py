"""Reads a pack and says everything that is wrong with it, each thing with its file and line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from respondent_app.model import records
from respondent_app.model.consultation import Consultation
from respondent_app.model.toml_lines import line_of, line_of_syntax_error
from respondent_app.packs.faults import faults_of
from respondent_app.packs.pack_files import (
    DATA,
    FORMAT,
    LARGEST_TABLE,
    POINTS,
    TEXT,
    PackFileError,
    form_path,
    read_text,
)
from respondent_app.packs.plain_text import plain, shown

_FORM = "form"  # the one file whose name depends on where the pack is
_HOMES = {"questions": _FORM, "sign_offs": _FORM, "points": POINTS, "text": TEXT}


@dataclass(frozen=True, slots=True)
class PackProblem:
    """Something wrong in a file of a pack; `line` counts from 1."""

    file: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(slots=True)
class Examination:
    """What was found in the folder of a pack: the consultation, unless there are problems, and its bare words."""

    folder: Path
    consultation: Consultation | None = None
    words: str = ""
    problems: list[PackProblem] = field(default_factory=list)


def examine(folder: Path) -> Examination:
    """Read the pack in `folder`. What cannot be read becomes a problem; nothing is raised."""
    files = {DATA: folder / DATA, POINTS: folder / POINTS, _FORM: form_path(folder), TEXT: folder / TEXT}
    reading = _Reading(files)
    text = reading.text(files[TEXT])
    data, form = reading.table(DATA), reading.table(_FORM)
    points = reading.table(POINTS) if _is_there(files[POINTS]) else {"points": []}
    examination = Examination(folder, words=plain(text), problems=reading.problems)
    if not reading.problems:
        for name, table in ((DATA, data), (_FORM, form), (POINTS, points)):
            reading.problems.extend(reading.located(_misplaced_keys(name, table), name))
        reading.problems.extend(reading.located(_format_faults(data)))
    if not examination.problems:
        _build(examination, reading, {**data, **form, **points, "text": shown(text)})
    return examination


def _build(examination: Examination, reading: _Reading, table: dict[str, object]) -> None:
    del table["format"]
    try:
        consultation = records.read(Consultation, table)
    except records.FaultyTableError as error:
        reading.problems.extend(reading.located(error.faults))
        return
    reading.problems.extend(reading.located(faults_of(consultation, examination.words, examination.folder.name)))
    if not examination.problems:
        examination.consultation = consultation


class _Reading:
    """The files of a pack as they are read, and what went wrong with them."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self.problems: list[PackProblem] = []
        self._files = files
        self._texts: dict[str, str] = {}

    def text(self, path: Path, **limits: int) -> str:
        """Return the text of `path`, empty if it cannot be read."""
        try:
            return read_text(path, **limits)
        except PackFileError as error:
            self.problems.append(PackProblem(error.path, error.line, error.what))
            return ""

    def table(self, name: str) -> dict[str, object]:
        """Return what the TOML file `name` holds, nothing if it cannot be read."""
        text = self._texts[name] = self.text(self._files[name], largest=LARGEST_TABLE)
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            said = str(error).split(" (at ", 1)[0]
            self._problem(name, line_of_syntax_error(text, error), f"This is not TOML: {said[:1].lower()}{said[1:]}.")
        except RecursionError:
            self._problem(name, 1, "Lists or tables are nested too deeply.")
        return {}

    def located(self, faults: Iterable[records.Fault], name: str = "") -> Iterator[PackProblem]:
        """Yield `faults` with the file and line of what they are about; `name` is the file if the path does not say."""
        for fault in faults:
            home = name or _HOMES.get(str(fault.path[0]), DATA)
            if home == TEXT:
                yield PackProblem(self._files[TEXT], 1, fault.message)
            else:
                yield PackProblem(self._files[home], line_of(self._texts[home], fault.path), str(fault))

    def _problem(self, name: str, line: int, message: str) -> None:
        self.problems.append(PackProblem(self._files[name], line, message))


def _is_there(path: Path) -> bool:
    """Whether something of that name exists, be it only a link that leads nowhere."""
    return path.is_symlink() or path.exists()


def _misplaced_keys(name: str, table: Mapping[str, object]) -> Iterator[records.Fault]:
    for key in table:
        home = _HOMES.get(key, DATA)
        if key in _HOMES and home != name:
            yield records.Fault((key,), f"belongs in {'the form' if home == _FORM else home}, not here")
        elif key not in _HOMES and name != DATA:
            yield records.Fault((key,), "is not known here")


def _format_faults(data: Mapping[str, object]) -> Iterator[records.Fault]:
    number = data.get("format")
    if "format" not in data:
        yield records.Fault(("format",), f"is missing; this app reads format = {FORMAT}")
    elif type(number) is not int or number < 1:
        yield records.Fault(("format",), f"should be {FORMAT}")
    elif number > FORMAT:
        yield records.Fault(("format",), "is of a later kind than this app knows; a later version of the app reads it")
