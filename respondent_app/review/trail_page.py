"""The trail of a response as a page to print: who signed what when, and how far each answer is.

Nothing of the answers stands in it, not even a digest, by which guesses at a confidential figure could be tried; the
organisation only if its name is not confidential.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape

from respondent_app.model.consultation import Consultation
from respondent_app.model.response import Response, Scope
from respondent_app.model.team import Role, Status
from respondent_app.review.queue import threads
from respondent_app.review.sign_offs import ROLE_NAMES, Signed, missing, trail

_WHAT = {
    Role.AUTHOR: "the details, answers and positions",
    Role.LEGAL: "the details, answers and positions",
    Role.CONFIDENTIALITY: "the same, with everything marked and the reasons",
    Role.APPROVER: "everything that goes out",
}
_STATUSES = {Status.DRAFTING: "Drafting", Status.TO_REVIEW: "To review", Status.AGREED: "Agreed"}
_NOTE = "A sign-off holds as long as what was signed stays as it was."
_STYLE = (
    "body{font-family:'Inter','Segoe UI',sans-serif;font-size:10pt}h1{font-size:16pt}h2{font-size:12pt}"
    "th{text-align:left;color:#566170}td,th{padding:4px 14px 4px 0}p.small{color:#566170;font-size:9pt}"
)


def page(
    response: Response,
    consultation: Consultation,
    *,
    why_void: Mapping[str, str],
    when: Callable[[int], str],
    printed: int,
) -> str:
    """Return the page as HTML.

    `why_void` says, by the id of a sign-off that no longer holds, who changed what since; `when` writes a time in
    milliseconds since 1970, such as `printed`, as people read it.
    """
    parts = [
        f"<h1>Sign-offs</h1><p>{escape(_heading(response, consultation))}</p>",
        _sign_offs(trail(response), why_void, when),
        _needed(response, consultation),
        f"<h2>Questions</h2>{_questions(response, consultation)}",
        f'<p class="small">Printed on {escape(when(printed))}. {_NOTE}</p>',
    ]
    return f"<html><head><style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>"


def _heading(response: Response, consultation: Consultation) -> str:
    whole = {Scope.ORGANISATION, Scope.RESPONSE}
    is_open = not any(mark.scope in whole for mark in response.marks)
    by = f" of {response.respondent.organisation}" if is_open and response.respondent.organisation.strip() else ""
    return f"Response{by} to: {consultation.title}"


def _sign_offs(signed: Iterable[Signed], why_void: Mapping[str, str], when: Callable[[int], str]) -> str:
    rows = [
        (
            ROLE_NAMES[each.sign_off.role],
            each.sign_off.by,
            when(each.sign_off.at),
            _WHAT[each.sign_off.role],
            "holds" if each.holds else _void(why_void.get(each.sign_off.id, "")),
        )
        for each in signed
    ]
    if not rows:
        return "<p>Nobody has signed this response yet.</p>"
    return _table(("Role", "Signed by", "When", "What", ""), rows)


def _void(why: str) -> str:
    return f"no longer holds: {why}" if why else "no longer holds: it has changed since"


def _needed(response: Response, consultation: Consultation) -> str:
    names = [ROLE_NAMES[each.role].lower() for each in missing(response, consultation.sign_offs)]
    return f"<p>Still needed before sending: {escape(', '.join(names))}.</p>" if names else ""


def _questions(response: Response, consultation: Consultation) -> str:
    rows = []
    for question in consultation.questions:
        found = threads(response, question.id)
        settled = sum(thread.first.resolved for thread in found)
        said = f"{settled} of {len(found)} resolved" if found else "none"
        status = _STATUSES[response.statuses.get(question.id, Status.DRAFTING)]
        rows.append((f"{question.id}. {question.title}", response.assignments.get(question.id, ""), status, said))
    return _table(("Question", "Assigned to", "Status", "Comments"), rows)


def _table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    head = "".join(f"<th>{escape(heading)}</th>" for heading in headings)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f'<table cellspacing="0"><tr>{head}</tr>{body}</table>'
