"""Words of a clause as they are counted and compared: by what they say, not by how they are typed.

Quotes, spaces, hyphens, punctuation and letter case are no part of what a word says; a clause reference ("5.1 (b)(i)")
is one word.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from respondent_app.model.text import fold

_BRACKETED = r"\((?:[a-z]|aa|bb|cc|dd|ee|[ivxl]{1,6})\)"
# Invisible marks and combining accents belong to the word in which they stand.
_LETTER = "[\\w\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f]"
_TOKEN = re.compile(
    rf"(?P<reference>\d+(?:\.\d+)+[A-Z]{{0,2}}(?!\w)(?:\s?{_BRACKETED})*|\d+[A-Z]{{0,2}}(?:\s?{_BRACKETED})+"
    rf"|{_BRACKETED}(?:\s?{_BRACKETED})*)"
    rf"|(?P<number>\d+(?:[.,]\d+)+(?!\w))|(?P<word>{_LETTER}+)|(?P<sign>[%£€$<>≤≥+±×÷])"
)
_LONG = 4000
_BEFORE_A_SENTENCE = " \t\n\xa0\"'“”‘’()[]-–—•"
_ASIDE = re.compile(r"[(\[][^()\[\]]{0,60}[)\]]\s*$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word. `key` is what it says, `start` and `end` its place in `text`, the whole text it comes from."""

    key: str
    start: int
    end: int
    text: str

    @property
    def printed(self) -> str:
        """The word as it stands in the text."""
        return self.text[self.start : self.end]

    @property
    def begins_sentence(self) -> bool:
        """Whether the word is the first of a sentence, of a cell or of the text, but for something in brackets."""
        before = _ASIDE.sub("", self.text[: self.start])
        return before.rstrip(_BEFORE_A_SENTENCE)[-1:] in {"", ".", "!", "?", ":", "|"}

    @property
    def is_reference(self) -> bool:
        """Whether the word can only be the number of a clause: "7.14", "(b)", not "10"."""
        return bool(re.fullmatch(r"\d+(\.\d+)+[a-z]{0,2}(\(\w+\))*|\d+[a-z]{0,2}(\(\w+\))+|(\(\w+\))+", self.key))


Tokens = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Words that go and words that come in their place; one of the two may be empty. `at` is the place of `come`."""

    gone: Tokens
    come: Tokens
    gone_at: int = 0
    at: int = 0


def tokens(text: str) -> Tokens:
    """Return the words of a text, without its punctuation."""
    return tuple(Token(_key(match), match.start(), match.end(), text) for match in _TOKEN.finditer(text) if _key(match))


def joined_tokens(texts: Iterable[str]) -> Tokens:
    """Return the words of several texts, one after the other."""
    return tuple(token for text in texts for token in tokens(text))


def keys(text: str) -> tuple[str, ...]:
    """Return what the words of a text say."""
    return tuple(token.key for token in tokens(text))


def as_typed(words: Tokens) -> Tokens:
    """Return the words so that letter case counts too."""
    return tuple(replace(token, key=token.printed) for token in words)


def occurrences(phrase: Sequence[str], words: Sequence[Token]) -> tuple[int, ...]:
    """Return where a phrase begins in some words, none overlapping another."""
    found, at, size = [], 0, len(phrase)
    while size and at + size <= len(words):
        if words[at].key == phrase[0] and all(words[at + i].key == phrase[i] for i in range(size)):
            found.append(at)
            at += size
        else:
            at += 1
    return tuple(found)


def runs(current: Tokens, proposed: Tokens) -> tuple[Run, ...]:
    """Return what differs between two texts, in order."""
    before, after = [token.key for token in current], [token.key for token in proposed]
    return tuple(Run(current[i1:i2], proposed[j1:j2], i1, j1) for i1, i2, j1, j2 in _differing(before, after))


def staying(current: Tokens, proposed: Tokens, found: Iterable[Run]) -> Iterator[tuple[int, int]]:
    """Yield the places on both sides of each word that stays between the runs that differ."""
    i = j = 0
    for run in (*found, Run((), (), len(current), len(proposed))):
        yield from zip(range(i, run.gone_at), range(j, run.at), strict=True)
        i, j = run.gone_at + len(run.gone), run.at + len(run.come)


def capitals(current: Tokens, proposed: Tokens, found: Iterable[Run]) -> tuple[Run, ...]:
    """Return the words that stay but are written with other capitals, where a capital can make a defined term.

    It cannot at the start of a sentence, nor in a word that is all in capitals on either side.
    """
    pairs = ((i, j, current[i], proposed[j]) for i, j in staying(current, proposed, found))
    return tuple(Run((one,), (other,), i, j) for i, j, one, other in pairs if _other_capital(one, other))


def _other_capital(one: Token, other: Token) -> bool:
    was, now = one.printed, other.printed
    if was == now or list(filter(str.isupper, was)) == list(filter(str.isupper, now)):
        return False
    return not (
        any(len(word) > 1 and word.isupper() for word in (was, now)) or one.begins_sentence or other.begins_sentence
    )


def printed(words: Sequence[Token], limit: int = 160) -> str:
    """Return words as they stand in their text, with what stands between them; cut in the middle if very long."""
    pieces: list[str] = []
    for first, last in _unbroken(words):
        pieces.append(_with_balanced_quotes(first.text, first.start, last.end))
    text = " … ".join(" ".join(piece.split()) for piece in pieces)
    return text if len(text) <= limit else f"{text[: limit * 2 // 3].rstrip()} … {text[-limit // 4 :].lstrip()}"


def without(words: Tokens, starts: Iterable[int], size: int, instead: Tokens = ()) -> Tokens:
    """Return words without the phrases of `size` words that begin at `starts`, and with others in their place."""
    kept: list[Token] = []
    at = 0
    for start in sorted(starts):
        kept += [*words[at:start], *instead]
        at = start + size
    return (*kept, *words[at:])


def _key(match: re.Match[str]) -> str:
    folded = fold(match[0])
    return folded.replace(" ", "") if match["reference"] else folded


def _differing(before: list[str], after: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield what differs as start and end in `before`, start and end in `after`."""
    if max(len(before), len(after)) <= _LONG:
        steps = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        yield from ((i1, i2, j1, j2) for tag, i1, i2, j1, j2 in steps if tag != "equal")
        return
    from rapidfuzz.distance import Indel  # only for a clause of many pages

    i = j = 0
    for block in Indel.opcodes(before, after).as_matching_blocks():
        if i < block.a or j < block.b:
            yield i, block.a, j, block.b
        i, j = block.a + block.size, block.b + block.size


def _unbroken(words: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    """Yield first and last of the words that follow one another in one text."""
    first = last = None
    for token in words:
        if first is None or last is None:
            first = last = token
        elif (
            token.text == last.text and last.end <= token.start and not _TOKEN.search(token.text, last.end, token.start)
        ):
            last = token
        else:
            yield first, last
            first = last = token
    if first is not None and last is not None:
        yield first, last


def _with_balanced_quotes(text: str, start: int, end: int) -> str:
    """Return part of a text; with the quotation mark after it where one opens inside it, and the one before it."""
    part = text[start:end]
    opens, closes = sum(map(part.count, "“")), sum(map(part.count, "”"))
    straight = part.count('"') % 2
    if end < len(text) and ((text[end] == "”" and opens > closes) or (text[end] == '"' and straight)):
        return text[start : end + 1]
    if start and ((text[start - 1] == "“" and closes > opens) or (text[start - 1] == '"' and straight)):
        return text[start - 1 : end]
    return part
