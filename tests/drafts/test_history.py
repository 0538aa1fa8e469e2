"""The history of a draft: its steps, how it was at any of them, who wrote which words, and putting back."""

from __future__ import annotations

import random
import re
import time
from dataclasses import replace

import pytest

from respondent_app.drafts import history
from respondent_app.drafts.draft import Draft
from respondent_app.drafts.event import Event, Kind
from respondent_app.drafts.past.between import words_between
from respondent_app.model import edits
from respondent_app.model.history import About
from respondent_app.model.place import Part, Place
from respondent_app.model.response import (
    Answer,
    Category,
    ClauseComment,
    Mark,
    Reason,
    ReasonCategory,
    Response,
    Scope,
    Stance,
    new_id,
)  # fmt: skip
from respondent_app.model.team import ReviewComment, Role, SignOff, Status
from respondent_app.model.word_diff import Did

PACK = "made-up-pack"
Q2 = Place("Q2", Part.ANSWER)
MINUTE = 60_000
WORDS = ["meters", "cost", "12", "é", "😊", "שלום", "clause 14.3.", "We agree.", "\n", "data", "the", "£4.5m"]


class Clock:
    def __init__(self) -> None:
        self.now = 1_700_000_000_000

    def __call__(self) -> int:
        return self.now

    def pass_by(self, milliseconds: int) -> None:
        self.now += milliseconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def begin(clock: Clock, author: str = "Author A", site: int = 0) -> Draft:
    return Draft.begin(Response(PACK), author=author, site=site, clock=clock)


def colleague(draft: Draft, author: str, clock: Clock) -> Draft:
    """Another person's copy of a draft as it is now."""
    other = Draft.begin(Response(PACK), author=author, draft_id=draft.id, clock=clock)
    other.merge(draft.events)
    return other


def type_text(draft: Draft, text: str, place: Place = Q2) -> None:
    draft.record(edits.with_text(draft.response, place, text))
    draft.events  # noqa: B018  what was typed becomes events of its own


def mark(
    draft: Draft, words: str, place: Place = Q2, mark_id: str = "m1", category: ReasonCategory = ReasonCategory.LEGAL
) -> None:
    start = draft.response.text_at(place).index(words)
    made = Mark(
        mark_id, Scope.PASSAGE, Reason(category), place.question, place.comment, place.part, start, start + len(words)
    )
    draft.record(edits.with_mark(draft.response, made))
    draft.events  # noqa: B018


def said(draft: Draft) -> list[str]:
    return [entry.what for entry in history.timeline(draft.events)]


def test_typing_in_one_sitting_is_one_step(clock: Clock) -> None:
    draft = begin(clock)
    for text in ("We", "We agree", "We agree that", "We agree"):
        type_text(draft, text)
        clock.pass_by(MINUTE)
    (entry,) = history.timeline(draft.events)
    assert (entry.what, entry.author, entry.question, entry.about) == (
        "Changed the answer to Q2 (+13, −5 characters)", "Author A", "Q2", About.TEXT,
    )  # fmt: skip
    assert entry.ended - entry.began == 3 * MINUTE
    assert entry.places == (Q2,)
    assert entry.point == draft.events[-1].order


def test_after_ten_minutes_a_new_step_begins(clock: Clock) -> None:
    draft = begin(clock)
    type_text(draft, "We agree")
    clock.pass_by(11 * MINUTE)
    type_text(draft, "We agree.")
    assert said(draft) == ["Changed the answer to Q2 (+8 characters)", "Changed the answer to Q2 (+1 character)"]


def test_a_wrong_clock_changes_no_order(clock: Clock) -> None:
    draft = begin(clock)
    type_text(draft, "One")
    clock.pass_by(-1000 * MINUTE)
    type_text(draft, "One two")
    assert [entry.began for entry in history.timeline(draft.events)] == [clock.now + 1000 * MINUTE, clock.now]


def test_a_mark_says_what_it_is(clock: Clock) -> None:
    draft = begin(clock)
    type_text(draft, "It costs 12 pounds")
    mark(draft, "12 pounds", category=ReasonCategory.TRADE_SECRET)
    draft.record(edits.without_mark(draft.response, "m1"))
    assert (
        said(draft)
        == [
            "Changed the answer to Q2 (+18 characters)",
            "Marked a passage in Q2 as confidential: trade secret",
            "Took the mark off a passage in Q2",
        ]
        or said(draft)[-1] == "Took the mark off a passage in Q2"
    )


