"""The steps that a session can take back in one text, as far as marks are concerned.

The words are taken back by Yrs. It knows nothing of marks that have no words, nor whether a mark without words was
made by the step or only lost its words with it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class _Step:
    """Marks that began and marks that went. `in_text` if Yrs has a step for it, too."""

    begun: frozenset[str]
    gone: frozenset[str]
    in_text: bool

    def then(self, later: _Step) -> _Step:
        """Return both steps as one."""
        begun = (self.begun - later.gone) | (later.begun - self.gone)
        gone = (self.gone - later.begun) | (later.gone - self.begun)
        return _Step(begun, gone, self.in_text or later.in_text)

    def back(self) -> _Step:
        """Return the step that takes this one back."""
        return replace(self, begun=self.gone, gone=self.begun)


class Steps:
    """Which marks there are, with or without words, and what each step did to them."""

    def __init__(self) -> None:
        self.marks: frozenset[str] = frozenset()
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._open = False

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step that was taken back."""
        return bool(self._undone)

    def begins(self, *, new_step: bool) -> bool:
        """Whether Yrs must begin a step for what is written next."""
        return new_step or not (self._open and self._done and self._done[-1].in_text)

    def take(self, marks: Collection[str], *, new_step: bool, in_text: bool) -> None:
        """Take note of something written, after which there are `marks`."""
        step = _Step(frozenset(marks) - self.marks, self.marks.difference(marks), in_text)
        self.marks = frozenset(marks)
        if not (step.begun or step.gone or in_text):
            return
        if not new_step and self._open and self._done:
            step = self._done.pop().then(step)
        self._done.append(step)
        self._undone.clear()
        self._open = True

    def next_is_in_text(self, *, forward: bool) -> bool:
        """Whether Yrs has a part in the step that comes next on the way back, or forward."""
        return (self._undone if forward else self._done)[-1].in_text

    def move(self, taken: int, *, forward: bool, in_text: bool) -> None:
        """Go one step back, or forward. Yrs went `taken` steps for it: it passes over those that do nothing any more.

        `in_text` says whether it found one that did something.
        """
        source, other = (self._undone, self._done) if forward else (self._done, self._undone)
        whole = _Step(frozenset(), frozenset(), in_text=False)
        while source:
            step = source.pop()
            taken -= step.in_text
            whole = replace(whole.then(step.back() if not forward else step), in_text=in_text)
            if taken <= 0:
                break
        self.marks = (self.marks - whole.gone) | whole.begun
        other.append(whole if forward else whole.back())
        self._open = False
