"""Brackets and quotation marks that are opened and never closed, or closed and never opened."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from respondent_app.documents.lint.finding import LintFinding, Rule

_OPENS = {")": "(", "]": "[", "”": "“"}
_KINDS = {"(": "bracket", "[": "square bracket", "“": "quotation mark", '"': "quotation mark", "‘": "quotation mark"}
_SIGNS = re.compile(r"[()\[\]“”]")
_QUOTES = frozenset('“"‘')
_ANY_SIGN = re.compile(r"[()\[\]“”\"‘]")
_LABEL_BEFORE = re.compile(r"(?:^|[\s;,:()/\"“'‘–—-])(?:\d{1,3}|[A-Za-z]|[ivxlIVXL]{1,6}|\d{1,2}[a-z]|[*†#])\Z")
_NUMBER_BEFORE = re.compile(r"^\s*[A-Z]?\d+(?:\.\d+)*[A-Z]?\Z")
# Web addresses keep their brackets; faces, half-open intervals and quoted signs are taken out with theirs.
_NO_PROSE = re.compile(
    r"https?://[^\s()\[\]“”\"'<>]*|(?<!\S)[:;=]-?[()\[\]](?=[\s.!?,]|$)"
    r"|(?<=['\"‘“])[()\[\]](?=['\"’”])"
    r"|\[\s*[-+]?[\w.]+\s*,\s*[-+]?[\w.∞]+\s*\)|\(\s*[-+]?[\w.∞]+\s*,\s*[-+]?[\w.]+\s*\]"
)
_WORD = re.compile(r"(?<![^\s(\[“\"‘])[^\W\d_]{2,}(?=[\s.,;:!?)\]”\"’]|$)(?![:.]\w|\"[:,])")
_SPOKEN_OF = re.compile(r"(?:^|(?<=\s))[\"“”()\[\]](?=[,.;:\s]|$)")
_CODE = re.compile(r"[{}<>\\=`|$~^]|::|->|\(\)|__|&&|;$|\w\[")
_OTHER_QUOTES = re.compile("[„‟«»]")
_ELISION = re.compile(
    r"‘(?:t(?:is|was|were|would|ween|il|ill)|em|n|cause|bout|round|cos|gainst|twixt|\d\d?s?)\b", re.IGNORECASE
)
_OPENS_STRAIGHT = re.compile(r'(?<![^\s(\[“‘—–-])"(?=\S)')
_MAY_BE_INCHES = re.compile(r'\d\s?"|\'"|"\'|""')
_LEAST_WORDS = 4
_LONGEST = 20_000
_MOST = 12
"""Of signs without a partner in one paragraph: where there are more, they are a manner of writing."""
_REACH = 40
"""How many paragraphs later a sign may still be closed: "(" before a list, ")" after its last item."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign that has no partner in its own paragraph. `at` counts from the start of the text."""

    at: int
    sign: str
    paragraph: int
    leads: bool = False

    @property
    def opens(self) -> bool:
        return self.sign not in _OPENS


def unbalanced(text: str) -> tuple[LintFinding, ...]:
    """Find brackets and quotation marks without a partner, in the paragraph or within some after it.

    Labels such as "a)" are no brackets, apostrophes and inches no quotation marks, and a quotation may open anew in
    each of its paragraphs. What looks like code or mathematics, or quotes in the manner of another language, is left
    alone.
    """
    loose: list[_Sign] = []
    prose, quoting = set(), set()
    for number, (start, line) in enumerate(_lines(text)):
        if line[:1] in _QUOTES:
            quoting.add(number)
        if len(line) <= _LONGEST and _ANY_SIGN.search(line) and not _OTHER_QUOTES.search(line):
            loose += _loose(_without_noise(line), start, number)
            if _is_prose(line):
                prose.add(number)
    told: dict[tuple[int, str], _Sign] = {}
    for sign in _without_partner(loose):
        goes_on = sign.leads and sign.sign in _QUOTES and quoting & {sign.paragraph + 1, sign.paragraph + 2}
        if sign.paragraph in prose and not goes_on and not _SPOKEN_OF.match(text, sign.at):
            told.setdefault((sign.paragraph, _KINDS[_OPENS.get(sign.sign, sign.sign)]), sign)
    return tuple(_finding(text, sign) for sign in told.values())


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _is_prose(line: str) -> bool:
    """Whether mistakes in a line are told. In headings and code signs are only looked at as partners of others."""
    if _CODE.search(line):
        return False
    return sum(1 for _ in zip(_WORD.finditer(line), range(_LEAST_WORDS), strict=False)) == _LEAST_WORDS


