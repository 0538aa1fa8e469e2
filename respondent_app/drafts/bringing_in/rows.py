"""Comments by clause as rows of a file, and which comment of ours each of them is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from respondent_app.drafts.bringing_in.typed_text import is_withheld, without_withheld, words
from respondent_app.model.place import COMMENT_PARTS, Part
from respondent_app.model.response import ClauseComment
from respondent_app.model.text import fold

_ALIKE = 0.4
_VERY_ALIKE = 0.75
_MOST_PAIRS = 200_000


@dataclass(frozen=True, slots=True)
class Row:
    """One comment as it stands in a file. `number` is what the file calls it, empty if nothing does."""

    clause: str
    texts: Mapping[Part, str]
    question: str = ""
    number: str = ""
    type: str = ""
    confidential: str = ""

    @property
    def withheld(self) -> bool:
        """Whether something in it was withheld from whoever typed it."""
        return any(is_withheld(text, "") for text in (*self.texts.values(), self.clause, self.type))

    @property
    def is_empty(self) -> bool:
        """Whether nobody typed anything that says something."""
        return not any(text.strip() for text in self.texts.values())


@dataclass(frozen=True, slots=True)
class Ours:
    """A comment of the draft, the question it belongs to, and its number in the full and in the public version.

    They differ after a question that is withheld as a whole: its comments are left out, or stand as one row. `0` is
    none.
    """

    question: str
    comment: ClauseComment
    number: int = 0
    public_number: int = 0
    bags: Mapping[Part, Counter[str]] = field(default_factory=dict)


def ours(question: str, comment: ClauseComment, number: int, public_number: int) -> Ours:
    """Return a comment of the draft, its words counted once for all."""
    return Ours(question, comment, number, public_number, {part: _bag(comment.text_of(part)) for part in COMMENT_PARTS})


def bare(clause: str) -> str:
    """Return a clause number without the word and the spaces around it."""
    return re.sub(r"^clauses?|\s", "", fold(clause))


def matched(rows: Sequence[Row], known: Sequence[Ours]) -> list[Ours | None]:
    """Return for each row which comment of ours it is, if it is one; none of ours is two rows.

    First counts the number, if the clause and the words agree with it; then the clause with words that are alike; then
    words that are very much alike. A number and a clause alone do, too: then somebody wrote the comment anew.
    """
    matching = _Matching(rows, known)
    matching.by_number(_same_clause, _ALIKE)
    matching.by_clause()
    matching.by_number(_nothing_to_read, 0)
    matching.by_number(_written_anew, 0)
    matching.by_number(_same_question, _ALIKE)
    matching.by_words()
    return matching.found


class _Matching:
    def __init__(self, rows: Sequence[Row], known: Sequence[Ours]) -> None:
        self.found: list[Ours | None] = [None] * len(rows)
        self._rows = [(row, {part: _bag(without_withheld(text)) for part, text in row.texts.items()}) for row in rows]
        self._left = {it.comment.id: it for it in known}
        self._by_number = _by_number(rows, known)

    def by_number(self, agrees: Callable[[Row, Ours], bool], least: float) -> None:
        for at in self._open():
            row, bags = self._rows[at]
            it = self._by_number.get(_number(row.number))
            if it is None or it.comment.id not in self._left or not _same_question(row, it):
                continue
            if agrees(row, it) and _likeness(bags, it) >= least:
                self._take(at, it)

    def by_clause(self) -> None:
        by_clause: dict[str, list[Ours]] = {}
        for it in self._left.values():
            by_clause.setdefault(bare(it.comment.clause), []).append(it)
        pairs = ((at, it) for at in self._open() for it in by_clause.get(bare(self._rows[at][0].clause), ()))
        self._best(pairs, _ALIKE)

    def by_words(self) -> None:
        rows = self._open()
        if len(rows) * len(self._left) <= _MOST_PAIRS:
            self._best(((at, it) for at in rows for it in tuple(self._left.values())), _VERY_ALIKE)

    def _open(self) -> list[int]:
        return [at for at, found in enumerate(self.found) if found is None]

    def _best(self, pairs: Iterable[tuple[int, Ours]], least: float) -> None:
        """Take those first that are most alike; among equals the order of the file and of the draft counts."""
        rated = [
            (-like, at, place, it)
            for place, (at, it) in enumerate(pairs)
            if _same_question(self._rows[at][0], it) and (like := _likeness(self._rows[at][1], it)) >= least
        ]
        for _, at, _, it in sorted(rated, key=lambda pair: pair[:3]):
            if self.found[at] is None and it.comment.id in self._left:
                self._take(at, it)

    def _take(self, at: int, it: Ours) -> None:
        self.found[at] = it
        del self._left[it.comment.id]


def _by_number(rows: Sequence[Row], known: Sequence[Ours]) -> Mapping[int, Ours]:
    """Return our comments by the numbers that the rows go by: those of the version in which more clauses agree."""
    full, public = {it.number: it for it in known}, {it.public_number: it for it in known if it.public_number}

    def agreeing(ours: Mapping[int, Ours]) -> int:
        pairs = ((row, ours.get(_number(row.number))) for row in rows)
        return sum(it is not None and _same_question(row, it) and _same_clause(row, it) for row, it in pairs)

    return public if agreeing(public) > agreeing(full) else full


def _number(text: str) -> int:
    found = re.match(r"\s*\(?(\d{1,6})\b", text)
    return int(found[1]) if found else -1


def _same_question(row: Row, it: Ours) -> bool:
    return row.question in {"", it.question}


def _same_clause(row: Row, it: Ours) -> bool:
    return bare(row.clause) == bare(it.comment.clause) or is_withheld(row.clause, "")


def _nothing_to_read(row: Row, it: Ours) -> bool:
    """Whether all of a row was withheld, so that nothing of it can come into a comment that it is not."""
    texts = [text for text in row.texts.values() if text.strip()]
    return _same_clause(row, it) and all(is_withheld(text, "") for text in texts)


def _written_anew(row: Row, it: Ours) -> bool:
    return bool(bare(row.clause)) and _same_clause(row, it) and not row.withheld


def _likeness(bags: Mapping[Part, Counter[str]], it: Ours) -> float:
    """Return how alike the most alike of the texts are: 1 for the same words, 0 for none in common."""
    return max((_alike(bag, it.bags[part]) for part, bag in bags.items()), default=0)


def _alike(one: Counter[str], other: Counter[str]) -> float:
    size = one.total() + other.total()
    return 2 * (one & other).total() / size if one and other else 0


def _bag(text: str) -> Counter[str]:
    return Counter(words(text))
