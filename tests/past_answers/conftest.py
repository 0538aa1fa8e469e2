"""A library of past answers, and what is kept in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from respondent_app.model.past_answer import PastAnswer, PastResponse
from respondent_app.model.place import Part
from respondent_app.past_answers import library_file
from respondent_app.past_answers.library_file import Library
from respondent_app.storage import cipher

PASSPHRASE = "four plain words here"
Say = Callable[..., None]


@pytest.fixture(autouse=True)
def _quick_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """How hard the key is to guess is no matter where a library is opened a hundred times."""
    monkeypatch.setattr(cipher, "PASSES", 1)
    monkeypatch.setattr(cipher, "MEMORY", 8)
    monkeypatch.setattr(cipher, "LANES", 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "past-answers.library"
    library_file.begin(made, PASSPHRASE)
    return made


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    opened = Library.open(path, PASSPHRASE)
    yield opened
    opened.close()


@pytest.fixture
def say(library: Library) -> Say:
    """Keep a response of one draft with texts in it."""

    def kept(*texts: str, draft: str = "d1", at: int = 1000, clause: str = "", asked: str = "") -> None:
        source = PastResponse(draft, "made-up-1", "A made-up consultation", "Made-up", "Example Energy", at)
        library.keep(source, [PastAnswer(source, "Q1", Part.ANSWER, text, asked, clause) for text in texts])

    return kept
