"""A text with its marked passages that several people can write at the same time: copies of it always merge.

Inside stands a Yrs text (docs/formats/draft.md). Each mark has an attribute of its own, and another one each time that
it is widened: two writers of one attribute would end each other's. Yrs counts in bytes of UTF-8; everything outside of
this module counts in code points.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from pycrdt import Doc, Text, TextEvent, UndoManager, merge_updates

from respondent_app.drafts.texts.text_spans import Span, host_in_word, hosts_inside, missing, outside, within_length
from respondent_app.drafts.texts.text_steps import Said, Steps, end_of_change
from respondent_app.drafts.texts.text_view import ANCHOR, View, damaged, first_key, storable
from respondent_app.drafts.texts.text_writers import note_writer, told, written_runs
from respondent_app.model.errors import RespondentError
from respondent_app.model.stretches import Stretch, changed_stretches, from_the_end

T = TypeVar("T")

_BEGINNING = ANCHOR * 2
_TEXT = "text"
_BY_THE_PERSON, _BY_THE_APP = "user", "app"
_NOTHING = b"\x00\x00"  # an update that says nothing
_LOOKS = 4


@dataclass(frozen=True, slots=True)
class Restored:
    """A text after a step back or forward. Marks without words stand in `passages` with (0, 0).

    `update` says the same to other copies; `cursor` (code points) is where what changed ends.
    """

    text: str
    passages: dict[str, Span]
    update: bytes
    cursor: int


class AnswerText:
    """One text with its marked passages, which merges. Positions are in code points of `text`.

    For one thread: the one that made it. `site` must be a number that nobody used before: Yrs tells by it who wrote
    what, and two writers with one number garble the text.
    """

    def __init__(self, site: int, updates: Iterable[bytes] = ()) -> None:
        self._doc, self._content = _document(site)
        self._known: View | None = None
        self._moment = _Moment()
        self._undo_manager = UndoManager(scopes=[self._content], capture_timeout_millis=1, timestamp=self._moment)
        self._undo_manager.include_origin(_BY_THE_PERSON)
        self._steps = Steps()
        self._site, self._widened = site, 0
        self._fresh: set[str] = set()  # attributes of this step
        for update in updates:
            self.apply(update)

    @property
    def text(self) -> str:
        """What a person reads."""
        return self._view.text

    @property
    def passages(self) -> dict[str, Span]:
        """Where each mark is: from its first to its last character. Only marks that have any, in the text's order."""
        return dict(self._view.passages)

    @property
    def can_undo(self) -> bool:
        """Whether there is something of this session to take back."""
        return self._steps.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is something that was taken back."""
        return self._steps.can_redo

    def write(self, text: str, passages: Mapping[str, Span], *, new_step: bool = True) -> bytes | None:
        """Make it say exactly `text` with `passages`, and return what others must be told; None if nothing changed.

        An empty passage is a mark without words. With `new_step=False` it is taken back together with the last step.
        """
        text = storable(text)
        worded = {mark: within for mark, span in passages.items() if (within := within_length(span, len(text)))}
        was, now = self._view.said, Said(text, worded)
        if was == now:
            self._steps.take(passages.keys(), was, now, new_step=new_step, in_text=False)
            return None
        if self._steps.begins(new_step=new_step):
            self._moment.pass_by()
            self._fresh.clear()
        with _listening(self._doc) as updates:
            self._begin()
            with self._doc.transaction(origin=_BY_THE_PERSON):
                self._say(now)
        self._steps.take(passages.keys(), was, now, new_step=new_step, in_text=bool(updates))
        return merged(updates) if updates else None

    def undo(self) -> Restored | None:
        """Take the last step of this session back; None if there is none. What others did stays."""
        return self._go(forward=False)

    def redo(self) -> Restored | None:
        """Take the step again that was taken back; None if there is none."""
        return self._go(forward=True)

    def apply(self, update: bytes) -> None:
        """Take in what was done elsewhere. It cannot be undone here. `DraftDamagedError` if it makes no sense."""
        self._known = None
        self._steps.others_wrote()
        _take_in(self._doc, update)

    def exist(self, marks: Iterable[str]) -> None:
        """Say which marks there are, with or without words, after others added or removed some."""
        self._steps.marks = frozenset(marks)

    @property
    def _view(self) -> View:
        if self._known is None:
            self._known = View(self._content.diff())
            self._steps.marks |= self._known.passages.keys()
        return self._known

    def _begin(self) -> None:
        """Begin an empty text. It cannot be undone: what others write meanwhile must find it there."""
        if not self._view.raw:
            with self._doc.transaction(origin=_BY_THE_APP):
                self._content.insert(0, _BEGINNING, {})
            self._known = None

    def _say(self, said: Said) -> None:
        self._write(said.text, said.passages)
        self._mark(said.passages)

    def _write(self, text: str, passages: Mapping[str, Span]) -> None:
        """Change the words. A second look is for line breaks that came to an edge, where they are not shown."""
        for _ in range(_LOOKS):
            if self._view.text == text:
                return
            for stretch, at in from_the_end(changed_stretches(self._view.text, text)):
                end = at + len(stretch.come)
                marks = [mark for mark, (start, stop) in passages.items() if start <= at and end <= stop]
                self._replace(self._view, stretch, marks)
            self._known = View(self._content.diff() if self._view.spans or passages else [(str(self._content), None)])
        raise _broken()

    def _replace(self, view: View, stretch: Stretch, marks: Sequence[str]) -> None:
        """Replace words. What comes is put inside what goes: who marks the old words meanwhile marks the new ones."""
        start = view.lead + stretch.start
        stop = start + stretch.removed
        inner = hosts_inside([span for mark in marks for span in view.joined(mark)], (start, stop))
        hosts = (inner or [host_in_word(view.raw, start, stop)])[: len(stretch.come)]
        ends = [*range(1, len(hosts)), len(stretch.come)]
        shares = [stretch.come[a:b] for a, b in zip([0, *ends], ends, strict=False)]
        for host, share in zip(reversed(hosts), reversed(shares), strict=False):
            self._content.insert(view.bytes_before(host), share, self._attributes(view, host, marks))
        self._remove(view, [start, *hosts, stop], [*map(len, map(str.encode, shares)), 0] if hosts else [0])

    def _remove(self, view: View, cuts: Sequence[int], put_in: Sequence[int]) -> None:
        """Remove the words between cuts. After each of them but the last so many bytes have come."""
        at = view.bytes_before(cuts[0])
        for begin, end, came in zip(cuts[:-1], cuts[1:], put_in, strict=True):
            gone = view.bytes_before(end) - view.bytes_before(begin)
            if gone:
                del self._content[at : at + gone]
            at += came

    def _mark(self, passages: Mapping[str, Span]) -> None:
        """Make the marks agree with `passages`; those that do already are left alone."""
        view = self._view
        shown = view.passages
        changed = [mark for mark in {**view.spans, **passages} if shown.get(mark) != passages.get(mark)]
        for mark in changed:
            start, stop = passages.get(mark, (0, 0))
            self._mark_anew(view, mark, (view.lead + start, view.lead + stop))
        if changed:
            self._known = None

    def _mark_anew(self, view: View, mark: str, wanted: Span) -> None:
        lacking = list(missing(view.spans.get(mark, []), wanted))
        for run in view.runs:
            for part in outside(run.span, wanted):
                for key in run.keys_of(mark):
                    self._format(view, part, key, carries=None)
        key = self._key(mark) if lacking else ""
        for span in lacking:
            self._format(view, span, key, carries=True)

    def _format(self, view: View, span: Span, key: str, *, carries: bool | None) -> None:
        start, stop = map(view.bytes_before, span)
        self._content.format(start, stop, {key: carries})

    def _attributes(self, view: View, at: int, marks: Iterable[str]) -> dict[str, bool]:
        """Return what words put in at a position (code points of `raw`) carry, so that they have these marks.

        An attribute ends where all the words go that stood between its two ends, even if someone put words there
        meanwhile. So what is put in bears one that nobody else has seen yet.
        """
        left, right = view.run_at(at - 1), view.run_at(at)
        found: dict[str, bool] = {}
        for mark in marks:
            before = left.keys_of(mark)
            keys = [key for key in before if key in self._fresh or key in right.keys_of(mark)]
            fresh = [] if self._fresh.intersection(keys) else [self._key(mark)]
            found |= dict.fromkeys([*keys, *fresh], True)
        return found

    def _key(self, mark: str) -> str:
        """Return an attribute that nobody wrote yet; the first one of a mark bears its bare name."""
        key = first_key(mark)
        if mark in self._steps.marks or mark in self._view.spans or key in self._fresh:
            self._widened += 1
            key = f"{key}/{self._site:x}.{self._widened}"
        self._fresh.add(key)
        return key

    def _go(self, *, forward: bool) -> Restored | None:
        before, marks = self._view, self._steps.marks
        with _listening(self._doc) as updates:
            while self._steps.can_redo if forward else self._steps.can_undo:
                self._step(forward=forward)
                if (self._view.said, self._steps.marks) != (before.said, marks):
                    break
        if not updates and self._steps.marks == marks:
            return None
        return self._restored(before, merged(updates) if updates else _NOTHING)

    def _step(self, *, forward: bool) -> None:
        before, taken, found = self._view.said, 0, False
        if self._steps.next_is_in_text(forward=forward):
            steps = self._steps_in_text(forward=forward)
            found = self._undo_manager.redo() if forward else self._undo_manager.undo()
            taken = steps - self._steps_in_text(forward=forward)
        self._known = None
        expected = self._steps.move(before, taken, forward=forward, in_text=found)
        marks = self._steps.marks
        if expected is not None and expected != self._view.said:
            with self._doc.transaction(origin=_BY_THE_APP):
                self._say(expected)
            self._steps.marks = marks

    def _steps_in_text(self, *, forward: bool) -> int:
        return len(self._undo_manager.redo_stack if forward else self._undo_manager.undo_stack)

    def _restored(self, before: View, update: bytes) -> Restored:
        now = self._view
        wordless = dict.fromkeys(sorted(self._steps.marks - now.passages.keys()), (0, 0))
        return Restored(now.text, {**now.passages, **wordless}, update, end_of_change(before.said, now.said))


def merged(updates: Sequence[bytes]) -> bytes:
    """Return one update that says what several say. Any thread may call this."""
    if len(updates) == 1:
        return updates[0]
    with _damage_told():
        return merge_updates(*updates)


def text_of(updates: Iterable[bytes]) -> str:
    """Return the text that updates come to."""
    doc, content = _document()
    for update in updates:
        _take_in(doc, update)
    return View(content.diff()).text


def blame(updates: Iterable[tuple[T, bytes]]) -> tuple[tuple[T, str], ...]:
    """Return the text that updates come to as runs, each with who wrote it. An update comes after what it builds on."""
    doc, content = _document()
    writers: list[T] = []  # of each byte
    writing: list[T] = []

    def note(event: TextEvent) -> None:
        note_writer(writers, writing[0], event.delta)  # type: ignore[attr-defined]  # named in its docstring only

    subscription = content.observe(note)
    try:
        for writer, update in updates:
            writing[:] = [writer]
            _take_in(doc, update)
    finally:
        content.unobserve(subscription)
    return tuple(written_runs(View(content.diff()), writers))


def deltas(updates: Iterable[tuple[T, bytes]]) -> tuple[tuple[T, tuple[str | int, ...]], ...]:
    """Return what each update does, from the start of the text on: words that come, bytes that stay, −bytes that go.

    An update that only marks changes nothing. The anchor (U+001E) is told as it stands in the text.
    """
    doc, content = _document()
    done: list[str | int] = []

    def note(event: TextEvent) -> None:
        done.extend(told(change) for change in event.delta)  # type: ignore[attr-defined]  # as above

    found: list[tuple[T, tuple[str | int, ...]]] = []
    subscription = content.observe(note)
    try:
        for key, update in updates:
            _take_in(doc, update)
            found.append((key, tuple(done)))
            done.clear()
    finally:
        content.unobserve(subscription)
    return tuple(found)


class _Moment:
    """The clock by which Yrs groups what is undone together: it stands still within a step."""

    def __init__(self) -> None:
        self._now = 0

    def __call__(self) -> int:
        return self._now

    def pass_by(self) -> None:
        """Go on, so that what comes is a step of its own."""
        self._now += 10


def _document(site: int | None = None) -> tuple[Doc[Text], Text]:
    _check_index_unit()
    doc: Doc[Text] = Doc(client_id=site)
    return doc, doc.get(_TEXT, type=Text)


@contextmanager
def _listening(doc: Doc[Text]) -> Iterator[list[bytes]]:
    """Collect what is done. A subscription that stays would keep the document in memory for ever."""
    updates: list[bytes] = []
    subscription = doc.observe(lambda event: updates.append(event.update))
    try:
        yield updates
    finally:
        doc.unobserve(subscription)


def _take_in(doc: Doc[Text], update: bytes) -> None:
    with _damage_told():
        doc.apply_update(update)


@contextmanager
def _damage_told() -> Iterator[None]:
    """Say in our words that bytes make no sense; what a broken library says may quote the text."""
    try:
        yield
    except BaseException as error:
        # A panic of the library is no `Exception`, and its class cannot be imported.
        if isinstance(error, ValueError) or type(error).__name__ == "PanicException":
            raise damaged() from None
        raise


def _broken() -> RespondentError:
    return RespondentError(
        "This installation of the app is broken: the part of it that keeps your texts does not work as it must.",
        meaning="Nothing was changed.",
        advice="Install the app again.",
    )


@functools.cache
def _check_index_unit() -> None:
    """Make sure that Yrs counts as this module thinks it does; else it would change the wrong words, silently."""
    doc: Doc[Text] = Doc()
    content = doc.get(_TEXT, type=Text)
    content.insert(0, "é😊b", {})
    content.insert(6, "X", {})
    if str(content) != "é😊Xb" or len(content) != 8:  # noqa: PLR2004  bytes
        raise _broken()
