"""The words of the mail as a text to copy, for those whose mail program opens no drafts."""

from __future__ import annotations

from respondent_app.exports.email_draft import EmailDraft


def cover_text(email: EmailDraft) -> bytes:
    """Return recipient, subject and words; like the words themselves it holds nothing confidential."""
    return f"To: {email.to}\nSubject: {email.subject}\n\n{email.body}".encode()
