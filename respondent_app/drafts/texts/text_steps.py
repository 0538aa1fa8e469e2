"""The steps that a session can take back in one text, beside those that Yrs keeps of its words.

Yrs knows nothing of marks that have no words, nor whether a mark without words was made by a step or only lost its
words with it. And it leaves words behind where a part of what it brought back was taken away again. Unless others wrote
in between, which only Yrs can tell apart, what a step must come to is known here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from respondent_app.model.stretches import Stretch, changed_stretch


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says: its words, and the passages that have any."""

    text: str
    passages: dict[str, tuple[int, int]]


def end_of_change(before: Said, now: Said) -> int:
    """Return where what changed ends in the new text; where only marks changed, the last of those."""
    change = changed_stretch(before.text, now.text)
    if change.removed or change.come:
        return change.start + len(change.come)
    marks = {**before.passages, **now.passages}
    return max((s[1] for m, s in marks.items() if before.passages.get(m) != now.passages.get(m)), default=0)


@dataclass(frozen=True, slots=True)
class _Change:
    """The way from what was said to something else."""

    words: Stretch
    passages: dict[str, tuple[int, int]]

    def of(self, said: Said) -> Said:
        """Return what `said` becomes."""
        end = self.words.start + self.words.removed
        return Said(said.text[: self.words.start] + self.words.come + said.text[end:], self.passages)


@dataclass(frozen=True, slots=True)
class _Step:
    """Marks that began and marks that went, and the way there and back.

    `in_text` if Yrs has a step for it, too. The way holds as long as others wrote nothing: in the `epoch` it was made.
    """

    begun: frozenset[str]
    gone: frozenset[str]
    in_text: bool
    there: _Change
    back: _Change
    epoch: int

    def turned(self) -> _Step:
        """Return the step that takes this one back."""
        return replace(self, begun=self.gone, gone=self.begun, there=self.back, back=self.there)


class Steps:
    """Which marks there are, with or without words, and what each step did."""

    def __init__(self) -> None:
        self.marks: frozenset[str] = frozenset()
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._beginning: tuple[Said, frozenset[str]] | None = None  # of the step that may still go on
        self._epoch = 0

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step that was taken back."""
        return bool(self._undone)

    def others_wrote(self) -> None:
        """Take note that others changed the text."""
        self._epoch += 1
        self._beginning = None

    def begins(self, *, new_step: bool) -> bool:
        """Whether Yrs must begin a step for what is written next."""
        return new_step or self._beginning is None or not self._done[-1].in_text

    def take(self, marks: Collection[str], was: Said, now: Said, *, new_step: bool, in_text: bool) -> None:
        """Take note of something written, after which there are `marks`."""
        before, self.marks = self.marks, frozenset(marks)
        if self.marks == before and not in_text:
            return
        if new_step or self._beginning is None:
            self._beginning = (was, before)
        else:
            in_text |= self._done.pop().in_text
        beginning, before = self._beginning
        self._done.append(self._step(before, beginning, now, in_text=in_text))
        self._undone.clear()

    def next_is_in_text(self, *, forward: bool) -> bool:
        """Whether Yrs has a part in the step that comes next on the way back, or forward."""
        return (self._undone if forward else self._done)[-1].in_text

    def move(self, said: Said, taken: int, *, forward: bool, in_text: bool) -> Said | None:
        """Go one step back, or forward, from where `said` was said; return what is said then, None if unknown.

        Yrs went `taken` steps for it, as it passes over those that do nothing any more; `in_text` says whether it found
        one that did something.
        """
        source, other = (self._undone, self._done) if forward else (self._done, self._undone)
        now: Said | None = said
        before = self.marks
        while source:
            step = source.pop() if forward else source.pop().turned()
            taken -= step.in_text
            self.marks = (self.marks - step.gone) | step.begun
            now = step.there.of(now) if now is not None and step.epoch == self._epoch else None
            if taken <= 0:
                break
        whole = self._step(before, said, now or said, in_text=in_text)
        whole = whole if now else replace(whole, epoch=-1)
        other.append(whole if forward else whole.turned())
        self._beginning = None
        return now

    def _step(self, before: frozenset[str], was: Said, now: Said, *, in_text: bool) -> _Step:
        there = _Change(changed_stretch(was.text, now.text), now.passages)
        back = _Change(changed_stretch(now.text, was.text), was.passages)
        return _Step(self.marks - before, before - self.marks, in_text, there, back, self._epoch)
