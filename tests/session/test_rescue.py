"""What cannot be saved in a draft is kept elsewhere under the same protection, and comes back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from respondent_app.drafts.draft import Draft
from respondent_app.drafts.draft_file import DraftFile, is_protected
from respondent_app.model import edits
from respondent_app.model.errors import NotSavedError, RespondentError
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Response
from respondent_app.session.draft_keeper import DraftKeeper
from respondent_app.session.draft_place import open_file
from respondent_app.storage import folders

ANSWER = Place("Q2", Part.ANSWER)


class Desk:
    """A draft as a window has it: on the screen, and kept in a file."""

    def __init__(self, path: Path, passphrase: str | None = None) -> None:
        self.keeper = DraftKeeper(path, passphrase=passphrase)
        self.draft = Draft.begin(Response("c"), author="Author A")
        self.type("Saved words.")
        self.keeper.save(self.draft)

    def type(self, text: str) -> None:
        self.draft.record(edits.with_text(self.draft.response, ANSWER, text))


def words(path: Path, passphrase: str | None = None) -> str:
    contents = DraftFile.read(path, passphrase)
    draft = Draft.load(contents.id, contents.consultation, contents.events, author="B")
    return draft.response.text_at(ANSWER)


def remove(path: Path) -> None:
    path.unlink()


def replace(path: Path) -> None:
    other = path.with_name("from the cloud")
    other.write_bytes(path.read_bytes())
    other.replace(path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.response"


@pytest.mark.skipif(os.name != "posix", reason="Windows does not let go of a file that is open")
@pytest.mark.parametrize("harm", [remove, replace])
@pytest.mark.parametrize("passphrase", [None, "correct horse"])
def test_words_are_kept_elsewhere_and_the_sentence_says_where(path: Path, harm: object, passphrase: str | None) -> None:
    desk = Desk(path, passphrase)
    harm(path)  # type: ignore[operator]
    desk.type("Saved words. Quetzalcoatl.")
    with pytest.raises(NotSavedError) as told:
        desk.keeper.save(desk.draft)
    kept = told.value.kept
    assert str(kept) in told.value.meaning
    assert kept.is_relative_to(folders.rescued())
    assert words(kept, passphrase) == "Saved words. Quetzalcoatl."
    assert is_protected(kept) is (passphrase is not None)
    assert desk.draft.response.text_at(ANSWER) == "Saved words. Quetzalcoatl."
    assert desk.draft.unsaved()
    desk.keeper.close()


def test_what_is_kept_follows_what_is_typed(path: Path) -> None:
    desk = Desk(path)
    remove(path)
    inodes = []
    for text in ("One.", "One. Two.", "One. Two. Three.", "One. Two. Three."):
        desk.type(text)
        with pytest.raises(NotSavedError) as told:
            desk.keeper.save(desk.draft)
        assert words(told.value.kept) == text
        inodes.append(told.value.kept.stat().st_ino)
    assert inodes[-1] == inodes[-2]  # not written again and again
    desk.keeper.close()


def test_when_saving_works_again_nothing_is_left_elsewhere(path: Path) -> None:
    desk = Desk(path)
    away = path.rename(path.with_name("away"))
    desk.type("More words.")
    with pytest.raises(NotSavedError) as told:
        desk.keeper.save(desk.draft)
    away.rename(path)
    desk.keeper.save(desk.draft)
    desk.keeper.close()
    assert words(path) == "More words."
    assert not told.value.kept.exists()
    assert list(folders.rescued().iterdir()) == []


@pytest.mark.parametrize("passphrase", [None, "correct horse"])
def test_what_was_kept_is_back_when_the_draft_is_opened_again(path: Path, passphrase: str | None) -> None:
    desk = Desk(path, passphrase)
    away = path.rename(path.with_name("away"))
    desk.type("Saved words. And more.")
    with pytest.raises(NotSavedError) as told:
        desk.keeper.save(desk.draft)
    desk.keeper.close()
    away.rename(path)
    found = open_file(path, author="Author A", passphrase=passphrase)
    found.file.close()
    assert any("are back" in note for note in found.notes)
    assert words(path, passphrase) == "Saved words. And more."
    assert not told.value.kept.exists()


def test_what_was_kept_can_be_opened_itself(path: Path) -> None:
    desk = Desk(path)
    remove(path)
    desk.type("All of it.")
    with pytest.raises(NotSavedError) as told:
        desk.keeper.save(desk.draft)
    desk.keeper.close()
    found = open_file(told.value.kept, author="Author A")
    found.file.close()
    assert words(told.value.kept) == "All of it."


def test_what_was_kept_under_another_passphrase_is_told_and_stays(path: Path) -> None:
    desk = Desk(path, "old")
    away = path.rename(path.with_name("away"))
    desk.type("More.")
    with pytest.raises(NotSavedError) as told:
        desk.keeper.save(desk.draft)
    desk.keeper.close()
    away.rename(path)
    with DraftFile.open(path, author="A", passphrase="old") as file:
        file.change_passphrase("old", "new")
    found = open_file(path, author="A", passphrase="new")
    found.file.close()
    assert any(str(told.value.kept) in note for note in found.notes)
    assert told.value.kept.exists()


def test_nothing_is_said_to_be_kept_that_is_not(path: Path) -> None:
    desk = Desk(path)
    remove(path)
    folders.rescued().parent.mkdir(parents=True, exist_ok=True)
    folders.rescued().write_text("a file where the folder should be")
    desk.type("More.")
    with pytest.raises(RespondentError) as told:
        desk.keeper.save(desk.draft)
    assert not isinstance(told.value, NotSavedError)
    desk.keeper.close()


def test_each_session_leaves_an_earlier_copy(path: Path) -> None:
    from respondent_app.drafts.keeping import backups

    desk = Desk(path)
    desk.keeper.close()
    found = open_file(path, author="Author A")
    (copy,) = backups.list_backups(found.file.id)
    assert copy.path.read_bytes() == path.read_bytes()
    found.file.close()
    open_file(path, author="Author A").file.close()
    assert len(backups.list_backups(found.file.id)) == 1
    assert words(copy.path) == "Saved words."
