"""One change: its wording as far as the source gives it, why it is made, and what is worth checking about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from respondent_app.model.consultation import AttachmentKind, ChangeKind, ChangeRow, Question
from respondent_app.session import ready_comments
from respondent_app.ui.desk import Desk, Destination, Step
from respondent_app.ui.page import scrolling
from respondent_app.ui.reading.attachments import AttachmentFiles
from respondent_app.ui.reading.changes_model import KIND_NAMES
from respondent_app.ui.reading.points import PointNotice
from respondent_app.ui.reading.wording import Wording
from respondent_app.ui.widgets.buttons import button, link
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import clear, column, holder
from respondent_app.ui.widgets.notice import Notice
from respondent_app.ui.widgets.text import badge, label, set_badge

_KIND_BADGES = {
    ChangeKind.NEW_CLAUSE: "good",
    ChangeKind.INSERTION: "good",
    ChangeKind.REPLACEMENT: "info",
    ChangeKind.DELETION: "bad",
}
_NO_COHORTS = "The table does not say which cohorts this applies to."
_START = "Choose a change in the list, or click its row in the text. F8 goes to the next one."


class ChangeCard(Card):
    """The card under the list of changes. `show_quote` asks to show the publisher's words."""

    show_quote = Signal(str)

    def __init__(self, desk: Desk, files: AttachmentFiles) -> None:
        self.kind: QLabel = badge("")
        self.comment = button("Comment on this clause", self._comment, primary=True)
        super().__init__("No change chosen yet", self.comment, badge=self.kind)
        self._desk = desk
        self._consultation = desk.session.consultation
        self._files = files
        self._change: ChangeRow | None = None
        self._content: QVBoxLayout = column(margins=(16, 12, 16, 14), spacing=10)
        self._scroll = scrolling(holder(self._content))
        self.add(self._scroll, 1)
        self._content.addWidget(label(_START, "muted"))
        self._content.addStretch(1)
        self.kind.hide()
        self.comment.hide()
        desk.appearance.changed.connect(self._again)
        files.changed.connect(self._again)

    def show_change(self, change: ChangeRow) -> None:
        """Show one row of the change table."""
        self._change = change
        self.title.setText(change.reference)
        set_badge(self.kind, KIND_NAMES[change.kind], _KIND_BADGES[change.kind])
        self.kind.show()
        self.comment.setVisible(self._question() is not None)
        self.comment.setAccessibleDescription(change.reference)
        clear(self._content)
        for part in self._parts(change):
            self._content.addWidget(part)
        self._content.addStretch(1)
        self._scroll.verticalScrollBar().setValue(0)

    def _parts(self, change: ChangeRow) -> list[QWidget]:
        parts: list[QWidget] = [Wording(change, self._consultation, self._desk.appearance.colours)]
        if not change.quoted:
            parts.append(self._not_quoted(change))
        table = self._table_name()
        parts.append(_said(f"Why ({table})", change.rationale))
        if not change.quoted or not _is_only(change.quoted, change.description):
            parts.append(_said(f"What changes ({table})", change.description))
        parts.append(label(f"Applies to {', '.join(change.cohorts)}." if change.cohorts else _NO_COHORTS, "muted"))
        return parts + self._points(change)

    def _points(self, change: ChangeRow) -> list[QWidget]:
        points = [p for p in self._consultation.points if p.clause in change.clauses]
        if not points:
            return []
        notices = [PointNotice(self._desk, point, self.show_quote.emit) for point in points]
        return [label(f"Points to check ({len(points)})", "label"), *notices]

    def _not_quoted(self, change: ChangeRow) -> Notice:
        given = ": it gives only these words" if change.inserted or change.deleted else ""
        said = f"The consultation describes this change but does not quote it{given}."
        redline = next((a for a in self._consultation.attachments if a.kind is AttachmentKind.REDLINE), None)
        if redline is None:
            return Notice(said, kind="info")
        said += f" Open Attachment {redline.number} to see the wording."
        return Notice(said, *self._ways_to(redline.number), kind="info")

    def _ways_to(self, number: int) -> list[QPushButton]:
        ask = link(f"Where is Attachment {number}?", lambda: self._files.ask_for(number))
        if not self._files.of(number):
            return [ask]
        return [link(f"Show Attachment {number}", lambda: self._files.open(number)), ask]

    def _table_name(self) -> str:
        return self._consultation.change_table_title.split(" - ")[0]

    def _question(self) -> Question | None:
        return next((q for q in self._consultation.questions if q.comments_by_clause), None)

    def _comment(self) -> None:
        """Go to our comment on this clause, a new one if there is none."""
        question = self._question()
        if self._change is None or question is None:
            return
        mine = self._desk.session.response.answer(question.id).comments
        known = next((c.id for c in mine if c.clause in self._change.clauses), "")
        comment = known or ready_comments.add_comment(self._desk.session, question.id, self._change.clauses[0])
        place = ready_comments.comment_place(question.id, comment)
        self._desk.go(Destination(Step.ANSWER, question=question.id, place=place))

    def _again(self) -> None:
        if self._change is not None:
            self.show_change(self._change)


def _said(title: str, text: str) -> QWidget:
    return holder(column(label(title, "label"), label(text), spacing=3))


def _is_only(quoted: str, description: str) -> bool:
    """Whether a description says nothing but the wording itself, which is shown already."""
    return not description.replace(quoted, "").strip(" “”\"';.,")
