"""What is proposed for each clause, held against the publisher's wording word by word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from respondent_app.exports.marked_up import references
from respondent_app.model.submission import CommentRow, Span, Spans, Submission, plain
from respondent_app.model.word_diff import PIECES, Did, Words, word_diff
from respondent_app.writing.brackets import bracketed, lines

NOT_AT_HAND = "The publisher’s wording of this clause was not at hand: the whole wording is shown as inserted."
BELOW = "Shown below the publisher’s text, as it has too little in common with it to be marked word by word."
_ENOUGH_STAYS = 0.5  # of the publisher's words: less is a wording for a part of the clause, or a new clause
# Above this many pairs of words a comparison takes seconds; two texts that long are shown one after the other.
_MOST_PAIRS = 1_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text and what becomes of it. A line break in it is the end of a paragraph, and becomes the same."""

    did: Did
    span: Span


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for one clause: its heading, its text with what comes and goes, and the comment on it.

    `end` is what becomes of the end of the last paragraph; `comment` are paragraphs.
    """

    heading: Spans
    pieces: tuple[Piece, ...]
    end: Did
    comment: tuple[Spans, ...]


def proposes(submission: Submission) -> bool:
    """Whether there is a wording for any clause."""
    return any(plain(row.proposed).strip() for row in submission.comments)


def proposals(submission: Submission, texts: Mapping[str, str]) -> tuple[Proposal, ...]:
    """Return all proposals, in the order of the clauses. `texts` are the publisher's wordings, by reference."""
    rows = [row for row in submission.comments if plain(row.proposed).strip()]
    rows.sort(key=lambda row: references.order(plain(row.clause)))
    return tuple(_proposal(row, texts) for row in rows)


def _proposal(row: CommentRow, texts: Mapping[str, str]) -> Proposal:
    keys = references.each(plain(row.clause))
    current = "\n".join(_trimmed(texts.get(keys[0], ""))) if len(keys) == 1 else ""
    proposed = _joined(lines(bracketed(row.proposed)))
    if current and _is_withheld(proposed):
        told = (*_comment(row, ""), (Span("Proposed wording: "), *proposed))
        return Proposal(_heading(row.clause), (Piece(Did.STAY, Span(current)),), Did.STAY, told)
    words = _compared(current, plain(proposed))
    note = "" if current else NOT_AT_HAND
    if current and _stays(words) < _ENOUGH_STAYS * len(current.split()):
        note, proposed = BELOW, (Span("\n"), *proposed)
        words = (Words(Did.STAY, current), Words(Did.COME, plain(proposed)))
        proposed = (Span(current), *proposed)
    end = Did.STAY if current else Did.COME
    return Proposal(_heading(row.clause), tuple(_pieces(words, proposed)), end, _comment(row, note))


def _is_withheld(proposed: Spans) -> bool:
    """Whether nothing of a wording may be read: then nothing of the clause is shown as changed either."""
    return all(span.withheld for span in proposed if span.text.strip())


def _stays(words: tuple[Words, ...]) -> int:
    return sum(len(run.text.split()) for run in words if run.did is Did.STAY)


def _trimmed(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _joined(paragraphs: tuple[Spans, ...]) -> Spans:
    joined: list[Span] = []
    for paragraph in paragraphs:
        joined += [*([Span("\n")] if joined else []), *paragraph]
    return tuple(joined)


def _compared(current: str, proposed: str) -> tuple[Words, ...]:
    if len(PIECES.findall(current)) * len(PIECES.findall(proposed)) > _MOST_PAIRS:
        return (Words(Did.GO, current), Words(Did.COME, proposed))
    return word_diff(current, proposed)


def _pieces(words: tuple[Words, ...], proposed: Spans) -> Iterator[Piece]:
    """Yield what came of the comparison, with what the spans of the proposed text say of confidence."""
    rest = list(proposed)
    for run in words:
        if run.did is Did.GO:
            yield Piece(Did.GO, Span(run.text))
            continue
        left = len(run.text)
        while left:
            span = rest.pop(0)
            taken, later = span.text[:left], span.text[left:]
            left -= len(taken)
            if later:
                rest.insert(0, replace(span, text=later))
            if taken:
                yield Piece(run.did, replace(span, text=taken))


def _heading(clause: Spans) -> Spans:
    if any(span.confidential or span.withheld for span in clause):
        return (Span("Clause "), *bracketed(clause))
    return (Span(references.heading(plain(clause))),)


def _comment(row: CommentRow, note: str) -> tuple[Spans, ...]:
    about = (Span(f"Comment {row.number} ({row.question}): "), *bracketed(row.type))
    said = [about, *lines(bracketed(row.comment))]
    rationale = lines(bracketed(row.rationale))
    if rationale:
        said += [(Span("Rationale: "), *rationale[0]), *rationale[1:]]
    return (*said, (Span(note),)) if note else tuple(said)
