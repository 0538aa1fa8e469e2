"""The form for one comment on one clause."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QWidget

from respondent_app.model import edits
from respondent_app.model.place import Part, Place
from respondent_app.model.response import ClauseComment, CommentType
from respondent_app.session.session import Change
from respondent_app.ui.answering.comments_model import TYPE_NAMES
from respondent_app.ui.desk import Desk
from respondent_app.ui.widgets.layouts import column, row
from respondent_app.ui.widgets.marked_editor import MarkedTextEdit
from respondent_app.ui.widgets.rows import Rows, choice_field


class CommentForm(QWidget):
    """Clause and type beside one another; below them the comment, the proposed wording and the rationale."""

    def __init__(self, desk: Desk, question: str, comment: ClauseComment, focused: Callable[[object], None]) -> None:
        super().__init__()
        self._session = desk.session
        self._question = question
        self.comment_id = comment.id
        self.clause = self._clause_field(comment.clause)
        self.type = choice_field([(kind.value, name) for kind, name in TYPE_NAMES.items()], comment.type.value)
        self.type.activated.connect(lambda _: self._take_type())
        self.editors = {
            Part.COMMENT: MarkedTextEdit(desk, Place(question, Part.COMMENT, comment.id), lines=3),
            Part.PROPOSED: MarkedTextEdit(desk, Place(question, Part.PROPOSED, comment.id), lines=2),
            Part.COMMENT_RATIONALE: MarkedTextEdit(desk, Place(question, Part.COMMENT_RATIONALE, comment.id), lines=2),
        }
        for editor in self.editors.values():
            editor.focused.connect(focused)
        self.setLayout(column(self._first_line(), self._texts(), spacing=10))
        self._session.changed.connect(self._follow)

    def _first_line(self) -> QWidget:
        clause, kind, line = Rows(), Rows(), QWidget()
        clause.add("Clause", self.clause, help_text="")
        kind.add("Type", self.type)
        line.setLayout(row(clause, kind, spacing=16))
        return line

    def _texts(self) -> Rows:
        rows = Rows()
        rows.add("Comment", self.editors[Part.COMMENT])
        rows.add("Proposed wording", self.editors[Part.PROPOSED])
        rows.add("Why", self.editors[Part.COMMENT_RATIONALE])
        return rows

    def _clause_field(self, clause: str) -> QComboBox:
        field = choice_field([], "")
        field.setEditable(True)
        field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        known = dict.fromkeys(c for change in self._session.consultation.changes for c in change.clauses)
        field.addItems(list(known))
        field.setEditText(clause)
        field.editTextChanged.connect(self._take_clause)
        return field

    def _take_clause(self, text: str) -> None:
        comment = self._comment()
        if comment is not None:
            self._keep(replace(comment, clause=text.strip()))

    def _take_type(self) -> None:
        comment = self._comment()
        if comment is not None:
            self._keep(replace(comment, type=CommentType(self.type.currentData())))

    def _keep(self, comment: ClauseComment) -> None:
        self._session.edit(lambda r: edits.with_comment(r, self._question, comment))

    def _comment(self) -> ClauseComment | None:
        comments = self._session.response.answer(self._question).comments
        return next((c for c in comments if c.id == self.comment_id), None)

    def _follow(self, change: Change) -> None:
        comment = self._comment()
        if self._question in change.questions and comment is not None and not self.clause.hasFocus():
            if self.clause.currentText().strip() != comment.clause:
                self.clause.setEditText(comment.clause)
            self.type.setCurrentIndex(self.type.findData(comment.type.value))
