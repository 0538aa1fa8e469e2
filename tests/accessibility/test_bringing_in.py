"""The card that asks what of a file shall come in, walked as a keyboard and a magnifier would."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from respondent_app.app import Desktop
from respondent_app.drafts.answers_file import read_answers
from respondent_app.drafts.saved_response import save_response
from respondent_app.packs import library
from respondent_app.storage import folders
from respondent_app.ui.desk import Destination, Step
from respondent_app.ui.main_window import MainWindow
from respondent_app.ui.reviewing.page import ReviewPage
from tests.accessibility.walk import clipped_at_each_size, focusable, in_reading_order
from tests.layout import settle

TMAD = "dcc-tmad-v1.4-moc-mds"
SAMPLE = next((folders.resources() / "samples").glob("*.toml"))


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "sample.response"
    save_response(path, read_answers(SAMPLE, library.load(TMAD)), author="Author A")
    return path


@pytest.fixture
def page(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> ReviewPage:
    """A file with an unbreakable name that changes a detail, a position, texts and a mark, and has another comment."""
    theirs = tmp_path / f"{'answers_of_a_colleague_' * 5}.toml"
    answers = SAMPLE.read_text("utf-8").replace("Alex Sample", "Robin Sample").replace("We support", "We welcome")
    theirs.write_text(
        answers.replace('"agree"', '"no view"').replace('"3.1A"', '"9.9"').replace("3.17", "9.8"), "utf-8"
    )
    window.go(Destination(Step.REVIEW, files=(theirs,)))
    qtbot.waitUntil(lambda: window.session.bringing_in.plan is not None)
    settle(window, qtbot)
    page = window.page(Step.REVIEW)
    assert isinstance(page, ReviewPage)
    assert len(page.offers.views) >= 4
    return page


def test_tab_follows_reading_order_and_no_text_is_clipped(
    window: MainWindow, page: ReviewPage, desktop: Desktop, qtbot: QtBot
) -> None:
    controls = [w for w in focusable(window) if page.offers.isAncestorOf(w)]
    assert len(controls) > len(page.offers.views)
    in_reading_order(controls, page)
    wide: list[int] = []

    def look() -> None:
        page._show_offers()
        wide.append(page._area.horizontalScrollBar().maximum())

    assert clipped_at_each_size(desktop, qtbot, look) == {}
    assert max(wide) == 0, "the page scrolls to the side"
