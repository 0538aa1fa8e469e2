"""Random responses with random marks of every scope: no marked word leaves, and nothing else is kept back.

Every marked stretch holds a word of its own that stands nowhere else. The reader of the files is simple on purpose and
shares nothing with the search: it unpacks, takes out the tags, and looks for those words.
"""

from __future__ import annotations

import base64
import html
import io
import os
import re
import zipfile
from dataclasses import dataclass, field

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from respondent_app.exports import package
from respondent_app.exports.comments_sheet import comments_workbook
from respondent_app.exports.word_template import response_document
from respondent_app.model.place import COMMENT_PARTS, Part
from respondent_app.model.response import Answer, ClauseComment, Mark, Reason, Respondent, Response, Scope, Stance
from respondent_app.model.submission import Audience
from respondent_app.privacy.disclose import disclose
from tests import samples

CASES = int(os.environ.get("RESPONDENT_DISCLOSURE_CASES", "40"))
CONSULTATION = samples.consultation()
QUESTIONS = [question.id for question in CONSULTATION.questions]
# No letter of a marked word stands in an open one, so nothing is found by chance, and open words may come twice.
OPEN = st.sampled_from(
    ["We agree.", "A dead cab", "bagel, decaf", "He said hi", "“Fadead” – ice\n\nDice?", "é & <b>", "i:j"]
)
SEAMS = st.sampled_from([" ", "\n", ", ", " – "])
WHOLE = (Scope.QUESTION, Scope.ANSWER, Scope.RATIONALE, Scope.STANCE, Scope.COMMENTS)


@dataclass
class Drawn:
    """A response as it is drawn, with what must not be found in public, and what must."""

    answers: dict[str, Answer] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    open_lines: set[str] = field(default_factory=set)

    def token(self) -> str:
        """Return a word that stands nowhere else."""
        digits = f"{len(self.tokens):03d}".translate(str.maketrans("0123456789", "mnopqrstuv"))
        self.tokens.add(f"xyzw{digits}zyx")
        return f"xyzw{digits}zyx"

    @property
    def response(self) -> Response:
        """The response that was drawn."""
        who = Respondent("Able Badge", name=self.token(), email=f"{self.token()}@example.org", address=self.token())
        return Response("sample-consultation", who, self.answers, tuple(self.marks))


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    """Draw a response with marks of every scope."""
    made = Drawn()
    everything = draw(st.integers(0, 19)) == 0
    if everything:
        made.marks.append(Mark("all", Scope.RESPONSE, Reason(harm=made.token())))
    for question in QUESTIONS:
        scopes = {scope for scope in WHOLE if draw(st.integers(0, 5)) == 0}
        made.marks += [
            Mark(f"{question}{scope}", scope, Reason(explanation=made.token()), question) for scope in scopes
        ]
        closed = everything or Scope.QUESTION in scopes
        texts = {
            part: _written(draw, made, question, part, "", closed=closed or scope in scopes)
            for part, scope in ((Part.ANSWER, Scope.ANSWER), (Part.RATIONALE, Scope.RATIONALE))
        }
        comments = tuple(
            _comment(draw, made, question, row, closed=closed or Scope.COMMENTS in scopes)
            for row in range(draw(st.integers(0, 2)))
        )
        stance = {part.id: draw(st.sampled_from(Stance)) for q in CONSULTATION.questions if q.id == question
                  for part in q.stance}  # fmt: skip
        made.answers[question] = Answer(texts[Part.ANSWER], texts[Part.RATIONALE], stance, comments)
    return made


def _comment(draw: st.DrawFn, made: Drawn, question: str, row: int, *, closed: bool) -> ClauseComment:
    name = f"{question}c{row}"
    if draw(st.integers(0, 3)) == 0:
        made.marks.append(Mark(f"{name}m", Scope.COMMENT, Reason(), question, name))
        closed = True
    comment, proposed, why = (_written(draw, made, question, part, name, closed=closed) for part in COMMENT_PARTS)
    return ClauseComment(name, made.token() if closed else "4.2", comment=comment, proposed=proposed, rationale=why)


