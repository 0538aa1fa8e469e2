"""What stands in a publisher's form before anybody answers: it gives nothing away, whoever reads it."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from respondent_app.model.template import PublisherForm, SlotKind
from respondent_app.privacy.file_text import texts
from respondent_app.privacy.leak_check import LeakReport
from respondent_app.templates import publisher_form

_FAULTS = (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError)
_TYPED_INTO = frozenset({SlotKind.TEXT, SlotKind.COLUMN})


@dataclass(frozen=True, slots=True)
class BlankForm:
    """The words of a form, and those of its parts that no search can read, by name: a drawing, a macro.

    What stands in its places is not among the words: it may be an answer that somebody typed.
    """

    words: str = ""
    unread: Mapping[str, bytes] = field(default_factory=dict, repr=False)


def blank_form(form: PublisherForm) -> BlankForm:
    """Return what is known of a form, whatever is filled into it."""
    words = publisher_form.words(form.content, form.name)
    held = [p.slot.holds for p in form.mapping.placings if p.slot.kind in _TYPED_INTO]
    for line in sorted({line.strip() for text in held for line in text.splitlines()}, key=len, reverse=True):
        if line:
            words = words.replace(line, "\n")
    return BlankForm(words, dict(_unread_parts(form.content)))


def without_known_parts(report: LeakReport, files: Mapping[str, bytes], form: BlankForm) -> LeakReport:
    """Return a report that passes over unread parts which stand in the blank form just the same."""
    unread = tuple(where for where in report.unread if not _is_known(where, files, form))
    return replace(report, unread=unread)


def _is_known(where: str, files: Mapping[str, bytes], form: BlankForm) -> bool:
    file, _, part = where.partition(" > ")
    if part not in form.unread or file not in files:
        return False
    return dict(_parts(files[file], {part})).get(part) == form.unread[part]


def _unread_parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    unread = {" > ".join(text.place) for text in texts("form", content) if not text.readable}
    return _parts(content, unread)


def _parts(content: bytes, names: set[str]) -> Iterator[tuple[str, bytes]]:
    if not names:
        return
    with contextlib.suppress(*_FAULTS), zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in names.intersection(archive.namelist()):
            yield name, archive.read(name)
