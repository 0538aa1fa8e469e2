"""Random changes, a table that tells of some of them: the audit must find exactly the others."""

from __future__ import annotations

import random
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from respondent_app.model.audit import Verdict
from respondent_app.model.consultation import ChangeRow
from tests.documents.auditing.made_up_texts import Line, audited, row, same

WORDS = ["party", "shall", "notify", "the", "panel", "of", "any", "device", "before", "migration", "and", "report", "each", "outcome", "in", "writing", "to", "its", "agent", "within", "thirty", "days", "unless", "a", "code", "manager", "agrees", "otherwise", "for", "the", "meter", "register", "charge", "record", "plan", "test", "window", "site"]  # fmt: skip
NEW_WORDS = ["promptly", "lawful", "diligent", "sealed", "archived", "countersigned", "itemised", "accredited", "provisional", "quarterly"]
TIMES = {1: "once", 2: "twice", 3: "three times"}


@dataclass(frozen=True)
class Planted:
    """Clauses with changes, and the row that would tell of each change."""

    lines: tuple[Line, ...]
    rows: tuple[ChangeRow, ...]


def plant(rng: random.Random) -> Planted:
    lines: list[Line] = []
    rows: list[ChangeRow] = []
    for section in range(1, rng.randint(3, 5)):
        lines.append(same(str(section), f"Part {section}", heading=True))
        shift = 0
        for number in range(1, rng.randint(3, 7)):
            text = f"Here {' '.join(rng.choices(WORDS, k=rng.randint(8, 25)))} duly."
            was, now = f"{section}.{number}", f"{section}.{number + shift}"
            how = rng.choice(["same", "same", "insert", "replace", "delete", "new", "gone", "reads"])
            line, told = _changed(how, text, was, now, rng, len(rows) + 1)
            if how == "new":
                lines.append(line)
                shift += 1
                lines.append(same(was, text, f"{section}.{number + shift}"))
            else:
                lines.append(line)
                shift -= how == "gone"
            rows += told
    return Planted(tuple(lines), tuple(rows))


def _changed(how: str, text: str, was: str, now: str, rng: random.Random, number: int) -> tuple[Line, list[ChangeRow]]:
    words = text.split()
    fresh = " ".join(rng.sample(NEW_WORDS, rng.randint(1, 3)))
    style = rng.choice(["“{}”", '"{}"', "‘{}’"])
    at = rng.choice([now, now, was]) if rng.random() < 0.5 and how not in {"new", "gone"} else now
    name = rng.choice(["Clause {}", "{}", "Section {}"])
    if how == "insert":
        count = rng.randint(1, 3)
        mixed = fresh if rng.random() < 0.5 else f"the {fresh} and"
        for place in sorted(rng.sample(range(1, len(words) - 1), count), reverse=True):
            words[place:place] = mixed.split()
        said = rng.choice(["Inclusion of {} {}.", "New text {} {}.", "Insert {} {}."]).format(
            style.format(mixed), TIMES[count]
        )
        return Line(was, text, " ".join(words), now), [row(name.format(now), said, number=number)]
    if how == "replace":
        place = rng.randrange(1, len(words) - 1)
        gone = words[place]
        after = [fresh if word == gone else word for word in words]
        said = f"Delete {style.format(gone)} and replace with {style.format(fresh)}"
        return Line(was, text, " ".join(after), now), [row(name.format(now), said, "replacement", number)]
    if how == "delete":
        place = rng.randrange(1, len(words) - 1)
        gone = words[place]
        after = [word for word in words if word != gone]
        said = f"Deletion of {style.format(gone)}."
        return Line(was, text, " ".join(after), now), [row(name.format(now), said, "deletion", number)]
    if how == "new":
        whole = f"The {fresh} {' '.join(rng.choices(WORDS, k=12))}."
        said = rng.choice([f"New clause “{whole}”", "New clause on other matters."])
        return Line(was, None, whole, now), [row(name.format(now), said, "new-clause", number)]
    if how == "gone":
        return Line(was, text, None), [row(name.format(was), "Clause deleted.", "deletion", number)]
    if how == "reads":
        whole = f"The {fresh} {' '.join(rng.choices(WORDS, k=12))}."
        return Line(was, text, whole, now), [row(name.format(now), f"Amended to read “{whole}”", "replacement", number)]
    return same(was, text, now), []


@given(st.integers(0, 10**9))
@settings(max_examples=150, deadline=None)
def test_what_the_table_leaves_out_is_found_and_nothing_else(seed: int) -> None:
    rng = random.Random(seed)
    planted = plant(rng)
    told = tuple(each for each in planted.rows if rng.random() < 0.7)
    result = audited(planted.lines, *told)
    assert [r.verdict for r in result.rows] == [Verdict.AS_DESCRIBED] * len(told), result.rows
    changed = [n for n, line in enumerate(planted.lines) if line.current != line.proposed]
    omitted = {n for n, each in zip(changed, planted.rows, strict=True) if each not in told}
    assert {found.change for found in result.undisclosed} == omitted, (result.undisclosed, told)
