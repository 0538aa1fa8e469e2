"""Numbers typed by hand at the start of a paragraph, told from figures, dates and sums that stand there as well."""

from __future__ import annotations

import re

from respondent_app.documents.clause_numbers.labels import NAMES, numerals

_COUNTED = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_NUMERAL = rf"(?:\d{{1,3}}(?:\.\d{{1,3}})*[A-Z]{{0,2}}|[A-Z]\d{{1,2}}|[ivxlc]{{1,7}}|[a-z]|{_COUNTED})"
_BRACKETS = r"(?:[ \xa0]?\((?:[a-z]{1,5}|[A-Z]{1,5}|\d{1,2}[A-Z]?)\))"
_DOTTED = rf"(?:[A-Z]{{1,2}}\.?)?\d{{1,3}}[A-Z]?(?:\.\d{{1,3}}[A-Z]{{0,2}})+{_BRACKETS}*\.?"
_LETTERED = rf"[A-Z]{{1,2}}(?:\d{{1,3}}[A-Z]?|(?:\.\d{{1,3}})+){_BRACKETS}*[.:)]?"
_BRACKETED = rf"\((?:[a-z]{{1,5}}|[A-Z]{{1,5}}|\d{{1,2}}[A-Z]?)\){_BRACKETS}*"
_PLAIN = rf"\d{{1,3}}[A-Z]{{0,2}}(?:{_BRACKETS}+|[.:)])?"
_LETTER = r"(?:[A-Za-z]|[ivxlc]{1,7}|[IVXLC]{1,7})[.)]"
_START = re.compile(
    rf"(?P<lead>\s*)(?P<label>(?P<dotted>{_DOTTED})|(?P<bracketed>{_BRACKETED})|(?P<plain>{_PLAIN})"
    rf"|(?P<lettered>{_LETTERED})|(?P<letter>{_LETTER}))(?P<gap>\s+)(?=\S)"
)
_NAMED = re.compile(
    rf"(?P<lead>\s*)(?P<label>(?:{NAMES})[ \xa0]+{_NUMERAL}(?!\w){_BRACKETS}*)"
    r"(?P<gap>\s*[.:](?=\s|$)\s*|\s+[–—-]\s+|\s*)(?=(?P<rest>.*))",
    re.IGNORECASE | re.DOTALL,
)
_UNITS = re.compile(
    r"[%°‰]|[kKMGTm]?(?:Wh?|VAr?h?|Hz|bps|pa|bar)\b|[kKMGT](?:V|A|B|b|iB)\b|[kcm]?[mglst]\b|"
    r"(?i:per[ \xa0]?cent|million|billion|trillion|thousand|hundred|dozen|pence|percentage|[ap]\.?m\b|"
    r"(?:working|business|calendar|clear|consecutive)[ \xa0]days?|days?|weeks?|months?|quarters?|years?|hours?|"
    r"minutes?|seconds?|times|metres?|miles|kilomet|tonnes?|pounds|euros?|dollars?|(?:other|more|of)[ \xa0]|"
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_ANOTHER = re.compile(r"(?:and|or|to|&|,|/|–|-)\s*(?:clauses?\s+|sections?\s+)?[(\d]|(?:above|below)\b|[,;/&]")
_SENTENCE_GOES_ON = re.compile(r"(?:and|or|to|of|in|is|are|was|were|shall|must|may|will|appl(?:y|ies)|sets?|has)\b")
# A line of a table of contents ends with its page.
_CONTENTS = re.compile(r"(?:\t|\.{4,}|…{2,}|(?:\. ){4,})\s*(?:\d{1,4}|[ivxl]{1,6})\s*$")
_ONLY_NUMERALS = re.compile(r"(?:\(\w{1,5}\)\s*)+$")
_COPYRIGHT = re.compile(r"(?:copyright|\d{4})\b", re.IGNORECASE)
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2}(?!\d)")
_LONGEST_TITLE = 100
_LONG = re.compile(r"\d{3}")
_HIGHEST_ROMAN = 100


def typed_number(text: str) -> tuple[str, int] | None:
    """Return the number typed in front of a paragraph and how many characters it takes with the space after it.

    Only what is certain without knowing what came before: a tab after it, more than one numeral, brackets. None for
    figures, dates and sums. What only the sequence can tell, `clause_numbers.References.typed_number` takes as well.
    """
    candidate = _candidate(text)
    return candidate[:2] if candidate and candidate[2] else None


def possible_number(text: str) -> tuple[str, int] | None:
    """Return what may be a typed number if the sequence agrees: "14 Termination" after clause 13."""
    candidate = _candidate(text)
    return candidate[:2] if candidate else None


def _candidate(text: str) -> tuple[str, int, bool] | None:
    """Return the label, the length with the space after it, and whether it is certain."""
    named = _NAMED.match(text)
    found = named or _START.match(text)
    if not found or _CONTENTS.search(text):
        return None
    if named:
        return _named(named)
    rest = text[found.end() :]
    if _is_figure(found, rest):
        return None
    return found["label"], found.end(), _is_certain(found, rest)


def is_title(text: str) -> bool:
    """Whether it may be a heading: short, with a capital in front and no full stop at its end."""
    return len(text) <= _LONGEST_TITLE and text[:1].isupper() and text.rstrip()[-1:] not in {".", ";", ",", ":"}


def _named(found: re.Match[str]) -> tuple[str, int, bool] | None:
    """Take "Schedule 2" where it is a title, not where a sentence begins with it.

    Where nothing follows, it is the paragraph's text as well as its number.
    """
    rest, gap = found["rest"], found["gap"]
    if not rest:
        return found["label"], 0, True
    if rest[0].isdigit() and "\t" not in gap:
        return None  # a range
    if gap.strip() or "\t" in gap:
        return found["label"], found.end("gap"), True
    return (found["label"], found.end("gap"), True) if gap and is_title(rest) else None


def _is_figure(found: re.Match[str], rest: str) -> bool:
    """Whether it is a sum, a date, or the subject of a sentence ("(a) and (b) apply")."""
    if _DATE.match(found["label"]) or _ANOTHER.match(rest) or _ONLY_NUMERALS.match(rest):
        return True
    if found["bracketed"]:
        return found["label"].lower() == "(c)" and bool(_COPYRIGHT.match(rest))
    return found["label"][-1] not in ".):" and bool(_UNITS.match(rest) or _SENTENCE_GOES_ON.match(rest))


def _is_certain(found: re.Match[str], rest: str) -> bool:
    label, gap = found["label"], found["gap"]
    set_off = len(gap) > 1 or gap not in " \xa0"
    if found["bracketed"]:
        return set_off or _is_counted(label)
    if found["dotted"] or found["lettered"]:
        return set_off or "(" in label or (bool(found["dotted"]) and not rest[0].islower())
    if found["plain"]:
        return not rest[0].isdigit() and (label[-1] in ".)" or (set_off and not _LONG.match(label)))
    return set_off or (label.endswith(")") and _is_counted(label))


def _is_counted(label: str) -> bool:
    """Whether every numeral counts something: "(b)", "(iv)", "(aa)", but not "(if)" or "(mix)"."""
    return all(any(numeral.value <= _HIGHEST_ROMAN for numeral in numerals(text)) for text in re.findall(r"\w+", label))
