"""Random changes, a table that tells of some of them: the audit must find exactly the others."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from respondent_app.documents.auditing.audit import audit
from respondent_app.documents.comparing.compare import compare
from respondent_app.model.audit import Verdict
from respondent_app.model.consultation import ChangeRow
from respondent_app.model.document import Document, FileKind, Paragraph
from tests.documents.auditing.made_up_texts import Line, audited, consultation, row, same
from tests.made_documents.legal_text import Prose

TIMES = {1: "once", 2: "twice", 3: "three times"}
NEW_WORDS = (
    "promptly", "lawful", "diligent", "sealed", "archived", "countersigned", "itemised", "accredited", "provisional",
    "quarterly",
)  # fmt: skip
STRAYS = ("hereafter", "forthwith", "notwithstanding")
PLAIN_WORDS = (
    "party", "shall", "notify", "the", "panel", "of", "any", "device", "before", "migration", "and", "report", "each",
    "outcome", "in", "writing", "to", "its", "agent", "within", "thirty", "days", "unless", "a", "manager", "agrees",
    "for", "meter", "register", "record", "plan", "test", "window", "site",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """A clause that changes, the row that would tell of it, and how to print its reference."""

    line: Line
    kind: str
    description: str
    reference: str

    def row(self, number: int) -> ChangeRow:
        return row(self.reference, self.description, self.kind, number)


Planter = Callable[[random.Random, str, str, str], Change]


def text_of(rng: random.Random) -> str:
    return f"Here {' '.join(rng.choices(PLAIN_WORDS, k=rng.randint(8, 25)))} duly."


def fresh(rng: random.Random) -> str:
    return " ".join(rng.sample(NEW_WORDS, rng.randint(1, 3)))


def quoted(rng: random.Random, text: str) -> str:
    return rng.choice(["“{}”", '"{}"', "‘{}’", "'{}'"]).format(text)


def insertion(rng: random.Random, text: str, was: str, now: str) -> Change:
    words, count = text.split(), rng.randint(1, 3)
    phrase = rng.choice([fresh(rng), f"the {fresh(rng)} and", f"of {fresh(rng)} the"])
    for place in sorted(rng.sample(range(1, len(words) - 1), count), reverse=True):
        words[place:place] = phrase.split()
    said = rng.choice(["Inclusion of {} {}.", "New text {} {}.", "Insert {} {}.", "{} inserted {}."])
    return Change(
        Line(was, text, " ".join(words), now), "insertion", said.format(quoted(rng, phrase), TIMES[count]), now
    )


def replacement(rng: random.Random, text: str, was: str, now: str) -> Change:
    words, new = text.split(), fresh(rng)
    gone = rng.choice(words[1:-1])
    after = " ".join(new if word == gone else word for word in words)
    said = rng.choice(["Delete {} and replace with {}", "{} replaced by {}.", "Change {} to {}."])
    return Change(Line(was, text, after, now), "replacement", said.format(quoted(rng, gone), quoted(rng, new)), now)


def deletion(rng: random.Random, text: str, was: str, now: str) -> Change:
    words = text.split()
    gone = rng.choice(words[1:-1])
    said = rng.choice(["Deletion of {}.", "Delete {}", "{} removed."]).format(quoted(rng, gone))
    return Change(Line(was, text, " ".join(word for word in words if word != gone), now), "deletion", said, now)


def rewording(rng: random.Random, text: str, was: str, now: str) -> Change:
    whole = f"The {fresh(rng)} {text[5:]}"
    return Change(Line(was, text, whole, now), "replacement", f"Amended to read “{whole}”", now)


def new_clause(rng: random.Random, _text: str, was: str, now: str) -> Change:
    whole = f"The {fresh(rng)} {text_of(rng)[5:]}"
    said = rng.choice([f"New clause “{whole}”", "New clause on other matters."])
    return Change(Line(was, None, whole, now), "new-clause", said, now)


def clause_gone(_rng: random.Random, text: str, was: str, _now: str) -> Change:
    return Change(Line(was, text, None), "deletion", "Clause deleted.", was)


PLANTERS: tuple[Planter, ...] = (insertion, replacement, deletion, rewording, new_clause, clause_gone)


def plant(rng: random.Random, text: Callable[[], str]) -> tuple[list[Line], list[tuple[int, Change]]]:
    """Make a text of a few sections; every change with the place of its line."""
    lines: list[Line] = []
    changes: list[tuple[int, Change]] = []
    for section in range(1, rng.randint(3, 5)):
        lines.append(same(str(section), f"Matters of part {section}", heading=True))
        shift = 0
        for number in range(1, rng.randint(3, 7)):
            was, now, words = f"{section}.{number}", f"{section}.{number + shift}", text()
            if rng.random() < 0.4:
                lines.append(same(was, words, now))
                continue
            change = rng.choice(PLANTERS)(rng, words, was, now)
            printed = rng.choice(["Clause {}", "{}", "Section {}", "Clause {} "]).format(change.reference)
            changes.append((len(lines), replace(change, reference=printed)))
            lines.append(change.line)
            if change.line.current is None:
                shift += 1
                lines.append(same(was, words, f"{section}.{number + shift}"))
            shift -= change.line.proposed is None
    return lines, changes


@given(st.integers(0, 10**9))
@settings(max_examples=120, deadline=None)
def test_what_the_table_leaves_out_is_found_and_nothing_else(seed: int) -> None:
    rng = random.Random(seed)
    lines, changes = plant(rng, lambda: text_of(rng))
    told = [(place, change) for place, change in changes if rng.random() < 0.7]
    result = audited(lines, *(change.row(n) for n, (_, change) in enumerate(told, start=1)))
    assert [found.verdict for found in result.rows] == [Verdict.AS_DESCRIBED] * len(told)
    assert {found.change for found in result.undisclosed} == {p for p, _ in changes} - {p for p, _ in told}


@given(st.integers(0, 10**9))
@settings(max_examples=80, deadline=None)
def test_a_stray_word_in_a_clause_of_the_table_is_found(seed: int) -> None:
    rng = random.Random(seed)
    lines, changes = plant(rng, lambda: text_of(rng))
    strayed: dict[int, str] = {}
    for place, change in changes:
        line = change.line
        if change.description.startswith("Amended") or line.current is None or line.proposed is None:
            continue
        words = line.proposed.split()
        strayed[place] = rng.choice(STRAYS)
        lines[place] = replace(line, proposed=" ".join((*words[:-1], strayed[place], words[-1])))
    result = audited(lines, *(change.row(n) for n, (_, change) in enumerate(changes, start=1)))
    assert [found.verdict for found in result.rows] == [Verdict.AS_DESCRIBED] * len(changes)
    assert {found.change: found.detail for found in result.undisclosed} == {
        place: f"“{word}” is inserted." for place, word in strayed.items()
    }
    told = [f"also changes: “{strayed[place]}” is inserted" for place, _ in changes if place in strayed]
    assert all(any(each in found.detail for found in result.rows) for each in told)


@pytest.mark.parametrize("seed", range(25))
def test_it_holds_for_texts_that_are_compared_without_knowing_the_pairs(seed: int) -> None:
    rng = random.Random(seed)
    prose = Prose(rng)
    lines, changes = plant(rng, lambda: f"Here {' '.join(prose.words(rng.randint(10, 30)))} duly.")
    told = [change for _, change in changes if rng.random() < 0.7]
    current, proposed = (_document(lines, side) for side in ("current", "proposed"))
    rows = [change.row(n) for n, change in enumerate(told, start=1)]
    result = audit(consultation(*rows), compare(current, proposed))
    assert [found.verdict for found in result.rows] == [Verdict.AS_DESCRIBED] * len(told)
    omitted = sorted((c.line.now if c.line.proposed else "") or c.line.reference for _, c in changes if c not in told)
    assert sorted(found.reference for found in result.undisclosed) == omitted


def _document(lines: list[Line], side: str) -> Document:
    paragraphs = []
    for line in lines:
        text: str | None = getattr(line, side)
        if text is not None:
            number = (line.now or line.reference) if side == "proposed" else line.reference
            level = number.count(".") + 1
            paragraphs.append(
                Paragraph(text, label=number, reference=number, within=number, is_heading=line.heading, level=level)
            )
    return Document(f"{side}.docx", FileKind.WORD, tuple(paragraphs), tuple(paragraphs))
