"""The places of a publisher's form, each with what goes into it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from respondent_app.model.consultation import Consultation
from respondent_app.model.template import Content, Placing, PublisherForm
from respondent_app.session import form_places
from respondent_app.session.response_form import ResponseForm
from respondent_app.ui.widgets.announce import announce
from respondent_app.ui.widgets.buttons import link
from respondent_app.ui.widgets.layouts import WrappingRow, clear, column
from respondent_app.ui.widgets.rows import Rows, choice_field
from respondent_app.ui.widgets.text import breakable, label, shortened

_LOOK = "Please look"
_FEW, _MOST_AT_ONCE = 12, 40
_LONGEST = 140


class FormPlaces(QWidget):
    """A row for each place: first those that a person should look at; many others only on demand.

    `grown` says that there are more rows.
    """

    grown = Signal()

    def __init__(self, form: ResponseForm, consultation: Consultation) -> None:
        super().__init__()
        self._form = form
        self._consultation = consultation
        self._shown: PublisherForm | None = None
        self._waiting: list[tuple[int, Placing]] = []
        self._options: dict[str, tuple[Content | None, ...]] = {}
        self.fields: dict[str, QComboBox] = {}
        self._body: QVBoxLayout = column(spacing=14)
        self._lost = label("", "muted")
        self.more = link("", self.show_more)
        self.setLayout(column(self._body, WrappingRow(self.more), self._lost, spacing=10))

    def show_form(self, form: PublisherForm) -> None:
        """Show where things go. Rows that are there already stay."""
        if self._shown is None or form.content != self._shown.content:
            self._begin(form)
        self._shown = form
        self._follow(form)

    def forget(self) -> None:
        """Show nothing any more."""
        self._shown = None
        self._options.clear()
        self.fields.clear()
        clear(self._body)

    def show_more(self) -> None:
        """Show the next of the places that are not shown yet, and go to the first of them."""
        now, self._waiting = self._waiting[:_MOST_AT_ONCE], self._waiting[_MOST_AT_ONCE:]
        self._add(now, "")
        self._say_more()
        if now:
            self.fields[now[0][1].slot.id].setFocus()

    def _begin(self, form: PublisherForm) -> None:
        self.forget()
        numbered = list(enumerate(form.mapping.placings, start=1))
        first = form_places.to_look_at(form.mapping)
        unsure = [(number, placing) for number, placing in numbered if placing in first]
        others = [(number, placing) for number, placing in numbered if placing not in first]
        self._add(unsure[:_MOST_AT_ONCE], _LOOK)
        others = [*unsure[_MOST_AT_ONCE:], *others]
        few = _FEW if len(numbered) <= _FEW else 0
        self._add(others[:few], "")
        self._waiting = others[few:]
        self._say_more()

    def _add(self, numbered: Sequence[tuple[int, Placing]], note: str) -> None:
        rows = Rows()
        for number, placing in numbered:
            self._add_row(rows, placing, form_places.label(placing, number), note)
        if numbered:
            self._body.addWidget(rows)
            rows.show()
            self.grown.emit()

    def _add_row(self, rows: Rows, placing: Placing, name: str, note: str) -> None:
        slot, found = placing.slot.id, form_places.choices(placing, self._consultation)
        texts = [(str(at), form_places.told(content, self._consultation)) for at, content in enumerate(found)]
        field = choice_field(texts, str(found.index(placing.content)))
        field.currentIndexChanged.connect(lambda at, slot=slot, found=found: self._choose(slot, found[at]))
        self._options[slot], self.fields[slot] = found, field
        rows.add(breakable(shortened(name, _LONGEST)), field, note=note)

    def _choose(self, slot: str, content: Content | None) -> None:
        before = self._form.offered
        self._form.place(slot, content)
        if before is None or content is None:
            return
        for number, placing in enumerate(before.mapping.placings, start=1):
            if placing.content == content and placing.slot.id != slot:
                name = shortened(form_places.label(placing, number), _LONGEST)
                announce(self, f"It is not put into “{name}” any more.")

    def _follow(self, form: PublisherForm) -> None:
        for placing in form.mapping.placings:
            field = self.fields.get(placing.slot.id)
            if field is not None:
                with QSignalBlocker(field):
                    field.setCurrentIndex(self._options[placing.slot.id].index(placing.content))
        self._waiting = [
            (number, placing)
            for number, placing in enumerate(form.mapping.placings, start=1)
            if placing.slot.id not in self.fields
        ]
        self._lost.setText(annex_told(form, self._consultation))
        self._lost.setVisible(bool(self._lost.text()))

    def _say_more(self) -> None:
        count = len(self._waiting)
        others = "other " if self.fields else ""
        self.more.setText(f"Show the {others}{count} places" if count != 1 else f"Show the {others or 'only '}place")
        self.more.setAccessibleName(self.more.text())
        self.more.setVisible(count > 0)


def annex_told(form: PublisherForm, consultation: Consultation) -> str:
    """Say what of a response has no place in a form; nothing if all has one."""
    lost = form_places.without_place(form.mapping, consultation)
    if not lost:
        return ""
    named = lost[0] if len(lost) == 1 else f"{', '.join(lost[:-1])} and {lost[-1]}"
    return f"The form has no place for {named}. What you say there goes into an annex at its end."
