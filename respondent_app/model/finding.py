"""Something a person should look at before sending, and where."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from respondent_app.model.place import Place


class Weight(enum.StrEnum):
    """How much a finding matters. Only `MUST` stands in the way of a complete response; nothing blocks silently."""

    MUST = "must"
    SHOULD = "should"


class Room(enum.StrEnum):
    """The page of the window on which a finding can be settled."""

    READING = "reading"
    ANSWERING = "answering"
    RESPONDENT = "respondent"
    CONFIDENTIALITY = "confidentiality"
    REVIEWING = "reviewing"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is missing or inconsistent. `message` never repeats confidential words."""

    id: str
    weight: Weight
    message: str
    room: Room
    place: Place | None = None
    mark: str = ""
