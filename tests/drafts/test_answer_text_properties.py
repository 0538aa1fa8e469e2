"""Whatever people do to a text, alone or at the same time, nothing is lost, doubled or unmarked."""

from __future__ import annotations

import random
from itertools import permutations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from respondent_app.drafts.answer_text import AnswerText, Restored, blame, merged, text_of
from respondent_app.drafts.event import new_site
from respondent_app.model import edits
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Answer, Mark, Response, Scope
from respondent_app.model.text import clean

HERE = Place("Q1", Part.ANSWER)
PIECES = st.sampled_from([
    "a", "b", " ", "\n", "word ", "é", "e\N{COMBINING ACUTE ACCENT}", "😊", "👩\N{ZERO WIDTH JOINER}🚀",
    "שלום", "مرحبا ", "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH NO-BREAK SPACE}", "𝔸", "漢字",
    "\n\n",
])  # fmt: skip
WORDS = st.lists(PIECES, max_size=6).map("".join)
LONG = st.lists(PIECES, min_size=30, max_size=60).map("".join)
SHARE = st.floats(0, 1)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("replace"), SHARE, SHARE, WORDS, st.booleans()),
        st.tuples(st.just("mark"), SHARE, SHARE, st.booleans()),
        st.tuples(st.just("unmark"), SHARE),
        st.tuples(st.just("paste"), LONG),
        st.tuples(st.just("undo")),
        st.tuples(st.just("redo")),
        st.tuples(st.just("colleague"), SHARE, SHARE, WORDS, st.booleans()),
    ),
    min_size=1,
    max_size=14,
)
QUICK = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


class Desk:
    """One person's response and text, as the window and the draft keep them together."""

    def __init__(self, site: int, log: list[bytes] | None = None) -> None:
        self.log = log if log is not None else []
        self.text = AnswerText(site, self.log)
        self.response = self._of(self.text.text, self.text.passages)
        self.marks_made = 0
        self.site = site

    def _of(self, text: str, passages: dict[str, tuple[int, int]]) -> Response:
        marks = tuple(Mark(i, Scope.PASSAGE, question="Q1", start=s, end=e) for i, (s, e) in passages.items())
        return Response("x", marks=marks).with_answer("Q1", Answer(text))

    @property
    def said(self) -> str:
        return self.response.text_at(HERE)

    @property
    def passages(self) -> dict[str, tuple[int, int]]:
        return {mark.id: (mark.start, mark.end) for mark in self.response.passages(HERE)}

    def range(self, one: float, other: float) -> tuple[int, int]:
        start, end = sorted(round(share * len(self.said)) for share in (one, other))
        return start, end

    def record(self, *, new_step: bool = True) -> None:
        update = self.text.write(self.said, self.passages, new_step=new_step)
        if update is not None:
            self.log.append(update)
        self.check()

    def check(self) -> None:
        assert self.text.text == self.said
        assert self.text.passages == {mark: span for mark, span in self.passages.items() if span[0] < span[1]}

    def replace(self, one: float, other: float, words: str, *, new_step: bool = True) -> None:
        start, end = self.range(one, other)
        text = self.said[:start] + words + self.said[end:]
        self.response = edits.with_text(self.response, HERE, text, cursor=start + len(words))
        self.record(new_step=new_step)

    def mark(self, one: float, other: float, *, new_step: bool = True) -> None:
        start, end = self.range(one, other)
        if start < end:
            self.marks_made += 1
            name = f"{self.site}.{self.marks_made}"
            mark = Mark(name, Scope.PASSAGE, question="Q1", start=start, end=end)
            self.response = edits.with_mark(self.response, mark)
            self.record(new_step=new_step)

    def unmark(self, share: float) -> None:
        if self.passages:
            number = min(int(share * len(self.passages)), len(self.passages) - 1)
            self.response = edits.without_mark(self.response, list(self.passages)[number])
            self.record()

    def paste(self, words: str) -> None:
        self.response = edits.with_text(self.response, HERE, clean(words), cursor=len(words))
        self.record()

    def restore(self, restored: Restored | None, *, more: bool) -> bool:
        if restored is None:
            return False
        before = (self.said, self.passages)
        self.log.append(restored.update)
        self.response = self._of(restored.text, restored.passages)
        # Only the last one may do nothing, where a colleague has done it already: there is no other to pass on to.
        assert not more or (self.said, self.passages) != before, "a step that does nothing is passed over"
        assert 0 <= restored.cursor <= len(restored.text)
        self.check()
        return True

    def undo(self) -> bool:
        return self.restore(self.text.undo(), more=self.text.can_undo)

    def redo(self) -> bool:
        return self.restore(self.text.redo(), more=self.text.can_redo)

    def take(self, update: bytes) -> None:
        self.log.append(update)
        self.text.apply(update)
        wordless = {mark: (0, 0) for mark in self.passages if mark not in self.text.passages}
        self.response = self._of(self.text.text, {**self.text.passages, **wordless})


def colleague_does(desk: Desk, one: float, other: float, words: str, *, mark: bool) -> None:
    """Somebody with the same text replaces words, or marks them, and sends what they did."""
    colleague = Desk(desk.site + 1 + len(desk.log), list(desk.log))
    known = len(colleague.log)
    if mark:
        colleague.mark(one, other)
    else:
        colleague.replace(one, other, words)
    for update in colleague.log[known:]:
        desk.take(update)


def play(desk: Desk, step: tuple[object, ...]) -> None:
    name, *how = step
    if name == "replace":
        desk.replace(*how[:3], new_step=how[3])  # type: ignore[arg-type]
    elif name == "mark":
        desk.mark(*how[:2], new_step=how[2])  # type: ignore[arg-type]
    elif name == "colleague":
        colleague_does(desk, *how[:3], mark=how[3])  # type: ignore[arg-type]
    else:
        getattr(desk, str(name))(*how)


