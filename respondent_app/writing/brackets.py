"""How confidentiality is written out, so that nobody depends on colour: numbers in brackets."""

from __future__ import annotations

import re

from respondent_app.model.submission import Span, Spans, plain


def bracketed(spans: Spans) -> Spans:
    """Return `spans` with each confidential one in brackets that say its numbers."""
    return tuple(
        Span(f"[{_label(span)}: {span.text}]", confidential=True, numbers=span.numbers)
        if span.confidential and span.text
        else span
        for span in spans
    )


def bracketed_text(spans: Spans) -> str:
    """Return the text of `spans` with the brackets of `bracketed`."""
    return plain(bracketed(spans))


def lines(spans: Spans) -> tuple[Spans, ...]:
    """Part `spans` at their line breaks into paragraphs, leaving out the empty ones."""
    paragraphs: list[list[Span]] = [[]]
    for span in spans:
        first, *others = span.text.split("\n")
        paragraphs[-1].append(_with_text(span, first))
        paragraphs.extend([_with_text(span, other)] for other in others)
    return tuple(tuple(span for span in found if span.text) for found in paragraphs if plain(tuple(found)).strip())


def _with_text(span: Span, text: str) -> Span:
    return Span(text, span.confidential, span.withheld, span.numbers)


def _label(span: Span) -> str:
    return f"Confidential {', '.join(map(str, span.numbers))}".strip()


_MARKED = re.compile(r"\[Confidential \d+(?:, \d+)*: ")
_WITHHELD = re.compile(r"\[Confidential \d+(?:, \d+)*(?:: [^\]\n]*)?\]|\[Withheld: [^\]\n]*\]")


def without_brackets(text: str) -> str:
    """Return text that was `bracketed` as it was: the words of each pair of brackets stay.

    Brackets inside marked words are counted, so that the pair that belongs together is taken off.
    """
    found = _MARKED.search(text)
    if not found:
        return text
    depth = 1
    for at in range(found.end(), len(text)):
        depth += {"[": 1, "]": -1}.get(text[at], 0)
        if not depth:
            inside = without_brackets(text[found.end() : at])
            return text[: found.start()] + inside + without_brackets(text[at + 1 :])
    return text


def holds_placeholder(text: str) -> bool:
    """Whether something is withheld in `text`: it comes from a public version and must not replace the words."""
    return _WITHHELD.search(text) is not None
