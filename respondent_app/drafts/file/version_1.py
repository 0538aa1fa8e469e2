"""Drafts of version 1 (JSON, without history) as events: the same ones whoever converts the same file, and whenever."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from respondent_app.drafts.draft import Draft
from respondent_app.drafts.file import draft_format
from respondent_app.drafts.file.draft_tables import Contents
from respondent_app.model.errors import StorageError
from respondent_app.storage.atomic import write_file

if TYPE_CHECKING:
    from pathlib import Path


def contents_of(content: bytes) -> Contents:
    """Return what a draft of version 1 holds. `DraftDamagedError`, or `DraftTooNewError` for a later version of JSON.

    Two people who convert the same file get events that are equal and merge without doubling a word; another file gets
    another site, as two sites that are one garble each other's text.
    """
    old = draft_format.from_bytes(content)
    site = int.from_bytes(hashlib.sha256(content).digest()[:7]) >> 3 or 1
    draft = Draft.begin(old.response, author=old.author, draft_id=old.id, site=site, clock=lambda: 0)
    return Contents(old.id, old.response.consultation, draft.unsaved(), protected=False)


def keep_beside(path: Path, content: bytes) -> Path:
    """Keep the old file under another name before the new one takes its place, and return that name."""
    kept = path.with_name(f"{path.stem}.version-1{path.suffix}")
    number = 2
    while True:
        try:
            write_file(kept, content, overwrite=False)
        except StorageError:
            if not kept.exists():
                raise
            if kept.read_bytes() == content:
                return kept
            kept, number = path.with_name(f"{path.stem}.version-1-{number}{path.suffix}"), number + 1
        else:
            return kept
