"""What somebody typed over a text of ours: which words are theirs, and whether something withheld stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from respondent_app.model.text import clean, fold

Span = tuple[int, int]

_WITHHELD = re.compile(r"\[(?:Confidential[ \xa0]\d+(?:,\s?\d+)*(?::[^\]]*)?|Withheld:[^\]]*)\]", re.IGNORECASE)
_PIECE = re.compile(r"\w+(?:[.,]\d\w*)*|[^\w\s]")
# In a long text frequent words are left out at first: looking at each pair of them takes seconds.
_MANY_PAIRS = 250_000
_NOTHING = frozenset({"", "nothing stated.", "nothing stated", "-", "--"})


def squeezed(text: str) -> str:
    """Return a text with single spaces: what stays of it, however its lines are broken."""
    return " ".join(text.split())


def says_nothing(typed: str) -> bool:
    """Whether a place was left as empty as a blank form, or as our own forms fill what nobody said anything to."""
    return fold(clean(typed)) in _NOTHING


def is_withheld(typed: str, ours: str, substitutes: Iterable[str] = ()) -> bool:
    """Whether a public version's placeholder, or the words that it puts in place of ours, stand in `typed`.

    What `ours` says itself is no placeholder.
    """
    if any(found.group() not in ours for found in _WITHHELD.finditer(typed)):
        return True
    theirs, own = f" {fold(typed)} ", f" {fold(ours)} "
    words = (fold(substitute) for substitute in substitutes)
    return any(_stands(each, theirs) and not _stands(each, own) for each in words if each)


def is_public_version(typed: str, ours: str, withheld: Sequence[Span]) -> bool:
    """Whether `typed` is `ours` with placeholders where `withheld` lies, and nothing else differs."""
    kept, at = "", 0
    for start, end in sorted(withheld):
        kept += ours[at : max(at, start)]
        at = max(at, end)
    return "".join((kept + ours[at:]).split()) == "".join(_WITHHELD.sub("", typed).split())


def without_withheld(typed: str) -> str:
    """Return the words around placeholders."""
    return _WITHHELD.sub(" ", typed)


def respaced(ours: str, typed: str) -> str:
    """Return what was typed, with our spaces and line breaks between words that stayed side by side.

    Forms break lines and part paragraphs in their own way; only words are somebody's doing.
    """
    old = [match.span() for match in _PIECE.finditer(ours)]
    new = [match.span() for match in _PIECE.finditer(typed)]
    if not old or not new:
        return typed.strip()
    stayed = _stayed([ours[a:b] for a, b in old], [typed[a:b] for a, b in new])
    pieces = [ours[: old[0][0]] if stayed[0] == 0 else ""]
    for at, (start, end) in enumerate(new):
        if at:
            pieces.append(_between(at, stayed, ours, old, typed[new[at - 1][1] : start]))
        pieces.append(typed[start:end])
    if stayed[-1] == len(old) - 1:
        pieces.append(ours[old[-1][1] :])
    return "".join(pieces)


def words(text: str) -> list[str]:
    """Return the words of a text, as two people would call the same; of a text without any, its signs."""
    folded = fold(text)
    return re.findall(r"\w+", folded) or folded.split()


def _between(at: int, stayed: list[int | None], ours: str, old: list[Span], theirs: str) -> str:
    left, right = stayed[at - 1], stayed[at]
    if left is None or right != left + 1:
        return theirs
    own = ours[old[left][1] : old[right][0]]
    return own if own and theirs else theirs


def _stayed(old: list[str], new: list[str]) -> list[int | None]:
    """Return for each new word which old word it is, if it is one."""
    found: list[int | None] = [None] * len(new)
    for mine, theirs in _same(old, new):
        found[theirs] = mine
    return found


def _same(old: list[str], new: list[str]) -> Iterator[tuple[int, int]]:
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    tail = next((at for at in range(shorter - head) if old[-1 - at] != new[-1 - at]), shorter - head)
    yield from ((at, at) for at in range(head))
    middle, changed = old[head : len(old) - tail], new[head : len(new) - tail]
    matcher = SequenceMatcher(None, middle, changed, autojunk=len(middle) * len(changed) > _MANY_PAIRS)
    for block in matcher.get_matching_blocks():
        yield from ((head + block.a + at, head + block.b + at) for at in range(block.size))
    yield from ((len(old) - 1 - at, len(new) - 1 - at) for at in range(tail))


def _stands(phrase: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) is not None
