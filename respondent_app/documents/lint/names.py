"""One name written in two ways, where one of them is the rule and the other the exception."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from respondent_app.documents.lint.finding import LintFinding, Rule

_HYPHENS = "\\-\N{HYPHEN}\N{NON-BREAKING HYPHEN}"
_WORD = re.compile(rf"(?<![\w{_HYPHENS}./\\@#=+'’])[^\W_]+(?:[{_HYPHENS}][^\W_]+)?(?![\w{_HYPHENS}/\\@=(\[])(?!\.\w)")
# "SMETS1", "SMETS 1", "SMETS-1"
_NUMBERED = re.compile(
    rf"(?<![\w{_HYPHENS}./])(?P<name>[A-Z]{{3,}}s?)[ \xa0{_HYPHENS}]?(?P<number>\d{{1,2}})"
    rf"(?![\w/]|[.,:]\d|[{_HYPHENS}]\w)"
)
# Names of two to four words; the first of a sentence is told apart later.
_NAME = re.compile(r"(?<![\w'’.-])[A-Z][a-z]{2,}(?:[ \xa0][A-Z][a-z]{2,}){1,3}(?![\w'’-]*[ \xa0][A-Z])(?!\w)")
_JOINED = re.compile(r"[\w'’.<>@/-]")
_LOWERED = str.maketrans({**{chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}, "\xa0": " "})
_PART_OF_A_NAME = re.compile(r"[A-Z][\w'’-]*[ \xa0](?:and|of|for|&|the)[ \xa0]\Z")
_BEFORE_SENTENCE = re.compile(r"(?:^|[.:;!?•|\t]|[\"“”‘’(]|\d[.)]?|\))\s*\Z")
_KINDS_OF_PLACE = frozenset({
    "ANNEX", "APPENDIX", "ARTICLE", "ATTACHMENT", "CHAPTER", "CLAUSE", "CONDITION", "DRAFT", "FIGURE", "ITEM", "NOTE",
    "PAGE", "PARAGRAPH", "PART", "PHASE", "QUESTION", "RELEASE", "REV", "RULE", "SCHEDULE", "SECTION", "STAGE", "STEP",
    "TABLE", "THE", "VERSION", "VOLUME", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV",
    "DEC", "AND", "FOR", "NOT", "ALL", "MUST", "SHALL", "WITH",
})  # fmt: skip
# With and without a hyphen these are two words: "re-sign" is not "resign".
_TWO_WORDS = frozenset({
    "coop", "recover", "recreation", "recreate", "reform", "relay", "release", "relent", "remark", "repair",
    "represent", "reserve", "resign", "resigned", "resort", "resound", "restrain", "retreat", "reseat", "resent",
    "recollect",
    "recount", "redress", "reprove", "resolve", "return", "review", "unionised", "unionized", "prejudicial",
    "everyday", "anytime", "sometime", "maybe", "setup", "login", "logon", "signup", "backup", "checkin", "dropdown",
    "startup", "shutdown", "workaround", "rollout", "buildup", "followup", "cutoff", "takeover", "handover",
})  # fmt: skip
_LEAST = 5
"""How often the rule must be written before a variant is an exception."""
_MOST_EXCEPTIONS = 2
_MOST_PLACES = 5_000
_PARAGRAPH = 3_000


@dataclass(frozen=True, slots=True)
class _Use:
    """A name as it is written in one place; `spelling` is what makes two ways of writing it different."""

    start: int
    end: int
    words: str
    spelling: str


def inconsistent_names(text: str) -> tuple[LintFinding, ...]:
    """Find "SMETS 1" where the text nearly always says "SMETS1", "sub-clause" where it says "subclause", and the like.

    Hyphens, the space before a number, and capitals within a name of several words are compared; only a spelling that
    occurs once or twice beside one that occurs five times as often is found.
    """
    groups = (_by_hyphen(text), _by_number(text), _by_capitals(text))
    return tuple(finding for uses in groups for finding in _exceptions(uses))


def _exceptions(uses: dict[str, list[_Use]]) -> Iterator[LintFinding]:
    for variants in uses.values():
        counts = Counter(use.spelling for use in variants)
        (usual, often), *others = counts.most_common()
        rare = {spelling for spelling, count in others if count <= _MOST_EXCEPTIONS and often >= _LEAST * count}
        for use in variants:
            if use.spelling in rare:
                shown = next(each.words for each in variants if each.spelling == usual)
                yield _finding(use, shown, often)


def _spelling(words: str) -> str:
    """Return words with one kind of space and of hyphen."""
    return re.sub(rf"[{_HYPHENS}]", "-", words).replace("\xa0", " ")


def _by_hyphen(text: str) -> dict[str, list[_Use]]:
    """Group words that differ in one hyphen."""
    found: dict[str, list[_Use]] = defaultdict(list)
    for match in _WORD.finditer(text):
        if not all(part[1:].islower() for part in re.split(rf"[{_HYPHENS}]", match[0])):
            continue  # "NonZero", "re-USA"
        word = _spelling(match[0]).casefold()
        found[word].append(_Use(match.start(), match.end(), match[0], word))
    groups = {}
    for word, uses in found.items():
        joined = word.replace("-", "")
        if joined != word and joined in found and _is_one_word(word, joined):
            groups[joined] = [*uses, *found[joined]]
    return groups


def _is_one_word(hyphened: str, joined: str) -> bool:
    first, _, last = hyphened.partition("-")
    return joined.isalpha() and joined not in _TWO_WORDS and len(first) > 1 and len(last) > 2  # noqa: PLR2004  no "e-s"


def _by_number(text: str) -> dict[str, list[_Use]]:
    """Group abbreviations with a number that differ in the space or hyphen before it."""
    found: dict[str, list[_Use]] = defaultdict(list)
    for match in _NUMBERED.finditer(text):
        if match["name"].upper() not in _KINDS_OF_PLACE:
            found[match["name"] + match["number"]].append(_use(match))
    return {key: uses for key, uses in found.items() if len({use.spelling for use in uses}) > 1}


def _by_capitals(text: str) -> dict[str, list[_Use]]:
    """Group names of several words with places where the same words stand without capitals."""
    names: dict[str, list[_Use]] = defaultdict(list)
    for match in _NAME.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        if not _BEFORE_SENTENCE.search(before[-8:]) and not _PART_OF_A_NAME.search(before):
            names[_spelling(match[0]).casefold()].append(_use(match))
    known = {name: uses for name, uses in names.items() if len(uses) >= _LEAST}
    lowered = text.translate(_LOWERED)
    return {
        name: [*uses, *_otherwise_written(lowered, text, name, _spelling(uses[0].words))]
        for name, uses in known.items()
    }


def _otherwise_written(lowered: str, text: str, name: str, usual: str) -> Iterator[_Use]:
    """Yield where the words of a name stand with other capitals; all capitals are the manner of headings.

    In the paragraph that gives a term its meaning, the same words may rightly stand without capitals.
    """
    quoted = re.compile(rf"[“\"'‘]{usual}s?[”\"'’]")
    for match in itertools.islice(re.finditer(re.escape(name), lowered), _MOST_PLACES):
        words, at, end = text[match.start() : match.end()], match.start(), match.end()
        if _spelling(words) != usual and not words.isupper() and _is_whole(text, at, end):
            start, stop = text.rfind("\n", max(0, at - _PARAGRAPH), at) + 1, text.find("\n", end, end + _PARAGRAPH)
            if not quoted.search(text, start or max(0, at - _PARAGRAPH), stop if stop >= 0 else end + _PARAGRAPH):
                yield _Use(at, end, words, _spelling(words))


def _is_whole(text: str, start: int, end: int) -> bool:
    return not (_JOINED.match(text[start - 1 : start]) or _JOINED.match(text[end : end + 1]))


def _use(match: re.Match[str]) -> _Use:
    return _Use(match.start(), match.end(), match[0], _spelling(match[0]))


def _finding(use: _Use, usual: str, often: int) -> LintFinding:
    return LintFinding(
        Rule.NAME, use.start, use.end, use.words,
        title=f"“{use.words}” here, “{usual}” elsewhere",
        comment=f"The text reads “{use.words}” here and “{usual}” in {often} other places. Please confirm that the "
        "same is meant, and write it alike.",
    )  # fmt: skip
