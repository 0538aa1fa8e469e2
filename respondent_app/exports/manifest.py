"""The manifest: which files belong to a package, for whom, and how anyone can tell that they are unchanged."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from respondent_app import __version__
from respondent_app.exports.names import Version
from respondent_app.model.errors import StorageError, storage_error
from respondent_app.privacy.leak_check import is_restricted
from respondent_app.storage.atomic import already_there

FORMAT = 1
_KEPT = ("package", "app", "files")


def written(files: Mapping[str, bytes], consultation: str, version: Version) -> bytes:
    """Return the manifest of `files`."""
    return _encoded(
        {
            "version": FORMAT,
            "app": f"Respondent {__version__}",
            "consultation": consultation,
            "package": f"{version[0]}.{version[1]}",
            "files": [_entry(name, content) for name, content in files.items()],
        }
    )


def with_earlier(content: bytes, path: Path) -> bytes:
    """Return the manifest with what the one at `path` says of earlier packages, if there is one.

    Raises `StorageError` if the file there is something else, or is about another response: it is not ours to replace,
    and an organisation's name that is confidential now may stand in it.
    """
    new = json.loads(content)
    old = _read(path)
    if old is None:
        return content
    if old["consultation"] != new["consultation"] or _stem(old) != _stem(new):
        raise StorageError(
            f"The folder holds the package of another response ({path.parent}).",
            meaning="Nothing was written.",
            advice="Choose another folder, or a new one.",
        )
    before = old["earlier"]
    earlier = [{key: old[key] for key in _KEPT}, *(before if isinstance(before, list) else [])]
    return _encoded({**new, "earlier": earlier})


def _entry(name: str, content: bytes) -> dict[str, object]:
    return {
        "name": name,
        "audience": _audience(name),
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _audience(name: str) -> str:
    if is_restricted(name):
        return "full"
    return "publisher" if name.endswith(".eml") or "_Cover_v" in name else "public"


def _read(path: Path) -> dict[str, object] | None:
    """Return the manifest at `path`, or nothing if no file is there."""
    try:
        old = json.loads(path.read_bytes())
        if not (old["version"] == FORMAT and old["app"].startswith("Respondent ") and old["files"][0]["name"]):
            raise already_there(path)
        return {key: old[key] for key in ("consultation", *_KEPT)} | {"earlier": old.get("earlier", [])}
    except FileNotFoundError:
        return None
    except OSError as error:
        raise storage_error(error, meaning="Nothing was written.") from error
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise already_there(path) from error


def _stem(tables: Mapping[str, object]) -> str:
    files = tables["files"]
    name = str(files[0]["name"]) if isinstance(files, list) else ""
    return name.partition("_Response_")[0]


def _encoded(tables: Mapping[str, object]) -> bytes:
    return (json.dumps(tables, indent=2, ensure_ascii=False) + "\n").encode()
