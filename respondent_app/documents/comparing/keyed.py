"""Rows of workbooks and declarations of schemas: what carries a key is known by it, however its words change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from respondent_app.documents.comparing.order import longest_increasing
from respondent_app.documents.comparing.pairing import Link, Pairing
from respondent_app.model.comparison import Clause
from respondent_app.model.document import Document, FileKind

_KEYED = {FileKind.SHEET, FileKind.SCHEMA}
_LETTER = re.compile(r"[^\W\d_]")


def are_keyed(current: Document, proposed: Document) -> bool:
    """Whether both documents consist of what is known by keys."""
    return current.kind is proposed.kind and current.kind in _KEYED


def link_same_keys(pairing: Pairing) -> None:
    """Link what carries the same key. A key that is a mere number counts rows, and says nothing of which row it is."""
    texts = pairing.texts
    here, there = _places(texts.current, pairing.free_current), _places(texts.proposed, pairing.free_proposed)
    pairs = sorted((at, there[key]) for key, at in here.items() if key in there)
    standing = set(longest_increasing(pairs))
    for current, proposed in pairs:
        pairing.link((current,), (proposed,), moved=(current, proposed) not in standing)


def part_other_keys(pairing: Pairing, kept: Sequence[Link]) -> None:
    """Undo links, but those of `kept`, between what carries different keys and says different things: ask instead."""
    gone = {link for link in set(pairing.links) - set(kept) if _is_of_other_keys(pairing, link)}
    pairing.links = [link for link in pairing.links if link not in gone]
    for link in gone:
        pairing.free_current.update(link.current)
        pairing.free_proposed.update(link.proposed)
        if len(link.current) == len(link.proposed) == 1:
            likeness = pairing.texts.likeness(link.current[0], link.proposed[0])
            pairing.doubt(link.current[0], link.proposed[0], likeness)


def _is_of_other_keys(pairing: Pairing, link: Link) -> bool:
    before, after = pairing.texts.current[link.current[0]], pairing.texts.proposed[link.proposed[0]]
    return bool(_key(before) and _key(after)) and _key(before) != _key(after) and before.text != after.text


def _key(clause: Clause) -> str:
    return clause.reference if _LETTER.search(clause.label) else ""


def _places(clauses: Sequence[Clause], free: set[int]) -> dict[str, int]:
    """The places of keys that stand once."""
    keys = {clause.position: _key(clause) for clause in clauses if clause.position in free and _key(clause)}
    times = Counter(keys.values())
    return {key: position for position, key in keys.items() if times[key] == 1}
