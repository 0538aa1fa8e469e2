"""Words, clause numbers and questions find what was said; nothing that is typed can break the search."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from respondent_app.model.past_answer import PastAnswer, PastResponse
from respondent_app.model.place import Part
from respondent_app.past_answers.clauses import references, words_of
from respondent_app.past_answers.library_file import Library
from respondent_app.past_answers.snippets import snippet

from .conftest import Say

_TYPED = int(os.environ.get("RESPONDENT_TYPED_SEARCHES", "150"))


def found(library: Library, typed: str) -> list[str]:
    return [hit.answer.text for hit in library.find(typed)]


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        ("installation", True),
        ("INSTALL", True),  # the beginning of a word
        ("stall", False),
        ("cafe", True),  # without its accent
        ("café metering", True),
        ('"dual band hubs"', True),
        ('"band dual"', False),
        ("12,500", True),
        ("12,50", False),  # a figure is another figure
    ],
)
def test_words_find_their_text(library: Library, say: Say, typed: str, finds: bool) -> None:  # noqa: FBT001
    say("Installation of dual band hubs: 12,500 a week, says the Café Metering group.")
    assert bool(found(library, typed)) is finds


def test_all_words_come_before_some_words(library: Library, say: Say) -> None:
    say("Costs of meters.", "Costs of hubs.", "Hubs.")
    assert found(library, "costs hubs") == ["Costs of hubs."]
    assert set(found(library, "costs zebrafish")) == {"Costs of meters.", "Costs of hubs."}


@pytest.mark.parametrize("spelt", ["5.1(b)(i)", "Clause 5.1 (b) (i)", "5.1(B)(I)"])
def test_a_clause_is_found_however_it_is_spelt(library: Library, say: Say, spelt: str) -> None:
    say("We disagree with clause 5.1(b)(i).", "On 5.1(c) we agree.", "About 15.1 nothing.")
    assert found(library, spelt)[0] == "We disagree with clause 5.1(b)(i)."
    assert "About 15.1 nothing." not in found(library, spelt)


def test_a_clause_finds_what_was_said_on_its_parts(library: Library, say: Say) -> None:
    say("Too short a time.", clause="14.3(a)")
    say("Other.", draft="d2", clause="14.4")
    assert found(library, "14.3") == ["Too short a time."]


def test_clause_numbers_are_told_from_other_figures() -> None:
    text = "Clause 14 and 5.1(b)(i) and Section F12.3; 12,500 meters in 30 days for Q2"
    assert references(text) == ("14", "5.1(b)(i)", "F12.3")
    assert words_of("5.1(b)(i)") == ("clause5x1xbxi", "clause5x1xb", "clause5x1", "clause5")
    assert words_of("F12.3") == ("clausef12x3", "clausef12")


def test_the_newer_of_two_alike_comes_first(library: Library, say: Say) -> None:
    year = 31_557_600_000
    for number, at in enumerate((1, 9, 5)):
        say(f"We need more time, {number}.", draft=f"d{number}", at=at * year)
    assert found(library, "time") == ["We need more time, 1.", "We need more time, 2.", "We need more time, 0."]


def test_suggestions_need_no_typing(library: Library, say: Say) -> None:
    say("Said on the clause.", draft="d1", clause="14.3")
    say("The rollout of dual band hubs is late.", draft="d2")
    say("Nothing of the kind.", draft="d3")
    hits = library.suggest(["14.3(a)"], "Do you agree with the changes to dual band hubs?")
    assert {hit.answer.text for hit in hits} == {"Said on the clause.", "The rollout of dual band hubs is late."}
    assert hits[0].answer.text == "Said on the clause."
    assert [h.answer.response.draft for h in library.suggest(["14.3"], "hubs", without="d1")] == ["d2"]
    assert library.suggest([], "Do you agree?") == ()


HOSTILE = (
    '"', '""', "' or 1=1 --", "NEAR(", "a AND", "OR", "NOT x", "text:x", "{a b}:c", "^x", "*", "a*b", "-x", "(", "\0",
    "a\0b", "\ud800", "\u202e", "5.1(", "x" * 5000, "a " * 5000, "“x", "\N{GRINNING FACE}", "e\u0301", "ก็", "²",
)  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE)
def test_nothing_that_is_typed_breaks_the_search(library: Library, say: Say, typed: str) -> None:
    say("a b x text OR near Café")
    library.find(typed)
    library.suggest([typed], typed)


@settings(max_examples=_TYPED, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(st.characters(exclude_categories=()), max_size=40) | st.text('"*()^:{}-+ANDORT.5', max_size=20))
def test_nothing_at_all_that_is_typed_breaks_the_search(library: Library, typed: str) -> None:
    library.find(typed)
    library.suggest([typed], typed)


def test_the_snippet_shows_the_words_that_were_found() -> None:
    text = "Something else at length. " * 30 + "The Café wants hubs. " + "And on it goes. " * 30
    shown = snippet(text, ["cafe"])
    assert "The Café wants hubs." in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 250
    assert snippet("Short\n\ntext.", ["nowhere"]) == "Short text."
    assert snippet("İstanbul hubs", ["hubs"]) == "İstanbul hubs"  # its small letter is two


def test_ten_thousand_answers_are_searched_in_no_time(library: Library) -> None:
    words = [
        "costs",
        "hubs",
        "meters",
        "rollout",
        "time",
        "band",
        "dual",
        "security",
        "tariff",
        "market",
        "data",
        "week",
    ]
    for number in range(100):
        source = PastResponse(f"d{number}", "c", at=number)
        said = (" ".join(words[(number * i + k) % 12] for k in range(40)) + f" 14.{i % 9}" for i in range(100))
        library.keep(source, [PastAnswer(source, "Q1", Part.ANSWER, text) for text in said])

    def quickest(action: object) -> float:
        times = []
        for _ in range(5):
            start = time.perf_counter()
            action()  # type: ignore[operator]
            times.append(time.perf_counter() - start)
        return min(times)

    reading = quickest(lambda: library._connection.execute("select sum(length(text)) from entry").fetchall())
    searching = quickest(lambda: library.find("security tariff 14.3"))
    assert searching < 10 * reading + 0.005
