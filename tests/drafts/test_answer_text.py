from __future__ import annotations

import gc
import random
import subprocess
import sys
import time
import weakref
from itertools import permutations
from typing import TYPE_CHECKING

import pycrdt
import pytest

from respondent_app.drafts import answer_text
from respondent_app.drafts.answer_text import AnswerText, blame, merged, text_of
from respondent_app.drafts.event import new_site
from respondent_app.drafts.texts.text_view import ANCHOR
from respondent_app.model.errors import DraftDamagedError, RespondentError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Passages = dict[str, tuple[int, int]]
AMBULANCE = "🚑"


def write(text: AnswerText, words: str, passages: Mapping[str, tuple[int, int]] | None = None) -> bytes:
    update = text.write(words, passages or {})
    assert update is not None
    return update


def begun(words: str, passages: Mapping[str, tuple[int, int]] | None = None) -> bytes:
    return write(AnswerText(new_site()), words, passages)


def both(words: str) -> tuple[AnswerText, AnswerText]:
    beginning = begun(words)
    return AnswerText(new_site(), [beginning]), AnswerText(new_site(), [beginning])


def exchanged(one: AnswerText, other: AnswerText, of_one: bytes, of_other: bytes) -> None:
    one.apply(of_other)
    other.apply(of_one)
    assert (one.text, one.passages) == (other.text, other.passages)


def covered(text: AnswerText) -> dict[str, str]:
    return {mark: text.text[start:end] for mark, (start, end) in text.passages.items()}


# Writing


@pytest.mark.parametrize(
    "words", ["plain", f"é{AMBULANCE}b", "e\u0301 👩\u200d🚀", "שלום abc مرحبا", "a\x00b", "x\u2028y\u2029z\r\n"]
)
def test_it_says_what_was_written(words: str) -> None:
    text = AnswerText(new_site())
    update = write(text, words, {"m": (1, 2)})
    again = AnswerText(new_site(), [update])
    assert again.text == text.text == text_of([update]) == words
    assert again.passages == text.passages == {"m": (1, 2)}


def test_positions_are_code_points() -> None:
    text = AnswerText(new_site())
    write(text, f"é{AMBULANCE}bcd")
    write(text, f"é{AMBULANCE}Xbcd", {"m": (1, 3)})
    write(text, f"é{AMBULANCE}Xcd", {"m": (1, 3)})
    assert covered(text) == {"m": f"{AMBULANCE}X"}


def test_a_lone_surrogate_is_replaced_before_it_is_stored() -> None:
    text = AnswerText(new_site())
    write(text, "a\ud83db")
    assert text.text == "a\N{REPLACEMENT CHARACTER}b"


def test_nothing_changed_is_nothing_to_tell() -> None:
    text = AnswerText(new_site())
    assert text.write("", {}) is None
    write(text, "words", {"m": (0, 2)})
    assert text.write("words", {"m": (0, 2)}) is None
    assert text.write("words", {"m": (0, 2), "without words": (3, 3)}) is None


@pytest.mark.parametrize("span", [(-3, 2), (1, 99), (4, 1), (50, 60)])
def test_a_passage_outside_of_the_text_reaches_only_to_its_ends(span: tuple[int, int]) -> None:
    text = AnswerText(new_site())
    write(text, "wörds", {"m": span})
    start, end = max(0, span[0]), min(5, span[1])
    assert text.passages == ({"m": (start, end)} if start < end else {})


def test_marks_may_overlap_and_go_one_by_one() -> None:
    text = AnswerText(new_site())
    marks: Passages = {"a": (0, 5), "b": (2, 7), "with/slash c:": (4, 5)}
    write(text, "sécret words", marks)
    assert text.passages == marks
    del marks["b"]
    write(text, "sécret words", marks)
    assert text.passages == marks


def test_a_passage_can_shrink_grow_and_move() -> None:
    text = AnswerText(new_site())
    write(text, "0123456789", {"m": (2, 6)})
    for span in [(3, 5), (1, 9), (0, 1), (8, 10), (4, 6)]:
        update = write(text, "0123456789", {"m": span})
        assert text.passages == {"m": span}
        assert update


def test_what_is_put_at_the_edge_of_a_mark_is_marked_only_if_it_says_so() -> None:
    for passages in ({"m": (2, 4)}, {"m": (2, 5)}, {"m": (1, 4)}, {"m": (1, 5)}):
        text = AnswerText(new_site())
        write(text, "a12b", {"m": (1, 3)})
        write(text, "aX12Yb", passages)
        assert text.passages == passages


