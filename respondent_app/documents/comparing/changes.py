"""A pairing told as changes, in reading order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from respondent_app.documents.comparing.alike import same_but_for_typography
from respondent_app.documents.comparing.pairing import Link, Pairing
from respondent_app.documents.comparing.words import words_between
from respondent_app.documents.progress import Progress, unheard
from respondent_app.model.comparison import Clause, ClauseChange, Kind
from respondent_app.model.word_diff import Did, Words

_HEARD_EVERY = 500  # clauses


def changes(pairing: Pairing, progress: Progress = unheard) -> tuple[ClauseChange, ...]:
    """Tell what became of every clause, as the proposed text is read.

    A deleted clause stands behind the clause that it followed.
    """
    texts = pairing.texts
    by_proposed = {link.proposed[0]: link for link in pairing.links}
    behind = _deleted_behind(pairing)
    found = [deleted(texts.current[position]) for position in behind.get(-1, ())]
    for position in range(len(texts.proposed)):
        if position % _HEARD_EVERY == 0:
            progress(f"Comparing word by word, clause {position + 1} of {len(texts.proposed)}")
        link = by_proposed.get(position)
        if link is not None:
            found.append(_linked(pairing, link))
        elif position in pairing.free_proposed:
            found.append(inserted(texts.proposed[position]))
        found += [deleted(texts.current[each]) for each in behind.get(position, ())]
    return tuple(found)


def _deleted_behind(pairing: Pairing) -> dict[int, list[int]]:
    """For each proposed position (-1: the start) the deleted clauses to be told behind it."""
    last_of = {position: link.proposed[-1] for link in pairing.links if not link.moved for position in link.current}
    found: defaultdict[int, list[int]] = defaultdict(list)
    behind = -1
    for position in range(len(pairing.texts.current)):
        behind = last_of.get(position, behind)
        if position in pairing.free_current:
            found[behind].append(position)
    return found


def _linked(pairing: Pairing, link: Link) -> ClauseChange:
    before = tuple(pairing.texts.current[position] for position in link.current)
    after = tuple(pairing.texts.proposed[position] for position in link.proposed)
    return paired(before, after, moved=link.moved)


def paired(before: Sequence[Clause], after: Sequence[Clause], *, moved: bool = False) -> ClauseChange:
    """Tell what became of clauses that belong together."""
    current, proposed = _joined(before), _joined(after)
    kind = _kind(before, after, moved=moved)
    edited = current != proposed
    words = words_between(current, proposed)
    typography = edited and same_but_for_typography(current, proposed)
    return ClauseChange(kind, tuple(before), tuple(after), words, typography=typography)


def _joined(several: Sequence[Clause]) -> str:
    return " ".join(clause.text for clause in several)


def _kind(before: Sequence[Clause], after: Sequence[Clause], *, moved: bool) -> Kind:
    if len(after) > 1 or len(before) > 1:
        return Kind.SPLIT if len(after) > 1 else Kind.MERGED
    current, proposed = before[0], after[0]
    if current.text != proposed.text or current.objects != proposed.objects:
        return Kind.MOVED_EDITED if moved else Kind.EDITED
    if moved:
        return Kind.MOVED
    return Kind.RENUMBERED if _number(current) != _number(proposed) else Kind.UNCHANGED


def _number(clause: Clause) -> str:
    return clause.reference or clause.label


def deleted(clause: Clause) -> ClauseChange:
    """Tell that a clause went."""
    return ClauseChange(Kind.DELETED, (clause,), (), _all(Did.GO, clause))


def inserted(clause: Clause) -> ClauseChange:
    """Tell that a clause came."""
    return ClauseChange(Kind.INSERTED, (), (clause,), _all(Did.COME, clause))


def _all(did: Did, clause: Clause) -> tuple[Words, ...]:
    return (Words(did, clause.text),) if clause.text else ()
