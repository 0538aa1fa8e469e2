"""What came in from a file, told as changes that a person is asked about before anything in the draft changes."""

from __future__ import annotations

from collections.abc import Iterator

from respondent_app.drafts.past.between import between_texts
from respondent_app.model.history import Difference
from respondent_app.model.place import COMMENT_PARTS, Place
from respondent_app.model.response import Response
from respondent_app.model.taken_in import Came, Offer, TakenIn


def offers(before: Response, taken: TakenIn) -> tuple[Offer, ...]:
    """Return the changes that `taken` makes of `before`, each with its words."""
    return tuple(Offer(came, tuple(_texts(came, before, taken.response))) for came in taken.came)


def _texts(came: Came, before: Response, after: Response) -> Iterator[Difference]:
    if came.place is None or came.is_now:
        return
    place, is_new = came.place, came.key.startswith("new/")
    for part in COMMENT_PARTS if is_new else (place.part,):
        found = between_texts(Place(place.question, part, place.comment), before, after)
        if found is not None:
            yield found