def test_each_kind_of_step_has_its_words(clock: Clock) -> None:
    draft = begin(clock)

    def do(response: Response) -> None:
        clock.pass_by(11 * MINUTE)
        draft.record(response)
        draft.events  # noqa: B018

    r = draft.response
    do(replace(r, respondent=replace(r.respondent, organisation="Example Energy", category=Category.SMALL_SUPPLIER)))
    do(replace(draft.response, contact_public=True))
    do(draft.response.with_answer("Q1", Answer(stance={"date": Stance.AGREE})))
    comment = ClauseComment("c1", "14.3", comment="Unclear")
    do(edits.with_comment(draft.response, "Q1", comment))
    do(edits.with_comment(draft.response, "Q1", replace(comment, clause="14.4")))
    do(edits.with_mark(draft.response, Mark("m2", Scope.COMMENT, question="Q1", comment="c1")))
    do(replace(draft.response, assignments={"Q1": "Reviewer B"}))
    do(replace(draft.response, statuses={"Q1": Status.TO_REVIEW}))
    do(replace(draft.response, read_changes=(1, 2)))
    remark = ReviewComment("r1", "Q1", text="Why?", by="Reviewer B")
    do(replace(draft.response, review_comments=(remark,)))
    do(replace(draft.response, review_comments=(replace(remark, resolved=True),)))
    do(replace(draft.response, sign_offs=(SignOff("s1", Role.LEGAL, "Reviewer B", 0, "digest"),)))
    do(replace(draft.response, looked={"Q1/Reviewer B": "digest"}))
    do(edits.without_comment(draft.response, "Q1", "c1"))
    found = said(draft)
    assert found == [
        "Changed the respondent’s details: organisation, category",
        "Let the public version show the contact details",
        "Changed the stance on Q1 (date: agree)",
        "Added a comment on clause 14.3",
        "Changed clause of the comment on clause 14.4",
        "Marked the comment on clause 14.4 (Q1) as confidential: commercial",
        "Gave Q1 to Reviewer B",
        "Set Q1 to “ready to review”",
        "Read 2 rows of the change table",
        "Commented on Q1",
        "Settled a comment on Q1",
        "Signed off as legal",
        "Took away the comment on clause 14.4",
        "Took the mark off the comment on clause 14.4 (Q1)",
    ] or sorted(found[-2:]) == sorted(
        ["Took away the comment on clause 14.4", "Took the mark off the comment on clause 14.4 (Q1)"]
    )


def test_what_two_people_write_at_the_same_time_is_two_steps(clock: Clock) -> None:
    one = begin(clock)
    type_text(one, "Start. ")
    other = colleague(one, "Author B", clock)
    for number in range(6):
        type_text(one, one.response.text_at(Q2) + f"a{number} ")
        type_text(other, other.response.text_at(Q2) + f"b{number} ", Q2)
    one.merge(other.events)
    found = history.timeline(one.events)
    assert [(entry.author, entry.inserted) for entry in sorted(found, key=lambda e: e.author)] == [
        ("Author A", 25), ("Author B", 18),
    ]  # fmt: skip
    second = next(entry for entry in found if entry.author == "Author B")
    (change,) = history.step_changes(one.events, second, consultation=PACK)
    come = "".join(piece.text for piece in change.pieces if piece.did is Did.COME)
    assert "b0 b1 b2" in come
    assert "a" not in come
    assert "Start." not in come


# ---- random histories of two and three people


def random_history(seed: int, people: int) -> tuple[Draft, dict[str, str]]:
    """Several people write, mark and merge at random. Each character is one that only its author writes."""
    chance, clock = random.Random(seed), Clock()
    authors = [f"Author {letter}" for letter in "ABC"[:people]]
    alphabets = ["abcdeé😊", "mnopqüש", "vwxyzßक"]
    writer = {letter: author for author, letters in zip(authors, alphabets, strict=False) for letter in letters}
    drafts = [begin(clock, authors[0])]
    type_text(drafts[0], "ab")
    drafts += [colleague(drafts[0], author, clock) for author in authors[1:]]
    for _ in range(chance.randint(3, 14)):
        who = chance.randrange(people)
        act(drafts[who], alphabets[who], chance)
        clock.pass_by(chance.choice([100, 100, 12 * MINUTE]))
        if chance.random() < 0.2:
            drafts[who].merge(drafts[chance.randrange(people)].events)
    for other in drafts[1:]:
        drafts[0].merge(other.events)
    return drafts[0], writer


