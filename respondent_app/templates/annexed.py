"""The headings of an annex, by which it is read back: what each of them stands above."""

from __future__ import annotations

from respondent_app.model.template import Content, Field

_ANNEXED = {"Position on ": Field.STANCE, "Answer to ": Field.ANSWER, "Rationale for ": Field.RATIONALE}
_DETAILS = {
    "Organisation": Field.ORGANISATION, "SEC party category": Field.CATEGORY, "Name": Field.NAME, "Role": Field.ROLE,
    "E-mail": Field.EMAIL, "Telephone": Field.TELEPHONE, "Address": Field.ADDRESS,
}  # fmt: skip


def content_of(title: str) -> Content | None:
    """Return what stands under a heading of an annex; None for a heading of another kind."""
    if title in _DETAILS:
        return Content(_DETAILS[title])
    for start, field in _ANNEXED.items():
        if title.startswith(start) and len(title.split()) == len(start.split()) + 1:
            return Content(field, title.removeprefix(start))
    return None


def title_of(content: Content) -> str:
    """Return the heading under which what belongs to `content` is found again; empty if it has none."""
    starts = {field: start for start, field in _ANNEXED.items()}
    if content.field in starts and content.question and not content.part:
        return f"{starts[content.field]}{content.question}"
    return next((title for title, field in _DETAILS.items() if field is content.field), "")
