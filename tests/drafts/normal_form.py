"""What must be equal of two responses that come of the same events."""

from __future__ import annotations

from dataclasses import replace

from respondent_app.model.response import Answer, Mark, Response, Scope


def normal_form(response: Response) -> Response:
    """Return `response` without what is not saved.

    That an answer was looked at and left empty is not saved, nor where in a text a mark without words stood, nor in
    which order marks were set.
    """
    answers = {q: replace(a, stance={k: v for k, v in a.stance.items() if v}) for q, a in response.answers.items()}
    return replace(
        response,
        answers={q: answers[q] for q in sorted(answers) if answers[q] != Answer()},
        marks=tuple(sorted((_placed(mark) for mark in response.marks), key=lambda mark: mark.id)),
        read_changes=tuple(sorted(response.read_changes)),
        attachment_files=dict(sorted(response.attachment_files.items())),
        assignments={k: v for k, v in sorted(response.assignments.items()) if v},
        statuses={k: v for k, v in sorted(response.statuses.items()) if v},
    )


def _placed(mark: Mark) -> Mark:
    if mark.scope is Scope.PASSAGE and mark.start == mark.end:
        return replace(mark, start=0, end=0)
    return mark
