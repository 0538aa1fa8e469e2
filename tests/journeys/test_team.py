"""Two people work on one response in copies of their own, merge them, settle what merging leaves, sign and send."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from respondent_app.app import Desktop
from respondent_app.drafts.saved_response import edit_saved, read_draft, read_response
from respondent_app.model import edits, team_edits
from respondent_app.model.errors import ExportError
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Mark, Scope
from respondent_app.model.team import ReviewComment, Role, Status
from respondent_app.review import sign_offs
from respondent_app.session.draft_keeper import Shield
from respondent_app.ui.desk import Step
from respondent_app.ui.main_window import MainWindow

Q1 = Place("Q1", Part.ANSWER)
TEXT = "Our plan assumes 12,500 installations a week. Please publish early."


def shown(desktop: Desktop) -> MainWindow:
    assert desktop.window is not None
    return desktop.window


def unprotected(desktop: Desktop) -> MainWindow:
    """A window on a new response whose owner chose to keep it unprotected."""
    desktop.settings.new_unprotected = True
    desktop.new_draft(shown(desktop).session.consultation.id)
    assert desktop._keeper.shield is Shield.NONE
    return shown(desktop)


def colleague_works(copy: Path) -> None:
    """What a colleague does in the copy that was sent to them."""
    edit_saved(copy, lambda r: edits.with_text(r, Q1, r.text_at(Q1).replace("early", "in May")), author="Reviewer B")
    edit_saved(copy, lambda r: edits.with_text(r, Q1, r.text_at(Q1).replace("12,500", "13,000")), author="Reviewer B")
    remark = ReviewComment("r1", "Q1", quote="in May", text="Is May certain?", by="Reviewer B", at=1)
    edit_saved(copy, lambda r: team_edits.with_review_comment(r, remark), author="Reviewer B")
    edit_saved(copy, lambda r: team_edits.with_status(r, "Q1", Status.TO_REVIEW), author="Reviewer B")


def test_two_people_write_mark_merge_settle_and_sign(desktop: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    session = unprotected(desktop).session
    session.type_text(Q1, TEXT, len(TEXT))
    copy = tmp_path / "copy.response"
    desktop.save_copy(copy)
    colleague_works(copy)
    # Meanwhile the figure that the colleague corrects is marked here.
    start = TEXT.index("12,500")
    mark = Mark("m1", Scope.PASSAGE, question="Q1", start=start, end=start + 6)
    session.edit_text(Q1, lambda r: edits.with_mark(r, mark))

    session.merges.take(copy)
    qtbot.waitUntil(lambda: not session.merges.is_working)
    text = session.response.text_at(Q1)
    assert text == "Our plan assumes 13,000 installations a week. Please publish in May."
    merged = session.response.mark("m1")
    assert text[merged.start : merged.end] == "13,000", "the new figure is as confidential as the one it replaced"
    assert [remark.text for remark in session.response.review_comments] == ["Is May certain?"]
    assert session.merges.left.must, "somebody must look at a mark whose words changed"

    refused: list[Exception] = []
    session.make_package(tmp_path / "p", public_only=False, done=lambda _: None, failed=refused.append)
    qtbot.waitUntil(lambda: bool(refused))
    assert isinstance(refused[0], ExportError)
    assert not (tmp_path / "p").exists()
    shown(desktop).show_step(Step.REVIEW)
    for item in session.merges.left.must:
        session.merges.leave(item)
    assert not session.merges.left.must

    session.edit(lambda r: team_edits.with_sign_off(r, Role.CONFIDENTIALITY, by="Author A", at=2))
    assert [signed.holds for signed in sign_offs.trail(session.response)] == [True]
    session.type_text(Q1, text + "!", len(text) + 1)
    assert [signed.holds for signed in sign_offs.trail(session.response)] == [False]

    assert session.autosave.now()
    path = session.path
    shown(desktop).close()
    assert read_response(path).text_at(Q1) == text + "!"
    authors = {event.author for event in read_draft(path).events}
    assert "Reviewer B" in authors
    assert len(authors) > 1


def test_what_one_undoes_is_ones_own(desktop: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    session = unprotected(desktop).session
    session.type_text(Q1, TEXT, len(TEXT))
    copy = tmp_path / "copy.response"
    desktop.save_copy(copy)
    edit_saved(copy, lambda r: edits.with_text(r, Q1, "Yes. " + r.text_at(Q1)), author="Reviewer B")
    session.type_text(Q1, TEXT + " Thank you.", len(TEXT) + 11)
    session.merges.take(copy)
    qtbot.waitUntil(lambda: not session.merges.is_working)
    assert session.response.text_at(Q1) == "Yes. " + TEXT + " Thank you."
    session.undo(Q1)
    assert session.response.text_at(Q1) == "Yes. " + TEXT
