"""The sentences in which change tables tell of changes, as patterns.

They are matched against a description in lower case in which ⟦0⟧, ⟦1⟧ … stand for the quotations, see
`quotations.masked`. ⟦=0⟧ is a value and ⟦@0⟧ words that only say where: neither comes or goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_QUOTE = r"⟦(\d+)⟧"
_QUOTES = rf"{_QUOTE}(?:(?:,| and|, and|;| &) ⟦\d+⟧)*"
_LETTER = r"(?:[^⟦⟧.;]|\.(?=\d))"  # the full stop of "5.1" ends no sentence
_FILL, _SHORT = rf"{_LETTER}{{0,48}}?", rf"{_LETTER}{{0,24}}?"
_BE = r"(?:(?:is|are|was|were|has been|have been|to be|being|now) )*"
_NOUN = (
    r"(?:sub-?clauses?|sub-?sections?|sub-?paragraphs?|clauses?|sections?|paragraphs?|provisions?|definitions?"
    r"|appendix|appendices|annex|annexes|schedules?)"
)
_DELETE = r"(?:delet\w*|remov\w*|strik\w*|omit\w*|omission)"
_INSERT = (
    r"(?:inclu\w+|insert\w*|add(?:s|ed|ing|ition|itional)?\b"
    r"|new\s+(?:text|words?|wording|phrase|sentence|sub-text)\b)"
)
_SWAP = r"(?:replac\w*|substitut\w*|chang\w*|amend\w*|updat\w*|correct\w*|renam\w*|revis\w*|delet\w*|remov\w*)"
_WITH = r"(?:\b(?:with|by|to(?: read)?|insert\w*|for|becom\w+|now reads?|add(?:ed|ing)?)|→|->)"
_REPLACED = (
    rf"\b{_SWAP}\b{_FILL}{_QUOTE}{_SHORT}\b(?:replac\w*|substitut\w*|insert\w*|add\w*)\b{_SHORT}{_QUOTE}",
    rf"\b{_SWAP}\b{_FILL}{_QUOTE}{_SHORT}{_WITH}{_SHORT}{_QUOTE}",
    rf"{_QUOTE} {_BE}{_SWAP} (?:by|with|to|to read|as) {_SHORT}{_QUOTE}",
    rf"{_QUOTE} (?:becomes?|now reads?) {_SHORT}{_QUOTE}",
    rf"{_QUOTE} ?(?:→|->) ?{_QUOTE}",
    rf"\bfrom {_SHORT}{_QUOTE} to {_SHORT}{_QUOTE}",
    rf"(?:,|\band|;) {_QUOTE} (?:with|by|to) {_QUOTE}",
)
_FOR = r"(?:for|in place of|instead of)"
_PUT_FOR = (
    rf"\b(?:substitut\w*|insert\w*|use|using) {_SHORT}{_QUOTE}{_SHORT}\b{_FOR} {_SHORT}{_QUOTE}",
    rf"{_QUOTE}{_SHORT}\b(?:replaces|in place of|instead of|substituted for)\b {_SHORT}{_QUOTE}",
)
_READ = (
    r"\b(?:(?:to|now) reads?|reads? as follows|re-?worded(?: to| as)?|replaced (?:with|by) the following|as follows)\b"
)
_READS = rf"{_READ}{_FILL}{_QUOTE}"
_DELETED = (rf"\b{_DELETE}\b{_FILL}(?P<all>{_QUOTES})", rf"(?P<all>{_QUOTES}) {_BE}{_DELETE}")
_INSERTED = (rf"\b{_INSERT}{_FILL}(?P<all>{_QUOTES})", rf"(?P<all>{_QUOTES}) {_BE}(?:inserted|added|included)\b")
_PUT_IN = r"(?:insert\w*|add\w*|inclu\w+|creat\w*|introduc\w*)\s+(?:of\s+)?(?:an?\s+|the\s+)?"
NEW_CLAUSE = re.compile(rf"^\W*(?:{_PUT_IN})?(?:entirely\s+)?new\s+(?:\w+\s+)?{_NOUN}\b|\b{_PUT_IN}new\s+{_NOUN}\b")
CLAUSE_GONE = re.compile(
    rf"^\W*{_DELETE}(?:\s+(?:of|this|the|entire|whole|existing|redundant|in))*\s+{_NOUN}\b(?:\s+[\d.()\w]{{1,12}})?\s*"
    rf"(?:[.;,]|$|as\b|which\b|because\b)"
    rf"|^\W*{_NOUN}(?:\s+[\d.()]+\w*)?\s+{_BE}(?:{_DELETE}|no longer used|not used)\b"
    rf"|^\W*(?:{_DELETE}|not used|intentionally (?:left )?blank)\W*(?:in (?:its|their) entirety\W*)?$"
)
RENUMBERED = re.compile(r"\brenumber\w*|\bre-number\w*|\bnumbering\b")
TYPOGRAPHY = re.compile(
    r"\btypo(?:s|graphic\w*)?\b|\bformatting\b|\bpunctuation\b|\bcapitali[sz]ation\b|\bspelling\b|\bgrammatical\b"
    r"|\bquotation marks?\b|\bspacing\b"
)
MOVED = re.compile(r"\b(?:moved|relocated|moving|move|relocation)\b")
_REFER, _UPDATE = r"\b(?:cross[- ]?)?references?\b", r"\b(?:updat|correct|amend|chang)\w*"
REFERENCE = re.compile(rf"{_REFER}.{{0,60}}{_UPDATE}|{_UPDATE}.{{0,40}}{_REFER}")
_PLACE = re.compile(
    r"\b(?P<where>(?:after|before|following|preceding|between|definitions? of|at the end of|beginning with|headed"
    r"|entitled)(?: the)?(?: words?| terms?| phrase)?) ⟦(?P<number>\d+)⟧"
)
_CHANGED = r"(?:changed|amended|updated|renamed|replaced|corrected|reduced|increased|extended|shortened)"
_CHANGE = r"(?:chang\w*|replac\w*|renam\w*|reduc\w*|increas\w*|exten\w*|amend\w*|correct\w*)"
_A, _B = rf"(?P<a>{_LETTER}{{1,60}}?)", rf"(?P<b>{_LETTER}{{1,60}}?)(?=[.;,]?\s*$|[.;,]\s| in | where | throughout\b)"
_PLAIN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_CHANGE}(?: of| from)?\s+{_A}\s+(?:to|with|by)\s+{_B}",
        rf"^(?:references? to )?{_A}\s+{_BE}{_CHANGED}\s+(?:from\s+.{{1,40}}?\s+)?(?:to|with|by)\s+{_B}",
    )
)
_NO_WORDS = re.compile(
    rf"^(?:{_NOUN}|drafting|text|wording|words?|amendments?|changes?|minor|reference|references|this|it)\b(?!\s+[\dA-Z])",
    re.IGNORECASE,
)
_TO_DO = re.compile(
    r"^(?:account|add|align|allow|apply|be|clarify|confirm|correct|cover|enable|ensure|explain|give|improve|include|make"
    r"|match|provide|refer|reflect|remove|require|say|set|show|specify|state|support|take|use)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^(?:the |a |an |from |references? to |term |period )+", re.IGNORECASE)
_NUMBERS = {"once": 1, "one": 1, "twice": 2, "two": 2, "thrice": 3, "three": 3, "four": 4, "five": 5, "six": 6}
_TIMES = re.compile(
    rf"\b(?P<word>once|twice|thrice)\b|\b(?P<count>{'|'.join(_NUMBERS)}|\d{{1,2}}) "
    r"(?:times|places|instances|occurrences|occasions)\b|\bx ?(?P<x>\d{1,2})\b|\((?P<b>\d{1,2})x?\)$"
)


def places_marked(masked: str) -> str:
    """Mark the quotations that only say where: "insert “x” after “y”", "in the definition of “z”"."""
    return _PLACE.sub(r"\g<where> ⟦@\g<number>⟧", masked)


def replaced(masked: str) -> Iterator[tuple[int, int]]:
    """Yield which quotation goes and which comes in its place."""
    for pattern in _PUT_FOR:
        yield from ((int(match[2]), int(match[1])) for match in re.finditer(pattern, masked))
    for pattern in _REPLACED:
        yield from ((int(match[1]), int(match[2])) for match in re.finditer(pattern, masked))


def reads(masked: str) -> Iterator[int]:
    """Yield the quotations that say how a clause reads now."""
    yield from (int(match[1]) for match in re.finditer(_READS, masked))


def deleted(masked: str) -> Iterator[int]:
    """Yield the quotations that are deleted."""
    yield from _each(_DELETED, masked)


def inserted(masked: str) -> Iterator[int]:
    """Yield the quotations that are inserted."""
    yield from _each(_INSERTED, masked)


def replaced_without_quotes(description: str) -> tuple[str, str] | None:
    """Return A and B of "change of A to B"; None where B is what the change is for: "amended to reflect …"."""
    for pattern in _PLAIN:
        match = pattern.search(description)
        if match and not _NO_WORDS.match(match["a"]) and not _TO_DO.match(match["b"]):
            a, b = (_LEAD.sub("", match[name].strip()) for name in ("a", "b"))
            if a and b:
                return a, b
    return None


def times_said(masked: str) -> int | None:
    """Return how often something is said to be done, None where the description does not say."""
    match = _TIMES.search(masked)
    if match is None:
        return None
    said = match["word"] or match["count"] or match["x"] or match["b"]
    return _NUMBERS[said] if said in _NUMBERS else int(said)


def _each(patterns: tuple[str, ...], masked: str) -> Iterator[int]:
    for pattern in patterns:
        for match in re.finditer(pattern, masked):
            yield from (int(number) for number in re.findall(_QUOTE, match["all"]))
