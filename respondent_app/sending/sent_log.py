"""What was sent from this computer: a small file for each mail, there before anything leaves. Digests, no words."""

from __future__ import annotations

import enum
import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from respondent_app.model import records
from respondent_app.model.errors import StorageError
from respondent_app.storage import folders
from respondent_app.storage.atomic import write_file

FORMAT = 1
_STAMP = "%Y%m%dT%H%M%SZ"


class State(enum.StrEnum):
    """What became of a mail: the server took it, said no, never got it whole, or nobody here knows."""

    SENT = "sent"
    REFUSED = "refused"
    NOT_SENT = "not-sent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SentFile:
    """One attachment, and how anyone can tell that it is the same."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Sending:
    """One mail that was sent from here, or was to be. Times are UTC, as ISO 8601 writes them; sizes are bytes.

    `mail` is the name of the package's e-mail draft and `draft_sha256` its digest; `sha256` is that of what was handed
    to the server. `ended` is empty as long as nobody knows how it ended.
    """

    id: str
    began: str
    consultation: str
    mail: str
    server: str
    sender: str
    to: tuple[str, ...]
    message_id: str
    size: int
    sha256: str
    draft_sha256: str
    files: tuple[SentFile, ...]
    copy_to: str = ""
    state: State = State.UNKNOWN
    ended: str = ""


def new_id(at: datetime) -> str:
    """Return a name for a sending: the names are in the order of time, and none comes twice."""
    return f"{at.astimezone(UTC).strftime(_STAMP)}-{secrets.token_hex(4)}"


def digest(content: bytes) -> str:
    """Return what tells whether content is the same."""
    return hashlib.sha256(content).hexdigest()


def attached(message: EmailMessage) -> tuple[SentFile, ...]:
    """Return what is attached to a mail, in its order."""
    return tuple(SentFile(name, len(content), digest(content)) for name, content in attachments(message))


def attachments(message: EmailMessage) -> Sequence[tuple[str, bytes]]:
    """Return the attachments of a mail as a mail program would store them."""
    parts = [part for part in message.walk() if part.get_content_disposition() == "attachment"]
    return [(part.get_filename(""), bytes(part.get_payload(decode=True) or b"")) for part in parts]


def note(sending: Sending) -> None:
    """Write down what is known of a sending now. Raises `StorageError` if that is not possible."""
    content = {"version": FORMAT, **as_table(sending)}
    write_file(_path(sending.id), (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode())


def as_table(sending: Sending) -> dict[str, object]:
    """Return what is known of a sending as its file says it."""
    table = records.write(sending)
    known = table if isinstance(table, dict) else {}
    # The last two stand there always: somebody may look at the file years later.
    return {**known, "state": str(sending.state), "ended": sending.ended}


def finish(sending: Sending, state: State, at: datetime) -> Sending:
    """Return the sending as it ended, and write that down; `StorageError` if the disk does not take it."""
    ended = "" if state is State.UNKNOWN else at.astimezone(UTC).isoformat(timespec="seconds")
    ended_so = replace(sending, state=state, ended=ended)
    if ended_so != sending:
        note(ended_so)
    return ended_so


def every() -> tuple[Sending, ...]:
    """Return everything that was sent from here, the newest first. Files that cannot be read are passed over."""
    try:
        paths = sorted(folders.sent().glob("*.json"), reverse=True)
    except OSError:
        return ()
    return tuple(sending for path in paths if (sending := _read(path)) is not None)


def earlier(draft_sha256: str) -> tuple[Sending, ...]:
    """Return the sendings of the very same mail that arrived, or may have arrived; the newest first."""
    arrived = {State.SENT, State.UNKNOWN}
    return tuple(one for one in every() if one.draft_sha256 == draft_sha256 and one.state in arrived)


def _read(path: Path) -> Sending | None:
    try:
        table = json.loads(path.read_bytes())
        if not isinstance(table, dict) or table.pop("version", None) != FORMAT:
            return None
        sending = records.read(Sending, table)
        datetime.fromisoformat(sending.began)
    except (OSError, ValueError, RecursionError, StorageError, records.FaultyTableError):
        return None
    return sending if sending.id == path.stem else None


def _path(name: str) -> Path:
    return folders.sent() / f"{name}.json"
