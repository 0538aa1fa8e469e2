"""How far each step has come, in a few words for the rail."""

from __future__ import annotations

from dataclasses import dataclass

from respondent_app.model.consultation import Consultation
from respondent_app.model.finding import Finding, Room, Weight
from respondent_app.model.response import Response


@dataclass(frozen=True, slots=True)
class StepProgress:
    """What the rail says under a step, and whether the step is done."""

    text: str
    done: bool


def reading(response: Response, consultation: Consultation) -> StepProgress:
    """How many rows of the change table were looked at."""
    read = len(set(response.read_changes))
    return StepProgress(f"{len(consultation.changes)} changes, {read} read", read >= len(consultation.changes))


def answering(response: Response, consultation: Consultation) -> StepProgress:
    """How many questions have an answer."""
    answered = sum(not response.answer(q.id).is_empty for q in consultation.questions)
    return StepProgress(
        f"{answered} of {len(consultation.questions)} questions", answered == len(consultation.questions)
    )


def confidentiality(response: Response, findings: tuple[Finding, ...]) -> StepProgress:
    """How much is marked, and whether every mark has its reason."""
    marked = len(response.marks)
    if not marked:
        return StepProgress("nothing marked", done=False)
    open_ones = any(f.room is Room.CONFIDENTIALITY and f.weight is Weight.MUST for f in findings)
    return StepProgress(f"{marked} marked" + (", reasons to add" if open_ones else ""), not open_ones)


def reviewing(findings: tuple[Finding, ...]) -> StepProgress:
    """How much there is to look at."""
    if not findings:
        return StepProgress("nothing missing", done=True)
    things = "1 thing" if len(findings) == 1 else f"{len(findings)} things"
    return StepProgress(f"{things} to look at", done=False)


def sending(findings: tuple[Finding, ...]) -> StepProgress:
    """Whether the response is fit to be sent."""
    ready = not any(f.weight is Weight.MUST for f in findings)
    return StepProgress("ready" if ready else "not ready yet", done=False)
