"""What differs between two states of one response, in the words of the form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise, takewhile

from respondent_app.drafts.past.step_words import FIELDS, ROLES, STATUSES, mark_named, place_named
from respondent_app.model.history import Difference, Piece
from respondent_app.model.place import COMMENT_PARTS, Part, Place
from respondent_app.model.response import ClauseComment, Mark, Response, Scope
from respondent_app.model.word_diff import PIECES, Did, Words

_Range = tuple[int, int]
_MANY_PAIRS = 5_000_000  # from here on frequent words are left out at first: each pair of them is looked at


def between(before: Response, after: Response) -> tuple[Difference, ...]:
    """Return what differs, in the order of the form: details, then question by question, then the team's notes."""
    questions = sorted({*before.answers, *after.answers}, key=lambda question: (len(question), question))  # Q2, Q10
    return (
        *_details(before, after),
        *_whole_marks(before, after, ""),
        *(found for question in questions for found in _question(question, before, after)),
        *_team(before, after),
    )


def between_texts(place: Place, before: Response, after: Response) -> Difference | None:
    """Return what differs in the text at one place, in its words or in what of it is marked; None if nothing does."""
    texts = before.text_at(place), after.text_at(place)
    marked = _ranges(before.passages(place)), _ranges(after.passages(place))
    if texts[0] == texts[1] and marked[0] == marked[1]:
        return None
    return Difference(_named(place, before, after), place.question, place, pieces(*texts, *marked))


def pieces(before: str, after: str, was: Sequence[_Range] = (), now: Sequence[_Range] = ()) -> tuple[Piece, ...]:
    """Compare two texts word by word; runs are cut where a marked passage begins or ends."""
    old, new = _Marked(was), _Marked(now)
    found: list[Piece] = []
    at = to = 0
    for run in words_between(before, after):
        goes, comes = run.did is not Did.COME, run.did is not Did.GO
        size = len(run.text)
        cuts = {0, size} | (old.edges(at, size) if goes else set()) | (new.edges(to, size) if comes else set())
        edges = sorted(cuts)
        for start, end in pairwise(edges):
            was_marked, is_marked = goes and old.holds(at + start), comes and new.holds(to + start)
            found.append(Piece(run.did, run.text[start:end], was_marked, is_marked))
        at += size if goes else 0
        to += size if comes else 0
    return tuple(found)


def words_between(before: str, after: str) -> tuple[Words, ...]:
    """Compare two texts word by word, whatever their length. STAY and GO joined give `before`, STAY and COME `after`.

    Spaces are no words: comparing each with each would take seconds in a long text.
    """
    found: list[Words] = []
    at = to = 0
    ends = ((len(before), len(before)), (len(after), len(after)))
    for (start, end), (new_start, new_end) in (*_words_that_stay(before, after), ends):
        found += _gap(before[at:start], after[to:new_start])
        found.append(Words(Did.STAY, before[start:end]))
        at, to = end, new_end
    return tuple(_joined(run for run in found if run.text))


def _words_that_stay(before: str, after: str) -> Iterator[tuple[_Range, _Range]]:
    old, new = ([m for m in PIECES.finditer(text) if not m.group().isspace()] for text in (before, after))
    words = [m.group() for m in old], [m.group() for m in new]
    counts = [Counter(each) for each in words]
    pairs = sum(count * counts[1][word] for word, count in counts[0].items())
    matcher = SequenceMatcher(None, *words, autojunk=pairs > _MANY_PAIRS)
    for block in matcher.get_matching_blocks():
        for number in range(block.size):
            yield old[block.a + number].span(), new[block.b + number].span()


def _gap(old: str, new: str) -> tuple[Words, ...]:
    """What lies between two words that stay; spaces that both have at an end stay too."""
    left = _spaces(old, new)
    right = _spaces(old[left:][::-1], new[left:][::-1])
    gone, come = old[left : len(old) - right], new[left : len(new) - right]
    return (
        Words(Did.STAY, old[:left]), Words(Did.GO, gone), Words(Did.COME, come),
        Words(Did.STAY, old[len(old) - right :] if right else ""),
    )  # fmt: skip


def _spaces(old: str, new: str) -> int:
    """How many spaces both begin with."""
    same = takewhile(lambda pair: pair[0] == pair[1] and pair[0].isspace(), zip(old, new, strict=False))
    return sum(1 for _ in same)


def _joined(runs: Iterable[Words]) -> Iterator[Words]:
    held: Words | None = None
    for run in runs:
        if held is not None and held.did is run.did:
            held = Words(run.did, held.text + run.text)
        else:
            if held is not None:
                yield held
            held = run
    if held is not None:
        yield held


@dataclass(frozen=True, slots=True)
class _Marked:
    ranges: Sequence[_Range]

    def holds(self, position: int) -> bool:
        return any(start <= position < end for start, end in self.ranges)

    def edges(self, start: int, size: int) -> set[int]:
        """The edges of marked passages inside a run, counted from its start."""
        return {edge - start for span in self.ranges for edge in span if start < edge < start + size}


def _ranges(passages: Iterable[Mark]) -> list[_Range]:
    return [(mark.start, mark.end) for mark in passages if mark.start < mark.end]


