"""From passages to the paragraphs of both views, the redline and the list of changes."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from respondent_app.documents.clause_numbers.labels import taken_apart
from respondent_app.documents.clause_numbers.references import Placed, References
from respondent_app.documents.clause_numbers.typed import typed_number
from respondent_app.documents.pdf.numbers import Label
from respondent_app.documents.pdf.palette import COMES, GOES, PASSES, STAYS
from respondent_app.documents.pdf.paragraphs import Passage, joined, view
from respondent_app.model.document import Paragraph, Revision, RevisionKind
from respondent_app.model.word_diff import Did, Words

_DID = {STAYS: Did.STAY, COMES: Did.COME, GOES: Did.GO}
_SPACES = re.compile(r"  +")
_LOOSE_STOP = re.compile(r"(?<=\w) (?=[,.;:)](?:\s|$))")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TITLE_WORDS = 14
_TITLE_SIZE = 1.08  # times the usual size of letters

Views = tuple[tuple[Paragraph, ...], tuple[Paragraph, ...], tuple[tuple[Words, ...], ...], tuple[Revision, ...]]


class Builder:
    """Makes paragraphs of passages, once for each view. `source` counts the passages."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        sizes = Counter(round(line.em, 1) for passage in passages for line in passage.lines)
        self._size = sizes.most_common(1)[0][0] if sizes else 0.0
        self._words = _Vocabulary(passages)

    def views(self) -> Views:
        """Return the current and the proposed paragraphs, the redline of the body, and the changes."""
        current, proposed = _View(GOES), _View(COMES)
        redline: list[tuple[Words, ...]] = []
        revisions: list[Revision] = []
        for source, passage in enumerate(self._passages):
            text, marks = joined(passage.lines, self._words.keeps_hyphen)
            is_heading = self._is_heading(passage, text)
            for shown in (current, proposed):
                shown.add(passage, text, marks, source, is_heading=is_heading)
            start = _number_ends(passage, text, marks)
            pieces = tuple(_pieces(text[start:], marks[start:]))
            if pieces:
                redline.append(tuple(Words(did, words) for did, words in pieces))
            revisions += _revisions(pieces, source)
        return tuple(current.found), tuple(proposed.found), tuple(redline), tuple(revisions)

    def _is_heading(self, passage: Passage, text: str) -> bool:
        if passage.cell or passage.is_contents:
            return False
        words = text.split()
        if len(words) > _TITLE_WORDS or len(passage.lines) > 2 or text.endswith((".", ";", ",")):  # noqa: PLR2004
            return False
        if not any(word[:1].isupper() for word in words):
            return False
        stands_out = all(line.bold for line in passage.lines) or passage.lines[0].em > self._size * _TITLE_SIZE
        return stands_out or (passage.level == 1 and passage.label is not None and not passage.label.text.isalpha())


class _View:
    """Gathers the paragraphs of one view."""

    def __init__(self, shown: str) -> None:
        self.found: list[Paragraph] = []
        self._shown = shown
        self._references = References()

    def add(self, passage: Passage, text: str, marks: str, source: int, *, is_heading: bool) -> None:
        """Add what a passage says in this view, if anything."""
        label = passage.proposed if self._shown == COMES else passage.current
        said = view(text, marks, self._shown) if marks.strip() else text
        wording = said[label.length :] if label else said
        if marks.strip():
            wording = _tidy(wording, text)
            if not wording or not _stays(text, marks, self._shown):
                return
        label = label or passage.label
        number = _number(passage, label, self._shown) if label else ""
        wording = _SPACES.sub(" ", wording).strip()
        if not wording and not number:
            return
        lead = f"{number}\t" if label and label.is_typed else ""
        number, typed = _schedule(wording) if not number and not passage.cell else (number, len(lead))
        placed = self._place(passage, number, (lead + wording)[typed:], is_heading=is_heading)
        self.found.append(
            Paragraph(
                lead + wording,
                label=number,
                reference=placed.reference,
                within=placed.within,
                heading=placed.heading,
                is_heading=is_heading,
                level=placed.level,
                typed=typed,
                cell=passage.cell,
                sources=(source,),
            )
        )

    def _place(self, passage: Passage, number: str, wording: str, *, is_heading: bool) -> Placed:
        if number and not passage.cell and (passage.level or not passage.label):
            return self._references.place(number, 0, typed=True, is_heading=is_heading, heading_text=wording)
        return self._references.unnumbered(is_heading=is_heading, heading_text=wording, level=1 if is_heading else 0)


