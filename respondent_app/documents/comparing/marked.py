"""What a publisher's own marks say about which clauses belong together, and who made them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from respondent_app.documents.comparing.anchors import anchors
from respondent_app.documents.comparing.evidence import LEAST
from respondent_app.documents.comparing.in_gaps import align
from respondent_app.documents.comparing.likeness import Texts
from respondent_app.documents.comparing.pairing import Gap, Keys, Pairing, gaps
from respondent_app.model.comparison import Clause, ClauseChange, Kind
from respondent_app.model.document import Part, Revision, RevisionKind

_Source = tuple[Part, int]


def link_same_sources(pairing: Pairing, keys: Keys) -> list[tuple[int, int]]:
    """Link clauses that come from the same paragraph of the file; return pairs of which hardly a word is the same.

    What such a paragraph said may stand elsewhere now. They are to be linked if it does not.

    Where paragraph marks came or went several clauses share their paragraphs; among those few the words decide: an
    inserted paragraph shares the paragraph it was typed into, and says nothing of what that said.
    """
    overwritten = []
    for gap in _groups(pairing):
        if len(gap.current) == len(gap.proposed) == 1:
            pair = gap.current[0], gap.proposed[0]
            if _is_overwritten(pairing.texts, *pair):
                overwritten.append(pair)
            else:
                pairing.link(gap.current, gap.proposed)
            continue
        same = anchors([keys[0][at] for at in gap.current], [keys[1][at] for at in gap.proposed])
        pairs = [(gap.current[left], gap.proposed[right]) for left, right in same]
        pairing.link_all(pairs)
        for between in gaps(gap.current, gap.proposed, pairs):
            align(pairing, between)
        _link_by_source(pairing, pairing.free_in(gap))
    return overwritten


def _is_overwritten(texts: Texts, current: int, proposed: int) -> bool:
    before, after = texts.current[current].text, texts.proposed[proposed].text
    return bool(before) and bool(after) and before != after and texts.likeness(current, proposed) < LEAST


def _link_by_source(pairing: Pairing, gap: Gap) -> None:
    """Link what shares a paragraph and some words: the publisher typed the one over the other."""
    texts = pairing.texts
    found = [
        (texts.likeness(current, proposed), current, proposed)
        for current in gap.current
        for proposed in gap.proposed
        if not set(texts.current[current].sources).isdisjoint(texts.proposed[proposed].sources)
    ]
    for likeness, current, proposed in sorted(found, reverse=True):
        if likeness >= LEAST and current in pairing.free_current and proposed in pairing.free_proposed:
            pairing.link((current,), (proposed,))


def _groups(pairing: Pairing) -> Iterator[Gap]:
    """Yield the clauses of both sides that hang together through shared paragraphs."""
    current, proposed = _by_source(pairing.texts.current), _by_source(pairing.texts.proposed)
    seen: set[int] = set()
    for clause in pairing.texts.current:
        if clause.position in seen:
            continue
        here, there = {clause.position}, set[int]()
        waiting = _sources(clause)
        known = set(waiting)
        while waiting:
            source = waiting.pop()
            for position in proposed.get(source, ()):
                there.add(position)
                waiting += _fresh(known, pairing.texts.proposed[position])
            for position in current.get(source, ()):
                here.add(position)
                waiting += _fresh(known, pairing.texts.current[position])
        seen |= here
        if there:
            yield Gap(sorted(here), sorted(there))


def _sources(clause: Clause) -> list[_Source]:
    return [(clause.part, source) for source in clause.sources]


def _fresh(known: set[_Source], clause: Clause) -> list[_Source]:
    fresh = [source for source in _sources(clause) if source not in known]
    known.update(fresh)
    return fresh


def _by_source(several: Sequence[Clause]) -> dict[_Source, list[int]]:
    found: defaultdict[_Source, list[int]] = defaultdict(list)
    for clause in several:
        for source in _sources(clause):
            found[source].append(clause.position)
    return found


def link_marked_moves(pairing: Pairing, keys: Keys, revisions: Iterable[Revision]) -> None:
    """Link clauses marked as moved away with those of the same words marked as moved here, in their order."""
    marks = _marks(revisions)
    here = _marked(pairing.texts.proposed, pairing.free_proposed, marks, RevisionKind.MOVED_HERE)
    waiting: defaultdict[int, list[int]] = defaultdict(list)
    for position in reversed(here):
        waiting[keys[1][position]].append(position)
    for position in _marked(pairing.texts.current, pairing.free_current, marks, RevisionKind.MOVED_AWAY):
        found = waiting[keys[0][position]]
        if found:
            pairing.link((position,), (found.pop(),), moved=True)


def _marks(revisions: Iterable[Revision]) -> dict[int, list[Revision]]:
    found: defaultdict[int, list[Revision]] = defaultdict(list)
    for revision in revisions:
        found[revision.source].append(revision)
    return found


def _marked(
    several: Sequence[Clause], free: set[int], marks: dict[int, list[Revision]], kind: RevisionKind
) -> list[int]:
    return [
        position
        for position in sorted(free)
        if any(mark.kind is kind for source in several[position].sources for mark in marks.get(source, ()))
    ]


def with_marks(told: Sequence[ClauseChange], revisions: Iterable[Revision]) -> tuple[ClauseChange, ...]:
    """Add who made each change, and tell apart the clauses of which only the formatting was changed."""
    marks = _marks(revisions)
    return tuple(_with_marks(change, marks) for change in told)


def _with_marks(change: ClauseChange, marks: dict[int, list[Revision]]) -> ClauseChange:
    both = (*change.current, *change.proposed)
    sources = dict.fromkeys(source for clause in both for source in clause.sources)
    made = [mark for source in sources for mark in marks.get(source, ())]
    formatted = any(mark.kind is RevisionKind.FORMATTED for mark in made)
    kind = Kind.FORMATTED if change.kind is Kind.UNCHANGED and formatted else change.kind
    if kind is Kind.UNCHANGED:
        return change
    authors = tuple(dict.fromkeys(mark.author for mark in made if mark.author))
    return replace(change, kind=kind, authors=authors) if authors or kind is not change.kind else change
