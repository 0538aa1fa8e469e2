"""The form for a reason: why something is confidential, and what the public reads instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from respondent_app.model.response import Likelihood, Reason, ReasonCategory
from respondent_app.model.text import clean
from respondent_app.ui.widgets.rows import Rows, choice_field, line_field
from respondent_app.ui.widgets.text import label
from respondent_app.ui.widgets.wrapping_check import WrappingCheck

_MOST_LINES = 8
_LEAST_MARGINS = 22
_ASKS = {
    ReasonCategory.COMMERCIAL: "Say whose business would suffer, in what way, and how likely that is.",
    ReasonCategory.CONTRACT: "Say which terms are agreed to be kept private, and what follows if they come out.",
    ReasonCategory.TRADE_SECRET: "Say what makes it worth having, who knows it, and how you keep it secret.",
    ReasonCategory.SECURITY: "Say what somebody could do with it, without showing them how.",
    ReasonCategory.PERSONAL_DATA: "Say whom it points to. People in senior or public roles are protected less.",
    ReasonCategory.THIRD_PARTY: "Say who gave it to you in confidence, and that they have not agreed to publication.",
    ReasonCategory.LEGAL: "Say that it is legal advice, or made for a dispute. Do not say what it advises.",
    ReasonCategory.MARKET_SENSITIVE: "Say which market it could move, and when it will be public anyway.",
    ReasonCategory.OTHER: "Say what would go wrong if it were published, for whom, and how likely that is.",
}
_TESTS = {
    ReasonCategory.COMMERCIAL: "FOIA s.43, s.44 with Utilities Act 2000 s.105, and EIR 12(5)(e)",
    ReasonCategory.CONTRACT: "FOIA s.41 and s.43, and EIR 12(5)(e)",
    ReasonCategory.TRADE_SECRET: "FOIA s.43(1) and EIR 12(5)(e)",
    ReasonCategory.PERSONAL_DATA: "FOIA s.40(2) and EIR 13",
    ReasonCategory.THIRD_PARTY: "FOIA s.41 and EIR 12(5)(f)",
    ReasonCategory.LEGAL: "FOIA s.42",
    ReasonCategory.MARKET_SENSITIVE: "FOIA s.43 and EIR 12(5)(e)",
}
_LIKELIHOODS = [
    (Likelihood.UNSET.value, "Not stated"),
    (Likelihood.WOULD.value, "It would happen"),
    (Likelihood.WOULD_BE_LIKELY.value, "It would be likely to happen"),
]
_ANY_TEST = "access-to-information law"


class ReasonForm(Rows):
    """Edits one `Reason`. `edited` carries it as typed; `show_reason` never disturbs a field that says the same."""

    edited = Signal(object)

    def __init__(self, categories: Mapping[ReasonCategory, str], publisher: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Reason()
        self._loading = False
        self.category = choice_field([(kind.value, text) for kind, text in categories.items()], "")
        self.explanation = _Note(3)
        self.harm = _Note(2)
        self.likelihood = choice_field(_LIKELIHOODS, "")
        self.not_public = WrappingCheck("It is not public already")
        self.until = line_field("", placeholder="31 March 2020")
        self.public_explanation = _Note(2)
        self.substitute = _Note(2)
        self._asks = label("", "small")
        self._tests = label("", "small")
        self._build(publisher)
        self._connect()
        self._say_tests()

    def show_reason(self, reason: Reason) -> None:
        """Show `reason` without announcing it as an edit."""
        self._shown = reason
        self._loading = True
        self.category.setCurrentIndex(max(0, self.category.findData(reason.category.value)))
        _fill(self.explanation, reason.explanation)
        _fill(self.harm, reason.harm)
        self.likelihood.setCurrentIndex(max(0, self.likelihood.findData(reason.likelihood.value)))
        self.not_public.box.setChecked(reason.not_public)
        _fill(self.until, reason.until)
        _fill(self.public_explanation, reason.public_explanation)
        _fill(self.substitute, reason.substitute)
        self._loading = False
        self._say_tests()

    def reason(self) -> Reason:
        """Return the reason as it stands in the fields."""
        return replace(
            self._shown,
            category=self._category(),
            public_explanation=_text(self.public_explanation),
            explanation=_text(self.explanation),
            harm=_text(self.harm),
            likelihood=Likelihood(self.likelihood.currentData() or ""),
            not_public=self.not_public.box.isChecked(),
            until=_text(self.until),
            substitute=_text(self.substitute),
        )

    def _build(self, publisher: str) -> None:
        self.add("Why is it confidential?", self.category)
        self.add_plain(self._asks, gap=2)
        self.add(
            f"Full explanation for {publisher}", self.explanation,
            help_text="Stands in the full version only.",
        )  # fmt: skip
        self.add_plain(self.not_public, gap=4)
        self.add("Harm, and to whom", self.harm)
        self.add("How likely is the harm?", self.likelihood)
        self.add("Until when", self.until, help_text="A date or an event: an end makes a request stronger.")
        self.add(
            "Public reason", self.public_explanation,
            help_text="Published with the response, so without the words themselves.",
        )  # fmt: skip
        self.add(
            "Say instead in public", self.substitute,
            help_text="A range or a general statement, if one can be given.",
        )  # fmt: skip
        self.add_plain(self._tests)

    def _connect(self) -> None:
        self.category.currentIndexChanged.connect(lambda _: self._tell())
        self.likelihood.currentIndexChanged.connect(lambda _: self._tell())
        self.not_public.box.toggled.connect(lambda _: self._tell())
        self.until.textChanged.connect(lambda _: self._tell())
        for field in (self.explanation, self.harm, self.public_explanation, self.substitute):
            field.textChanged.connect(self._tell)

    def _tell(self) -> None:
        if self._loading:
            return
        self._say_tests()
        reason = self.reason()
        if reason != self._shown:
            self._shown = reason
            self.edited.emit(reason)

    def _say_tests(self) -> None:
        category = self._category()
        test = _TESTS.get(category, _ANY_TEST)
        self._asks.setText(_ASKS[category])
        self._tests.setText(f"Follows the questions asked under {test}. Drafting aid, not legal advice.")

    def _category(self) -> ReasonCategory:
        return ReasonCategory(self.category.currentData() or ReasonCategory.OTHER)


class _Note(QPlainTextEdit):
    """A few lines of plain text; grows with them up to eight, then scrolls. Tab leaves it."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        lines = min(max(round(self.document().size().height()), self._lines), _MOST_LINES)
        margins = self.height() - self.viewport().height() + 2 * round(self.document().documentMargin())
        height = lines * self.fontMetrics().lineSpacing() + max(margins, _LEAST_MARGINS)
        if self.minimumHeight() != height:
            self.setFixedHeight(height)


def _text(field: QLineEdit | QPlainTextEdit) -> str:
    return clean(field.text() if isinstance(field, QLineEdit) else field.toPlainText())


def _fill(field: QLineEdit | QPlainTextEdit, text: str) -> None:
    if _text(field) == text:
        return
    if isinstance(field, QLineEdit):
        field.setText(text)
    else:
        field.setPlainText(text)
