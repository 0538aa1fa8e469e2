"""Tracked changes and comments as WordprocessingML. Without a time: a file says no more than it must."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from lxml import etree

from respondent_app.exports.marked_up.proposals import Piece, Proposal
from respondent_app.model.submission import Span, Spans
from respondent_app.model.text import clean
from respondent_app.model.word_diff import Did
from respondent_app.writing.word_text import W, paragraph_like, w

_TRACKED = {Did.COME: "ins", Did.GO: "del"}
_LONGEST_AUTHOR = 200  # word processors cut off longer ones, each in its own way


class Tracker:
    """Writes the changes of one author; every change and comment gets a number of its own."""

    def __init__(self, author: str) -> None:
        self._author = " ".join(clean(author).split())[:_LONGEST_AUTHOR] or "Respondent"
        self._numbers = itertools.count(1)
        self._comments = etree.Element(w("comments"), nsmap={"w": W})

    @property
    def comments(self) -> bytes:
        """The part that holds the comments."""
        return etree.tostring(self._comments, xml_declaration=True, encoding="UTF-8", standalone=True)

    def paragraphs(self, proposal: Proposal, style: str) -> list[etree._Element]:
        """Return the text of a proposal with its changes, and its comment beside all of it."""
        made = [self._paragraph(pieces, end, style) for pieces, end in _paragraphs(proposal)]
        number = {w("id"): str(self._add_comment(proposal.comment))}
        made[0].insert(1, etree.Element(w("commentRangeStart"), number))
        made[-1].append(etree.Element(w("commentRangeEnd"), number))
        reference = etree.SubElement(made[-1], w("r"))
        etree.SubElement(reference, w("commentReference"), number)
        return made

    def _paragraph(self, pieces: Sequence[Piece], end: Did, style: str) -> etree._Element:
        paragraph = paragraph_like(_pattern(style), ())
        if end is not Did.STAY:
            marks = etree.SubElement(paragraph[0], w("rPr"))
            etree.SubElement(marks, w(_TRACKED[end]), self._change())
        for piece in pieces:
            home = paragraph
            if piece.did is not Did.STAY:
                home = etree.SubElement(paragraph, w(_TRACKED[piece.did]), self._change())
            home.extend(_runs(piece))
        return paragraph

    def _add_comment(self, paragraphs: Sequence[Spans]) -> int:
        number = len(self._comments)
        known = {w("id"): str(number), w("author"): self._author, w("initials"): _initials(self._author)}
        comment = etree.SubElement(self._comments, w("comment"), known)
        comment.extend(paragraph_like(etree.Element(w("p")), spans) for spans in paragraphs)
        return number

    def _change(self) -> dict[str, str]:
        return {w("id"): str(next(self._numbers)), w("author"): self._author}


def _paragraphs(proposal: Proposal) -> Iterator[tuple[list[Piece], Did]]:
    """Yield the pieces of each paragraph and what becomes of its end."""
    pieces: list[Piece] = []
    for piece in proposal.pieces:
        first, *others = piece.span.text.split("\n")
        pieces.append(_with_text(piece, first))
        for other in others:
            yield pieces, piece.did
            pieces = [_with_text(piece, other)]
    yield pieces, proposal.end


def _with_text(piece: Piece, text: str) -> Piece:
    span = piece.span
    return Piece(piece.did, Span(text, span.confidential, span.withheld, span.numbers))


def _runs(piece: Piece) -> list[etree._Element]:
    runs = paragraph_like(etree.Element(w("p")), (piece.span,)).findall(w("r")) if piece.span.text else []
    for text in (text for run in runs for text in run.iter(w("t")) if piece.did is Did.GO):
        text.tag = w("delText")
    return runs


def _pattern(style: str) -> etree._Element:
    pattern = etree.Element(w("p"))
    etree.SubElement(etree.SubElement(pattern, w("pPr")), w("pStyle"), {w("val"): style})
    return pattern


def _initials(author: str) -> str:
    letters = [word[0] for word in author.split() if word[0].isalnum()]
    return "".join(letters[:3]).upper() or "R"
