"""What a person types, as a question to the index. Whatever it is, the index understands it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from respondent_app.past_answers.clauses import references, words_of

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_QUOTED = re.compile(r"[\"“”]([^\"“”]+)[\"“”]|(\S+)")
_MOST_TYPED, _MOST_WORDS = 1000, 24
_SHORTEST_PREFIX = 2
# Words that stand in every question, and so say nothing of what it is about.
_COMMON = frozenset({
    "a", "about", "an", "and", "any", "are", "as", "at", "be", "by", "can", "comment",
    "comments", "do", "does", "for", "from", "have", "how", "if", "in", "into", "is", "it",
    "its", "not", "of", "on",
    "or", "other", "our", "please", "proposed", "question", "regarding", "should", "that", "the", "their", "there",
    "these", "this", "to", "under", "views", "was", "what",
    "whether", "which", "why", "will", "with", "would", "you", "your", "agree", "changes", "change", "provide",
    "rationale", "response", "section", "clause",
})  # fmt: skip


def words_typed(typed: str) -> tuple[tuple[str, ...], ...]:
    """Return what was typed, word by word; what stands in quotation marks, and clause numbers, stay together."""
    plain = unicodedata.normalize("NFC", typed[:_MOST_TYPED])
    groups = (found[1] or found[2] for found in _QUOTED.finditer(plain))
    words = (tuple(_WORD.findall(group)) for group in groups)
    return tuple(each for each in words if each)[:_MOST_WORDS]


def asking_for(typed: str, *, every: bool) -> str:
    """Return the question to the index for what was typed: every word of it, or any. Empty if there is no word."""
    terms = [_term(words) for words in words_typed(typed)]
    named = references(typed[:_MOST_TYPED])[:_MOST_WORDS]
    clauses = [_clause(words_of(reference)[:1]) for reference in named]
    if not terms:
        return ""
    asked = (" AND " if every else " OR ").join(terms)
    return " OR ".join((f"({asked})", *clauses)) if clauses and not every else asked


def asking_on(clauses: Iterable[str]) -> str:
    """Return the question to the index for what was said on some clauses, and on what they stand in."""
    found = dict.fromkeys(_clause(_itself_and_around(names)) for each in clauses if (names := words_of(each)))
    return " OR ".join(list(found)[:_MOST_WORDS])


def asking_about(question: str) -> str:
    """Return the question to the index for what was said with the telling words of a question."""
    words = _WORD.findall(unicodedata.normalize("NFC", question)[:_MOST_TYPED].casefold())
    terms = dict.fromkeys(_phrase((word,)) for word in words if word not in _COMMON and len(word) > _SHORTEST_PREFIX)
    return " OR ".join(list(terms)[:_MOST_WORDS])


def _itself_and_around(words: tuple[str, ...]) -> tuple[str, ...]:
    """A clause, and what it stands in but for the whole chapter; the rarer word weighs more by itself."""
    return words[:-1] or words


def _term(words: tuple[str, ...]) -> str:
    """A word counts with its endings; a number must be the same."""
    begins = len(words[-1]) >= _SHORTEST_PREFIX and not words[-1][-1].isdigit() and len(words) == 1
    return f"{_phrase(words)}*" if begins else _phrase(words)


def _phrase(words: tuple[str, ...]) -> str:
    return f'"{" ".join(words)}"'


def _clause(words: Sequence[str]) -> str:
    return "clauses : (" + " OR ".join(f'"{word}"' for word in words) + ")"
