"""What a pack must hold to beyond having the right keys: ids told apart, quotes that are quotes, days in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from respondent_app.model.consultation import Consultation, Question
from respondent_app.model.records import Fault, Path, nearest
from respondent_app.packs.computed_points import PREFIX
from respondent_app.packs.pack_files import is_safe_id

_FILE_NAME_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")


def faults_of(consultation: Consultation, words: str, folder_name: str) -> Iterator[Fault]:
    """Yield what is wrong in a consultation that has the right shape; `words` is its text without markup."""
    yield from _names(consultation, folder_name)
    yield from _repeated_ids(consultation)
    yield from _days(consultation)
    yield from _questions_named(consultation)
    yield from _quotes(consultation, words)


def _names(consultation: Consultation, folder_name: str) -> Iterator[Fault]:
    if not is_safe_id(consultation.id):
        yield Fault(("id",), "should be letters, digits, “.”, “-” and “_” only, at most 100")
    elif consultation.id != folder_name:
        yield Fault(("id",), f"should be the name of the folder, “{folder_name}”")
    if not _FILE_NAME_PART.fullmatch(consultation.file_name_part):
        yield Fault(("file_name_part",), "should be unaccented letters, digits, “_” and “-” only, at most 60")
    for key in ("respond_to", "enquiries"):
        if not re.fullmatch(r"[^@\s]+@[^@\s]+", getattr(consultation, key)):
            yield Fault((key,), "should be an e-mail address")
    for key in ("title", "short_title", "publisher", "subject"):
        if not getattr(consultation, key).strip():
            yield Fault((key,), "should not be empty")
    if not consultation.questions:
        yield Fault(("questions",), "should hold at least one question")


def _repeated_ids(consultation: Consultation) -> Iterator[Fault]:
    yield from _repeated("questions", "id", (question.id for question in consultation.questions))
    yield from _repeated("changes", "number", (row.number for row in consultation.changes))
    yield from _repeated("attachments", "number", (attachment.number for attachment in consultation.attachments))
    yield from _repeated("milestones", "id", (milestone.id for milestone in consultation.milestones))
    yield from _repeated("points", "id", (point.id for point in consultation.points))
    for index, role in enumerate(consultation.sign_offs.needed):
        if role in consultation.sign_offs.needed[:index]:
            yield Fault(("sign_offs", "needed", index), f"“{role}” is used twice")
    for index, question in enumerate(consultation.questions):
        for fault in _repeated("stance", "id", (part.id for part in question.stance)):
            yield Fault(("questions", index, *fault.path), fault.message)


def _repeated(table: str, key: str, ids: Iterable[object]) -> Iterator[Fault]:
    seen: set[object] = set()
    for index, value in enumerate(ids):
        path: Path = (table, index, key)
        if value in seen:
            yield Fault(path, f"“{value}” is used twice")
        if not str(value).strip():
            yield Fault(path, "should not be empty")
        seen.add(value)


def _days(consultation: Consultation) -> Iterator[Fault]:
    if not _is_zone(consultation.deadline.zone):
        yield Fault(("deadline", "zone"), "should be a time zone by its IANA name, such as “Europe/London”")
    if consultation.deadline.closes.tzinfo is not None:
        yield Fault(("deadline", "closes"), "should have no offset; the zone stands beside it")
    if consultation.deadline.closes.date() < consultation.issued:
        yield Fault(("deadline", "closes"), "is before the day of issue")
    for index, milestone in enumerate(consultation.milestones):
        if milestone.latest is not None and milestone.latest < milestone.day:
            yield Fault(("milestones", index, "latest"), "is before “day”")


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        return False
    return True


def _questions_named(consultation: Consultation) -> Iterator[Fault]:
    known = [question.id for question in consultation.questions]
    for index, point in enumerate(consultation.points):
        if point.question not in known:
            listed = ", ".join(f"“{name}”" for name in known)
            message = f"names no question of this pack, which has {listed}.{nearest(point.question, known)}"
            yield Fault(("points", index, "question"), message)
        if point.id.startswith(PREFIX):
            yield Fault(
                ("points", index, "id"), f"should not start with “{PREFIX}”, which marks points made by the app"
            )


def _quotes(consultation: Consultation, words: str) -> Iterator[Fault]:
    """Yield what is said to be the publisher's wording and does not stand in the text."""
    if not words.strip():
        yield Fault(("text",), "The text of the consultation is empty.")
        return
    running = " ".join(words.split())
    for index, point in enumerate(consultation.points):
        if not point.quote.strip() or point.quote not in words:
            yield Fault(("points", index, "quote"), "should be words that stand in one paragraph of the text")
    for path, text in _verbatim(consultation):
        if " ".join(text.split()) not in running:
            yield Fault(path, "should be words that stand in the text, exactly as they stand there")


def _verbatim(consultation: Consultation) -> Iterator[tuple[Path, str]]:
    yield ("confidentiality_terms",), consultation.confidentiality_terms
    yield ("change_table_title",), consultation.change_table_title
    for index, row in enumerate(consultation.changes):
        for key in ("reference", "description", "rationale", "deleted", "inserted", "quoted"):
            yield ("changes", index, key), getattr(row, key)
    yield from (_question_text(index, question) for index, question in enumerate(consultation.questions))


def _question_text(index: int, question: Question) -> tuple[Path, str]:
    return ("questions", index, "text"), question.text
