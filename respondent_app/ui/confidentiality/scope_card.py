"""What is confidential as a whole: the response, the organisation's name, an answer, a comment, the contact details."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from respondent_app.model.consultation import Consultation
from respondent_app.model.response import QUESTION_SCOPES, Mark, Response, Scope
from respondent_app.ui.widgets.buttons import button
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import column
from respondent_app.ui.widgets.text import label, rule
from respondent_app.ui.widgets.wrapping_check import WrappingCheck

_UNNAMED = "They stay withheld while the organisation’s name is: they would give it away."

_PART_NAMES = {
    Scope.ANSWER: "the answer",
    Scope.RATIONALE: "the rationale",
    Scope.STANCE: "the positions taken",
    Scope.COMMENTS: "all comments by clause",
}


@dataclass(frozen=True, slots=True)
class Whole:
    """Something that can be marked as a whole."""

    scope: Scope
    text: str
    question: str = ""
    comment: str = ""

    def is_marked_by(self, mark: Mark) -> bool:
        """Whether `mark` is on this very thing."""
        mine = (self.scope, self.question, self.comment)
        return mine == (
            mark.scope,
            mark.question if mark.scope in QUESTION_SCOPES or mark.scope is Scope.COMMENT else "",
            mark.comment if mark.scope is Scope.COMMENT else "",
        )


def wholes(response: Response, consultation: Consultation) -> Iterator[Whole]:
    """Yield what can be marked as a whole, the narrowest things last."""
    yield Whole(Scope.RESPONSE, "The whole response")
    yield Whole(Scope.ORGANISATION, "The organisation’s name")
    for question in consultation.questions:
        yield Whole(Scope.QUESTION, f"All of {question.id}: {question.title}", question.id)
        yield from _parts(response, question.id)
        for comment in response.answer(question.id).comments:
            clause = comment.clause.strip() or "a clause not named yet"
            if not comment.is_empty:
                yield Whole(Scope.COMMENT, f"{question.id}, comment on {clause}", question.id, comment.id)


def _parts(response: Response, question: str) -> Iterator[Whole]:
    """Yield the parts of a question in which something stands, and those that are marked."""
    answer = response.answer(question)
    said = {
        Scope.ANSWER: bool(answer.text.strip()),
        Scope.RATIONALE: bool(answer.rationale.strip()),
        Scope.STANCE: any(answer.stance.values()),
        Scope.COMMENTS: sum(not comment.is_empty for comment in answer.comments) > 1,
    }
    for scope, there in said.items():
        whole = Whole(scope, f"{question}, {_PART_NAMES[scope]}", question)
        if there or any(whole.is_marked_by(mark) for mark in response.marks):
            yield whole


def summary(response: Response, *, details_withheld: bool) -> str:
    """Say in a sentence what will be withheld."""
    passages = sum(mark.scope is Scope.PASSAGE for mark in response.marks)
    comments = sum(mark.scope is Scope.COMMENT for mark in response.marks)
    scopes = {mark.scope for mark in response.marks}
    asked = sorted({mark.question for mark in response.marks if mark.scope is Scope.QUESTION})
    parts = ["all answers"] if Scope.RESPONSE in scopes else []
    parts += ["the organisation’s name"] if Scope.ORGANISATION in scopes else []
    parts += [f"all of {question}" for question in asked]
    parts += [f"{_PART_NAMES[mark.scope]} in {mark.question}" for mark in response.marks if mark.scope in _PART_NAMES]
    parts += [_counted(comments, "comment")] if comments else []
    parts += [_counted(passages, "passage")] if passages else []
    parts += ["contact details"] if details_withheld else []
    if not parts:
        return "Nothing is withheld from the public version."
    listed = " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    return f"Withheld: {listed}."


class ScopeCard(Card):
    """A summary that opens into a list of check boxes."""

    toggled = Signal(object, bool)
    contact_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.open = button("Change", self.toggle, name="Change what is confidential as a whole")
        super().__init__("What is confidential?", self.open, parent=parent)
        self.summary = label("", "muted")
        self._wholes: tuple[Whole, ...] = ()
        self.checks: dict[Whole, WrappingCheck] = {}
        self._list: QVBoxLayout = column(spacing=2)
        self.contact = WrappingCheck("Show our contact details in the public version")
        self.contact.box.clicked.connect(self.contact_toggled)
        self._unnamed = label(_UNNAMED, "small")
        self._body = QWidget()
        self._body.setLayout(column(self._list, 4, rule(), 4, self.contact, self._unnamed, spacing=2))
        self.add(column(self.summary, self._body, margins=(16, 10, 16, 12), spacing=8))
        self.show_list(shown=False)

    def toggle(self) -> None:
        """Open or close the list."""
        self.show_list(shown=self._body.isHidden())

    def show_list(self, *, shown: bool) -> None:
        """Open or close the list of what can be marked as a whole."""
        self._body.setVisible(shown)
        self.open.setText("Done" if shown else "Change")

    def show_response(self, response: Response, consultation: Consultation, *, details_withheld: bool) -> None:
        """Bring the summary and the check boxes up to date."""
        self.summary.setText(summary(response, details_withheld=details_withheld))
        found = tuple(wholes(response, consultation))
        if found != self._wholes:
            self._rebuild(found)
        for whole, check in self.checks.items():
            check.box.setChecked(any(whole.is_marked_by(mark) for mark in response.marks))
        unnamed = any(mark.scope is Scope.ORGANISATION for mark in response.marks)
        self.contact.box.setChecked(response.contact_public and not unnamed)
        self.contact.setEnabled(not unnamed)
        self._unnamed.setVisible(unnamed)

    def _rebuild(self, found: tuple[Whole, ...]) -> None:
        self._wholes = found
        for old in self.checks.values():
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.checks = {whole: WrappingCheck(whole.text, f"Mark as confidential: {whole.text}") for whole in found}
        before: QWidget = self.open
        for whole, check in self.checks.items():
            check.box.clicked.connect(lambda on, chosen=whole: self.toggled.emit(chosen, on))
            self._list.addWidget(check)
            QWidget.setTabOrder(before, check.box)
            before = check.box
        QWidget.setTabOrder(before, self.contact.box)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
