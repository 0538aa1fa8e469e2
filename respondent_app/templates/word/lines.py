"""What the words of one line of a form say: what it asks, what it lets one choose, the words right at a box."""

from __future__ import annotations

import re
from collections.abc import Iterable

from respondent_app.model.template import SlotKind
from respondent_app.templates import wording
from respondent_app.templates.word.places import Inline

_STRIKE = re.compile(
    r"delete (?:as |where )?(?:appropriate|applicable|not applicable)|strike (?:out|through)", re.IGNORECASE
)
_OPTIONS = re.compile(r"\(?\*?\s*(?:please )?delete[^)]*\)?|\(?(?:please )?strike[^)]*\)?", re.IGNORECASE)


def options_of(text: str) -> tuple[str, ...]:
    """Return the words among which a line lets one choose by deleting: those round its strokes."""
    said = _OPTIONS.sub("", text)
    said = re.split(r"[?:]\s*", said)[-1]
    return tuple(option for piece in re.split(r"\s*/\s*|\s+or\s+|\t+", said) if (option := piece.strip(" *.()")))


def lets_strike(text: str) -> bool:
    """Whether a line lets one choose by deleting: “Yes / No (delete as appropriate)”."""
    return _STRIKE.search(text) is not None and len(options_of(text)) > 1


def labelled(text: str) -> tuple[str, str] | None:
    """Part “Name: Alex Sample” into the label and what was typed after it; None if it begins with no label."""
    label, mark, said = text.partition(":")
    if not mark or not said.strip() or len(label) > wording.LONGEST_LABEL or wording.detail_of(label) is None:
        return None
    return f"{label.strip()}:", said.strip()


def question_before(text: str) -> str:
    """Return what a line asks before it lets one choose."""
    found = re.match(r"(.*[?:])\s*\S", _OPTIONS.sub("", text), re.DOTALL)
    return found[1].strip() if found else ""


def is_choice(pieces: list[Inline]) -> bool:
    """Whether a line is a box with the words it stands for: what asks stands above it."""
    first = next((piece for piece in pieces if piece.made or piece.words.strip()), None)
    return first is not None and first.made is not None and first.made.kind is SlotKind.TICK


def label_before(pieces: list[Inline], at: int) -> str:
    """Return the last line of the words before a place."""
    before = "".join(piece.words for piece in pieces[:at] if piece.made is None)
    lines = [line.strip() for line in before.replace("\t", "\n").split("\n") if line.strip()]
    return lines[-1] if lines else ""


def choice_at(pieces: list[Inline], at: int) -> str:
    """Return the words right at a box: after it up to the next place, else before it."""
    after = _between(pieces[at + 1 :])
    if after.strip():
        return re.split(r"[\t\n]", after.strip())[0]
    before = _between(reversed(pieces[:at]))
    return re.split(r"[\t\n]", before.strip())[-1]


def _between(pieces: Iterable[Inline]) -> str:
    words = ""
    for piece in pieces:
        if piece.made is not None:
            break
        words += piece.words
    return words
