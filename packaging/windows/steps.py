"""How the scripts of this folder speak: what is done when, and in one sentence what stands in the way."""

from __future__ import annotations

import time

_STARTED = time.monotonic()


class PackagingError(Exception):
    """Something that was to be packaged, or what it is made of, is not as it must be."""


def say(what: str) -> None:
    """Print a step with the seconds since the start."""
    print(f"[{time.monotonic() - _STARTED:4.0f} s] {what}", flush=True)


def require(holds: bool, otherwise: str) -> None:  # noqa: FBT001  it reads like an assertion
    """Raise `PackagingError` unless something holds."""
    if not holds:
        raise PackagingError(otherwise)
