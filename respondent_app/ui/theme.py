"""Colours, type and spacing. Every colour means one thing; every pair is readable in light and in dark."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from respondent_app.session.settings import Settings
from respondent_app.storage import folders


@dataclass(frozen=True, slots=True)
class Colours:
    """A colour scheme. Foregrounds are named after what they say; `_soft` is the ground they stand on."""

    ground: str
    card: str
    field: str
    line: str
    field_line: str
    text: str
    muted: str
    primary: str
    on_primary: str
    primary_hover: str
    link: str
    chosen: str
    inserted: str
    inserted_soft: str
    deleted: str
    deleted_soft: str
    confidential: str
    confidential_soft: str
    attention: str
    attention_soft: str
    attention_line: str
    icons: str
    withheld: str
    on_withheld: str
    people: tuple[str, ...]


LIGHT = Colours(
    ground="#f5f6f8", card="#ffffff", field="#ffffff", line="#dfe3e8", field_line="#8a94a3",
    text="#1c2530", muted="#566170", primary="#0b5cad", on_primary="#ffffff", primary_hover="#094a8c",
    link="#0b5cad", chosen="#e5effa", inserted="#0f6b3a", inserted_soft="#dff3e6",
    deleted="#a02020", deleted_soft="#fbe3e3", confidential="#5b2a86", confidential_soft="#efe3fa",
    attention="#7a4d00", attention_soft="#fff8e6", attention_line="#d99a00", icons="light",
    withheld="#2a313b", on_withheld="#ffffff",
    people=("#d6e7fb", "#fde3c0", "#d5efdb", "#f9d9ea", "#d3eef2", "#e9e4c9"),
)  # fmt: skip
DARK = Colours(
    ground="#14181d", card="#1d232a", field="#171c22", line="#333c46", field_line="#76818f",
    text="#e6eaef", muted="#a3adb9", primary="#7db7f2", on_primary="#0c1a2a", primary_hover="#a3cdf7",
    link="#7db7f2", chosen="#22364c", inserted="#7fd8a3", inserted_soft="#163726",
    deleted="#f39a9a", deleted_soft="#472022", confidential="#cfa8f5", confidential_soft="#38254d",
    attention="#f2c766", attention_soft="#3d3013", attention_line="#d99a00", icons="dark",
    withheld="#e6eaef", on_withheld="#14181d",
    people=("#1d3b63", "#54390f", "#1c4a2b", "#54264a", "#134a52", "#474318"),
)  # fmt: skip

_BASE_POINTS = 10.0
# The first that the computer has; Qt resolves it without listing every font at start.
_FAMILIES = ("Segoe UI", "Inter", "Noto Sans")


class Appearance(QObject):
    """The colours and text size in force. `changed` tells widgets that paint by hand to paint again."""

    changed = Signal()

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__(app)
        self._app = app
        self._settings = settings
        self._families = [*_FAMILIES, app.font().family()] if sys.platform != "darwin" else [app.font().family()]
        self.colours = LIGHT
        self.scale = 1.0
        self._worn: tuple[Colours, float] | None = None
        settings.changed.connect(self.apply)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.apply)

    def apply(self) -> None:
        """Dress the whole app in the colours and text size the person wants."""
        wanted = DARK if self._wants_dark() else LIGHT, self._settings.text_size / 100
        if wanted == self._worn:
            return  # a style sheet costs a tenth of a second, and most settings are not about the look
        self._worn = wanted
        self.prepare()
        self._app.setStyleSheet(style_sheet(self.colours, self.scale))
        self.changed.emit()

    def prepare(self) -> None:
        """Set colours, font and palette without the style sheet.

        A first window is built sooner without it: Qt styles every part again each time it is put into another.
        """
        self.colours = DARK if self._wants_dark() else LIGHT
        self.scale = self._settings.text_size / 100
        font = QFont(self._families)
        font.setPointSizeF(_BASE_POINTS * self.scale)
        self._app.setFont(font)
        self._app.setPalette(_palette(self.colours))

    def px(self, length: float) -> int:
        """Scale a length with the text."""
        return round(length * self.scale)

    def _wants_dark(self) -> bool:
        if self._settings.colour_scheme == "system":
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._settings.colour_scheme == "dark"


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.ground,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.card,
        QPalette.ColorRole.AlternateBase: colours.ground,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.Button: colours.card,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.ToolTipBase: colours.card,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.Highlight: colours.primary,
        QPalette.ColorRole.HighlightedText: colours.on_primary,
        QPalette.ColorRole.Link: colours.link,
        QPalette.ColorRole.LinkVisited: colours.link,
        QPalette.ColorRole.Accent: colours.primary,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.muted))
    return palette


def style_sheet(colours: Colours, scale: float) -> str:
    """Return the style sheet for a colour scheme, with lengths scaled like the text."""
    lengths = {f"px{n}": f"{max(1, round(n * scale))}px" for n in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 18, 20, 24)}
    points = {f"pt{n}": f"{n * scale:.1f}pt" for n in (9, 10, 11, 12, 14, 16)}
    values = {name: getattr(colours, name) for name in Colours.__slots__}
    icons = (folders.resources() / "icons").as_posix()
    values |= {name: f"{icons}/{name}-{colours.icons}.svg" for name in ("chevron", "check")}
    sheet = Template((folders.resources() / "window.qss").read_text(encoding="utf-8"))
    return sheet.substitute(values | lengths | points)