@given(steps=STEPS, site=st.integers(1, 2**53 - 200))
@settings(QUICK, max_examples=700)
def test_the_text_says_what_was_written_and_so_does_a_reopened_one(steps: list[tuple[object, ...]], site: int) -> None:
    desk = Desk(site)
    for step in steps:
        play(desk, step)
    again = AnswerText(site + 100, desk.log)
    assert (again.text, again.passages) == (desk.text.text, desk.text.passages)
    assert text_of([merged(desk.log)] if desk.log else []) == desk.said
    assert "".join(words for _, words in blame(enumerate(desk.log))) == desk.said


@given(steps=st.lists(STEPS.map(lambda steps: [s for s in steps if s[0] != "colleague"]), max_size=1))
@settings(QUICK, max_examples=400)
def test_all_can_be_taken_back_and_done_again(steps: list[list[tuple[object, ...]]]) -> None:
    desk = Desk(7)
    for step in (step for some in steps for step in some):
        play(desk, step)
    whole = (desk.said, desk.text.passages, desk.passages.keys())
    while desk.redo():
        whole = (desk.said, desk.text.passages, desk.passages.keys())
    while desk.undo():
        pass
    assert (desk.said, desk.passages) == ("", {})
    while desk.redo():
        pass
    assert (desk.said, desk.text.passages, desk.passages.keys()) == whole


class Names:
    """Characters that each occur once, of one to four bytes, so that it can be told what became of each."""

    def __init__(self) -> None:
        starts = (0x21, 0xC0, 0x4E00, 0x1F300)
        self._left = [[chr(start + n) for n in range(90 if start == 0x21 else 600)] for start in starts]

    def take(self, chance: random.Random, count: int) -> str:
        return "".join(chance.choice([some for some in self._left if some]).pop() for _ in range(count))


def marked_characters(desk: Desk) -> dict[str, set[str]]:
    return {mark: set(desk.said[start:end]) for mark, (start, end) in desk.passages.items()}


def act(desk: Desk, chance: random.Random, names: Names, unmarked: set[str]) -> tuple[set[str], set[str]]:
    """Do something by chance; return which characters came and which went."""
    before = set(desk.said)
    what = chance.choice(["write", "write", "replace", "delete", "mark", "mark", "unmark"])
    one, other = chance.random(), chance.random()
    if what == "write":
        desk.replace(one, one, names.take(chance, chance.randint(1, 4)))
    elif what == "replace":
        desk.replace(one, min(1, one + 0.2), names.take(chance, chance.randint(1, 4)))
    elif what == "delete":
        desk.replace(one, min(1, one + 0.1), "")
    elif what == "mark":
        desk.mark(one, other)
    elif desk.passages:
        marks = set(desk.passages)
        desk.unmark(one)
        unmarked |= marks - desk.passages.keys()
    return set(desk.said) - before, before - set(desk.said)


def merge_all(desks: list[Desk], known: list[int], chance: random.Random) -> None:
    sent = [desk.log[at:] for desk, at in zip(desks, known, strict=True)]
    for number, desk in enumerate(desks):
        others = [update for other, some in enumerate(sent) if other != number for update in some]
        first = [some for other, some in enumerate(sent) if other != number]
        chance.shuffle(first)
        for update in (u for some in first for u in some) if chance.random() < 0.5 else [merged(others)] * bool(others):
            desk.take(update)
        known[number] = len(desk.log)


@given(seed=st.integers(0, 2**32))
@settings(QUICK, max_examples=700)
def test_three_people_at_once_lose_double_and_unmark_nothing(seed: int) -> None:
    chance, names = random.Random(seed), Names()
    beginning = Desk(new_site())
    beginning.replace(0, 0, names.take(chance, 20))
    desks = [Desk(chance.getrandbits(50) + 1, list(beginning.log)) for _ in range(3)]
    known = [1, 1, 1]
    alive, gone, unmarked = set(beginning.said), set[str](), set[str]()
    should: dict[str, set[str]] = {}
    for _ in range(2):
        for desk in desks:
            for _ in range(chance.randint(0, 4)):
                came, went = act(desk, chance, names, unmarked)
                alive |= came
                gone |= went
            for mark, characters in marked_characters(desk).items():
                should.setdefault(mark, set()).update(characters)
        merge_all(desks, known, chance)
        said = [(desk.text.text, desk.text.passages) for desk in desks]
        assert said[0] == said[1] == said[2]
        assert sorted(said[0][0]) == sorted(alive - gone)
        covered = marked_characters(desks[0])
        for mark, characters in should.items():
            if mark not in unmarked:
                assert characters - gone <= covered.get(mark, set())


@given(texts=st.lists(WORDS.filter(str.strip), min_size=2, max_size=3), seed=st.integers(0, 2**32))
@settings(QUICK, max_examples=200)
def test_drafts_without_a_common_start_become_paragraphs_of_one(texts: list[str], seed: int) -> None:
    chance = random.Random(seed)
    desks = [Desk(chance.getrandbits(50) + 1) for _ in texts]
    for desk, text in zip(desks, texts, strict=True):
        for at in range(len(text)):
            desk.replace(1, 1, text[at])
        desk.mark(0, 1)
    outcomes = set()
    for order in permutations(desks):
        together = AnswerText(new_site(), (update for desk in order for update in desk.log))
        outcomes.add((together.text, tuple(together.passages.items())))
        covered = sorted(together.text[start:end] for start, end in together.passages.values())
        assert covered == sorted(texts)
    assert len(outcomes) == 1
    assert outcomes.pop()[0] in {"\n\n".join(some) for some in permutations(texts)}
