"""What merging leaves to look at: found in the log alone, the same in every copy, until somebody settles it."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from respondent_app.drafts.draft import Draft
from respondent_app.drafts.event import Event
from respondent_app.drafts.merge import Copy, DifferentConsultationsError, report, summary, united
from respondent_app.model import edits
from respondent_app.model.finding import Weight
from respondent_app.model.merge_review import (
    About,
    MergeItem,
    can_mark,
    with_marked,
    with_settled,
    without_empty_mark,
)
from respondent_app.model.place import Part, Place
from respondent_app.model.response import ClauseComment, Mark, Reason, Respondent, Response, Scope

Q1 = Place("Q1", Part.ANSWER)
Edit = Callable[[Response], Response]
TEXT = "We support the change. Our plan assumes 12,500 installations a week. Please publish early."

CASES = int(os.environ.get("RESPONDENT_MERGE_CASES", "1000"))


def typed(text: str, place: Place = Q1) -> Edit:
    return lambda r: edits.with_text(r, place, text)


def replaced(old: str, new: str) -> Edit:
    return lambda r: edits.with_text(r, Q1, r.text_at(Q1).replace(old, new))


def marked(words: str, mark: str = "m1", place: Place = Q1) -> Edit:
    def edit(response: Response) -> Response:
        start = response.text_at(place).index(words)
        made = Mark(mark, Scope.PASSAGE, question=place.question, part=place.part, start=start, end=start + len(words))
        return edits.with_mark(response, made)

    return edit


def wide(mark: str = "w1", scope: Scope = Scope.QUESTION) -> Edit:
    return lambda r: edits.with_mark(r, Mark(mark, scope, Reason(explanation="Plans"), "Q1"))


def copy_of(events: tuple[Event, ...], author: str, *steps: Edit) -> Draft:
    draft = Draft.load("d", "x", events, author=author)
    for step in steps:
        draft.record(step(draft.response))
    return draft


def base(*steps: Edit) -> tuple[Event, ...]:
    draft = Draft.begin(Response("x"), author="Author A", draft_id="d")
    for step in steps:
        draft.record(step(draft.response))
    return draft.events


def met(begun: tuple[Event, ...], mine: list[Edit], theirs: list[Edit]) -> Draft:
    """What Author A has after Author B's copy came in."""
    first = copy_of(begun, "Author A", *mine)
    first.merge(copy_of(begun, "Author B", *theirs).events)
    return first


def found(draft: Draft, about: About) -> MergeItem:
    items = [item for item in report(draft.events).items if item.about is about]
    assert len(items) == 1, report(draft.events).items
    return items[0]


def abouts(draft: Draft) -> set[About]:
    return {item.about for item in report(draft.events).items}


def test_without_a_merge_there_is_nothing_to_look_at() -> None:
    draft = copy_of(base(typed(TEXT), marked("12,500")), "Author B", replaced("12,500", "13,000"), typed(""))
    assert report(draft.events).items == ()


def test_a_copy_that_only_went_on_needs_no_look() -> None:
    begun = base(typed(TEXT), marked("12,500"))
    mine = copy_of(begun, "Author A")
    mine.merge(copy_of(begun, "Author B", replaced("12,500", "13,000")).events)
    assert report(mine.events).items == ()


def test_a_replaced_word_that_a_colleague_marked_is_told() -> None:
    draft = met(base(typed(TEXT)), [marked("12,500")], [replaced("12,500", "thirteen thousand")])
    item = found(draft, About.CHANGED)
    assert item.weight is Weight.MUST
    assert item.said[0].by == "Author A"
    assert item.said[0].words == "12,500"
    assert item.now == "thirteen thousand"
    assert "Author B" in item.what
    assert "thousand" not in item.what


def test_a_passage_that_was_changed_by_somebody_who_knew_of_the_mark_is_worth_a_look() -> None:
    draft = met(
        base(typed(TEXT), marked("12,500")), [typed("Other", Place("Q2", Part.ANSWER))], [replaced("12,5", "13,5")]
    )
    assert found(draft, About.CHANGED).weight is Weight.SHOULD


def test_words_typed_at_the_edge_of_a_new_mark_are_told_and_can_be_marked() -> None:
    draft = met(
        base(typed(TEXT)), [marked("12,500 installations")], [replaced("installations", "installations by hand")]
    )
    item = found(draft, About.EDGE)
    assert item.quote == "by hand"
    assert item.after
    draft.record(with_marked(draft.response, item))
    text = draft.response.text_at(Q1)
    assert {text[m.start : m.end] for m in draft.response.passages(Q1)} >= {"12,500 installations", "by hand"}
    assert report(draft.events).open_in(draft.response).must == ()