def _written(draw: st.DrawFn, made: Drawn, question: str, part: Part, comment: str, *, closed: bool) -> str:
    """Draw a text: open pieces, marked pieces; all of it is secret if it lies in something `closed`."""
    text = shown = ""
    for _ in range(draw(st.integers(0, 3))):
        # What is closed as a whole repeats no more than three open words in a row.
        piece, seam = draw(OPEN) + (f" {made.token()}" if closed else ""), draw(SEAMS)
        text += piece + seam
        shown += piece + seam
        if draw(st.booleans()):
            words = " ".join(made.token() for _ in range(draw(st.integers(1, 3))))
            if not closed or draw(st.booleans()):
                start = len(text) - draw(st.integers(0, 1)) * (seam != "\n")
                mark = Mark(
                    f"m{len(made.marks)}", Scope.PASSAGE, Reason(), question, comment, part, start, len(text + words)
                )
                made.marks.append(mark)
                shown = shown[: len(shown) - (len(text) - start)]
            text += words + seam
            shown += "\0" + seam
    if closed:
        text += made.token() + " "
    else:
        made.open_lines |= {line.strip() for piece in shown.split("\0") for line in piece.split("\n")}
    return text


def everything_in(content: bytes) -> str:
    """Return all words of an Office file, as anybody with a zip program would get at them."""
    parts = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            text = part.decode("utf-8", errors="replace")
            parts += [name, text, html.unescape(re.sub(r"<[^>]*>", "", text)), part.decode("utf-16", errors="replace")]
    return "\n".join((*parts, content.decode("latin-1"), str(archive.comment)))


def squeezed(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


@settings(max_examples=CASES)
@given(drawn())
def test_no_marked_word_leaves_and_nothing_else_is_kept_back(made: Drawn) -> None:
    response = made.response
    submission = disclose(response, CONSULTATION, Audience.PUBLIC)
    document, workbook = response_document(submission), comments_workbook(submission)
    for content in (document, workbook):
        words = everything_in(content)
        assert {token for token in made.tokens if token in words.lower() or _base64(token) in words} == set()
    said = squeezed(everything_in(document))
    cells = openpyxl.load_workbook(io.BytesIO(workbook))
    listed = squeezed("\n".join(str(cell.value) for sheet in cells for row in sheet for cell in row if cell.value))
    assert {line for line in made.open_lines if squeezed(line) not in said} == set()
    assert {line for line in made.open_lines if squeezed(line) not in listed} == set()
    report = package.check_files(
        {"a_PUBLIC_v1_0.docx": document, "a_PUBLIC_v1_0.xlsx": workbook}, response, CONSULTATION
    )
    assert report.is_clean


@settings(max_examples=max(10, CASES // 8))
@given(drawn(), st.data())
def test_one_marked_word_put_into_the_public_words_is_found(made: Drawn, data: st.DataObject) -> None:
    response = made.response
    token = data.draw(st.sampled_from(sorted(made.tokens)))
    page = f"<html><p>He said hi</p><p>so {token.upper()}, they say</p></html>".encode()
    assert package.check_files({"a.html": page}, response, CONSULTATION).hits or not _alone(response, token)


def _alone(response: Response, token: str) -> bool:
    """Whether a word is all of a marked passage, of a reason or of the contact's name: less may stand there by chance.

    An address of one word is a town or a country, which anybody may name.
    """
    if token == response.respondent.name:
        return True
    passages = {response.text_at(mark.place)[mark.start : mark.end].strip(" –,\n") for mark in response.marks
                if mark.scope is Scope.PASSAGE}  # fmt: skip
    reasons = {text for mark in response.marks for text in (mark.reason.explanation, mark.reason.harm)}
    return token in passages | reasons


def _base64(token: str) -> str:
    return base64.b64encode(token.encode()).decode()[:12]
