"""What is refused stays out, and what came in goes out again, whatever the two responses are."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from respondent_app.drafts.bringing_in.taking_back import taken_back
from respondent_app.drafts.taking_in import taken_in, taken_in_file, with_notes
from respondent_app.model import edits
from respondent_app.model.place import Part, Place
from respondent_app.model.response import ClauseComment, Mark, Response, Scope
from respondent_app.model.submission import Audience
from respondent_app.model.taken_in import TakenIn
from respondent_app.privacy.disclose import disclose
from tests.drafts.test_taking_in import as_typed
from tests.privacy.random_responses import responses
from tests.samples import consultation

Q1 = Place("Q1", Part.ANSWER)
KINDS = ["form", "answers file"]
EMPTY = Response(consultation().id)


def taken(ours: Response, theirs: Response, *, kind: str, refused: frozenset[str] = frozenset()) -> TakenIn:
    if kind == "answers file":
        return taken_in_file(ours, theirs, consultation(), refused=refused)
    typed = as_typed(disclose(theirs, consultation(), Audience.FULL))
    return taken_in(ours, typed, consultation(), refused=refused)


def in_order(made: Response) -> Response:
    """A response with its marks in one order: which comes first means nothing."""
    return replace(made, marks=tuple(sorted(made.marks, key=lambda mark: mark.id)))


@settings(max_examples=60)
@given(responses(), responses(), st.sampled_from(KINDS), st.data())
def test_what_is_refused_stays_out_and_the_rest_comes(
    ours: Response, theirs: Response, kind: str, data: st.DataObject
) -> None:
    keys = [came.key for came in taken(ours, theirs, kind=kind).came]
    assert all(keys)
    assert len(set(keys)) == len(keys)
    refused = frozenset(data.draw(st.sets(st.sampled_from(keys)))) if keys else frozenset()
    found = [came.key for came in taken(ours, theirs, kind=kind, refused=refused).came]
    assert not refused & set(found)
    assert [key for key in found if not key.startswith("mark/")] == [
        key for key in keys if key not in refused and not key.startswith("mark/")
    ]
    assert taken(ours, theirs, kind=kind, refused=frozenset(keys)).response == ours


@settings(max_examples=60)
@given(responses(), responses(), st.sampled_from(KINDS))
def test_everything_that_came_goes_out_again(ours: Response, theirs: Response, kind: str) -> None:
    found = taken(ours, theirs, kind=kind)
    after = with_notes(found, "theirs.docx", by="Author A", at=1)
    back, stay = taken_back(after, ours, after)
    assert stay == 0
    assert in_order(back) == in_order(ours)


def test_a_mark_stays_where_words_stay() -> None:
    file = edits.with_comment(EMPTY, "Q2", ClauseComment("c", "4.2", comment="Secret."))
    file = edits.with_mark(file, Mark("m", Scope.COMMENT, question="Q2", comment="c"))
    after = taken_in_file(EMPTY, file, consultation()).response
    (comment,) = after.answer("Q2").comments
    since = edits.with_comment(after, "Q2", replace(comment, comment="Secret, and more so."))
    back, stay = taken_back(since, EMPTY, after)
    assert back == since
    assert stay > 0


def test_a_comment_that_somebody_answered_stays() -> None:
    found = taken_in_file(EMPTY, edits.with_text(EMPTY, Q1, "Yes."), consultation())
    after = with_notes(found, "theirs.docx", by="Author A", at=1)
    (note,) = after.review_comments
    answered = replace(note, id="reply", reply_to=note.id, text="Is it?")
    back, _ = taken_back(replace(after, review_comments=(note, answered)), EMPTY, after)
    assert back.review_comments == (note, answered)
    assert back.text_at(Q1) == ""
