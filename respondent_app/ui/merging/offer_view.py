"""One change that a file would make: a box to tick, and below it the words that come and go."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from respondent_app.model.history import Difference, Piece
from respondent_app.model.place import Part
from respondent_app.model.taken_in import Offer
from respondent_app.model.word_diff import Did
from respondent_app.ui.history.wording import around_changes, spoken
from respondent_app.ui.history.words_shown import WordsShown
from respondent_app.ui.theme import Appearance, Colours
from respondent_app.ui.widgets.layouts import column, holder
from respondent_app.ui.widgets.text import breakable, label
from respondent_app.ui.widgets.wrapping_check import WrappingCheck

INDENT = 32  # as far as the text of the box
_PARTS = {Part.COMMENT: "Comment", Part.PROPOSED: "Proposed wording", Part.COMMENT_RATIONALE: "Rationale"}
_MARKED = "This changes words that are marked as confidential. Look at what is marked afterwards."


class OfferView(QWidget):
    """`box` says whether the change shall come in."""

    def __init__(self, offer: Offer, appearance: Appearance, *, ticked: bool) -> None:
        super().__init__()
        self.offer = offer
        self._appearance = appearance
        check = WrappingCheck(breakable(_heading(offer)), f"Bring in: {_heading(offer)}", role="label")
        self.box = check.box
        self.box.setAccessibleDescription(_told(offer))
        self.box.setChecked(ticked)
        self._words = column(spacing=4)
        inside = column(spacing=4)
        if offer.came.is_now:
            inside.addWidget(self._value(offer))
        elif _counts(offer) and not _is_new(offer):
            inside.addWidget(label(_counts(offer), "small"))
        for text in offer.texts:
            if _is_new(offer) and text.place is not None:
                inside.addWidget(label(_PARTS.get(text.place.part, text.what), "small"))
            inside.addWidget(self._shown(text))
        if any(_touches_marked(text) for text in offer.texts):
            inside.addWidget(label(_MARKED, "small"))
        below = holder(inside)
        below.setContentsMargins(appearance.px(INDENT), 0, 0, 0)
        self.setLayout(column(check, below, margins=(0, 6, 0, 8), spacing=2))

    def _value(self, offer: Offer) -> WordsShown:
        came = offer.came
        if came.key.startswith("mark/"):
            return self._written(_heading(offer), (Piece(Did.STAY, came.is_now, is_marked=True),))
        was = [Piece(Did.GO, came.was), Piece(Did.STAY, "  ")] if came.was else []
        return self._written(_heading(offer), (*was, Piece(Did.COME, came.is_now)))

    def _shown(self, text: Difference) -> WordsShown:
        return self._written(text.what, around_changes(text.pieces))

    def _written(self, what: str, pieces: tuple[Piece, ...]) -> WordsShown:
        colours: Colours = self._appearance.colours
        return WordsShown(f"What would change: {what}", pieces, spoken(pieces), colours)


def _heading(offer: Offer) -> str:
    return offer.came.name or offer.came.what


def _told(offer: Offer) -> str:
    return " ".join(filter(None, (_counts(offer), *(spoken(t.pieces) for t in offer.texts), offer.came.is_now)))


def _counts(offer: Offer) -> str:
    come, go = (sum(len(words.split()) for words in _words(offer, did)) for did in (Did.COME, Did.GO))
    said = [f"{_counted(come)} would come" if come else "", f"{_counted(go)} would go" if go else ""]
    empty = "" if _stays(offer) or go or not come else "Nothing was there yet: "
    return f"{empty}{', '.join(filter(None, said))}." if come or go else ""


def _stays(offer: Offer) -> bool:
    """Whether something is there that stays."""
    return any(piece.did is Did.STAY for text in offer.texts for piece in text.pieces)


def _is_new(offer: Offer) -> bool:
    """Whether it is a comment by clause that the response does not have yet."""
    return offer.came.key.startswith("new/")


def _words(offer: Offer, did: Did) -> Iterator[str]:
    return (piece.text for text in offer.texts for piece in text.pieces if piece.did is did)


def _touches_marked(text: Difference) -> bool:
    return any(p.did is not Did.STAY and (p.was_marked or p.is_marked) for p in text.pieces)


def _counted(count: int) -> str:
    return "1 word" if count == 1 else f"{count:,} words"
