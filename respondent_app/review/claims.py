"""Words that claim confidentiality where nothing is marked: a publisher takes no disclaimer for a request."""

from __future__ import annotations

import re
from collections.abc import Iterator

from respondent_app.model.finding import Finding, Room, Weight
from respondent_app.model.response import Response
from respondent_app.review.wording import key, where

_DISCLAIMER = re.compile(
    r"""\bintended\ (?:solely|only)\ for\ the\ (?:use\ of\ the\ )?(?:addressee|recipient|person|individual|named)
      | \b(?:this|the)\ (?:e-?mail|message|communication|transmission)\b[^.\n]{0,80}\b(?:confidential|privileged)
      | \bif\ you\ (?:are\ not|have\ received\ this)\b[^.\n]{0,60}\b(?:intended\ recipient|addressee|in\ error)
      | \b(?:private\ and\ confidential|confidential\ and\ privileged|privileged\ and\ confidential)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_CLAIM = re.compile(
    r"""\b(?:this|these|the\ following|our)\ (?:(?:answer|response|figure|information|section|comment|paragraph|table)s?
        \ )?(?:is|are)\ (?:strictly\ |commercially\ )?(?:confidential|sensitive|not\ for\ publication)
      | \b(?:given|provided|submitted|shared)\ in\ confidence\b
      | \bnot\ for\ publication\b | ^\W*(?:strictly\ |commercial\ in\ )?confiden(?:tial|ce)\W*$""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)


def findings(response: Response) -> Iterator[Finding]:
    """Yield texts that claim to be confidential in a response in which nothing is marked."""
    if response.marks:
        return
    for place in response.places():
        text = response.text_at(place)
        if _DISCLAIMER.search(text):
            said = "holds what reads like an automatic disclaimer, which publishers do not take for a request"
        elif _CLAIM.search(text):
            said = "says that something is confidential, but nothing is marked"
        else:
            continue
        place_name = where(place, response)
        message = f"{place_name[0].upper()}{place_name[1:]} {said}. Mark what is confidential, and say why."
        yield Finding(f"claim:{key(place)}", Weight.SHOULD, message, Room.CONFIDENTIALITY, place)