def act(draft: Draft, alphabet: str, chance: random.Random) -> None:
    text = draft.response.text_at(Q2)
    at = chance.randint(0, len(text))
    end = chance.randint(at, min(len(text), at + 4))
    kind = chance.random()
    if kind < 0.15 and end > at:
        mark_id = f"m{chance.randrange(10**9)}"
        made = Mark(mark_id, Scope.PASSAGE, Reason(), "Q2", "", Part.ANSWER, at, end)
        draft.record(edits.with_mark(draft.response, made))
    elif kind < 0.2 and draft.response.marks:
        draft.record(edits.without_mark(draft.response, chance.choice(draft.response.marks).id))
    else:
        come = "".join(chance.choices(alphabet, k=chance.randint(0, 5)))
        draft.record(edits.with_text(draft.response, Q2, text[:at] + come + text[end:], cursor=at + len(come)))
    if chance.random() < 0.7:
        draft.events  # noqa: B018


@pytest.mark.parametrize("people", [2, 3])
def test_who_wrote_what_is_exact_in_random_histories(people: int) -> None:
    for seed in range(150):
        draft, writer = random_history(seed, people)
        stretches = history.blame(draft.events, Q2)
        assert "".join(stretch.text for stretch in stretches) == draft.response.text_at(Q2)
        wrong = [s for s in stretches for letter in s.text if writer.get(letter) not in {None, s.author}]
        assert wrong == [], seed


@pytest.mark.parametrize("people", [2, 3])
def test_every_moment_of_a_random_history_can_be_seen_again(people: int) -> None:
    for seed in range(40):
        draft, _ = random_history(seed, people)
        events = draft.events
        for event in events:
            history.response_at(events, event.order, consultation=PACK)
        assert history.response_at(events, events[-1].order, consultation=PACK) == draft.response
        assert history.response_at(events, (0, 0, 0), consultation=PACK) == Response(PACK)


def test_the_steps_hold_every_event_once_and_in_order() -> None:
    for seed in range(100):
        draft, _ = random_history(seed, 3)
        entries = history.timeline(draft.events)
        keys = [key for entry in entries for key in entry.keys]
        begun = {event.key for event in draft.events if event.kind is Kind.JOIN and event.seq == 1}
        told = [event.key for event in draft.events if not event.target.endswith("/written")]
        assert sorted(keys) == sorted(key for key in told if key not in begun)
        points = [entry.point for entry in entries]
        assert points == sorted(points)
        assert history.timeline(random.Random(seed).sample(draft.events, len(draft.events))) == entries


def test_what_the_steps_say_of_sizes_adds_up() -> None:
    for seed in range(100):
        draft, _ = random_history(seed, 3)
        entries = history.timeline(draft.events)
        assert sum(e.inserted - e.deleted for e in entries) == len(draft.response.text_at(Q2))


def test_sentences_name_whoever_wrote_most_first(clock: Clock) -> None:
    one = begin(clock)
    type_text(one, "We agree with clause 14.3. It is late, i.e. too late.")
    other = colleague(one, "Author B", clock)
    type_text(other, "We agree with clause 14.3 as drafted by you all here. It is late, i.e. too late.")
    found = history.written(other.events, Q2)
    assert [s.text for s in found.sentences] == [
        "We agree with clause 14.3 as drafted by you all here.", "It is late, i.e. too late.",
    ]  # fmt: skip
    assert [share.author for share in found.sentences[0].shares] == ["Author B", "Author A"] or [
        share.author for share in found.sentences[0].shares
    ] == ["Author A", "Author B"]
    assert [share.author for share in found.sentences[1].shares] == ["Author A"]
    assert found.authors == ("Author A", "Author B")


# ---- putting back


def put_back(draft: Draft, point: tuple[int, int, int], place: Place | None = Q2) -> tuple[Response, tuple[str, ...]]:
    made = history.put_back(draft.events, draft.response, point, place, consultation=PACK)
    return made.response, made.notes


def point(draft: Draft) -> tuple[int, int, int]:
    return draft.events[-1].order


def marked(response: Response, place: Place = Q2) -> list[str]:
    text = response.text_at(place)
    return [text[mark.start : mark.end] for mark in response.passages(place)]


