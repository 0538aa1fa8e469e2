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


LIGHT = Colours(
    ground="#f5f6f8", card="#ffffff", field="#ffffff", line="#dfe3e8", field_line="#8a94a3",
    text="#1c2530", muted="#566170", primary="#0b5cad", on_primary="#ffffff", primary_hover="#094a8c",
    link="#0b5cad", chosen="#e5effa", inserted="#0f6b3a", inserted_soft="#dff3e6",
    deleted="#a02020", deleted_soft="#fbe3e3", confidential="#5b2a86", confidential_soft="#efe3fa",
    attention="#7a4d00", attention_soft="#fff8e6", attention_line="#d99a00", icons="light",
    withheld="#2a313b", on_withheld="#ffffff",
)  # fmt: skip
DARK = Colours(
    ground="#14181d", card="#1d232a", field="#171c22", line="#333c46", field_line="#76818f",
    text="#e6eaef", muted="#a3adb9", primary="#7db7f2", on_primary="#0c1a2a", primary_hover="#a3cdf7",
    link="#7db7f2", chosen="#22364c", inserted="#7fd8a3", inserted_soft="#163726",
    deleted="#f39a9a", deleted_soft="#472022", confidential="#cfa8f5", confidential_soft="#38254d",
    attention="#f2c766", attention_soft="#3d3013", attention_line="#d99a00", icons="dark",
    withheld="#e6eaef", on_withheld="#14181d",
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
        settings.changed.connect(self.apply)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.apply)

    def apply(self) -> None:
        """Dress the whole app in the colours and text size the person wants."""
        self.colours = DARK if self._wants_dark() else LIGHT
        self.scale = self._settings.text_size / 100
        font = QFont(self._families)
        font.setPointSizeF(_BASE_POINTS * self.scale)
        self._app.setFont(font)
        self._app.setPalette(_palette(self.colours))
        self._app.setStyleSheet(style_sheet(self.colours, self.scale))
        self.changed.emit()

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
    lengths = {f"px{n}": f"{max(1, round(n * scale))}px" for n in (2, 3, 4, 5, 6, 8, 9, 10, 12, 14, 16, 18, 20, 24)}
    points = {f"pt{n}": f"{n * scale:.1f}pt" for n in (9, 10, 11, 12, 14, 16)}
    values = {name: getattr(colours, name) for name in Colours.__slots__}
    icons = (folders.resources() / "icons").as_posix()
    values |= {name: f"{icons}/{name}-{colours.icons}.svg" for name in ("chevron", "check")}
    return _SHEET.substitute(values | lengths | points)


