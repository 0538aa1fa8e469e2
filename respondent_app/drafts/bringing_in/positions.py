"""Positions as forms word them, and boxes that somebody ticked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from respondent_app.drafts.bringing_in.taking import Taking
from respondent_app.drafts.bringing_in.typed_text import is_withheld, says_nothing
from respondent_app.model.consultation import Question
from respondent_app.model.response import Stance
from respondent_app.model.template import Content
from respondent_app.model.text import fold

_WORDS = {
    Stance.AGREE: {"agree", "agreed", "i agree", "we agree", "yes", "y", "support", "supported", "in favour"},
    Stance.DISAGREE: {
        "disagree", "disagreed", "i disagree", "we disagree", "do not agree", "we do not agree", "no", "n", "oppose",
        "object", "against",
    },
    Stance.NO_VIEW: {
        "no view", "no views", "no opinion", "no comment", "neutral", "neither", "neither agree nor disagree",
        "not applicable", "n/a", "unsure", "don't know",
    },
}  # fmt: skip
_NOT_TICKED = frozenset({"", "no", "false", "0", "off", "☐", "□"})
_NOT_STATED = "not stated"


def take_positions(taking: Taking, question: Question, typed: Iterable[tuple[Content, str]]) -> None:
    """Take the positions on one question in, part by part; what is none of ours is left alone and told."""
    by_part: dict[str, list[str]] = {}
    for content, value in typed:
        for part, words in _by_label(question, _chosen(content, value)) if not content.part else ():
            by_part.setdefault(part, []).append(words)
        if content.part:
            by_part.setdefault(content.part, []).append(_chosen(content, value))
    for part, given in by_part.items():
        chosen = list(dict.fromkeys(filter(None, given)))
        if len(chosen) > 1:
            taking.leave(question.id, f"More than one position is chosen in {question.id}. It was left as it is.")
        elif chosen:
            _take(taking, question, part, chosen[0])


def _chosen(content: Content, value: str) -> str:
    if not content.choice:
        return "" if says_nothing(value) or fold(value) == _NOT_STATED else value
    return "" if fold(value) in _NOT_TICKED else content.choice


def _by_label(question: Question, words: str) -> Iterator[tuple[str, str]]:
    """Part words that take the position on each part, a line for each, under its label."""
    lines = [line.rpartition(":") for line in words.splitlines() if line.strip()]
    labels = {fold(part.label): part.id for part in question.stance}
    if lines and all(fold(label) in labels for label, _, _ in lines):
        for label, _, said in lines:
            yield labels[fold(label)], "" if fold(said) == _NOT_STATED else said
    else:
        yield "", words


def _take(taking: Taking, question: Question, part: str, words: str) -> None:
    if is_withheld(words, ""):
        taking.leave(question.id, f"The position in {question.id} was withheld in the file. It stays.", look=False)
        return
    stance = stance_of(words)
    if stance is None:
        what = f"The position in {question.id} is none of “agree”, “disagree” and “no view” in the file."
        taking.leave(question.id, f"{what} It was left as it is.")
    elif part or not question.stance:
        _take_part(taking, question, part, stance)
    else:
        _take_whole(taking, question, stance)


def _take_part(taking: Taking, question: Question, part: str, stance: Stance) -> None:
    label = next((asked.label for asked in question.stance if asked.id == part), None)
    if label is None:
        taking.leave(question.id, f"The file takes a position on something that {question.id} does not ask.")
    else:
        taking.stance(question.id, part, label, stance)


def _take_whole(taking: Taking, question: Question, stance: Stance) -> None:
    """Take one position for all parts of a question, unless the response tells them apart already."""
    held = {taking.response.answer(question.id).stance.get(asked.id, Stance.UNSET) for asked in question.stance}
    if len(held) > 1:
        what = f"The file takes one position on {question.id}, where this response tells its parts apart."
        taking.leave(question.id, f"{what} They were left as they are.")
        return
    for asked in question.stance:
        taking.stance(question.id, asked.id, asked.label, stance)


def stance_of(words: str) -> Stance | None:
    """Return the position that some words take; None if they are not clear."""
    said = fold(words).strip(" .")
    if said in set(Stance):
        return Stance(said)
    return next((stance for stance, known in _WORDS.items() if said in known), None)
