from __future__ import annotations

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from respondent_app.model import edits
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Answer, Mark, Response, Scope
from respondent_app.model.stretches import Stretch, changed_stretches

ANSWER = Place("Q1", Part.ANSWER)
TEXTS = st.lists(st.sampled_from(["a ", "bb", " ", "\n", "é", "😊", "word ", "12.5 "]), max_size=60).map("".join)


def applied(text: str, stretches: tuple[Stretch, ...]) -> str:
    for stretch in reversed(stretches):
        text = text[: stretch.start] + stretch.come + text[stretch.start + stretch.removed :]
    return text


@given(before=TEXTS, after=TEXTS)
def test_the_stretches_lead_from_one_text_to_the_other(before: str, after: str) -> None:
    stretches = changed_stretches(before, after)
    assert applied(before, stretches) == after
    ends = [stretch.start + stretch.removed for stretch in stretches]
    assert all(end < later.start for end, later in zip(ends, stretches[1:], strict=False))


def test_small_edits_are_one_stretch() -> None:
    assert changed_stretches("one two three", "one 2 three") == (Stretch(4, 3, "2"),)
    assert changed_stretches("same", "same") == ()


def test_a_pasted_revision_is_told_apart_word_by_word() -> None:
    before = "The first cost is known. " + "Nothing changes in this sentence. " + "The last cost is open."
    after = before.replace("first", "new").replace("last", "other")
    assert changed_stretches(before, after) == (Stretch(4, 5, "new"), Stretch(63, 4, "other"))


def test_a_long_text_is_compared_quickly() -> None:
    chance = random.Random(1)
    common = ["the", "of", "and", "to", "a"]
    before, after = (" ".join(chance.choice([*common, f"w{chance.randrange(900)}"]) for _ in range(4000)) for _ in "ab")
    begin = time.perf_counter()
    assert applied(before, changed_stretches(before, after)) == after
    assert time.perf_counter() - begin < 1


def marked_words(response: Response) -> list[bool]:
    """For each word, whether all of it is marked. A word of which only a part is marked is an error."""
    text = response.text_at(ANSWER)
    inside = {i for mark in response.passages(ANSWER) for i in range(mark.start, mark.end)}
    found, at = [], 0
    for word in text.split(" "):
        letters = {at + i in inside for i in range(len(word))}
        assert len(letters) == 1, "half a word is marked"
        found.append(letters.pop())
        at += len(word) + 1
    return found


def test_marks_keep_to_their_words_when_a_revised_text_is_pasted() -> None:
    """300 texts of 200 words, 5 changed, 4 passages: nothing comes into the open, and no word that stayed is marked.

    Two changed words side by side are one change. If one of them was marked, both are: nobody can tell which is which.
    """
    chance = random.Random(4)
    for _ in range(300):
        words = [f"w{chance.randrange(400)}" for _ in range(200)]
        starts = sorted(chance.sample(range(0, 190, 10), 4))
        spans = [(start, start + chance.randint(1, 8)) for start in starts]
        response = Response("x").with_answer("Q1", Answer(" ".join(words)))
        for start, stop in spans:
            begin = sum(len(word) + 1 for word in words[:start])
            end = begin + len(" ".join(words[start:stop]))
            mark = Mark(f"m{start}", Scope.PASSAGE, question="Q1", start=begin, end=end)
            response = edits.with_mark(response, mark)
        changed = chance.sample(range(200), 5)
        for number in changed:
            words[number] = f"N{chance.randrange(1000)}"
        revised = " ".join(words)
        after = edits.with_text(response, ANSWER, revised, cursor=len(revised))
        should = [any(start <= n < stop for start, stop in spans) for n in range(200)]
        for number, (marked, expected) in enumerate(zip(marked_words(after), should, strict=True)):
            doubtful = number in changed and {number - 1, number + 1}.intersection(changed)
            assert marked == expected or (marked and doubtful)
