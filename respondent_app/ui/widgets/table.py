"""Tables for reading: rows are chosen whole, text wraps, Tab leaves."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from respondent_app.ui.widgets.rows import name_field


def reading_table(model: QAbstractItemModel, name: str, *stretched: int, description: str = "") -> QTableView:
    """Return a table of whole rows; `stretched` columns share the room that the others leave."""
    table = QTableView()
    table.setModel(model)
    name_field(table, name, description)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(True)
    table.setItemDelegate(_WholeText(table))
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for section in range(model.columnCount()):
        stretch = section in stretched
        mode = QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.ResizeToContents
        header.setSectionResizeMode(section, mode)
    return table


class _WholeText(QStyledItemDelegate):
    """Asks for the height that wrapped text needs. Qt forgets the padding of the style sheet when it breaks lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = super().sizeHint(option, index)
        text = index.data(Qt.ItemDataRole.DisplayRole)
        if option.rect.width() <= 0 or not isinstance(text, str):
            return size
        line = option.fontMetrics.lineSpacing()
        room = QRect(0, 0, max(1, option.rect.width() - 2 * line), 10_000)
        needed = option.fontMetrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()
        return size.expandedTo(QSize(0, needed + line))
