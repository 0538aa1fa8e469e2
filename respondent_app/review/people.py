"""Names of people in what the public will read: nobody but the person named can agree to that.

Without a list of everybody a name can only be guessed: by a form of address, by a usual first name before a capital
letter, or because it is the name of somebody in the team.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from respondent_app.model.consultation import Consultation
from respondent_app.model.finding import Finding, Room, Weight
from respondent_app.model.response import Response, Scope
from respondent_app.model.text import fold
from respondent_app.review.wording import covered, key, open_texts, where

# First names that are usual in Great Britain. What is also a word, a month or a brand at the start of a sentence
# (Grant, Mark, Will, May, Rose) is left out.
_FIRST_NAMES = """
Aaron Abdul Adam Adrian Ahmed Aisha Alan Alex Alexander Alexandra Alice Alison Amanda Amelia Amy Andrea Andrew Angela
Anna Anne Anthony Antonia Ashley Barbara Benjamin Bethany Brenda Brian Bridget Callum Cameron Carol Caroline Catherine
Charlotte Chloe Chris Christine Christopher Claire Colin Craig Daniel Darren David Dawn Deborah Denise Diane Donna
Dorothy Douglas Duncan Edward Eileen Eleanor Elizabeth Emily Emma Eric Erin Fatima Fiona Gareth Gary Geoffrey George
Gillian Gordon Graham Hannah Harriet Heather Helen Henry Holly Hugh Iain Ian Imran Isabella Jack Jacob Jacqueline James
Jane Janet Jason Jean Jennifer Jeremy Jessica Joanne John Jonathan Joseph Joshua Joyce Judith Julia Julie Karen Kate
Katherine Kathleen Keith Kelly Kenneth Kerry Kevin Kieran Kirsty Laura Lauren Lawrence Leanne Lee Lesley Liam Linda
Lisa Louise Lucy Lynn Malcolm Margaret Maria Marie Martin Mary Matthew Megan Melanie Michael Michelle Mohammed Monica
Nadia Natalie Natasha Neil Nicholas Nicola Nigel Oliver Olivia Pamela Patricia Patrick Paul Paula Peter Philip Rachel
Raymond Rebecca Rhys Richard Robert Roger Ronald Rory Rosemary Ross Russell Ruth Ryan Samantha Samuel Sandra Sarah
Scott Sean Sharon Shaun Sheila Shirley Simon Sophie Stacey Stephanie Stephen Steven Stuart Susan Suzanne Terence Teresa
Thomas Timothy Tina Tracey Trevor Valerie Vanessa Veronica Victoria Vincent Wayne Wendy William Yasmin Yvonne Zoe
"""
_SURNAME = r"(?:(?:Mc|Mac|O['’]|de |van )?[A-Z][a-z]+(?:[-'’][A-Z][a-z]+)?)"
_ADDRESSED = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame)\.?[ \u00a0]+(?:[A-Z]\.? ?)?{_SURNAME}\b")
_NAMED = re.compile(rf"\b(?:{'|'.join(_FIRST_NAMES.split())})[ \u00a0]+(?:[A-Z]\.? )?{_SURNAME}\b")
_PLACES_AND_FIRMS = """
Energy Power Gas Electric Utilities Street Road House Park Square Lane Court Avenue Place Limited Ltd Group
"""
_NO_SURNAME = frozenset(_PLACES_AND_FIRMS.split())


def findings(response: Response, consultation: Consultation) -> Iterator[Finding]:
    """Yield where public text names somebody."""
    known = _known(response, consultation)
    team = _team(response)
    for place, text in open_texts(response):
        if _names_somebody(text, known, team):
            message = f"What looks like a person’s name stands in {where(place, response)}, which the public will read."
            yield Finding(f"person:{key(place)}", Weight.SHOULD, message, Room.ANSWERING, place)
    for mark in response.marks:
        public = f"{mark.reason.public_explanation}\n{mark.reason.substitute}"
        if mark.scope is not Scope.RESPONSE and _names_somebody(public, known, team):
            message = f"What looks like a person’s name stands in what is published for {covered(mark, response)}."
            yield Finding(f"person:{mark.id}", Weight.SHOULD, message, Room.CONFIDENTIALITY, mark=mark.id)


def _names_somebody(text: str, known: str, team: re.Pattern[str] | None) -> bool:
    guessed = (match[0] for pattern in (_ADDRESSED, _NAMED) for match in pattern.finditer(text))
    if any(_is_name(name) and fold(name) not in known for name in guessed):
        return True
    return team is not None and any(match[0] not in known for match in team.finditer(fold(text)))


def _is_name(words: str) -> bool:
    return words.rsplit(maxsplit=1)[-1] not in _NO_SURNAME


def _known(response: Response, consultation: Consultation) -> str:
    """What is public, and the person's own name, which is told of elsewhere."""
    own = response.respondent
    return f"{_published(consultation)}\n{fold(own.organisation)}\n{fold(own.name)}\n{fold(own.address)}"


@functools.lru_cache(maxsize=2)
def _published(consultation: Consultation) -> str:
    return fold(consultation.text)


def _team(response: Response) -> re.Pattern[str] | None:
    """Match the names of colleagues, of first and last name at least: a short sign-in name stands anywhere."""
    named = {
        *response.assignments.values(),
        *(comment.by for comment in response.review_comments),
        *(sign_off.by for sign_off in response.sign_offs),
    }
    full = sorted(fold(name) for name in named if len(name.split()) > 1)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, full))})(?!\w)") if full else None
