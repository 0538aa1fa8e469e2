"""One change: its wording as far as the source gives it, why it is made, and what is worth checking about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from respondent_app.model.consultation import AttachmentKind, ChangeKind, ChangeRow, Question
from respondent_app.session import ready_comments
from respondent_app.ui.desk import Desk, Destination, Step
from respondent_app.ui.page import scrolling
from respondent_app.ui.reading.attachments import AttachmentFiles
from respondent_app.ui.reading.changes_model import KIND_NAMES, NOT_IN_THE_TABLE
from respondent_app.ui.reading.points import PointNotice
from respondent_app.ui.reading.wording import Wording
from respondent_app.ui.widgets.buttons import button, link
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import WrappingRow, clear, column, holder
from respondent_app.ui.widgets.notice import Notice
from respondent_app.ui.widgets.text import badge, label, set_badge

if TYPE_CHECKING:
    from respondent_app.model.audit import Undisclosed
    from respondent_app.session.compared import Compared
    from respondent_app.ui.reading.changes_model import Listed

_KIND_BADGES = {
    ChangeKind.NEW_CLAUSE: "good",
    ChangeKind.INSERTION: "good",
    ChangeKind.REPLACEMENT: "info",
    ChangeKind.DELETION: "bad",
}
_MOST_SHOWN = 8
_NO_COHORTS = "The table does not say which cohorts this applies to."
_START = "Choose a change in the list, or click its row in the text. F8 goes to the next one."


class ChangeCard(Card):
    """The card under the list of changes. `show_quote` asks to show the publisher's words.

    `found` is what was found in the text, once it is known; `show_text` asks for a place in the whole texts.
    """

    show_quote = Signal(str)
    show_text = Signal(int)

    def __init__(self, desk: Desk, files: AttachmentFiles) -> None:
        self.kind: QLabel = badge("")
        self.comment = button("Comment on this clause", self._comment, primary=True)
        super().__init__("No change chosen yet", self.comment, badge=self.kind)
        self._desk = desk
        self._consultation = desk.session.consultation
        self._files = files
        self._change: Listed | None = None
        self.found: Compared | None = None
        self._content: QVBoxLayout = column(margins=(16, 12, 16, 14), spacing=10)
        self._scroll = scrolling(holder(self._content))
        self.add(self._scroll, 1)
        self._clear()
        desk.appearance.changed.connect(self._again)
        files.changed.connect(self._again)

    def _clear(self) -> None:
        self.title.setText("No change chosen yet")
        clear(self._content)
        self._content.addWidget(label(_START, "muted"))
        self._content.addStretch(1)
        self.kind.hide()
        self.comment.hide()

    def show_change(self, change: Listed) -> None:
        """Show one row of the change table, or a change that is in none."""
        self._change = change
        self.title.setText(_titled(change.reference))
        if isinstance(change, ChangeRow):
            set_badge(self.kind, KIND_NAMES[change.kind], _KIND_BADGES[change.kind])
        else:
            set_badge(self.kind, NOT_IN_THE_TABLE, "attention")
        self.kind.show()
        self.comment.setVisible(self._question() is not None)
        self.comment.setAccessibleDescription(change.reference)
        clear(self._content)
        parts = self._parts(change) if isinstance(change, ChangeRow) else self._unlisted_parts(change)
        for part in parts:
            self._content.addWidget(part)
        self._content.addStretch(1)
        self._scroll.verticalScrollBar().setValue(0)

    def _parts(self, change: ChangeRow) -> list[QWidget]:
        parts = self._real_parts(change) or self._described_parts(change)
        table = self._table_name()
        parts.append(_said(f"Why ({table})", change.rationale))
        if not change.quoted or not _is_only(change.quoted, change.description):
            parts.append(_said(f"What changes ({table})", change.description))
        parts.append(label(f"Applies to {', '.join(change.cohorts)}." if change.cohorts else _NO_COHORTS, "muted"))
        return parts + self._points(change)

    def _described_parts(self, change: ChangeRow) -> list[QWidget]:
        """What the consultation itself gives of the wording."""
        parts = [self._quoted(change)]
        return parts if change.quoted else [*parts, self._not_quoted(change)]

    def _quoted(self, change: ChangeRow) -> QWidget:
        return Wording(change, self._consultation, self._desk.appearance.colours)

    def _real_parts(self, change: ChangeRow) -> list[QWidget]:
        """What the text itself shows, once it is known."""
        result = (
            next((row for row in self.found.audit.rows if row.number == change.number), None) if self.found else None
        )
        if result is None:
            return []
        from respondent_app.ui.reading import verdicts

        said: list[QWidget] = [verdicts.verdict_notice(self._desk, result)]
        said += self._wordings(result.changes) or [self._quoted(change)]
        return [*said, *_ready(result.comment)]

    def _unlisted_parts(self, change: Undisclosed) -> list[QWidget]:
        from respondent_app.ui.reading import verdicts

        said = verdicts.undisclosed_notice(self._desk, change)
        return [said, *self._wordings((change.change,)), *_ready(change.comment)]

    def _wordings(self, positions: tuple[int, ...]) -> list[QWidget]:
        """The clauses as they really are; the first few, where a row speaks of many."""
        from respondent_app.ui.reading import verdicts

        if self.found is None:
            return []
        changes = [self.found.comparison.changes[position] for position in positions]
        shown: list[QWidget] = [
            verdicts.wording_of(change, self._desk, several=len(changes) > 1) for change in changes[:_MOST_SHOWN]
        ]
        if changes:
            first = positions[0]
            more = f" (and {len(changes) - _MOST_SHOWN} more)" if len(changes) > _MOST_SHOWN else ""
            shown.append(
                holder(WrappingRow(link(f"Show in the whole texts{more}", lambda: self.show_text.emit(first))))
            )
        return shown

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
        change = self._change
        clauses = change.clauses if isinstance(change, ChangeRow) else (change.reference,)
        known = next((c.id for c in mine if c.clause in clauses), "")
        comment = known or ready_comments.add_comment(self._desk.session, question.id, clauses[0])
        place = ready_comments.comment_place(question.id, comment)
        self._desk.go(Destination(Step.ANSWER, question=question.id, place=place))

    def take_found(self, found: Compared | None) -> None:
        """Show from now on what was found in the text, or no longer."""
        self.found = found
        if not isinstance(self._change, ChangeRow):
            self._change = None
            self._clear()
        self._again()

    def _again(self) -> None:
        if self._change is not None:
            self.show_change(self._change)


def _ready(comment: str) -> list[QWidget]:
    """The comment that the notice above offers, to be read before it is used."""
    return [_said("Ready comment", comment)] if comment else []


def _titled(reference: str) -> str:
    """Put "Clause" before a bare number; a longer place has its own words."""
    return f"Clause {reference}" if reference[:1].isdigit() else f"{reference[:1].upper()}{reference[1:]}"


def _said(title: str, text: str) -> QWidget:
    return holder(column(label(title, "label"), label(text), spacing=3))


def _is_only(quoted: str, description: str) -> bool:
    """Whether a description says nothing but the wording itself, which is shown already."""
    return not description.replace(quoted, "").strip(" “”\"';.,")
