"""What a person confirmed of a form is used again for it, also when somebody has typed into a copy of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from respondent_app.model.template import Content, Field, TemplateMap
from respondent_app.storage import folders
from respondent_app.templates import publisher_form, remembered
from tests.made_templates import typed_in_word
from tests.made_templates.hand import TMAD

MADE = next(made for made in typed_in_word.FORMS if made.name == "merged_cells")


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(folders, "user_data", lambda: tmp_path)
    return tmp_path


def found(*, typed: bool = False) -> TemplateMap:
    content = MADE.typed() if typed else MADE.blank()
    return publisher_form.find(content, "form.docx", TMAD, typed=typed)


def confirmed() -> TemplateMap:
    """Return the places as a person changed them: the first answer stays empty, all others are sure."""
    first, *others = found().placings
    return TemplateMap(
        found().form, (replace(first, content=None, sure=True), *(replace(p, sure=True) for p in others))
    )


def test_what_was_confirmed_comes_back_for_this_consultation_only() -> None:
    remembered.remember(TMAD.id, confirmed())
    assert remembered.recalled(TMAD.id, found()) == confirmed()
    assert remembered.recalled("another-one", found()) is None
    assert remembered.recalled(TMAD.id, replace(found(), form="0" * 64)) is None


def test_a_copy_that_is_filled_in_is_the_same_form() -> None:
    remembered.remember(TMAD.id, confirmed())
    here = remembered.recalled(TMAD.id, found(typed=True))
    assert here is not None
    assert [placing.content for placing in here.placings] == [placing.content for placing in confirmed().placings]
    assert any(placing.slot.holds for placing in here.placings)


def test_what_somebody_typed_is_not_kept(own_data: Path) -> None:
    remembered.remember(TMAD.id, found(typed=True))
    kept = "".join(path.read_text(encoding="utf-8") for path in own_data.rglob("*.json"))
    assert kept
    assert "Our made-up" not in kept


def test_what_is_forgotten_is_gone() -> None:
    remembered.remember(TMAD.id, confirmed())
    remembered.forget(TMAD.id, confirmed())
    remembered.forget(TMAD.id, confirmed())
    assert remembered.recalled(TMAD.id, found()) is None


def later(text: str) -> str:
    return json.dumps({**json.loads(text), "version": remembered.VERSION + 1})


@pytest.mark.parametrize(
    "damage",
    [lambda text: text[:100], lambda _: "", lambda _: "[]", lambda _: "[" * 100_000, later,
     lambda text: text.replace('"text"', '"of another kind"')],
    ids=["cut off", "empty", "no table", "too deep", "later version", "unknown kind"],
)  # fmt: skip
def test_a_damaged_file_counts_as_none(own_data: Path, damage: Callable[[str], str]) -> None:
    remembered.remember(TMAD.id, confirmed())
    (path,) = own_data.rglob("*.json")
    path.write_text(damage(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert remembered.recalled(TMAD.id, found()) is None
    assert remembered.remembered_words(TMAD.id) == ""


def test_its_labels_are_words_that_give_nothing_away() -> None:
    remembered.remember(TMAD.id, confirmed())
    words = remembered.remembered_words(TMAD.id)
    assert all(placing.slot.label in words for placing in confirmed().placings)


def test_a_place_that_is_missing_makes_it_another_form() -> None:
    kept = confirmed()
    odd = replace(kept.placings[1], slot=replace(kept.placings[1].slot, label="gone"), content=Content(Field.EMAIL))
    remembered.remember(TMAD.id, replace(kept, placings=(*kept.placings, odd)))
    assert remembered.recalled(TMAD.id, found()) is None
