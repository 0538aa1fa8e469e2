"""Comments on findings, in words that can be sent to the publisher as they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from respondent_app.documents.auditing.phrases import Run
from respondent_app.documents.auditing.wording import clip, quoted, sentence, told, told_all
from respondent_app.model.audit import Verdict
from respondent_app.model.comparison import ClauseChange, Kind
from respondent_app.model.consultation import ChangeRow, Consultation

_AROUND = 6
_LAST_WORDS = re.compile(r"(?:\S+\s+){1,3}\S*$")
_NEXT_WORDS = re.compile(r"\S*(?:\s+\S+){0,3}")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Speaks to one publisher: its name, and what it calls its table of changes."""

    publisher: str
    table: str

    @staticmethod
    def to(consultation: Consultation) -> Speaker:
        """Return the speaker for a consultation: "Figure 1" for "Figure 1 - Overview of TMAD Changes"."""
        title = re.split(r"\s+[-–—]\s+|:\s", consultation.change_table_title.strip())[0]
        return Speaker(consultation.publisher_short, title or "the change table")

    def on_row(self, row: ChangeRow, verdict: Verdict, detail: str, also: str) -> str:
        """Comment on a row of the table; empty where the text bears it out and nothing else changes."""
        says = f"{self.table}, row {row.number} ({row.reference}) says: {quoted(clip(row.description))}"
        said = says if says.endswith((".", ".”")) else f"{says}."
        found = detail.removesuffix(also).strip()
        if verdict is Verdict.DIFFERS:
            return (
                f"{said} The proposed text does not match this. {found} Please confirm which is intended, and correct "
                f"the table or the drafting."
            )
        if verdict is Verdict.NO_CHANGE_FOUND:
            return (
                f"{said} We could not find this change in the proposed text. {found} Please confirm whether it was "
                "left out of the drafting, or listed by mistake."
            )
        return ""

    def on_undisclosed(self, name: str, change: ClauseChange, runs: Sequence[Run], *, partly: bool) -> str:
        """Comment on words that change without the table saying so."""
        what = _what(name, change, runs)
        listing = (
            f"{self.table} lists another change to this clause, but not this one"
            if partly
            else f"{self.table} does not list this change"
        )
        return (
            f"{what} {listing}. Please confirm that it is intended, give the reason for it, and add it to the table, "
            "so that all respondents can take it into account."
        )

    def on_object(self, name: str) -> str:
        """Comment on a picture, drawing or equation that changes."""
        return (
            f"In {name} a picture, drawing or equation changes in the proposed text. {self.table} does not list this "
            "change. Please confirm that it is intended and say what it changes."
        )


def _what(name: str, change: ClauseChange, runs: Sequence[Run]) -> str:
    text = clip(" ".join(clause.text for clause in (change.proposed or change.current)))
    if change.kind is Kind.INSERTED:
        return sentence(f"{name} is new in the proposed text: {quoted(text)}")
    if change.kind is Kind.DELETED:
        return sentence(f"{name} of the current text is deleted: {quoted(text)}")
    if len(runs) == 1:
        return sentence(f"{name}: in the proposed text {told(runs[0])}{_context(runs[0])}")
    return sentence(f"{name}: in the proposed text {told_all(runs)}")


def _context(run: Run) -> str:
    """Show a short run that comes among its neighbours, so that it is seen of what it speaks."""
    words = run.come
    if not words or len(words) > _AROUND:
        return ""
    text = words[0].text
    before, after = text[: words[0].start], text[words[-1].end :]
    first = _LAST_WORDS.search(before)
    last = _NEXT_WORDS.match(after)
    start = first.start() if first else 0
    end = words[-1].end + (last.end() if last else len(after))
    around = f"{'… ' * bool(text[:start].strip())}{text[start:end].strip()}{' …' * bool(text[end:].strip())}"
    return f" ({quoted(around)})" if around != text[words[0].start : words[-1].end] else ""