def test_a_pasted_revision_keeps_what_stayed() -> None:
    """What a colleague does meanwhile to words that stayed is kept; only the words that went are gone."""
    words = " ".join(f"word{n}" for n in range(60))
    one, other = both(words)
    revised = words.replace("word7 ", "new ").replace("word50 ", "other ")
    exchanged(one, other, write(one, revised), write(other, words.replace("word30", "their30")))
    assert one.text == revised.replace("word30", "their30")


# Several people


def test_marks_of_two_people_overlap_without_ending_each_other() -> None:
    one, other = both("abcdefghi")
    exchanged(one, other, write(one, "abcdefghi", {"r1": (2, 6)}), write(other, "abcdefghi", {"r2": (4, 8)}))
    assert one.passages == {"r1": (2, 6), "r2": (4, 8)}


@pytest.mark.parametrize("words", ["12", "secret", "é😊"])
def test_a_word_replaced_while_another_marks_it_is_marked(words: str) -> None:
    chance = random.Random(3)
    for _ in range(200):
        beginning = begun(f"pay {words} pounds")
        one, other = (AnswerText(chance.getrandbits(53) + 1, [beginning]) for _ in "ab")
        of_one = write(one, f"pay {words} pounds", {"m": (4, 4 + len(words))})
        exchanged(one, other, of_one, write(other, "pay 1345 pounds"))
        assert covered(one) == {"m": "1345"}


def test_what_is_put_into_a_marked_word_stays_marked_when_others_take_the_word_away() -> None:
    for goes in ("pay  pounds", "pay nothing pounds", "pa pounds"):
        beginning = begun("pay 12 pounds", {"m": (4, 6)})
        one, other = (AnswerText(new_site(), [beginning]) for _ in "ab")
        of_one = write(one, "pay 1X2 pounds", {"m": (4, 7)})
        exchanged(one, other, of_one, write(other, goes, {"m": (4, 11 if "nothing" in goes else 4)}))
        start, end = one.passages["m"]
        assert "X" in one.text[start:end]


def test_one_mark_widened_by_two_people_covers_what_both_added() -> None:
    beginning = begun("a secret b", {"m": (2, 8)})
    for _ in range(50):
        one, other = (AnswerText(new_site(), [beginning]) for _ in "ab")
        exchanged(one, other, write(one, "a secretX b", {"m": (2, 9)}), write(other, "a secretY b", {"m": (2, 9)}))
        start, end = one.passages["m"]
        assert {*"secretXY"} <= {*one.text[start:end]}


def test_taking_a_mark_away_leaves_a_colleagues_mark_on_the_same_words() -> None:
    beginning = begun("a secret b", {"m1": (2, 8)})
    one, other = (AnswerText(new_site(), [beginning]) for _ in "ab")
    exchanged(one, other, write(one, "a secret b"), write(other, "a secret b", {"m1": (2, 8), "m2": (0, 8)}))
    assert one.passages == {"m2": (0, 8)}


def test_one_number_used_twice_garbles_the_text() -> None:
    """This is why each session takes a number of its own."""
    beginning = begun("base")
    one, other = AnswerText(77, [beginning]), AnswerText(77, [beginning])
    of_one, of_other = write(one, "base ANNA thing"), write(other, "base BEN something")
    one.apply(of_other)
    other.apply(of_one)
    assert one.text != other.text
    assert len({new_site() for _ in range(1000)}) == 1000


# Anchors


def test_two_beginnings_merge_to_paragraphs_in_every_order() -> None:
    updates = [begun(words, {f"m{n}": (0, 2)}) for n, words in enumerate(["first text", "Zweiter", "third 😊"])]
    outcomes = set()
    for order in permutations(updates):
        text = AnswerText(new_site(), order)
        outcomes.add((text.text, tuple(covered(text).items())))
    ((words, _),) = outcomes
    assert sorted(words.split("\n\n")) == ["Zweiter", "first text", "third 😊"]


def test_an_empty_beginning_adds_no_paragraph() -> None:
    text = AnswerText(new_site())
    updates = [write(text, "words"), write(text, "")]
    for beginning in (begun("others"), begun("more")):
        assert text_of([*updates, beginning]) == text_of([beginning, *updates]) in {"others", "more"}


