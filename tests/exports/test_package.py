from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings

from respondent_app.exports import package
from respondent_app.exports.mail_size import LARGE, TOO_LARGE, size_warning
from respondent_app.exports.names import file_stem, next_version, planned
from respondent_app.exports.pdf.documents import response_pdf
from respondent_app.model.edits import with_mark
from respondent_app.model.errors import ExportError, StorageError
from respondent_app.model.response import Answer, ClauseComment, Mark, Reason, Respondent, Response, Scope
from respondent_app.model.submission import Audience
from respondent_app.privacy.disclose import disclose
from respondent_app.privacy.leak_check import is_restricted
from tests import samples
from tests.exports.reading import all_text, document_paragraphs, sheet_rows
from tests.privacy.random_responses import hidden_texts, responses

CONSULTATION = samples.consultation()
STEM = "Example_Energy_made-up_sample_SAMPLE_V2"


def build(response: Response | None = None, *, public_only: bool = False) -> package.Package:
    return package.build_package(response or samples.response(), CONSULTATION, public_only=public_only)


def organisation(name: str) -> Response:
    return replace(samples.response(), respondent=Respondent(organisation=name))


def test_the_files_are_named_as_agreed() -> None:
    assert set(build().files) == {
        f"{STEM}_Response_CONFIDENTIAL_v1_0.docx",
        f"{STEM}_Response_PUBLIC_v1_0.docx",
        f"{STEM}_Comments_CONFIDENTIAL_v1_0.xlsx",
        f"{STEM}_Comments_PUBLIC_v1_0.xlsx",
        f"{STEM}_Drafting_CONFIDENTIAL_v1_0.docx",
        f"{STEM}_Drafting_PUBLIC_v1_0.docx",
        f"{STEM}_Reasons_CONFIDENTIAL_v1_0.docx",
        f"{STEM}_Response_v1_0.eml",
        f"{STEM}_Cover_v1_0.txt",
        f"{STEM}_README_v1_0.txt",
        "manifest.json",
    }
    unmarked = replace(samples.response(), marks=())
    assert {name for name in build(unmarked).files if is_restricted(name)} == {
        f"{STEM}_Response_FULL_v1_0.docx",
        f"{STEM}_Comments_FULL_v1_0.xlsx",
        f"{STEM}_Drafting_FULL_v1_0.docx",
    }


def test_only_the_public_files_if_asked() -> None:
    made = build(public_only=True)
    assert [name.rpartition("_v")[0] for name in made.files] == [
        f"{STEM}_Response_PUBLIC",
        f"{STEM}_Comments_PUBLIC",
        f"{STEM}_Drafting_PUBLIC",
        f"{STEM}_README",
        "",
    ]
    assert made.email is None


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("Énergie & Gaz plc.", "Energie_Gaz_plc_"),
        ("O'Neill/../Power", "ONeill_Power_"),
        ("שלום", "Respondent_"),
        ("Straße & Ørsted Łódź", "Strasse_Orsted_Lodz_"),
        ("Æther Œuvre þing Đuro’s", "AEther_OEuvre_thing_Duros_"),
        ("", "Respondent_"),
        ("CON", "CON_"),
        ("FULL_Response_FULL_v1_0.docx", "FULL_Response_FULL_v1_0_docx_"),
    ],
)
def test_a_name_is_made_fit_for_files(name: str, start: str) -> None:
    assert file_stem(organisation(name), CONSULTATION) == f"{start}SAMPLE_V2"


def test_names_are_ascii_and_never_longer_than_a_hundred() -> None:
    longest = replace(CONSULTATION, file_name_part="Ö" * 300)
    for name in package.build_package(organisation("Ä" * 300), longest).files:
        assert re.fullmatch(r"[A-Za-z0-9._-]{1,100}", name)


def test_an_organisation_called_full_hides_nothing_from_the_check() -> None:
    assert not is_restricted("FULL_Response_CONFIDENTIAL_x_Response_PUBLIC_v1_0.docx")


