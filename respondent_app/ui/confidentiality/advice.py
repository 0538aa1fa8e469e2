"""What is worth a look about one mark, in words, with the way to mend it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from respondent_app.model.response import Mark, Scope
from respondent_app.session.confidentiality import Confidentiality, Repeat, Told

_NUDGES = {
    Scope.RESPONSE: "A request about a whole response is the easiest to turn down. Marking only what would do harm "
    "carries more weight.",
    Scope.QUESTION: "Marking only the passages that would do harm carries more weight than a whole answer.",
}
_SAID_IN = {"public_explanation": "public reason", "substitute": "wording said instead"}
_MOST_REPEATS = 3


@dataclass(frozen=True, slots=True)
class Advice:
    """Something to look at, and the way to mend it: the words of the link, what it does, its name in full."""

    text: str
    mend: str = ""
    action: Callable[[], object] = lambda: None
    name: str = ""


def nudge(mark: Mark) -> tuple[Advice, ...]:
    """Advise the narrowest scope for a wide mark."""
    return (Advice(_NUDGES[mark.scope]),) if mark.scope in _NUDGES else ()


def leaks_of(
    mark: Mark, marks: Confidentiality, mark_repeat: Callable[[Repeat], None], take_out: Callable[[str], None]
) -> tuple[Advice, ...]:
    """Return where the words of a mark stand in the open: unmarked elsewhere, or in what the mark says in public."""
    repeats = [repeat for repeat in marks.repeats() if repeat.mark == mark.id]
    told = [each for each in marks.told() if each.mark == mark.id]
    checked = marks.checked()
    leaks = not (repeats or told) and checked is not None and mark.id in checked.marks
    return (
        *(_on_repeat(repeat, marks, mark_repeat) for repeat in repeats[:_MOST_REPEATS]),
        *_on_more(len(repeats) - _MOST_REPEATS),
        *(_on_told(each, take_out) for each in told),
        *((Advice("Some of these words still stand in the open in the public version."),) if leaks else ()),
    )


def how_to_mark(marks: Confidentiality) -> str:
    """Say how to mark something, for where nothing is marked."""
    withheld = "your contact details" if marks.details_withheld() else "nothing"
    return (
        "To keep words from the public version, select them in the full version and press Ctrl+M. "
        "A whole answer, a comment or your organisation’s name can be marked under “What is confidential?”.\n\n"
        f"As it stands, {withheld} will be withheld."
    )


def marks_in_the_open(marks: Confidentiality) -> list[str]:
    """Return the ids of the marks whose words stand in the open, by their numbers."""
    found = {repeat.mark for repeat in marks.repeats()} | {told.mark for told in marks.told()}
    checked = marks.checked()
    found.update(checked.marks if checked else ())
    return [mark.id for mark in marks.in_order() if mark.id in found]


def advice_on_details(marks: Confidentiality, mark_repeat: Callable[[Repeat], None]) -> tuple[Advice, ...]:
    """Return where withheld contact details stand in the answers."""
    repeats = [repeat for repeat in marks.repeats() if not repeat.mark]
    return tuple(_on_repeat(repeat, marks, mark_repeat) for repeat in repeats[:_MOST_REPEATS])


def _on_repeat(repeat: Repeat, marks: Confidentiality, mark_repeat: Callable[[Repeat], None]) -> Advice:
    where = marks.place_name(repeat.place)
    words = " ".join(repeat.words.split())
    stands = "also stands unmarked in" if repeat.mark else "is withheld, but stands unmarked in"
    return Advice(
        f"“{words}” {stands} {where}.", "Mark it too", partial(mark_repeat, repeat), f"Mark it too: {words}, {where}"
    )


def _on_more(count: int) -> tuple[Advice, ...]:
    if count <= 0:
        return ()
    return (Advice(f"{count} more {'place shows' if count == 1 else 'places show'} words of this mark."),)


def _on_told(told: Told, take_out: Callable[[str], None]) -> Advice:
    return Advice(
        f"The {_SAID_IN[told.field]} says “{told.words}”, which is marked.",
        "Take it out",
        partial(take_out, told.mark),
        f"Take it out of the {_SAID_IN[told.field]}: {told.words}",
    )