@pytest.mark.parametrize(
    "keep", ["one\n\ntwo", "one\ntwo", "onetwo", "\n\ntwo", "one\n\n", "\n\n", "\n", "", "x\ny", "one\nx\ntwo"]
)
def test_the_line_breaks_between_merged_texts_can_be_edited_like_any_other(keep: str) -> None:
    text = AnswerText(new_site(), [begun("one"), begun("two")])
    before = text.text
    if before.startswith("two"):
        keep = keep.replace("one", "_").replace("two", "one").replace("_", "two")
    update = text.write(keep, {"m": (0, len(keep))})
    assert text.text == keep
    assert text.passages == ({"m": (0, len(keep))} if keep else {})
    assert ANCHOR not in text.text
    if update is None:
        return
    restored = text.undo()
    assert restored is not None
    assert restored.text == before
    again = text.redo()
    assert again is not None
    assert again.text == keep


# Undo


def test_typing_is_one_step_and_a_mark_another() -> None:
    text = AnswerText(new_site())
    for number in range(1, 6):
        text.write("hello"[:number], {}, new_step=number == 1)
    write(text, "hello", {"m": (1, 3)})
    restored = text.undo()
    assert restored is not None
    assert (restored.text, restored.passages, restored.cursor) == ("hello", {}, 3)
    restored = text.undo()
    assert restored is not None
    assert (restored.text, restored.cursor) == ("", 0)
    assert text.undo() is None
    assert not text.can_undo
    restored = text.redo()
    assert restored is not None
    assert (restored.text, restored.cursor) == ("hello", 5)
    restored = text.redo()
    assert restored is not None
    assert restored.passages == {"m": (1, 3)}
    assert not text.can_redo


def test_undoing_everything_does_not_undo_the_beginning() -> None:
    text = AnswerText(new_site())
    updates = [write(text, "words")]
    other = AnswerText(new_site(), updates)
    of_other = write(other, "words of others")
    restored = text.undo()
    assert restored is not None
    text.apply(of_other)
    assert text_of([*updates, restored.update, of_other]) == text.text == " of others"


def test_a_mark_that_lost_its_words_by_undo_stays_without_words() -> None:
    text, other = both("open ")
    of_text = write(text, "open secret")
    other.apply(of_text)
    text.apply(write(other, "open secret", {"m": (5, 11)}))
    restored = text.undo()
    assert restored is not None
    assert (restored.text, restored.passages) == ("open ", {"m": (0, 0)})


def test_a_mark_that_others_removed_does_not_come_back_by_undo() -> None:
    text = AnswerText(new_site())
    write(text, "a secret b", {"m": (2, 8)})
    write(text, "a  b, more", {"m": (2, 2)})
    text.exist([])
    write(text, "a  b, and more")
    restored = text.undo()
    assert restored is not None
    assert restored.passages == {}


def test_undo_brings_words_back_with_their_mark_and_a_removed_mark_without_words() -> None:
    text = AnswerText(new_site())
    write(text, "a secret b", {"m": (2, 8)})
    write(text, "a  b", {"m": (2, 2)})
    text.write("a  b", {})
    restored = text.undo()
    assert restored is not None
    assert (restored.text, restored.passages) == ("a  b", {"m": (0, 0)})
    restored = text.undo()
    assert restored is not None
    assert (restored.text, restored.passages) == ("a secret b", {"m": (2, 8)})


def test_what_others_did_is_never_undone() -> None:
    text, other = both("start ")
    of_other = write(other, "start theirs", {"t": (6, 12)})
    text.apply(of_other)
    assert text.undo() is None
    write(text, "my start theirs", {"t": (9, 15)})
    restored = text.undo()
    assert restored is not None
    assert (restored.text, covered(text)) == ("start theirs", {"t": "theirs"})
    assert text.undo() is None


def test_a_step_that_does_nothing_any_more_is_passed_over() -> None:
    text, other = both("start")
    one = write(text, "start one")
    two = write(text, "start one two")
    other.apply(one)
    other.apply(two)
    text.apply(write(other, "start one"))
    restored = text.undo()
    assert restored is not None
    assert restored.text == "start"


def test_a_part_of_what_was_brought_back_can_go_and_all_is_still_undone() -> None:
    text = AnswerText(new_site())
    write(text, "aa", {"m": (0, 2)})
    write(text, "", {"m": (0, 0)})
    assert text.undo()
    write(text, "a", {"m": (0, 1)})
    assert text.undo()
    restored = text.undo()
    assert restored is not None
    assert (restored.text, restored.passages) == ("", {})


# Who wrote what


