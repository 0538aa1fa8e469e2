"""What a publisher's file is for this consultation: the clean text, redline, template, schema or direction.

Told from what stands in it, never from its name alone; and said with the reason, so that a person can disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from respondent_app.model.consultation import Attachment, AttachmentKind, Consultation
from respondent_app.model.document import Document, FileKind, Paragraph
from respondent_app.model.word_diff import Did

_OPENING = 40  # paragraphs: a title page and a table of contents come after the title
_SHORT_WORDS = 1500  # a direction or a template is shorter than this, the documents they belong to are longer
_VERSION = re.compile(r"\b[vV](?:ersion)?\.?\s?(\d+(?:\.\d+)+)\b")
_WORD = re.compile(r"[A-Za-z]?\d+(?:\.\d+)+|[A-Za-z][A-Za-z0-9]+|\d+")
_DIRECTS = re.compile(r"\bhereby\s+directs?\b|\bSecretary of State\b[^.]{0,120}\bdirects?\b", re.IGNORECASE)
_DIRECTION = re.compile(r"\b(?:draft\s+)?(?:re-?designation\s+)?(?:direction|re-?designation text)\b", re.IGNORECASE)
_RESPONDENT = re.compile(
    r"\b(?:name of (?:the )?(?:respondent|organisation)|respondent|your (?:response|name|organisation|details)|"
    r"organisation|contact details|response template|comments?)\b",
    re.IGNORECASE,
)
_RESPONSE = re.compile(r"\bresponse\s+(?:template|form|pro-?forma)\b|\brespon(?:se|d)\b", re.IGNORECASE)
_QUESTION_ID = re.compile(r"\b(?:[A-Z]{2,8}\s)?(?:Q|Question\s)(\d{1,2})\b")
_ANSWER_PLACE = re.compile(
    r"^(?:your )?(?:answer|response|comments?|rationale)s?\s*:?$|click (?:or tap )?here to enter", re.IGNORECASE
)
_COMMON = {
    "a", "an", "and", "against", "attachment", "change", "changes", "clean", "current", "document", "draft", "for", "i",
    "ie", "in", "marked", "of", "on", "or", "the", "text", "to", "v", "version", "with", "xml", "xsd",
}  # fmt: skip
_LONG_LINE = 200
_ALIKE, _SHARE = 0.5, 0.15


@dataclass(frozen=True, slots=True)
class Identity:
    """What a file is. `attachment` is the number of the consultation's attachment, `None` if it cannot be told.

    `reasons` is a sentence or two for the person. `is_current` means that it is the text in force, which no attachment
    is.
    """

    kind: AttachmentKind
    reasons: str
    attachment: int | None = None
    is_current: bool = False


def identify(document: Document, consultation: Consultation) -> Identity:
    """Say what a file is and which of the consultation's attachments, or honestly that it cannot be told."""
    told = _told(document, consultation)
    if told.kind is AttachmentKind.OTHER:
        return told
    candidates = [attachment for attachment in consultation.attachments if attachment.kind is told.kind]
    found = _attachment(candidates, _opening_words(document), document, told.kind)
    if found is None:
        return replace(
            told, reasons=f"{told.reasons} Its title is none of the attachments’: please say which one it is."
        )
    why = _why(found, _opening_words(document), candidates)
    return replace(told, reasons=f"{told.reasons} {why}", attachment=found.number)


def _told(document: Document, consultation: Consultation) -> Identity:
    """Say what kind of document it is, and why. Marked changes weigh most, then what only one kind says."""
    if document.kind is FileKind.SCHEMA:
        return Identity(AttachmentKind.SCHEMA, "It is an XML schema.")
    text = _text(document)
    if _is_template(document, consultation, text):
        return Identity(AttachmentKind.TEMPLATE, "It asks the consultation's questions and leaves room for answers.")
    if _is_direction(document, text):
        reason = "It is short and says that the Secretary of State directs something."
        return Identity(AttachmentKind.DIRECTION, reason)
    if changes := _marked_changes(document):
        marked = "1 change" if changes == 1 else f"{changes:,} changes"
        return Identity(AttachmentKind.REDLINE, f"It marks {marked}.")
    return _clean(document, consultation, text)


def _clean(document: Document, consultation: Consultation, text: str) -> Identity:
    """A text without marks is the clean version if it is about what the consultation is about."""
    if not text.strip():
        return Identity(AttachmentKind.OTHER, "There is no text in it that can be read, so what it is cannot be told.")
    if _is_consultation_itself(text, consultation):
        return Identity(
            AttachmentKind.OTHER, "It holds the consultation's own text: it is the consultation document itself."
        )
    if _is_current(document, consultation):
        current, proposed = consultation.current_version, consultation.proposed_version
        reason = f"It names {current} and not {proposed}, and marks no change: it is the current text."
        return Identity(AttachmentKind.OTHER, reason, is_current=True)
    titles = [a for a in consultation.attachments if a.kind in {AttachmentKind.CLEAN, AttachmentKind.REDLINE}]
    words = _opening_words(document)
    if any(_likeness(attachment, words) >= _ALIKE for attachment in titles):
        return Identity(AttachmentKind.CLEAN, "It is a whole text without any marked change.")
    numbered = sum(bool(paragraph.reference) for paragraph in document.proposed)
    if numbered * 5 > len(document.proposed) and titles and len(text.split()) > _SHORT_WORDS:
        return Identity(
            AttachmentKind.OTHER, "It has numbered clauses, but its title is none of the attachments': please say."
        )
    return Identity(AttachmentKind.OTHER, "It looks like none of the attachments: what it is cannot be told.")


