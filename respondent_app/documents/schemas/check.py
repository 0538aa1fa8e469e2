"""What is wrong with a schema by the rules for schemas: worth a comment to the publisher."""

from __future__ import annotations

import logging
import warnings
from pathlib import Path

import xmlschema

_MOST_TOLD = 3
_MOST_BYTES = 300_000  # checking takes about a second for it, several times longer than reading


def faults(data: bytes, folder: Path | None) -> list[str]:
    """Return sentences about faults in a schema; none if it has none or cannot be checked.

    Files are opened in `folder` and below only, and nothing is fetched.
    """
    if len(data) > _MOST_BYTES or b"<!ENTITY" in data:
        return []
    version = xmlschema.XMLSchema11 if b"versioning" in data or b":assert" in data else xmlschema.XMLSchema10
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = version(
                data,
                validation="lax",
                base_url=None if folder is None else folder.resolve().as_uri(),
                allow="none" if folder is None else "sandbox",
                defuse="always",
                loglevel=logging.CRITICAL,
            )
            errors = found.all_errors
    except Exception:  # noqa: BLE001 - whatever a broken schema does to the checker, it has been read without it
        return []
    messages = list(dict.fromkeys(_sentence(error) for error in errors))
    more = [f"{len(messages) - _MOST_TOLD} more faults of this kind."] if len(messages) > _MOST_TOLD else []
    return [*(f"The schema breaks the rules for schemas: {text}." for text in messages[:_MOST_TOLD]), *more]


def _sentence(error: xmlschema.XMLSchemaParseError) -> str:
    path = getattr(error, "path", None)
    where = f" (at {path})" if path else ""
    return " ".join(str(error.message).split()).rstrip(".")[:200] + where
