"""What a submission has for each place of a form, and what is left for the annex where the form has no place for it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from respondent_app.model.response import Stance
from respondent_app.model.submission import AnswerBlock, Audience, CommentRow, ReasonRow, Span, Spans, Submission, plain
from respondent_app.model.template import COMMENT_FIELDS, Content, Field
from respondent_app.writing.brackets import bracketed

POSITION, RATIONALE = "Our position:", "Our rationale:"
"""What stands above a position or a rationale that shares the place of the answer."""
SEE_ANNEX = "Our comments by clause are in the annex."
YES, NO = "Yes", "No"
COLUMNS = {
    Field.COMMENT_NUMBER: "No",
    Field.COMMENT_QUESTION: "Question",
    Field.COMMENT_CLAUSE: "Clause",
    Field.COMMENT_TYPE: "Type",
    Field.COMMENT_TEXT: "Comment",
    Field.COMMENT_PROPOSED: "Proposed wording",
    Field.COMMENT_RATIONALE: "Rationale",
}
"""The columns of the comments in the annex."""
_HEADS = {
    Field.COMMENT_CLAUSE: "Clause:",
    Field.COMMENT_PROPOSED: "Proposed wording:",
    Field.COMMENT_RATIONALE: "Rationale:",
}
"""What stands above a text of a comment that shares the column of the comment."""


@dataclass(frozen=True, slots=True)
class Annexed:
    """One piece of the annex: its heading, and what it says. `told` names it in the middle of a sentence."""

    title: str
    text: Spans
    told: str


class Said:
    """What a submission says, for a form that has places for `placed`."""

    def __init__(self, submission: Submission, placed: Collection[Content]) -> None:
        self._submission = submission
        self._placed = frozenset(placed)
        self._blocks = {block.question: block for block in submission.answers}
        self._fields = {content.field for content in placed}

    def text_for(self, content: Content) -> Spans:
        """Return what goes into the place of `content`; nothing where nothing is said."""
        if content.field is Field.CONFIDENTIAL:
            return (Span(YES if self._submission.anything_marked else NO),)
        if content.field is Field.CONFIDENTIAL_REASON:
            return self._request()
        if not content.question:
            return next((bracketed(row.value) for row in self._submission.details if row.key == content.field), ())
        block = self._blocks.get(content.question)
        return self._of_question(block, content) if block else ()

    def is_so(self, content: Content) -> bool:
        """Whether a box that stands for one choice is ticked."""
        if content.field is Field.CONFIDENTIAL:
            return (content.choice == "yes") == self._submission.anything_marked
        if content.field is Field.CATEGORY:
            return plain(self.text_for(Content(Field.CATEGORY))) == content.choice
        block = self._blocks.get(content.question)
        stances = {row.stance for row in block.stance if content.part in {"", row.part}} if block else set()
        return stances == {Stance(content.choice)} if content.choice else False

    def comments(self) -> tuple[Mapping[Field, Spans], ...]:
        """Return the comments by clause, row by row; what has no column stands in that of the comment."""
        lost = () if self.comments_annexed else [field for field in _HEADS if field not in self._fields]
        return tuple(_with_lost(_cells(row), lost) for row in self._submission.comments)

    def annex(self) -> Iterator[Annexed]:
        """Yield what no place takes, but for the comments."""
        for row in self._submission.details:
            if plain(row.value).strip() and not self._takes_detail(row.key):
                yield Annexed(row.label, bracketed(row.value), f"the respondent’s {_inside(row.label)}")
        for block in self._submission.answers:
            yield from self._annex_of(block)
        if self._needs_request() and Field.CONFIDENTIAL_REASON not in self._fields:
            yield Annexed("Confidentiality", self._request(), "the request for confidentiality and its reasons")

    @property
    def comments_annexed(self) -> bool:
        """Whether the comments by clause have no table in the form."""
        has_table = Field.COMMENT_TEXT in self._fields
        return bool(self._submission.comments) and not has_table

    # One question

    def _of_question(self, block: AnswerBlock, content: Content) -> Spans:
        if content.field is Field.STANCE:
            return self._position(block, content.part)
        if content.field is Field.RATIONALE:
            return bracketed(block.rationale)
        return self._answer(block)

    def _answer(self, block: AnswerBlock) -> Spans:
        """Return the answer, with what else there is to the question and has no place of its own."""
        pieces: list[Spans] = []
        if self._says_position(block) and not self._takes(Field.STANCE, block):
            pieces.append((Span(f"{POSITION}\n"), *self._position(block, "")))
        pieces.append(bracketed(block.answer))
        if plain(block.rationale).strip() and not self._takes(Field.RATIONALE, block):
            pieces.append((Span(f"{RATIONALE}\n"), *bracketed(block.rationale)))
        if self.comments_annexed and block.comments:
            pieces.append((Span(SEE_ANNEX),))
        return _joined([piece for piece in pieces if plain(piece).strip()])

    def _annex_of(self, block: AnswerBlock) -> Iterator[Annexed]:
        name = block.question
        if self._takes(Field.ANSWER, block):
            return
        if self._says_position(block) and not self._takes(Field.STANCE, block):
            yield Annexed(f"Position on {name}", self._position(block, ""), f"the position on {name}")
        if plain(block.answer).strip():
            yield Annexed(f"Answer to {name}", bracketed(block.answer), f"the answer to {name}")
        if plain(block.rationale).strip() and not self._takes(Field.RATIONALE, block):
            yield Annexed(f"Rationale for {name}", bracketed(block.rationale), f"the rationale for {name}")

    def _takes(self, field: Field, block: AnswerBlock) -> bool:
        """Whether the form has a place for this of a question: for the position, one for each of its parts."""
        mine = {c for c in self._placed if c.field is field and c.question == block.question}
        if field is not Field.STANCE:
            return bool(mine)
        parts = {content.part for content in mine}
        if "" not in parts:
            return bool(mine) and parts >= {row.part for row in block.stance}
        as_one = len({row.stance for row in block.stance}) == 1
        return as_one or any(not content.choice for content in mine)

    def _takes_detail(self, key: str) -> bool:
        if key == Field.CATEGORY:
            value = plain(self.text_for(Content(Field.CATEGORY)))
            return bool(self._placed & {Content(Field.CATEGORY), Content(Field.CATEGORY, choice=value)})
        return Content(Field(key)) in self._placed

    def _says_position(self, block: AnswerBlock) -> bool:
        return any(row.stance or any(span.withheld for span in row.value) for row in block.stance)

    def _position(self, block: AnswerBlock, part: str) -> Spans:
        rows = [row for row in block.stance if part in {"", row.part}]
        if not self._says_position(block):
            return ()
        if len(rows) == 1:
            return bracketed(rows[0].value)
        lines: list[Spans] = [(Span(f"{row.label}: "), *bracketed(row.value)) for row in rows]
        return _joined(lines, "\n")

    # Confidentiality

    def _needs_request(self) -> bool:
        withheld = any(span.withheld for row in self._submission.details for span in row.value)
        return self._submission.anything_marked or withheld

    def _request(self) -> Spans:
        rows = "\n".join(_reason(row, self._submission.audience) for row in self._submission.reasons)
        return (Span("\n\n".join(filter(None, (self._submission.statement.replace("\n", "\n\n"), rows)))),)


def _inside(label: str) -> str:
    """Return a label as it is written inside a sentence: "E-mail" without its capital, "SEC party category" with."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _reason(row: ReasonRow, audience: Audience) -> str:
    said = [f"Confidential {row.number}: {row.where}, {row.category}", row.public_explanation]
    if audience is Audience.FULL:
        said += [row.explanation, row.harm, f"Until: {row.until}" if row.until else ""]
    return " – ".join(" ".join(piece.split()) for piece in said if piece.strip())


