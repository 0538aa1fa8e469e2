"""The hand that makes a form: it leaves the places empty, or fills them as the form's author means them to be filled.

A form is made twice by the same lines: blank, and with made-up words typed in by its author. What Respondent makes of
the blank one must read as the author's own.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from respondent_app.model.consultation import Consultation, Question, StancePart
from respondent_app.model.response import Answer, Category, ClauseComment, Respondent, Response, Stance
from respondent_app.model.submission import Audience, plain
from respondent_app.model.template import COMMENT_FIELDS, Content, Field
from respondent_app.packs import library
from respondent_app.privacy.disclose import disclose
from tests import samples

TMAD = library.load("dcc-tmad-v1.4-moc-mds")
_WHOLE = (StancePart("whole", "The proposal"),)
SIX = replace(
    samples.consultation(),
    id="six-made-up-questions",
    questions=(
        Question("Q1", "The register", "Do you support the made-up change to the register of meters?", stance=_WHOLE,
                 rationale_asked=True),
        Question("Q2", "Cost", "What would the made-up change cost your organisation in its first year?"),
        Question("Q3", "Date", "Do you agree with the made-up date of 1 April 2031 for the change?", stance=_WHOLE),
        Question("Q4", "Consequences", "Which unwanted consequences for small consumers do you foresee?"),
        Question("Q5", "Legal text", "Do you have comments on the made-up legal text of the change?",
                 rationale_asked=True, comments_by_clause=True),
        Question("Q6", "Anything else", "Is there anything else that you would like the panel to consider?"),
    ),
)  # fmt: skip
"""A consultation with more questions, and positions of one part."""

DETAILS = Respondent(
    organisation="Example Energy (made-up sample)",
    category=Category.SMALL_SUPPLIER,
    name="Author A",
    role="Regulation analyst",
    email="author.a@example.org",
    telephone="020 7946 0123",
    address="1 Example Street, Cwmbrân",
)


@dataclass(slots=True)
class Hand:
    """What is asked for is noted in `asked`; `fills` says whether it is typed in as well."""

    consultation: Consultation
    fills: bool = False
    asked: list[Content] = field(default_factory=list)
    comments: Sequence[Mapping[Field, str]] = ()

    def __call__(self, wanted: Field, question: str = "", hint: str = "") -> str:
        """Return what stands in a place: the hint of the blank form, or the words."""
        content = Content(wanted, question)
        self.asked.append(content)
        return words_for(content) if self.fills else hint

    def ticks(self, wanted: Field, choice: str, question: str = "", part: str = "") -> bool:
        """Whether a box is ticked that stands for one choice."""
        self.asked.append(Content(wanted, question, part or self._only_part(question), choice))
        return self.fills and choice in {Stance.DISAGREE, Category.SMALL_SUPPLIER, "no"}

    def picks(self, options: Mapping[str, str], wanted: Field, question: str = "", part: str = "") -> str:
        """Return which of `options` is chosen; they say what each of them stands for. Nothing in the blank form."""
        self.asked.append(Content(wanted, question, part or self._only_part(question)))
        mine = {Stance.DISAGREE.value, Category.SMALL_SUPPLIER.value, "no"}
        return next(option for option, value in options.items() if value in mine) if self.fills else ""

    def _only_part(self, question: str) -> str:
        parts = self.consultation.question(question).stance if question else ()
        return parts[0].id if len(parts) == 1 else ""

    def rows(self, fields: Sequence[Field | None], least: int) -> list[list[str]]:
        """Return the rows of a table of comments, at least so many; no field is a column that stays empty."""
        self.asked += [Content(one) for one in fields if one]
        made = [[row.get(one, "") if one else "" for one in fields] for row in self.comments]
        return made + [[""] * len(fields)] * (least - len(made))


def words_for(content: Content) -> str:
    """Return what is typed into a place."""
    if content.field in {Field.ANSWER, Field.RATIONALE}:
        kind = "answer to" if content.field is Field.ANSWER else "reasons for"
        return f"Our made-up {kind} {content.question}, in one sentence."
    if content.field is Field.STANCE:
        return "Disagree"
    if content.field is Field.CONFIDENTIAL:
        return "No"
    return str(getattr(DETAILS, content.field, ""))


@dataclass(frozen=True, slots=True)
class Made:
    """A form: what it is called, for which consultation it is, and how it is made."""

    name: str
    make: Callable[[Hand], bytes]
    consultation: Consultation = TMAD
    ending: str = "docx"

    @property
    def file_name(self) -> str:
        return f"{self.name}.{self.ending}"

    def blank(self) -> bytes:
        return _steady(self.blank_file())

    def blank_file(self) -> bytes:
        return self.make(Hand(self.consultation))

    def asked(self) -> frozenset[Content]:
        self.make(hand := Hand(self.consultation))
        return frozenset(hand.asked)

    def typed(self) -> bytes:
        """Return the form with the words that its author typed into it."""
        return self.make(Hand(self.consultation, fills=True, comments=comments_of(self)))

    def response(self) -> Response:
        """Return a response that says no more than the form has places for."""
        asked = self.asked()
        fields = {content.field for content in asked}
        details = {one: getattr(DETAILS, one) for one in Respondent.__dataclass_fields__ if one in fields}
        answers = {question.id: _answer(question, asked, fields) for question in self.consultation.questions}
        return Response(self.consultation.id, Respondent(**details), answers)


def _answer(question: Question, asked: frozenset[Content], fields: set[Field]) -> Answer:
    def said(wanted: Field) -> str:
        content = Content(wanted, question.id)
        return words_for(content) if content in asked else ""

    stands = any(content.field is Field.STANCE and content.question == question.id for content in asked)
    stance = {part.id: Stance.DISAGREE for part in question.stance} if stands else {}
    comments = tuple(_comment(number, fields) for number in (1, 2)) if question.comments_by_clause else ()
    return Answer(said(Field.ANSWER), said(Field.RATIONALE), stance, comments if fields & COMMENT_FIELDS else ())


def _comment(number: int, fields: set[Field]) -> ClauseComment:
    def said(wanted: Field, text: str) -> str:
        return f"{text} {number}." if wanted in fields else ""

    return ClauseComment(
        id=f"c{number}",
        clause=f"4.{number}" if Field.COMMENT_CLAUSE in fields else "",
        comment=said(Field.COMMENT_TEXT, "Made-up comment"),
        proposed=said(Field.COMMENT_PROPOSED, "Made-up wording"),
        rationale=said(Field.COMMENT_RATIONALE, "Made-up reason"),
    )


def comments_of(made: Made) -> list[Mapping[Field, str]]:
    """Return the rows of comments that belong into a form."""
    return [
        {
            Field.COMMENT_NUMBER: str(row.number),
            Field.COMMENT_QUESTION: row.question,
            Field.COMMENT_CLAUSE: plain(row.clause),
            Field.COMMENT_TYPE: plain(row.type),
            Field.COMMENT_TEXT: plain(row.comment),
            Field.COMMENT_PROPOSED: plain(row.proposed),
            Field.COMMENT_RATIONALE: plain(row.rationale),
            Field.COMMENT_CONFIDENTIAL: row.confidential,
        }
        for row in disclose(made.response(), made.consultation, Audience.FULL).comments
    ]


def _steady(content: bytes) -> bytes:
    """Return a file with the same bytes every time it is made."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0)), old.read(entry), entry.compress_type)
    return buffer.getvalue()
