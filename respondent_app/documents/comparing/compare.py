"""Compare two documents, or the two views of one that shows its changes, clause by clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from respondent_app.documents.comparing.alike import plain
from respondent_app.documents.comparing.anchors import anchors
from respondent_app.documents.comparing.changes import changes
from respondent_app.documents.comparing.clauses import clauses
from respondent_app.documents.comparing.in_gaps import align
from respondent_app.documents.comparing.likeness import Texts
from respondent_app.documents.comparing.moves import link_moved
from respondent_app.documents.comparing.pairing import Pairing, gaps
from respondent_app.documents.progress import Progress, unheard
from respondent_app.model.comparison import Clause, Comparison
from respondent_app.model.document import Document, Part


def compare(current: Document, proposed: Document, progress: Progress = unheard) -> Comparison:
    """Compare two documents; of one that shows changes, as it reads with all of them accepted."""
    progress("Comparing clause by clause")
    texts = Texts(clauses(current.proposed), clauses(proposed.proposed))
    pairing = Pairing(texts)
    keys = _keys(texts)
    for here, there in _parts(texts):
        same = anchors([keys[0][at] for at in here], [keys[1][at] for at in there])
        pairs = [(here[left], there[right]) for left, right in same]
        pairing.link_all(pairs)
        for gap in gaps(here, there, pairs):
            align(pairing, gap)
    progress("Looking for clauses that moved")
    link_moved(pairing, keys)
    return Comparison(current.name, proposed.name, changes(pairing), pairing.doubts(), _notes(current, proposed))


def _keys(texts: Texts) -> tuple[list[int], list[int]]:
    """Number what clauses say: equal numbers say the same but for typography."""
    numbers: dict[str | tuple[str, ...], int] = {}

    def number(clause: Clause) -> int:
        said = plain(clause.text) or clause.objects
        return numbers.setdefault(said, len(numbers))

    return [number(clause) for clause in texts.current], [number(clause) for clause in texts.proposed]


def _parts(texts: Texts) -> list[tuple[list[int], list[int]]]:
    """The positions of each part of the documents: a footnote is compared with footnotes."""
    found: defaultdict[Part, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, several in enumerate((texts.current, texts.proposed)):
        for clause in several:
            found[clause.part][side].append(clause.position)
    return [found[part] for part in Part if part in found]


def _notes(*documents: Document) -> tuple[str, ...]:
    found = [
        f"{document.name} shows tracked changes. It was compared as it reads with all of them accepted."
        for document in documents
        if document.shows_changes
    ]
    return (*found, *_own_notes(documents))


def _own_notes(documents: Sequence[Document]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(note for document in documents for note in document.notes))
