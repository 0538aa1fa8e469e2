"""A Word form: where things go in it, filling it, reading it back."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from respondent_app.model.consultation import Consultation
from respondent_app.model.errors import NoPlaceError, TemplateError
from respondent_app.model.template import TemplateMap
from respondent_app.templates.placing import labels, placed
from respondent_app.templates.word.filling import fill
from respondent_app.templates.word.opening import all_words, opened
from respondent_app.templates.word.reading import read_back
from respondent_app.templates.word.slots import Finder
from respondent_app.writing.word_text import w

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["all_words", "fill", "find", "read_back"]


def find(content: bytes, name: str, consultation: Consultation, *, typed: bool = False) -> TemplateMap:
    """Return which place of a form takes what; see `publisher_form.find`."""
    form = opened(content, name)
    candidates = Finder(form.path, consultation, typed=typed).candidates(body_of(form.root, name))
    placings = placed(candidates, consultation)
    if not any(placing.content for placing in placings):
        raise NoPlaceError(
            f"“{name}” has no place that Respondent knows how to fill.",
            meaning="Nothing was written.",
            advice="Choose the publisher’s response form, or go on with our own form.",
        )
    return TemplateMap(hashlib.sha256("\n".join(labels(candidates)).encode()).hexdigest(), placings)


def body_of(root: etree._Element, name: str) -> etree._Element:
    """Return the body of a Word document."""
    body = root.find(w("body"))
    if body is None:
        raise TemplateError(f"“{name}” holds no text.", meaning="Nothing was written.", advice="Choose another file.")
    return body
