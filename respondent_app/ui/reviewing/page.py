"""The page on which a response is looked over: what there is, what is missing, and the way to each place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from respondent_app.model.finding import Weight
from respondent_app.session import reviewing
from respondent_app.session.looking import Looking
from respondent_app.ui.desk import Desk, Destination, Step
from respondent_app.ui.live_page import LivePage
from respondent_app.ui.merging.copies_card import CopiesCard
from respondent_app.ui.merging.look_card import LookCard
from respondent_app.ui.merging.offers_card import OffersCard
from respondent_app.ui.page import scrolling
from respondent_app.ui.reviewing.finding_list import FindingList
from respondent_app.ui.reviewing.queue_card import QueueCard
from respondent_app.ui.reviewing.sign_off_card import SignOffCard
from respondent_app.ui.reviewing.summary import summarise
from respondent_app.ui.reviewing.summary_table import SummaryTable
from respondent_app.ui.widgets.buttons import button, set_primary
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import WrappingRow, column
from respondent_app.ui.widgets.notice import Notice
from respondent_app.ui.widgets.tab_order import in_reading_order
from respondent_app.ui.widgets.text import label

_ABOVE = 10
_AFTER_MERGING = "merged:"
_ELSEWHERE = ("comments:", "to-review:", _AFTER_MERGING)  # findings that the cards above the lists tell already


class ReviewPage(LivePage):
    """A summary by question, what waits for a reviewer, what to settle or look at before sending, sign-offs."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._table = SummaryTable(desk.appearance, self._go_to_question)
        self._summary = Card("What there is so far")
        self._summary.add(column(self._table, margins=(6, 2, 6, 6)))
        self._must = FindingList("To settle before sending", "attention", desk.go)
        self._should = FindingList("Worth a look", "info", desk.go)
        self.copies = CopiesCard(self.session.merges, self.session.bringing_in)
        self.offers = OffersCard(desk)
        self.look = LookCard(self.session.merges, desk.go)
        self.copies.shown.connect(self._show_copies)
        self.offers.shown.connect(self._show_offers)
        self.session.bringing_in.changed.connect(self._soon.start)
        self.offers.left.connect(self.copies.bring_button.setFocus)
        self.session.merges.came.connect(self._look_after_merge)
        self._looking = Looking.of(self.session)
        self.queue = QueueCard(self._go_to_question, self._looking.look)
        self.sign_offs = SignOffCard(self.session, self._print_trail, self._save_trail)
        self._nothing = Notice("Nothing is missing.", kind="good")
        self._to_send = button("Go to Send", lambda: desk.go(Destination(Step.SEND)))
        self._advice = label("", "muted")
        self._arrange()
        desk.appearance.changed.connect(self._table.viewport().update)
        self.refresh()

    def refresh(self) -> None:
        findings = self.session.findings()
        must = tuple(finding for finding in findings if finding.weight is Weight.MUST)
        listed = tuple(finding for finding in must if not finding.id.startswith(_AFTER_MERGING))
        should = tuple(f for f in findings if f.weight is Weight.SHOULD and not f.id.startswith(_ELSEWHERE))
        self._table.show_rows(summarise(self.session.response, self.session.consultation))
        self._must.show_findings(listed)
        self._should.show_findings(should)
        self.look.refresh()
        self.queue.show_queue(reviewing.queue(self.session))
        self.sign_offs.refresh()
        self._nothing.setVisible(not findings)
        self._advice.setText(_advice(bool(must), bool(should)))
        set_primary(self._to_send, not must and not self.session.bringing_in.asks)
        lists = (self._table, self.copies, self.offers, self.look, self.queue, self._must, self._should)
        in_reading_order(*lists, *self.sign_offs.regions(), self._to_send)

    def _arrange(self) -> None:
        content = QWidget()
        ending = column(self._advice, WrappingRow(self._to_send), margins=(2, 2, 2, 0), spacing=10)
        content.setLayout(
            column(
                self._summary, self.copies, self.offers, self.look, self.queue, self._nothing, self._must, self._should,
                self.sign_offs, ending, None,
                margins=(16, 16, 16, 16), spacing=14,
            )
        )  # fmt: skip
        self._area: QScrollArea = scrolling(content)
        self.setLayout(column(self._area, spacing=0))

    def open_at(self, destination: Destination) -> None:
        if destination.merging:
            self.copies.choose_copy()
        if destination.bringing_in:
            self.copies.choose_answers()
        if destination.files:
            self._bring_in(*destination.files)
        if destination.sign_offs:
            self.sign_offs.sign.setFocus()
            QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(self.sign_offs))

    def _bring_in(self, first: Path, *others: Path) -> None:
        self.session.bringing_in.take(first)
        if others:
            left = ", ".join(path.name for path in others)
            self.session.messages.note(f"Answers are brought in one file at a time. Not looked into yet: {left}.")

    def _show_copies(self) -> None:
        self._show_card(self.copies)

    def _show_offers(self) -> None:
        self._show_card(self.offers)

    def _show_card(self, card: Card) -> None:
        # When it lies where it will.
        QTimer.singleShot(0, self, lambda: self._area.verticalScrollBar().setValue(card.y() - _ABOVE))

    def _look_after_merge(self) -> None:
        self.refresh()
        self.look.focus_first()

    def _print_trail(self) -> None:
        from respondent_app.ui.reviewing import trail_paper

        trail_paper.print_out(self.session, self)

    def _save_trail(self) -> None:
        from respondent_app.ui.reviewing import trail_paper

        trail_paper.save_pdf(self.session, self)

    def _go_to_question(self, question: str) -> None:
        self.desk.go(Destination(Step.ANSWER, question=question))


def _advice(must: bool, should: bool) -> str:  # noqa: FBT001  two facts
    if must:
        return "You can go on to Send at any time. The response goes out as it stands."
    if should:
        return "Nothing stands in the way of sending."
    return "The response is complete. Send makes the files and checks the public ones for confidential words."
