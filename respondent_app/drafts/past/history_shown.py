"""The history of a draft written out: as text to read, and as plain values for a script.

The steps hold no word of an answer; who wrote what holds all of them, what is confidential too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from respondent_app.drafts.past.between import clause_at
from respondent_app.drafts.past.step_words import place_named
from respondent_app.model.history import Entry, Sentence, Written
from respondent_app.model.response import Response

Value = dict[str, object]


def steps_as_json(entries: Iterable[Entry]) -> Value:
    """Return the steps, the oldest first. Times are in UTC, as the clocks of the authors had them."""
    return {"version": 1, "steps": [_step(entry) for entry in entries]}


def _step(entry: Entry) -> Value:
    return {
        "point": list(entry.point),
        "author": entry.author,
        "from": time_as_text(entry.began),
        "to": time_as_text(entry.ended),
        "what": entry.what,
        "about": entry.about.value,
        "question": entry.question,
        "inserted": entry.inserted,
        "deleted": entry.deleted,
    }


def steps_as_text(entries: Iterable[Entry]) -> str:
    """Return the steps as lines: when (UTC), who, what."""
    lines = [f"{_minute(entry.ended)}\t{_named(entry.author)}\t{entry.what}" for entry in entries]
    return "\n".join(lines) if lines else "Nothing has happened yet."


def written_as_json(question: str, texts: Sequence[Written], response: Response) -> Value:
    """Return who wrote the texts of a question, run by run and sentence by sentence."""
    return {"version": 1, "question": question, "texts": [_text(written, response) for written in texts]}


def _text(written: Written, response: Response) -> Value:
    return {
        "part": written.place.part.value,
        "clause": clause_at(written.place, response),
        "text": written.text,
        "authors": list(written.authors),
        "runs": [{"author": s.author, "time": time_as_text(s.ts), "text": s.text} for s in written.stretches],
        "sentences": [_sentence(sentence) for sentence in written.sentences],
    }


def _sentence(sentence: Sentence) -> Value:
    shares = [{"author": share.author, "characters": share.characters} for share in sentence.shares]
    return {"start": sentence.start, "end": sentence.end, "text": sentence.text, "shares": shares}


def written_as_text(texts: Sequence[Written], response: Response) -> str:
    """Return who wrote the texts of a question, a sentence to a line after whoever wrote most of it."""
    return "\n".join(_lines(texts, response)) or "Nothing is written there."


def _lines(texts: Sequence[Written], response: Response) -> Iterator[str]:
    for number, written in enumerate(texts):
        if number:
            yield ""
        name = place_named(written.place, clause_at(written.place, response))
        yield f"{name[:1].upper()}{name[1:]}"
        for sentence in written.sentences:
            yield f"{_shares(sentence)}\t{' '.join(sentence.text.split())}"


def _shares(sentence: Sentence) -> str:
    if len(sentence.shares) == 1:
        return _named(sentence.author)
    total = sum(share.characters for share in sentence.shares)
    return ", ".join(f"{_named(s.author)} {s.characters / total:.0%}" for s in sentence.shares)


def _named(author: str) -> str:
    return author or "(no name)"


def time_as_text(ts: int) -> str:
    """Return a time as ISO 8601 in UTC; a time that no calendar has is the beginning of 1970."""
    return _time(ts).isoformat(timespec="seconds").replace("+00:00", "Z")


def _minute(ts: int) -> str:
    return f"{_time(ts):%Y-%m-%d %H:%M}"


def _time(ts: int) -> datetime:
    try:
        return datetime.fromtimestamp(ts / 1000, UTC)
    except (OverflowError, ValueError, OSError):
        return datetime.fromtimestamp(0, UTC)
