"""How the audit says things: short plain sentences, and comments that can be sent as they stand."""

from __future__ import annotations

from collections.abc import Sequence

from respondent_app.documents.auditing.phrases import Run, printed

_TIMES = ("not at all", "once", "twice", "three times", "four times", "five times", "six times")
_TOLD = 3


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
    """Put words in quotation marks; marks inside become single ones where they would be doubled."""
    return f"“{text.strip()}”"


def told(run: Run) -> str:
    """Say what one run does: "“10” becomes “5”"."""
    if run.gone and run.come:
        return f"{quoted(printed(run.gone))} becomes {quoted(printed(run.come))}"
    if run.come:
        return f"{quoted(printed(run.come))} is inserted"
    return f"{quoted(printed(run.gone))} is deleted"


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
