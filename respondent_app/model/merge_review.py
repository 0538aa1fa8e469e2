"""What to look at after two copies of a response were merged, and what a person can do about it. Pure functions."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from respondent_app.model import edits
from respondent_app.model.finding import Weight
from respondent_app.model.place import Place
from respondent_app.model.response import Mark, Response, Scope, new_id

Span = tuple[int, int]


class About(enum.StrEnum):
    """What became of a thing that more than one person had in hand."""

    CHANGED = "changed"  # a marked passage no longer has the words that were marked
    EDGE = "edge"  # somebody's words stand right beside somebody else's mark
    EMPTY = "empty"  # a mark that covers nothing any more
    LIFTED = "lifted"  # somebody wrote under a mark that somebody else took away
    TWICE = "twice"  # two texts without a common start stand one after the other
    KEPT_MARK = "kept-mark"  # taken away by one, changed by another
    KEPT_COMMENT = "kept-comment"
    BOTH = "both"  # a text that several people wrote at
    FIELD = "field"  # a single value that two people set differently


@dataclass(frozen=True, slots=True)
class Said:
    """What one side had or wrote. `by` may name several people; `words` may be confidential."""

    by: str
    words: str


@dataclass(frozen=True, slots=True)
class MergeItem:
    """One thing to look at. Its `id` is the same in every copy; `what` holds no confidential words.

    `said` are the words of both sides, the marked ones first, and `now` what became of them. `quote` are the words that
    the question is about: those at the edge of a mark (`after` it or before), or those that a mark no longer covers.
    `lifted` is the mark that was taken away.
    """

    id: str
    about: About
    weight: Weight
    what: str
    place: Place | None = None
    mark: str = ""
    said: tuple[Said, ...] = ()
    now: str = ""
    quote: str = ""
    after: bool = False
    lifted: Mark | None = None


@dataclass(frozen=True, slots=True)
class MergeReport:
    """Everything that merging has left to a person, what must be settled first."""

    items: tuple[MergeItem, ...] = ()

    @property
    def must(self) -> tuple[MergeItem, ...]:
        """What must be settled before sending."""
        return tuple(item for item in self.items if item.weight is Weight.MUST)

    def open_in(self, response: Response) -> MergeReport:
        """Return what nobody has settled yet, and still is as the merge has left it."""
        return MergeReport(tuple(item for item in self.items if is_open(item, response)))


def is_open(item: MergeItem, response: Response) -> bool:
    """Whether an item still asks for a look."""
    if item.id in response.settled:
        return False
    if item.about is About.LIFTED:
        return item.lifted is not None and not _is_marked_as(item.lifted, response.marks)
    if item.about not in {About.CHANGED, About.EDGE, About.EMPTY, About.KEPT_MARK}:
        return True
    mark = next((mark for mark in response.marks if mark.id == item.mark), None)
    if mark is None:
        return False
    if item.about is About.EMPTY:
        return mark.start >= mark.end
    return item.about is not About.EDGE or bool(spans_to_mark(item, response))


def with_settled(response: Response, item: MergeItem) -> Response:
    """Return `response` with the note that a person has looked at an item and leaves it as it is."""
    if item.id in response.settled:
        return response
    return replace(response, settled=tuple(sorted({*response.settled, item.id})))


def with_marked(response: Response, item: MergeItem) -> Response:
    """Return `response` with the words in question confidential, for the reason of the mark they belong to.

    Where they stand more than once, each is marked. Without any such words, nothing changes.
    """
    if item.lifted is not None:
        return with_settled(edits.with_mark(response, replace(item.lifted, id=new_id())), item)
    spans = spans_to_mark(item, response)
    if not spans or item.place is None:
        return response
    mark = response.mark(item.mark)
    for start, end in spans:
        response = edits.with_mark(response, _passage(mark, item.place, start, end))
    if item.about is About.EMPTY:
        response = edits.without_mark(response, mark.id)
    return with_settled(response, item)


def without_empty_mark(response: Response, item: MergeItem) -> Response:
    """Return `response` without a mark that covers nothing."""
    return with_settled(edits.without_mark(response, item.mark), item)


def spans_to_mark(item: MergeItem, response: Response) -> tuple[Span, ...]:
    """Return where the words in question stand in the open, in code points of the text at the item's place."""
    if item.place is None or not item.quote.strip():
        return ()
    text = response.text_at(item.place)
    words = item.quote.strip()
    open_spans = (span for span in _found(text, words) if not _is_covered(span, item.place, response))
    if item.about is not About.EDGE:
        return tuple(open_spans)
    mark = next(mark for mark in response.marks if mark.id == item.mark)
    return tuple(span for span in open_spans if _touches(span, mark, text))[:1]


def can_mark(item: MergeItem, response: Response) -> bool:
    """Whether `with_marked` would mark anything."""
    return item.lifted is not None or bool(spans_to_mark(item, response))


def _passage(mark: Mark, place: Place, start: int, end: int) -> Mark:
    return Mark(new_id(), Scope.PASSAGE, mark.reason, place.question, place.comment, place.part, start, end)


def _found(text: str, words: str) -> Iterator[Span]:
    at = text.find(words)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + len(words))


def _touches(span: Span, mark: Mark, text: str) -> bool:
    """Whether nothing but white space stands between some words and a mark."""
    low, high = (mark.end, span[0]) if span[0] >= mark.end else (span[1], mark.start)
    return low <= high and not text[low:high].strip()


def _is_covered(span: Span, place: Place, response: Response) -> bool:
    if any(mark.covers(place) for mark in response.marks):
        return True
    return any(mark.start <= span[0] and span[1] <= mark.end for mark in response.passages(place))


def _is_marked_as(lifted: Mark, marks: Iterable[Mark]) -> bool:
    wanted = (lifted.scope, lifted.question, lifted.comment)
    return any((m.scope, m.question, m.comment) == wanted or m.scope is Scope.RESPONSE for m in marks)
