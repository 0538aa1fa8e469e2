"""The reader in docs/formats/draft.md reads what the app writes, and comes to the same."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias

import pytest

from respondent_app.drafts.draft import Draft
from respondent_app.drafts.draft_file import DraftFile
from respondent_app.drafts.event import Event, Kind, steps
from respondent_app.drafts.file.draft_tables import APPLICATION, PAGE, SCHEMA, VERSION
from respondent_app.drafts.fold import fold
from respondent_app.model import edits
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Mark, Response, Scope, new_id
from respondent_app.storage.cipher import ALGORITHM, CIPHER, LANES, LAYOUT, MEMORY, PASSES
from tests import samples

ROOT = Path(__file__).resolve().parents[2]
PAGE_OF_FORMAT = (ROOT / "docs" / "formats" / "draft.md").read_text(encoding="utf-8")
OLD = ROOT / "tests" / "old_drafts"
Steps: TypeAlias = tuple[str, ...]
Words: TypeAlias = tuple[str, dict[str, tuple[int, int]]]
Reader: TypeAlias = Callable[..., tuple[dict[Steps, object], dict[Steps, object], dict[Steps, Words]]]
ANSWER = Place("Q2", Part.ANSWER)


@pytest.fixture(scope="module")
def reader() -> Reader:
    code = PAGE_OF_FORMAT.partition("## A reader")[2].partition("```python\n")[2].partition("```")[0]
    assert 35 <= len(code.splitlines()) <= 60
    names: dict[str, Reader] = {}
    exec(compile(code, "docs/formats/draft.md", "exec"), names)  # noqa: S102  our own page
    return names["read"]


def write(path: Path, draft: Draft, passphrase: str | None = None) -> Path:
    DraftFile.create(
        path, id=draft.id, consultation=draft.response.consultation, events=draft.events, author="Author A",
        passphrase=passphrase,
    ).close()  # fmt: skip
    return path


def check(reader: Reader, path: Path, passphrase: str | None = None) -> None:
    values, things, texts = reader(str(path), passphrase)
    contents = DraftFile.read(path, passphrase)
    ours = fold(contents.events).registers
    assert {s: v for s, v in values.items() if v is not None} == {steps(t): v for t, v in ours.values.items()}
    assert list(things.items()) == [(steps(t), table) for t, table in ours.things.items()]
    response = Draft.load(contents.id, contents.consultation, contents.events, author="x").response
    shown = {s: words for s, words in texts.items() if len(s) == 2 or ("comment", s[2]) in things}
    for target, (text, hulls) in shown.items():
        place = Place(target[0], Part(target[1]), *target[2:])
        assert text == response.text_at(place)
        assert hulls == {m.id: (m.start, m.end) for m in response.passages(place) if m.start < m.end}
    assert {Place(s[0], Part(s[1]), *s[2:]) for s in shown} >= {p for p in response.places() if response.text_at(p)}


@pytest.mark.parametrize("passphrase", [None, "Schöne Grüße"])
def test_a_whole_response(reader: Reader, tmp_path: Path, passphrase: str | None) -> None:
    path = write(tmp_path / "a.response", Draft.begin(samples.response(), author="Author A"), passphrase)
    check(reader, path, passphrase)


@pytest.mark.parametrize(("name", "passphrase"), [("version-2", None), ("version-2-protected", "an old passphrase")])
def test_old_drafts(reader: Reader, name: str, passphrase: str | None) -> None:
    check(reader, OLD / f"{name}.response", passphrase)


def changed(response: Response, dice: random.Random) -> Response:
    """Do something to a response that a person could do."""
    text = response.text_at(ANSWER)
    at = dice.randint(0, len(text))
    what = dice.choice(["type", "type", "delete", "mark", "unmark", "comment"])
    if what == "type":
        return edits.with_text(response, ANSWER, text[:at] + dice.choice(["x", "é😊 ", "two words "]) + text[at:])
    if what == "delete":
        return edits.with_text(response, ANSWER, text[:at] + text[at + 3 :])
    if what == "mark" and len(text) > 4:
        start = dice.randint(0, len(text) - 3)
        mark = Mark(new_id(), Scope.PASSAGE, question="Q2", start=start, end=start + 3)
        return edits.with_marks_at(response, ANSWER, text, (*response.passages(ANSWER), mark))
    if what == "unmark":
        return edits.with_marks_at(response, ANSWER, text, response.passages(ANSWER)[1:])
    return edits.with_text(response, Place("Q3", Part.RATIONALE), f"{at} \x0b \u2028 ends")


def merged(one: Draft, others: Iterable[Draft]) -> Draft:
    whole = Draft.load(one.id, one.response.consultation, one.events, author="Author C")
    for other in others:
        whole.merge(other.events, draft_id=other.id)
    return whole


@pytest.mark.parametrize("seed", range(12))
def test_merged_drafts(reader: Reader, tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    common = Draft.begin(samples.response(), author="Author A")
    own_start = Draft.begin(edits.with_text(Response("c"), ANSWER, "Begun alone."), author="Reviewer B")
    copies = [Draft.load(common.id, "c", common.events, author=name) for name in ("Author A", "Reviewer B")]
    for draft in [*copies, own_start]:
        for _ in range(8):
            draft.record(changed(draft.response, dice))
            assert draft.events
    check(reader, write(tmp_path / "m.response", merged(copies[0], [copies[1], own_start])))


def test_the_page_has_the_constants_of_the_code() -> None:
    flat = re.sub(r"\s+", " ", PAGE_OF_FORMAT).replace("( ", "(")
    for statement in SCHEMA.values():
        assert statement in flat
    assert f"0x{APPLICATION:x}" in flat
    assert f"`user_version` is the version of the format, {VERSION}" in flat
    assert f"pages have {PAGE} bytes" in flat
    assert f"`{CIPHER}`, `{ALGORITHM}`" in flat
    assert f"{PASSES}, {MEMORY}, {LANES}:" in flat
    assert LAYOUT.hex(" ") in flat


def test_the_page_names_every_kind_of_event() -> None:
    assert re.findall(r"^\| `(\w+)` \| (?:an update|`\{|the fields)", PAGE_OF_FORMAT, re.MULTILINE) == list(Kind)


def test_the_page_names_every_target_of_a_whole_response() -> None:
    written = {event.target: event for event in Draft.begin(samples.response(), author="A").events}
    assert written
    for target, event in written.items():
        assert _is_named(target, event), target


def _is_named(target: str, event: Event) -> bool:
    if event.kind is Kind.TEXT:
        _, part, *_ = steps(target)
        return f"/{part}" in PAGE_OF_FORMAT
    kind, *rest = steps(target)
    named = re.findall(rf"`{kind}(/[^`]*)?`", PAGE_OF_FORMAT)
    return any(len(steps(found)) == len(rest) + 1 for found in named)
