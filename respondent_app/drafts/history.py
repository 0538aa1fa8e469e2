"""What became of a response: its steps, how it was at any of them, and who wrote which words. Pure functions.

Order is that of the events, the same in every copy; the clocks of several computers say only what is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from respondent_app.drafts.event import Event, Kind, in_order, text_target
from respondent_app.drafts.past.between import between, pieces
from respondent_app.drafts.past.past_texts import Past, past_of, sizes
from respondent_app.drafts.past.restoring import Restored, marked_since, restored_all, restored_text
from respondent_app.drafts.past.steps_taken import Sweep
from respondent_app.model.history import Difference, Entry, Point, Sentence, Share, Stretch, Written
from respondent_app.model.place import Place
from respondent_app.model.response import Response
from respondent_app.model.sentences import sentences
from respondent_app.model.word_diff import Did


def timeline(events: Iterable[Event]) -> tuple[Entry, ...]:
    """Return the steps of a history, the oldest first.

    What one author did to one thing without doing anything else, with pauses of at most ten minutes, is one step. That
    somebody merely looked at an answer is none.
    """
    ordered = in_order(events)
    sweep = Sweep(_sizes(ordered))
    for event in ordered:
        sweep.take(event)
    return sweep.entries()


def response_at(events: Iterable[Event], point: Point, *, consultation: str = "") -> Response:
    """Return the response as it was after the step that ends at `point`."""
    from respondent_app.drafts.draft import Draft

    return Draft.load("", consultation, [event for event in events if event.order <= point], author="").response


def blame(events: Iterable[Event], place: Place) -> tuple[Stretch, ...]:
    """Return the text at a place in runs, each with who wrote it and when."""
    from respondent_app.drafts import answer_text

    target = text_target(place)
    own = [event for event in in_order(events) if event.kind is Kind.TEXT and event.target == target]
    runs = answer_text.blame((event, event.payload) for event in own)
    found: list[Stretch] = []
    for event, text in runs:
        if found and (found[-1].author, found[-1].ts) == (event.author, event.ts):
            found[-1] = Stretch(found[-1].text + text, event.author, event.ts)
        else:
            found.append(Stretch(text, event.author, event.ts))
    return tuple(found)


def written(events: Iterable[Event], place: Place) -> Written:
    """Return who wrote the text at a place, run by run and sentence by sentence."""
    stretches = blame(events, place)
    return Written(place, stretches, by_sentence(stretches))


def by_sentence(stretches: Sequence[Stretch]) -> tuple[Sentence, ...]:
    """Return for each sentence of a text who wrote how much of it, whoever wrote most first."""
    text = "".join(stretch.text for stretch in stretches)
    authors = [stretch.author for stretch in stretches for _ in stretch.text]
    return tuple(Sentence(text[a:b], a, b, _shares(text[a:b], authors[a:b])) for a, b in sentences(text))


def _shares(text: str, authors: Sequence[str]) -> tuple[Share, ...]:
    counts: dict[str, int] = {}
    for character, author in zip(text, authors, strict=True):
        counts[author] = counts.get(author, 0) + (not character.isspace())
    return tuple(Share(author, count) for author, count in sorted(counts.items(), key=lambda item: -item[1]))


def compare_points(
    events: Sequence[Event], one: Point, other: Point, *, consultation: str = ""
) -> tuple[Difference, ...]:
    """Return what differs between two points, in the order of the form; the words of each text that is not the same."""
    earlier, later = sorted((one, other))
    before = response_at(events, earlier, consultation=consultation)
    return between(before, response_at(events, later, consultation=consultation))


def differences(before: Response, after: Response) -> tuple[Difference, ...]:
    """Return what differs between two responses, in the order of the form."""
    return between(before, after)


def past_at(events: Iterable[Event], place: Place) -> Past:
    """Return every character that ever stood in the text at a place."""
    target = text_target(place)
    return past_of(in_order(event for event in events if event.kind is Kind.TEXT and event.target == target))


def _sizes(ordered: Sequence[Event]) -> dict[tuple[int, int], tuple[int, int]]:
    """How many characters each event put in and took away, by its key."""
    texts: dict[str, list[Event]] = {}
    for event in ordered:
        if event.kind is Kind.TEXT:
            texts.setdefault(event.target, []).append(event)
    return {key: size for own in texts.values() for key, size in sizes(own).items()}


def step_changes(events: Sequence[Event], entry: Entry, *, consultation: str = "") -> tuple[Difference, ...]:
    """Return what one step changed. What others did meanwhile is left out."""
    known = [event for event in events if event.order <= entry.point]
    without = [event for event in known if event.key not in entry.keys]
    before = response_at(without, entry.point, consultation=consultation)
    after = response_at(known, entry.point, consultation=consultation)
    return tuple(_of_this_step(difference, known, entry) for difference in between(before, after))


def _of_this_step(difference: Difference, known: Sequence[Event], entry: Entry) -> Difference:
    """Others may have gone on writing on what the step wrote: their words cannot be shown without it."""
    place = difference.place
    if place is None:
        return difference
    words = past_at(known, place).around(entry.keys)
    shown = tuple("".join(p.text for p in difference.pieces if p.did is not did) for did in (Did.COME, Did.GO))
    return difference if shown == words else replace(difference, pieces=pieces(*words))


def put_back(
    events: Sequence[Event], current: Response, point: Point, place: Place | None, *, consultation: str = ""
) -> Restored:
    """Return `current` with the text at a place (None: everything) as it was after the step that ends at `point`."""
    earlier = response_at(events, point, consultation=consultation)
    since = marked_since(events, point)
    return restored_all(current, earlier, since) if place is None else restored_text(current, earlier, place, since)