def test_blame_names_who_wrote_each_run() -> None:
    one, other = AnswerText(new_site()), AnswerText(new_site())
    log = [("Author A", write(one, "é😊 first words"))]
    other.apply(log[0][1])
    log.append(("Reviewer B", write(other, "é😊 second words")))
    log.append(("Reviewer B", write(other, "é😊 second words, and more")))
    one.apply(merged([update for writer, update in log if writer == "Reviewer B"]))
    log.append(("Author A", write(one, "é😊 second words, and mXore")))
    runs = blame(log)
    assert "".join(words for _, words in runs) == one.text
    assert runs == (
        ("Author A", "é😊 "), ("Reviewer B", "second"), ("Author A", " words"), ("Reviewer B", ", and m"),
        ("Author A", "X"), ("Reviewer B", "ore"),
    )  # fmt: skip


def test_blame_shows_the_anchors_between_paragraphs_as_line_breaks() -> None:
    runs = blame([("Author A", begun("one")), ("Reviewer B", begun("two"))])
    assert "".join(words for _, words in runs) in {"one\n\ntwo", "two\n\none"}


# Faults


def refusal(text: AnswerText, update: bytes) -> DraftDamagedError | None:
    try:
        text.apply(update)
        assert isinstance(text.text, str)
    except DraftDamagedError as error:
        return error
    return None


def test_bytes_that_make_no_sense_are_one_clear_error() -> None:
    update = begun("a secret of ours", {"m": (2, 8)})
    chance, silent = random.Random(1), 0
    for _ in range(500):
        garbled = bytearray(update)
        for _ in range(chance.randint(1, 3)):
            garbled[chance.randrange(len(garbled))] = chance.randrange(256)
        text = AnswerText(new_site(), [begun("mine")])
        error = refusal(text, bytes(garbled[: chance.randint(0, len(garbled))]))
        silent += error is None
        if error is not None:
            assert "secret" not in str(error)
            assert error.__suppress_context__
        write(text, "still of use")
        assert text.text == "still of use"
    assert silent < 250


def test_merging_bytes_that_make_no_sense_is_the_same_error() -> None:
    with pytest.raises(DraftDamagedError):
        merged([b"\x01\x01\xff", b"abc"])


def test_merged_says_what_all_say() -> None:
    text = AnswerText(new_site())
    updates = [write(text, "word " * number, {"m": (0, number)}) for number in range(1, 30)]
    again = AnswerText(new_site(), [merged(updates)])
    assert (again.text, again.passages) == (text.text, text.passages)


def test_a_library_that_counts_otherwise_is_noticed_before_anything_is_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Other(pycrdt.Text):
        def insert(self, index: int, value: str, attrs: dict[str, object] | None = None) -> None:
            super().insert(len(str(self)[:index].encode()), value, attrs)

    answer_text._check_index_unit.cache_clear()
    with monkeypatch.context() as patched:
        patched.setattr(answer_text, "Text", Other)
        attempts: list[Callable[[int], object]] = [AnswerText, lambda _: text_of([]), lambda _: blame([])]
        for attempt in attempts:
            with pytest.raises(RespondentError, match=r"installation .* is broken.*Nothing was changed"):
                attempt(1)
    assert AnswerText(1).text == ""


def test_a_text_that_is_closed_leaves_the_memory_at_once() -> None:
    """The library's objects must go in the thread that made them, which the collector does not know."""
    gc.collect()
    gc.disable()
    try:
        text = AnswerText(new_site())
        write(text, "words", {"m": (0, 2)})
        text.undo()
        document = weakref.ref(text._doc)
        blame([("Author A", begun("x"))])
        del text
        assert document() is None
    finally:
        gc.enable()


def test_the_window_starts_without_the_library() -> None:
    program = "import respondent_app.cli, sys; print('pycrdt' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"


# Speed


@pytest.mark.parametrize(("marks", "limit"), [(0, 0.001), (50, 0.003)])
def test_a_keystroke_in_a_long_text_costs_next_to_nothing(marks: int, limit: float) -> None:
    text = AnswerText(new_site())
    words = "Wörter und 😊 noch mehr " * 870
    passages = {f"m{number}": (number * 300, number * 300 + 50) for number in range(marks)}
    write(text, words, passages)
    took = []
    for number in range(60):
        words = words[: 19_000 + number] + "x" + words[19_000 + number :]
        begin = time.perf_counter()
        text.write(words, passages, new_step=False)
        took.append(time.perf_counter() - begin)
    assert sorted(took)[len(took) // 4] < limit  # the machine may be busy with other things
