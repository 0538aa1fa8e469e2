"""Colleagues' copies: take one in, and how that goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from respondent_app.session.bringing_in import BringingIn
from respondent_app.session.merging import Merges
from respondent_app.session.typed_answers import ENDINGS
from respondent_app.ui.protecting.ask_card import AskCard
from respondent_app.ui.widgets.announce import announce
from respondent_app.ui.widgets.buttons import button, link
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import clear, column
from respondent_app.ui.widgets.notice import Notice
from respondent_app.ui.widgets.text import label
from respondent_app.ui.widgets.work_line import WorkLine

_WHAT = (
    "Everyone works in a copy of their own. Copies can be merged at any time, in any order and as often as you like: "
    "all changes of all people are kept. If a colleague typed into the publisher’s form, or into a document "
    "or comments sheet made here, bring their answers in: you see what would change before anything does."
)
_WRONG = "That does not open it. Check capital letters and the language of the keyboard, and try again."
_DRAFT = ".response"
_ANSWERS = " ".join(f"*{ending}" for ending in ENDINGS)
COPIES = f"Copies and files with answers (*{_DRAFT} {_ANSWERS})"
ANSWERS = f"Files with answers ({_ANSWERS} *{_DRAFT})"


class CopiesCard(Card):
    """A button to merge, and in place of a dialog: the work, the passphrase, the file that was dropped, the result.

    `shown` says that there is something new to see.
    """

    shown = Signal()

    def __init__(
        self, merges: Merges, bringing: BringingIn, choose: Callable[[QWidget, str, str], Path | None] | None = None
    ) -> None:
        self.merge_button = button("Merge a colleague’s copy…", self.choose_copy)
        self.bring_button = button("Bring in answers…", self.choose_answers)
        super().__init__("Colleagues’ copies", self.merge_button, self.bring_button)
        self._merges = merges
        self._bringing = bringing
        self._choose = choose or _chosen
        self._working = WorkLine(merges.cancel, "Merging a copy")
        self.ask: AskCard | None = None
        self._news: QVBoxLayout = column(spacing=8)
        self.add(column(label(_WHAT, "muted"), self._working, self._news, margins=(16, 10, 16, 12), spacing=8))
        merges.changed.connect(self.refresh)
        bringing.changed.connect(self._follow)
        merges.stepped.connect(self._working.say)
        merges.passphrase_wanted.connect(self._ask_passphrase)
        self.refresh()

    def choose_copy(self) -> None:
        """Let the person choose a copy, and merge it."""
        self._take(self._choose(self, "Merge a colleague’s copy", COPIES))

    def choose_answers(self) -> None:
        """Let the person choose a file with somebody's answers, and ask what of it shall come in."""
        self._take(self._choose(self, "Bring in answers from a file", ANSWERS))

    def _take(self, path: Path | None) -> None:
        """Merge a copy; what else was chosen holds answers that somebody typed."""
        if path is not None and path.suffix.lower() == _DRAFT:
            self._merges.take(path)
        elif path is not None:
            self._bringing.take(path)

    def _follow(self) -> None:
        self.bring_button.setEnabled(not self._bringing.is_working)

    def refresh(self) -> None:
        """Show how far it is."""
        merges = self._merges
        self._working.setVisible(merges.is_working)
        self.merge_button.setEnabled(not merges.is_working)
        if self.ask is not None and (merges.is_working or merges.waits_for is not None):
            return
        self._put_away()
        if merges.offered is not None:
            self._offer(merges.offered)
        elif merges.summary:
            done = Notice(merges.summary, link("Put this away", merges.put_summary_away), kind="good")
            self._add(done)
            announce(self, merges.summary)

    def _offer(self, path: Path) -> None:
        merges = self._merges
        merge = button("Merge it into this response", merges.take_offered, primary=True)
        self._add(
            Notice(
                f"{path.name} was dropped here. If it is a colleague’s copy of this response, merge it.",
                merge, button("Open it instead", merges.open_offered), link("Neither", merges.refuse_offered),
                kind="info",
            )
        )  # fmt: skip
        merge.setFocus()

    def _ask_passphrase(self, path: Path, was_wrong: bool) -> None:  # noqa: FBT001  as the signal carries it
        if was_wrong and self.ask is not None:
            self.ask.refuse(_WRONG)
            return
        self._put_away()
        self.ask = AskCard(
            "The copy is protected", f"{path.name} opens with its passphrase, which can be another one than yours.",
            lambda typed, _remember: self._merges.take(path, typed),
            action="Merge", leave=("Not now", self._leave),
        )  # fmt: skip
        self._add(self.ask)
        self.ask.setFocus()

    def _leave(self) -> None:
        self._merges.cancel()
        self.merge_button.setFocus()

    def _add(self, widget: QWidget) -> None:
        self._news.addWidget(widget)
        widget.show()  # at once, so that it can take the focus
        self.shown.emit()

    def _put_away(self) -> None:
        self.ask = None
        clear(self._news)


def _chosen(parent: QWidget, title: str, kinds: str) -> Path | None:
    name, _ = QFileDialog.getOpenFileName(parent, title, str(Path.home()), kinds)
    return Path(name) if name else None
