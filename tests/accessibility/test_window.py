"""Every page, walked as a screen reader, a keyboard and a magnifier would."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from respondent_app.app import Desktop
from respondent_app.drafts.answers_file import read_answers
from respondent_app.drafts.saved_response import save_response
from respondent_app.packs import library
from respondent_app.storage import folders
from respondent_app.ui.answering.page import AnsweringPage
from respondent_app.ui.answering.question_form import QuestionForm
from respondent_app.ui.desk import Destination, Step
from respondent_app.ui.header import Header
from respondent_app.ui.main_window import MainWindow
from respondent_app.ui.theme import DARK, LIGHT, Colours
from tests.accessibility.walk import (
    card_of,
    clipped,
    clipped_at_each_size,
    focusable,
    in_reading_order,
    place,
    rect,
    spoken_names,
)  # fmt: skip
from tests.layout import settle

TMAD = "dcc-tmad-v1.4-moc-mds"
STEPS = list(Step)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """The sample answers as a draft: comments, marks, everything a page can show."""
    answers = next((folders.resources() / "samples").glob("*.toml"))
    path = tmp_path / "sample.response"
    save_response(path, read_answers(answers, library.load(TMAD)), author="Author A")
    return path


def show(window: MainWindow, step: Step, qtbot: QtBot) -> None:
    window.show_step(step)
    if step is Step.ANSWER:
        window.go(Destination(Step.ANSWER, question="Q2"))
    if step is Step.READ:
        window.go(Destination(Step.READ, change_row=9))
    settle(window, qtbot)


@pytest.mark.parametrize("step", STEPS)
def test_every_control_has_a_name(window: MainWindow, step: Step, qtbot: QtBot) -> None:
    show(window, step, qtbot)
    controls = focusable(window)
    assert len(controls) >= 3
    said = zip(controls, spoken_names(controls), strict=True)
    assert [f"{type(w).__name__} in {type(w.parent()).__name__}" for w, name in said if not name] == []


@pytest.mark.parametrize("step", STEPS)
def test_tab_follows_reading_order(window: MainWindow, step: Step, qtbot: QtBot) -> None:
    """Card by card from left to right and top to bottom, and inside a card line by line."""
    show(window, step, qtbot)
    page = window.page(step)
    controls = [w for w in focusable(window) if page.isAncestorOf(w)]
    cards = [card_of(w) or w for w in controls]
    visits = [card for n, card in enumerate(cards) if n == 0 or card is not cards[n - 1]]
    assert len(visits) == len(set(map(id, visits))), "Tab comes back to a card it has left"
    corners = [place(card, page) for card in visits]
    assert corners == sorted(corners), "Tab visits the cards in another order than the eye"
    in_reading_order(controls, page)


def test_tab_follows_reading_order_where_a_comment_is_open(window: MainWindow, qtbot: QtBot) -> None:
    """The form of a comment is made late, but stands above the answer."""
    page = window.page(Step.ANSWER)
    assert isinstance(page, AnsweringPage)
    window.go(Destination(Step.ANSWER, question="Q2"))
    form = page.form("Q2")
    assert isinstance(form, QuestionForm)
    assert form.comments is not None
    form.comments.table.selectRow(1)
    form.comments.table.selectRow(0)
    settle(window, qtbot)
    controls = [w for w in focusable(window) if page.card.isAncestorOf(w)]
    tops = [rect(w, page).top() for w in controls if not isinstance(w, QAbstractButton)]
    assert len(tops) >= 7
    one_line = 20  # fields beside one another need not start at the same height
    assert all(below >= above - one_line for above, below in pairwise(tops))


@pytest.mark.parametrize("step", STEPS)
def test_no_text_is_clipped(window: MainWindow, desktop: Desktop, step: Step, qtbot: QtBot) -> None:
    show(window, step, qtbot)
    assert clipped_at_each_size(desktop, qtbot) == {}


@pytest.mark.parametrize("step", STEPS)
def test_both_colour_schemes_are_drawn(window: MainWindow, desktop: Desktop, step: Step, qtbot: QtBot) -> None:
    grounds = []
    for scheme, colours in (("light", LIGHT), ("dark", DARK)):
        desktop.settings.colour_scheme = scheme
        show(window, step, qtbot)
        image = window.grab().toImage()
        grounds.append(image.pixelColor(image.width() // 2, 3).name())
        assert grounds[-1] == colours.card
    assert grounds[0] != grounds[1]


PAIRS = [
    ("text", "ground"), ("text", "card"), ("text", "field"), ("text", "chosen"), ("muted", "card"), ("muted", "ground"),
    ("on_primary", "primary"), ("on_primary", "primary_hover"), ("link", "card"), ("link", "chosen"),
    ("inserted", "inserted_soft"), ("deleted", "deleted_soft"), ("confidential", "confidential_soft"),
    ("attention", "attention_soft"), ("text", "attention_soft"), ("link", "attention_soft"),
    ("deleted", "card"), ("inserted", "card"), ("on_withheld", "withheld"),
]  # fmt: skip


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_out_from_its_ground(colours: Colours, pair: tuple[str, str]) -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 to 1."""
    assert contrast(getattr(colours, pair[0]), getattr(colours, pair[1])) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_fields_and_focus_stand_out(colours: Colours) -> None:
    """WCAG 2.2, 1.4.11: at least 3 to 1 for the edge of a field and for the focus."""
    assert contrast(colours.field_line, colours.card) >= 3
    assert contrast(colours.primary, colours.card) >= 3


def test_the_clipping_check_sees_clipped_text(qtbot: QtBot, qapp: QApplication) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    cut = QLabel("A line of text that is far too long for its place", holder)
    cut.setFixedWidth(60)
    holder.show()
    assert len(clipped(holder)) == 1


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    def linear(part: str) -> float:
        value = int(part, 16) / 255
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(colour[n : n + 2]) for n in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("size", "width"), [(100, 1280), (200, 1280), (200, 800), (100, 800)])
def test_the_menu_stands_at_the_right_edge(
    window: MainWindow, desktop: Desktop, size: int, width: int, qtbot: QtBot
) -> None:
    desktop.settings.text_size = size
    window.resize(width, 720)
    settle(window, qtbot)
    (header,) = window.findChildren(Header)
    (menu,) = header.findChildren(QToolButton)
    assert rect(menu, header).right() == header.contentsRect().right() - 12
