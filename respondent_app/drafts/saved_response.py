"""A response as the whole content of a draft: for those who want neither its history nor to keep the file open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from respondent_app.drafts.draft import Draft
from respondent_app.drafts.draft_file import DraftFile
from respondent_app.model.response import Response


def save_response(path: Path, response: Response, *, author: str, passphrase: str | None = None) -> None:
    """Make a new draft of `response`. `StorageError` if a file of that name is already there."""
    draft = Draft.begin(response, author=author)
    file = DraftFile.create(
        path, id=draft.id, consultation=response.consultation, events=draft.unsaved(), author=author,
        passphrase=passphrase,
    )  # fmt: skip
    file.close()


def edit_saved(
    path: Path, change: Callable[[Response], Response], *, author: str, passphrase: str | None = None
) -> None:
    """Change what a draft says, as one more thing that was done to it; the errors of `DraftFile`."""
    with DraftFile.open(path, author=author, passphrase=passphrase) as file:
        draft = Draft.load(file.id, file.consultation, file.events(), author=author)
        draft.record(change(draft.response))
        file.append(draft.unsaved())


def read_response(path: Path, passphrase: str | None = None) -> Response:
    """Return what a draft says just now, whether or not it is open elsewhere; the errors of `DraftFile.read`."""
    return read_draft(path, passphrase).response


def read_draft(path: Path, passphrase: str | None = None) -> Draft:
    """Return a draft with its history, to look at; the errors of `DraftFile.read`."""
    contents = DraftFile.read(path, passphrase)
    return Draft.load(contents.id, contents.consultation, contents.events, author="")
