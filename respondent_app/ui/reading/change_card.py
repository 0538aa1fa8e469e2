"""One change: current and proposed wording side by side as far as the source gives it, and why it is made."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from respondent_app.model.consultation import AttachmentKind, ChangeKind, ChangeRow, Question
from respondent_app.model.word_diff import Did, Words, word_diff
from respondent_app.session import ready_comments
from respondent_app.ui.desk import Desk, Destination, Step
from respondent_app.ui.page import scrolling
from respondent_app.ui.reading.attachments import Attachments
from respondent_app.ui.reading.changes_model import KIND_NAMES
from respondent_app.ui.widgets.buttons import button, link
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import clear, column, row
from respondent_app.ui.widgets.notice import Notice
from respondent_app.ui.widgets.rows import name_field
from respondent_app.ui.widgets.text import badge, label, set_badge

_KIND_BADGES = {
    ChangeKind.NEW_CLAUSE: "good",
    ChangeKind.INSERTION: "good",
    ChangeKind.REPLACEMENT: "info",
    ChangeKind.DELETION: "bad",
}
_NO_COHORTS = "The table does not say which cohorts this change applies to."


class ChangeCard(Card):
    """The card under the list of changes."""

    def __init__(self, desk: Desk, attachments: Attachments) -> None:
        self._kind = badge("")
        self.comment = button("Comment on this clause", self._comment, primary=True)
        super().__init__("Choose a change", self._kind, self.comment)
        self._desk = desk
        self._attachments = attachments
        self._change: ChangeRow | None = None
        self._content: QVBoxLayout = column(margins=(16, 12, 16, 14), spacing=8)
        holder = QWidget()
        holder.setLayout(self._content)
        self.add(scrolling(holder), 1)
        self._content.addWidget(label("Choose a change in the list, or click its row in the text.", "muted"))
        self._content.addStretch(1)
        self._kind.hide()
        self.comment.hide()
        desk.appearance.changed.connect(self._again)
        attachments.changed.connect(self._again)

    def show_change(self, change: ChangeRow) -> None:
        """Show one row of the change table."""
        self._change = change
        self.title.setText(change.reference)
        set_badge(self._kind, KIND_NAMES[change.kind], _KIND_BADGES[change.kind])
        self._kind.show()
        self.comment.setVisible(self._question() is not None)
        clear(self._content)
        self._content.addLayout(self._wordings(change))
        if not change.quoted:
            self._content.addWidget(self._not_quoted())
        self._content.addWidget(label(f"What {self._table_name()} says", "label"))
        self._content.addWidget(label(change.description))
        self._content.addWidget(label("Why", "label"))
        self._content.addWidget(label(change.rationale))
        cohorts = f"Applies to {', '.join(change.cohorts)}." if change.cohorts else _NO_COHORTS
        self._content.addWidget(label(cohorts, "muted"))
        self._content.addStretch(1)

    def _wordings(self, change: ChangeRow) -> QHBoxLayout:
        consultation = self._desk.session.consultation
        current, proposed = _sides(change)
        words = word_diff(current, proposed)
        sides = row(spacing=14)
        sides.addLayout(self._side(f"Current ({consultation.current_version})", words, Did.GO, _nothing_now(change)), 1)
        title = f"Proposed ({consultation.proposed_version})"
        sides.addLayout(self._side(title, words, Did.COME, "Not quoted in the consultation."), 1)
        return sides

    def _side(self, title: str, words: tuple[Words, ...], own: Did, nothing: str) -> QVBoxLayout:
        shown = [w for w in words if w.did in (Did.STAY, own)]
        side = column(label(title, "muted"), spacing=4)
        if shown:
            side.addWidget(self._text(title, shown))
        else:
            side.addWidget(label(nothing, "muted"))
        side.addStretch(1)
        return side

    def _text(self, title: str, words: list[Words]) -> QTextBrowser:
        made = _Fitting()
        name_field(made, title)
        cursor = made.textCursor()
        for part in words:
            cursor.insertText(part.text, self._look(part.did))
        times = self._change.times if self._change else 1
        if times > 1:
            cursor.insertText(f"  ×{times}", QTextCharFormat())
        made.moveCursor(QTextCursor.MoveOperation.Start)
        return made

    def _look(self, did: Did) -> QTextCharFormat:
        colours = self._desk.appearance.colours
        look = QTextCharFormat()
        if did is Did.COME:
            look.setForeground(QColor(colours.inserted))
            look.setBackground(QColor(colours.inserted_soft))
            look.setFontUnderline(True)
        if did is Did.GO:
            look.setForeground(QColor(colours.deleted))
            look.setBackground(QColor(colours.deleted_soft))
            look.setFontStrikeOut(True)
        return look

    def _not_quoted(self) -> Notice:
        attachments = self._desk.session.consultation.attachments
        redline = next((a.number for a in attachments if a.kind is AttachmentKind.REDLINE), 0)
        said = "The consultation describes this change but does not quote it."
        if not redline:
            return Notice(said, kind="info")
        if self._attachments.file_of(redline):
            action = link(f"Open Attachment {redline}", lambda: self._attachments.open_file(redline))
        else:
            action = link(f"Where is Attachment {redline}?", lambda: self._attachments.ask_for(redline))
        return Notice(f"{said} Open Attachment {redline} to see the wording.", action, kind="info")

    def _table_name(self) -> str:
        return self._desk.session.consultation.change_table_title.split(" - ")[0]

    def _question(self) -> Question | None:
        return next((q for q in self._desk.session.consultation.questions if q.comments_by_clause), None)

    def _comment(self) -> None:
        question = self._question()
        if self._change is None or question is None:
            return
        mine = self._desk.session.response.answer(question.id).comments
        known = next((c.id for c in mine if c.clause in self._change.clauses), "")
        comment = known or ready_comments.add_comment(self._desk.session, question.id, self._change.clauses[0])
        self._desk.go(Destination(Step.ANSWER, place=ready_comments.comment_place(question.id, comment)))

    def _again(self) -> None:
        if self._change is not None:
            self.show_change(self._change)


class _Fitting(QTextBrowser):
    """As high as its text; it is the card that scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(4)
        self.document().documentLayout().documentSizeChanged.connect(
            lambda size: self.setFixedHeight(int(size.height()) + 8)
        )


def _sides(change: ChangeRow) -> tuple[str, str]:
    """Return what the source gives of the current and of the proposed wording; never more than it gives."""
    return change.deleted, change.quoted or change.inserted


def _nothing_now(change: ChangeRow) -> str:
    return "This clause is new." if change.kind is ChangeKind.NEW_CLAUSE else "Not quoted in the consultation."
