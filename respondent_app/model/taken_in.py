"""What became of a response when somebody's answers came in from a file: what changed, and what was left alone."""

from __future__ import annotations

from dataclasses import dataclass

from respondent_app.model.history import Difference
from respondent_app.model.place import Place
from respondent_app.model.response import Response


@dataclass(frozen=True, slots=True)
class Came:
    """One thing that came in. `what` holds no words of an answer; `place` is the text that changed, if it was one.

    `quote` are the first words that came, as they stand at code point `start` of the text now; they may be
    confidential. `question` is empty for what belongs to none. `key` names the change: it is the same each time that
    the same file is held against the same response. `name` is what changed, and `was` and `is_now` are its values where
    that is no text.
    """

    question: str
    what: str
    place: Place | None = None
    quote: str = ""
    start: int = 0
    key: str = ""
    name: str = ""
    was: str = ""
    is_now: str = ""


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """Something in the file that changed nothing, and why. `look` says that a person should see to it."""

    question: str
    what: str
    look: bool = True


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A response with what came in, and what to know of it: by question, those of no question first."""

    response: Response
    came: tuple[Came, ...] = ()
    left: tuple[LeftAlone, ...] = ()

    @property
    def asks_for_a_look(self) -> bool:
        """Whether something was left alone that a person should see to."""
        return any(left.look for left in self.left)


@dataclass(frozen=True, slots=True)
class Offer:
    """One change that a person is asked about before it comes in: what it is, and the words that come and go."""

    came: Came
    texts: tuple[Difference, ...] = ()
