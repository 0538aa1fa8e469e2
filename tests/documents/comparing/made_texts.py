"""Made-up pairs of texts unlike `tests.made_documents`: look-alike clauses, tables, clauses of 3 to 200 words."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from respondent_app.model.comparison import Kind
from respondent_app.model.document import Document, FileKind, Paragraph
from tests.made_documents.pairs import Fate, Pair

_TEMPLATES = (
    "The {a} Party shall, within {n} Working Days of the {e}, {v} the {o} to the {a} Party.",
    "Where the {a} Party {v}s the {o}, it shall notify the {a} Party of the {e} within {n} days.",
    "For the purposes of this Clause {n}, the {o} shall be {v}ed by the {a} Party in accordance with Schedule {n}.",
    "No {a} Party may {v} any {o} unless the {a} Party has consented to the {e}, such consent not to be withheld.",
    "The {a} Party warrants that the {o} is complete and accurate at the date of the {e}.",
    "If the {e} occurs, the {a} Party shall promptly {v} the {o} and keep a record for {n} months.",
)
_SYLLABLES = ("ba", "cor", "den", "fi", "gal", "ho", "in", "jus", "kel", "lo", "mar", "nis", "or", "pel", "quin", "ro")


class Drafter:
    """Writes clauses: from a few templates with `variety` words for each gap, or free prose if `variety` is 0."""

    def __init__(self, rng: random.Random, variety: int) -> None:
        self._rng, self._variety = rng, variety
        count = variety or 1500
        self._words = ["".join(rng.choices(_SYLLABLES, k=rng.randint(2, 3))) for _ in range(count)]
        self._weights = [1 / (rank + 2) for rank in range(count)] if not variety else [1.0] * count

    def word(self) -> str:
        return self._rng.choices(self._words, self._weights)[0]

    def clause(self, words: int) -> str:
        if not self._variety:
            return " ".join([self.word().title(), *(self.word() for _ in range(words - 1))]) + "."
        said: list[str] = []
        while len(said) < words:
            said += self._filled().split()
        return " ".join(said)

    def _filled(self) -> str:
        words = {gap: self.word() for gap in "aveo"}
        return self._rng.choice(_TEMPLATES).format(n=self._rng.randint(2, 40), **words)

    def family(self, size: int) -> list[str]:
        """Return clauses that differ in one word or figure only."""
        words = self.clause(self._rng.randint(10, 40)).split()
        place = self._rng.randrange(2, len(words) - 1)
        other = [str(n + 2) if self._rng.random() < 0.5 else f"{self.word()}{n}" for n in range(size)]
        return [" ".join([*words[:place], each, *words[place + 1 :]]) for each in other]

    def row(self) -> str:
        """Return a row of a table in which most cells say what many others say."""
        cells = (self._rng.choice(("Yes", "No", "-")), str(self._rng.randint(1, 20)), self._rng.choice(("Daily", "-")))
        return " | ".join([f"{self.word()} {self.word()}", *cells])

    def edited(self, text: str, share: float) -> str:
        """Replace, add or remove words until about `share` of them changed, at least one."""
        while (changed := self._changed(text.split(), share)) == text:
            pass
        return changed

    def _changed(self, words: list[str], share: float) -> str:
        rng = self._rng
        for place in rng.sample(range(len(words)), max(1, round(len(words) * share))):
            word, how = words[place], rng.random()
            if word == "|":
                continue
            if how < 0.6 or len(words) < 6:
                words[place] = str(int(word) + 50) if word.isdigit() else self.word()
            else:
                words[place] = f"{word} {self.word()}" if how < 0.8 else ""
        return " ".join(" ".join(words).split())


@dataclass(frozen=True, slots=True)
class Texts:
    current: Document
    proposed: Document
    truth: Pair


@dataclass(frozen=True, slots=True)
class Mix:
    """How many clauses, and what share of them are look-alikes, short, or rows of tables."""

    clauses: int = 900
    variety: int = 0
    lookalikes: float = 0.2
    short: float = 0.1
    rows: float = 0.05
    longest: int = 60
    seed: int = 1


def made_texts(mix: Mix) -> Texts:
    """Make a pair with light and heavy edits, splits, merges, moves, insertions, deletions, replacements."""
    rng = random.Random(mix.seed)
    drafter = Drafter(rng, mix.variety)
    current = _current(mix, rng, drafter)
    return _Rewriting(rng, drafter, current).texts()


def _current(mix: Mix, rng: random.Random, drafter: Drafter) -> list[str]:
    texts: list[str] = []
    while len(texts) < mix.clauses:
        kind = rng.random()
        if kind < mix.lookalikes / 5:  # five of a kind on average
            texts += drafter.family(rng.randint(3, 8))
        elif kind < mix.lookalikes / 5 + mix.short:
            texts.append(" ".join(drafter.clause(8).split()[: rng.randint(3, 7)]))
        elif kind < mix.lookalikes / 5 + mix.short + mix.rows:
            texts += [drafter.row() for _ in range(rng.randint(3, 12))]
        elif kind > 0.97:
            texts.append(rng.choice(("Not used.", "Reserved.")))
        else:
            texts.append(drafter.clause(rng.randint(8, mix.longest)))
    return texts[: mix.clauses]


class _Rewriting:
    """Turns the current text into the proposed one and keeps account of what became of each clause."""

    def __init__(self, rng: random.Random, drafter: Drafter, current: Sequence[str]) -> None:
        self._rng, self._drafter, self._current = rng, drafter, current
        counts = Counter(current)
        self._free = [n for n, text in enumerate(current) if counts[text] == 1 and len(text.split()) >= 5]
        rng.shuffle(self._free)
        self._kind: dict[int, Kind] = {}
        self._said: dict[int, list[str]] = {}

    def texts(self) -> Texts:
        self._draw_fates(len(self._current) // 100)
        made = self._proposed()
        places: dict[int, list[int]] = {}
        for place, (_, origin) in enumerate(made):
            if origin is not None:
                places.setdefault(origin, []).append(place)
        fates = [Fate(kind, (key,), tuple(places.get(key, ()))) for key, kind in self._kind.items()]
        fates += [Fate(Kind.INSERTED, (), (place,)) for place, (_, origin) in enumerate(made) if origin is None]
        truth = Pair(b"", b"", tuple(fates))
        return Texts(document(self._current), document([text for text, _ in made]), truth)

    def _draw_fates(self, share: int) -> None:
        edited, rng = self._drafter.edited, self._rng
        for key in self._draw(12 * share, Kind.EDITED):
            self._said[key] = [edited(self._current[key], rng.uniform(0.04, 0.2))]
        for key in self._draw(2 * share, Kind.EDITED, words=12):
            self._said[key] = [edited(self._current[key], 0.5)]
        for key in self._draw(share, Kind.SPLIT, words=14):
            words = self._current[key].split()
            middle = rng.randint(len(words) // 3, 2 * len(words) // 3)
            self._said[key] = [" ".join(words[:middle]) + ".", " ".join(words[middle:]).capitalize()]
        for key in self._draw(share, Kind.MOVED_EDITED, words=14):
            self._said[key] = [edited(self._current[key], rng.uniform(0.05, 0.2))]
        self._draw(share, Kind.MOVED, words=6)
        self._draw(4 * share, Kind.DELETED)

    def _draw(self, count: int, kind: Kind, words: int = 5) -> list[int]:
        fit = [key for key in self._free if len(self._current[key].split()) >= words and "|" not in self._current[key]]
        drawn = (self._free if kind is Kind.EDITED and words == 5 else fit)[:count]
        self._free = [key for key in self._free if key not in drawn]
        self._kind.update(dict.fromkeys(drawn, kind))
        return drawn

    def _proposed(self) -> list[tuple[str, int | None]]:
        made: list[tuple[str, int | None]] = []
        for key, text in enumerate(self._current):
            kind = self._kind.get(key)
            if kind is Kind.DELETED and key % 2:
                made.append((self._new(), None))
            elif kind not in {Kind.DELETED, Kind.MOVED, Kind.MOVED_EDITED}:
                made += [(each, key) for each in self._said.get(key, [text])]
        for key, kind in self._kind.items():
            if kind in {Kind.MOVED, Kind.MOVED_EDITED}:
                made.insert(self._elsewhere(made, key), (self._said.get(key, [self._current[key]])[0], key))
        for _ in range(3 * len(self._current) // 100):
            made.insert(self._gap(made), (self._new(), None))
        return made

    def _new(self) -> str:
        return self._drafter.clause(self._rng.randint(4, 40))

    def _gap(self, made: Sequence[tuple[str, int | None]]) -> int:
        while True:
            place = self._rng.randrange(1, len(made))
            origins = made[place - 1][1], made[place][1]
            if origins[0] != origins[1] and self._kind.get(origins[1] or -1) is None:
                return place

    def _elsewhere(self, made: Sequence[tuple[str, int | None]], key: int) -> int:
        away = {Kind.MOVED, Kind.MOVED_EDITED}
        stayed = ((n, origin) for n, (_, origin) in enumerate(made) if self._kind.get(origin or 0) not in away)
        home = next((n for n, origin in stayed if origin is not None and origin >= key), len(made))
        while abs((place := self._gap(made)) - home) < 40:
            pass
        return place


def document(texts: Sequence[str], name: str = "made-up") -> Document:
    """A document whose paragraphs are these texts, without numbers."""
    paragraphs = tuple(Paragraph(text, sources=(at,)) for at, text in enumerate(texts))
    return Document(name, FileKind.WORD, paragraphs, paragraphs)
