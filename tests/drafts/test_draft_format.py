from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from respondent_app.drafts.file.draft_format import FORMAT, from_bytes
from respondent_app.model import records
from respondent_app.model.place import Part
from respondent_app.model.response import Answer, ClauseComment, Mark, Respondent, Response, Scope
from respondent_app.model.text import clean

ANY = st.text(st.characters(exclude_characters="\r"), max_size=60)  # "\r\n" would be one sign if cut between
ODD = st.text(st.sampled_from("ab\x00\x07\x1f\x85\ud800\ufffe\n😊é "), max_size=30)


def stored(response: Response) -> Response:
    """What is read of `response` as the first version wrote it; half an emoji became U+FFFD."""
    table = {"format": FORMAT, "version": 1, "id": "id", "author": "author", "response": records.write(response)}
    content = json.dumps(table, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return from_bytes(re.sub(rb"\xed[\xa0-\xbf].", "\ufffd".encode(), content)).response


@given(text=st.text(max_size=200).map(clean), name=st.text(max_size=20).map(clean), comment=st.text().map(clean))
def test_a_clean_response_comes_back_exactly(text: str, name: str, comment: str) -> None:
    answer = Answer(text, text[::-1], comments=(ClauseComment("c", name, comment=comment),))
    marks = (
        Mark("m", Scope.PASSAGE, question="Q", part=Part.ANSWER, start=len(text) // 3, end=len(text)),
        Mark("n", Scope.COMMENT, question="Q", comment="c"),
    )
    response = Response("x", Respondent(organisation=name), {"Q": answer}, marks, read_changes=(1, 2))
    assert stored(response) == response


@given(before=ANY | ODD, marked=ANY | ODD, after=ANY | ODD)
def test_a_mark_never_loses_its_words_to_what_is_cleaned_away(before: str, marked: str, after: str) -> None:
    mark = Mark("m", Scope.PASSAGE, question="Q", start=len(before), end=len(before) + len(marked))
    read = stored(Response("x", answers={"Q": Answer(before + marked + after)}, marks=(mark,)))
    text = read.answer("Q").text
    assert text == clean(before + marked + after)
    if not read.marks:
        assert clean(marked) == ""
        return
    (kept,) = read.marks
    assert clean(before).startswith(text[: kept.start]), "what stands open was open before"
    assert clean(after).endswith(text[kept.end :])
