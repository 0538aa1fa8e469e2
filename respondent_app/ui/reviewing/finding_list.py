"""A card of findings: one line each, in plain words, with the link to the place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from respondent_app.model.finding import Finding
from respondent_app.ui.desk import Destination
from respondent_app.ui.destinations import destination, link_text
from respondent_app.ui.widgets.buttons import link
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import column, row
from respondent_app.ui.widgets.text import badge, label, rule

_MOST_SHOWN = 60


class FindingList(Card):
    """Findings of one weight. Hidden while there are none; the first sixty are shown, the rest follow as these go."""

    def __init__(self, title: str, kind: str, go: Callable[[Destination], None], parent: QWidget | None = None) -> None:
        self._count = badge("", kind)
        super().__init__(title, self._count, parent=parent)
        self._go = go
        self._findings: tuple[Finding, ...] = ()
        self._lines: list[QWidget] = []
        self._links: dict[str, QPushButton] = {}
        self._body: QVBoxLayout = column(margins=(16, 4, 12, 8), spacing=0)
        self.add(self._body)
        self.hide()

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show these findings; nothing moves if they are the ones that are shown."""
        if findings == self._findings:
            return
        in_focus = next((number for number, made in enumerate(self._links.values()) if made.hasFocus()), None)
        self._findings = findings
        self._clear()
        for finding in findings[:_MOST_SHOWN]:
            self._add(finding)
        if len(findings) > _MOST_SHOWN:
            self._append(label(f"… and {len(findings) - _MOST_SHOWN} more, shown as these are settled.", "muted"))
        self._count.setText(str(len(findings)))
        self.setVisible(bool(findings))
        self._keep_focus(in_focus)

    def _add(self, finding: Finding) -> None:
        said = link_text(finding)
        go_there = link(said, lambda: self._go(destination(finding)), name=f"{said}: {finding.message}")
        go_there.setToolTip("")
        self._links[finding.id] = go_there
        line = QWidget()
        content = row(margins=(0, 7, 0, 7), spacing=16)
        content.addWidget(label(finding.message), 1)
        content.addWidget(go_there, 0, Qt.AlignmentFlag.AlignTop)
        line.setLayout(content)
        if self._lines:
            self._append(rule())
        self._append(line)

    def _append(self, widget: QWidget) -> None:
        self._lines.append(widget)
        self._body.addWidget(widget)
        widget.show()  # at once, so that it can take the focus

    def _clear(self) -> None:
        for line in self._lines:
            self._body.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines, self._links = [], {}

    def _keep_focus(self, number: int | None) -> None:
        links = list(self._links.values())
        if number is not None and links:
            links[min(number, len(links) - 1)].setFocus()
