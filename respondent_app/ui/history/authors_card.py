"""Who wrote this: a text with each person's words in their colour, with their letters, and sentence by sentence."""

from __future__ import annotations

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from respondent_app.model.history import Sentence, Stretch, Written
from respondent_app.model.place import Place
from respondent_app.model.response import Response
from respondent_app.session.history import History
from respondent_app.ui.history.people import People
from respondent_app.ui.history.put_back import place_name
from respondent_app.ui.history.wording import day, moment, name_of
from respondent_app.ui.history.words_shown import FittingText
from respondent_app.ui.page import scrolling
from respondent_app.ui.theme import Appearance
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import WrappingRow, clear, column, holder
from respondent_app.ui.widgets.rows import choice_field, name_field
from respondent_app.ui.widgets.text import label, rule

_NOTHING = "Nothing is written yet. As soon as there is a text, this shows who wrote which words of it."
_SHORTEST_TAGGED = 12


class AuthorsCard(Card):
    """Shows one text at a time; `choose` says which."""

    def __init__(self, history: History, people: People, appearance: Appearance) -> None:
        super().__init__("Who wrote this")
        self._history = history
        self._people = people
        self._appearance = appearance
        self._places: tuple[Place, ...] = ()
        self._written: Written | None = None
        self.what = choice_field([], "")
        self.what.setMinimumContentsLength(28)
        name_field(self.what, "Text")
        self.what.currentIndexChanged.connect(lambda _: self._ask())
        self._body: QVBoxLayout = column(margins=(16, 12, 16, 16), spacing=8)
        line = WrappingRow(self.what)
        line.setContentsMargins(16, 10, 12, 10)
        self.add(holder(line))
        self.add(rule())
        content = QWidget()
        content.setLayout(self._body)
        self.add(scrolling(content), 1)
        history.told.connect(self._show)
        appearance.changed.connect(self._show_again)

    def follow(self, response: Response) -> None:
        """Offer the texts that there are now, and show the chosen one as it is now."""
        places = tuple(place for place in response.places() if response.text_at(place).strip())
        names = [place_name(place, response) for place in places]
        chosen = self.place
        self.what.blockSignals(True)  # noqa: FBT003
        self.what.clear()
        self.what.addItems(names)
        self._places = places
        self.what.setCurrentIndex(places.index(chosen) if chosen in places else 0 if places else -1)
        self.what.blockSignals(False)  # noqa: FBT003
        self.what.setEnabled(bool(places))
        self._ask()

    @property
    def place(self) -> Place | None:
        """The text that is shown."""
        number = self.what.currentIndex()
        return self._places[number] if 0 <= number < len(self._places) else None

    def choose(self, place: Place) -> None:
        """Show another text."""
        if place in self._places:
            self.what.setCurrentIndex(self._places.index(place))

    def _ask(self) -> None:
        if self.place is not None:
            self._history.ask_who_wrote(self.place)
        else:
            self._written = None
            clear(self._body)
            self._add(label(_NOTHING, "muted"))
            self._body.addStretch(1)

    def _show_again(self) -> None:
        if self._written is not None:
            self._show(self._written)

    def _show(self, written: Written) -> None:
        if written.place != self.place:
            return
        self._written = written
        self._people.know(written.authors)
        clear(self._body)
        self._add(self._legend(written))
        self._add(self._text(written))
        self._add(label("Sentence by sentence", "label"))
        for sentence in written.sentences:
            self._add(self._sentence(sentence))
        self._body.addStretch(1)

    def _legend(self, written: Written) -> QWidget:
        total = sum(len(s.text) for s in written.stretches) or 1
        parts: list[QWidget] = []
        for author in written.authors:
            share = sum(len(s.text) for s in written.stretches if s.author == author) / total
            named = label(f" {self._people.letters(author)}  {name_of(author)} · {_percent(share)} ", wrap=False)
            ground = self._people.ground(author, self._appearance.colours)
            named.setStyleSheet(f"background: {ground.name()}; border-radius: 4px; padding: 2px 4px;")
            parts.append(named)
        return holder(WrappingRow(*parts))

    def _text(self, written: Written) -> FittingText:
        made = FittingText()
        name_field(made, f"{self.what.currentText()}, with who wrote it", _spoken(written.stretches))
        cursor = made.textCursor()
        before = ""
        for stretch in written.stretches:
            look = self._people.look(stretch.author, self._appearance.colours)
            look.setToolTip(f"{name_of(stretch.author)}, {day(stretch.ts)} {moment(stretch.ts):%H:%M}")
            if stretch.author != before:
                cursor.insertText(f"{self._people.letters(stretch.author)} ", _tag(look))
            cursor.insertText(stretch.text, look)
            before = stretch.author
        made.moveCursor(QTextCursor.MoveOperation.Start)
        return made

    def _sentence(self, sentence: Sentence) -> QWidget:
        total = sum(share.characters for share in sentence.shares) or 1
        if len(sentence.shares) == 1:
            who = name_of(sentence.author)
        else:
            who = ", ".join(f"{name_of(s.author)} {_percent(s.characters / total)}" for s in sentence.shares)
        line = column(label(sentence.text), label(who, "small"), margins=(0, 4, 0, 4), spacing=2)
        return holder(line)

    def _add(self, widget: QWidget) -> None:
        self._body.addWidget(widget)
        widget.show()


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= 0.01 else "under 1%"  # noqa: PLR2004  one in a hundred


def _tag(look: QTextCharFormat) -> QTextCharFormat:
    """The letters before a person's words: small and raised, and not underlined like the words."""
    made = QTextCharFormat(look)
    made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.NoUnderline)
    made.setFontWeight(600)
    return made


def _spoken(stretches: tuple[Stretch, ...]) -> str:
    said: list[str] = []
    before = ""
    for stretch in stretches:
        said.append(stretch.text if stretch.author == before else f" {name_of(stretch.author)} wrote: {stretch.text}")
        before = stretch.author
    return "".join(said).strip()
