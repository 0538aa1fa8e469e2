"""Compare two documents, or the two views of one that shows its changes, clause by clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from respondent_app.documents.comparing.alike import plain
from respondent_app.documents.comparing.anchors import anchors
from respondent_app.documents.comparing.changes import changes
from respondent_app.documents.comparing.clauses import clauses
from respondent_app.documents.comparing.in_gaps import align
from respondent_app.documents.comparing.keyed import are_keyed, link_same_keys, part_other_keys
from respondent_app.documents.comparing.likeness import Texts
from respondent_app.documents.comparing.marked import link_marked_moves, link_same_sources, with_marks
from respondent_app.documents.comparing.moves import link_moved_edited, link_moved_unchanged
from respondent_app.documents.comparing.pairing import Gap, Keys, Pairing, gaps
from respondent_app.documents.progress import Progress, unheard
from respondent_app.model.comparison import Clause, Comparison
from respondent_app.model.document import Document, Part

_HEARD_EVERY = 100  # gaps; some tenths of a second at most


def compare(current: Document, proposed: Document, progress: Progress = unheard) -> Comparison:
    """Compare two documents; of one that shows changes, as it reads with all of them accepted."""
    pairing = Pairing(Texts(clauses(current.proposed), clauses(proposed.proposed)))
    keys = _keys(pairing.texts)
    _pair(pairing, keys, progress, keyed=are_keyed(current, proposed))
    notes = (*_accepted(current, proposed), *_own_notes((current, proposed)))
    return Comparison(current.name, proposed.name, changes(pairing, progress), pairing.doubts(), notes)


def compare_views(document: Document, progress: Progress = unheard) -> Comparison:
    """Compare what a document says before and after the changes that it shows.

    What its publisher marked decides first: paragraphs that come from the same place in the file are the same, and
    what is marked as moved was moved. Only what is left is compared by its words.
    """
    pairing = Pairing(Texts(clauses(document.current), clauses(document.proposed)))
    keys = _keys(pairing.texts)
    progress("Reading what the publisher marked")
    overwritten = link_same_sources(pairing, keys)
    link_marked_moves(pairing, keys, document.revisions)
    _pair(pairing, keys, progress, keyed=are_keyed(document, document))
    for current, proposed in overwritten:
        if current in pairing.free_current and proposed in pairing.free_proposed:
            pairing.link((current,), (proposed,))
    told = with_marks(changes(pairing, progress), document.revisions)
    return Comparison(document.name, document.name, told, pairing.doubts(), (*_unmarked(document), *document.notes))


def _pair(pairing: Pairing, keys: Keys, progress: Progress, *, keyed: bool) -> None:
    """Pair what is not paired yet; of rows and declarations that carry a key, by their key first."""
    if keyed:
        link_same_keys(pairing)
    kept = tuple(pairing.links)
    _pair_the_rest(pairing, keys, progress)
    if keyed:
        part_other_keys(pairing, kept)


def _pair_the_rest(pairing: Pairing, keys: Keys, progress: Progress) -> None:
    parts = _parts(pairing.texts)
    for here, there in parts:
        for gap in gaps(here, there, pairing.in_place(here, there)):
            pairing.link_all(_same_words(pairing.free_in(gap), keys))
    link_moved_unchanged(pairing, keys)
    _align(pairing, parts, progress)
    progress("Looking for clauses that moved")
    link_moved_edited(pairing, progress)
    if pairing.unsure:  # what moved away leaves less to be unsure of
        _align(pairing, parts, progress)


def _align(pairing: Pairing, parts: Sequence[tuple[list[int], list[int]]], progress: Progress) -> None:
    between = [
        pairing.free_in(gap) for here, there in parts for gap in gaps(here, there, pairing.in_place(here, there))
    ]
    for number, gap in enumerate(between):
        if number % _HEARD_EVERY == 0:
            progress(f"Comparing clause by clause, {100 * number // len(between)} % done")
        align(pairing, gap)


def _same_words(gap: Gap, keys: Keys) -> list[tuple[int, int]]:
    same = anchors([keys[0][at] for at in gap.current], [keys[1][at] for at in gap.proposed])
    return [(gap.current[left], gap.proposed[right]) for left, right in same]


def _keys(texts: Texts) -> Keys:
    """Number what clauses say: equal numbers say the same but for typography and empty cells beside it."""
    numbers: dict[str | tuple[str, ...], int] = {}

    def number(clause: Clause) -> int:
        said = plain(clause.text).strip(" |") or clause.objects or clause.text
        return numbers.setdefault(said, len(numbers))

    return [number(clause) for clause in texts.current], [number(clause) for clause in texts.proposed]


def _parts(texts: Texts) -> list[tuple[list[int], list[int]]]:
    """The positions of each part of the documents: a footnote is compared with footnotes."""
    found: defaultdict[Part, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, several in enumerate((texts.current, texts.proposed)):
        for clause in several:
            found[clause.part][side].append(clause.position)
    return [found[part] for part in Part if part in found]


def _accepted(*documents: Document) -> tuple[str, ...]:
    return tuple(
        f"{document.name} shows tracked changes. It was compared as it reads with all of them accepted."
        for document in documents
        if document.shows_changes
    )


def _unmarked(document: Document) -> tuple[str, ...]:
    if document.shows_changes:
        return ()
    return (f"{document.name} shows no tracked changes. Choose a second document to compare it with.",)


def _own_notes(documents: Sequence[Document]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(note for document in documents for note in document.notes))