def _cells(row: CommentRow) -> dict[Field, Spans]:
    cells: dict[Field, Spans] = {
        Field.COMMENT_NUMBER: (Span(str(row.number)),),
        Field.COMMENT_QUESTION: (Span(row.question),),
        Field.COMMENT_CLAUSE: bracketed(row.clause),
        Field.COMMENT_TYPE: bracketed(row.type),
        Field.COMMENT_TEXT: bracketed(row.comment),
        Field.COMMENT_PROPOSED: bracketed(row.proposed),
        Field.COMMENT_RATIONALE: bracketed(row.rationale),
        Field.COMMENT_CONFIDENTIAL: (Span(row.confidential),),
    }
    assert cells.keys() == COMMENT_FIELDS  # noqa: S101  one cell for each column there is
    return cells


def _with_lost(cells: dict[Field, Spans], lost: Collection[Field]) -> dict[Field, Spans]:
    pieces = [((Span(f"{_HEADS[field]}\n"), *cells[field])) for field in lost if plain(cells[field]).strip()]
    first = [cells[Field.COMMENT_TEXT]] if cells[Field.COMMENT_TEXT] else []
    return {**cells, Field.COMMENT_TEXT: _joined([*first, *pieces])} if pieces else cells


def parted_comment(text: str) -> dict[Field, str]:
    """Part the text of a comment's column again into what shared it."""
    found: dict[Field, str] = {}
    rest = text
    for field, head in reversed(_HEADS.items()):
        before, mark, after = f"\n\n{rest}".rpartition(f"\n\n{head}\n")
        if mark:
            found[field], rest = after, before.removeprefix("\n\n")
    return {Field.COMMENT_TEXT: rest, **found}


def parted_answer(text: str) -> dict[Field, str]:
    """Part what stands in the place of an answer again into position, answer and rationale."""
    rest = f"\n\n{text}".removesuffix(f"\n\n{SEE_ANNEX}")
    before, has_rationale, rationale = rest.rpartition(f"\n\n{RATIONALE}\n")
    rest = before if has_rationale else rest
    position = ""
    if rest.startswith(f"\n\n{POSITION}\n"):
        position, _, rest = rest.removeprefix(f"\n\n{POSITION}\n").partition("\n\n")
        rest = f"\n\n{rest}"
    found = {Field.STANCE: position, Field.ANSWER: rest.removeprefix("\n\n")}
    return {**found, Field.RATIONALE: rationale} if has_rationale else found


def _joined(pieces: list[Spans], between: str = "\n\n") -> Spans:
    joined: list[Span] = []
    for piece in pieces:
        if joined:
            joined.append(Span(between))
        joined.extend(piece)
    return tuple(joined)
