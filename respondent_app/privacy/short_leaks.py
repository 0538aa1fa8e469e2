"""Short marked words, such as a name of four letters, looked for in what the public version says.

As bytes they stand in any file by chance; as whole words in a person's own text, a name or a figure does not.
"""

from __future__ import annotations

from collections.abc import Iterator

from respondent_app.model.consultation import Consultation
from respondent_app.model.response import Response
from respondent_app.model.short_words import is_telling, marked_short_words, whole_words
from respondent_app.model.submission import Span, Spans, Submission
from respondent_app.privacy.leak_check import Hit
from respondent_app.privacy.marks import numbers

_WHERE = "the response"


def short_leaks(
    response: Response, consultation: Consultation, public: Submission, public_words: str
) -> tuple[Hit, ...]:
    """Return where short names and figures that are marked stand in the open in `public`.

    What stands in `public_words` too, or in the name of the organisation if that is public, gives nothing away.
    """
    known = f"{public_words}\n{_open(public.organisation)}"
    numbered = numbers(response, consultation)
    said = tuple(_said(public))
    found = {
        Hit(_WHERE, place, f"Confidential {numbered[mark]}")
        for mark, words in marked_short_words(response)
        if is_telling(words) and not whole_words(words).search(known)
        for place, text in said
        if whole_words(words).search(text)
    }
    return tuple(sorted(found))


def _said(public: Submission) -> Iterator[tuple[str, str]]:
    """Yield what the respondent says in the open, in their own words, and where."""
    for block in public.answers:
        yield f"{block.question} answer", _open(block.answer)
        yield f"{block.question} rationale", _open(block.rationale)
        for row in block.comments:
            for spans in (row.clause, row.comment, row.proposed, row.rationale):
                yield f"{row.question} comment {row.number}", _open(spans)
    for reason in public.reasons:
        yield f"Reasons for confidentiality, row {reason.number}", reason.public_explanation


def _open(spans: Spans) -> str:
    """Return a text with its placeholders, but not their numbers."""
    return "".join(_substitute(span) if span.withheld else span.text for span in spans)


def _substitute(span: Span) -> str:
    return f" {span.text.partition(':')[2].removesuffix(']')} "