def test_words_typed_before_a_new_mark_are_told() -> None:
    """Which side of the edge they come to lie on is decided by the numbers of the sessions."""
    for _ in range(8):
        draft = met(base(typed(TEXT)), [marked("12,500")], [replaced("assumes 12", "assumes at least 12")])
        if About.EDGE in abouts(draft):
            item = found(draft, About.EDGE)
            assert item.quote == "at least"
            assert not item.after
        else:
            assert found(draft, About.CHANGED).now == "at least 12,500"


def test_words_at_an_edge_that_lie_under_another_mark_need_no_look() -> None:
    draft = met(base(typed(TEXT)), [marked("12,500"), wide()], [replaced("assumes 12", "assumes at least 12")])
    assert About.EDGE not in {item.about for item in report(draft.events).open_in(draft.response).items}


def test_a_mark_whose_sentence_was_moved_covers_nothing_and_can_follow_it() -> None:
    sentence = "Our plan assumes 12,500 installations a week. "
    moved = [typed(TEXT.replace(sentence, "")), typed(TEXT.replace(sentence, "") + " " + sentence.strip())]
    draft = met(base(typed(TEXT)), [marked(sentence.strip())], moved)
    item = found(draft, About.EMPTY)
    assert item.weight is Weight.MUST
    assert can_mark(item, draft.response)
    draft.record(with_marked(draft.response, item))
    (mark,) = draft.response.passages(Q1)
    assert draft.response.text_at(Q1)[mark.start : mark.end] == sentence.strip()
    assert report(draft.events).open_in(draft.response).must == ()


def test_a_mark_that_covers_nothing_can_be_removed() -> None:
    draft = met(base(typed(TEXT)), [marked("12,500")], [replaced(" 12,500 installations a week", " little")])
    for item in report(draft.events).open_in(draft.response).items:
        if item.about is About.EMPTY:
            draft.record(without_empty_mark(draft.response, item))
            assert draft.response.marks == ()
            return
    assert About.CHANGED in abouts(draft)


def test_what_was_written_under_a_mark_that_a_colleague_took_away_is_told() -> None:
    begun = base(typed(TEXT), wide())
    draft = met(begun, [lambda r: edits.without_mark(r, "w1")], [typed(TEXT + " It costs us 3m.")])
    item = found(draft, About.LIFTED)
    assert item.weight is Weight.MUST
    draft.record(with_marked(draft.response, item))
    (mark,) = draft.response.marks
    assert (mark.scope, mark.question, mark.reason.explanation) == (Scope.QUESTION, "Q1", "Plans")
    assert report(draft.events).open_in(draft.response).must == ()


def test_a_mark_that_one_removed_and_another_changed_is_kept_and_told() -> None:
    begun = base(typed(TEXT), marked("12,500"))

    def reason(response: Response) -> Response:
        return edits.with_mark(response, replace(response.mark("m1"), reason=Reason(harm="It shows our plan.")))

    draft = met(begun, [lambda r: edits.without_mark(r, "m1")], [reason])
    assert [mark.id for mark in draft.response.marks] == ["m1"]
    item = found(draft, About.KEPT_MARK)
    assert "Author A" in item.what
    assert "Author B" in item.what


def test_a_comment_that_one_removed_and_another_changed_is_kept_and_told() -> None:
    begun = base(lambda r: edits.with_comment(r, "Q2", ClauseComment("c1", "14.3", comment="Too short.")))
    draft = met(
        begun,
        [lambda r: edits.without_comment(r, "Q2", "c1")],
        [typed("Far too short.", Place("Q2", Part.COMMENT, "c1"))],
    )
    assert draft.response.answer("Q2").comment("c1").comment == "Far too short."
    assert "14.3" in found(draft, About.KEPT_COMMENT).what


def test_an_answer_that_both_changed_says_who_wrote_what() -> None:
    draft = met(base(typed(TEXT)), [replaced("We support", "We really support")], [replaced("early", "in June")])
    item = found(draft, About.BOTH)
    assert {said.by: said.words for said in item.said} == {"Author A": "really", "Author B": "in June"}


def test_a_detail_that_both_set_differently_is_told_with_both_values() -> None:
    def set_role(role: str) -> Edit:
        return lambda r: replace(r, respondent=Respondent(role=role))

    draft = met(base(typed(TEXT)), [set_role("Analyst")], [set_role("Head")])
    item = found(draft, About.FIELD)
    assert item.now == draft.response.respondent.role
    assert {said.words for said in item.said} == {"Analyst", "Head"}


def test_what_both_set_to_the_same_needs_no_look() -> None:
    def named(response: Response) -> Response:
        return replace(response, respondent=Respondent(role="Head"))

    assert abouts(met(base(typed(TEXT)), [named], [named])) == set()


