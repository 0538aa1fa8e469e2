"""The third step: both versions of the response beside each other, and the reason for each thing withheld."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from respondent_app.model.place import Part, Place
from respondent_app.model.response import Mark, Reason, Scope
from respondent_app.model.submission import Audience
from respondent_app.session.confidentiality import Checked, Confidentiality, Repeat
from respondent_app.ui.confidentiality.advice import (
    Advice,
    advice_on_details,
    how_to_mark,
    leaks_of,
    marks_in_the_open,
    nudge,
)
from respondent_app.ui.confidentiality.checked_badge import CheckedBadge
from respondent_app.ui.confidentiality.lines import full_lines, public_lines
from respondent_app.ui.confidentiality.marking import Marking
from respondent_app.ui.confidentiality.reason_card import ReasonCard
from respondent_app.ui.confidentiality.scope_card import ScopeCard, Whole
from respondent_app.ui.confidentiality.sheet import Sheet
from respondent_app.ui.desk import Desk, Destination, Step
from respondent_app.ui.live_page import LivePage
from respondent_app.ui.page import scrolling
from respondent_app.ui.widgets.announce import announce
from respondent_app.ui.widgets.buttons import button
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import column, holder

_ROOM_FOR_TWO = 760
_WIDE, _NARROW = (740, 300), (600, 450)


class ConfidentialityPage(LivePage):
    """Select and mark on the left, see what the public reads in the middle, give the reason on the right."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.marks = Confidentiality(self.session)
        self.chosen = ""
        self._marking = Marking(self.session)
        self._put_back: Mark | None = None
        self._was_shown = False
        publisher = self.session.consultation.publisher_short
        self.full = Sheet(desk.appearance, "Full version", "Select words, then Ctrl+M marks them as confidential")
        self.public = Sheet(desk.appearance, "Public version", "The response as it may be published")
        self.mark_button = button(
            "Mark as confidential", self.mark_selection,
            primary=True, help_text="Mark the selected words (Ctrl+M)",
        )  # fmt: skip
        self.state = CheckedBadge(self.go_to_open_words)
        self._state_line = holder(column(None, self.state, None))
        self.scopes = ScopeCard()
        self.reason = ReasonCard(self.marks, publisher)
        self._arrange(publisher)
        self._connect()
        self.refresh()

    def open_at(self, destination: Destination) -> None:
        if destination.mark:
            self.choose(destination.mark)
        elif destination.place is not None:
            end = len(self.session.response.text_at(destination.place))
            self.full.select(destination.place, 0, end)
            self.full.ensureCursorVisible()

    def refresh(self) -> None:
        self._soon.stop()
        response, consultation = self.session.response, self.session.consultation
        withheld = self.marks.details_withheld()
        self.full.show_lines(full_lines(response, consultation, self.marks.numbers(), details_withheld=withheld))
        self.public.show_lines(public_lines(self.session.submission(Audience.PUBLIC)))
        self.scopes.show_response(response, consultation, details_withheld=withheld)
        self._say_checked()
        self._show_chosen(reveal=False)

    def mark_selection(self) -> None:
        """Mark the words selected in the full version, one mark for each text they stand in."""
        marks = self._marking.mark_words(self.full.selected())
        if not marks:
            self.session.messages.note(
                "No words of an answer are selected.",
                "Select the words in the full version first, then press Ctrl+M. Names and contact details have check "
                "boxes under “What is confidential?”.",
            )
            return
        announce(self.full, "Marked as confidential")
        self.refresh()
        self.choose(marks[0].id)

    def choose(self, mark_id: str) -> None:
        """Show one mark: its reason at the right, its words in both versions."""
        if mark_id != self.chosen:
            self._put_back = None
        self.chosen = mark_id
        self._show_chosen(reveal=True)

    def go_to_open_words(self) -> None:
        """Show the first confidential words that stand in the open, and what can be done about them."""
        details = [repeat for repeat in self.marks.repeats() if not repeat.mark]
        open_marks = marks_in_the_open(self.marks)
        if open_marks and not details and self.chosen not in open_marks:
            self.choose(open_marks[0])
        shown = details or [repeat for repeat in self.marks.repeats() if repeat.mark == self.chosen]
        if shown:
            self.full.select(shown[0].place, shown[0].start, shown[0].end)
            self.full.ensureCursorVisible()
        self.reason.focus_advice()

    def step(self, by: int) -> None:
        """Go to the next mark, or the one before; after the last comes the first."""
        ids = [mark.id for mark in self.marks.in_order()]
        if ids:
            at = ids.index(self.chosen) if self.chosen in ids else 0
            self.choose(ids[(at + by) % len(ids)])
            announce(self.reason, f"{self.reason.title.text()}: {self.reason.where.text()}")

    def showEvent(self, event: QShowEvent) -> None:
        """The first time, bring the first mark into view, once it is known how high the view is."""
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            QTimer.singleShot(0, self, lambda: self._show_chosen(reveal=True))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put the versions below one another where there is no room beside; keep the heading lines equally high."""
        narrow = self.width() < self.desk.appearance.px(_ROOM_FOR_TWO)
        orientation = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        self._state_line.setMinimumHeight(self.mark_button.sizeHint().height())
        if self._versions.orientation() is not orientation:
            self._versions.setOrientation(orientation)
            self._columns.setSizes(_NARROW if narrow else _WIDE)

    def _arrange(self, publisher: str) -> None:
        full = Card(f"Full version, to {publisher}", self.mark_button)
        full.add(self.full, 1)
        public = Card("Public version", self._state_line)
        public.add(self.public, 1)
        beside = QWidget()
        below = column(self.scopes, self.reason, spacing=14)
        below.setStretch(1, 1)
        beside.setLayout(below)
        self._versions = _splitter(full, public)
        self._versions.setSizes([1, 1])
        self._columns = _splitter(self._versions, scrolling(beside))
        self._columns.setStretchFactor(0, 1)
        self._columns.setSizes(_WIDE)
        self.setLayout(column(self._columns, margins=(16, 16, 16, 16)))

    def _connect(self) -> None:
        self.desk.appearance.changed.connect(self._fit)
        self.full.came_to.connect(self._came_to)
        self.public.came_to.connect(self._came_to)
        self.scopes.toggled.connect(self._toggle)
        self.scopes.contact_toggled.connect(self._show_contact)
        self.reason.stepped.connect(self.step)
        self.reason.edited.connect(self._keep_reason)
        self.reason.removed.connect(self._remove)
        self.reason.shown_in_answer.connect(self._go_to_answer)
        keys = {"F7": partial(self.step, -1), "F8": partial(self.step, 1), "Ctrl+M": self.mark_selection}
        for key, action in keys.items():
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    def _came_to(self, number: int) -> None:
        for mark_id, its_number in self.marks.numbers().items():
            if its_number == number and mark_id != self.chosen:
                self.choose(mark_id)

    def _toggle(self, whole: Whole, on: bool) -> None:  # noqa: FBT001  from a check box
        if on:
            mark = self._marking.mark_whole(whole)
            self.refresh()
            self.choose(mark.id)
        else:
            removed = self._marking.unmark_whole(whole)
            self._after_removal(removed[0] if len(removed) == 1 else None)

    def _show_contact(self, shown: bool) -> None:  # noqa: FBT001  from a check box
        self.session.edit(lambda r: replace(r, contact_public=shown))
        self.refresh()

    def _keep_reason(self, reason: Reason) -> None:
        self._marking.give_reason(self.chosen, reason)

    def _remove(self) -> None:
        mark = self._chosen_mark()
        if mark is not None:
            self._marking.remove(mark)
            self._after_removal(mark)

    def _after_removal(self, mark: Mark | None) -> None:
        self._put_back = mark
        self.chosen = ""
        announce(self.reason, "The mark is removed. Its words will be published.")
        self.refresh()

    def _undo_removal(self) -> None:
        mark, self._put_back = self._put_back, None
        if mark is not None:
            self._marking.put(mark)
            self.refresh()
            self.choose(mark.id)

    def _go_to_answer(self) -> None:
        mark = self._chosen_mark()
        if mark is None:
            return
        place = {
            Scope.PASSAGE: mark.place,
            Scope.COMMENT: Place(mark.question, Part.COMMENT, mark.comment),
            Scope.RATIONALE: Place(mark.question, Part.RATIONALE),
            **dict.fromkeys((Scope.QUESTION, Scope.ANSWER, Scope.STANCE), Place(mark.question, Part.ANSWER)),
        }.get(mark.scope)
        respondent = mark.scope is Scope.ORGANISATION
        self.desk.go(Destination(Step.ANSWER, question=mark.question, place=place, mark=mark.id, respondent=respondent))

    def _chosen_mark(self) -> Mark | None:
        return next((mark for mark in self.session.response.marks if mark.id == self.chosen), None)

    def _show_chosen(self, *, reveal: bool) -> None:
        marks = self.marks.in_order()
        if self._chosen_mark() is None:
            self.chosen = marks[0].id if marks else ""
        mark = self._chosen_mark()
        if mark is None:
            self.reason.show_none(how_to_mark(self.marks))
        else:
            self.reason.show_mark(mark, marks.index(mark) + 1, len(marks))
        self.reason.show_advice(self._advice(mark))
        number = self.marks.numbers().get(self.chosen, 0)
        self.full.choose(number, reveal=reveal)
        self.public.choose(number, reveal=reveal)

    def _advice(self, mark: Mark | None) -> tuple[Advice, ...]:
        """Words in the open come first, whichever mark is shown; then what is only advice."""
        on_mark = leaks_of(mark, self.marks, self._mark_repeat, self._take_out) if mark else ()
        in_the_open = advice_on_details(self.marks, self._mark_repeat) + on_mark + self._elsewhere()
        return self._removal_advice() + in_the_open + (nudge(mark) if mark else ())

    def _elsewhere(self) -> tuple[Advice, ...]:
        """Lead to the first mark whose words stand in the open, apart from the one that is shown."""
        found = next((mark for mark in marks_in_the_open(self.marks) if mark != self.chosen), "")
        if not found:
            return ()
        number = self.marks.numbers()[found]
        return (Advice(f"Words of mark {number} still stand in the open.", "Go to it", partial(self.choose, found)),)

    def _removal_advice(self) -> tuple[Advice, ...]:
        mark = self._put_back
        if mark is None:
            return ()
        return (Advice("The mark is removed: its words will be published.", "Put it back", self._undo_removal),)

    def _mark_repeat(self, repeat: Repeat) -> None:
        self._marking.mark_repeat(repeat)
        announce(self.reason, "Marked as confidential too")
        self.refresh()

    def _take_out(self, mark_id: str) -> None:
        self.marks.take_out_told(mark_id)
        self.refresh()

    def _say_checked(self) -> None:
        """Say what a search of the public version found, and claim no more than it did."""
        checked = self.marks.checked()
        places = len(self.marks.repeats()) + len(self.marks.told())
        if places or (checked and checked.found):
            self.state.say_open()
        elif checked is None:
            self.state.say("as it will be published", "plain")
        elif self.session.response.marks or self.marks.details_withheld():
            self.state.say("checked: nothing leaks", "good")
        else:
            self.state.say("nothing is withheld", "plain")
        self.state.explain(_tool_tip(checked))


def _splitter(*parts: QWidget) -> QSplitter:
    made = QSplitter(Qt.Orientation.Horizontal)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(14)
    for part in parts:
        made.addWidget(part)
    return made


def _tool_tip(checked: Checked | None) -> str:
    if checked is None:
        return "There are too many words to search them while you type. The files are searched when they are made."
    said = "This text is searched for everything that is withheld. The files are searched again when they are made."
    if checked.found:
        said += f" Found: words of {', '.join(checked.found)}."
    if checked.unchecked:
        said += f" Too short or too common to search for: {', '.join(checked.unchecked)}."
    return said
