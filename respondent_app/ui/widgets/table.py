"""Tables for reading: rows are chosen whole, text wraps, Tab leaves."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

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
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for section in range(model.columnCount()):
        stretch = section in stretched
        mode = QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.ResizeToContents
        header.setSectionResizeMode(section, mode)
    return table
