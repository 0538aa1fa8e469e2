"""What will be made and where, and the button that makes it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QWidget

from respondent_app.session.messages import Message
from respondent_app.session.package_view import FileMade
from respondent_app.ui.sending.file_rows import FileRows
from respondent_app.ui.sending.folder_field import FolderField
from respondent_app.ui.widgets.announce import announce
from respondent_app.ui.widgets.buttons import button, link, set_primary
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import WrappingRow, column
from respondent_app.ui.widgets.notice import Notice
from respondent_app.ui.widgets.rows import name_field
from respondent_app.ui.widgets.text import label
from respondent_app.ui.widgets.work_line import WorkLine

_PROMISE = "This writes files to the folder and sends nothing. You send the e-mail yourself."

_TITLE = "The package"
_PDF_HELP = "The response and the reasons are also written as PDFs that screen readers read well."


class MakeCard(Card):
    """The folder, the options, "Make the package" and, while it is made, how far that is; then the planned files."""

    def __init__(
        self,
        make: Callable[[], object],
        cancel: Callable[[], object],
        see_marks: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_TITLE, parent=parent)
        self.files = FileRows()
        self.folder = FolderField()
        self.as_pdf = QCheckBox("Also as PDF")
        name_field(self.as_pdf, "Also as PDF", _PDF_HELP)
        self.make = button("Make the package", make, primary=True, help_text=_PROMISE)
        self.make.setToolTip("")
        self.work = WorkLine(cancel, "Making the package")
        self._see_marks = link("Go to Confidentiality", see_marks)
        self.problem = Notice("", self._see_marks, kind="problem")
        self.problem.hide()
        self._promise = label(_PROMISE, "muted")
        options = column(self.as_pdf, label(_PDF_HELP, "small"), spacing=4)
        making = column(WrappingRow(self.make), self._promise, self.work, self.problem, spacing=10)
        self._planned = label("What will be made", "label")
        files = column(self._planned, self.files, spacing=10)
        self.add(column(self.folder, options, making, files, margins=(16, 14, 16, 16), spacing=18))

    def plan(self, files: tuple[FileMade, ...], *, again: bool) -> None:
        """Show what will be made; `again` says that it lies on the disk already, so that it need not be shown twice."""
        self.files.show_files(files)
        self.files.setVisible(not again)
        self._planned.setVisible(not again)
        self.title.setText("Make it again" if again else _TITLE)
        self.make.setText("Make the package again" if again else "Make the package")
        self.make.setAccessibleName(self.make.text())
        set_primary(self.make, not again)

    def begin(self) -> None:
        """Show that the package is being made, and make stopping it the nearest thing to do."""
        self.problem.hide()
        self.work.begin()
        self.work.cancel.setFocus()
        self.make.hide()
        self._promise.hide()
        self.as_pdf.setEnabled(False)
        self.folder.setEnabled(False)

    def end(self) -> None:
        """Show that the package can be made (again)."""
        had_focus = self.work.cancel.hasFocus() or not self.work.cancel.isEnabled()
        self.folder.setEnabled(True)
        self.as_pdf.setEnabled(True)
        self._promise.show()
        self.make.show()
        if had_focus:
            self.make.setFocus()
        self.work.hide()

    def tell(self, message: Message, *, about_marks: bool) -> None:
        """Say why there is no package; `about_marks` offers the way to what is marked."""
        self.problem.say(message.text, message.tone.value if message.tone.value == "problem" else "info")
        self._see_marks.setVisible(about_marks)
        self.problem.show()
        announce(self.problem, message.text)
