"""The comments by clause of one question: the list, and the form for the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtWidgets import QFrame, QTableView, QVBoxLayout, QWidget

from respondent_app.model import edits
from respondent_app.model.consultation import Question
from respondent_app.model.response import Response
from respondent_app.session import ready_comments
from respondent_app.session.session import Change
from respondent_app.ui.answering.comment_form import CommentForm
from respondent_app.ui.answering.comments_model import CommentsModel
from respondent_app.ui.desk import Desk
from respondent_app.ui.widgets.buttons import button, link
from respondent_app.ui.widgets.layouts import WrappingRow, clear, column
from respondent_app.ui.widgets.notice import Notice
from respondent_app.ui.widgets.table import reading_table
from respondent_app.ui.widgets.text import label

_FIT_PAUSE_MS = 120
_TABLE_HEIGHT = 340  # the form below stays in view
_STRETCHED = (1, 2)  # comment and proposed wording


class CommentsSection(QWidget):
    """A table of comments with a form under it."""

    clause_chosen = Signal(str)
    form_opened = Signal()

    def __init__(self, desk: Desk, question: Question, focused: Callable[[object], None]) -> None:
        super().__init__()
        self._desk = desk
        self._session = desk.session
        self._question = question.id
        self._focused = focused
        self.model = CommentsModel()
        self._fit_timer = QTimer(self)
        self._fit_timer.setSingleShot(True)
        self._fit_timer.timeout.connect(self._fit)
        self.table = self._table()
        self.form: CommentForm | None = None
        self._form_place: QVBoxLayout = column(margins=(12, 12, 12, 12))
        self._form_frame = QFrame()
        self._form_frame.setObjectName("card")
        self._form_frame.setLayout(self._form_place)
        self._form_frame.hide()
        self.remove = button("Remove this comment", self._remove)
        self.add = link("+ Add a comment", lambda: self.open_comment(self.add_comment()))
        self._removed: QVBoxLayout = column()
        self._empty = label("No comments on single clauses yet.", "muted")
        self.setLayout(
            column(
                label("Comments by clause", "label"), self._empty, self.table,
                self._removed, WrappingRow(self.add, self.remove), self._form_frame, spacing=6,
            )
        )  # fmt: skip
        self._session.changed.connect(self._follow)
        desk.appearance.changed.connect(lambda: self._fit_timer.start(_FIT_PAUSE_MS))
        self._show()

    def add_comment(self, clause: str = "") -> str:
        """Add an empty comment and return its id."""
        return ready_comments.add_comment(self._session, self._question, clause)

    def open_comment(self, comment_id: str) -> None:
        """Choose a comment and put the cursor where its clause, or else its text, is written."""
        row = self.model.row_of(comment_id)
        if row < 0:
            return
        self.table.selectRow(row)
        if self.form is not None:
            field = self.form.clause if not self.model.comment(row).clause else next(iter(self.form.editors.values()))
            field.setFocus()

    def _table(self) -> QTableView:
        table = reading_table(
            self.model, "Comments by clause", *_STRETCHED, description="Choose a comment to edit it below"
        )
        table.horizontalHeader().sectionResized.connect(lambda *_: self._fit_timer.start(_FIT_PAUSE_MS))
        table.selectionModel().currentRowChanged.connect(self._choose)
        self.model.modelReset.connect(self._keep_choice)
        return table

    def _choose(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self._open_form(current.row())

    def _open_form(self, row: int) -> None:
        comment = self.model.comment(row)
        self.clause_chosen.emit(comment.clause)
        if self.form is not None and self.form.comment_id == comment.id:
            return
        self._close_form()
        self.form = CommentForm(self._desk, self._question, comment, self._focused)
        self._form_place.addWidget(self.form)
        self._form_frame.show()
        self.remove.show()
        self.form_opened.emit()

    def _close_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self._form_place.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
        self._form_frame.hide()
        self.remove.hide()

    def _remove(self) -> None:
        if self.form is None:
            return
        gone, earlier = self.form.comment_id, self._session.response
        self._close_form()
        self._session.edit(lambda r: edits.without_comment(r, self._question, gone))
        self._offer_back(earlier, gone)

    def _offer_back(self, earlier: Response, comment_id: str) -> None:
        """Let the comment just removed be put back, until the next one is removed or the page is left."""
        clear(self._removed)
        clause = earlier.answer(self._question).comment(comment_id).clause
        said = f"The comment on {clause} was removed." if clause else "The comment was removed."
        back = link("Put it back", lambda: self._put_back(earlier, comment_id), name=f"Put back: {said}")
        self._removed.addWidget(Notice(said, back, kind="info"))
        back.setFocus()

    def _put_back(self, earlier: Response, comment_id: str) -> None:
        clear(self._removed)
        self._session.edit(lambda r: edits.with_comment_back(r, earlier, self._question, comment_id))
        self.open_comment(comment_id)

    def _keep_choice(self) -> None:
        row = self.model.row_of(self.form.comment_id) if self.form is not None else -1
        if row >= 0:
            self.table.selectRow(row)
        else:
            self._close_form()

    def _follow(self, change: Change) -> None:
        if self._question in change.questions or change.marks:
            self._show()

    def _show(self) -> None:
        self.model.show(self._session.response, self._question)
        filled = self.model.rowCount() > 0
        self.table.setVisible(filled)
        self._empty.setVisible(not filled)
        self.remove.setVisible(self.form is not None)
        self._fit_timer.start(_FIT_PAUSE_MS)

    def _fit(self) -> None:
        """Show every row whole, up to a height that leaves the form in view; above it the table scrolls."""
        self.table.resizeRowsToContents()
        rows = sum(self.table.rowHeight(row) for row in range(self.model.rowCount()))
        wanted = rows + self.table.horizontalHeader().sizeHint().height() + 8
        self.table.setFixedHeight(min(wanted, self._desk.appearance.px(_TABLE_HEIGHT)))
