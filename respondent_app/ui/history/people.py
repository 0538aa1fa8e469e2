"""How each person looks: a colour, letters and a way of underlining, so that nobody is told by colour alone."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QColor, QTextCharFormat

from respondent_app.ui.theme import Colours

_UNDERLINES = (
    QTextCharFormat.UnderlineStyle.SingleUnderline,
    QTextCharFormat.UnderlineStyle.DashUnderline,
    QTextCharFormat.UnderlineStyle.DotLine,
    QTextCharFormat.UnderlineStyle.DashDotLine,
    QTextCharFormat.UnderlineStyle.WaveUnderline,
    QTextCharFormat.UnderlineStyle.DashDotDotLine,
)


class People:
    """The authors of a draft. Whoever is known keeps their colour and letters."""

    def __init__(self) -> None:
        self._letters: dict[str, str] = {}

    def know(self, authors: Iterable[str]) -> None:
        """Give everyone who is new their letters."""
        for author in authors:
            if author not in self._letters:
                self._letters[author] = self._free(_initials(author))

    def letters(self, author: str) -> str:
        """Return one to three signs that stand for a person, and for nobody else."""
        self.know([author])
        return self._letters[author]

    def ground(self, author: str, colours: Colours) -> QColor:
        """Return the colour that a person's words stand on."""
        return QColor(colours.people[self._number(author) % len(colours.people)])

    def look(self, author: str, colours: Colours) -> QTextCharFormat:
        """Return how a person's words look."""
        made = QTextCharFormat()
        made.setBackground(self.ground(author, colours))
        made.setForeground(QColor(colours.text))
        made.setUnderlineStyle(_UNDERLINES[self._number(author) % len(_UNDERLINES)])
        made.setUnderlineColor(QColor(colours.muted))
        return made

    def _number(self, author: str) -> int:
        self.know([author])
        return list(self._letters).index(author)

    def _free(self, initials: str) -> str:
        used = set(self._letters.values())
        return next(i for i in (initials, *(f"{initials[:1]}{n}" for n in range(2, 10**6))) if i not in used)


def _initials(author: str) -> str:
    words = [word for word in author.split() if word[:1].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
