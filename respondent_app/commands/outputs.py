"""Where the result of a command goes: to standard output, or whole into a file."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from respondent_app import console
from respondent_app.commands.usage import FINE, STANDARD_OUTPUT, UsageError

_WHAT = {"json": "the result as JSON", "xlsx": "the list as a spreadsheet", "docx": "the list as a Word document"}


def as_json(value: object) -> str:
    """Return a value as JSON, in the one layout that this program writes."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def json_file(value: object) -> bytes:
    """Return a value as a JSON file; what no text can hold becomes a question mark."""
    return f"{as_json(value)}\n".encode("utf-8", "replace")


def print_json(value: object) -> int:
    """Print a value as JSON."""
    print(as_json(value))
    return FINE


def takes_outputs(parser: argparse.ArgumentParser, *forms: str) -> None:
    """Let a command write its result in `forms`: "json", "xlsx", "docx"."""
    for form in forms:
        parser.add_argument(f"--{form}", metavar="FILE", type=Path, help=f"write {_WHAT[form]} (“-”: standard output)")


def check_outputs(args: argparse.Namespace, *inputs: Path | None) -> None:
    """Refuse, before anything is done, places that cannot be meant: two results in one, or the file that is read."""
    places = [place for form in _WHAT if (place := getattr(args, form, None)) is not None]
    for place in places:
        if places.count(place) > 1:
            where = "standard output" if place == STANDARD_OUTPUT else f"“{place}”"
            raise UsageError(f"Two results cannot go to {where}.", advice="Name a place of its own for each.")
        if place != STANDARD_OUTPUT and any(given is not None and _is_same(place, given) for given in inputs):
            raise UsageError(f"“{place}” is the file that is read.", advice="Name another file for the result.")


def deliver(args: argparse.Namespace, makers: Mapping[str, Callable[[], bytes]], text: Callable[[], str]) -> None:
    """Write each result that was asked for, and print the text unless standard output is taken."""
    from respondent_app.storage.atomic import write_file

    wanted = [(form, getattr(args, form)) for form in makers if getattr(args, form) is not None]
    for form, path in wanted:
        content = makers[form]()
        if path == STANDARD_OUTPUT:
            _to_standard_output(content)
        else:
            write_file(path, content)
    if STANDARD_OUTPUT not in (path for _, path in wanted):
        print(text().removesuffix("\n"))
    for form, path in wanted:
        if path != STANDARD_OUTPUT:
            console.warn(f"Wrote {_WHAT[form]}: {path}")


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _to_standard_output(content: bytes) -> None:
    """Write bytes as they are; a stream without bytes beneath it, as in a test, takes text only."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