def _named(place: Place, *responses: Response) -> str:
    """Name a text; the clause as the newest of the responses has it."""
    clause = next((c for c in (clause_at(place, response) for response in reversed(responses)) if c), "")
    name = place_named(place, clause)
    return name[:1].upper() + name[1:]


def clause_at(place: Place, response: Response) -> str:
    """The clause that a comment is about; empty if none is named."""
    comments = response.answer(place.question).comments
    return next((comment.clause.strip() for comment in comments if comment.id == place.comment), "")


def _changed(name: str, before: object, after: object) -> str:
    """Say of a field how it was and is."""
    if not before:
        return f"{name}: “{after}” was put in"
    return f"{name}: “{before}” became “{after}”" if after else f"{name}: “{before}” was taken out"


def _details(before: Response, after: Response) -> Iterator[Difference]:
    for field, name in FIELDS.items():
        old, new = getattr(before.respondent, field), getattr(after.respondent, field)
        if old != new:
            yield Difference(_changed(name[:1].upper() + name[1:], str(old), str(new)))
    if before.contact_public != after.contact_public:
        yield Difference(
            "The contact details are in the public version"
            if after.contact_public
            else "The contact details are withheld from the public version"
        )


def _question(question: str, before: Response, after: Response) -> Iterator[Difference]:
    yield from _stances(question, before, after)
    yield from _whole_marks(before, after, question)
    for part in (Part.ANSWER, Part.RATIONALE):
        yield from _text(Place(question, part), before, after)
    old = {comment.id: comment for comment in before.answer(question).comments}
    new = {comment.id: comment for comment in after.answer(question).comments}
    for comment in dict.fromkeys([*old, *new]):
        yield from _comment(question, old.get(comment), new.get(comment))
        for part in COMMENT_PARTS:
            yield from _text(Place(question, part, comment), before, after)


def _text(place: Place, before: Response, after: Response) -> Iterator[Difference]:
    found = between_texts(place, before, after)
    if found is not None:
        yield found


def _stances(question: str, before: Response, after: Response) -> Iterator[Difference]:
    old, new = before.answer(question).stance, after.answer(question).stance
    for part in dict.fromkeys([*old, *new]):
        if old.get(part) != new.get(part):
            yield Difference(_changed(f"Stance on {question} ({part})", old.get(part), new.get(part)), question)


def _comment(question: str, old: ClauseComment | None, new: ClauseComment | None) -> Iterator[Difference]:
    some = new or old
    on = f"on clause {some.clause}" if some and some.clause else "on a clause not named yet"
    if old is None or new is None:
        yield Difference(f"A comment {on} was {'added' if old is None else 'taken away'}", question)
        return
    if old.clause != new.clause:
        yield Difference(_changed("Clause of a comment", old.clause, new.clause), question)
    if old.type != new.type:
        yield Difference(_changed(f"Kind of the comment {on}", old.type, new.type), question)


def _whole_marks(before: Response, after: Response, question: str) -> Iterator[Difference]:
    """What became of the marks of one question (empty: of none), and of the reasons for them."""
    old, new = _marks_of(before, question), _marks_of(after, question)
    for mark in dict.fromkeys([*old, *new]):
        was, now = old.get(mark), new.get(mark)
        some = now or was
        if some is None:
            continue
        clause = clause_at(some.place, after) or clause_at(some.place, before)
        what = mark_named(some.scope, some.question, clause)
        if was is None or now is None:
            said = f"is confidential now: {some.reason.category.replace('-', ' ')}" if now else "is no longer marked"
            yield Difference(f"{what[:1].upper()}{what[1:]} {said}", question)
        elif was.reason != now.reason:
            yield Difference(f"The reason for marking {what} was changed", question)


def _marks_of(response: Response, question: str) -> dict[str, Mark]:
    return {mark.id: mark for mark in response.marks if mark.question == question and _is_told(mark)}


def _is_told(mark: Mark) -> bool:
    return mark.scope is not Scope.PASSAGE or mark.start < mark.end


def _team(before: Response, after: Response) -> Iterator[Difference]:
    for question in dict.fromkeys([*before.assignments, *after.assignments]):
        old, new = before.assignments.get(question), after.assignments.get(question)
        if old != new:
            yield Difference(_changed(f"Who does {question}", old, new), question)
    for question in dict.fromkeys([*before.statuses, *after.statuses]):
        was, now = before.statuses.get(question, ""), after.statuses.get(question, "")
        if was != now:
            yield Difference(f"{question} was “{STATUSES[was]}” and is “{STATUSES[now]}”", question)
    yield from _remarks(before, after)
    known = {sign.id for sign in before.sign_offs}
    for sign in after.sign_offs:
        if sign.id not in known:
            yield Difference(f"{sign.by} signed off as {ROLES[sign.role]}")


def _remarks(before: Response, after: Response) -> Iterator[Difference]:
    old = {remark.id: remark for remark in before.review_comments}
    for remark in after.review_comments:
        was = old.get(remark.id)
        if was is None:
            yield Difference(f"{remark.by} commented on {remark.question}: “{remark.text}”", remark.question)
        elif was.resolved != remark.resolved:
            settled = "settled" if remark.resolved else "opened again"
            yield Difference(f"The comment of {remark.by} on {remark.question} was {settled}", remark.question)
