"""How the versions of a response are named."""

from __future__ import annotations

from respondent_app.model.submission import Audience, Submission

PUBLIC_VERSION = "PUBLIC VERSION"
CONFIDENTIAL_VERSION = "CONFIDENTIAL"
FULL_VERSION = "FULL VERSION – not for publication"
NOTHING_SAID = "Nothing stated."


def version(submission: Submission) -> str:
    """Return what stands at the head of every page."""
    if submission.audience is Audience.PUBLIC:
        return PUBLIC_VERSION
    return CONFIDENTIAL_VERSION if submission.anything_marked else FULL_VERSION