_SHEET = Template("""
QWidget { color: $text; }
QMainWindow, QWidget#ground { background: $ground; }
QToolTip { background: $card; color: $text; border: 1px solid $line; padding: $px4; }
QFrame#card { background: $card; border: 1px solid $line; border-radius: $px8; }
QFrame#header, QFrame#footer, QFrame#rail { background: $card; border: 0 solid $line; }
QFrame#header { border-bottom-width: 1px; }
QFrame#footer { border-top-width: 1px; }
QFrame#rail { border-right-width: 1px; }
QFrame#rule { background: $line; border: none; max-height: 1px; min-height: 1px; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: $pt12; font-weight: 600; }
QLabel[role="heading"] { font-size: $pt14; font-weight: 600; }
QLabel[role="card-title"] { font-weight: 600; }
QLabel[role="label"] { font-weight: 600; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: $pt9; }
QLabel[badge] { border-radius: $px5; padding: $px2 $px8; font-size: $pt9; font-weight: 600; }
QLabel[badge="good"] { background: $inserted_soft; color: $inserted; }
QLabel[badge="attention"] { background: $attention_soft; color: $attention; }
QLabel[badge="bad"] { background: $deleted_soft; color: $deleted; }
QLabel[badge="confidential"] { background: $confidential_soft; color: $confidential; }
QLabel[badge="info"] { background: $chosen; color: $link; }
QLabel[badge="plain"] { background: $ground; color: $muted; }
QPushButton, QToolButton { background: $card; color: $text; border: 1px solid $field_line; border-radius: $px6;
    padding: $px5 $px12; font-weight: 500; }
QPushButton:hover, QToolButton:hover { background: $chosen; }
QPushButton:pressed, QToolButton:pressed { background: $line; }
QPushButton:focus, QToolButton:focus { border: 2px solid $primary; padding: $px4 $px10; }
QPushButton:disabled, QToolButton:disabled { color: $muted; border-color: $line; background: $ground; }
QPushButton:checked { background: $primary; color: $on_primary; border-color: $primary; }
QPushButton[primary="true"] { background: $primary; color: $on_primary; border-color: $primary; font-weight: 600; }
QPushButton[primary="true"]:hover { background: $primary_hover; }
QPushButton[primary="true"]:focus { border: 2px solid $text; }
QPushButton[primary="true"]:disabled { background: $line; color: $muted; border-color: $line; }
QPushButton[link="true"] { background: transparent; border: 1px solid transparent; color: $link; font-weight: 600; padding: $px2 $px4; text-align: left; }
QPushButton[link="true"]:hover { text-decoration: underline; }
QPushButton[link="true"]:focus { border: 1px solid $primary; border-radius: $px4; }
QToolButton::menu-indicator { image: none; }
QPlainTextEdit, QTextEdit, QLineEdit, QComboBox { background: $field; color: $text; border: 1px solid $field_line;
    border-radius: $px6; padding: $px5 $px8; selection-background-color: $primary; selection-color: $on_primary; }
QPlainTextEdit:focus, QTextEdit:focus, QLineEdit:focus, QComboBox:focus { border: 2px solid $primary; padding: $px4 $px8; }
QComboBox::drop-down { border: none; width: $px24; }
QComboBox::down-arrow { image: url("$chevron"); width: $px14; height: $px14; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $field_line; outline: none; padding: $px4; }
QTextBrowser { background: $card; border: 2px solid transparent; padding: 0; }
QTextBrowser:focus { border: 2px solid $primary; }
QTableView, QTreeView, QListView { background: $card; border: 2px solid transparent; outline: none; gridline-color: $line;
    selection-background-color: $chosen; selection-color: $text; }
QTableView:focus, QTreeView:focus, QListView:focus { border: 2px solid $primary; }
QTableView::item, QListView::item { padding: $px6 $px8; border: none; border-bottom: 1px solid $line; }
QTableView::item:selected, QListView::item:selected { background: $chosen; color: $text; }
QHeaderView::section { background: $card; color: $muted; border: none; border-bottom: 1px solid $line;
    padding: $px6 $px8; font-weight: 600; font-size: $pt9; text-align: left; }
QTableCornerButton::section { background: $card; border: none; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget#page { background: transparent; }
QScrollBar:vertical { background: transparent; width: $px12; margin: 0; }
QScrollBar:horizontal { background: transparent; height: $px12; margin: 0; }
QScrollBar::handle { background: $field_line; border-radius: $px4; border: 2px solid $card; }
QScrollBar::handle:vertical { min-height: $px24; }
QScrollBar::handle:horizontal { min-width: $px24; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $line; }
QCheckBox, QRadioButton { spacing: $px8; padding: $px3; border: 1px solid transparent; border-radius: $px4; }
QCheckBox:focus, QRadioButton:focus { border: 1px solid $primary; }
QCheckBox::indicator, QRadioButton::indicator { width: $px14; height: $px14; border: 1px solid $field_line; background: $field; }
QCheckBox::indicator { border-radius: $px4; }
QRadioButton::indicator { border-radius: $px8; }
QCheckBox::indicator:checked { background: $primary; border-color: $primary; image: url("$check"); }
QRadioButton::indicator:checked { border-color: $primary;
    background: qradialgradient(cx:0.5, cy:0.5, radius:0.5, fx:0.5, fy:0.5, stop:0 $primary, stop:0.55 $primary, stop:0.65 $field, stop:1 $field); }
QMenu { background: $card; border: 1px solid $field_line; padding: $px4; }
QMenu::item { padding: $px6 $px24; border-radius: $px4; }
QMenu::item:selected { background: $chosen; color: $text; }
QMenu::separator { height: 1px; background: $line; margin: $px4 $px8; }
QProgressBar { background: $line; border: none; border-radius: $px3; max-height: $px6; text-align: center; }
QProgressBar::chunk { background: $primary; border-radius: $px3; }
QFrame[notice="attention"] { background: $attention_soft; border: none; border-left: 3px solid $attention_line; }
QFrame[notice="attention"] QLabel[role="label"] { color: $attention; }
QFrame[notice="problem"] { background: $deleted_soft; border: none; border-left: 3px solid $deleted; }
QFrame[notice="problem"] QLabel { color: $deleted; }
QFrame[notice="good"] { background: $inserted_soft; border: none; border-left: 3px solid $inserted; }
QFrame[notice="good"] QLabel { color: $inserted; }
QFrame[notice="info"] { background: $chosen; border: none; border-left: 3px solid $primary; }
QPushButton[step="true"] { text-align: left; border: 2px solid transparent; border-radius: $px8; background: transparent; padding: 0; }
QPushButton[step="true"]:hover { background: $ground; }
QPushButton[step="true"]:checked { background: $chosen; }
QPushButton[step="true"]:focus { border-color: $primary; }
QLabel[step-number="plain"] { border: 1px solid $muted; border-radius: $px12; color: $text; }
QLabel[step-number="current"] { border: 2px solid $primary; border-radius: $px12; color: $link; font-weight: 600; }
QLabel[step-number="done"] { border: 1px solid $inserted; border-radius: $px12; background: $inserted; color: $card; font-weight: 700; }
QLabel[step-title="current"] { color: $link; font-weight: 600; }
""")
