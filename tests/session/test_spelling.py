from __future__ import annotations

import pytest

from respondent_app.session.spelling import Spelling


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling(["GroupID", "elster", "TMAD"])


def wrong(spelling: Spelling, text: str) -> list[str]:
    return [text[start:end] for start, end in spelling.mistakes(text)]


def test_british_spelling_is_right_and_american_is_not(spelling: Spelling) -> None:
    assert wrong(spelling, "The colour of the organisation, the color of it.") == ["color"]


def test_words_of_the_consultation_are_known(spelling: Spelling) -> None:
    assert wrong(spelling, "GroupID and elster, but grupid") == ["grupid"]


def test_references_addresses_and_acronyms_are_left_alone(spelling: Spelling) -> None:
    text = "Clause 5.1(b)(i), x14.3, SMSO, consultations@smartdcc.co.uk, www.smartdcc.co.uk, S1SP"
    assert wrong(spelling, text) == []


def test_a_typing_error_at_the_end_of_a_sentence_is_found(spelling: Spelling) -> None:
    assert wrong(spelling, "We agree with the proposl. Next") == ["proposl"]
    assert wrong(spelling, "(proposl), proposl; “proposl”") == ["proposl"] * 3


def test_curly_apostrophes_are_apostrophes(spelling: Spelling) -> None:
    assert wrong(spelling, "DCC’s plan doesn’t say; suppliers’ views") == []


def test_suggests(spelling: Spelling) -> None:
    assert "receive" in spelling.suggestions("recieve")


def test_learns(spelling: Spelling) -> None:
    assert wrong(spelling, "qwxz") == ["qwxz"]
    spelling.learn("qwxz")
    assert wrong(spelling, "qwxz") == []
