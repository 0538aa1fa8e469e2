"""The panel in which something is put back: what, what will happen, and the button that does it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from respondent_app.model.history import Entry
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Response
from respondent_app.session.history import History, PutBack
from respondent_app.ui.history.differences import Differences
from respondent_app.ui.history.wording import when
from respondent_app.ui.theme import Appearance
from respondent_app.ui.widgets.announce import announce
from respondent_app.ui.widgets.buttons import button
from respondent_app.ui.widgets.layouts import WrappingRow, column
from respondent_app.ui.widgets.rows import choice_field, name_field
from respondent_app.ui.widgets.text import label

_KEEPS = "The history keeps everything: you can put it back as it is now in the same way."
_EVERYTHING = "all"


class PutBackPanel(QFrame):
    """Hidden until asked for. `done` comes after something was put back, `opened` and `closed` as it comes and goes."""

    done = Signal(str)
    opened = Signal()
    closed = Signal()

    def __init__(self, history: History, appearance: Appearance) -> None:
        super().__init__()
        self.setProperty("notice", "info")
        self._history = history
        self._entry: Entry | None = None
        self._plan: PutBack | None = None
        self._places: dict[str, Place] = {}
        self._title = label("", "label")
        self.what = choice_field([], "")
        self.what.setMinimumContentsLength(26)
        name_field(self.what, "What to put back")
        self.what.currentIndexChanged.connect(lambda _: self._work_out())
        self._notes = label("")
        self._differences = Differences(appearance)
        self.do = button("Put back", self._do, primary=True)
        self.cancel = button("Cancel", self.close_panel)
        keeps = label(_KEEPS, "small")
        buttons = WrappingRow(self.do, self.cancel)
        self.setLayout(
            column(
                self._title, WrappingRow(self.what), self._notes, self._differences, keeps, buttons,
                margins=(14, 10, 14, 12), spacing=8,
            )
        )  # fmt: skip
        history.planned.connect(self._show)
        self.hide()

    def open_for(self, entry: Entry, places: tuple[tuple[Place, str], ...]) -> None:
        """Offer to put back what `places` name, or everything, as it was after a step."""
        self._entry, self._plan = entry, None
        self._title.setText(f"Put back as it was after this step ({when(entry)})")
        self._places = {str(number): place for number, (place, _) in enumerate(places)}
        self.what.blockSignals(True)  # noqa: FBT003
        self.what.clear()
        for number, (_, name) in enumerate(places):
            self.what.addItem(name, str(number))
        self.what.addItem("The whole response", _EVERYTHING)
        self.what.blockSignals(False)  # noqa: FBT003
        self.show()
        self.opened.emit()
        self._work_out()
        self.what.setFocus()

    def close_panel(self) -> None:
        """Put nothing back."""
        if self.isVisible() or self._entry is not None:
            self._entry = None
            self.hide()
            self.closed.emit()

    def _work_out(self) -> None:
        if self._entry is not None:
            self.do.setEnabled(False)
            self._history.plan(self._entry, self._places.get(str(self.what.currentData())))

    def _show(self, plan: PutBack) -> None:
        if self._entry is None or plan.entry.point != self._entry.point:
            return
        self._plan = plan
        self._notes.setText("\n".join(plan.notes))
        self._notes.setVisible(bool(plan.notes))
        self._differences.show_differences(plan.differences, "Nothing would change: it is as it was.")
        self.do.setEnabled(bool(plan.differences))
        count = len(plan.differences)
        announce(self, " ".join([f"{count or 'No'} change{'' if count == 1 else 's'}.", *plan.notes]))

    def _do(self) -> None:
        if self._plan is None or not self._history.put_back(self._plan):
            return
        what = self.what.currentText()
        self.close_panel()
        self.done.emit(f"{what} is as it was. The history keeps how it was before.")


def places_to_offer(entry: Entry, response: Response) -> tuple[tuple[Place, str], ...]:
    """The texts that can be put back by themselves: those of the step first, then the others of its question."""
    places = list(entry.places)
    if entry.question:
        places += [Place(entry.question, Part.ANSWER), Place(entry.question, Part.RATIONALE)]
        places += [place for place in response.places() if place.question == entry.question and place.comment]
    return tuple((place, place_name(place, response)) for place in dict.fromkeys(places))


def place_name(place: Place, response: Response) -> str:
    """Name a text as a choice."""
    if not place.comment:
        return f"The {'answer to' if place.part is Part.ANSWER else 'rationale for'} {place.question}"
    comments = response.answer(place.question).comments
    clause = next((c.clause for c in comments if c.id == place.comment), "")
    on = f"clause {clause}" if clause else "a clause not named"
    named = {
        Part.COMMENT: f"The comment on {on}",
        Part.PROPOSED: f"The proposed wording for {on}",
        Part.COMMENT_RATIONALE: f"The rationale of the comment on {on}",
    }[place.part]
    return f"{named} ({place.question})"
