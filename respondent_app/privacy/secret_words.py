"""Which words must not be found in a file for the public: whole texts, and the pieces by which a text would leak."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from respondent_app.model.consultation import Consultation
from respondent_app.model.place import COMMENT_PARTS, Part, Place
from respondent_app.model.response import Mark, Response, Scope
from respondent_app.model.submission import Audience, Submission, plain
from respondent_app.model.text import fold, paragraphs
from respondent_app.privacy import marks as seen
from respondent_app.privacy.disclose import disclose
from respondent_app.privacy.statement import details_withheld

START = 12
RUN_WORDS = 6
FIGURE_RUN_WORDS = 4
_FIGURE_DIGITS = 5
_TELEPHONE_DIGITS = 7
_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+")
_FIGURE = re.compile(r"\d[\d.,]*\d")
_NOT_WORD = re.compile(r"[\W_]+")
_COUNTRIES = frozenset(
    {"united kingdom", "great britain", "england", "scotland", "wales", "northern ireland", "ireland", "uk", "gb"}
)


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


def squeeze(folded: str) -> str:
    """Reduce folded text to its letters and digits, so that line ends, tags and spacing cannot hide it."""
    return _NOT_WORD.sub("", folded)


class Spoken:
    """Words said in the open, made ready for asking whether others are among them."""

    def __init__(self, words: str) -> None:
        self._words = squeeze(fold(words))
        self._starts = starts(self._words)

    def __contains__(self, folded: str) -> bool:
        tight = squeeze(folded)
        return (len(tight) < START or tight[:START] in self._starts) and tight in self._words


def starts(squeezed: str) -> set[str]:
    """Return every stretch of a few signs in a text: what does not start like one of them is not in it."""
    return {squeezed[at : at + START] for at in range(len(squeezed) - START + 1)}


def secrets(response: Response, consultation: Consultation) -> tuple[Secret, ...]:
    """Return everything that must not be found in what the public may see of `response`."""
    spoken = Spoken(_open_words(disclose(response, consultation, Audience.PUBLIC)))
    numbers = seen.numbers(response, consultation)
    found: dict[tuple[int, str], Secret] = {}
    for mark in response.marks:
        what = f"Confidential {numbers[mark.id]}"
        for words, whole in _words_of(mark, response, consultation, spoken):
            key = (numbers[mark.id], words)
            if words and (key not in found or whole):
                found[key] = Secret(numbers[mark.id], what, words, whole)
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


def _words_of(mark: Mark, response: Response, consultation: Consultation, spoken: Spoken) -> Iterator[tuple[str, bool]]:
    if mark.scope is Scope.PASSAGE:
        text = response.text_at(seen.place_of(mark))[mark.start : mark.end]
        alone = len(paragraphs(text)) == 1
        yield from (piece for piece in _pieces(text) if alone or not _is_said(piece[0], FIGURE_RUN_WORDS, spoken))
    elif mark.scope is Scope.ORGANISATION:
        yield fold(response.respondent.organisation), True
    else:
        for text in _texts_inside(mark, response, consultation):
            yield from (piece for piece in _pieces(text) if not _is_said(piece[0], RUN_WORDS, spoken))
    for text in (mark.reason.explanation, mark.reason.harm):
        yield from ((words, False) for words, _ in _pieces(text) if words not in spoken)


def _texts_inside(mark: Mark, response: Response, consultation: Consultation) -> Iterator[str]:
    """Yield the texts of a question, a comment or all answers."""
    asked = (question.id for question in consultation.questions)
    for question in asked if mark.scope is Scope.RESPONSE else (mark.question,):
        if mark.scope is not Scope.COMMENT:
            yield response.text_at(Place(question, Part.ANSWER))
            yield response.text_at(Place(question, Part.RATIONALE))
        for comment in response.answer(question).comments:
            if mark.scope is not Scope.COMMENT or comment.id == mark.comment:
                yield from (comment.text_of(part) for part in COMMENT_PARTS)


def _is_said(words: str, enough: int, spoken: Spoken) -> bool:
    """Whether a piece has fewer words than `enough` and is said in the open too: "We agree." gives nothing away."""
    return len(words.split()) < enough and words in spoken


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the paragraphs, sentences, runs of words and large figures of `text`, folded; `True` for the paragraphs."""
    for paragraph in paragraphs(text):
        folded = fold(paragraph)
        yield folded, True
        words = folded.split()
        for sentence in _SENTENCE_END.split(folded):
            if len(sentence.split()) >= FIGURE_RUN_WORDS:
                yield sentence, False
        yield from ((run, False) for run in _runs(words, RUN_WORDS))
        yield from ((run, False) for run in _runs(words, FIGURE_RUN_WORDS) if any(map(str.isdigit, run)))
        for figure in _FIGURE.findall(folded):
            if sum(map(str.isdigit, figure)) >= _FIGURE_DIGITS:
                yield figure, False


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
            yield Secret(0, what, words, whole=True)


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
