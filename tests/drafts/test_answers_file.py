from __future__ import annotations

from pathlib import Path

import pytest

from respondent_app.drafts.answers_file import FaultyAnswersError, read_answers
from respondent_app.model.errors import AnswersError, StorageError
from respondent_app.model.place import Part
from respondent_app.model.response import Category, CommentType, Reason, ReasonCategory, Response, Scope, Stance
from tests.samples import consultation

WHOLE = '''
[respondent]
organisation = "Example Energy (made-up sample)"
category = "Small Supplier"
email = "a@example.org"

[answers.Q1]
answer = """
First paragraph.

Second paragraph, with a price of £41 a visit.
"""
rationale = "Because."

[[answers.Q2.comments]]
clause = "14.3"
type = "typo"
comment = "Two words too many: shall takes."
proposed = "takes"
rationale = "Reads better."

[[answers.Q2.comments]]
clause = "4.2"
comment = "Our stock is 900 hubs."

[answers.Q3]
answer = "no comment"
stance = { date = "agree", direction = "no view" }

[[marks]]
scope = "passage"
question = "Q1"
text = "a price of £41   a visit"
category = "contract"
public_explanation = "Price"
explanation = "Our contract says so."
until = 2020-03-05
substitute = "a price"

[[marks]]
scope = "passage"
question = "Q2"
clause = "Clause 4.2"
text = "900 hubs"

[[marks]]
scope = "comment"
question = "Q2"
clause = "14.3"

[[marks]]
scope = "question"
question = "Q3"
'''


def read(tmp_path: Path, content: str | bytes) -> Response:
    path = tmp_path / "answers.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return read_answers(path, consultation())


def faults(tmp_path: Path, content: str | bytes) -> list[tuple[int, str]]:
    with pytest.raises(FaultyAnswersError) as told:
        read(tmp_path, content)
    return [(problem.line, problem.message) for problem in told.value.problems]


def test_a_whole_file_becomes_a_response(tmp_path: Path) -> None:
    response = read(tmp_path, WHOLE)
    assert response.consultation == "sample-consultation"
    assert response.respondent.category is Category.SMALL_SUPPLIER
    assert response.answer("Q1").text == "First paragraph.\n\nSecond paragraph, with a price of £41 a visit."
    assert response.answer("Q1").rationale == "Because."
    assert response.answer("Q3").stance == {"date": Stance.AGREE, "direction": Stance.NO_VIEW}
    assert response.answer("Q3").is_no_comment
    first, second = response.answer("Q2").comments
    assert (first.clause, first.type, first.proposed) == ("14.3", CommentType.TYPO, "takes")
    assert second.type is CommentType.DRAFTING
    assert first.id != second.id


def test_marks_find_their_words(tmp_path: Path) -> None:
    response = read(tmp_path, WHOLE)
    price, stock, comment, question = response.marks
    assert response.text_at(price.place)[price.start : price.end] == "a price of £41 a visit"
    assert price.reason == Reason(
        ReasonCategory.CONTRACT, "Price", "Our contract says so.", "", "5 March 2020", "a price"
    )
    assert stock.part is Part.COMMENT
    assert response.text_at(stock.place)[stock.start : stock.end] == "900 hubs"
    assert (comment.scope, comment.comment) == (Scope.COMMENT, response.answer("Q2").comments[0].id)
    assert (question.scope, question.question) == (Scope.QUESTION, "Q3")
    assert len({mark.id for mark in response.marks}) == 4


def test_an_empty_file_is_an_empty_response(tmp_path: Path) -> None:
    assert read(tmp_path, "") == Response("sample-consultation")


def test_a_mark_of_a_clause_covers_every_comment_on_it(tmp_path: Path) -> None:
    comments = '[[answers.Q2.comments]]\nclause = "4.2"\ncomment = "one"\n' * 2
    response = read(tmp_path, comments + '[[marks]]\nscope = "comment"\nquestion = "Q2"\nclause = "4.2"\n')
    assert {mark.comment for mark in response.marks} == {c.id for c in response.answer("Q2").comments}
    assert len(response.marks) == 2


