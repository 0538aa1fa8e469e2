"""Frozen values to plain tables and back: one mechanism for packs, drafts and answers files.

Tables are what `tomllib` and `json` read: dicts, lists, text, numbers, dates. Reading reports every fault with its path
and a plain sentence, and refuses keys it does not know, with the nearest one it does.
"""

from __future__ import annotations

import dataclasses
import difflib
import enum
import functools
import types
import typing
from collections.abc import Iterable, Mapping
from datetime import date, datetime

Path = tuple[str | int, ...]
Table = Mapping[str, object]

_KINDS = {str: "text", int: "a whole number", bool: "true or false", date: "a date", datetime: "a date with a time"}


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a table, and the path of keys and indexes (from 0) that leads to it."""

    path: Path
    message: str

    def __str__(self) -> str:
        where = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in self.path)
        return f"{where.lstrip('.')}: {self.message}" if where else self.message


class FaultyTableError(Exception):
    """A table that does not fit; `faults` names everything that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(map(str, self.faults)))


T = typing.TypeVar("T")


def read(kind: type[T], table: object, path: Path = ()) -> T:
    """Build a value of the frozen dataclass `kind` from `table`; raise `FaultyTableError` with all its faults."""
    faults: list[Fault] = []
    value = _value(kind, table, path, faults)
    if faults:
        raise FaultyTableError(faults)
    return typing.cast("T", value)


def write(value: object) -> object:
    """Return `value` as plain tables, leaving out fields that hold their default."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: write(getattr(value, f.name)) for f in dataclasses.fields(value) if not _is_default(f, value)}
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): write(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [write(item) for item in value]
    return value


def nearest(word: str, known: Iterable[str]) -> str:
    """Return " Did you mean …?" for the known word that looks most like `word`, else an empty text."""
    close = difflib.get_close_matches(word, list(known), n=1)
    return f" Did you mean “{close[0]}”?" if close else ""


def _is_default(field: dataclasses.Field[object], value: object) -> bool:
    held = getattr(value, field.name)
    if field.default is not dataclasses.MISSING:
        return bool(held == field.default)
    return field.default_factory is not dataclasses.MISSING and bool(held == field.default_factory())


@functools.cache
def _hints(kind: type) -> dict[str, object]:
    return typing.get_type_hints(kind)


def _value(kind: object, item: object, path: Path, faults: list[Fault]) -> object:
    origin = typing.get_origin(kind)
    if origin in {typing.Union, types.UnionType}:
        inner = next(option for option in typing.get_args(kind) if option is not types.NoneType)
        return None if item is None else _value(inner, item, path, faults)
    if origin is tuple:
        return _items(typing.get_args(kind)[0], item, path, faults)
    if origin is Mapping:
        return _entries(typing.get_args(kind)[1], item, path, faults)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _record(kind, item, path, faults)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return _choice(kind, item, path, faults)
    return _plain(typing.cast("type", kind), item, path, faults)


def _plain(kind: type, item: object, path: Path, faults: list[Fault]) -> object:
    if type(item) is kind:
        return item
    faults.append(Fault(path, f"should be {_KINDS[kind]}"))
    return None


def _choice(kind: type[enum.Enum], item: object, path: Path, faults: list[Fault]) -> object:
    try:
        return kind(item)
    except ValueError:
        known = [str(member.value) for member in kind if member.value]
        listed = ", ".join(f"“{word}”" for word in known)
        faults.append(Fault(path, f"should be one of {listed}.{nearest(str(item), known)}"))
        return None


def _items(kind: object, item: object, path: Path, faults: list[Fault]) -> tuple[object, ...]:
    if not isinstance(item, list):
        faults.append(Fault(path, "should be a list"))
        return ()
    return tuple(_value(kind, entry, (*path, index), faults) for index, entry in enumerate(item))


def _entries(kind: object, item: object, path: Path, faults: list[Fault]) -> dict[str, object]:
    if not isinstance(item, dict):
        faults.append(Fault(path, "should be a table"))
        return {}
    return {key: _value(kind, entry, (*path, key), faults) for key, entry in item.items()}


def _record(kind: type, item: object, path: Path, faults: list[Fault]) -> object:
    if not isinstance(item, dict):
        faults.append(Fault(path, "should be a table"))
        return None
    fields = {f.name: f for f in dataclasses.fields(kind)}
    faults.extend(Fault((*path, key), f"is not known here.{nearest(key, fields)}") for key in item if key not in fields)
    missing = [name for name, f in fields.items() if name not in item and _is_required(f)]
    faults.extend(Fault((*path, name), "is missing") for name in missing)
    hints = _hints(kind)
    values = {name: _value(hints[name], item[name], (*path, name), faults) for name in fields if name in item}
    return None if faults else kind(**values)


def _is_required(field: dataclasses.Field[object]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