def _is_current(document: Document, consultation: Consultation) -> bool:
    """Whether the opening or the name says that this is the version in force, and does not name the proposed one."""
    named = _versions(_opening(document))
    current, proposed = (_versions(v) for v in (consultation.current_version, consultation.proposed_version))
    return bool(current & named) and not proposed & named


def _is_template(document: Document, consultation: Consultation, text: str) -> bool:
    """A template repeats the questions and asks who answers; a table of rows to fill is another sign."""
    if len(text.split()) > _SHORT_WORDS * 2 or not _RESPONSE.search(text):
        return False
    asked = sum(_squeezed(question.text)[:80] in _squeezed(text) for question in consultation.questions)
    named = len(set(_QUESTION_ID.findall(text)))
    questions = max(asked, named)
    room = _RESPONDENT.search(text) is not None and (_has_room(document) or "template" in text.lower())
    wanted = min(len(consultation.questions), 2)
    return questions >= max(wanted, 1) and room and not _is_consultation_itself(text, consultation)


def _has_room(document: Document) -> bool:
    """Whether something is left to be filled: an empty cell beside a text, or words that say where to answer."""
    cells = [paragraph for paragraph in document.proposed if paragraph.cell is not None]
    empty = any(not paragraph.text.strip() for paragraph in cells)
    return empty or any(_ANSWER_PLACE.search(paragraph.text.strip()) for paragraph in document.proposed)


def _is_direction(document: Document, text: str) -> bool:
    if len(text.split()) > _SHORT_WORDS or not _DIRECTS.search(text):
        return False
    opening = " ".join(paragraph.text for paragraph in document.proposed[:_OPENING])
    return bool(_DIRECTION.search(opening))


def _is_consultation_itself(text: str, consultation: Consultation) -> bool:
    """Whether most of the consultation's long paragraphs stand in it."""
    squeezed = _squeezed(text)
    long = [_squeezed(line)[:120] for line in consultation.text.splitlines() if len(line) > _LONG_LINE]
    return bool(long) and sum(line in squeezed for line in long) * 2 > len(long)


def _marked_changes(document: Document) -> int:
    """How many changes of words a file marks."""
    if document.revisions:
        return len(document.revisions)
    return sum(words.did is not Did.STAY for line in document.redline for words in line)


def _attachment(
    candidates: Sequence[Attachment], words: set[str], document: Document, kind: AttachmentKind
) -> Attachment | None:
    """The attachment of this kind whose title the document carries; the only one of its kind needs less."""
    scored = sorted(
        ((_likeness(attachment, words), -attachment.number, attachment) for attachment in candidates),
        key=lambda s: s[:2],
    )
    if not scored:
        return None
    best = scored[-1]
    if len(scored) > 1 and best[0] - scored[-2][0] < _SHARE:
        return None
    alone = len(scored) == 1 and kind in {AttachmentKind.TEMPLATE, AttachmentKind.SCHEMA, AttachmentKind.DIRECTION}
    return best[2] if alone or best[0] >= _ALIKE or _versions(best[2].title) & _versions(_opening(document)) else None


def _why(attachment: Attachment, words: set[str], candidates: Sequence[Attachment]) -> str:
    shared = [word for word, sign in _signs(attachment.title) if sign in words]
    title = f"Attachment {attachment.number}, “{attachment.title}”"
    if len(shared) > 1:
        return f"Its title or name is that of {title}."
    return f"{title} is the only one of its kind." if len(candidates) == 1 else f"It fits {title} best."


def _likeness(attachment: Attachment, words: set[str]) -> float:
    """Which share of the telling words of an attachment's title stands in the document's opening or name."""
    telling = {sign for _word, sign in _signs(attachment.title)}
    return len(telling & words) / len(telling) if telling else 0.0


def _opening_words(document: Document) -> set[str]:
    return {sign for _word, sign in _signs(_opening(document))}


def _signs(text: str) -> Iterator[tuple[str, str]]:
    """The telling words of a text, each with the sign by which it is looked up: a number counts with its word."""
    before = ""
    for word in _WORD.findall(text):
        sign = word.lower()
        if sign.isdigit():
            sign = f"{before} {sign}"
        elif "." in sign:
            sign = sign.lstrip("v")
        if sign not in _COMMON:
            yield word, sign
        before = sign


def _opening(document: Document) -> str:
    lines: Sequence[Paragraph] = document.proposed[:_OPENING]
    spaced = re.sub(r"[_\-+]", " ", document.name)
    name = re.sub(r"(?<=\d) (?=\d)", ".", spaced)  # V1_4 is version 1.4
    return " ".join([spaced, name, *(line.text[:500] for line in lines)])


def _versions(text: str) -> set[str]:
    return set(_VERSION.findall(text))


def _text(document: Document) -> str:
    return "\n".join(paragraph.text for paragraph in document.proposed)


def _squeezed(text: str) -> str:
    return "".join(re.findall(r"\w+", text)).lower()
