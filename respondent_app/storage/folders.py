"""Where things are: what the app ships, and what belongs to the person. One module, so that tests can move it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

APP_NAME = "respondent"


def shipped() -> Path:
    """The folder that holds `resources/` and `forms/`: the checkout, or the unpacked bundle."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle:
        return Path(bundle)
    return Path(__file__).resolve().parents[2]


def resources() -> Path:
    """What is shown: consultations, icons, dictionary, sample data."""
    return shipped() / "resources"


def forms() -> Path:
    """What is filled: question forms and the response template."""
    return shipped() / "forms"


def user_data() -> Path:
    """The person's drafts and packs: `XDG_DATA_HOME` on Linux, the platform's place elsewhere."""
    return _place("XDG_DATA_HOME", "user_data_path")


def user_config() -> Path:
    """The person's settings."""
    return _place("XDG_CONFIG_HOME", "user_config_path")


def drafts() -> Path:
    """Where drafts are kept unless the person chooses another place."""
    return user_data() / "drafts"


def backups() -> Path:
    """Earlier copies of drafts, a folder for each draft."""
    return user_data() / "backups"


def working_copies() -> Path:
    """Where drafts from a share or a synchronised folder are worked on."""
    return user_data() / "working"


def rescued() -> Path:
    """Where words are kept that could not be saved in their draft."""
    return user_data() / "rescued"


def past_answers() -> Path:
    """Where what the organisation said before is kept, to be found again."""
    return user_data() / "past-answers" / "past-answers.library"


def sent() -> Path:
    """Where it is noted what was sent from here: a small file for each mail."""
    return user_data() / "sent"


def keys() -> Path:
    """Keys of drafts whose protection was not chosen yet."""
    return user_data() / "keys"


def user_packs() -> Path:
    """Where a person can put further consultation packs."""
    return user_data() / "consultations"


def _place(variable: str, function: str) -> Path:
    chosen = os.environ.get(variable)
    if chosen and Path(chosen).is_absolute():
        return Path(chosen) / APP_NAME
    import platformdirs

    path: Path = getattr(platformdirs, function)(APP_NAME, appauthor=False)
    return path
