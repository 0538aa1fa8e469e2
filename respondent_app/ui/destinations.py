"""From a finding to the place in the window where it can be settled, and the words on the link that goes there."""

from __future__ import annotations

from respondent_app.model.finding import Finding, Room
from respondent_app.ui.desk import Destination, Step

_STEPS = {
    Room.READING: Step.READ,
    Room.ANSWERING: Step.ANSWER,
    Room.RESPONDENT: Step.ANSWER,
    Room.CONFIDENTIALITY: Step.CONFIDENTIALITY,
    Room.REVIEWING: Step.REVIEW,
}
_WHOLE_ROOMS = {
    Room.READING: "Go to the text",
    Room.ANSWERING: "Go to the answers",
    Room.RESPONDENT: "Go to your details",
    Room.CONFIDENTIALITY: "Go to Confidentiality",
    Room.REVIEWING: "Go to the sign-offs",
}


def destination(finding: Finding) -> Destination:
    """Return where `finding` can be settled."""
    return Destination(
        _STEPS[finding.room],
        question=finding.place.question if finding.place else "",
        place=finding.place,
        mark=finding.mark,
        respondent=finding.room is Room.RESPONDENT,
        sign_offs=finding.room is Room.REVIEWING,
    )


def link_text(finding: Finding) -> str:
    """Return what the link to the place of `finding` says, such as "Go to Q2"."""
    if finding.room is Room.CONFIDENTIALITY and finding.mark:
        return "Go to the mark"
    if finding.place is None:
        return _WHOLE_ROOMS[finding.room]
    return f"Go to {finding.place.question}"
