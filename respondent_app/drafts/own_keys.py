"""Keys for drafts whose protection the person has not chosen yet.

A new draft must be on the disk with its first word, and no word of it may be there unprotected unless the person wants
that. So until they choose, a draft is protected with a key that the app makes for it and keeps in the person's data
folder: as safe as the person's account on this computer, and no more. With the choice the key goes, and nothing that
was ever written under it can be read any longer.
"""

from __future__ import annotations

import contextlib
import re
import secrets
from pathlib import Path

from respondent_app.storage import folders
from respondent_app.storage.atomic import write_file

_SUFFIX = ".key"
_KEY = re.compile(r"[0-9a-f]{64}")
_PLAIN_ID = re.compile(r"[A-Za-z0-9-]{1,64}")


def make(draft_id: str) -> str:
    """Return a new key for a draft, which is on the disk before anything is written with it. `StorageError`."""
    key = secrets.token_hex(32)
    write_file(_place(draft_id), key.encode())
    return key


def find(draft_id: str) -> str | None:
    """Return the key of a draft, if the person has not chosen yet."""
    return _read(_place(draft_id))


def every() -> tuple[str, ...]:
    """Return all keys, the newest first: which draft a file holds cannot be known before it is opened."""
    found: list[tuple[float, str]] = []
    with contextlib.suppress(OSError):
        for path in folders.keys().glob(f"*{_SUFFIX}"):
            key = _read(path)
            if key:
                found.append((path.stat().st_mtime, key))
    return tuple(key for _, key in sorted(found, reverse=True))


def drop(draft_id: str) -> None:
    """Forget the key of a draft: the person has chosen."""
    with contextlib.suppress(OSError):
        _place(draft_id).unlink(missing_ok=True)


def _read(path: Path) -> str | None:
    try:
        text = path.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return None
    return text if _KEY.fullmatch(text) else None


def _place(draft_id: str) -> Path:
    name = draft_id if _PLAIN_ID.fullmatch(draft_id) else draft_id.encode().hex()[:100]
    return folders.keys() / f"{name}{_SUFFIX}"