def test_a_text_is_put_back_with_its_marks(clock: Clock) -> None:
    draft = begin(clock)
    type_text(draft, "It costs 12 pounds.")
    mark(draft, "12 pounds")
    then = point(draft)
    type_text(draft, "It is cheap.")
    draft.record(edits.without_mark(draft.response, "m1"))
    response, _ = put_back(draft, then)
    assert response.text_at(Q2) == "It costs 12 pounds."
    assert marked(response) == ["12 pounds"]
    draft.record(response)
    assert history.response_at(draft.events, point(draft), consultation=PACK) == draft.response


def test_putting_back_is_a_step_that_can_be_put_back(clock: Clock) -> None:
    draft = begin(clock)
    type_text(draft, "One.")
    first = point(draft)
    clock.pass_by(11 * MINUTE)
    type_text(draft, "Two.")
    second = point(draft)
    draft.record(put_back(draft, first)[0])
    assert draft.response.text_at(Q2) == "One."
    draft.record(put_back(draft, second)[0])
    assert draft.response.text_at(Q2) == "Two."


def test_a_mark_made_since_stays_on_its_words(clock: Clock) -> None:
    draft = begin(clock)
    type_text(draft, "It costs 12 pounds.")
    then = point(draft)
    mark(draft, "12 pounds")
    type_text(draft, "It costs 12 pounds a day.")
    response, notes = put_back(draft, then)
    assert marked(response) == ["12 pounds"]
    assert notes == ("1 mark made since stays: the words are there too.",)


def test_words_that_come_back_are_marked_if_they_were_once(clock: Clock) -> None:
    """The mark was made later than the point, and went with its words: they must not come back in the open."""
    draft = begin(clock)
    type_text(draft, "It costs 12 pounds.")
    then = point(draft)
    mark(draft, "12 pounds")
    type_text(draft, "It is cheap.")
    draft.record(edits.without_mark(draft.response, "m1"))
    response, notes = put_back(draft, then)
    assert marked(response) == ["12 pounds"]
    assert notes == ("1 passage that was marked since will be marked again.",)
    whole, _ = put_back(draft, then, None)
    assert marked(whole) == ["12 pounds"]


def test_words_that_stand_in_the_open_today_are_not_marked_again(clock: Clock) -> None:
    draft = begin(clock)
    type_text(draft, "It costs 12 pounds.")
    then = point(draft)
    mark(draft, "12 pounds")
    draft.record(edits.without_mark(draft.response, "m1"))
    type_text(draft, "It costs 12 pounds a day.")
    assert marked(put_back(draft, then)[0]) == []


def test_a_mark_whose_words_are_gone_goes_and_that_is_said(clock: Clock) -> None:
    draft = begin(clock)
    type_text(draft, "It is cheap.")
    then = point(draft)
    type_text(draft, "It is cheap at 12 pounds.")
    mark(draft, "12 pounds")
    response, notes = put_back(draft, then)
    assert response.passages(Q2) == ()
    assert notes == ("1 mark in the answer to Q2 goes with the words.",)


def test_the_notes_of_the_team_are_not_put_back(clock: Clock) -> None:
    draft = begin(clock)
    type_text(draft, "One.")
    then = point(draft)
    sign = SignOff("s1", Role.LEGAL, "Reviewer B", 0, "digest")
    remark = ReviewComment("r1", "Q2", text="Why?", by="Reviewer B")
    draft.record(
        replace(
            draft.response, sign_offs=(sign,), review_comments=(remark,), assignments={"Q2": "Reviewer B"},
            statuses={"Q2": Status.AGREED}, looked={"Q2/Reviewer B": "digest"},
        )
    )  # fmt: skip
    type_text(draft, "Two.")
    response, _ = put_back(draft, then, None)
    assert response.text_at(Q2) == "One."
    assert (response.sign_offs, response.review_comments) == ((sign,), (remark,))
    assert (response.assignments, response.statuses) == (draft.response.assignments, draft.response.statuses)
    assert response.looked == draft.response.looked


