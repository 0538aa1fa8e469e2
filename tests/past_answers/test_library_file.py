"""The file of past answers: what is kept is found, by nobody without the passphrase, and deleted for good."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import apsw
import pytest

from respondent_app.model.errors import (
    LibraryDamagedError,
    LibraryError,
    PassphraseNeededError,
    RespondentError,
    StorageError,
    WrongPassphraseError,
)
from respondent_app.model.past_answer import PastAnswer, PastMark, PastResponse
from respondent_app.model.place import Part
from respondent_app.model.response import ReasonCategory
from respondent_app.past_answers import library_file
from respondent_app.past_answers.library_file import Library
from respondent_app.storage import cipher

from .conftest import PASSPHRASE, Say

SOURCE = PastResponse("d1", "made-up-1", "A made-up consultation", "Made-up", "Example Energy", 1_700_000_000_000)
SECRET = "Installation costs £41.27 for each Zebrafish meter"


def texts(library: Library, typed: str) -> list[str]:
    return [hit.answer.text for hit in library.find(typed)]


def test_what_is_kept_comes_back_with_its_source_and_what_was_confidential(path: Path) -> None:
    marks = (PastMark(19, 25, ReasonCategory.CONTRACT),)
    answer = PastAnswer(SOURCE, "Q2", Part.PROPOSED, SECRET, "What does it cost?", "14.3", marks)
    first = Library.open(path, PASSPHRASE)
    first.keep(SOURCE, [answer])
    first.close()
    again = Library.open(path, PASSPHRASE)
    (hit,) = again.find("zebrafish")
    again.close()
    assert (hit.answer, hit.answer.id) == (
        PastAnswer(SOURCE, "Q2", Part.PROPOSED, SECRET, "What does it cost?", "14.3", marks, hit.answer.id), 1,
    )  # fmt: skip
    assert hit.answer.confidential
    assert str(hit.answer.response.day) == "2023-11-14"


def test_another_passphrase_opens_nothing(path: Path) -> None:
    with pytest.raises(WrongPassphraseError):
        Library.open(path, "four plain words her")


def test_a_library_without_a_passphrase_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(PassphraseNeededError):
        library_file.begin(tmp_path / "open.library", "")
    assert not list(tmp_path.iterdir())


def test_neither_the_file_nor_its_journal_shows_a_word(
    path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bytes] = []

    def look() -> bool:
        seen.extend(each.read_bytes() for each in path.parent.iterdir())
        return False

    library.keep(SOURCE, [PastAnswer(SOURCE, "Q1", Part.ANSWER, SECRET)] * 50)
    library._connection.set_commit_hook(look)  # while the journal is full
    library.forget_response("d1")
    look()
    assert len(seen) > 2  # the file and the journal, and the file afterwards
    for word in (b"ebrafish", b"Installation", b"clause", b"create table", "Zebra".encode("utf-16-le")):
        assert not any(word in content for content in seen), word


def test_what_is_forgotten_is_in_no_page_any_more(path: Path, library: Library) -> None:
    library.keep(
        SOURCE, [PastAnswer(SOURCE, "Q1", Part.ANSWER, SECRET), PastAnswer(SOURCE, "Q2", Part.ANSWER, "Stays.")]
    )
    (hit,) = library.find("zebrafish")
    assert library.forget(hit.answer.id)
    assert not library.forget(hit.answer.id)
    assert texts(library, "zebrafish") == []
    assert texts(library, "stays") == ["Stays."]
    pages = _deciphered(path, path.with_name("copy"))
    assert b"Stays." in pages
    assert b"zebrafish" not in pages.lower()


def _deciphered(path: Path, copy: Path) -> bytes:
    """Return every page as SQLite sees it, free ones and what lies between the rows with them."""
    shutil.copy(path, copy)
    connection = apsw.Connection(str(copy))
    cipher.unlock(connection, PASSPHRASE)
    connection.pragma("rekey", "")
    connection.close()
    return copy.read_bytes()


def test_a_newer_version_of_a_response_takes_the_place_of_the_older(library: Library, say: Say) -> None:
    say("The first version.", at=1000)
    say("The second version.", at=2000)
    say("The second version.", at=2000)
    assert texts(library, "version") == ["The second version."]
    say("The first version.", at=1000)  # from an old copy
    assert texts(library, "version") == ["The second version."]
    say("Another response, same version.", draft="d2")
    assert len(texts(library, "version")) == 2
    assert [(response.draft, count) for response, count in library.responses()] == [("d1", 1), ("d2", 1)]


def test_a_response_that_says_nothing_any_more_is_not_listed(library: Library, say: Say) -> None:
    say("Something.", at=1000)
    say(at=2000)
    assert library.responses() == ()


def test_all_can_be_forgotten_at_once(library: Library, say: Say) -> None:
    say("One thing.")
    say("Another thing.", draft="d2")
    library.empty()
    assert (library.find("thing"), library.responses()) == ((), ())
    say("A new thing.")
    assert texts(library, "thing") == ["A new thing."]


def test_two_windows_use_it_at_once(path: Path, library: Library, say: Say) -> None:
    other = Library.open(path, PASSPHRASE)
    say("From the first window.")
    assert texts(other, "window") == ["From the first window."]
    source = PastResponse("d2", "c", at=5)
    other.keep(source, [PastAnswer(source, "Q1", Part.ANSWER, "From the second window.")])
    assert len(texts(library, "window")) == 2
    other.close()


def test_many_writers_wait_for_each_other(path: Path) -> None:
    def write(number: int) -> None:
        opened = Library.open(path, PASSPHRASE)
        for turn in range(5):
            source = PastResponse(f"d{number}-{turn}", "c", at=5)
            opened.keep(source, [PastAnswer(source, "Q1", Part.ANSWER, f"Written by {number}.")])
        opened.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    library = Library.open(path, PASSPHRASE)
    assert len(library.responses()) == 20
    library.close()


def test_whoever_holds_it_too_long_is_told_of(
    path: Path, library: Library, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_file, "_PATIENCE_MS", 10)
    say("A thing.")
    other = Library.open(path, PASSPHRASE)
    library._connection.execute("begin exclusive")  # a window that hangs
    with pytest.raises(LibraryError, match="another window"):
        other.find("thing")
    library._connection.execute("rollback")
    assert texts(other, "thing") == ["A thing."]
    other.close()


def test_what_was_begun_when_the_disk_filled_is_taken_back(library: Library, say: Say) -> None:
    say("Kept before.")
    library._connection.pragma("max_page_count", library._connection.pragma("page_count"))
    with pytest.raises(StorageError, match="disk is full"):
        say(*["New words. " * 3000] * 30)
    assert texts(library, "kept") == ["Kept before."]
    assert texts(library, "new words") == []


@pytest.mark.parametrize("at", [16, 17, 4096 - 1, 4096 + 5, -1, -2000])
def test_a_changed_bit_is_noticed_and_its_words_go_nowhere(path: Path, at: int) -> None:
    library = Library.open(path, PASSPHRASE)
    library.keep(SOURCE, [PastAnswer(SOURCE, "Q1", Part.ANSWER, SECRET * 200)] * 3)
    library.close()
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
    with pytest.raises((LibraryDamagedError, WrongPassphraseError)) as told:
        Library.open(path, PASSPHRASE)
    assert "Zebrafish" not in str(told.value)
    assert path.read_bytes() == content


@pytest.mark.parametrize("content", [b"", b"\0" * 5000, b"SQLite format 3\0" + b"\0" * 4080, b"{}", b"x" * 4096])
def test_another_file_is_no_library(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(LibraryDamagedError):
        Library.open(path, PASSPHRASE)
    assert path.read_bytes() == content


def test_a_draft_is_no_library(tmp_path: Path) -> None:
    from respondent_app.drafts.saved_response import save_response
    from respondent_app.model.response import Answer, Response

    draft = tmp_path / "ours.response"
    save_response(draft, Response("c", answers={"Q1": Answer("Words.")}), author="Author A", passphrase=PASSPHRASE)
    with pytest.raises(LibraryDamagedError):
        Library.open(draft, PASSPHRASE)


def test_a_damaged_library_is_put_aside_whole_and_a_new_one_begun(path: Path) -> None:
    path.write_bytes(b"damaged")
    journal = path.with_name(f"{path.name}-journal")
    journal.write_bytes(b"what a crash left")
    aside = library_file.set_aside(path)
    assert aside.read_bytes() == b"damaged"
    assert not journal.exists()  # it would be taken for that of the new one
    library_file.begin(path, PASSPHRASE)
    Library.open(path, PASSPHRASE).close()
    assert b"what a crash left" in {each.read_bytes() for each in path.parent.iterdir()}
    assert len(list(path.parent.iterdir())) == 3


def test_a_library_of_a_later_version_is_left_alone(path: Path, library: Library) -> None:
    library._connection.pragma("user_version", 2)
    with pytest.raises(LibraryError, match="later version"):
        Library.open(path, PASSPHRASE)


def test_beginning_replaces_nothing(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(StorageError, match="already there"):
        library_file.begin(path, "another")
    assert path.read_bytes() == before


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no library"):
        Library.open(tmp_path / "none.library", PASSPHRASE)


def test_a_closed_library_says_so(library: Library) -> None:
    library.close()
    library.close()
    with pytest.raises(RespondentError, match="closed"):
        library.find("words")
