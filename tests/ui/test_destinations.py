from __future__ import annotations

import pytest

from respondent_app.model.finding import Finding, Room, Weight
from respondent_app.model.place import Part, Place
from respondent_app.ui.desk import Destination, Step
from respondent_app.ui.destinations import destination, link_text

PLACE = Place("Q2", Part.RATIONALE)


def finding(room: Room, place: Place | None = None, mark: str = "") -> Finding:
    return Finding("id", Weight.MUST, "Something is missing.", room, place, mark)


@pytest.mark.parametrize(
    ("found", "where", "words"),
    [
        (finding(Room.RESPONDENT), Destination(Step.ANSWER, respondent=True), "Go to your details"),
        (finding(Room.ANSWERING, PLACE), Destination(Step.ANSWER, question="Q2", place=PLACE), "Go to Q2"),
        (
            finding(Room.CONFIDENTIALITY, PLACE, "m1"),
            Destination(Step.CONFIDENTIALITY, question="Q2", place=PLACE, mark="m1"),
            "Go to the mark",
        ),
        (finding(Room.CONFIDENTIALITY), Destination(Step.CONFIDENTIALITY), "Go to Confidentiality"),
        (finding(Room.READING), Destination(Step.READ), "Go to the text"),
    ],
)
def test_a_finding_leads_to_where_it_can_be_settled(found: Finding, where: Destination, words: str) -> None:
    assert destination(found) == where
    assert link_text(found) == words


def test_every_room_has_a_way_there() -> None:
    for room in Room:
        assert link_text(finding(room))
        assert destination(finding(room)).step in Step