def test_whole_response_and_organisation_can_be_marked(tmp_path: Path) -> None:
    response = read(tmp_path, '[[marks]]\nscope = "response"\n[[marks]]\nscope = "organisation"\n')
    assert [mark.scope for mark in response.marks] == [Scope.RESPONSE, Scope.ORGANISATION]


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        ("[answers.Q1]\nanser = 'x'\n", 2, "Did you mean “answer”?"),
        ("\n[respondant]\nname = 'x'\n", 2, "Did you mean “respondent”?"),
        ("[respondent]\ncategory = 'Small Suplier'\n", 2, "Did you mean “Small Supplier”?"),
        ("[answers.Q4]\nanswer = 'x'\n", 1, "asks Q1, Q2, Q3"),
        ("[answers.Q3]\nstance = { dat = 'agree' }\n", 2, "Did you mean “date”?"),
        ("[answers.Q3]\nstance = { date = 'agreed' }\n", 2, "Did you mean “agree”?"),
        ("[answers.Q1]\nstance = { date = 'agree' }\n", 2, "Q1 asks for no stance"),
        ("[[answers.Q2.comments]]\nclause = '1'\ntype = 'drafts'\n", 3, "Did you mean “drafting”?"),
        ("[answers.Q1]\nanswer = 3\n", 2, "should be text"),
        ("answers = 'none'\n", 1, "should be a table"),
        ("[[marks]]\nquestion = 'Q1'\n", 1, "scope: is missing"),
        ("[[marks]]\nscope = 'passages'\n", 2, "Did you mean “passage”?"),
        ("[[marks]]\nscope = 'passage'\nquestion = 'Q1'\n", 1, "text: is missing"),
        ("[[marks]]\nscope = 'question'\n", 1, "question: is missing"),
        ("[[marks]]\nscope = 'question'\nquestion = 'Q1'\n", 3, "has no answer in this file"),
        ("[[marks]]\nscope = 'response'\nquestion = 'Q1'\n", 3, "covers more than that"),
        (
            "[answers.Q1]\nanswer = 'a'\n\n[[marks]]\nscope = 'question'\nquestion = 'Q1'\ntext = 'a'\n",
            7,
            "covers more",
        ),
        ("[[marks]]\nscope = 'question'\nquestion = 'Q1'\ncategory = 'secret'\n", 4, "should be one of"),
        ("[answers.Q1]\nanswer = 'x'\nanswer = 'y'\n", 3, "not TOML"),
        ("[answers.Q1]\nanswer = 'x", 2, "not TOML"),
        ('[answers.Q1]\nanswer = "\\uD800"\n', 2, "not TOML"),
        ("[answers.Q1]\nanswer = '\x07'\n", 2, "not TOML"),
        (b"[answers.Q1]\nanswer = '\xff'\n", 2, "UTF-8"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, content: str | bytes, line: int, says: str) -> None:
    found = faults(tmp_path, content)
    assert any(at == line and says in message for at, message in found), found


@pytest.mark.parametrize(
    ("words", "often"),
    [("never there", "is not there"), ("twice", "more than once"), ("aa", "more than once"), ("Twice", "is not there")],
)
def test_marked_words_must_stand_exactly_once(tmp_path: Path, words: str, often: str) -> None:
    content = f"""
[answers.Q1]
answer = "twice and aaa"
rationale = "twice"
[[marks]]
scope = "passage"
question = "Q1"
text = "{words}"
"""
    ((line, message),) = faults(tmp_path, content)
    assert line == 8
    assert message.startswith("marks[1].text: must stand exactly once in the answer or its rationale (Q1)")
    assert message.endswith(often)


def test_words_in_a_comment_are_found_only_with_its_clause(tmp_path: Path) -> None:
    comment = '[[answers.Q2.comments]]\nclause = "4.2"\ncomment = "hidden here"\n'
    mark = '[[marks]]\nscope = "passage"\nquestion = "Q2"\ntext = "hidden here"\n'
    assert "is not there" in faults(tmp_path, comment + mark)[0][1]
    assert len(read(tmp_path, comment + mark + 'clause = "4.2"\n').marks) == 1
    assert "not a clause" in faults(tmp_path, comment + mark + 'clause = "4.3"\n')[0][1]


def test_every_mistake_is_named_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    found = faults(tmp_path, "[respondent]\nnam = 'x'\n[answers.Q1]\nanser = 'x'\nrational = 'y'\n")
    assert [line for line, _ in found] == [2, 4, 5]


def test_no_error_repeats_an_answer(tmp_path: Path) -> None:
    secret = "seventeen ferrets"
    content = f"""
[answers.Q1]
answer = "{secret} {secret}"
[[marks]]
scope = "passage"
question = "Q1"
text = "{secret}"
"""
    for broken in (content, content + "oops", content.replace('"passage"', f'"{secret}"')):
        with pytest.raises(AnswersError) as told:
            read(tmp_path, broken)
        assert "ferret" not in str(told.value)
        assert "ferret" not in repr(told.value.__cause__)
        assert told.value.__suppress_context__


def test_what_a_person_pastes_is_made_fit_for_documents(tmp_path: Path) -> None:
    text = "one\\r\\ntwo\\u0000three\\u0007 שלום \\u202Eabc\\u202C 👩‍👩‍👧\\u2028end"
    response = read(tmp_path, f'[answers.Q1]\nanswer = "{text}"\n')
    assert response.answer("Q1").text == "one\ntwothree שלום \u202eabc\u202c 👩‍👩‍👧\nend"


def test_windows_files_and_byte_order_marks_are_read(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode("utf-8")
    assert read(tmp_path, content).answer("Q1").text.startswith("First paragraph.\n\nSecond")


def test_a_megabyte_is_read(tmp_path: Path) -> None:
    body = "word " * 200_000
    content = f'[answers.Q1]\nanswer = """{body}the end"""\n'
    content += '[[marks]]\nscope = "passage"\nquestion = "Q1"\ntext = "the end"\n'
    response = read(tmp_path, content)
    assert len(response.answer("Q1").text) > 1_000_000
    assert response.marks[0].end == len(response.answer("Q1").text)


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="not there"):
        read_answers(tmp_path / "none.toml", consultation())
    with pytest.raises(StorageError, match="folder"):
        read_answers(tmp_path, consultation())


def test_deeply_nested_rubbish_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AnswersError):
        read(tmp_path, "x = " + "[" * 50_000)


def test_a_question_at_the_end_needs_no_full_stop(tmp_path: Path) -> None:
    path = tmp_path / "answers.toml"
    path.write_text("[respondent]\norganisaton = 'x'\n", encoding="utf-8")
    with pytest.raises(AnswersError) as raised:
        read_answers(path, consultation())
    assert "Did you mean “organisation”? Nothing was made of it." in str(raised.value)
