"""Which words must not be found in a file for the public: whole texts, and the pieces by which a text would leak."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from respondent_app.model.consultation import Consultation
from respondent_app.model.place import COMMENT_PARTS, Part, Place
from respondent_app.model.response import Mark, Response, Scope
from respondent_app.model.submission import Audience, Submission, plain
from respondent_app.model.text import fold, paragraphs
from respondent_app.privacy import marks as seen
from respondent_app.privacy.disclose import STANCE_LABELS, disclose
from respondent_app.privacy.figures import Figure, dates, figures, on_the_page, only_figure
from respondent_app.privacy.squeezing import squeeze
from respondent_app.privacy.statement import details_withheld
from respondent_app.privacy.telling import is_telling

START = 12
RUN_WORDS = 4
LONG_RUN_WORDS = 6
_MANY_DIGITS = 5
_TELEPHONE_DIGITS = 7
_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+")
_ALL_OF_IT = {Scope.RESPONSE, Scope.QUESTION}
_WITH_ANSWER = {*_ALL_OF_IT, Scope.ANSWER}
_WITH_RATIONALE = {*_ALL_OF_IT, Scope.RATIONALE}
_WITH_COMMENTS = {*_ALL_OF_IT, Scope.COMMENT, Scope.COMMENTS}
_COUNTRIES = frozenset(
    {"united kingdom", "great britain", "england", "scotland", "wales", "northern ireland", "ireland", "uk", "gb"}
)


class Form(enum.Enum):
    """How words are searched for: as they are, as a few whole words in a row, or as a value in any writing."""

    WORDS = enum.auto()
    RUN = enum.auto()
    FIGURE = enum.auto()
    DATE = enum.auto()
    TELEPHONE = enum.auto()


@dataclass(frozen=True, slots=True)
class Secret:
    """Words that no public file may hold. `what` names them without saying them; `words` are folded.

    `whole` says that this is all of a marked text and not a piece of it, so that a person hears about it if it is too
    short or too common to be searched for.
    """

    number: int
    what: str
    words: str = field(repr=False)
    whole: bool = False
    form: Form = Form.WORDS


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a marked text by which it would leak."""

    words: str
    form: Form = Form.WORDS
    whole: bool = False

    @property
    def length(self) -> int:
        """The number of words."""
        return self.words.count(" ") + 1


class _Spoken:
    """What is said in the open, made ready for asking whether words are among it."""

    def __init__(self, words: str, consultation: Consultation) -> None:
        self._words = squeeze(words)
        self._starts = starts(self._words)
        self._consultation = consultation

    def __contains__(self, words: str) -> bool:
        tight = squeeze(words)
        return (len(tight) < START or tight[:START] in self._starts) and tight in self._words

    def excuses(self, piece: _Piece, fewest: int) -> bool:
        """Whether a piece of fewer words than `fewest` gives nothing away, since it is said in the open too.

        Words that are nobody else's are no excuse: somebody forgot to mark them there.
        """
        if piece.length >= fewest or piece.words not in self:
            return False
        return piece.form is not Form.RUN or not is_telling(piece.words, self._consultation)


def starts(squeezed: str) -> set[str]:
    """Return every stretch of a few signs in a text: what does not start like one of them is not in it."""
    return {squeezed[at : at + START] for at in range(len(squeezed) - START + 1)}


def secrets(response: Response, consultation: Consultation) -> tuple[Secret, ...]:
    """Return everything that must not be found in what the public may see of `response`."""
    spoken = _Spoken(_open_words(disclose(response, consultation, Audience.PUBLIC)), consultation)
    numbers = seen.numbers(response, consultation)
    found: dict[tuple[int, str, Form], Secret] = {}
    for mark in response.marks:
        number = numbers[mark.id]
        for piece in _pieces_of(mark, response, consultation, spoken):
            key = (number, piece.words, piece.form)
            if piece.words and (key not in found or piece.whole):
                found[key] = Secret(number, f"Confidential {number}", piece.words, piece.whole, piece.form)
    return (*found.values(), *_details(response))


def _open_words(submission: Submission) -> str:
    """Return what the respondent says in the open, in their own words."""
    texts: list[str] = []
    for block in submission.answers:
        texts += [plain(block.answer), plain(block.rationale)]
        for row in block.comments:
            texts += [plain(row.comment), plain(row.proposed), plain(row.rationale)]
    for reason in submission.reasons:
        texts.append(reason.public_explanation)
    return "\n".join(texts)


def _pieces_of(mark: Mark, response: Response, consultation: Consultation, spoken: _Spoken) -> Iterator[_Piece]:
    if mark.scope is Scope.PASSAGE:
        yield from _pieces_of_passage(response.text_at(seen.place_of(mark))[mark.start : mark.end], spoken)
    elif mark.scope is Scope.ORGANISATION:
        yield _Piece(fold(response.respondent.organisation), whole=True)
    else:
        for text in _texts_inside(mark, response, consultation):
            yield from (piece for piece in _pieces(text) if not spoken.excuses(piece, LONG_RUN_WORDS))
    for text in (mark.reason.explanation, mark.reason.harm):
        yield from (replace(piece, whole=False) for piece in _pieces(text) if piece.words not in spoken)


