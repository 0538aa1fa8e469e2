"""The request for confidentiality, in words that stand in the response itself.

Publishers do not take an automatic disclaimer in a mail for a request, so the response has to make it. The words never
agree to any disclosure of what is marked.
"""

from __future__ import annotations

from respondent_app.model.consultation import Consultation
from respondent_app.model.response import Response, Scope
from respondent_app.model.submission import Audience


def statement(response: Response, consultation: Consultation, audience: Audience) -> str:
    """Return the confidentiality statement of one version, its paragraphs parted by a line break."""
    publisher = consultation.publisher_short or consultation.publisher
    if audience is Audience.PUBLIC:
        return _public(response, publisher)
    return _full(response, publisher)


def details_withheld(response: Response) -> bool:
    """Whether contact details stay out of the public version; they always do if the organisation is not named.

    Where none are given, none are withheld.
    """
    if not any(detail.strip() for detail in response.respondent.contact_details):
        return False
    return not response.contact_public or any(mark.scope is Scope.ORGANISATION for mark in response.marks)


def _public(response: Response, publisher: str) -> str:
    sentences = ["This is the public version of our response."]
    if response.marks:
        sentences.append(
            f"What stands as “[Confidential …]” has been withheld. We have asked {publisher} in writing to treat it as "
            "confidential, for the reasons in the schedule at the end; the full version has been given to "
            f"{publisher} only."
        )
    else:
        sentences.append("No part of our answers has been withheld.")
    if details_withheld(response):
        sentences.append("Personal contact details have been withheld.")
    return " ".join(sentences)


def _full(response: Response, publisher: str) -> str:
    paragraphs = [_request(response, publisher)] if response.marks else ["No part of our answers is confidential."]
    if details_withheld(response):
        paragraphs.append("We ask that the personal contact details in this response be kept from publication.")
    if response.marks or details_withheld(response):
        paragraphs.append(
            "A public version without what we ask to have kept confidential comes with this response. Please publish "
            "that version only."
        )
    return "\n".join(paragraphs)


def _request(response: Response, publisher: str) -> str:
    whole = any(mark.scope is Scope.RESPONSE for mark in response.marks)
    what = "the whole of our answers" if whole else "the parts of this response that are marked “[Confidential …]”"
    return (
        f"We ask {publisher} to treat {what} as confidential, for the reasons given in the schedule at the end. This "
        "is an express request and part of our response; it does not rest on an automatic disclaimer in an e-mail. If "
        "anyone asks for the marked information under access-to-information legislation, please tell us before a "
        "decision is taken, so that our explanation can be taken into account."
    )
