"""What merging left to a person, as findings; and the word that stops sending until it is settled."""

from __future__ import annotations

from collections.abc import Iterator

from respondent_app.model.errors import ExportError
from respondent_app.model.finding import Finding, Room
from respondent_app.model.merge_review import MergeReport


def findings(left: MergeReport) -> Iterator[Finding]:
    """Yield a finding for everything that is still open after merging."""
    for item in left.items:
        yield Finding(f"merged:{item.id}", item.weight, item.what, Room.REVIEWING, item.place, item.mark)


def refuse_unsettled(left: MergeReport) -> None:
    """Raise `ExportError` while nobody has settled what could give something confidential away after a merge."""
    count = len(left.must)
    if count:
        things = "one thing" if count == 1 else f"{count} things"
        raise ExportError(
            f"Copies of this response were merged, and {things} must be settled before it is sent: {left.must[0].what}",
            meaning="No file was written.",
            advice="Settle what stands under “To look at after the merge” on the page Review.",
        )
