"""A consultation in a terminal and for scripts."""

from __future__ import annotations

import json

from respondent_app.packs.library import load
from respondent_app.packs.show import as_json, as_text
from tests.packs.source_words import PACK_ID, source_words


def test_text_says_the_essentials_first_and_then_all_of_the_document() -> None:
    text = as_text(load(PACK_ID))
    head, document = text.split("\nThe document\n")
    assert "16:00 on Friday 6 September 2019 (Europe/London)" in head
    assert "consultations@smartdcc.co.uk" in head
    assert "Q3. Do you agree with the proposed re-designation date" in head
    assert "  5. Clause 4.8 – 4.10: " in head
    assert document.split() == source_words()


def test_json_holds_every_field_and_survives_a_round_trip() -> None:
    table = json.loads(json.dumps(as_json(load(PACK_ID))))
    assert table["version"] == 1
    assert table["closes_utc"] == "2019-09-06T15:00:00Z"
    assert table["deadline"] == {"closes": "2019-09-06T16:00:00", "zone": "Europe/London"}
    assert table["changes"][4]["clauses"] == ["4.8", "4.9", "4.10"]
    assert table["changes"][0]["inserted"] == ""
    assert table["milestones"][3]["latest"] == "2019-11-04"
    assert [part["id"] for part in table["questions"][2]["stance"]] == ["date", "fallback", "direction"]
    assert table["attachments"][0]["inline"] is True
