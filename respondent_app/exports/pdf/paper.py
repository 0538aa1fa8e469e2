"""Submissions as pages of data: headings, paragraphs and tables in reading order, which `typeset` makes a PDF of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from respondent_app.exports import schedule
from respondent_app.exports.pdf.signs import showable
from respondent_app.exports.shown import NOTHING_SAID, version
from respondent_app.exports.word_template import heading, see_comments
from respondent_app.model.submission import AnswerBlock, Audience, CommentRow, Span, Spans, Submission, plain
from respondent_app.model.text import clean
from respondent_app.writing.brackets import bracketed, lines
from respondent_app.writing.word_text import runs_right_to_left

Block = dict[str, Any]
"""What the layout shows as one thing; its `kind` says what the rest means."""
_LONG_WORD = re.compile(r"\S{25,}")
_PIECE = 12
_ARABIC = re.compile("[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
NOT_SHOWN = (
    "Note: this PDF has no letter shapes for some signs of the text. They are named in square brackets where they "
    "stand; the Word version shows them."
)


def response_paper(submission: Submission) -> Block:
    """Return the response of one audience: respondent, request, answers; then, on their side, comments and reasons."""
    page = _Page()
    upright = [*page.front(submission, "Response to consultation"), *page.respondent(submission)]
    upright += [page.heading(1, "Answers")]
    for block in submission.answers:
        upright += page.answer(block)
    sideways = [*page.comments(submission.comments), *page.reasons(submission)]
    return page.whole(submission, "Response to consultation", (False, upright), (True, sideways))


def schedule_paper(submission: Submission) -> Block:
    """Return the schedule of reasons for the publisher: a list of all marks, and a record of each."""
    page = _Page()
    blocks = page.front(submission, schedule.TITLE)
    blocks += [page.paragraph(schedule.PURPOSE), page.heading(1, schedule.OVERVIEW)]
    blocks += [page.table(schedule.OVERVIEW_COLUMNS, schedule.OVERVIEW_WIDTHS, _cells(schedule.overview(submission)))]
    blocks += [page.heading(1, schedule.RECORDS)]
    for name, record in schedule.records(submission):
        table = page.table(schedule.RECORD_COLUMNS, schedule.RECORD_WIDTHS, _cells(record), first=True)
        blocks += [page.heading(2, name), {**table, "whole": schedule.fits_on_a_page(record)}]
    return page.whole(submission, schedule.TITLE, (False, blocks))


class _Page:
    """Makes blocks, and counts the signs that could not be shown."""

    def __init__(self) -> None:
        self._lacking = 0

    def whole(self, submission: Submission, title: str, *sections: tuple[bool, list[Block]]) -> Block:
        organisation = self._words(plain(bracketed(submission.organisation)))
        if self._lacking:
            sections[0][1].insert(_AFTER_FRONT, self.note(NOT_SHOWN))
        return {
            "title": self._words(f"{title}: {submission.consultation.short_title} ({version(submission)})"),
            "author": organisation,
            "head": self._words(submission.consultation.short_title),
            "version": version(submission),
            "foot": organisation,
            "sections": [{"sideways": sideways, "blocks": blocks} for sideways, blocks in sections],
            "lacking": self._lacking,
        }

    def front(self, submission: Submission, title: str) -> list[Block]:
        return [
            {"kind": "title", "text": title},
            {"kind": "subtitle", "text": self._words(submission.consultation.title)},
            {"kind": "banner", "text": version(submission)},
        ]

    def respondent(self, submission: Submission) -> list[Block]:
        rows = [[(Span(row.label),), bracketed(row.value) or (Span("–"),)] for row in submission.details]
        return [
            self.heading(1, "Respondent"),
            self.table(("Detail", "Entry"), (28, 72), rows, first=True),
            self.heading(1, "Confidentiality"),
            self.paragraph(submission.statement),
        ]

    def answer(self, block: AnswerBlock) -> Iterator[Block]:
        yield self.heading(2, heading(block))
        yield self.paragraph(block.text, "question")
        if block.stance:
            rows = [[(Span(row.label),), bracketed(row.value)] for row in block.stance]
            yield self.table(("Subject", "Position"), (73, 27), rows)
        yield self.heading(3, "Answer")
        yield self.text(bracketed(block.answer) or (Span(NOTHING_SAID),))
        if block.rationale_shown:
            yield self.heading(3, "Rationale")
            yield self.text(bracketed(block.rationale) or (Span(NOTHING_SAID),))
        if block.comments:
            yield self.note(plain(see_comments(block.comments)))

    def comments(self, comments: Sequence[CommentRow]) -> Iterator[Block]:
        yield self.heading(1, "Detailed comments")
        if not comments:
            yield self.paragraph("This version holds no comments by clause.")
            return
        rows = [
            [(Span(str(row.number)),), (Span(row.question),)]
            + [bracketed(spans) for spans in (row.clause, row.type, row.comment, row.proposed, row.rationale)]
            for row in comments
        ]
        head = ("No", "Question", "Clause", "Type", "Comment", "Proposed wording", "Rationale")
        yield self.table(head, (4, 8, 9, 9, 26, 22, 22), rows)

    def reasons(self, submission: Submission) -> Iterator[Block]:
        yield self.heading(1, "Reasons for confidentiality")
        if not submission.reasons:
            yield self.paragraph("Nothing in the answers is confidential, so there are no reasons to give.")
            return
        if submission.audience is Audience.PUBLIC:
            rows = [(str(row.number), row.where, row.category, row.public_explanation) for row in submission.reasons]
            yield self.table(_REASON_COLUMNS[: len(rows[0])], (4, 12, 12, 72), _cells(rows))
            return
        full = [
            (str(row.number), row.where, row.category, row.public_explanation, row.explanation, row.harm, row.until)
            for row in submission.reasons
        ]
        yield self.table(_REASON_COLUMNS, (4, 12, 12, 19, 21, 18, 14), _cells(full))

    def heading(self, level: int, text: str) -> Block:
        return {"kind": "heading", "level": level, "text": self._words(text)}

    def paragraph(self, text: str, kind: str = "text") -> Block:
        return {"kind": kind, "lines": self._lines((Span(text),))}

    def text(self, spans: Spans) -> Block:
        return {"kind": "text", "lines": self._lines(spans)}

    def note(self, text: str) -> Block:
        return self.paragraph(text, "note")

    def table(
        self, head: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[Spans]], *, first: bool = False
    ) -> Block:
        """Make a table; `first` says that the first cell of a row names what the others say."""
        filled = [[{"lines": self._lines(cell)} for cell in row] for row in rows]
        shape = {"head": list(head), "widths": list(widths), "first": first, "whole": False}
        return {"kind": "table", **shape, "rows": filled}

    def _lines(self, spans: Spans) -> list[dict[str, object]]:
        return [self._line(line) for line in lines(spans)]

    def _line(self, spans: Spans) -> dict[str, object]:
        whole = plain(spans)
        language = ""
        if runs_right_to_left(whole):
            language = "ar" if _ARABIC.search(whole) else "he"
        return {"language": language, "runs": [self._run(span) for span in spans]}

    def _run(self, span: Span) -> dict[str, object]:
        style = "withheld" if span.withheld else "confidential" if span.confidential else ""
        return {"style": style, "parts": _parts(self._words(span.text))}

    def _words(self, text: str) -> str:
        words, lacking = showable(clean(text))
        self._lacking += lacking
        return words


_AFTER_FRONT = 3
_REASON_COLUMNS = ("No", "Where", "Category", "Public explanation", "Explanation", "Harm", "Until")


def _cells(rows: Iterable[Sequence[str]]) -> list[list[Spans]]:
    return [[(Span(cell),) if cell else () for cell in row] for row in rows]


def _parts(text: str) -> list[str]:
    """Cut text inside long words, where a line may break."""
    cuts = [0]
    for word in _LONG_WORD.finditer(text):
        cuts += range(word.start() + _PIECE, word.end(), _PIECE)
    return [text[start:end] for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]
