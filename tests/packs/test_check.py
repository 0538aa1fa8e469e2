"""Each fault of a pack is told with its file and its line."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respondent_app.model.errors import PackError
from respondent_app.packs.check import check
from respondent_app.storage import folders
from tests.packs.made_up_pack import DATA, FORM, POINTS, TEXT, write_pack


def test_a_sound_pack_has_no_problem(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    assert check(folder) == ()
    assert check(folder / "consultation.toml") == ()


def test_every_shipped_pack_is_sound() -> None:
    shipped = sorted((folders.resources() / "consultations").iterdir())
    assert shipped
    for folder in shipped:
        assert check(folder) == ()


def line_with(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


# (file, what is replaced, by what, words of the line that is named, words of the message)
FAULTS = [
    ("consultation.toml", 'title = "Made-up consultation"\n', 'title = "oops\n', 'title = "oops', "not TOML"),
    ("consultation.toml", "issued = 2030-01-07", "issued = 2030-02-30", "issued", "not TOML"),
    ("consultation.toml", "issued = 2030-01-07", 'issued = "7 January"', "issued", "should be a date"),
    ("consultation.toml", "publisher_short", "publisher_shirt", "publisher_shirt", "Did you mean “publisher_short”?"),
    ("consultation.toml", 'website = "www.example.org"\n', "", "format = 1", "website: is missing"),
    ("consultation.toml", 'label = "Responses close"\n', "", "[[milestones]]", "label: is missing"),
    ("consultation.toml", "number = 1\nreference", 'number = "1"\nreference', 'number = "1"', "a whole number"),
    ("consultation.toml", 'kind = "insertion"', 'kind = "insertoin"', "insertoin", "Did you mean “insertion”?"),
    ("consultation.toml", "Europe/London", "Europe/Londinium", "zone", "IANA name"),
    ("consultation.toml", "Europe/London", "../../etc/passwd", "zone", "IANA name"),
    ("consultation.toml", "2030-02-04T17:00:00", "2030-02-04T17:00:00Z", "closes", "no offset"),
    ("consultation.toml", "2030-02-04T17:00:00", "2029-02-04T17:00:00", "closes", "before the day of issue"),
    ("consultation.toml", "day = 2030-02-04", "day = 2030-02-04\nlatest = 2030-02-03", "latest", "before “day”"),
    ("consultation.toml", "format = 1", "format = 2", "format", "later version of the app"),
    ("consultation.toml", "format = 1\n", "", 'id = "made-up"', "format: is missing"),
    ("consultation.toml", 'id = "made-up"', 'id = "other"', "id =", "name of the folder"),
    ("consultation.toml", 'id = "made-up"', 'id = "../other"', "id =", "letters, digits"),
    ("consultation.toml", '"MADE_UP"', '"MADE/UP"', "file_name_part", "unaccented letters"),
    ("consultation.toml", 'respond_to = "answers@example.org"', 'respond_to = "?"', "respond_to", "e-mail address"),
    ("consultation.toml", "New text", "Some text", "description", "exactly as they stand there"),
    ("consultation.toml", 'inserted = "promptly"', 'inserted = "swiftly"', "inserted", "exactly as they stand there"),
    ("consultation.toml", "Say what is confidential.", "Nothing is secret.", "confidentiality_terms", "exactly"),
    ("consultation.toml", "terms = [", 'text = ""\nterms = [', 'text = ""', "belongs in consultation.md"),
    ("form.toml", 'id = "change"\n', 'id = "change"\ntext = ""\n', 'text = ""', "not known here"),
    ("form.toml", "[[questions]]", "[[question]]", "[[question]]", "not known here"),
    ("form.toml", "with the change?", "with the changes?", "text =", "exactly as they stand there"),
    ("form.toml", 'label = "The change"', "label = 3", "label", "should be text"),
    ("form.toml", "[[questions]]", '[sign_offs]\nneeded = ["lawyer"]\n[[questions]]', "needed", "should be one of"),
    ("form.toml", "[[questions]]", "[sign_offs]\nneed = []\n[[questions]]", "need", "Did you mean “needed”?"),
    ("form.toml", "[[questions]]", '[sign_offs]\nneeded = ["legal", "legal"]\n[[questions]]', "needed", "twice"),
    ("points.toml", "We will decide", "We shall decide", "quote", "one paragraph of the text"),
    ("points.toml", "We will decide", "decide", "quote", ""),
    ("points.toml", 'question = "A"', 'question = "B"', "question", "names no question of this pack"),
    ("points.toml", 'id = "decision"', 'id = "computed-1"', "id =", "should not start with"),
]


@pytest.mark.parametrize(("file", "before", "after", "line", "message"), FAULTS)
def test_a_fault_is_told_with_file_and_line(
    tmp_path: Path, file: str, before: str, after: str, line: str, message: str
) -> None:
    folder = write_pack(tmp_path)
    text = (folder / file).read_text(encoding="utf-8")
    assert before in text
    faulty = text.replace(before, after, 1)
    (folder / file).write_text(faulty, encoding="utf-8")
    problems = check(folder)
    if not message:
        assert problems == ()
        return
    assert any(
        problem.file == folder / file and problem.line == line_with(faulty, line) and message in problem.message
        for problem in problems
    ), problems


@pytest.mark.parametrize(
    ("files", "file", "line", "message"),
    [
        ({"form": FORM + FORM}, "form.toml", 10, "“A” is used twice"),
        ({"points": POINTS + POINTS}, "points.toml", 8, "“decision” is used twice"),
        (
            {"form": FORM + '\n[[questions.stance]]\nid = "change"\nlabel = "Again"\n'},
            "form.toml",
            11,
            "“change” is used twice",
        ),
        ({"data": DATA + DATA[DATA.index("[[changes]]") :]}, "consultation.toml", 43, "“1” is used twice"),
        ({"form": ""}, "form.toml", 1, "questions: is missing"),
        ({"form": "questions = []"}, "form.toml", 1, "at least one question"),
        ({"text": " \n"}, "consultation.md", 1, "is empty"),
        ({"data": "x = " + "[" * 5_000 + "]" * 5_000}, "consultation.toml", 1, "nested too deeply"),
    ],
)
def test_a_fault_of_the_whole_is_told_too(
    tmp_path: Path, files: dict[str, str], file: str, line: int, message: str
) -> None:
    folder = write_pack(tmp_path, **files)
    problems = [(problem.file, problem.line) for problem in check(folder) if message in problem.message]
    assert (folder / file, line) in problems, check(folder)


def test_all_faults_of_all_files_are_told_in_order(tmp_path: Path) -> None:
    folder = write_pack(
        tmp_path,
        data=DATA.replace("issued = 2030-01-07", "issued = 1").replace("publisher =", "publsher ="),
        form=FORM.replace('title = "The change"', "title = 2"),
    )
    assert [(problem.file.name, problem.line) for problem in check(folder)] == [
        ("consultation.toml", 1),
        ("consultation.toml", 9),
        ("consultation.toml", 12),
        ("form.toml", 3),
    ]
    assert str(check(folder)[2]) == f"{folder / 'consultation.toml'}:12: issued: should be a date"


@pytest.mark.parametrize("name", ["consultation.toml", "consultation.md", "form.toml"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    folder = write_pack(tmp_path)
    (folder / name).unlink()
    assert [(problem.file, problem.message) for problem in check(folder)] == [(folder / name, f"“{name}” is missing.")]


def test_points_are_not_needed(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    (folder / "points.toml").unlink()
    assert check(folder) == ()


def test_the_line_of_a_byte_that_is_no_text_is_named(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    (folder / "consultation.md").write_bytes(TEXT.encode() + b"caf\xe9\n")
    (problem,) = check(folder)
    assert (problem.file, problem.line) == (folder / "consultation.md", TEXT.count("\n") + 1)
    assert "not UTF-8" in problem.message


def test_there_is_nothing_to_check_where_nothing_is(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for path in (tmp_path / "nowhere", loop):
        with pytest.raises(PackError, match="There is no pack at"):
            check(path)


@given(
    st.sampled_from(["data", "text", "form", "points"]), st.integers(0, 2_000), st.integers(0, 40), st.text(max_size=3)
)
def test_whatever_happens_to_a_file_is_told_and_never_a_crash(file: str, start: int, length: int, instead: str) -> None:
    original = {"data": DATA, "text": TEXT, "form": FORM, "points": POINTS}[file]
    start = min(start, len(original))
    spoilt = (original[:start] + instead + original[start + length :]).encode("utf-8", "surrogatepass")
    with tempfile.TemporaryDirectory() as parent:
        folder = write_pack(Path(parent))
        names = {"data": "consultation.toml", "text": "consultation.md", "form": "form.toml", "points": "points.toml"}
        (folder / names[file]).write_bytes(spoilt)
        for problem in check(folder):
            assert problem.message
            assert problem.line <= max(spoilt.count(b"\n") + 1, DATA.count("\n") + 1)
