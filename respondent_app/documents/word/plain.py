"""The paragraphs that hold nothing but text: most of every document, so they are read in one go through a part."""

from __future__ import annotations

from lxml import etree

from respondent_app.documents.word import names
from respondent_app.documents.word.inline import SPECIAL, is_in_run, words
from respondent_app.documents.word.names import W

_SURELY_OUTERMOST = frozenset({names.BODY, f"{W}footnote", f"{W}endnote", f"{W}hdr", f"{W}ftr"})


def plain_texts(root: etree._Element) -> dict[etree._Element, str]:
    """Return the texts of the plain paragraphs in a part; the others must be read piece by piece.

    Plain is a paragraph without tracked change, field, object, note or anything else but runs of text and tabs.
    """
    found: dict[etree._Element, list[str]] = {}
    texts: list[str] = []
    paragraph: etree._Element | None = None
    text_tag, paragraph_tag, tab = names.TEXT, names.PARAGRAPH, names.TAB
    for element in root.iter(text_tag, paragraph_tag, tab, *SPECIAL):
        tag = element.tag
        if tag == text_tag:
            text = element.text
            if text:
                unsaid = (text[0] <= " " or text[-1] <= " ") and not element.attrib
                texts.append(words(element) if unsaid else text)
        elif tag == paragraph_tag:
            paragraph, texts = element, []
            if not _is_inside_another(element, found):
                found[element] = texts
        elif tag != tab:
            found.pop(paragraph, None)  # type: ignore[arg-type] # what stands before all paragraphs is in none
        elif is_in_run(element):
            texts.append("\t")
    return {element: "".join(pieces).replace("\n", " ") for element, pieces in found.items()}


def _is_inside_another(element: etree._Element, found: dict[etree._Element, list[str]]) -> bool:
    """Whether a paragraph stands in another one, in a text box or against all rules; neither is plain then."""
    parent = element.getparent()
    if parent is None or parent.tag in _SURELY_OUTERMOST:
        return False
    outer = next(element.iterancestors(names.PARAGRAPH), None)
    if outer is not None:
        found.pop(outer, None)
    return outer is not None
