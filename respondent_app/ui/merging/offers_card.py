"""What a file with somebody's answers would change, and the question whether it shall."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from respondent_app.model.taken_in import LeftAlone
from respondent_app.session import reviewing
from respondent_app.session.bringing_in import BringingIn, Brought, Plan
from respondent_app.ui.desk import Desk, Destination, Step
from respondent_app.ui.merging.offer_view import INDENT, OfferView
from respondent_app.ui.widgets.announce import announce
from respondent_app.ui.widgets.buttons import button, link
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import WrappingRow, clear, column, holder, row
from respondent_app.ui.widgets.notice import Notice
from respondent_app.ui.widgets.tab_order import holds_focus
from respondent_app.ui.widgets.text import badge, breakable, label, rule
from respondent_app.ui.widgets.work_line import WorkLine
from respondent_app.ui.widgets.wrapping_check import WrappingCheck

_KEY = "Underlined: would come.  Struck out: would go.  Dashed: confidential."
_UNTOUCHED = "Nothing has changed yet. Untick what should stay as it is."
_MOVED = "Your response has changed since this was worked out. Here is what the file would change in it now."
_ASK = "Ask colleagues to look at these changes, too"
_ASK_MORE = "Each then waits for review on this page. Either way, the history says which file the words come from."
_SIGNED = "Sign-offs on what changes will no longer hold."
_MANY = 4
_MOST_AT_ONCE = 200


class OffersCard(Card):
    """Hidden while no file is looked at. `shown`: there is something new to see. `left`: all was put away."""

    shown = Signal()
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        self._count = badge("", "info")
        super().__init__("Answers from a file", badge=self._count)
        self._desk = desk
        self._consultation = desk.session.consultation
        self._bringing: BringingIn = desk.session.bringing_in
        self._working = WorkLine(self._bringing.cancel, "Reading answers")
        self._body: QVBoxLayout = column(spacing=8)
        self._lines: QVBoxLayout = column()
        self._refused: set[str] = set()
        self._asks = False
        self._most = _MOST_AT_ONCE
        self._plan: Plan | None = None
        self._brought: Brought | None = None
        self.views: list[OfferView] = []
        self.ask = WrappingCheck(_ASK)
        self.bring = button("", self._bring)
        self.away = link("Put this away", self._leave)
        self.add(column(self._working, self._body, margins=(16, 10, 16, 14), spacing=8))
        self._bringing.changed.connect(self.refresh)
        self._bringing.stepped.connect(self._working.say)
        self._bringing.ready.connect(self._begin)
        self._bringing.brought_in.connect(self._told)
        desk.appearance.changed.connect(self._dress_again)
        self.refresh()

    def refresh(self) -> None:
        """Show how far it is; what the person has ticked stays so."""
        bringing = self._bringing
        had_focus = holds_focus(self)
        self._show_work()
        if bringing.plan is not self._plan or bringing.brought is not self._brought:
            if bringing.plan is None or self._plan is None or bringing.plan.given is not self._plan.given:
                self._refused.clear()
                self._asks = False
                self._most = _MOST_AT_ONCE
            self._plan, self._brought = bringing.plan, bringing.brought
            self._show(had_focus=had_focus)
        self.setVisible(bringing.is_working or self._plan is not None or self._brought is not None)
        self._say_count()

    def _show_work(self) -> None:
        """Show that a file is being read, with stopping as the nearest thing to do; or that it is no longer."""
        working, reads = self._bringing.is_working, self._bringing.plan is None
        if working and reads and self._working.isHidden():
            self._working.begin()
            QTimer.singleShot(0, self, self._working.cancel.setFocus)
            self.shown.emit()
        elif not working and self._working.cancel.hasFocus():
            self.left.emit()
        self._working.setVisible(working)

    def _show(self, *, had_focus: bool) -> None:
        at = next((number for number, view in enumerate(self.views) if holds_focus(view)), None)
        clear(self._body)
        self.views = []
        self._lines = column(spacing=8)
        if self._plan is not None:
            self._show_plan(self._plan)
        elif self._brought is not None:
            self._show_brought(self._brought)
        held = holder(self._lines)
        self._body.addWidget(held)
        held.show()  # at once, so that what is in it can take the focus
        if had_focus and self.views:
            self.views[min(at or 0, len(self.views) - 1)].box.setFocus()

    def _show_plan(self, plan: Plan) -> None:
        if not plan.offers:
            nothing = f"Nothing in {breakable(plan.name)} is new to your response."
            self.away = link("Put this away", self._leave)
            self._put(Notice(nothing, self.away, kind="info"))
            self._put_left(plan)
            return
        self._put(label(breakable(_summary(plan)), "label"))
        signed = any(each.holds for each in reviewing.trail(plan.before))
        self._put(label(f"{_UNTOUCHED} {_SIGNED}" if signed else _UNTOUCHED, "muted"))
        if plan.given.doubt:
            self._put(Notice(breakable(plan.given.doubt)))
        if self._bringing.has_moved:
            self._put(Notice(_MOVED, kind="info"))
        self._put(label(_KEY, "small"))
        self._put_offers(plan)
        self._put_left(plan)
        self._put(rule())
        self.ask = WrappingCheck(_ASK)
        self.ask.box.setAccessibleDescription(_ASK_MORE)
        self.ask.box.setChecked(self._asks)
        self.ask.box.toggled.connect(self._asked)
        more = holder(row(label(_ASK_MORE, "small"), margins=(self._desk.appearance.px(INDENT), 0, 0, 0)))
        self._put(holder(column(self.ask, more, spacing=2)))
        self._put(self._actions(plan))

    def _put_offers(self, plan: Plan) -> None:
        titles = {question.id: f"{question.id}. {question.title}" for question in self._consultation.questions}
        for question, offers in groupby(plan.offers[: self._most], key=lambda offer: offer.came.question):
            self._put(rule())
            self._put(label(titles.get(question, "Your details"), "title"))
            for offer in offers:
                view = OfferView(offer, self._desk.appearance, ticked=offer.came.key not in self._refused)
                view.box.toggled.connect(self._ticked)
                self.views.append(view)
                self._put(view)
        more = len(plan.offers) - len(self.views)
        if more > 0:
            self._put(label(f"… and {more} more.", "muted"))
            self._put(holder(WrappingRow(link(f"Show the other {more}", self._show_more))))

    def _show_more(self) -> None:
        """Show the changes that were not shown at first, and go on with the first of them."""
        at, self._most = len(self.views), len(self._plan.offers) if self._plan is not None else 0
        self._show(had_focus=False)
        self._say_count()
        self.views[at].box.setFocus()

    def _put_left(self, plan: Plan) -> None:
        look = [left for left in plan.left if left.look]
        others = [left for left in plan.left if not left.look]
        if look:
            self._put(self._listed("Not brought in: please look at these yourself", look, "attention"))
        if others:
            self._put(self._listed("Left as it is", others, "info"))

    def _listed(self, title: str, left: list[LeftAlone], kind: str) -> Notice:
        questions = dict.fromkeys(each.question for each in left if each.question)
        links = [self._way(question) for question in questions] if kind == "attention" else []
        return Notice("\n".join(f"• {breakable(each.what)}" for each in left), *links, kind=kind, title=title)

    def _way(self, question: str) -> QPushButton:
        destination = Destination(Step.ANSWER, question=question)
        return link(f"Go to {question}", lambda: self._desk.go(destination))

    def _actions(self, plan: Plan) -> QWidget:
        self.bring = button("", self._bring, primary=True)
        leave = button("Leave as it is", self._leave)
        all_or_none = [link("Tick all", lambda: self._tick_all(on=True))] if len(plan.offers) >= _MANY else []
        all_or_none += [link("Tick none", lambda: self._tick_all(on=False))] if all_or_none else []
        return holder(WrappingRow(self.bring, leave, *all_or_none))

    def _show_brought(self, brought: Brought) -> None:
        take_back = f"Take {'it' if brought.count == 1 else 'them'} back"
        back = [] if brought.is_back else [button(take_back, self._bringing.take_back)]
        self.away = link("Put this away", self._leave)
        self._put(Notice(breakable(brought.said), *back, self.away, kind="info" if brought.is_back else "good"))
        if not brought.is_back:
            self._put_left(brought.plan)
        announce(self, brought.said)

    def _ticked(self) -> None:
        shown = {view.offer.came.key: view.box.isChecked() for view in self.views}
        self._refused = {key for key in self._refused if key not in shown} | {k for k, on in shown.items() if not on}
        self._say_count()

    def _asked(self, on: bool) -> None:  # noqa: FBT001  as the signal carries it
        self._asks = on

    def _tick_all(self, *, on: bool) -> None:
        offers = self._plan.offers if self._plan is not None else ()
        for view in self.views:
            view.box.blockSignals(True)  # noqa: FBT003
            view.box.setChecked(on)
            view.box.blockSignals(False)  # noqa: FBT003
        self._refused = set() if on else {offer.came.key for offer in offers}
        self._say_count()

    def _say_count(self) -> None:
        """Say how many changes would come in."""
        keys = [offer.came.key for offer in self._plan.offers] if self._plan is not None else []
        count, offered = sum(key not in self._refused for key in keys), len(keys)
        self._count.setText(f"{offered} change{'' if offered == 1 else 's'}")
        self._count.setVisible(bool(offered))
        if offered:
            these = "these changes" if count > 1 else "this change"
            self.bring.setText(f"Bring in {these}" if count == offered else f"Bring in {count} of {offered}")
            self.bring.setAccessibleName(self.bring.text())
            self.bring.setEnabled(bool(count) and not self._bringing.is_working)

    def _bring(self) -> None:
        self._bringing.bring_in(frozenset(self._refused), ask=self._asks)

    def _leave(self) -> None:
        self._bringing.leave()
        self.left.emit()

    def _begin(self) -> None:
        """Take the keyboard to the first change, once it lies where it will."""
        if self._plan is not None:
            announce(self, f"{_summary(self._plan)} {self._plan.given.doubt}".strip())
        QTimer.singleShot(0, self, self._focus_first)
        self.shown.emit()

    def _focus_first(self) -> None:
        if self.views:
            self.views[0].box.setFocus()
        else:
            self.away.setFocus()

    def _told(self) -> None:
        QTimer.singleShot(0, self, self.away.setFocus)
        self.shown.emit()

    def _dress_again(self) -> None:
        self._show(had_focus=False)
        self._say_count()

    def _put(self, widget: QWidget) -> None:
        self._lines.addWidget(widget)


def _summary(plan: Plan) -> str:
    count = len(plan.offers)
    said = f"{plan.name} would change {'1 thing' if count == 1 else f'{count} things'} in your response."
    look = sum(left.look for left in plan.left)
    return f"{said} {look} more {'needs' if look == 1 else 'need'} a look." if look else said
