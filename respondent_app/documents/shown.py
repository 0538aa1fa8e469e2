"""A document that was read, as text for a terminal and as JSON for scripts."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Sequence

from respondent_app.model.document import Document, Paragraph, Part
from respondent_app.model.word_diff import Did, Words, word_diff

_BREAK = "\t\n\v\f\r\x1c-\x1e\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"
_BREAKS = re.compile(f"[ ]*[{_BREAK}][ {_BREAK}]*")
_MARKS = {Did.STAY: ("", ""), Did.GO: ("[-", "-]"), Did.COME: ("{+", "+}")}


class View(enum.StrEnum):
    """Which of a document's texts is meant: before its changes, after them, or both at once with marks."""

    CURRENT = "current"
    PROPOSED = "proposed"
    REDLINE = "redline"


def as_text(document: Document, view: View = View.PROPOSED, *, whole: bool = False) -> str:
    """Return one paragraph a line, in the order of the file, without automatic numbers; numbers typed by hand stay.

    Only the body, its tables included, unless `whole`. Line breaks and tabs within a paragraph become spaces. In the
    redline "[-…-]" goes and "{+…+}" comes.
    """
    if view is View.REDLINE:
        return "\n".join(marked(words) for _, words in _redline(document, whole=whole))
    return "\n".join(one_line(paragraph.text) for paragraph in paragraphs(document, view, whole=whole))


def as_json(document: Document, view: View = View.PROPOSED, *, whole: bool = False) -> dict[str, object]:
    """Return the document as what `json.dumps` takes: an entry for each paragraph that is not empty.

    `text` is without a number typed in front of it. Entries of the redline carry the `words` that stay, come and go.
    """
    if view is View.REDLINE:
        found = [_redline_entry(paragraph, words) for paragraph, words in _redline(document, whole=whole)]
    else:
        found = [_entry(paragraph) for paragraph in paragraphs(document, view, whole=whole)]
    return {
        "version": 1,
        "name": document.name,
        "kind": str(document.kind),
        "view": str(view),
        "clauses": [entry for entry in found if entry["text"]],
        "pages": [{"number": p.number, "confidence": p.confidence, "note": p.note} for p in document.pages],
        "notes": list(document.notes),
    }


def paragraphs(document: Document, view: View = View.PROPOSED, *, whole: bool = False) -> Iterator[Paragraph]:
    """Yield the paragraphs of one view, those of the body only unless `whole`."""
    found = document.current if view is View.CURRENT else document.proposed
    return (paragraph for paragraph in found if whole or paragraph.part is Part.BODY)


def one_line(text: str) -> str:
    """Return the text of a paragraph with a space for each line break or tab in it."""
    return _BREAKS.sub(" ", text)


def _entry(paragraph: Paragraph) -> dict[str, object]:
    return {
        "label": paragraph.label,
        "reference": paragraph.reference,
        "within": paragraph.within,
        "heading": paragraph.heading,
        "text": one_line(paragraph.wording).strip(),
        "level": paragraph.level,
        "part": str(paragraph.part),
    }


def _redline_entry(paragraph: Paragraph, words: Sequence[Words]) -> dict[str, object]:
    shown = [[str(run.did), run.text] for run in words]
    return {**_entry(paragraph), "text": marked(words).strip(), "words": shown}


def marked(words: Sequence[Words]) -> str:
    """Return words on one line: what goes in [-…-], what comes in {+…+}."""
    return "".join(f"{_MARKS[run.did][0]}{one_line(run.text)}{_MARKS[run.did][1]}" for run in words if run.text)


def _redline(document: Document, *, whole: bool) -> Iterator[tuple[Paragraph, Sequence[Words]]]:
    """Yield each paragraph with what stays, comes and goes in it; a file without marks has only what stays."""
    body = [paragraph for paragraph in document.proposed if paragraph.part is Part.BODY]
    if document.redline:
        before = [paragraph for paragraph in document.current if paragraph.part is Part.BODY]
        yield from _with_places(document.redline, before, body)
    else:
        yield from ((paragraph, (Words(Did.STAY, paragraph.text),)) for paragraph in body)
    if whole:
        yield from _outside_body(document)


def _with_places(
    redline: Sequence[Sequence[Words]], before: Sequence[Paragraph], after: Sequence[Paragraph]
) -> Iterator[tuple[Paragraph, Sequence[Words]]]:
    """Yield each paragraph of the redline with the paragraph of the proposed, else of the current text that it is."""
    i = j = 0
    for words in redline:
        old, new = _text(words, Did.GO), _text(words, Did.COME)
        is_new, is_old = _is_next(after, j, new), _is_next(before, i, old)
        place = after[j] if is_new and (new or not old) else before[i] if is_old else Paragraph(new or old)
        j += is_new
        i += is_old
        yield place, words


def _is_next(paragraphs: Sequence[Paragraph], index: int, text: str) -> bool:
    return index < len(paragraphs) and paragraphs[index].text == text


def _text(words: Sequence[Words], also: Did) -> str:
    return "".join(run.text for run in words if run.did in {Did.STAY, also})


def _outside_body(document: Document) -> Iterator[tuple[Paragraph, Sequence[Words]]]:
    """Yield notes, text boxes, headers and footers: what stands in the file at one place is compared by words."""
    before, after = ([p for p in view if p.part is not Part.BODY] for view in (document.current, document.proposed))
    known = {paragraph.sources: paragraph for paragraph in before if paragraph.sources}
    kept = {paragraph.sources for paragraph in after}
    for paragraph in after:
        old = known.get(paragraph.sources, paragraph if document.current is document.proposed else None)
        yield paragraph, word_diff(old.text if old else "", paragraph.text)
    for paragraph in before:
        if document.current is not document.proposed and paragraph.sources not in kept:
            yield paragraph, (Words(Did.GO, paragraph.text),)
