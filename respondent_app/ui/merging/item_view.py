"""One thing to look at after a merge: what happened, both sides' words, and what a person can do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from respondent_app.model.finding import Weight
from respondent_app.model.merge_review import About, MergeItem, Said
from respondent_app.session.merging import Merges
from respondent_app.ui.desk import Destination, Step
from respondent_app.ui.widgets.buttons import button, link
from respondent_app.ui.widgets.layouts import WrappingRow, column
from respondent_app.ui.widgets.text import badge, label

_MOST_WORDS = 600  # characters of a quote; the rest stands in the text itself
_QUESTIONS = {
    About.EDGE: "Are your colleague’s words confidential too?",
    About.LIFTED: "Is what was written under the mark still confidential?",
    About.CHANGED: "Is the passage still right, and still what must be confidential?",
    About.EMPTY: "What was marked as confidential is no longer under its mark.",
    About.TWICE: "Make one text of the two, then say that it is settled.",
}
_LEAVE = {
    About.EDGE: "They may be public",
    About.LIFTED: "It may be public",
    About.CHANGED: "It is right",
    About.TWICE: "It is settled",
}
_MARK = {About.EDGE: "Mark them", About.LIFTED: "Mark it again", About.EMPTY: "Mark the words where they stand now"}
_CAPTIONS: dict[About, tuple[str, ...]] = {
    About.EDGE: ("Marked by {}", "Written by {}"),
    About.LIFTED: ("Written by {} under the mark",),
    About.CHANGED: ("Was, marked by {}",),
    About.EMPTY: ("Was, marked by {}",),
    About.TWICE: ("By {}", "By {}"),
    About.FIELD: ("Kept, by {}", "In the history, by {}"),
}
_WITH_NOW = frozenset({About.CHANGED, About.BOTH})


class ItemView(QWidget):
    """Shows one item; its buttons settle it or lead to the place."""

    def __init__(self, item: MergeItem, merges: Merges, go: Callable[[Destination], None]) -> None:
        super().__init__()
        self.item = item
        kind = badge("To settle", "attention") if item.weight is Weight.MUST else badge("Worth a look", "info")
        content = column(WrappingRow(kind), label(item.what, "label"), margins=(0, 10, 0, 10), spacing=6)
        for caption, words in _quotes(item):
            content.addWidget(label(caption, "small"))
            content.addWidget(_quote(words))
        if item.about in _QUESTIONS:
            content.addWidget(label(_QUESTIONS[item.about]))
        self.buttons: tuple[QPushButton, ...] = tuple(_buttons(item, merges, go))
        content.addLayout(WrappingRow(*self.buttons))
        self.setLayout(content)


def _quotes(item: MergeItem) -> list[tuple[str, str]]:
    captions = _CAPTIONS.get(item.about, ())
    found = []
    for number, said in enumerate(item.said):
        caption = captions[min(number, len(captions) - 1)] if captions else "{}"
        found.append((caption.format(said.by), _words(said)))
    if item.about in _WITH_NOW and item.now:
        found.append(("Is now", item.now))
    return found


def _words(said: Said) -> str:
    return said.words or "Took words out; wrote none."


def _quote(words: str) -> QLabel:
    made = label(words if len(words) <= _MOST_WORDS else f"{words[:_MOST_WORDS]}…")
    made.setObjectName("quote")
    return made


def _buttons(item: MergeItem, merges: Merges, go: Callable[[Destination], None]) -> list[QPushButton]:
    found = []
    if item.about in _MARK and merges.can_mark(item):
        found.append(_settling(_MARK[item.about], item, merges.mark))
    if item.about is About.EMPTY:
        found.append(_settling("Remove the mark", item, merges.remove_mark))
    else:
        found.append(_settling(_LEAVE.get(item.about, "Looked at"), item, merges.leave))
    place = _destination(item)
    if place is not None:
        said = f"Go to {place.question}" if place.question else "Go there"
        found.append(link(said, lambda: go(place), name=f"{said}: {item.what}"))
    return found


def _settling(text: str, item: MergeItem, settle: Callable[[MergeItem], None]) -> QPushButton:
    return button(text, lambda: settle(item), name=f"{text}: {item.what}")


def _destination(item: MergeItem) -> Destination | None:
    if item.place is not None:
        return Destination(Step.ANSWER, question=item.place.question, place=item.place, mark=item.mark)
    if item.mark:
        return Destination(Step.CONFIDENTIALITY, mark=item.mark)
    return Destination(Step.ANSWER, respondent=True) if item.about is About.FIELD else None
