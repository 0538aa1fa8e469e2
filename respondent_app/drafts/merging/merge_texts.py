"""What merging left to look at in texts: marks whose words changed, words at their edges, texts of several people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import groupby

from respondent_app.drafts.answer_text import AnswerText
from respondent_app.drafts.event import Event, Kind
from respondent_app.drafts.merging.joins import Clock, knows
from respondent_app.drafts.merging.meeting import Meeting, names
from respondent_app.drafts.merging.merge_words import item, named
from respondent_app.model.finding import Weight
from respondent_app.model.merge_review import About, MergeItem, Said
from respondent_app.model.place import Place

_BLANKS = " \t\N{NO-BREAK SPACE}"


class TextMeeting:
    """One text that not all copies knew the newest words of."""

    def __init__(self, meeting: Meeting, place: Place) -> None:
        self._meeting = meeting
        self._place = place
        self._where = named(place, meeting.response)
        whole = meeting.text(place)
        self._text, self._passages = whole.text, whole.passages
        self._sides: list[tuple[Clock, AnswerText]] = [(side, meeting.text(place, side)) for side in meeting.sides]

    def items(self) -> Iterator[MergeItem]:
        """Yield what there is to look at in this text."""
        for mark in self._marks():
            if mark in self._passages:
                yield from self._changed(mark)
                yield from self._at_edges(mark)
            else:
                yield from self._emptied(mark)
        yield from self._written_by_several()

    def _marks(self) -> list[str]:
        """The marks of all copies that still hold, in the order of the whole text."""
        alive = {mark.id for mark in self._meeting.response.marks}
        found = dict.fromkeys([*self._passages, *(mark for _, side in self._sides for mark in side.passages)])
        return [mark for mark in found if mark in alive]

    def _covers(self, mark: str) -> list[tuple[Clock, str]]:
        """The words that a mark covers in each copy in which it covers any."""
        found = ((clock, side, side.passages.get(mark)) for clock, side in self._sides)
        return [(clock, side.text[span[0] : span[1]]) for clock, side, span in found if span]

    def _changed(self, mark: str) -> Iterator[MergeItem]:
        start, end = self._passages[mark]
        now = self._text[start:end]
        was = [(clock, words) for clock, words in self._covers(mark) if words != now]
        if not was:
            return
        seen = any(words == now for _, words in self._covers(mark))
        told = tuple(dict.fromkeys(Said(self._marked_by(mark), words) for _, words in was))
        by = names(self._changers(was))
        what = f"A confidential passage in {self._where} has other words now. {by} changed it"
        what += "." if seen else ", while somebody else worked on it too."
        weight = Weight.SHOULD if seen else Weight.MUST
        yield item(About.CHANGED, weight, what, mark, now, place=self._place, mark=mark, said=told, now=now)

    def _changers(self, was: list[tuple[Clock, str]]) -> list[Event]:
        lacked = [e for e in self._new if any(not knows(clock, e.key) for clock, _ in was)]
        return lacked or self._new

    @cached_property
    def _new(self) -> list[Event]:
        known = {event.key for event in self._meeting.new}
        return [event for event in self._meeting.written(self._place) if event.key in known]

    def _marked_by(self, mark: str) -> str:
        return names(self._meeting.adds.get(mark, [])[:1])

    def _emptied(self, mark: str) -> Iterator[MergeItem]:
        was = self._covers(mark)
        if not was:
            return
        words = max((words for _, words in was), key=len)
        by = names(self._changers(was))
        what = f"A mark in {self._where} covers nothing any more: its words were taken out or moved ({by})."
        told = (Said(self._marked_by(mark), words),)
        yield item(About.EMPTY, Weight.MUST, what, mark, words, place=self._place, mark=mark, said=told, quote=words)

    def _at_edges(self, mark: str) -> Iterator[MergeItem]:
        adds = self._meeting.adds.get(mark, [])
        foreign = {e.key for e in self._new if adds and all(self._meeting.apart(e, add) for add in adds)}
        if not foreign:
            return
        start, end = self._passages[mark]
        for after in (False, True):
            event, words = self._beside(end if after else start, after=after, foreign=foreign)
            if event is not None:
                yield self._edge(mark, event, words, after=after)

    def _edge(self, mark: str, event: Event, words: str, *, after: bool) -> MergeItem:
        start, end = self._passages[mark]
        side = "after" if after else "before"
        what = f"{names([event])} wrote right {side} a confidential passage in {self._where}, not knowing of the mark."
        told = (Said(self._marked_by(mark), self._text[start:end]), Said(names([event]), words.strip()))
        return item(
            About.EDGE, Weight.MUST, what, mark, side, words, place=self._place, mark=mark, said=told,
            quote=words.strip(), after=after,
        )  # fmt: skip

    def _beside(self, at: int, *, after: bool, foreign: set[tuple[int, int]]) -> tuple[Event | None, str]:
        """Return what somebody else wrote right beside a position, at most a blank away from it."""
        written = self._writers[at:] if after else self._writers[:at][::-1]
        gap = next((n for n, (e, c) in enumerate(written) if _is_of(e, foreign) or c not in _BLANKS), 0)
        runs = groupby(written[gap:] if gap <= 1 else written, key=lambda pair: _is_of(pair[0], foreign))
        is_foreign, run = next(runs, (False, iter(())))
        found = list(run) if is_foreign else []
        words = "".join(character for _, character in (found if after else found[::-1]))
        return (found[0][0], words) if words.strip() else (None, "")

    @cached_property
    def _writers(self) -> list[tuple[Event | None, str]]:
        return [(event, c) for event, run in self._meeting.writers(self._place) for c in run]

    def _written_by_several(self) -> Iterator[MergeItem]:
        for one, other in self._meeting.pairs:
            pair = (self._only(one, other), self._only(other, one))
            if all(pair) and self._differ_in_words(one, other):
                yield self._stands_twice(one, other, pair) or self._edited_by_both(pair)
                return

    def _differ_in_words(self, one: Clock, other: Clock) -> bool:
        """Whether both copies have other words than they had together: a mark alone changes none."""
        common = {site: min(seq, other.get(site, 0)) for site, seq in one.items()}
        before = self._meeting.text(self._place, common).text
        return all(self._meeting.text(self._place, side).text != before for side in (one, other))

    def _only(self, one: Clock, other: Clock) -> list[Event]:
        place = self._place
        target = {event.target for event in self._meeting.written(place)}
        return self._meeting.only(one, other, lambda e: e.kind is Kind.TEXT and e.target in target)

    def _stands_twice(self, one: Clock, other: Clock, pair: tuple[list[Event], ...]) -> MergeItem | None:
        texts = [self._meeting.text(self._place, side).text for side in (one, other)]
        shared = any(knows(one, e.key) and knows(other, e.key) for e in self._meeting.written(self._place))
        if shared or not all(text.strip() for text in texts):
            return None
        by = [names(events) for events in pair]
        what = f"{by[0]} and {by[1]} each wrote {self._where} from the beginning. "
        what += "Both texts stand there, one after the other."
        told = tuple(Said(who, text) for who, text in zip(by, texts, strict=True))
        keys = sorted(str(event.key) for events in pair for event in events)
        return item(About.TWICE, Weight.MUST, what, str(self._place), *keys, place=self._place, said=told)

    def _edited_by_both(self, pair: tuple[list[Event], ...]) -> MergeItem:
        by = [names(events) for events in pair]
        who = f"{by[0]} and {by[1]}" if by[0] != by[1] else f"{by[0]}, in two copies,"
        what = f"{who} changed {self._where}. All of it is in there; read whether it still fits together."
        told = tuple(Said(names(events), self._words_of(events)) for events in pair)
        keys = sorted(str(events[-1].key) for events in pair)
        return item(
            About.BOTH, Weight.SHOULD, what, str(self._place), *keys, place=self._place, said=told, now=self._text
        )

    def _words_of(self, events: list[Event]) -> str:
        """Return what was written by some events and still stands there, in whole words."""
        keys = {event.key for event in events}
        own = [_is_of(event, keys) for event, _ in self._writers]
        text = "".join(character for _, character in self._writers)
        for match in re.finditer(r"\w+", text):
            if any(own[match.start() : match.end()]):
                own[match.start() : match.end()] = [True] * len(match[0])
        runs = groupby(zip(own, text, strict=True), key=lambda pair: pair[0])
        found = ("".join(character for _, character in run).strip() for is_own, run in runs if is_own)
        return " … ".join(words for words in found if words)


def _is_of(event: Event | None, keys: set[tuple[int, int]]) -> bool:
    return event is not None and event.key in keys