def _without_noise(line: str) -> str:
    """Return the line with spaces for what holds brackets of another kind."""
    return _NO_PROSE.sub(lambda match: " " * len(match[0]), line)


def _loose(line: str, start: int, paragraph: int) -> list[_Sign]:
    """Return the signs of a paragraph that have no partner in it; none if there are so many that they are meant."""
    opened: dict[str, list[int]] = defaultdict(list)
    found = []
    for match in _SIGNS.finditer(line):
        at, sign = match.start(), match[0]
        if sign not in _OPENS:
            opened[sign].append(at)
        elif opened[_OPENS[sign]]:
            opened[_OPENS[sign]].pop()
        elif not _stands_alone(line, at):
            found.append(at)
    found += [*(at for places in opened.values() for at in places), *_loose_straight(line), *_loose_single(line)]
    first = len(line) - len(line.lstrip())
    return [_Sign(start + at, line[at], paragraph, at == first) for at in found] if len(found) <= _MOST else []


def _stands_alone(line: str, at: int) -> bool:
    """Whether a closing sign needs no other: the bracket of a label, the mark of inches."""
    before = line[max(0, at - 12) : at]
    if line[at] == "”":
        return before[-1:].isdigit()
    return bool(_LABEL_BEFORE.search(before) or (at < len(before) + 1 and _NUMBER_BEFORE.search(before)))


def _loose_straight(line: str) -> Iterator[int]:
    """Yield the straight mark that is one too many: the first that is opened while another is open, else the last."""
    places = [at for at, character in enumerate(line) if character == '"']
    if len(places) % 2 == 0 or _MAY_BE_INCHES.search(line):
        return
    opening = {match.start() for match in _OPENS_STRAIGHT.finditer(line)}
    is_open = None
    for at in places:
        if is_open is not None and at in opening:
            break
        is_open = at if is_open is None else None
    yield is_open if is_open is not None else places[-1]


def _loose_single(line: str) -> Iterator[int]:
    """Yield a single quotation mark that nothing could close: not even an apostrophe follows."""
    at = line.rfind("‘")
    if at >= 0 and "’" not in line[at:] and "'" not in line[at:] and not _ELISION.match(line, at):
        yield at


def _without_partner(loose: Sequence[_Sign]) -> Iterator[_Sign]:
    """Yield the signs that find no partner in another paragraph either."""
    waiting: list[_Sign] = []
    for sign in sorted(loose, key=lambda sign: sign.at):
        yield from (old for old in waiting if sign.paragraph - old.paragraph > _REACH)
        waiting = [old for old in waiting if sign.paragraph - old.paragraph <= _REACH]
        partner = next((old for old in reversed(waiting) if _close_one_another(old, sign)), None)
        if partner is not None:
            waiting.remove(partner)
        elif sign.opens:
            waiting.append(sign)
        else:
            yield sign
    yield from waiting


def _close_one_another(first: _Sign, last: _Sign) -> bool:
    if first.sign == '"':
        return last.sign == '"'
    return first.sign == _OPENS.get(last.sign)


def _finding(text: str, sign: _Sign) -> LintFinding:
    kind = _KINDS[_OPENS.get(sign.sign, sign.sign)]
    start, end = _around(text, sign)
    quote = text[start:end]
    lacks = "is never closed" if sign.opens else "was never opened"
    return LintFinding(
        Rule.BALANCE, start, end, quote,
        title=f"“{quote}”: the {kind} {lacks}",
        comment=f"In “{quote}” a {kind} {lacks}, so that it is not certain how far it reaches. Please correct it.",
    )  # fmt: skip


def _around(text: str, sign: _Sign) -> tuple[int, int]:
    """Return where the sign stands with a few words after it, or before it where it closes."""
    if sign.opens:
        match = re.compile(r".(?:[ \t]*[^\s]+){0,4}").match(text, sign.at)
        return sign.at, match.end() if match else sign.at + 1
    line = text.rfind("\n", 0, sign.at) + 1
    words = list(re.finditer(r"\S+", text[line : sign.at + 1]))[-4:]
    return line + (words[0].start() if words else sign.at - line), sign.at + 1
