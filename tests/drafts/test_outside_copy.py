"""A copy for somebody outside holds what the response says now, and nothing that was deleted or the team's own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pycrdt import Doc, Text

from respondent_app.drafts import shown
from respondent_app.drafts.draft import Draft
from respondent_app.drafts.draft_file import DraftFile
from respondent_app.drafts.event import Kind
from respondent_app.drafts.merging.outside_copy import save_outside_copy
from respondent_app.drafts.saved_response import read_response
from respondent_app.model import edits
from respondent_app.model.place import Part, Place
from respondent_app.model.response import ClauseComment, Mark, Reason, Response, Scope
from respondent_app.model.team import ReviewComment, Role, SignOff, Status
from tests import samples

Q1 = Place("Q1", Part.ANSWER)
SECRETS = (
    "deleted-sentence", "deleted-comment", "deleted-reason", "team-comment", "Reviewer-B", "signing-person",
    "signed-digest", "assigned-person", "looked-digest", "own-folder", "settled-item", "to-review", "empty-mark-reason",
    "Author-A",
)  # fmt: skip


def written() -> Draft:
    """A response with everything in its history and around it that must stay inside."""
    draft = Draft.begin(samples.response(), author="Author-A")
    text = draft.response.text_at(Q1)
    gone = ClauseComment("c-gone", "9", comment="deleted-comment")
    mark = Mark("m-gone", Scope.QUESTION, Reason(explanation="deleted-reason"), "Q2")
    empty = Mark("m-empty", Scope.PASSAGE, Reason(explanation="empty-mark-reason"), "Q1", start=2, end=2)
    for step in (
        lambda r: edits.with_text(r, Q1, f"{text} A deleted-sentence."),
        lambda r: edits.with_text(r, Q1, text),
        lambda r: edits.with_comment(r, "Q2", gone),
        lambda r: edits.without_comment(r, "Q2", "c-gone"),
        lambda r: edits.with_mark(r, mark),
        lambda r: edits.without_mark(r, "m-gone"),
        lambda r: edits.with_mark(r, empty),
        _with_team,
    ):
        draft.record(step(draft.response))
    return draft


def _with_team(response: Response) -> Response:
    return replace(
        response,
        review_comments=(ReviewComment("r1", "Q1", quote="We", text="team-comment", by="Reviewer-B", at=5),),
        sign_offs=(SignOff("s1", Role.LEGAL, "signing-person", 7, "signed-digest"),),
        assignments={"Q1": "assigned-person"},
        statuses={"Q1": Status.TO_REVIEW},
        looked={"Q1/Reviewer-B": "looked-digest"},
        attachment_files={"1": "/home/own-folder/annex.docx"},
        settled=("settled-item",),
    )


def test_what_is_said_is_there(tmp_path: Path) -> None:
    draft = written()
    save_outside_copy(tmp_path / "out.response", draft.response, author="Example Energy")
    there = shown.as_json(read_response(tmp_path / "out.response"))
    before = shown.as_json(samples.response())
    for name in ("respondent", "answers", "reasons", "contact_public"):
        assert there[name] == before[name]
    assert there["review_comments"] == there["sign_offs"] == []


def test_nothing_else_is_in_its_bytes_or_its_texts(tmp_path: Path) -> None:
    draft = written()
    history = b"".join(event.payload + event.author.encode() + event.target.encode() for event in draft.events)
    assert all(secret.encode() in history for secret in SECRETS)
    save_outside_copy(tmp_path / "out.response", draft.response, author="Example Energy")
    content = (tmp_path / "out.response").read_bytes()
    for secret in SECRETS:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert secret.encode(encoding) not in content, secret
    contents = DraftFile.read(tmp_path / "out.response")
    decoded = ""
    for event in contents.events:
        decoded += f"{event.author}\0{event.target}\0"
        if event.kind is Kind.TEXT:
            doc: Doc[Text] = Doc()
            text = doc.get("text", type=Text)
            doc.apply_update(event.payload)
            decoded += f"{text.diff()}\0{doc.get_update()!r}\0"
        else:
            decoded += event.payload.decode()
    assert not [secret for secret in SECRETS if secret in decoded]


def test_it_shares_no_number_with_the_draft(tmp_path: Path) -> None:
    draft = written()
    save_outside_copy(tmp_path / "out.response", draft.response, author="Example Energy")
    contents = DraftFile.read(tmp_path / "out.response")
    assert contents.id != draft.id
    assert {event.site for event in contents.events}.isdisjoint({event.site for event in draft.events})
    assert {event.author for event in contents.events} == {"Example Energy"}
    ids = {mark.id for mark in draft.response.marks} | {c.id for c in draft.response.answer("Q2").comments}
    assert not [event.target for event in contents.events if any(each in event.target.split("/") for each in ids)]


def test_it_can_have_a_passphrase_of_its_own(tmp_path: Path) -> None:
    save_outside_copy(tmp_path / "out.response", written().response, author="", passphrase="four made up words")
    assert DraftFile.read(tmp_path / "out.response", "four made up words").protected