def _pieces_of_passage(text: str, spoken: _Spoken) -> Iterator[_Piece]:
    alone = len(paragraphs(text)) == 1
    few = len(text.split()) <= LONG_RUN_WORDS
    for piece in _pieces(text):
        by_chance = piece.form is Form.RUN and not any(map(str.isdigit, piece.words))
        by_chance |= piece.form is Form.DATE and not few
        if not spoken.excuses(piece, LONG_RUN_WORDS if by_chance else 0 if alone else RUN_WORDS):
            yield piece


def _texts_inside(mark: Mark, response: Response, consultation: Consultation) -> Iterator[str]:
    """Yield the texts of what a mark covers as a whole."""
    asked = (question.id for question in consultation.questions)
    for question in asked if mark.scope is Scope.RESPONSE else (mark.question,):
        if mark.scope in _WITH_ANSWER:
            yield response.text_at(Place(question, Part.ANSWER))
        if mark.scope in _WITH_RATIONALE:
            yield response.text_at(Place(question, Part.RATIONALE))
        if mark.scope is Scope.STANCE:
            yield from (STANCE_LABELS[stance] for stance in response.answer(question).stance.values())
        for comment in response.answer(question).comments if mark.scope in _WITH_COMMENTS else ():
            if mark.scope is not Scope.COMMENT or comment.id == mark.comment:
                yield from (comment.text_of(part) for part in COMMENT_PARTS)


def _pieces(text: str) -> Iterator[_Piece]:
    """Yield the paragraphs, sentences, runs of words, telling figures and dates of `text`, folded."""
    for paragraph in paragraphs(text):
        folded = fold(paragraph)
        yield _whole(folded, paragraph)
        for sentence in _SENTENCE_END.split(folded):
            if len(sentence.split()) >= RUN_WORDS:
                yield _Piece(sentence)
        words = folded.split()
        yield from (_Piece(run) for run in _runs(words, LONG_RUN_WORDS))
        yield from (_Piece(run, Form.RUN) for run in _runs(words, RUN_WORDS))
        page = on_the_page(paragraph)
        yield from (_Piece(figure.words, Form.FIGURE) for figure in figures(page) if _is_telling_figure(figure))
        yield from (_Piece(said, Form.DATE) for _, said in dates(page))


def _whole(folded: str, paragraph: str) -> _Piece:
    if only_figure(paragraph):
        return _Piece(folded.strip(" .,;:()"), Form.FIGURE, whole=True)
    is_date = any(squeeze(said) == squeeze(paragraph) for _, said in dates(on_the_page(paragraph)))
    return _Piece(folded, Form.DATE if is_date else Form.WORDS, whole=True)


def _is_telling_figure(figure: Figure) -> bool:
    """Whether a figure inside a longer text is no number that stands in any text: a year, a clause, a round sum."""
    if figure.digits >= _MANY_DIGITS:
        return True
    special = figure.is_money or figure.is_grouped or figure.amounts[0][1] == "%"
    return special and figure.telling_digits >= (2 if figure.digits >= RUN_WORDS else 3)


def _runs(words: list[str], length: int) -> Iterator[str]:
    return (" ".join(words[start : start + length]) for start in range(len(words) - length + 1))


def _details(response: Response) -> Iterator[Secret]:
    if not details_withheld(response):
        return
    respondent = response.respondent
    named = squeeze(fold(respondent.organisation))
    for what, words in (
        ("the contact’s name", fold(respondent.name)),
        ("the contact’s e-mail address", fold(respondent.email)),
        *(("the telephone number", number) for number in _telephone_numbers(respondent.telephone)),
        *(("the postal address", line) for line in _address_lines(respondent.address)),
    ):
        if words and squeeze(words) not in named:
            form = Form.TELEPHONE if words.isdigit() else Form.WORDS
            yield Secret(0, what, words, whole=True, form=form)


def _telephone_numbers(text: str) -> Iterator[str]:
    """Yield each number as its digits without country code and leading nought: any spelling of it holds these."""
    for number in re.split(r"[^\d\s()+.\-/]+", fold(text)):
        digits = re.sub(r"^(?:00|\+)44\s*(?:\(0\))?", "", number.strip())
        national = re.sub(r"\D", "", digits).lstrip("0")
        if len(national) >= _TELEPHONE_DIGITS:
            yield national


def _address_lines(address: str) -> Iterator[str]:
    """Yield the lines that point to one place: not the town or the country alone."""
    for line in re.split(r"[\n,;]", address):
        folded = fold(line)
        if any(map(str.isdigit, folded)) or (len(folded.split()) > 1 and folded not in _COUNTRIES):
            yield folded
