"""What each file of a package is for, in words, by its name."""

from __future__ import annotations

_PURPOSES = (
    (".eml", "The e-mail, ready but not sent, with the files attached"),
    (".json", "A list of the files with a checksum for each, to show later what was sent"),
    ("_Cover_", "The words of the e-mail, to copy into a message of your own"),
    ("_README_", "What each file is, who may see it, and how to check it"),
    ("_Reasons_", "The reasons for each confidential part, for the publisher"),
    ("_Drafting_PUBLIC_", "Your proposed wordings as tracked changes, as they may be published"),
    ("_Drafting_", "All your proposed wordings as tracked changes"),
    ("_Comments_PUBLIC_", "Your comments by clause as they may be published"),
    ("_Comments_CONFIDENTIAL_", "All your comments by clause, with what is confidential marked"),
    ("_Comments_FULL_", "All your comments by clause"),
    ("_Response_PUBLIC_", "Your response as it may be published"),
    ("_Response_CONFIDENTIAL_", "Your whole response, with what is confidential marked and the reasons for it"),
    ("_Response_FULL_", "Your whole response, with your contact details"),
)
_PROGRAMS = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF"}


def purpose(name: str) -> str:
    """Say what the file called `name` is for, and which program opens it."""
    ending = name.rpartition(".")[2]
    program = f" ({_PROGRAMS[ending]})" if ending in _PROGRAMS else ""
    return next((what for part, what in _PURPOSES if part in name), "A further file of the package") + program
