"""Wording that slipped through: placeholders, verbs that do not follow their modal, words written twice."""

from __future__ import annotations

import re

from respondent_app.documents.lint.dates import DATE, written_dates
from respondent_app.documents.lint.finding import LintFinding, Rule

_MODALS = "shall|will|must|may|should|can|could|would"
_BRACKETED = re.compile(r"(?<![\w\]\[])\[(?P<inside>[^\[\]\n]{1,60})\](?!\()")
_NAMED = re.compile(r"\b(?:Annex|Appendix|Schedule|Clause|Section)[ \t]+\Z")
# Neither "[…]", which marks an omission, nor "[x]", which ticks a box.
_STANDS_IN = re.compile(r"X{2,4}|TB[CDA]|[●•]|\.{4,}|_{2,}|#{2,}|\?{1,3}|insert\b.*|date", re.IGNORECASE)
# Only verbs that are no plural nouns as well: "the DCC will issues" may be a slip, "in May will issues …" a question.
_THIRD_PERSON = frozenset([
    "agrees", "allows", "applies", "becomes", "carries", "comes", "completes", "complies", "considers", "delivers",
    "determines", "enables", "ensures", "establishes", "gives", "goes", "has", "identifies", "includes",
    "informs", "keeps", "maintains", "makes", "notifies", "obtains", "operates", "performs", "procures",
    "provides", "publishes", "receives", "relates", "remains", "requires", "responds", "retains", "sends", "submits",
    "takes", "undertakes",
])  # fmt: skip
_AFTER_MODAL = re.compile(rf"\b(?P<modal>{_MODALS})[ \t]+(?P<verb>[a-z]+)\b")
_SHALL_ENSURE = re.compile(r"\bshall[ \t]+ensure\b[^.;\n]*\Z")
_TWO_MODALS = re.compile(r"\b(shall|will|must|should|could|would)[ \t]+(shall|will|must|may|should|can|could|would)\b")
_DOUBLED = re.compile(r"(?<![-'’])\b(?P<word>[^\W\d_]{2,})(?P<again>(?:[ ]{1,2}(?P=word)\b)+)(?![-'’.])", re.IGNORECASE)
_RIGHTLY_DOUBLED = frozenset({"that", "had", "is", "so", "very", "long", "bye"})


def placeholders(text: str) -> tuple[LintFinding, ...]:
    """Find what is still to be filled in: "[XX]", "[TBC]", a date in square brackets."""
    return tuple(_placeholder(text, match) for match in _BRACKETED.finditer(text) if _is_open(match["inside"].strip()))


def misplaced_modals(text: str) -> tuple[LintFinding, ...]:
    """Find "shall takes" and "shall will"."""
    found = [_wrong_verb(text, m) for m in _AFTER_MODAL.finditer(text) if m["verb"] in _THIRD_PERSON]
    return (*found, *(_two_modals(match) for match in _TWO_MODALS.finditer(text)))


def doubled_words(text: str) -> tuple[LintFinding, ...]:
    """Find a word written twice running in one line. A name, such as “Duran Duran”, or a word said thrice is meant."""
    return tuple(_doubled(match) for match in _DOUBLED.finditer(text) if _is_slip(match))


def _is_slip(match: re.Match[str]) -> bool:
    word, again = match["word"].lower(), match["again"].strip()
    if match["word"].isupper() != again.isupper():
        return False  # "a logical AND and its result"
    return again == word and word not in _RIGHTLY_DOUBLED


def _is_open(inside: str) -> bool:
    return bool(_STANDS_IN.fullmatch(inside) or DATE.fullmatch(inside))


def _placeholder(text: str, match: re.Match[str]) -> LintFinding:
    named = _NAMED.search(text, max(0, match.start() - 20), match.start())
    start = named.start() if named else match.start()
    quote = text[start : match.end()]
    day = next((written.day for written in written_dates(match["inside"])), None)
    asked = (
        "Please confirm whether this date is settled, and what it depends on if it is not."
        if DATE.fullmatch(match["inside"].strip())
        else "Please fill it in, and give respondents the chance to see what it leads to."
    )
    return LintFinding(
        Rule.PLACEHOLDER, start, match.end(), quote,
        title=f"“{quote}” is still open",
        comment=f"The text still has “{quote}” in square brackets, so that we cannot comment on "
        f"its final form. {asked}",
        day=day,
    )  # fmt: skip


def _wrong_verb(text: str, match: re.Match[str]) -> LintFinding:
    modal, verb = match["modal"], match["verb"]
    base = _base_form(verb)
    if _SHALL_ENSURE.search(text, max(0, match.start() - 300), match.start()):
        advice = f"As “shall ensure” stands before it, we suggest “{verb}”, or else “{modal} {base}”."
    else:
        advice = f"We suggest “{modal} {base}”."
    return LintFinding(
        Rule.MODAL, match.start(), match.end(), match[0],
        title=f"“{match[0]}”: the verb does not fit",
        comment=f"“{match[0]}” is not grammatical. {advice} Please correct it, so that there is no doubt about the "
        "obligation.",
    )  # fmt: skip


def _two_modals(match: re.Match[str]) -> LintFinding:
    return LintFinding(
        Rule.MODAL, match.start(), match.end(), match[0],
        title=f"“{match[0]}”: two verbs where one is meant",
        comment=f"“{match[0]}” has two auxiliary verbs running. Please keep the one that is meant, so that there is no "
        "doubt about the obligation.",
    )  # fmt: skip


def _doubled(match: re.Match[str]) -> LintFinding:
    return LintFinding(
        Rule.DOUBLED_WORD, match.start(), match.end(), match[0],
        title=f"“{match[0]}”: a word twice",
        comment=f"The text reads “{match[0]}”. We take one of the two words to be a slip; please correct it.",
    )  # fmt: skip


def _base_form(verb: str) -> str:
    irregular = {"has": "have", "goes": "go"}
    if verb in irregular:
        return irregular[verb]
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    return verb[:-2] if verb.endswith("shes") else verb[:-1]