def test_everything_is_put_back(clock: Clock) -> None:
    draft = begin(clock)
    comment = ClauseComment("c1", "14.3", comment="Who pays 12 pounds?", proposed="The DCC pays.")
    draft.record(edits.with_comment(draft.response, "Q1", comment))
    type_text(draft, "One.")
    mark(draft, "12 pounds", Place("Q1", Part.COMMENT, "c1"))
    draft.record(replace(draft.response, respondent=replace(draft.response.respondent, organisation="Example Energy")))
    draft.record(draft.response.with_answer("Q1", replace(draft.response.answer("Q1"), stance={"date": Stance.AGREE})))
    then, earlier = point(draft), draft.response
    draft.record(edits.without_comment(draft.response, "Q1", "c1"))
    draft.record(edits.with_comment(draft.response, "Q1", ClauseComment("c2", "15.1", comment="Late")))
    draft.record(replace(draft.response, respondent=replace(draft.response.respondent, organisation="Other")))
    type_text(draft, "Two.", Place("Q3", Part.ANSWER))
    type_text(draft, "Three.")
    response, notes = put_back(draft, then, None)
    assert response.respondent == earlier.respondent
    assert response.answer("Q1") == earlier.answer("Q1")
    assert response.text_at(Q2) == "One."
    assert response.answer("Q3").is_empty
    assert {m.id for m in response.marks} == {"m1"}
    assert marked(response, Place("Q1", Part.COMMENT, "c1")) == ["12 pounds"]
    assert "1 comment made since goes; the history keeps it." in notes
    draft.record(response)
    assert history.response_at(draft.events, point(draft), consultation=PACK) == draft.response


def test_a_comment_that_was_taken_away_comes_back_with_all_its_texts(clock: Clock) -> None:
    draft = begin(clock)
    comment = ClauseComment("c1", "14.3", comment="Who pays?", proposed="The DCC pays.", rationale="Fair.")
    draft.record(edits.with_comment(draft.response, "Q1", comment))
    mark(draft, "DCC", Place("Q1", Part.PROPOSED, "c1"))
    then = point(draft)
    draft.record(edits.without_comment(draft.response, "Q1", "c1"))
    response, notes = put_back(draft, then, Place("Q1", Part.COMMENT, "c1"))
    assert response.answer("Q1").comments == (comment,)
    assert marked(response, Place("Q1", Part.PROPOSED, "c1")) == ["DCC"]
    assert "The comment on clause 14.3 comes back, with all its texts." in notes
    draft.record(response)
    assert draft.response.answer("Q1").comments == (comment,)


def test_contact_details_do_not_become_public_by_putting_back(clock: Clock) -> None:
    draft = begin(clock)
    draft.record(replace(draft.response, contact_public=True))
    then = point(draft)
    draft.record(replace(draft.response, contact_public=False))
    response, notes = put_back(draft, then, None)
    assert not response.contact_public
    assert "The contact details stay withheld from the public version." in notes


def test_nothing_marked_comes_into_the_open_by_putting_back_at_random() -> None:
    """Any word that is marked today, or was when it went, is marked wherever it stands afterwards."""
    for seed in range(60):
        chance = random.Random(seed)
        draft = secretive(chance)
        points = [event.order for event in draft.events]
        response, _ = put_back(draft, chance.choice(points), chance.choice([Q2, None]))
        text = response.text_at(Q2)
        open_text = "".join(
            letter for n, letter in enumerate(text) if not any(m.start <= n < m.end for m in response.passages(Q2))
        )
        assert "secret" not in open_text, seed


def secretive(chance: random.Random) -> Draft:
    """A history in which each secret word was marked at some time, and no words were opened again."""
    draft = begin(Clock())
    type_text(draft, "plain words")
    for _ in range(chance.randint(2, 8)):
        text, kind = draft.response.text_at(Q2), chance.random()
        if kind < 0.4:
            words = text.split(" ")
            words.insert(chance.randint(0, len(words)), f"secret{chance.randint(10, 99)}" if kind < 0.2 else "plain")
            type_text(draft, " ".join(words))
        elif kind < 0.6:
            type_text(draft, "plain words only")
        for found in re.finditer(r"secret\d\d", draft.response.text_at(Q2)):
            if not any(m.start <= found.start() and found.end() <= m.end for m in draft.response.passages(Q2)):
                made = Mark(new_id(), Scope.PASSAGE, Reason(), "Q2", "", Part.ANSWER, *found.span())
                draft.record(edits.with_mark(draft.response, made))
                draft.events  # noqa: B018
        for gone in [m.id for m in draft.response.passages(Q2) if m.start == m.end]:
            draft.record(edits.without_mark(draft.response, gone))
    return draft


