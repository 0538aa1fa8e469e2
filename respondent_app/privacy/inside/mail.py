"""Mail: every header and every part, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import EmailMessage, Message

from respondent_app.privacy.inside.encodings import encoded_texts
from respondent_app.privacy.inside.text import Kind, Path, Read, Skip, Text, decoded

_HEADER = re.compile(rb"(?:[!-9;-~]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}")
_OF_MAIL = re.compile(rb"^(?:from|to|subject|date|mime-version|message-id|received):", re.IGNORECASE | re.MULTILINE)


def is_mail(name: str, content: bytes) -> bool:
    """Whether a file is a mail: by its name, or because it begins with the headers of one."""
    if name.lower().endswith((".eml", ".mht", ".mhtml")):
        return True
    head = _HEADER.match(content[:4096])
    return head is not None and len(set(map(bytes.lower, _OF_MAIL.findall(head[0])))) > 1


def mail_texts(place: Path, content: bytes, read: Read, skip: Skip) -> Iterator[Text]:
    """Yield the texts of a mail; attachments that `skip` accepts are passed over."""
    from email import message_from_bytes
    from email.policy import default

    message = message_from_bytes(content, policy=default)
    rest = content.replace(b"\r\n", b"\n")
    for part in message.walk():
        name = part.get_filename() or ""
        values = [_header(part, key, str(value)) for key, value in part.items()]
        yield Text((*place, "a mail header"), Kind.VISIBLE, "\n".join(values))
        yield Text((*place, "a mail header"), Kind.KEPT, "\n".join((*map(str, part.keys()), name)))
        if part.is_multipart():
            yield Text((*place, "between the mail's parts"), Kind.KEPT, f"{part.preamble or ''}\n{part.epilogue or ''}")
            continue
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes):
            continue
        carried = str(part.get_payload()).replace("\r\n", "\n").strip().encode("ascii", "ignore")
        rest = rest.replace(carried or b"\0", b"")
        if not skip(name, payload):
            yield from _part_texts((*place, name or "text of the mail"), part, name, payload, read)
    left = (*place, "the mail as bytes")
    yield Text(left, Kind.RAW, decoded(rest))
    yield from encoded_texts(left, decoded(rest), read)


def _header(part: EmailMessage | Message, key: str, value: str) -> str:
    """Return a header as it is shown; encoded words that stand where none belong are opened, too."""
    try:
        opened = str(make_header(decode_header(value))) if "=?" in value else value
    except (LookupError, UnicodeError, ValueError):
        opened = value
    parameters = part.get_params(header=key) or [] if key.lower().startswith("content-") else []
    return "\n".join((value, opened, *(str(held) for _, held in parameters)))


def _part_texts(place: Path, part: EmailMessage | Message, name: str, payload: bytes, read: Read) -> Iterator[Text]:
    if part.get_content_maintype() == "text":
        text = _in_its_letters(part, payload)
        yield Text(place, Kind.VISIBLE, text)
        payload = text.encode("utf-8", errors="replace")
    yield from read(place, name or ("part.html" if part.get_content_subtype() == "html" else "part.txt"), payload)


def _in_its_letters(part: EmailMessage | Message, payload: bytes) -> str:
    try:
        return payload.decode(part.get_content_charset("utf-8"))
    except (LookupError, UnicodeDecodeError):
        return decoded(payload)
