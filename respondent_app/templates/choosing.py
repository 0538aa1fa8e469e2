"""Which option of a list says what a submission says."""

from __future__ import annotations

from collections.abc import Sequence

from respondent_app.model.template import Content, Field
from respondent_app.templates import wording


def option_for(content: Content, said: str, options: Sequence[str]) -> str:
    """Return the option of a list that says the same as `said`; empty if none does."""
    for option in options:
        if wording.plain(option) == wording.plain(said):
            return option
    for option in options:
        if content.field is Field.CONFIDENTIAL and wording.yes_or_no(option) == wording.plain(said):
            return option
        stance = wording.stance_of(said) if content.field is Field.STANCE else None
        if stance is not None and wording.stance_of(option) is stance:
            return option
        category = wording.category_of(said) if content.field is Field.CATEGORY else None
        if category is not None and wording.category_of(option) is category:
            return option
    return ""
