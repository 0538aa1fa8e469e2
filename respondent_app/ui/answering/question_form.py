"""The form for one question: what is asked, and the answer with everything the question asks for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from respondent_app.model import edits
from respondent_app.model.consultation import Question
from respondent_app.model.place import Part, Place
from respondent_app.model.response import NO_COMMENT
from respondent_app.model.text import word_count
from respondent_app.session.session import Change
from respondent_app.ui.answering.commenting import KEYS, Commenting
from respondent_app.ui.answering.comments_section import CommentsSection
from respondent_app.ui.answering.stance import StanceLines
from respondent_app.ui.answering.team_line import TeamLine
from respondent_app.ui.desk import Desk
from respondent_app.ui.widgets.buttons import button
from respondent_app.ui.widgets.layouts import WrappingRow, column
from respondent_app.ui.widgets.marked_editor import MarkedTextEdit
from respondent_app.ui.widgets.rows import Rows
from respondent_app.ui.widgets.text import badge, label

_COUNT_PAUSE_MS = 250


class QuestionForm(QWidget):
    """Stance, comments by clause, answer and rationale, as far as the question asks for them.

    `commenting` says that somebody wants to comment on what is selected in an editor.
    """

    commenting = Signal(object)

    def __init__(self, desk: Desk, question: Question, following: Callable[[], None], next_label: str) -> None:
        super().__init__()
        self._desk = desk
        self._session = desk.session
        self.question = question
        self.team = TeamLine(desk, question.id)
        self.answer = self._editor(Part.ANSWER, 6)
        self.rationale = self._editor(Part.RATIONALE, 4)
        self._current = self.answer
        self.stance = StanceLines(desk, question) if question.stance else None
        self.comments = CommentsSection(desk, question, self._focus_moved) if question.comments_by_clause else None
        if self.comments is not None:
            self.comments.form_opened.connect(self._attach_to_comment_form)
        self._status = label("", "small")
        self._withheld = badge("Confidential: the public version withholds this whole answer", "confidential")
        self.mark = button(
            "Mark as confidential", self._mark, name="Mark the selected words as confidential", shortcut="Ctrl+M"
        )
        self.comment = button(
            "Comment…", self._comment, name="Comment on the selected words, for colleagues only", shortcut=KEYS
        )
        self.no_comment = button("No comment", self._say_no_comment)
        self.next = button(next_label, following, primary=True)
        self._build()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._count)
        self._session.changed.connect(self._follow)
        self._count()

    def regions(self) -> list[QWidget | None]:
        """Its parts in the order in which they are read."""
        fields = (self.answer, self.rationale, self.mark, self.comment, self.no_comment, self.next)
        return [self.team, self.stance, self.comments, *fields]

    @property
    def current(self) -> MarkedTextEdit:
        """The editor that was written in last; that of the answer if it is there no more."""
        editor = self.editor_at(self._current.place)
        return editor if editor is not None and editor.place == self._current.place else self.answer

    def open_place(self, place: Place) -> None:
        """Put the cursor into one of the texts."""
        if place.comment and self.comments is not None:
            self.comments.open_comment(place.comment)
            editor = self.comments.form.editors.get(place.part) if self.comments.form else None
        else:
            editor = self.rationale if place.part is Part.RATIONALE else self.answer
        if editor is not None:
            editor.setFocus()

    def editor_at(self, place: Place) -> MarkedTextEdit | None:
        """Return the editor of a text, if it is open."""
        if place.comment:
            return self.comments.form.editors.get(place.part) if self.comments and self.comments.form else None
        return self.rationale if place.part is Part.RATIONALE else self.answer

    def _editor(self, part: Part, lines: int) -> MarkedTextEdit:
        editor = MarkedTextEdit(self._desk, Place(self.question.id, part), lines=lines)
        editor.focused.connect(self._focus_moved)
        self._attach(editor)
        return editor

    def _attach(self, editor: MarkedTextEdit) -> None:
        Commenting(self._desk, editor).asked.connect(self.commenting)

    def _attach_to_comment_form(self) -> None:
        if self.comments is not None and self.comments.form is not None:
            for editor in self.comments.form.editors.values():
                self._attach(editor)

    def _comment(self) -> None:
        self.commenting.emit(self._current)

    def _focus_moved(self, editor: object) -> None:
        if isinstance(editor, MarkedTextEdit):
            self._current = editor
            self._timer.start(0)

    def _build(self) -> None:
        question = self.question
        layout = column(margins=(20, 16, 20, 20), spacing=10)
        layout.addWidget(label(f"{question.id}. {question.title}", "heading"))
        layout.addWidget(self._withheld, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.team)
        layout.addWidget(label(question.text))
        if question.guidance:
            layout.addWidget(label(question.guidance.strip(), "muted"))
        for part in (self.stance, self.comments):
            if part is not None:
                layout.addSpacing(6)
                layout.addWidget(part)
        rows = Rows()
        rows.add("Answer", self.answer)
        rows.add("Rationale", self.rationale, note="asked for by the question" if question.rationale_asked else "")
        layout.addSpacing(6)
        layout.addWidget(rows)
        layout.addWidget(self._status)
        layout.addLayout(WrappingRow(self.mark, self.comment, self.no_comment, self.next))
        layout.addStretch(1)
        self.setLayout(layout)

    def _mark(self) -> None:
        mark = self._current.mark_selection()
        if mark is None:
            self._session.messages.note("Nothing is selected.", "Select the confidential words first, then mark them.")
            return
        self._session.messages.good("Marked as confidential. Say why on the Confidentiality page.")

    def _say_no_comment(self) -> None:
        place = Place(self.question.id, Part.ANSWER)
        if self._session.response.text_at(place).strip():
            self._session.messages.note("There is an answer already.", "Delete it first if you have no comment.")
            return
        text = f"{NO_COMMENT}."
        self._session.edit_text(place, lambda r: edits.with_text(r, place, text))

    def _follow(self, change: Change) -> None:
        if self.question.id in change.questions or change.marks:
            self._timer.start(_COUNT_PAUSE_MS)

    def _is_withheld(self) -> bool:
        return any(mark.covers(self._current.place) for mark in self._session.response.marks)

    def _count(self) -> None:
        self._withheld.setVisible(self._is_withheld())
        words = word_count(self._current.text)
        passages = len(self._session.response.passages(self._current.place))
        said = [f"{words} word{'' if words == 1 else 's'}", "spelling checked (en-GB)"]
        if passages:
            said.append(f"{passages} confidential passage{'' if passages == 1 else 's'}")
        self._status.setText(" · ".join(said))