def test_texts_without_a_common_start_stand_one_after_the_other() -> None:
    one = Draft.begin(typed("Alpha beta.")(Response("x")), author="Author A")
    other = Draft.begin(typed("Gamma delta.")(Response("x")), author="Author B")
    one.merge(other.events, draft_id=other.id)
    assert sorted(one.response.text_at(Q1).split("\n\n")) == ["Alpha beta.", "Gamma delta."]
    item = found(one, About.TWICE)
    assert {said.words for said in item.said} == {"Alpha beta.", "Gamma delta."}


def test_items_are_the_same_in_every_copy_and_stay_settled() -> None:
    begun = base(typed(TEXT))
    mine = copy_of(begun, "Author A", marked("12,500"), replaced("support", "back"))
    theirs = copy_of(begun, "Author B", replaced("12,500", "many"), replaced("week", "month"))
    third = copy_of(begun, "Author C", replaced("12,500", "12,600"), lambda r: replace(r, contact_public=True))
    one = united([Copy("a", "d", "x", d.events) for d in (mine, theirs, third)])
    other = united([Copy("b", "d", "x", d.events) for d in (third, mine, theirs)])
    assert one.events == other.events
    assert report(one.events) == report(other.events)
    mine.merge(theirs.events)
    at_first = {item.id for item in report(mine.events).items}
    item = report(mine.events).items[0]
    mine.record(with_settled(mine.response, item))
    theirs.merge(mine.events)
    theirs.record(typed("Something else altogether.")(theirs.response))
    again = Draft.load("d", "x", theirs.events, author="Author B")
    assert item.id in again.response.settled
    assert at_first <= {each.id for each in report(again.events).items}
    assert item.id not in {each.id for each in report(again.events).open_in(again.response).items}


def test_the_list_outlives_the_window() -> None:
    draft = met(base(typed(TEXT)), [marked("12,500")], [replaced("12,500", "many")])
    before = report(draft.events)
    draft.record(typed("Start again")(draft.response))
    assert report(Draft.load("d", "x", draft.events, author="Author C").events) == before


def test_different_consultations_are_refused() -> None:
    with pytest.raises(DifferentConsultationsError, match=r"ours\.response answers x, theirs\.response answers y"):
        united([Copy("ours.response", "a", "x", ()), Copy("theirs.response", "b", "y", ())])


def test_the_summary_names_who_changed_what() -> None:
    begun = base(typed(TEXT))
    mine = copy_of(begun, "Author A")
    theirs = copy_of(
        begun, "Author B", typed("Yes", Place("Q10", Part.ANSWER)), typed("No", Place("Q2", Part.RATIONALE))
    )
    new = mine.merge(theirs.events)
    assert summary(new, ()) == "Author B changed Q2 and Q10; nothing needs a look."


SENTENCES = [
    "Our plan assumes 12,500 a week.",
    "We signed with Example Partner.",
    "The price is 42p.",
    "It ends in May.",
]


@pytest.mark.parametrize("what", ["moved", "replaced", "edge"])
def test_detection_in_random_merges(what: str) -> None:
    """Each of the accidents that no merge can prevent is on the list."""
    dice = random.Random(4)
    for _ in range(CASES // 5):
        order = dice.sample(SENTENCES, len(SENTENCES))
        chosen = dice.choice(order[:-1])
        text = " ".join(order)
        words = chosen if what == "moved" else dice.choice(chosen.rstrip(".").split()[1:])
        theirs = _accident(what, text, chosen, words, dice)
        draft = met(base(typed(text)), [_marked_in(text, chosen, words)], theirs)
        told = {item.about for item in report(draft.events).must}
        if what == "edge":
            text = draft.response.text_at(Q1)
            (mark,) = draft.response.passages(Q1)
            is_in = "NEW" in text[mark.start : mark.end]
            assert told & ({About.CHANGED} if is_in else {About.EDGE}), text
        else:
            assert told & {About.CHANGED, About.EMPTY}, draft.response


def _accident(what: str, text: str, chosen: str, words: str, dice: random.Random) -> list[Edit]:
    at = text.index(words, text.index(chosen))
    if what == "moved":
        without = text.replace(chosen + " ", "")
        return [typed(without), typed(f"{without} {chosen}")]
    if what == "replaced":
        return [typed(text[:at] + "different" + text[at + len(words) :])]
    at += dice.choice([0, len(words)])
    return [typed(text[:at] + dice.choice(["NEW", " NEW", "NEW "]) + text[at:])]


def _marked_in(text: str, chosen: str, words: str) -> Edit:
    start = text.index(words, text.index(chosen))
    made = Mark("m1", Scope.PASSAGE, question="Q1", start=start, end=start + len(words))
    return lambda r: edits.with_mark(r, made)
