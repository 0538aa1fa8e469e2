"""What the organisation said before, beside the answer: found by words or clause, put in with one click."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from respondent_app.model.past_answer import PastHit
from respondent_app.session.past_answers import Added, Door
from respondent_app.session.session import Session
from respondent_app.storage import folders
from respondent_app.ui.answering.past_door import PastDoor
from respondent_app.ui.answering.past_hit import PastHitBox
from respondent_app.ui.widgets.announce import announce
from respondent_app.ui.widgets.buttons import link
from respondent_app.ui.widgets.layouts import WrappingRow, clear, column, holder
from respondent_app.ui.widgets.rows import line_field, name_field
from respondent_app.ui.widgets.tab_order import holds_focus
from respondent_app.ui.widgets.text import label, rule, shortened
from respondent_app.ui.widgets.twice import twice

_PAUSE_MS = 180
_WORDS_SHOWN = 40
_NAMES_SHOWN = 3
_NOTHING_YET = "Nothing that you kept is about this question. Try other words, or a clause such as 14.3."


class SaidBefore(QWidget):
    """The pane. `wanted` carries the past answer to put in; `rebuilt` says that its controls were made anew."""

    wanted = Signal(object)
    rebuilt = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._past = session.past_answers
        self._question = self._clause = ""
        self.boxes: list[PastHitBox] = []
        self.door: PastDoor | None = None
        self.words = line_field("", placeholder="Words, or a clause such as 14.3")
        name_field(self.words, "Find in what was said before", "Finds while you type. Escape empties the line.")
        self.heading = label("", "label")
        self.nothing = label(_NOTHING_YET, "muted")
        self._hits: QVBoxLayout = column(spacing=8)
        self._links = holder(self._actions())
        self._library = holder(
            column(self.words, self.heading, self.nothing, self._hits, 4, rule(), self._links, spacing=8)
        )
        self._way_in: QVBoxLayout = column()
        self.setLayout(column(self._way_in, self._library, None, spacing=0))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self.look)
        self.words.textChanged.connect(lambda _: self._soon.start())
        self.words.returnPressed.connect(self.look)
        empty = QShortcut(QKeySequence("Escape"), self.words)
        empty.setContext(Qt.ShortcutContext.WidgetShortcut)
        empty.activated.connect(self.words.clear)
        self._past.changed.connect(self._follow)
        self._follow()
        if self._past.door is Door.CLOSED and self._past.is_remembered:
            self._past.open_remembered(self._ask_keyring)

    def regions(self) -> list[QWidget | None]:
        """Its parts in the order in which they are read."""
        return [self.door, self.words, *self.boxes, self._links]

    def show_question(self, question: str, clause: str = "") -> None:
        """Suggest what was said on a question, and first on a clause; what is being looked for stays."""
        if (question, clause) != (self._question, self._clause):
            self._question, self._clause = question, clause
            self.look()

    def take_focus(self) -> None:
        """Go to where the person types: the words to find, or the passphrase."""
        (self.door or self.words).setFocus()

    def look(self) -> None:
        """Find what was typed; while nothing is, suggest what is about the question."""
        self._soon.stop()
        asked = {question.id for question in self._session.consultation.questions}
        if self._past.door is not Door.OPEN:
            return
        typed = self.words.text()
        if typed.strip():
            self._past.find(typed, partial(self._show, f"“{shortened(typed, _WORDS_SHOWN)}”"))
        elif self._question in asked:
            self._past.suggest(self._question, self._clause, partial(self._show, ""))

    def _follow(self) -> None:
        is_open = self._past.door is Door.OPEN
        had_focus = holds_focus(self)
        clear(self._way_in)
        self.door = None
        if not is_open:
            self.door = PastDoor(self._past, new=self._past.door is Door.NONE)
            self._way_in.addWidget(self.door)
            self._ask_keyring()
            self._show_hits(())
            self.words.clear()
        self._library.setVisible(is_open)
        if had_focus:
            self.take_focus()
        self.rebuilt.emit()
        self.look()

    def _ask_keyring(self) -> None:
        self._past.remembered.find_out(self._offer_remember)

    def _offer_remember(self, offered: bool) -> None:  # noqa: FBT001  what the keyring answers
        if self.door is not None:
            self.door.offer_remember(offered=offered)

    def _show(self, typed: str, hits: tuple[PastHit, ...]) -> None:
        if typed:
            count = f"{len(hits)} found" if hits else "Nothing found"
            self.heading.setText(f"{count} for {typed}")
        else:
            self.heading.setText(f"Said before on what {self._question} asks" if hits else "")
        self.heading.setVisible(bool(self.heading.text()))
        self.nothing.setVisible(not hits and not typed)
        if holds_focus(self.words):
            announce(self.words, self.heading.text())
        self._show_hits(hits)

    def _show_hits(self, hits: tuple[PastHit, ...]) -> None:
        if [box.hit for box in self.boxes] == list(hits):
            return
        had_focus = any(holds_focus(box) for box in self.boxes)
        clear(self._hits)
        self.boxes = [PastHitBox(hit) for hit in hits]
        for box in self.boxes:
            box.wanted.connect(partial(self.wanted.emit, box.hit.answer))
            box.forgotten.connect(partial(self._past.forget, box.hit.answer.id))
            self._hits.addWidget(box)
        if had_focus:
            self.words.setFocus()
        self.rebuilt.emit()

    def _actions(self) -> WrappingRow:
        return WrappingRow(
            link("Keep these answers for later", self._past.keep),
            link("Add responses from a folder…", self._choose_folder),
            link("Close the library", self._past.close),
            twice("Forget everything", "Forget everything for good", self._past.empty),
            spacing=12,
        )

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Add responses from a folder", str(folders.drafts()))
        if name:
            self._past.add_folder(Path(name), self._tell_added)

    def _tell_added(self, added: Added) -> None:
        kept = f"{added.kept} response{'' if added.kept == 1 else 's'} kept in your library."
        if not added.not_read:
            self._session.messages.good(kept)
            return
        names = ", ".join(added.not_read[:_NAMES_SHOWN])
        more = len(added.not_read) - _NAMES_SHOWN
        names = f"{names} and {more} more" if more > 0 else names
        self._session.messages.note(kept, f"Not opened with the passphrases known here, or damaged: {names}.")
