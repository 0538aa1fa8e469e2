"""The e-mail: a draft for the person's own mail program, and the same in words to copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from respondent_app.session.package_view import PackageMade
from respondent_app.ui.sending.copy_field import CopyField
from respondent_app.ui.widgets.buttons import button
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import WrappingRow, column
from respondent_app.ui.widgets.notice import Notice
from respondent_app.ui.widgets.text import label

_NOTE = (
    "The draft opens in your own mail program with the files attached; you read it and send it. Some mail programs, "
    "such as the new Outlook, cannot open drafts. Then write a new e-mail, copy the three fields below into it, and "
    "attach the files from the folder."
)
_CANNOT_OPEN = (
    "Your computer did not say which mail program opens drafts. Write a new e-mail instead, copy the three fields "
    "below into it, and attach the files from the folder."
)


class EmailCard(Card):
    """To, Subject and Body to copy, and "Open e-mail draft"."""

    def __init__(self, open_file: Callable[[Path], bool], parent: QWidget | None = None) -> None:
        super().__init__("The e-mail", parent=parent)
        self._open_file = open_file
        self._file: Path | None = None
        self.open_draft = button("Open e-mail draft", self._open)
        self.trouble = Notice(_CANNOT_OPEN, kind="attention")
        self.to, self.subject, self.body = CopyField("To"), CopyField("Subject"), CopyField("Body")
        opening = column(label(_NOTE, "muted"), WrappingRow(self.open_draft), self.trouble, spacing=10)
        self.add(column(opening, self.to, self.subject, self.body, margins=(16, 12, 16, 16), spacing=12))
        self.trouble.hide()

    def show_package(self, package: PackageMade) -> None:
        """Show the e-mail that goes with a package."""
        self._file = package.email_file
        self.open_draft.setVisible(package.email_file is not None)
        self.trouble.hide()
        self.to.say(package.to)
        self.subject.say(package.subject)
        self.body.say(package.body)

    def _open(self) -> None:
        self.trouble.setVisible(not (self._file and self._open_file(self._file)))
