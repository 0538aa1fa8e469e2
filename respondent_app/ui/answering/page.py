"""The second step: answer the questions, and say who answers."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QPushButton, QScrollArea, QSplitter, QStackedWidget, QWidget

from respondent_app.model.past_answer import PastAnswer
from respondent_app.model.place import Place
from respondent_app.session import reviewing
from respondent_app.session.looking import Looking
from respondent_app.session.session import Change
from respondent_app.ui.answering.beside import SAID_BEFORE_KEYS, BesideCard
from respondent_app.ui.answering.question_form import QuestionForm
from respondent_app.ui.answering.respondent_form import RespondentForm
from respondent_app.ui.desk import Desk, Destination, Step
from respondent_app.ui.page import Page, scrolling
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import column
from respondent_app.ui.widgets.marked_editor import MarkedTextEdit
from respondent_app.ui.widgets.tab_order import in_reading_order

_DETAILS = "details"
_ROOM_FOR_TWO = 800
_LOOK_MS = 2000  # an answer that stood on the screen for that long was looked at
_MARGIN = 14
_ANY_HEIGHT = (1 << 24) - 1  # what Qt takes for no limit


class AnsweringPage(Page):
    """A tab for each question and one for the respondent's details; what helps stands at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._names = [*(q.id for q in self.session.consultation.questions), _DETAILS]
        self._tabs = {name: self._tab(name) for name in self._names}
        self._group = QButtonGroup(self)
        for tab in self._tabs.values():
            self._group.addButton(tab)
        self._forms: dict[str, tuple[QWidget, QScrollArea]] = {}
        self.open = ""
        self.help = QPushButton("Show what helps")
        self.help.setCheckable(True)
        self.help.setAccessibleDescription("The changes and points to check that belong to this question")
        self.help.toggled.connect(lambda _: self._fit())
        self.card = Card("Your answers", *self._tabs.values(), self.help)
        self._stack = QStackedWidget()
        self.card.add(self._stack, 1)
        self.beside = BesideCard(desk)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._build()
        self._order_later = QTimer(self)
        self._order_later.setSingleShot(True)
        self._order_later.timeout.connect(self._order_tabs)
        self.beside.rebuilt.connect(lambda: self._order_later.start(0))
        self.beside.threads.words_asked.connect(self._show_words)
        self.beside.threads.left.connect(self._back_to)
        self.beside.wanted.connect(self._put_in)
        self._looking = Looking.of(self.session)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._looked)
        self.session.changed.connect(self._follow)
        self._say_answered()
        self.show_tab(self._names[0])

    def show_tab(self, name: str) -> QWidget:
        """Show the form of a question, or the respondent's details, and return it."""
        form, area = self._form(name)
        self.open = name
        self._tabs[name].setChecked(True)
        self._stack.setCurrentWidget(area)
        self._fit()
        self.beside.show_question(name)
        self._order_later.start(0)
        if isinstance(form, QuestionForm):
            form.team.say_changed(reviewing.changed_since_looked(self.session, name))
        self._look.start()
        return form

    def refresh(self) -> None:
        """Coming back to an answer is looking at it again."""
        self._look.start()

    def open_at(self, destination: Destination) -> None:
        if destination.respondent:
            self.show_tab(_DETAILS).setFocus()
            return
        place = destination.place or self._place_of_mark(destination.mark)
        question = destination.question or (place.question if place else "")
        if question in self._tabs:
            form = self.show_tab(question)
            if place is not None and isinstance(form, QuestionForm):
                form.open_place(place)
                self._select_mark(form, destination.mark)

    def form(self, name: str) -> QWidget:
        """Return the form of a question, built if it was not shown yet."""
        return self._form(name)[0]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is no room for two columns, what helps takes the place of the answer when asked for."""
        wide = self.width() >= self.desk.appearance.px(_ROOM_FOR_TWO)
        helps = self.open != _DETAILS
        self.help.setVisible(helps and not wide)
        self.beside.setVisible(helps and (wide or self.help.isChecked()))
        helps_alone = helps and not wide and self.help.isChecked()
        self._stack.setVisible(not helps_alone)
        self._splitter.setOrientation(Qt.Orientation.Vertical if helps_alone else Qt.Orientation.Horizontal)
        heading = self.card.heightForWidth(self.width() - 2 * _MARGIN)
        self.card.setMinimumHeight(heading if helps_alone else 0)
        self.card.setMaximumHeight(heading if helps_alone else _ANY_HEIGHT)

    def _select_mark(self, form: QuestionForm, mark_id: str) -> None:
        mark = next((m for m in self.session.response.marks if m.id == mark_id), None)
        editor = form.editor_at(mark.place) if mark is not None else None
        if mark is not None and editor is not None:
            editor.select(mark.start, mark.end)

    def _place_of_mark(self, mark_id: str) -> Place | None:
        return next((m.place for m in self.session.response.marks if m.id == mark_id and m.question), None)

    def _build(self) -> None:
        for part, share in ((self.card, 5), (self.beside, 3)):
            self._splitter.addWidget(part)
            self._splitter.setStretchFactor(self._splitter.indexOf(part), share)
        self._splitter.setHandleWidth(_MARGIN)
        self._splitter.setChildrenCollapsible(False)
        self.setLayout(column(self._splitter, margins=(_MARGIN, _MARGIN, _MARGIN, _MARGIN)))
        for keys, step in (("Alt+PgDown", 1), ("Alt+PgUp", -1)):
            QShortcut(QKeySequence(keys), self, activated=lambda by=step: self._step(by))  # type: ignore[call-overload]

        QShortcut(QKeySequence(SAID_BEFORE_KEYS), self).activated.connect(self._turn_said_before)

    def _tab(self, name: str) -> QPushButton:
        tab = QPushButton("Your details" if name == _DETAILS else name)
        tab.setCheckable(True)
        tab.clicked.connect(lambda: self.show_tab(name))
        return tab

    def _form(self, name: str) -> tuple[QWidget, QScrollArea]:
        if name not in self._forms:
            form = self._new_form(name)
            area = scrolling(form)
            self._forms[name] = form, area
            self._stack.addWidget(area)
        return self._forms[name]

    def _new_form(self, name: str) -> QWidget:
        if name == _DETAILS:
            return RespondentForm(self.desk)
        following = self._names[self._names.index(name) + 1]
        words = "Next: your details" if following == _DETAILS else f"Next: {following}"
        form = QuestionForm(self.desk, self.session.consultation.question(name), lambda: self._go_on(following), words)
        form.commenting.connect(self._comment_on)
        if form.comments is not None:
            form.comments.clause_chosen.connect(self.beside.show_clause)
            form.comments.form_opened.connect(lambda: self._order_later.start(0))
        return form

    def _order_tabs(self) -> None:
        """Forms, and what stands beside them, are made when they are needed; Tab shall not notice."""
        form = self.form(self.open)
        regions = form.regions() if isinstance(form, QuestionForm) else [form]
        in_reading_order(*self._tabs.values(), self.help, *regions, *self.beside.regions())

    def _go_on(self, name: str) -> None:
        self.show_tab(name)
        self._tabs[name].setFocus()

    def _looked(self) -> None:
        if self.isVisible() and self.open != _DETAILS:
            self._looking.look(self.open)

    def _comment_on(self, editor: object) -> None:
        """Let a colleague write about what is selected in an editor, beside it."""
        if isinstance(editor, MarkedTextEdit):
            self.help.setChecked(True)
            self._fit()
            self.beside.write_comment(editor.place, *editor.selected_words())

    def _turn_said_before(self) -> None:
        """Show what was said before and go there; from there, go back to the text."""
        form = self.form(self.open)
        if not isinstance(form, QuestionForm):
            return
        shown = not (self.beside.said.isChecked() and self.beside.isVisible())
        if shown:
            self.help.setChecked(True)
            self._fit()
        self.beside.show_said_before(shown=shown)
        if not shown:
            self.help.setChecked(False)
            self._fit()
            form.current.setFocus()

    def _put_in(self, answer: PastAnswer) -> None:
        """Put a past answer in where the cursor is, or at the end of a text nobody has been in yet."""
        form = self.form(self.open)
        if not isinstance(form, QuestionForm):
            return
        editor = form.current
        at = editor.selection()[1] or None
        start = self.session.past_answers.putting_in.put_in(answer, editor.place, at)
        self.help.setChecked(False)
        self._fit()
        editor.select(start + len(answer.text), start + len(answer.text))
        editor.setFocus()
        advice = "A comment beside the answer says where it comes from; it never leaves your team."
        again = "What was confidential is marked again: say why on the Confidentiality page. " * answer.confidential
        self.session.messages.good(f"Put in. {again}{advice}")

    def _show_words(self, place: Place, start: int, end: int) -> None:
        self.help.setChecked(False)
        form = self.show_tab(place.question)
        if isinstance(form, QuestionForm):
            form.open_place(place)
            editor = form.editor_at(place)
            if editor is not None:
                editor.select(start, end)

    def _back_to(self, place: Place) -> None:
        """Go back to the text that was commented on, if it can be seen."""
        form = self.form(place.question)
        editor = form.editor_at(place) if isinstance(form, QuestionForm) else None
        if editor is not None and editor.isVisible():
            editor.setFocus()

    def _step(self, by: int) -> None:
        position = self._names.index(self.open) + by
        if 0 <= position < len(self._names):
            self._go_on(self._names[position])
        elif position == len(self._names):
            self.desk.go(Destination(Step.CONFIDENTIALITY))

    def _follow(self, change: Change) -> None:
        if change.questions:
            self._say_answered()

    def _say_answered(self) -> None:
        for name in self._names[:-1]:
            answered = not self.session.response.answer(name).is_empty
            text = f"{name} ✓" if answered else name
            if self._tabs[name].text() != text:
                self._tabs[name].setText(text)
                self._tabs[name].setAccessibleName(f"{name}, answered" if answered else name)
