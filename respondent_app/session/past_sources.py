"""Responses as the library of past answers takes them: the open one, and those that lie in files. Knows no Qt."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

from respondent_app.model.consultation import Consultation
from respondent_app.model.errors import PackError, PassphraseNeededError, WrongPassphraseError
from respondent_app.model.past_answer import PastAnswer, PastResponse
from respondent_app.model.place import Part
from respondent_app.model.response import Response

Kept = tuple[PastResponse, tuple[PastAnswer, ...]]
PART_NAMES = {
    Part.ANSWER: "answer",
    Part.RATIONALE: "rationale",
    Part.COMMENT: "comment",
    Part.PROPOSED: "proposed wording",
    Part.COMMENT_RATIONALE: "why",
}
_SUFFIX = ".response"


def now() -> int:
    """Return the moment in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def taken(response: Response, consultation: Consultation | None, *, draft_id: str, at: int) -> Kept:
    """Return what is kept of a response that was sent or worked on `at`, in milliseconds since 1970."""
    from respondent_app.past_answers.collecting import collect

    source = PastResponse(
        draft=draft_id,
        consultation=response.consultation,
        title=consultation.title if consultation else "",
        short_title=consultation.short_title if consultation else "",
        organisation=response.respondent.organisation,
        at=at,
    )
    asked = {q.id: f"{q.title}. {q.text}" for q in consultation.questions} if consultation else {}
    return source, collect(response, source, asked)


def taken_from_file(path: Path, passphrases: Iterable[str]) -> Kept:
    """Return what is kept of the response in a file, with the first passphrase that opens it.

    Errors of reading a draft pass; `WrongPassphraseError` or `PassphraseNeededError` if none fits.
    """
    from respondent_app.drafts.draft_file import is_protected
    from respondent_app.drafts.saved_response import read_draft

    error: Exception | None = None
    for passphrase in (tuple(dict.fromkeys(passphrases)) or ("",)) if is_protected(path) else (None,):
        try:
            draft = read_draft(path, passphrase or None)
        except (WrongPassphraseError, PassphraseNeededError) as wrong:
            error = wrong
            continue
        at = min(max((event.ts for event in draft.events), default=0), now())
        return taken(draft.response, _consultation(draft.response.consultation), draft_id=draft.id, at=at)
    raise error or PassphraseNeededError(f"No passphrase was given ({path.name}).")


def source_line(answer: PastAnswer) -> str:
    """Say where a past answer comes from: “TMAD v1.4 · Q2, comment on 14.3 · 24 Nov 2026”."""
    part = PART_NAMES[answer.part]
    about = f"{part} on {answer.clause}" if answer.clause else part
    day = answer.response.day
    when = f"{day.day} {day:%b %Y}" if day else ""
    return " · ".join(filter(None, (answer.response.name, f"{answer.question}, {about}", when)))


def files_in(folder: Path) -> tuple[Path, ...]:
    """Return the responses in a folder and the folders in it, in the order of their names."""
    return tuple(sorted(path for path in folder.rglob(f"*{_SUFFIX}") if path.is_file()))


def _consultation(pack_id: str) -> Consultation | None:
    """Return the consultation a response is to, if its pack is still on this computer."""
    from respondent_app.packs import library

    try:
        return library.load(pack_id)
    except PackError:
        return None
