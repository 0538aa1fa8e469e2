"""Which form a response is sent in: asked once, remembered, and never lost sight of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from pytestqt.qtbot import QtBot

from respondent_app.model.consultation import Consultation
from respondent_app.model.response import Answer, Response
from respondent_app.model.template import Content, Field, SlotKind
from respondent_app.session import form_places
from respondent_app.session.package_view import PackageMade
from respondent_app.session.response_form import ResponseForm
from respondent_app.session.session import Session
from respondent_app.templates.opened import opened
from tests.made_templates import as_markup, with_openpyxl, with_python_docx

MAKERS = (
    with_python_docx.boxes_by_question,
    with_python_docx.lines_to_write_on,
    with_python_docx.only_comments,
    as_markup.with_controls,
    as_markup.with_form_fields,
)
MakeSession = Callable[[Response | None], Session]


@pytest.fixture
def session(make_session: MakeSession) -> Session:
    return make_session(None)


@pytest.fixture
def form_file(tmp_path: Path, consultation: Consultation) -> Path:
    path = tmp_path / "Their form.docx"
    path.write_bytes(with_python_docx.boxes_by_question(consultation))
    return path


def chosen(session: Session, path: Path, qtbot: QtBot) -> ResponseForm:
    form = session.response_form
    form.choose(path)
    qtbot.waitUntil(lambda: not form.is_working)
    return form


def confirmed(session: Session, path: Path, qtbot: QtBot) -> ResponseForm:
    form = chosen(session, path, qtbot)
    form.confirm()
    assert session.background.wait(5_000)
    return form


def test_a_new_form_waits_until_somebody_has_confirmed_it(session: Session, form_file: Path, qtbot: QtBot) -> None:
    form = session.response_form
    assert form.is_settled
    chosen(session, form_file, qtbot)
    assert (form.in_use, form.offered is not None, form.is_settled) == (None, True, False)
    form.confirm()
    assert session.background.wait(5_000)
    assert form.is_settled
    assert form.in_use is not None
    assert all(placing.sure for placing in form.in_use.mapping.placings)


def test_a_confirmed_form_is_used_at_once_next_time(
    make_session: MakeSession, session: Session, form_file: Path, qtbot: QtBot
) -> None:
    form = chosen(session, form_file, qtbot)
    assert form.offered is not None
    answer = next(p for p in form.offered.mapping.placings if p.content == Content(Field.ANSWER, "Q1"))
    form.place(answer.slot.id, Content(Field.RATIONALE, "Q1"))
    form.confirm()
    assert session.background.wait(5_000)
    again = make_session(None).response_form
    assert not again.is_settled  # while it is being read, no package goes out in another form
    qtbot.waitUntil(lambda: again.is_settled)
    assert again.in_use is not None
    assert Content(Field.RATIONALE, "Q1") in {placing.content for placing in again.in_use.mapping.placings}
    assert Content(Field.ANSWER, "Q1") not in {placing.content for placing in again.in_use.mapping.placings}


def test_a_form_that_is_gone_is_missed_until_somebody_decides(
    make_session: MakeSession, session: Session, form_file: Path, qtbot: QtBot
) -> None:
    confirmed(session, form_file, qtbot)
    form_file.unlink()
    again = make_session(None).response_form
    qtbot.waitUntil(lambda: not again.is_working)
    assert again.problem is not None
    assert form_file.name in again.problem.text
    assert not again.is_settled
    again.use_own()
    assert make_session(None).response_form.is_settled


def test_what_cannot_be_read_leaves_the_form_in_use(
    session: Session, form_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    form = confirmed(session, form_file, qtbot)
    used = form.in_use
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 and no more")
    chosen(session, broken, qtbot)
    assert form.problem is not None
    assert (form.in_use, form.is_settled) == (used, True)


def test_looking_again_and_leaving_changes_nothing(session: Session, form_file: Path, qtbot: QtBot) -> None:
    form = confirmed(session, form_file, qtbot)
    used = form.in_use
    form.look_again()
    assert form.offered == used
    form.place(form.offered.mapping.placings[0].slot.id, None)  # type: ignore[union-attr]  # seen just now
    form.leave()
    assert (form.in_use, form.offered, form.is_settled) == (used, None, True)


def test_stopping_while_a_form_is_read_leaves_our_own_document(session: Session, form_file: Path, qtbot: QtBot) -> None:
    form = session.response_form
    form.choose(form_file)
    form.cancel()
    assert (form.is_working, form.is_settled) == (False, True)
    qtbot.wait(300)
    assert form.offered is None


def test_the_package_is_made_in_the_form(session: Session, form_file: Path, tmp_path: Path, qtbot: QtBot) -> None:
    session.edit(lambda r: r.with_answer("Q1", Answer("We agree.")))
    confirmed(session, form_file, qtbot)
    made: list[PackageMade] = []
    failed: list[Exception] = []
    session.make_package(tmp_path / "out", public_only=False, done=made.append, failed=failed.append)
    qtbot.waitUntil(lambda: bool(made or failed), timeout=20_000)
    assert not failed
    public = next((tmp_path / "out").glob("*_Response_PUBLIC_*.docx"))
    filled = Document(str(public))
    assert filled.paragraphs[0].text == "Response form (made-up sample)"
    assert "We agree." in {cell.text for table in filled.tables for row in table.rows for cell in row.cells}


@pytest.mark.parametrize("maker", MAKERS, ids=lambda made: made.__name__)
def test_every_place_has_a_name_and_what_is_there_among_its_choices(
    maker: Callable[[Consultation], bytes], consultation: Consultation
) -> None:
    form = opened(maker(consultation), "form.docx", consultation)
    for number, placing in enumerate(form.mapping.placings, start=1):
        assert form_places.label(placing, number)
        choices = form_places.choices(placing, consultation)
        assert placing.content in choices
        told = [form_places.told(content, consultation) for content in choices]
        assert len(set(told)) == len(told)


def test_a_box_is_named_by_the_words_at_it(consultation: Consultation) -> None:
    mapping = opened(with_python_docx.lines_to_write_on(consultation), "form.docx", consultation).mapping
    names = [form_places.label(placing, 1) for placing in mapping.placings if placing.slot.kind is SlotKind.TICK]
    assert names == ["Response: ☐ Agree", "Response: ☐ Disagree", "Response: ☐ No view"]


def test_one_thing_goes_into_one_place(consultation: Consultation) -> None:
    mapping = opened(with_python_docx.boxes_by_question(consultation), "form.docx", consultation).mapping
    first, second = [p for p in mapping.placings if p.content and p.content.field is Field.ANSWER][:2]
    after = form_places.put(mapping, second.slot.id, first.content)
    held = {placing.slot.id: placing.content for placing in after.placings}
    assert (held[first.slot.id], held[second.slot.id]) == (None, first.content)
    assert second.content is not None
    assert f"the answer to {first.content.question}" not in form_places.without_place(after, consultation)  # type: ignore[union-attr]  # an answer
    assert f"the answer to {second.content.question}" in form_places.without_place(after, consultation)


def test_a_workbook_names_how_the_response_will_end(
    session: Session, tmp_path: Path, consultation: Consultation, qtbot: QtBot
) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(with_openpyxl.questions_in_rows(consultation))
    assert session.response_form.ending == "docx"
    assert confirmed(session, path, qtbot).ending == "xlsx"
