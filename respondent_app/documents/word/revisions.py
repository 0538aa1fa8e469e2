"""The tracked changes of a document, one for each stretch of words that one author changed at one time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree

from respondent_app.documents.word import names
from respondent_app.documents.word.markup import Mark, mark_of
from respondent_app.documents.word.story import RawParagraph
from respondent_app.model.document import Revision, RevisionKind

PILCROW = "¶"
"""The text of a change that touches nothing but a paragraph's mark: paragraphs were joined or parted."""


def format_changes(root: etree._Element) -> dict[etree._Element, list[etree._Element]]:
    """Find changes of looks, layout or numbering, each with the paragraph it belongs to."""
    found: dict[etree._Element, list[etree._Element]] = {}
    for change in root.iter(*names.FORMAT_CHANGES):
        paragraph = _paragraph_of(change)
        if paragraph is not None:
            found.setdefault(paragraph, []).append(change)
    return found


def revisions(
    raws: Iterable[RawParagraph], formats: Mapping[etree._Element, Sequence[etree._Element]]
) -> Iterator[Revision]:
    """Give the changes in reading order; those of a paragraph's looks after those of its words."""
    for raw in raws:
        if raw.changed or raw.properties.mark.marks:
            yield from _of_words(raw)
        if raw.element is not None:
            yield from _of_looks(raw, formats[raw.element])


def _of_words(raw: RawParagraph) -> Iterator[Revision]:
    whole: list[tuple[Mark, list[str]]] = []
    running: dict[Mark, list[str]] = {}
    for text, standing in raw.found.pieces:
        running = {mark: running[mark] for mark in standing.marks if mark in running}
        for mark in standing.marks:
            if mark not in running:
                running[mark] = []
                whole.append((mark, running[mark]))
            running[mark].append(text)
    whole += [(mark, [PILCROW]) for mark in raw.properties.mark.marks if mark not in running]
    for mark, texts in whole:
        yield Revision(mark.kind, "".join(texts), mark.author, mark.when, raw.source)


def _of_looks(raw: RawParagraph, changes: Iterable[etree._Element]) -> Iterator[Revision]:
    joined: list[tuple[Mark, str]] = []
    for change in changes:
        mark = mark_of(change, RevisionKind.FORMATTED)
        run = change.getparent()
        run = run.getparent() if run is not None and change.tag == names.RUN_CHANGE else None
        if run is None or run.tag != names.RUN:
            joined.append((mark, raw.text))
        elif joined and joined[-1][0] == mark:
            joined[-1] = mark, joined[-1][1] + _words(run)
        else:
            joined.append((mark, _words(run)))
    for mark, text in dict.fromkeys(joined):
        yield Revision(mark.kind, text, mark.author, mark.when, raw.source)


def _words(run: etree._Element) -> str:
    return "".join(str(text) for text in run.itertext(names.TEXT, names.DELETED_TEXT, with_tail=False))


def _paragraph_of(change: etree._Element) -> etree._Element | None:
    for one in change.iterancestors(names.PARAGRAPH, names.TABLE, names.BODY):
        if one.tag == names.PARAGRAPH:
            return one
        if one.tag == names.TABLE:
            return next(one.iter(names.PARAGRAPH), None)
        return next(one.iterdescendants(names.PARAGRAPH), None)
    return None
