"""Who writes in a draft, where nobody says."""

from __future__ import annotations

import contextlib


def account_name() -> str:
    """Return the name of the account that runs the app, empty if the system does not say."""
    import getpass

    with contextlib.suppress(OSError, KeyError, ImportError):  # an account may have no name
        return getpass.getuser()
    return ""
