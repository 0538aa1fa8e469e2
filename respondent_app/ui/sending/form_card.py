"""Which form the response is sent in: our own document, or the publisher's with what goes where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from respondent_app.model.consultation import Consultation
from respondent_app.model.template import PublisherForm
from respondent_app.session import form_places
from respondent_app.session.response_form import ResponseForm
from respondent_app.ui.sending.form_places import FormPlaces, annex_told
from respondent_app.ui.widgets.announce import announce
from respondent_app.ui.widgets.buttons import button, link, set_primary
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import WrappingRow, column, holder
from respondent_app.ui.widgets.notice import Notice
from respondent_app.ui.widgets.tab_order import holds_focus, in_reading_order
from respondent_app.ui.widgets.text import breakable, label, shortened
from respondent_app.ui.widgets.work_line import WorkLine

_LONGEST = 40  # of a name on a button
FORMS = "Forms (*.docx *.docm *.doc *.xlsx *.xlsm)"
_OWN = (
    "Your answers go into Respondent’s own response document. If the publisher gave a form of their own, choose it: "
    "your answers are put into its places, and nothing else in it changes."
)
_FIRST = "Say where your answers go in “{}” before you make the package, or use our own document instead."


class FormCard(Card):
    """The form in use, the way to another one, and while a form is offered: its places."""

    shown = Signal()

    def __init__(
        self,
        form: ResponseForm,
        consultation: Consultation,
        choose: Callable[[QWidget, str], Path | None] | None = None,
    ) -> None:
        super().__init__("The form")
        self._form = form
        self._consultation = consultation
        self._choose = choose or _chosen
        self._offered_before = False
        self._said = label("")
        self._annex = label("", "muted")
        self._working = WorkLine(form.cancel, "Reading the form")
        self.problem = Notice("", kind="problem")
        self.places = FormPlaces(form, consultation)
        self.use = button("Use this form", form.confirm, primary=True)
        self.leave = link("Do not use it", self._leave)
        self.choose = button("Choose the publisher’s form…", self.choose_file)
        self.take_attached = button("", self._take_attached)
        self.look_again = button("See where things go", form.look_again)
        self.own = link("Use our own document instead", self._use_own)
        self._deciding = holder(WrappingRow(self.use, self.leave))
        self._ways = holder(WrappingRow(self.look_again, self.take_attached, self.choose, self.own))
        self.add(
            column(
                self._said, self._annex, self._working, self.problem, self.places, self._deciding, self._ways,
                margins=(16, 12, 16, 14), spacing=10,
            )
        )  # fmt: skip
        self.places.grown.connect(self._order)
        form.changed.connect(self.refresh)
        form.stepped.connect(self._working.say)
        self.refresh()

    def choose_file(self) -> None:
        """Let the person choose the publisher's form."""
        path = self._choose(self, FORMS)
        if path is not None:
            self._form.choose(path)

    def ask_first(self) -> None:
        """Say that it has to be settled which form is used, and go where that is done."""
        form = self._form
        name = form.offered.name if form.offered else form.path.name if form.path else "the form"
        self.problem.say(breakable(_FIRST.format(name)), "attention")
        self.problem.show()
        announce(self.problem, _FIRST.format(name))
        (self.use if form.offered else self.choose).setFocus()
        self.shown.emit()

    def refresh(self) -> None:
        """Show how far it is."""
        form, had_focus = self._form, holds_focus(self)
        offered, working = form.offered, form.is_working
        self._show_work()
        self._said.setText(breakable(self._state()))
        self._annex.setText(annex_told(form.in_use, self._consultation) if form.in_use and not offered else "")
        self._annex.setVisible(bool(self._annex.text()))
        self.problem.setVisible(form.problem is not None)
        if form.problem is not None:
            self.problem.say(breakable(form.problem.text), "problem")
        self.places.setVisible(offered is not None)
        self._deciding.setVisible(offered is not None)
        self._ways.setVisible(offered is None and not working)
        set_primary(self.use, offered is not None)
        self.show_ways()
        if offered is not None:
            self.places.show_form(offered)
        else:
            self.places.forget()
        self._tell_what_is_new(offered, had_focus=had_focus)

    def _show_work(self) -> None:
        working = self._form.is_working
        if working and self._working.isHidden():
            self._working.begin()
        self._working.setVisible(working)

    def show_ways(self) -> None:
        """Offer what can be done: the publisher's form may have been attached to the consultation meanwhile."""
        form = self._form
        self.look_again.setVisible(form.in_use is not None)
        self.own.setVisible(form.path is not None)
        self.choose.setText("Choose another form…" if form.path else "Choose the publisher’s form…")
        self.choose.setAccessibleName(self.choose.text())
        attached = form.attached
        self.take_attached.setVisible(attached is not None)
        if attached is not None:
            self.take_attached.setText(f"Use {shortened(attached.name, _LONGEST)}")
            self.take_attached.setAccessibleName(f"Use the attached form {attached.name}")

    def _order(self) -> None:
        """Rows that came later are visited where they stand."""
        places = self.places
        in_reading_order(self._working.cancel, *places.fields.values(), places.more, self.use, self.leave, self._ways)

    def _state(self) -> str:
        form = self._form
        if form.offered is not None:
            return _offered(form.offered)
        if form.in_use is not None:
            return f"Your answers go into “{form.in_use.name}”. Nothing else in it changes."
        return "" if form.path is not None else _OWN

    def _tell_what_is_new(self, offered: PublisherForm | None, *, had_focus: bool) -> None:
        begins, ends = offered is not None and not self._offered_before, offered is None and self._offered_before
        self._offered_before = offered is not None
        if begins:
            announce(self, self._state())
            QTimer.singleShot(0, self, self._go_to_places)
        elif ends and had_focus:
            (self.look_again if self._form.in_use else self.choose).setFocus()

    def _go_to_places(self) -> None:
        first = next(iter(self.places.fields.values()), self.use)
        if self._form.offered is not None:
            first.setFocus()
            self.shown.emit()

    def _take_attached(self) -> None:
        attached = self._form.attached
        if attached is not None:
            self._form.choose(attached)

    def _leave(self) -> None:
        self._form.leave()

    def _use_own(self) -> None:
        self._form.use_own()
        self.choose.setFocus()


def _offered(form: PublisherForm) -> str:
    filled = sum(placing.content is not None for placing in form.mapping.placings)
    look = len(form_places.to_look_at(form.mapping))
    places = "1 place" if filled == 1 else f"{filled} places"
    said = f"“{form.name}” has {places} for your response."
    if not look:
        return f"{said} Look whether everything goes where it should."
    return f"{said} For {'one' if look == 1 else look} of them it is not clear what goes there: please look."


def _chosen(parent: QWidget, kinds: str) -> Path | None:
    name, _ = QFileDialog.getOpenFileName(parent, "The publisher’s form", str(Path.home()), kinds)
    return Path(name) if name else None
