"""A small made-up pack for tests, which can be written with one thing wrong at a time."""

from __future__ import annotations

from pathlib import Path

DATA = """\
format = 1
id = "made-up"
title = "Made-up consultation"
short_title = "Made-up"
file_name_part = "MADE_UP"
subject = "Made-up consultation"
current_version = "V1"
proposed_version = "V2"
publisher = "Made-up Publisher"
publisher_short = "MUP"
classification = "Public"
issued = 2030-01-07
respond_to = "answers@example.org"
enquiries = "answers@example.org"
website = "www.example.org"
confidentiality_terms = "Say what is confidential."
change_table_title = "Figure 1 - Changes"
terms = ["MUP"]

[deadline]
closes = 2030-02-04T17:00:00
zone = "Europe/London"

[[milestones]]
id = "closes"
label = "Responses close"
day = 2030-02-04

[[attachments]]
number = 1
title = "Draft text"
kind = "redline"

[[changes]]
number = 1
reference = "Clause 2.1"
clauses = ["2.1"]
kind = "insertion"
description = 'New text "promptly".'
rationale = "Clarifies the timing."
inserted = "promptly"
"""
TEXT = """\
# Made-up consultation

## 1. Introduction

We will decide on 4 March 2030. Say what is confidential.

*Do you agree with the change?*

## 2. Changes

**Figure 1 - Changes**

| No. | Reference | Description | Rationale |
| --- | --- | --- | --- |
| 1. | Clause 2.1 | New text "promptly". | Clarifies the timing. |
"""
FORM = """\
[[questions]]
id = "A"
title = "The change"
text = "Do you agree with the change?"

[[questions.stance]]
id = "change"
label = "The change"
"""
POINTS = """\
[[points]]
id = "decision"
title = "When the decision is made"
quote = "We will decide on 4 March 2030."
comment = "Please say how the decision will be announced."
question = "A"
"""


def write_pack(
    parent: Path, *, name: str = "made-up", data: str = DATA, text: str = TEXT, form: str = FORM, points: str = POINTS
) -> Path:
    """Write a pack of the person's own into `parent` and return its folder."""
    folder = parent / name
    folder.mkdir(parents=True)
    files = {"consultation.toml": data, "consultation.md": text, "form.toml": form, "points.toml": points}
    for file, content in files.items():
        (folder / file).write_text(content, encoding="utf-8")
    return folder
