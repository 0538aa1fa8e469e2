"""The mail of a package, as it lies in its folder: read, held against the list of files, searched again, sent once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from respondent_app.exports.names import MANIFEST
from respondent_app.model.errors import StorageError, storage_error
from respondent_app.sending import sent_log
from respondent_app.sending.addresses import AddressError, read_addresses
from respondent_app.sending.delivery import deliver
from respondent_app.sending.faults import NOTHING_SENT, ArrivalUnknownError, RefusedError, SendError
from respondent_app.sending.outgoing import Outgoing, outgoing, read_draft, recipients
from respondent_app.sending.sent_log import Sending, SentFile, State

if TYPE_CHECKING:
    import ssl

    from respondent_app.exports.blank_form import BlankForm
    from respondent_app.model.consultation import Consultation
    from respondent_app.model.response import Response
    from respondent_app.sending.account import Account
    from respondent_app.sending.delivery import Step

_MAKE_AGAIN = "Make the package again."


class LeakFoundError(SendError):
    """Something confidential stands where the public could read it."""


@dataclass(frozen=True, slots=True)
class PackageMail:
    """The e-mail draft of a package: to whom, about what, with which files. `size` is in bytes, as it is sent."""

    name: str
    consultation: str
    to: tuple[str, ...]
    subject: str
    files: tuple[SentFile, ...]
    draft: bytes = field(repr=False)

    @property
    def size(self) -> int:
        """How large the mail is."""
        return len(self.draft)

    @property
    def sent_before(self) -> tuple[Sending, ...]:
        """When the very same mail was sent already, or may have been; the newest first."""
        return sent_log.earlier(sent_log.digest(self.draft))


@dataclass(frozen=True, slots=True)
class Sent:
    """A mail that the server took. `noted` is false if the disk did not take that; then the log says less."""

    sending: Sending
    noted: bool = True


def read_package(folder: Path) -> PackageMail:
    """Return the mail of the newest package in a folder. `SendError` if it is none, or not as it was made."""
    listed = _listed(folder)
    names = [name for name in listed.digests if name.lower().endswith(".eml")]
    if len(names) != 1 or Path(names[0]).name != names[0]:
        raise _cannot(f"The package in {folder} holds no e-mail.", _MAKE_AGAIN)
    draft = _content(folder / names[0])
    if sent_log.digest(draft) != listed.digests[names[0]]:
        raise _changed(names[0])
    message = read_draft(draft)
    files = sent_log.attached(message)
    for file in files:
        if listed.digests.get(file.name) != file.sha256 or _differs(folder / file.name, file.sha256):
            raise _changed(file.name)
    return PackageMail(names[0], listed.consultation, recipients(message), str(message["Subject"]), files, draft)


def refuse_leaks(mail: PackageMail, response: Response, consultation: Consultation, known: BlankForm) -> None:
    """Search the mail and what is attached for what is confidential now. `LeakFoundError` names the places.

    Also refused is a mail that is about another consultation, or goes to somebody else than the consultation says.
    `known` is what stands in the publisher's form anyway.
    """
    from respondent_app.exports.package import check_files
    from respondent_app.privacy.marks import faulty_marks
    from respondent_app.privacy.told_places import told

    _refuse_others(mail, consultation)
    if faulty_marks(response, consultation):
        raise _cannot("A mark in the response covers nothing, so it cannot be told what is confidential.", _MAKE_AGAIN)
    files = {mail.name: mail.draft, **dict(sent_log.attachments(read_draft(mail.draft)))}
    report = check_files(files, response, consultation, known)
    if not report.is_clean:
        raise LeakFoundError(
            f"Something confidential would stand in the open: {told(report.hits, report.unread)}.",
            meaning=NOTHING_SENT,
            advice="Mark or reword it in that place too, then make the package once more.",
        )


def send(
    mail: PackageMail,
    response: Response,
    consultation: Consultation,
    account: Account,
    password: str,
    *,
    known: BlankForm | None = None,
    step: Step = lambda _: None,
    context: ssl.SSLContext | None = None,
) -> Sent:
    """Search the mail again, note that it is about to go, hand it over once, and note how that ended.

    Raises what `refuse_leaks`, `outgoing` and `deliver` raise; `StorageError` if it cannot be noted beforehand, for
    then nothing is sent.
    """
    from respondent_app.exports.blank_form import BlankForm

    step("Searching the mail once more for what is confidential")
    refuse_leaks(mail, response, consultation, known or BlankForm())
    out = outgoing(mail.draft, account, at=_now())
    sending = _about_to_go(mail, out, account)
    try:
        sent_log.note(sending)
    except StorageError as error:
        raise StorageError(error.what, meaning=NOTHING_SENT, advice=error.advice) from error
    return _delivered(sending, out, account, password, step, context)


def _delivered(
    sending: Sending, out: Outgoing, account: Account, password: str, step: Step, context: ssl.SSLContext | None
) -> Sent:
    try:
        deliver(out, account, password, step=step, context=context)
    except ArrivalUnknownError:
        raise
    except BaseException as error:
        _finish(sending, State.REFUSED if isinstance(error, RefusedError) else State.NOT_SENT)
        raise
    return _finish(sending, State.SENT)


def _finish(sending: Sending, state: State) -> Sent:
    """Note how it ended; that the disk is full now must not hide how."""
    try:
        return Sent(sent_log.finish(sending, state, _now()))
    except StorageError:
        return Sent(replace(sending, state=state), noted=False)


def _about_to_go(mail: PackageMail, out: Outgoing, account: Account) -> Sending:
    return Sending(
        id=sent_log.new_id(out.at),
        began=out.at.isoformat(timespec="seconds"),
        consultation=mail.consultation,
        mail=mail.name,
        server=account.server,
        sender=out.sender,
        to=out.to,
        copy_to=out.copy_to,
        message_id=out.message_id,
        size=len(out.content),
        sha256=sent_log.digest(out.content),
        draft_sha256=sent_log.digest(mail.draft),
        files=mail.files,
    )


def _refuse_others(mail: PackageMail, consultation: Consultation) -> None:
    if mail.consultation != consultation.id:
        raise _cannot("The package answers another consultation than the response.", "Choose the folder of its own.")
    if not mail.to:
        raise _cannot("The consultation names no address for e-mails.", "Look in the consultation for another way.")
    try:
        right = read_addresses(consultation.respond_to)
    except AddressError:
        right = ()
    if set(mail.to) != set(right):
        raise _cannot("The mail does not go to the address that the consultation names.", _MAKE_AGAIN)


@dataclass(frozen=True, slots=True)
class _Listed:
    """What the list of files says of the newest package."""

    consultation: str
    digests: Mapping[str, str]


def _listed(folder: Path) -> _Listed:
    try:
        tables = json.loads((folder / MANIFEST).read_bytes())
        return _Listed(str(tables["consultation"]), dict(_entries(tables["files"])))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _cannot(f"There is no package in {folder}.", "Name the folder that it was written into.") from error
    except OSError as error:
        raise storage_error(error, meaning=NOTHING_SENT) from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _cannot(f"The list of files in {folder} is not as this app makes it.", _MAKE_AGAIN) from error


def _entries(entries: list[Mapping[str, object]]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        yield str(entry["name"]), str(entry["sha256"])


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise storage_error(error, meaning=NOTHING_SENT) from error


def _differs(path: Path, sha256: str) -> bool:
    """Whether a file beside the mail says something else than the one that is attached."""
    return path.exists() and sent_log.digest(_content(path)) != sha256


def _changed(name: str) -> SendError:
    return _cannot(
        f"{name} was changed since the package was made, so the mail is not what you would see.", _MAKE_AGAIN
    )


def _cannot(what: str, advice: str) -> SendError:
    return SendError(what, meaning=NOTHING_SENT, advice=advice)


def _now() -> datetime:
    return datetime.now(UTC)
