"""What a page asks about the marks of the open response: their numbers, their names, and what still stands open."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from respondent_app.model.place import Place
from respondent_app.model.response import Mark, ReasonCategory, Response, Scope
from respondent_app.model.short_words import published_words
from respondent_app.model.submission import Audience, Submission, plain
from respondent_app.privacy.disclose import numbers
from respondent_app.privacy.leak_check import Secret, search, secrets
from respondent_app.privacy.marks import CATEGORY_LABELS, covered
from respondent_app.privacy.standing_open import standing_open
from respondent_app.privacy.statement import details_withheld
from respondent_app.review import repeated, wording
from respondent_app.review.repeated import Repeat, Told
from respondent_app.session.session import Session

__all__ = ["Checked", "Confidentiality", "Repeat", "Told", "passage_over"]

T = TypeVar("T")
_MOST_CHECKED = 200_000


@dataclass(frozen=True, slots=True)
class Checked:
    """What a search of the public version found: names of what leaks, and of what could not be searched for.

    `marks` are the ids of the marks whose words stand in the open, `repeats` where in the texts they do.
    """

    found: tuple[str, ...]
    marks: tuple[str, ...]
    unchecked: tuple[str, ...]
    repeats: tuple[Repeat, ...] = ()


class Confidentiality:
    """Answers questions about the marks of a session's response, each worked out once for each state of it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._seen: dict[str, tuple[Response, object]] = {}

    @property
    def category_labels(self) -> Mapping[ReasonCategory, str]:
        """The kinds of reason as they stand in the schedule of reasons."""
        return CATEGORY_LABELS

    def numbers(self) -> Mapping[str, int]:
        """Return the number of each mark by its id, as both versions print it."""
        return self._fresh("numbers", lambda r: numbers(r, self._session.consultation))

    def in_order(self) -> tuple[Mark, ...]:
        """Return the marks by their numbers."""
        found = self.numbers()
        return tuple(sorted(self._session.response.marks, key=lambda mark: found[mark.id]))

    def covered(self) -> frozenset[str]:
        """Return the ids of marks inside something that is withheld as a whole."""
        return self._fresh("covered", covered)

    def name_of(self, mark: Mark) -> str:
        """Say what a mark covers: “a passage in the answer to Q2”."""
        return wording.covered(mark, self._session.response)

    def place_name(self, place: Place) -> str:
        """Say which text a place is: “the answer to Q2”."""
        return wording.where(place, self._session.response)

    def details_withheld(self) -> bool:
        """Whether contact details stay out of the public version."""
        return details_withheld(self._session.response)

    def repeats(self) -> tuple[Repeat, ...]:
        """Return where confidential words also stand unmarked: the same words, or by which the files would leak."""
        return self._fresh("repeats", self._repeats)

    def told(self) -> tuple[Told, ...]:
        """Return where what a mark says in public repeats confidential words."""
        return self._fresh("told", lambda r: repeated.told_in_public(r, self._public_words()))

    def take_out_told(self, mark_id: str) -> None:
        """Put an ellipsis in place of the confidential words that a mark says in public."""
        self._session.edit(lambda r: repeated.without_told(r, mark_id, self._public_words()))

    def checked(self) -> Checked | None:
        """Search the words of the public version, as they stand now, for everything that is withheld.

        None if there are too many words to do so while somebody types; the files are searched in any case.
        """
        response = self._session.response
        if sum(len(response.text_at(place)) for place in response.places()) > _MOST_CHECKED:
            return None
        return self._fresh("checked", self._check)

    def _repeats(self, response: Response) -> tuple[Repeat, ...]:
        same = repeated.unmarked_repeats(response, self._public_words())
        checked = self.checked()
        return (*same, *(it for it in checked.repeats if not any(map(it.meets, same)))) if checked else same

    def _check(self, response: Response) -> Checked:
        hidden = secrets(response, self._session.consultation)
        words = "".join(f"<p>{html.escape(text)}</p>" for text in _said(self._session.submission(Audience.PUBLIC)))
        report = search({"preview.html": f"<html>{words}</html>".encode()}, hidden, self._public_words())
        found = tuple(sorted({hit.what for hit in report.hits}))
        named = {f"Confidential {number}": mark for mark, number in self.numbers().items()}
        marks = tuple(mark for what, mark in named.items() if what in found)
        return Checked(found, marks, report.unchecked, _open_places(response, hidden, self._public_words(), named))

    def _public_words(self) -> str:
        """What the publisher has published itself."""
        return published_words(self._session.consultation)

    def _fresh(self, key: str, make: Callable[[Response], T]) -> T:
        held = self._seen.get(key)
        if held is None or held[0] is not self._session.response:
            self._seen[key] = held = (self._session.response, make(self._session.response))
        return held[1]  # type: ignore[return-value]  # what `make` returned


def _open_places(
    response: Response, hidden: Sequence[Secret], public_words: str, named: Mapping[str, str]
) -> tuple[Repeat, ...]:
    return tuple(
        Repeat(named.get(it.what, ""), response.text_at(it.place)[it.start : it.end], it.place, it.start, it.end)
        for it in standing_open(response, hidden, public_words)
    )


def passage_over(response: Response, place: Place, start: int, end: int, mark_id: str) -> Mark | None:
    """Return the passage that should stand for a selection in the text at `place`; None if it holds no word.

    White space at its ends is left out. A selection that meets a marked passage makes that one larger, reason and all;
    one that lies inside it changes nothing.
    """
    text = response.text_at(place)
    start, end = max(0, start), min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return None
    met = next((mark for mark in response.passages(place) if mark.start < end and start < mark.end), None)
    if met is None:
        return Mark(mark_id, Scope.PASSAGE, question=place.question, comment=place.comment, part=place.part,
                    start=start, end=end)  # fmt: skip
    return replace(met, start=min(start, met.start), end=max(end, met.end))


def _said(submission: Submission) -> Iterator[str]:
    """Yield every text of a submission that is the respondent's own, or stands in place of one."""
    yield from (plain(row.value) for row in submission.details)
    for block in submission.answers:
        yield from (plain(block.answer), plain(block.rationale), *(plain(row.value) for row in block.stance))
        for row in block.comments:
            yield from map(plain, (row.clause, row.comment, row.proposed, row.rationale))
    yield from (row.public_explanation for row in submission.reasons)
