"""Packs are found, listed and opened; whatever lies in the person's folder, the others stay usable."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from respondent_app.model.consultation import AttachmentKind, ChangeKind, Consultation
from respondent_app.model.errors import PackError
from respondent_app.model.team import Role
from respondent_app.packs import pack_files
from respondent_app.packs.examine import examine
from respondent_app.packs.library import available, load
from respondent_app.storage import folders
from tests.packs.made_up_pack import DATA, TEXT, write_pack
from tests.packs.source_words import PACK_ID


@pytest.fixture(scope="module")
def consultation() -> Consultation:
    return load(PACK_ID)


def test_the_shipped_pack_is_listed() -> None:
    (entry,) = available()
    assert (entry.id, entry.shipped, entry.problem) == (PACK_ID, True, "")
    assert entry.title == load(PACK_ID).title


def test_the_dates_are_those_of_the_document(consultation: Consultation) -> None:
    assert consultation.issued == date(2019, 8, 9)
    assert consultation.deadline.moment == datetime(2019, 9, 6, 15, 0, tzinfo=UTC)
    days = {milestone.id: (milestone.day, milestone.latest) for milestone in consultation.milestones}
    assert days == {
        "issued": (date(2019, 8, 9), None),
        "closes": (date(2019, 9, 6), None),
        "report": (date(2019, 9, 27), None),
        "re-designation": (date(2019, 10, 4), date(2019, 11, 4)),
    }


def test_the_questions_ask_for_what_the_document_asks(consultation: Consultation) -> None:
    q1, q2, q3 = consultation.questions
    assert (q1.id, q1.stance, q1.rationale_asked, q1.comments_by_clause) == ("Q1", (), False, False)
    assert (q2.id, q2.stance, q2.rationale_asked, q2.comments_by_clause) == ("Q2", (), True, True)
    assert (q3.id, [part.id for part in q3.stance]) == ("Q3", ["date", "fallback", "direction"])
    assert not q3.rationale_asked


def test_the_rows_of_figure_1_are_taken_apart(consultation: Consultation) -> None:
    rows = {row.number: row for row in consultation.changes}
    assert list(rows) == list(range(1, 12))
    clauses = [row.clauses for row in consultation.changes]
    assert clauses == [
        ("3.1A",), ("3.2",), ("3.17",), ("4.2",), ("4.8", "4.9", "4.10"), ("5.1(b)(i)",), ("7.14",), ("Section 14",),
        ("14.3",), ("14.14",), ("Appendix A",),
    ]  # fmt: skip
    assert {n for n, row in rows.items() if row.kind is ChangeKind.NEW_CLAUSE} == {1, 7, 9, 10}
    assert (rows[2].deleted, rows[2].inserted) == ("Withdrawal", "Decommissioning")
    assert (rows[3].inserted, rows[3].times) == ("at the request of DCC", 2)
    assert {n for n, row in rows.items() if row.quoted} == {9, 10}
    assert rows[9].quoted.startswith("To enable Clause 14.2 for GroupID = “CB”")
    assert rows[10].quoted.endswith("communications service provider systems.")
    assert rows[3].cohorts == ("IOC", "MOC (MDS) onwards")
    assert all(not rows[n].cohorts for n in (1, 2, 4, 5, 6, 9))


def test_only_the_first_attachment_is_inline(consultation: Consultation) -> None:
    assert [(item.number, item.inline) for item in consultation.attachments] == [
        (1, True), (2, False), (3, False), (4, False), (5, False),
    ]  # fmt: skip
    kinds = [item.kind for item in consultation.attachments]
    assert kinds == [
        AttachmentKind.DIRECTION, AttachmentKind.CLEAN, AttachmentKind.REDLINE, AttachmentKind.SCHEMA,
        AttachmentKind.TEMPLATE,
    ]  # fmt: skip


def test_a_pack_of_the_persons_own_is_found_and_opened() -> None:
    folder = write_pack(folders.user_packs())
    entry = available()[-1]
    assert (entry.id, entry.path, entry.shipped, entry.problem) == ("made-up", folder, False, "")
    own = load("made-up")
    assert own.questions[0].stance[0].label == "The change"
    assert [point.id for point in own.points] == ["decision"]


def test_a_title_is_found_even_after_a_text_that_looks_like_a_table() -> None:
    write_pack(folders.user_packs(), data='subtitle = """\n[x]\n"""\n' + DATA)
    assert available()[-1].title == "Made-up consultation"


def test_a_pack_of_the_same_name_as_a_shipped_one_is_listed_but_not_used() -> None:
    write_pack(folders.user_packs(), name=PACK_ID)
    shipped, own = available()
    assert shipped.problem == ""
    assert "comes with the app" in own.problem
    assert load(PACK_ID).publisher_short == "DCC"


def test_broken_packs_are_listed_with_what_is_wrong() -> None:
    packs = folders.user_packs()
    write_pack(packs, name="a-syntax", data="title = ")
    write_pack(packs, name="b-untitled", data="format = 1")
    (packs / "c-empty").mkdir()
    write_pack(packs, name="d-latin", data="").joinpath("consultation.toml").write_bytes(b'title = "\xe9"')
    (packs / "e-loop").symlink_to(packs / "e-loop")
    write_pack(packs, name="f bad name")
    write_pack(packs, name="g-deep", data="x = " + "[" * 9_000)
    (packs / "notes.txt").write_text("no pack", encoding="utf-8")
    write_pack(packs)
    problems = {entry.id: entry.problem for entry in available()}
    expected = {
        PACK_ID: "", "a-syntax": "not a TOML file", "b-untitled": "no title", "c-empty": "is missing",
        "d-latin": "not UTF-8", "e-loop": "cannot be read", "f bad name": "folder's name", "g-deep": "not a TOML file",
        "made-up": "",
    }  # fmt: skip
    assert list(problems) == [PACK_ID, *sorted(expected.keys() - {PACK_ID})]
    for name, words in expected.items():
        assert (words in problems[name]) if words else problems[name] == "", name


def test_a_folder_of_packs_that_is_a_file_is_no_folder_of_packs() -> None:
    folders.user_packs().parent.mkdir(parents=True)
    folders.user_packs().write_text("", encoding="utf-8")
    assert [entry.id for entry in available()] == [PACK_ID]


@pytest.mark.parametrize("name", ["nowhere", "", ".", "..", "../consultations/made-up", "/etc", "x" * 5_000, "a\0b"])
def test_a_pack_that_is_not_there_is_said_to_be_missing(name: str) -> None:
    with pytest.raises(PackError, match="There is no consultation pack") as caught:
        load(name)
    assert caught.value.advice
    assert len(str(caught.value)) < 1_000


def test_a_name_that_is_nearly_right_is_suggested() -> None:
    with pytest.raises(PackError, match=f"Did you mean “{PACK_ID}”"):
        load("dcc-tmad-v1.4-moc")


def test_a_broken_pack_is_refused_with_file_and_line() -> None:
    folder = write_pack(folders.user_packs(), data=DATA.replace("Europe/London", "Mars"))
    with pytest.raises(PackError) as caught:
        load("made-up")
    assert f"{folder / 'consultation.toml'}:22:" in caught.value.what
    assert "pack check" in caught.value.advice


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    folder = write_pack(folders.user_packs())
    with (folder / "consultation.md").open("r+b") as file:
        file.truncate(pack_files.LARGEST_TEXT + 1)
    with pytest.raises(PackError, match="larger than 20 MB"):
        load("made-up")


@pytest.mark.parametrize("name", ["consultation.toml", "consultation.md", "form.toml", "points.toml"])
def test_what_is_no_file_is_refused(name: str) -> None:
    folder = write_pack(folders.user_packs())
    (folder / name).unlink()
    (folder / name).mkdir()
    with pytest.raises(PackError, match=f"“{name}” is not a file"):
        load("made-up")
    (folder / name).rmdir()
    (folder / name).symlink_to(folder / name)
    with pytest.raises(PackError, match=f"“{name}” cannot be read"):
        load("made-up")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_does_not_hang_the_app() -> None:
    folder = write_pack(folders.user_packs())
    (folder / "points.toml").unlink()
    os.mkfifo(folder / "points.toml")
    with pytest.raises(PackError, match="is not a file"):
        load("made-up")


def test_what_no_document_can_hold_is_left_out_of_the_text() -> None:
    folder = write_pack(folders.user_packs())
    (folder / "consultation.md").write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode() + b"\0\x07bell\r\n")
    assert load("made-up").text.endswith("|\nbell\n")
    assert load("made-up").text.startswith("# Made-up")


@pytest.mark.parametrize("hostile", ["[" * 300_000, "**a " * 100_000, "|" + " " * 400_000 + "x", "shall " * 80_000,
                                     "Attachment 1 " * 40_000, "*" * 300_000, "change listed " * 30_000])  # fmt: skip
@pytest.mark.timeout(60)
def test_a_text_made_to_be_slow_is_not(hostile: str) -> None:
    write_pack(folders.user_packs(), text=TEXT + "\n" + hostile + "\n")
    assert hostile.strip() in load("made-up").text


def test_listing_and_opening_take_in_nothing_heavy() -> None:
    code = (
        "import sys; from respondent_app.packs.library import available, load; available(); load(sys.argv[1]);"
        "print(*{name.split('.')[0] for name in sys.modules})"
    )
    run = subprocess.run([sys.executable, "-c", code, PACK_ID], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert "respondent_app" in loaded
    assert not loaded & {"PySide6", "lxml", "docx", "openpyxl", "hunspell", "email", "html", "calendar"}


def test_the_form_says_whose_sign_off_sending_needs(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    form = folder / "form.toml"
    form.write_text(
        form.read_text("utf-8") + '\n[sign_offs]\nneeded = ["author", "confidentiality-reviewer"]\n', "utf-8"
    )
    consultation = examine(folder).consultation
    assert consultation is not None
    assert consultation.sign_offs.needed == (Role.AUTHOR, Role.CONFIDENTIALITY)


def test_the_shipped_form_asks_for_no_sign_off(consultation: Consultation) -> None:
    """Somebody who answers alone is not held up."""
    assert consultation.sign_offs.needed == ()
