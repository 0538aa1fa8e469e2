"""The mail that carries a response: a draft that a mail program opens for sending, and its words for copying.

It is not sent here. The words hold the organisation's name only; what is confidential is in the attachments.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from respondent_app.model.submission import Submission, plain
from respondent_app.model.text import clean

_TYPES = {
    "docx": "vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "pdf",
}
_BOUNDARY = "=_respondent_package_part"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file to attach, and what it is in a few words."""

    name: str
    content: bytes = field(repr=False)
    what: str


@dataclass(frozen=True, slots=True)
class EmailDraft:
    """A mail that has not been sent: its parts for copying, and the same as a file (`eml`)."""

    to: str
    subject: str
    body: str
    eml: bytes = field(repr=False)


def email_draft(public: Submission, attachments: Sequence[Attached], *, details_withheld: bool) -> EmailDraft:
    """Return the mail for a response. Its words are taken from the `public` submission."""
    to = public.consultation.respond_to
    subject = _subject(public)
    body = _body(public, attachments, details_withheld=details_withheld)
    return EmailDraft(to, subject, body, _eml(to, subject, body, attachments))


def _organisation(public: Submission) -> str:
    """Return the organisation's name, or nothing if it is confidential or not given."""
    return "" if any(span.withheld for span in public.organisation) else plain(public.organisation).strip()


def _subject(public: Submission) -> str:
    parts = [public.consultation.subject, _organisation(public)]
    if public.anything_marked:
        parts.append("contains confidential information")
    return " – ".join(" ".join(clean(part).split()) for part in parts if part)


def _body(public: Submission, attachments: Sequence[Attached], *, details_withheld: bool) -> str:
    publisher = public.consultation.publisher_short or public.consultation.publisher
    organisation = _organisation(public)
    ours = f"the response of {organisation}" if organisation else "our response"
    listed = "\n".join(f"- {attached.name}: {attached.what}" for attached in attachments)
    request = _request(publisher, public, details_withheld=details_withheld)
    paragraphs = (
        f"Dear {publisher} consultation team,",
        f"Please find attached {ours} to: {public.consultation.title}.",
        request,
        f"Attached:\n{listed}",
        "Please confirm that you have received this response.",
        f"Yours faithfully,\n{organisation}".rstrip(),
    )
    return "\n\n".join(clean(paragraph) for paragraph in paragraphs if paragraph) + "\n"


def _request(publisher: str, public: Submission, *, details_withheld: bool) -> str:
    sentences = []
    if public.anything_marked:
        sentences.append(
            f"REQUEST FOR CONFIDENTIALITY. We ask {publisher} to treat as confidential what is marked "
            "“[Confidential …]” in the attached files named CONFIDENTIAL. The response itself makes the same request "
            "and gives our reasons. This is an express request; it does not rest on an automatic disclaimer."
        )
    if details_withheld:
        sentences.append("Please do not publish the personal contact details in the full version.")
    if sentences:
        sentences.append("Please publish the files named PUBLIC only.")
    return " ".join(sentences)


def _eml(to: str, subject: str, body: str, attachments: Sequence[Attached]) -> bytes:
    """Return the draft as a file. No sender and no date: the mail program that sends it knows them."""
    from email.message import EmailMessage

    from respondent_app.exports.mail_headers import DraftPolicy, encoded

    message = EmailMessage(DraftPolicy(linesep="\r\n", cte_type="7bit"))
    message["X-Unsent"] = "1"
    message["To"] = to
    message["Subject"] = encoded(subject).replace("\r\n", "")  # as it is, words that look encoded would be decoded
    message.set_content(body)
    for attached in attachments:
        kind = _TYPES.get(attached.name.rpartition(".")[2], "octet-stream")
        message.add_attachment(
            attached.content, maintype="application", subtype=kind, filename=attached.name,
            params={"name": attached.name},
        )  # fmt: skip
    if attachments:
        message.set_boundary(_BOUNDARY)
    return message.as_bytes()
