"""How the audit says things: short plain sentences, and comments that can be sent as they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from respondent_app.documents.auditing.phrases import Run, Token, Tokens, printed

_TIMES = ("not at all", "once", "twice", "three times", "four times", "five times", "six times")
_TOLD = 3
_NEXT = re.compile(r"(?:\s+[^\W\d]+){1,2}")
_STRAIGHT = re.compile(r'"([^"]*)"')


def times(count: int) -> str:
    """Say how often: "once", "twice", "12 times"."""
    return _TIMES[count] if count < len(_TIMES) else f"{count} times"


def listed(things: Sequence[str]) -> str:
    """Join as a sentence does: "a", "a and b", "a, b and c"."""
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}" if things else ""


def sentence(text: str) -> str:
    """Begin with a capital letter and end with a full stop."""
    begun = text[:1].upper() + text[1:]
    return begun if begun.endswith((".", "!", "?", ".”")) else f"{begun}."


def quoted(text: str) -> str:
    """Put words in quotation marks; double ones inside become single, as British print has it."""
    inner = text.strip().replace("“", "‘").replace("”", "’")
    single = _STRAIGHT.sub(r"‘\1’", inner)
    return f"“{single}”"


def clauses(names: Sequence[str]) -> str:
    """Join names of clauses: "Clauses 4.8, 4.9 and 4.10"."""
    alike = len(names) > 1 and all(name.startswith("Clause ") for name in names)
    return f"Clauses {listed([name.removeprefix('Clause ') for name in names])}" if alike else listed(names)


def told(run: Run) -> str:
    """Say what one run does: "“10” becomes “5”"."""
    if run.gone and run.come:
        return f"{quoted(_of_what(run.gone, run.come))} becomes {quoted(_of_what(run.come, run.gone))}"
    if run.come:
        return f"{quoted(printed(run.come))} is inserted"
    return f"{quoted(printed(run.gone))} is deleted"


def _of_what(words: Tokens, others: Tokens) -> str:
    """Print words; a figure that becomes another with the words after it that both have: "10 Working Days"."""
    shown = printed(words)
    if len(words) == len(others) == 1 and words[0].key.isdigit() and others[0].key.isdigit():
        pairs = zip(_following(words[0]), _following(others[0]), strict=False)
        both = takewhile(lambda pair: pair[0].casefold() == pair[1].casefold(), pairs)
        return " ".join((shown, *(word for word, _ in both)))
    return shown


def _following(word: Token) -> list[str]:
    """Return the next two words, up to a punctuation mark."""
    match = _NEXT.match(word.text, word.end)
    return match[0].split() if match else []


def told_all(found: Sequence[Run], most: int = _TOLD) -> str:
    """Say what several runs do; the first few, and how many more there are."""
    said = [told(run) for run in found[:most]]
    if len(found) > most:
        said.append(f"{len(found) - most} more {'change' if len(found) == most + 1 else 'changes'}")
    return listed(said)


def clip(text: str, limit: int = 240) -> str:
    """Return a text on one line, cut at a word if it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else f"{flat[:limit].rsplit(' ', 1)[0]} …"
