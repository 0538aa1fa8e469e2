"""A machine plays the user on a real editor and a real file, and a colleague beside them, in any order there is."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from respondent_app.drafts.draft import Draft
from respondent_app.drafts.draft_file import DraftFile
from respondent_app.model import edits, team_edits
from respondent_app.model.consultation import Consultation
from respondent_app.model.place import Part, Place
from respondent_app.model.response import ClauseComment, Reason, Respondent, Response, Stance, new_id
from respondent_app.model.team import Role
from respondent_app.review import sign_offs
from respondent_app.session.draft_keeper import DraftKeeper
from respondent_app.session.messages import Messages
from respondent_app.session.session import Session
from respondent_app.session.settings import Settings
from respondent_app.ui.desk import Desk
from respondent_app.ui.theme import Appearance
from respondent_app.ui.widgets.marked_editor import MarkedTextEdit
from tests import samples
from tests.drafts.normal_form import normal_form

PLACE = Place("Q1", Part.ANSWER)
WORDS = st.sampled_from(
    [
        "a",
        " ",
        "agree",
        "é",
        "e\u0301",
        "😊",
        "👩‍👩‍👧",
        "שלום",
        "مرحبا",
        "\u00a0",
        "\u2028",
        "\n",
        "1,472",
        "\u200f",
        "word " * 12,
    ]
)
CASES = int(os.environ.get("RESPONDENT_MACHINE_CASES", "400"))
STEPS = 40


class User(RuleBasedStateMachine):
    """What a person can do with one answer, and what must be true all the time."""

    consultation: Consultation
    appearance: Appearance

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(tempfile.mkdtemp())
        self.path = self._folder / "our.response"
        self.colleague: Draft | None = None
        self.kept: set[str] = set()
        self.signed: dict[str, object] = {}
        self.saved = normal_form(Response(self.consultation.id))
        self._show(None)

    def _show(self, file: DraftFile | None) -> None:
        draft = None if file is None else Draft.load(file.id, file.consultation, file.events(), author="Author A")
        response = Response(self.consultation.id) if draft is None else draft.response
        self.keeper = DraftKeeper(self.path, file)
        self.session = Session(
            self.consultation, response, path=self.path, save=self.keeper.save,
            settings=Settings(), messages=Messages(), draft=draft,
        )  # fmt: skip
        self.editor = MarkedTextEdit(Desk(self.session, self.appearance, lambda _: None), PLACE)

    def _hide(self) -> None:
        self.editor.deleteLater()
        self.session.autosave.give_up()
        self.session.deleteLater()
        self.keeper.close()

    def teardown(self) -> None:
        self._hide()
        shutil.rmtree(self._folder)

    @rule(at=st.integers(0, 400), text=WORDS)
    def type_words(self, at: int, text: str) -> None:
        cursor = self.editor.textCursor()
        cursor.setPosition(at % self.editor.document().characterCount())
        self.editor.setTextCursor(cursor)
        cursor.insertText(text)

    @rule(start=st.integers(0, 400), length=st.integers(1, 60), text=st.one_of(st.just(""), WORDS))
    def replace_words(self, start: int, length: int, text: str) -> None:
        self._select(start, length).insertText(text)

    @rule(start=st.integers(0, 400), length=st.integers(1, 60))
    def mark(self, start: int, length: int) -> None:
        self._select(start, length)
        mark = self.editor.mark_selection()
        if mark is not None:
            self.kept.add(mark.id)

    @rule(start=st.integers(0, 400))
    def unmark(self, start: int) -> None:
        self._select(start, 0)
        self.kept -= {mark.id for mark in self.editor.marks_at_cursor()}
        self.editor.unmark()

    @rule()
    def undo(self) -> None:
        before = {mark.id for mark in self.session.response.marks}
        self.session.undo(PLACE)
        self.kept -= before - {mark.id for mark in self.session.response.marks}

    @rule()
    def redo(self) -> None:
        before = {mark.id for mark in self.session.response.marks}
        self.session.redo(PLACE)
        self.kept -= before - {mark.id for mark in self.session.response.marks}

    @rule(name=st.sampled_from(["", "Example Energy (made-up sample)", "ק"]), stance=st.sampled_from(Stance))
    def fill_in_fields(self, name: str, stance: Stance) -> None:
        self.session.edit(lambda r: replace(r, respondent=Respondent(organisation=name)))
        self.session.edit(lambda r: r.with_answer("Q3", replace(r.answer("Q3"), stance={"date": stance})))

    @rule(words=WORDS)
    def comment_on_a_clause(self, words: str) -> None:
        self.session.edit(lambda r: edits.with_comment(r, "Q2", ClauseComment(new_id(), "14.3", comment=words)))

    @rule()
    def take_a_comment_away(self) -> None:
        comments = self.session.response.answer("Q2").comments
        if comments:
            self.session.edit(lambda r: edits.without_comment(r, "Q2", comments[0].id))

    @rule(harm=st.sampled_from(["Great", ""]))
    def give_reasons(self, harm: str) -> None:
        for mark in self.session.response.marks:
            self.session.edit(partial(edits.with_mark, mark=replace(mark, reason=Reason(harm=harm))))

    @rule(role=st.sampled_from(Role))
    def sign(self, role: Role) -> None:
        self.session.edit(lambda r: team_edits.with_sign_off(r, role, by="Author A", at=1))
        for sign_off in self.session.response.sign_offs:
            self.signed.setdefault(sign_off.id, _signable(self.session.response, role))

    @rule()
    def send_to_a_colleague(self) -> None:
        draft = self.session.draft
        self.colleague = Draft.load(draft.id, draft.response.consultation, draft.events, author="Author B")

    @precondition(lambda self: self.colleague is not None)
    @rule(at=st.integers(0, 400), gone=st.integers(0, 30), text=WORDS)
    def colleague_writes(self, at: int, gone: int, text: str) -> None:
        assert self.colleague is not None
        before = self.colleague.response.text_at(PLACE)
        at = min(at, len(before))
        self.colleague.record(
            edits.with_text(
                self.colleague.response, PLACE, before[:at] + text.replace("\u2028", "\n") + before[at + gone :]
            )
        )

    @precondition(lambda self: self.colleague is not None)
    @rule()
    def merge(self) -> None:
        assert self.colleague is not None
        self.session.merge(self.colleague.events, draft_id=self.colleague.id)

    @rule()
    def save(self) -> None:
        assert self.session.autosave.now()
        self.saved = normal_form(self.session.response)

    @rule()
    def close_and_reopen(self) -> None:
        self.save()
        self._reopen()

    @rule()
    def pull_the_plug(self) -> None:
        """What was saved is there, what was not is gone, and nothing else."""
        self._reopen()
        self.kept = {mark.id for mark in self.session.response.marks}

    def _reopen(self) -> None:
        self._hide()
        self._show(DraftFile.open(self.path, author="Author A") if self.path.exists() else None)
        assert normal_form(self.session.response) == self.saved

    @invariant()
    def the_editor_shows_the_draft(self) -> None:
        text = self.session.response.text_at(PLACE)
        assert self.editor.text == text
        assert self.editor.toPlainText().replace("\u00a0", " ") == text.replace("\u00a0", " ")
        assert self.session.draft.response == self.session.response

    @invariant()
    def the_log_comes_to_what_is_on_the_screen(self) -> None:
        draft = self.session.draft
        again = Draft.load(draft.id, draft.response.consultation, draft.events, author="")
        assert normal_form(again.response) == normal_form(self.session.response)

    @invariant()
    def no_mark_is_lost(self) -> None:
        assert self.kept <= {mark.id for mark in self.session.response.marks}

    @invariant()
    def a_sign_off_holds_for_what_was_signed_and_nothing_else(self) -> None:
        response = self.session.response
        for signed in sign_offs.trail(response):
            assert signed.holds == (self.signed[signed.sign_off.id] == _signable(response, signed.sign_off.role))

    def _select(self, start: int, length: int) -> QTextCursor:
        count = self.editor.document().characterCount()
        cursor = self.editor.textCursor()
        cursor.setPosition(start % count)
        cursor.setPosition(min(start % count + length, count - 1), QTextCursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)
        return cursor


def _signable(response: Response, role: Role) -> object:
    """What somebody signs in a role, put together by other means than the app's digests."""
    said = normal_form(response)
    words = [
        (question, answer.text, answer.rationale, dict(answer.stance), [replace(c, id="") for c in answer.comments])
        for question, answer in said.answers.items()
    ]
    numbers = {c.id: n for a in said.answers.values() for n, c in enumerate(a.comments)}
    marks = sorted(repr(replace(m, id="", comment=str(numbers.get(m.comment, "")))) for m in said.marks)
    return (said.respondent, words, marks if role in {Role.CONFIDENTIALITY, Role.APPROVER} else ())


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Appearance]:
    appearance = Appearance(qapp, Settings(qapp))
    yield appearance
    appearance.deleteLater()


@pytest.mark.timeout(300)
def test_whatever_the_user_does_nothing_is_lost(look: Appearance) -> None:
    User.consultation, User.appearance = samples.consultation(), look
    run_state_machine_as_test(
        User,
        settings=settings(
            max_examples=CASES, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
