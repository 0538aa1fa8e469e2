"""What was made, and what the check says about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from respondent_app.session.package_view import PackageMade
from respondent_app.ui.sending.file_rows import FileRows
from respondent_app.ui.widgets.buttons import button
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import WrappingRow, column
from respondent_app.ui.widgets.notice import Notice
from respondent_app.ui.widgets.text import label

_OUTDATED = (
    "The response has changed since this package was made. What you changed is not in it. "
    "Make the package again before you send it."
)
_EARLIER = (
    "This package was made earlier. The last attempt to make it again did not succeed, and changed nothing here. "
    "See above for the reason before you send what was made earlier."
)
_MADE, _MADE_EARLIER = "The package is made", "The earlier package"


class ResultCard(Card):
    """The files with their sizes, the result of the leak check with its limits, and "Open folder"."""

    def __init__(self, open_file: Callable[[Path], bool], parent: QWidget | None = None) -> None:
        super().__init__(_MADE, parent=parent)
        self._open_file = open_file
        self._folder = Path()
        self._outdated = Notice(_OUTDATED, kind="attention")
        self._earlier = Notice(_EARLIER, kind="attention")
        self.checked = Notice("", kind="good")
        self.notes = Notice("", kind="attention")
        self._limits = label("What the check could not look for", "label")
        self._unchecked = label("", "muted")
        self._files = FileRows()
        self._where = label("", "muted")
        self.open_folder = button("Open folder", self._open)
        self._arrange()

    def show_package(self, package: PackageMade) -> None:
        """Show a package that was just made."""
        self._folder = package.folder
        self.checked.say(package.checked, "good")
        self._files.show_files(package.files)
        self._where.setText(f"In {package.folder}")
        self.set_earlier(False)
        self.notes.say("\n".join(package.notes), "attention")
        self.notes.setVisible(bool(package.notes))
        self._show_unchecked(package.unchecked)
        self.set_outdated(False)

    def set_outdated(self, outdated: bool) -> None:  # noqa: FBT001  a state, not an option
        """Say, or no longer say, that the response has changed since."""
        self._outdated.setVisible(outdated)

    def set_earlier(self, earlier: bool) -> None:  # noqa: FBT001  a state, not an option
        """Say, or no longer say, that a later attempt failed: what the check found then is no good news now."""
        self.title.setText(_MADE_EARLIER if earlier else _MADE)
        self._earlier.setVisible(earlier)
        for shown in (self.checked, self._limits, self._unchecked):
            shown.setVisible(not earlier)

    def _arrange(self) -> None:
        self.add(
            column(
                self._earlier, self._outdated, self.checked, self.notes,
                column(self._limits, self._unchecked, spacing=4),
                column(self._files, self._where, WrappingRow(self.open_folder), spacing=12),
                margins=(16, 12, 16, 16), spacing=14,
            )
        )  # fmt: skip

    def _show_unchecked(self, sentences: tuple[str, ...]) -> None:
        self._unchecked.setText("\n".join(f"•  {sentence}" for sentence in sentences))
        for shown in (self._limits, self._unchecked):
            shown.setVisible(bool(sentences))

    def _open(self) -> None:
        if not self._open_file(self._folder):
            self._where.setText(f"Your computer did not open the folder. It is {self._folder}")
