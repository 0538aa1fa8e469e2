"""What the text itself says of a row of the change table, or of a change that is in no row; with a comment to use."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from respondent_app.model.audit import RowResult, Undisclosed, Verdict
from respondent_app.model.comparison import ClauseChange
from respondent_app.model.consultation import Consultation, Point
from respondent_app.model.word_diff import Words
from respondent_app.session.compared import Compared
from respondent_app.ui.comparing import words
from respondent_app.ui.comparing.pills import draw_pill
from respondent_app.ui.desk import Desk
from respondent_app.ui.reading.changes_model import ChangesModel
from respondent_app.ui.reading.points import ReadyComment
from respondent_app.ui.reading.wording import Side, TwoSides
from respondent_app.ui.theme import Appearance
from respondent_app.ui.widgets.notice import Notice

_LONGEST_REFERENCE = 30  # a place without a number is told in words, which is nothing to comment under
_NOTHING_CURRENT = "None: this clause is new."
_NOTHING_PROPOSED = "None: this clause is deleted."
_TITLES = {
    Verdict.AS_DESCRIBED: "In the text: as described",
    Verdict.DIFFERS: "In the text: differs from the table",
    Verdict.NO_CHANGE_FOUND: "In the text: no change found",
    Verdict.CANNOT_TELL: "In the text: cannot tell",
}
_KINDS = {
    Verdict.AS_DESCRIBED: "good",
    Verdict.DIFFERS: "attention",
    Verdict.NO_CHANGE_FOUND: "attention",
    Verdict.CANNOT_TELL: "info",
}


def verdict_notice(desk: Desk, result: RowResult) -> Notice:
    """Say what became of a row's claim; where there is a comment on it, offer it."""
    title, kind = _TITLES[result.verdict], _KINDS[result.verdict]
    question = _question(desk.session.consultation)
    if not result.comment or not question:
        return Notice(result.detail, kind=kind, title=title)
    point = Point(f"row-{result.number}", title, "", result.comment, question, result.clause)
    return ReadyComment(desk, point, lead=result.detail, heading=title)


def undisclosed_notice(desk: Desk, change: Undisclosed) -> Notice:
    """Say that the table tells nothing of a change, and offer the comment on it."""
    title = "Not in the table"
    question = _question(desk.session.consultation)
    if not change.comment or not question:
        return Notice(change.detail, title=title)
    clause = change.reference if len(change.reference) <= _LONGEST_REFERENCE else ""
    point = Point(f"change-{change.change}", title, "", change.comment, question, clause)
    return ReadyComment(desk, point, lead=change.detail, heading=title)


def verdict_names(found: Compared | None) -> dict[int, str]:
    """Return by the number of a row what the list says of it; nothing while the text is not known."""
    return {row.number: words.VERDICT_NAMES[row.verdict] for row in found.audit.rows} if found else {}


def wording_of(change: ClauseChange, desk: Desk, *, several: bool) -> QWidget:
    """Return a clause as it really is, current beside proposed; `several` puts its number over each side."""
    consultation = desk.session.consultation
    name = f"{words.number(change)}, " if several and words.number(change) else ""
    left = Side(f"{name}Current ({consultation.current_version})", _shown(words.current(change)), _NOTHING_CURRENT)
    right = Side(f"{name}Proposed ({consultation.proposed_version})", _shown(words.proposed(change)), _NOTHING_PROPOSED)
    return TwoSides(left, right, desk.appearance.colours)


def _shown(parts: tuple[Words, ...]) -> tuple[Words, ...]:
    return parts if words.plain(parts).strip() else ()


def _question(consultation: Consultation) -> str:
    return next((q.id for q in consultation.questions if q.comments_by_clause), "")


class VerdictDelegate(QStyledItemDelegate):
    """Paints the verdict in the list of changes as a badge; a kind, where there are no verdicts, as the text it is."""

    def __init__(self, parent: QWidget, model: ChangesModel, appearance: Appearance) -> None:
        super().__init__(parent)
        self._model = model
        self._appearance = appearance

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if not self._model.verdicts:
            super().paint(painter, option, index)
            return
        colours = self._appearance.colours
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(option.rect, QColor(colours.chosen if chosen else colours.card))
        painter.setPen(QColor(colours.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.setFont(option.font)
        text = str(index.data() or "")
        if text:
            corner = QPointF(option.rect.topLeft()) + QPointF(self._appearance.px(6), self._appearance.px(6))
            draw_pill(painter, corner, text, kind_of(text), self._appearance)
        painter.restore()


def kind_of(text: str) -> str:
    """Return the kind of badge for what stands in the list."""
    kinds = {words.VERDICT_NAMES[verdict]: kind for verdict, kind in words.VERDICT_BADGES.items()}
    return kinds.get(text, "attention")
