"""Terms with capitals that a document uses as if it had defined them, and has not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from respondent_app.documents.lint.finding import LintFinding, Rule

_QUOTED = r"[“\"‘'](?P<quoted>[A-Z][^“”\"‘\n]{0,80}?)[”\"’']"
_MEANS = r"(?:means?\b|shall\s+mean\b|(?:shall\s+have|ha(?:s|ve))\s+the\s+(?:same\s+|following\s+)?meanings?\b)"
_GIVES_MEANING = (
    re.compile(rf"{_QUOTED}[^.;\n“\"]{{0,80}}?\s*{_MEANS}"),
    re.compile(
        r"^[ \t]*(?:\(?\w{1,4}[.)][ \t]+)?(?P<quoted>[A-Z][\w’'-]*(?:[ \t]+[\w’'-]+){0,6}?)"
        rf"[ \t]*[:\t–—-]?[ \t]*{_MEANS}",
        re.MULTILINE,
    ),
    # (the “Term”), (each a “Term”), (together, the “Terms”)
    re.compile(rf"\((?:[a-z]+,?[ \t]+){{0,4}}?(?:the|an?|each|together|hereinafter|such|this)[ \t]+{_QUOTED}\)"),
)
_QUOTED_ALONE = re.compile(_QUOTED)
# Where another document defines terms too, what is missing here may well stand there.
_SENTENCE = re.compile(r"[^.;\n]{1,600}")
_OF_MEANINGS = re.compile(
    r"\b(?:terms?|expressions?|words?|definitions?)\b.*\b(?:meanings?|defined|definitions?)\b"
    r"|\b(?:meanings?|defined)\b.*\b(?:terms?|expressions?|words?)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:in|under|by|of|to)[ \t]+(?:(?:the|that|any|an|another)[ \t]+"
    r"(?!extent|singular|plural|context|following|same|table)|Section\b|Schedule\b|section\b|[A-Z]{3,})"
)
_LEAST_DEFINED = 3
_LEAST_USES = 2
# A defined term is used of one or all of its kind; a name is not.
_DETERMINER = re.compile(
    r"\b(?:an?|any|each|every|no|such|another|all|either|both|one|more|its|their|relevant|that|these|this)[ \xa0]\Z",
    re.IGNORECASE,
)
_SMALL = "of|and|to|for|in|on"
_CAPITAL_WORD = r"[A-Z][a-z]+(?:-[A-Z]?[a-z]+)*"
_TERM = re.compile(
    rf"(?<![\w’'.“\"‘(/&-]){_CAPITAL_WORD}(?:[ \xa0](?:(?:{_SMALL})[ \xa0])?{_CAPITAL_WORD}){{1,4}}(?![\w”\"’/&-])"
)
_SENTENCE_STARTS = re.compile(r"(?:^|[.:;!?•|\t)\]–—]|\d)\s*\Z")
_SENTENCE_WORDS = 6
"""A line of fewer words with small letters is a heading or a cell."""
_NAME_WORDS = frozenset({
    "Act", "Acts", "Regulations", "Regulation", "Directive", "Order", "Rules", "Convention", "Treaty", "Statute",
    "Bill", "Ltd", "Limited", "Plc", "Inc", "Corporation", "Company", "University", "Ministry", "Department",
    "Office", "Parliament", "Kingdom", "Britain", "Ireland", "England", "Wales", "Scotland", "Europe", "European",
    "Union", "States", "America", "American", "State", "Crown", "Majesty", "Secretary", "Minister", "Court", "Courts",
    "Tribunal", "Commission", "Council", "Committee", "Agency", "Authority", "Institute", "Association", "Foundation",
    "Society", "Street", "Road", "House", "London", "Bank", "Holiday", "Christmas", "Easter", "Monday", "Tuesday",
    "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "June", "July",
    "August", "September", "October", "November", "December", "Mr", "Mrs", "Ms", "Dr", "Professor", "English",
    "British", "Section", "Clause", "Schedule", "Annex", "Appendix", "Part", "Paragraph", "Article", "Attachment",
    "Table", "Figure", "Chapter", "Condition", "Licence", "License", "Standard", "Standards", "Code", "Internet",
    "Java",
})  # fmt: skip


def undefined_terms(text: str, defined: Iterable[str] = ()) -> tuple[LintFinding, ...]:
    """Find terms of several words that are used like defined ones, in a document that defines its terms, but not these.

    `defined` are terms known to be defined in another way, such as in a table. Silent where the text says that terms
    are also defined elsewhere. A term is found once, where it is used first.
    """
    terms = {_plain(term) for term in (*_definitions(text), *defined)}
    if len(terms) < _LEAST_DEFINED or _defined_elsewhere_too(text):
        return ()
    known = terms | {_plain(match["quoted"]) for match in _QUOTED_ALONE.finditer(text)}
    words = {word for term in known for word in term.split()}
    uses = _uses(text)
    return tuple(
        _finding(matches[0], len(matches))
        for term, matches in uses.items()
        if len(matches) >= _LEAST_USES and _is_undefined(text, term, known, words, matches)
    )


def _definitions(text: str) -> Iterator[str]:
    for pattern in _GIVES_MEANING:
        for match in pattern.finditer(text):
            yield match["quoted"]


def _defined_elsewhere_too(text: str) -> bool:
    """Whether a sentence says that terms have the meaning which another document gives them."""
    sentences = (match[0] for match in _SENTENCE.finditer(text))
    return any(_OF_MEANINGS.search(sentence) and _ELSEWHERE.search(sentence) for sentence in sentences)


def _uses(text: str) -> dict[str, list[re.Match[str]]]:
    """Return by its plain form each name of several words that stands within a sentence."""
    found: dict[str, list[re.Match[str]]] = defaultdict(list)
    for match in _TERM.finditer(text):
        if _stands_in_sentence(text, match):
            found[_plain(match[0])].append(match)
    return found


def _stands_in_sentence(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 6) : match.start()]
    if _SENTENCE_STARTS.search(before) or match.start() == 0:
        return False
    start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
    line = text[start : end if end >= 0 else len(text)]
    return sum(word[0].islower() for word in line.split()) >= _SENTENCE_WORDS


def _is_undefined(text: str, term: str, known: set[str], words: set[str], matches: list[re.Match[str]]) -> bool:
    parts = term.split()
    if term in known or all(part in words for part in parts if part not in _SMALL.split("|")):
        return False
    if any(word in _NAME_WORDS for match in matches for word in re.split(r"[ \xa0-]", match[0])):
        return False
    return any(_DETERMINER.search(text, max(0, match.start() - 12), match.start()) for match in matches)


def _plain(term: str) -> str:
    """Return a term in small letters, each word in the singular."""
    return " ".join(map(_singular, re.sub(r"[^\w-]+", " ", term).casefold().split()))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004  "dies", "ties"
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _finding(match: re.Match[str], uses: int) -> LintFinding:
    return LintFinding(
        Rule.TERM, match.start(), match.end(), match[0],
        title=f"“{match[0]}” is used like a defined term, but is not defined",
        comment=f"The document defines its terms, and uses “{match[0]}” ({uses} times) as one of them without a "
        "definition. Please define it, or write it without capitals.",
    )  # fmt: skip
