"""Who signed a response off, whether that still holds, and what is missing for sending."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from respondent_app.model.consultation import SignOffRules
from respondent_app.model.digests import digest_of, holds
from respondent_app.model.finding import Finding, Room, Weight
from respondent_app.model.response import Response
from respondent_app.model.team import Role, SignOff

__all__ = ["ROLE_NAMES", "Missing", "Signed", "digest_of", "findings", "holds", "missing", "standing", "trail"]

ROLE_NAMES = {
    Role.AUTHOR: "Author",
    Role.LEGAL: "Legal",
    Role.CONFIDENTIALITY: "Confidentiality reviewer",
    Role.APPROVER: "Approver",
}


@dataclass(frozen=True, slots=True)
class Signed:
    """One sign-off of the trail, and whether it still holds."""

    sign_off: SignOff
    holds: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """A role whose sign-off sending needs. `void` is the latest one there is, if it no longer holds."""

    role: Role
    void: SignOff | None = None


def trail(response: Response) -> tuple[Signed, ...]:
    """Return every sign-off in the order in which they were given."""
    digests = {role: digest_of(response, role) for role in {s.role for s in response.sign_offs}}
    ordered = sorted(response.sign_offs, key=lambda s: (s.at, s.by, s.role, s.digest))
    return tuple(Signed(s, s.digest == digests[s.role]) for s in ordered)


def standing(response: Response) -> dict[Role, Signed]:
    """Return what each role's sign-offs come to: the latest that holds, or else the latest."""
    best: dict[Role, Signed] = {}
    for signed in trail(response):
        role = signed.sign_off.role
        if signed.holds or role not in best or not best[role].holds:
            best[role] = signed
    return best


def missing(response: Response, rules: SignOffRules) -> tuple[Missing, ...]:
    """Return what the rules ask for and the response does not have, in the order of the rules."""
    if not rules.needed:
        return ()
    held = standing(response)
    return tuple(
        Missing(role, held[role].sign_off if role in held else None)
        for role in rules.needed
        if role not in held or not held[role].holds
    )


def findings(response: Response, rules: SignOffRules) -> Iterator[Finding]:
    """Yield what stands in the way of sending as far as sign-offs go."""
    for each in missing(response, rules):
        yield Finding(f"sign-off:{each.role}", Weight.MUST, _message(each), Room.REVIEWING)


def _message(missed: Missing) -> str:
    name = ROLE_NAMES[missed.role].lower()
    if missed.void is None:
        return f"This response needs a sign-off as {name}, and nobody has given it yet."
    return f"What {missed.void.by or 'somebody'} signed as {name} has changed since, so the sign-off no longer holds."
