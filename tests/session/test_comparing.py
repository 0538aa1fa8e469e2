"""Comparing in the background: what is shown when, and what is kept."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from respondent_app.model.audit import Audit, Verdict
from respondent_app.model.comparison import Comparison, Kind, UnsurePair
from respondent_app.model.response import CURRENT_TEXT
from respondent_app.session import compared as engine
from respondent_app.session.compared import Compared
from respondent_app.session.comparing import Comparing, Stage
from respondent_app.session.publisher_files import Way
from respondent_app.session.session import Session
from tests.session.publisher_folder import Folder, written
from tests.ui.comparing.made import small


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return written(tmp_path)


def attach(session: Session, **files: Path) -> None:
    named = {key.strip("_"): str(path) for key, path in files.items()}
    session.edit(lambda r: replace(r, attachment_files={**r.attachment_files, **named}))


def settled(comparing: Comparing, qtbot: QtBot, stage: Stage = Stage.READY) -> None:
    qtbot.waitUntil(lambda: comparing.state.stage is stage, timeout=20_000)


def test_a_redline_gives_a_verdict_for_each_row_and_what_is_not_listed(
    session: Session, folder: Folder, qtbot: QtBot
) -> None:
    comparing = session.comparing
    assert comparing.state.stage is Stage.NOTHING
    attach(session, _3=folder.redline)
    settled(comparing, qtbot)
    found = comparing.state.found
    assert found is not None
    verdicts = {row.number: row.verdict for row in found.audit.rows}
    assert [number for number, verdict in verdicts.items() if verdict is Verdict.DIFFERS] == [3]
    assert [change.reference for change in found.audit.undisclosed] == ["6.4"]


def test_a_pair_finds_the_same_as_the_redline(session: Session, folder: Folder, qtbot: QtBot) -> None:
    comparing = session.comparing
    attach(session, _2=folder.clean, current=folder.current)
    settled(comparing, qtbot)
    assert comparing.state.found is not None
    assert comparing.state.found.source.way is Way.PAIR
    assert [change.reference for change in comparing.state.found.audit.undisclosed] == ["6.4"]


def test_where_both_ways_are_possible_the_person_chooses_and_nothing_is_read_twice(
    session: Session, folder: Folder, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    comparing = session.comparing
    attach(session, _2=folder.clean, _3=folder.redline, current=folder.current)
    settled(comparing, qtbot)
    first = comparing.state.found
    assert first is not None
    assert first.source.way is Way.REDLINE
    comparing.prefer(Way.PAIR)
    settled(comparing, qtbot)
    monkeypatch.setattr(engine, "compared", lambda *_: pytest.fail("compared again"))
    comparing.prefer(Way.REDLINE)
    assert comparing.state.found is first


def test_a_text_without_marks_says_what_to_do(session: Session, folder: Folder, qtbot: QtBot) -> None:
    attach(session, _3=folder.clean)
    session.comparing.refresh()
    settled(session.comparing, qtbot, Stage.FAILED)
    assert session.comparing.state.problem.startswith("TMAD V1.4 clean.docx marks no changes.")


def test_a_file_that_cannot_be_read_is_told_in_sentences(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 and then nothing")
    attach(session, _3=tmp_path / "broken.docx")
    session.comparing.refresh()
    settled(session.comparing, qtbot, Stage.FAILED)
    assert "broken.docx" in session.comparing.state.problem


def test_taking_the_file_away_takes_the_result_away(session: Session, folder: Folder, qtbot: QtBot) -> None:
    comparing = session.comparing
    attach(session, _3=folder.redline)
    settled(comparing, qtbot)
    session.edit(lambda r: replace(r, attachment_files={}))
    assert comparing.state.stage is Stage.NOTHING
    assert comparing.state.found is None


def test_cancel_stops_and_compare_starts_again(
    session: Session, folder: Folder, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, started = threading.Event(), threading.Event()
    whole = engine.compared

    def slow(*args: object) -> Compared:
        started.set()
        go_on.wait(5)
        return whole(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "compared", slow)
    attach(session, _3=folder.redline)
    comparing = session.comparing
    comparing.refresh()
    assert started.wait(5)
    comparing.cancel()
    assert comparing.state.stage is Stage.STOPPED
    go_on.set()
    assert comparing.wait()
    assert comparing.state.stage is Stage.STOPPED, "what was stopped does not come back by itself"
    comparing.again()
    settled(comparing, qtbot)


def test_steps_are_told_while_it_works(session: Session, folder: Folder, qtbot: QtBot) -> None:
    told: list[str] = []
    session.comparing.stepped.connect(told.append)
    attach(session, _3=folder.redline)
    settled(session.comparing, qtbot)
    assert any("marked.docx" in step for step in told)


def test_saving_does_not_wait_for_comparing(session: Session, folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()
    monkeypatch.setattr(engine, "compared", lambda *_: go_on.wait(5))
    attach(session, _3=folder.redline)
    session.comparing.refresh()
    assert session.autosave.now()
    assert not go_on.is_set()
    go_on.set()
    session.comparing.cancel()
    session.comparing.wait()


def test_treated_as_one_a_pair_becomes_one_edited_clause() -> None:
    before = small()
    after = engine.decided(before, before.unsure[0], same=True)
    assert after.unsure == ()
    assert [change.kind for change in after.changes].count(Kind.DELETED) == 0
    (one,) = [c for c in after.changes if c.kind is Kind.EDITED and c.place == "3.2"]
    assert (one.current[0].text, one.proposed[0].text) == (
        "A report is due each March.",
        "A report falls due every spring.",
    )
    assert one.words


def test_kept_apart_both_stay_as_they_were() -> None:
    before = small()
    after = engine.decided(before, before.unsure[0], same=False)
    assert (after.changes, after.unsure) == (before.changes, ())


def test_settling_a_pair_settles_the_others_it_rules_out() -> None:
    before = replace(small(), unsure=(UnsurePair(2, 3, 0.5), UnsurePair(2, 2, 0.4), UnsurePair(7, 7, 0.4)))
    assert engine.decided(before, before.unsure[0], same=True).unsure == (UnsurePair(7, 7, 0.4),)


def test_what_a_person_decides_is_shown_and_kept(session: Session, folder: Folder, qtbot: QtBot) -> None:
    made = small()

    def found(source: object, *_: object) -> Compared:
        return Compared(source, made, Audit((), ()))  # type: ignore[arg-type]

    comparing = session.comparing
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "compared", found)
        attach(session, _3=folder.redline)
        settled(comparing, qtbot)
    comparing.treat_as_one(made.unsure[0])
    qtbot.waitUntil(lambda: comparing.state.found is not None and not unsure(comparing.state.found.comparison))
    session.edit(lambda r: replace(r, attachment_files={}))
    attach(session, _3=folder.redline)
    assert comparing.state.found is not None
    assert not unsure(comparing.state.found.comparison)


def unsure(comparison: Comparison) -> tuple[UnsurePair, ...]:
    return comparison.unsure


@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
def test_the_list_of_changes_becomes_a_file(
    session: Session, folder: Folder, qtbot: QtBot, tmp_path: Path, ending: str
) -> None:
    attach(session, _3=folder.redline)
    session.comparing.refresh()
    settled(session.comparing, qtbot)
    path = tmp_path / f"changes{ending}"
    session.comparing.save_list(path)
    qtbot.waitUntil(path.exists, timeout=20_000)
    assert path.read_bytes()[:2] == b"PK"
    assert session.comparing.wait()


def test_the_current_text_has_a_place_in_the_draft(session: Session, folder: Folder) -> None:
    attach(session, current=folder.current)
    assert session.response.attachment_files[CURRENT_TEXT] == str(folder.current)