class _Vocabulary:
    """The words of a document, which tell whether a hyphen at the end of a line belongs to the word."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._known: Counter[str] | None = None

    def keeps_hyphen(self, before: str, after: str) -> bool:
        """Whether the hyphen stays where two lines are joined: "non-" and "compliance", but not "regis-" "tration"."""
        left = _WORD.findall(before[:-1])[-1:]
        right = _WORD.match(after)
        if not left or not right:
            return True
        known = self._words()
        whole = known[(left[0] + right[0]).casefold()]
        dashed = known[f"{left[0]}-{right[0]}".casefold()]
        if whole != dashed:
            return dashed > whole
        if before[-1] != "-":  # the file says itself that the hyphen is only there for the line
            return False
        return bool(known[left[0].casefold()] and known[right[0].casefold()]) or right[0][:1].isupper()

    def _words(self) -> Counter[str]:
        if self._known is None:
            lines = (line.text for passage in self._passages for line in passage.lines)
            self._known = Counter(word.casefold() for text in lines for word in _WORD.findall(text))
        return self._known


def _schedule(wording: str) -> tuple[str, int]:
    """Return the schedule or appendix that a paragraph opens, and how many characters its number takes."""
    number = typed_number(wording) or ("", 0)
    label = taken_apart(number[0])
    return number if label and label.holds else ("", 0)


def _number(passage: Passage, label: Label, shown: str) -> str:
    counted = passage.proposed_number if shown == COMES else passage.current_number
    if counted:
        return counted
    return label.before if label.before and shown == GOES else label.text


def _stays(text: str, marks: str, shown: str) -> bool:
    """Whether a paragraph is in a view: anything but its number, spaces and stops must be."""
    return any(did in (STAYS, shown) and letter.isalnum() for letter, did in zip(text, marks, strict=True))


def _tidy(wording: str, text: str) -> str:
    """Close the gap that a word leaves before a comma when it goes."""
    return wording if _LOOSE_STOP.search(text) else _LOOSE_STOP.sub("", wording)


def _number_ends(passage: Passage, text: str, marks: str) -> int:
    """Return where the text begins behind the numbers of both views: numbers are marked too, but are no words."""
    ends = [0]
    for label, shown in ((passage.current, GOES), (passage.proposed, COMES)):
        if label and not label.is_typed and not marks.strip():
            ends.append(min(label.length, len(text)))
        elif label and not label.is_typed:
            seen = [place for place, did in enumerate(marks) if did in (STAYS, shown)]
            ends.append(seen[label.length - 1] + 1 if label.length <= len(seen) else len(text))
    return max(ends)


def _pieces(text: str, marks: str) -> Iterator[tuple[Did, str]]:
    """Yield the runs of a marked text; what was put in and taken out again is left out."""
    if not marks.strip():
        if text:
            yield Did.STAY, text
        return
    kept = [(did, letter) for did, letter in zip(marks, text, strict=True) if did != PASSES]
    for did, run in itertools.groupby(kept, key=lambda pair: pair[0]):
        yield _DID[did], "".join(letter for _, letter in run)


def _revisions(pieces: Sequence[tuple[Did, str]], source: int) -> Iterator[Revision]:
    for did, text in pieces:
        if did is not Did.STAY and text.strip():
            kind = RevisionKind.INSERTED if did is Did.COME else RevisionKind.DELETED
            yield Revision(kind, text, source=source)