def test_a_second_export_is_a_new_version(tmp_path: Path) -> None:
    first = package.export(samples.response(), CONSULTATION, tmp_path)
    kept = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    second = package.export(samples.response(), CONSULTATION, tmp_path)
    assert (first.version, second.version) == ((1, 0), (1, 1))
    assert len(list(tmp_path.iterdir())) == 21
    assert all((tmp_path / name).read_bytes() == content for name, content in kept.items() if name != "manifest.json")
    told = json.loads((tmp_path / "manifest.json").read_bytes())
    assert (told["package"], [earlier["package"] for earlier in told["earlier"]]) == ("1.1", ["1.0"])
    for entry in told["files"] + told["earlier"][0]["files"]:
        content = (tmp_path / entry["name"]).read_bytes()
        assert (entry["size"], entry["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())


def test_a_public_export_counts_as_a_version(tmp_path: Path) -> None:
    package.export(samples.response(), CONSULTATION, tmp_path, public_only=True)
    assert next_version(tmp_path, STEM) == (1, 1)
    assert next_version(tmp_path / "not there", STEM) == (1, 0)


@pytest.mark.parametrize("content", [b"{}", b"not json", b'{"version": 1, "name": "site"}', b"[]"])
def test_a_strange_manifest_is_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(content)
    with pytest.raises(StorageError):
        package.export(samples.response(), CONSULTATION, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]
    assert (tmp_path / "manifest.json").read_bytes() == content


def test_a_folder_of_another_response_is_left_alone(tmp_path: Path) -> None:
    package.export(samples.response(), CONSULTATION, tmp_path)
    before = sorted(path.name for path in tmp_path.iterdir())
    unnamed = with_mark(samples.response(), Mark("m0", Scope.ORGANISATION, Reason()))
    with pytest.raises(StorageError, match="another response"):
        package.export(unnamed, CONSULTATION, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_if_a_file_cannot_be_put_in_place_the_old_manifest_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package.export(samples.response(), CONSULTATION, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    move = Path.replace

    def fail(source: Path, target: Path) -> Path:
        if Path(target).name == "manifest.json" and source.suffix == ".tmp":
            raise OSError(28, "No space left on device")
        return move(source, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(StorageError, match="disk is full"):
        package.export(samples.response(), CONSULTATION, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    "mark",
    [
        Mark("m", Scope.PASSAGE, Reason(), "Q1", start=4, end=4),
        Mark("m", Scope.PASSAGE, Reason(), "Q1", start=4, end=4_000),
        Mark("m", Scope.PASSAGE, Reason(), "Q1", start=10, end=11),
        Mark("m", Scope.PASSAGE, Reason(), "Q9", start=0, end=1),
        Mark("m", Scope.QUESTION, Reason(), "Q9"),
        Mark("m", Scope.COMMENT, Reason(), "Q2", "c9"),
    ],
    ids=["nothing", "beyond the end", "a space", "no such question", "no such question at all", "no such comment"],
)
def test_a_mark_that_covers_nothing_stops_the_export(tmp_path: Path, mark: Mark) -> None:
    with pytest.raises(ExportError, match=r"Confidential \d .*covers nothing"):
        package.export(with_mark(samples.response(), mark), CONSULTATION, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_leak_stops_the_export(tmp_path: Path) -> None:
    response = with_mark(samples.response(), Mark("m1", Scope.PASSAGE, Reason(
        public_explanation=f"It is {samples.PASSAGE}"), "Q1", start=40, end=40 + len(samples.PASSAGE)))  # fmt: skip
    with pytest.raises(ExportError, match="Reasons for confidentiality"):
        package.export(response, CONSULTATION, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_work_can_be_stopped_at_every_step(tmp_path: Path) -> None:
    steps: list[str] = []
    package.export(samples.response(), CONSULTATION, tmp_path / "done", step=steps.append)
    assert len(steps) == len(set(steps)) > 5
    for stop in steps:

        def step(name: str, stop: str = stop) -> None:
            if name == stop:
                raise InterruptedError

        with pytest.raises(InterruptedError):
            package.export(samples.response(), CONSULTATION, tmp_path / "stopped", step=step)
        assert not (tmp_path / "stopped").exists()


def test_the_same_response_gives_the_same_package() -> None:
    assert build().files == build().files


def test_the_mail_is_a_draft_that_any_reader_understands() -> None:
    made = build()
    message = message_from_bytes(made.files[f"{STEM}_Response_v1_0.eml"], policy=default)
    assert (message["X-Unsent"], message["To"]) == ("1", "responses@publisher.example.org")
    assert message["From"] is message["Date"] is None
    assert message.defects == []
    attached = {part.get_filename(): part.get_payload(decode=True) for part in message.iter_attachments()}
    assert attached == {name: content for name, content in made.files.items() if name.endswith(("docx", "xlsx"))}
    words = message.get_body(("plain",))
    assert words is not None
    assert made.email is not None
    body = words.get_content().replace("\r\n", "\n")
    assert body == made.email.body
    assert "REQUEST FOR CONFIDENTIALITY" in body
    assert all(name in body for name in attached)


def test_the_words_of_the_mail_hold_no_secret() -> None:
    email = build().email
    assert email is not None
    words = email.subject + email.body
    assert "Example Energy" in words
    for secret in (samples.PASSAGE, samples.HIDDEN_ANSWER, "Robin", "7946", "Example Street", "robin"):
        assert secret not in words


def test_a_mail_survives_any_name() -> None:
    response = organisation("Énergie\nBcc: a@example.org שלום " + "x" * 200)
    made = build(replace(response, marks=()))
    content = next(content for name, content in made.files.items() if name.endswith(".eml"))
    assert max(map(len, content.split(b"\r\n"))) < 999
    assert content.isascii()
    message = message_from_bytes(content, policy=default)
    assert message["Bcc"] is None
    assert "Énergie Bcc: a@example.org שלום" in message["Subject"]


def test_the_manifest_says_for_whom_each_file_is() -> None:
    told = json.loads(build().files["manifest.json"])
    assert (told["version"], told["package"], told["consultation"]) == (1, "1.0", "sample-consultation")
    assert {entry["audience"] for entry in told["files"] if "PUBLIC" in entry["name"]} == {"public"}
    assert {entry["audience"] for entry in told["files"] if "CONFIDENTIAL" in entry["name"]} == {"full"}
    assert [entry["audience"] for entry in told["files"] if entry["name"].endswith(".eml")] == ["publisher"]


@settings(max_examples=25)
@given(responses())
def test_an_independent_reader_finds_no_secret_in_the_public_files(response: Response) -> None:
    made = build(response, public_only=True)
    for name, content in made.files.items():
        raw = content.decode("utf-8", errors="ignore")
        shown = raw + (all_text(content) if name.endswith(("docx", "xlsx")) else "")
        if name.endswith(".xlsx"):
            shown += repr([sheet_rows(content, sheet) for sheet in ("Comments", "Answers")])
        assert [words for words in hidden_texts(response) if words in shown] == []
        assert base64.b64encode(response.respondent.name.encode()).decode() not in raw


def _mail(name: str) -> tuple[bytes, str]:
    made = build(replace(organisation(name), marks=()))
    assert made.email is not None
    return made.email.eml, made.email.subject


def _strictly_decoded(eml: bytes) -> str:
    """Decode the subject as RFC 2047 says: white space between two encoded words is no part of the text."""
    (raw,) = re.findall(rb"^Subject: (.*?)\r\n(?![ \t])", eml, re.MULTILINE | re.DOTALL)
    lines = raw.decode("ascii").split("\r\n")
    assert all(len(line) <= 76 for line in lines[1:])
    assert len(lines[0]) + len("Subject: ") <= 78 + len("Subject: ")
    joined = re.sub(r"(\?=)\s+(=\?)", r"\1\2", " ".join(line.strip() for line in lines))
    return re.sub(r"=\?utf-8\?b\?([A-Za-z0-9+/=]{1,63})\?=", lambda w: base64.b64decode(w[1]).decode("utf-8"), joined)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Acme",
        "Ørsted Énergie",
        "שלום אנרגיה",
        "Énergie " * 30,
        "Long " * 60,
        "x" * 300,
        "🔥" * 50,
        "A =?utf-8?b?QQ==?= B",
    ],
    ids=["none", "plain", "accents", "Hebrew", "long accents", "long", "one word", "emoji", "looks encoded"],
)
def test_the_subject_reads_the_same_in_the_file_and_for_copying(name: str) -> None:
    eml, subject = _mail(name)
    assert message_from_bytes(eml, policy=default)["Subject"] == subject
    assert _strictly_decoded(eml) == subject


@pytest.mark.parametrize("name", ["Acme", "Énergie " * 30, "x" * 300])
def test_the_names_of_attachments_stand_whole_in_the_mail(name: str) -> None:
    made = build(replace(organisation(name), marks=()))
    assert made.email is not None
    headers = made.email.eml.decode("ascii")
    attached = [name for name in made.files if name.endswith(("docx", "xlsx"))]
    assert len(attached) == 6
    for each in attached:
        assert f'Content-Disposition: attachment;\r\n filename="{each}"\r\n' in headers
        assert f';\r\n name="{each}"\r\n' in headers
    assert "name*" not in headers


def test_a_response_without_details_withholds_none() -> None:
    made = build(Response(CONSULTATION.id), public_only=True)
    (document,) = (all_text(content) for name, content in made.files.items() if name.endswith("docx"))
    assert "Withheld: personal details" not in document
    assert "contact details" not in document
    given = build(replace(samples.response(), marks=()), public_only=True)
    (document,) = (all_text(content) for name, content in given.files.items() if "_Response_" in name)
    assert "Withheld: personal details" in document


def test_what_is_planned_is_what_is_made() -> None:
    for response in (samples.response(), replace(samples.response(), marks=())):
        made = package.build_package(response, CONSULTATION, (1, 2), pdf=True)
        drafting = ("FULL", "PUBLIC")
        assert list(made.files) == list(planned(STEM, (1, 2), marked=bool(response.marks), pdf=True, drafting=drafting))


def test_with_pdfs_every_document_has_one_and_the_public_one_is_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    made = package.build_package(samples.response(), CONSULTATION, pdf=True)
    documents = {name for name in made.files if name.endswith("docx") and "_Drafting_" not in name}
    assert {name.replace(".pdf", ".docx") for name in made.files if name.endswith("pdf")} == documents
    assert made.files == package.build_package(samples.response(), CONSULTATION, pdf=True).files
    full = response_pdf(disclose(samples.response(), CONSULTATION, Audience.FULL))
    monkeypatch.setattr("respondent_app.exports.pdf.documents.response_pdf", lambda _: full)
    with pytest.raises(ExportError, match=r"Confidential 1"):
        package.build_package(samples.response(), CONSULTATION, pdf=True)


def test_readme_and_cover_say_what_they_should_and_no_secret() -> None:
    made = build()
    assert made.email is not None
    readme = made.files[f"{STEM}_README_v1_0.txt"].decode()
    cover = made.files[f"{STEM}_Cover_v1_0.txt"].decode()
    assert all(name in readme for name in made.files)
    assert "sha256sum" in readme
    assert cover == f"To: {made.email.to}\nSubject: {made.email.subject}\n\n{made.email.body}"
    unnamed = build(with_mark(samples.response(), Mark("m0", Scope.ORGANISATION, samples.reason())))
    told = b"".join(unnamed.files[f"Respondent_SAMPLE_V2_{name}_v1_0.txt"] for name in ("README", "Cover")).decode()
    for secret in (samples.PASSAGE, samples.HIDDEN_ANSWER, "Robin", "7946", "Example Street", "planning data"):
        assert secret not in readme + cover
        assert secret not in told
    assert "Example Energy" not in told


def test_a_readme_or_cover_alone_counts_as_a_version(tmp_path: Path) -> None:
    (tmp_path / f"{STEM}_README_v1_0.txt").touch()
    (tmp_path / f"{STEM}_Cover_v1_3.txt").touch()
    assert next_version(tmp_path, STEM) == (1, 4)


def test_a_large_mail_is_told_as_it_will_be_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (size_warning(LARGE), size_warning(TOO_LARGE).count("10 MB")) == ("", 1)
    assert "20 MB" in size_warning(TOO_LARGE + 1)
    assert build().notes == ()
    monkeypatch.setattr("respondent_app.exports.mail_size.LARGE", 40_000)
    (note,) = build().notes
    assert note.startswith("The e-mail is 0 MB large.")


ODD = (
    '=HYPERLINK("https://x.example")\n+1\n@SUM(A1)\nA\x00B\x0bC\x1bD\ud800E\n'
    "שלום עולם\n\U0001f468\u200d\U0001f469\u200d\U0001f467 ok\nYear\tPrice\n2019\t3.20\n</w:t> & <b> ]]>"
)


def test_odd_text_arrives_in_every_file() -> None:
    long = "word " * 40_000
    comments = (ClauseComment("c", "=1+1", comment=ODD), ClauseComment("d", "4.2", comment=long))
    response = replace(samples.response(), answers={"Q1": Answer(ODD), "Q2": Answer(long, comments=comments)}, marks=())
    made = package.build_package(response, CONSULTATION, pdf=True)
    document = next(content for name, content in made.files.items() if name.endswith("Response_FULL_v1_0.docx"))
    paragraphs = document_paragraphs(document)
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467 ok"
    kept = [
        '=HYPERLINK("https://x.example")',
        "+1",
        "@SUM(A1)",
        "AB",
        "CD\N{REPLACEMENT CHARACTER}E",
        "שלום עולם",
        family,
    ]
    assert set(kept) <= set(paragraphs)
    assert re.findall(r"\bword\b", "\n".join(paragraphs)) == ["word"] * 80_000
    sheet = next(content for name, content in made.files.items() if name.endswith("Comments_FULL_v1_0.xlsx"))
    rows = sheet_rows(sheet, "Comments")
    assert rows[1][2] == "=1+1"
    assert rows[1][4].startswith("=HYPERLINK")
    assert "Year\tPrice" in rows[1][4]
    assert "".join(row[4] for row in rows[2:]) == long
    assert rows[3][0] == "2 (continued)"
    pdf = next(content for name, content in made.files.items() if name.endswith("Response_FULL_v1_0.pdf"))
    said = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    assert all(line in said for line in ('=HYPERLINK("https://x.example")', "@SUM(A1)", "</w:t> & <b> ]]>"))
    assert "[man][woman][girl] ok" in said
    assert len(re.findall(r"\bword\b", said)) == 80_000
    mail = message_from_bytes(next(c for name, c in made.files.items() if name.endswith(".eml")), policy=default)
    assert {part.get_filename(): part.get_payload(decode=True) for part in mail.iter_attachments()}.items() <= (
        made.files.items()
    )
    assert "in square brackets" in " ".join(made.notes)