# ---- comparing


def test_two_points_are_compared_in_the_words_of_the_form(clock: Clock) -> None:
    draft = begin(clock)
    type_text(draft, "It costs 12 pounds.")
    one = point(draft)
    mark(draft, "12 pounds")
    type_text(draft, "It costs 12 pounds a day.")
    draft.record(replace(draft.response, respondent=replace(draft.response.respondent, organisation="Example Energy")))
    found = history.compare_points(draft.events, point(draft), one, consultation=PACK)
    assert [difference.what for difference in found] == [
        "Organisation: “Example Energy” was put in",
        "A passage in Q2 is confidential now: legal",
        "The answer to Q2",
    ]
    pieces = found[-1].pieces
    assert "".join(p.text for p in pieces if p.did is not Did.COME) == "It costs 12 pounds."
    assert "".join(p.text for p in pieces if p.did is not Did.GO) == "It costs 12 pounds a day."
    assert "".join(p.text for p in pieces if p.is_marked) == "12 pounds"
    assert not any(p.was_marked for p in pieces)


def test_a_history_of_ten_thousand_events_is_listed_at_once() -> None:
    """Measured: a third of this. Typing that jumps about, in several texts, by two people."""
    events = long_history(10_000)
    began = time.process_time()
    entries = history.timeline(events)
    took = time.process_time() - began
    assert entries
    assert took < 1.5
    began = time.process_time()
    history.response_at(events, events[len(events) // 2].order, consultation=PACK)
    assert time.process_time() - began < 1


def long_history(count: int) -> tuple[Event, ...]:
    chance, clock = random.Random(1), Clock()
    draft = begin(clock)
    places = [Place(f"Q{n}", part) for n in range(1, 5) for part in (Part.ANSWER, Part.RATIONALE)]
    for number in range(count):
        place = places[number // 40 % len(places)]
        text = draft.response.text_at(place)
        at = chance.randint(0, len(text)) if number % 40 == 0 else len(text)
        type_text(draft, f"{text[:at]}{chance.choice('abc é')}{text[at:]}", place)
        clock.pass_by(chance.choice([400, 400, 60_000]))
    return draft.events


def test_long_texts_are_compared_without_a_pause() -> None:
    chance = random.Random(1)
    words = [f"word{number}" for number in range(800)]
    one, other = (" ".join(chance.choices(words, k=3000)) for _ in range(2))
    began = time.process_time()
    words_between(one, other)
    assert time.process_time() - began < 1  # measured: a tenth of this


def test_the_runs_of_a_comparison_make_up_both_texts() -> None:
    chance = random.Random(2)
    for _ in range(500):
        one, other = (
            "".join(chance.choices(["a", "b", " ", "\n", ".", "é😊", "12.5"], k=chance.randint(0, 12))) for _ in "ab"
        )
        runs = words_between(one, other)
        assert "".join(run.text for run in runs if run.did is not Did.COME) == one
        assert "".join(run.text for run in runs if run.did is not Did.GO) == other
    assert [(run.did, run.text) for run in words_between("We agree now.", "We agree.")] == [
        (Did.STAY, "We agree"), (Did.GO, " now"), (Did.STAY, "."),
    ]  # fmt: skip


def test_what_is_not_known_is_passed_over(clock: Clock) -> None:
    """A later version may write events of kinds of its own; and what somebody wrote by hand may be nonsense."""
    draft = begin(clock)
    type_text(draft, "We agree.")
    last = draft.events[-1]
    strange = [
        replace(last, seq=last.seq + n + 1, lamport=last.lamport + n + 1, kind=kind, target=target, payload=payload)
        for n, (kind, target, payload) in enumerate([
            (Kind.SET, "weather/today", b'{"value":"rain"}'),
            (Kind.SET, "mark/m9/category", b"[]"),
            (Kind.ADD, "mark/m9", b"not a table"),
            (Kind.SET, "settled/abc", b'{"value":true}'),
            (Kind.SET, "stance", b"{}"),
            (Kind.REMOVE, "mark/m9", b'{"seen":{}}'),
        ])
    ]  # fmt: skip
    found = [entry.what for entry in history.timeline([*draft.events, *strange])]
    assert found[0] == "Changed the answer to Q2 (+9 characters)"
    assert "Changed something that this version does not know" in found
    assert "Settled something that a merge left to look at" in found
