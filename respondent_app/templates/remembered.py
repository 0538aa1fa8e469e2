"""What a person has confirmed of a publisher's form: which of its places takes what. Kept on this computer.

One small file for each form of a consultation, under the person's own data. It holds the form's own labels, never what
anybody typed. A file that is damaged, or from a later version, counts as none: the form is looked at anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from pathlib import Path

from respondent_app.model import records
from respondent_app.model.template import Content, Placing, Slot, TemplateMap
from respondent_app.storage import folders
from respondent_app.storage.atomic import write_file
from respondent_app.templates.placing import matched

VERSION = 1
_LARGEST = 5_000_000  # bytes


def remember(consultation: str, mapping: TemplateMap) -> None:
    """Keep a mapping that a person has confirmed, in place of an earlier one. `StorageError` if that cannot be done."""
    table = {
        "version": VERSION,
        "consultation": consultation,
        "form": mapping.form,
        "placings": [_written(placing) for placing in mapping.placings],
    }
    content = json.dumps(table, ensure_ascii=False, indent=1)
    write_file(_file(consultation, mapping.form), f"{content}\n".encode("utf-8", "replace"))


def recalled(consultation: str, found: TemplateMap) -> TemplateMap | None:
    """Return what a person has confirmed of this form, as it lies here; None if nobody did, or it does not fit.

    `found` is what its words tell. In a form that is filled in, places may have moved.
    """
    kept = _read(_file(consultation, found.form))
    if kept is None or kept.form != found.form:
        return None
    return _as_it_lies(kept, found)


def forget(consultation: str, mapping: TemplateMap) -> None:
    """Remember nothing of a form any more."""
    with contextlib.suppress(OSError):
        _file(consultation, mapping.form).unlink(missing_ok=True)


def remembered_words(consultation: str) -> str:
    """Return the labels of all forms of a consultation that are remembered: words that give nothing away."""
    return "\n".join(
        word
        for path in _files(consultation)
        if (kept := _read(path)) is not None
        for placing in kept.placings
        for word in (placing.slot.label, *placing.slot.options)
    )


def _as_it_lies(kept: TemplateMap, found: TemplateMap) -> TemplateMap | None:
    """Return what is kept, on the places of this copy; None if something kept has no place in it."""
    here = matched(kept, found)
    missing = {placing.content for placing in kept.placings} - {placing.content for placing in here.placings}
    return None if missing - {None} else here


def _written(placing: Placing) -> dict[str, object]:
    slot = placing.slot
    return {
        "slot": {"id": slot.id, "kind": slot.kind.value, "label": slot.label, "options": list(slot.options)},
        "content": None if placing.content is None else records.write(placing.content),
    }


def _read(path: Path) -> TemplateMap | None:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST)
        table = json.loads(content)
        if not isinstance(table, dict) or table.get("version") != VERSION:
            return None
        return TemplateMap(str(table["form"]), tuple(_placing(entry) for entry in table["placings"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError, records.FaultyTableError):
        return None


def _placing(entry: dict[str, object]) -> Placing:
    slot, content = records.read(Slot, _table(entry["slot"])), entry["content"]
    return Placing(slot, None if content is None else records.read(Content, _table(content)), sure=True)


def _table(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError
    return value


def _files(consultation: str) -> list[Path]:
    folder = _folder(consultation)
    with contextlib.suppress(OSError):
        return sorted(folder.glob("*.json")) if folder.is_dir() else []
    return []


def _file(consultation: str, form: str) -> Path:
    return _folder(consultation) / f"{_named(form)}.json"


def _folder(consultation: str) -> Path:
    return folders.user_data() / "forms" / _named(consultation)


def _named(text: str) -> str:
    """Return a file name for an id, whatever stands in it."""
    if re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,79}", text) and not text.endswith("."):
        return text
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
