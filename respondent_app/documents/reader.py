"""Read a publisher's file, whatever it is called, by what is in it."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from respondent_app.documents.formats.file_format import FileFormat, recognise
from respondent_app.documents.formats.unread import not_read
from respondent_app.documents.progress import Progress, unheard
from respondent_app.model.document import Document
from respondent_app.model.errors import UnreadableFileError

MOST_BYTES = 150 * 1024 * 1024
"""Larger files are not even read: the largest consultation documents, scanned, stay well below."""

# What Windows and macOS say of files whose content is still elsewhere (OneDrive, iCloud). Reading one would fetch it.
_WINDOWS_ELSEWHERE = 0x0040_0000 | 0x0004_0000 | stat.FILE_ATTRIBUTE_OFFLINE
_MACOS_DATALESS = 0x4000_0000


def read(path: Path, progress: Progress = unheard) -> Document:
    """Read the publisher's file at `path`.

    Word documents, PDFs, workbooks and XML schemas are read; a Word document of before 2007 is converted by
    LibreOffice if that is installed. `UnreadableFileError` says what any other file is and what to do.
    """
    progress(f"Opening {path.name}")
    return read_bytes(content_of(path), path.name, progress, folder=path.parent)


def read_bytes(data: bytes, name: str, progress: Progress = unheard, *, folder: Path | None = None) -> Document:
    """Read a file that is in memory. `name` is for messages; in `folder` lie files that a schema may include."""
    kind = recognise(data)
    if kind is FileFormat.SCHEMA:
        from respondent_app.documents.schemas.document import read_schema

        return read_schema(data, name, progress, folder=folder)
    if kind not in _READERS:
        raise not_read(kind, name)
    return _READERS[kind](data, name, progress)


def _word(data: bytes, name: str, progress: Progress) -> Document:
    from respondent_app.documents.word.document import read_word

    return read_word(data, name, progress)


def _sheet(data: bytes, name: str, progress: Progress) -> Document:
    from respondent_app.documents.sheets.document import read_sheet

    return read_sheet(data, name, progress)


def _pdf(data: bytes, name: str, progress: Progress) -> Document:
    from respondent_app.documents.pdf.document import read_pdf

    return read_pdf(data, name, progress)


def _legacy_word(data: bytes, name: str, progress: Progress) -> Document:
    from respondent_app.documents.word.legacy import converted

    return _word(converted(data, name, progress), name, progress)


_READERS: dict[FileFormat, Callable[[bytes, str, Progress], Document]] = {
    FileFormat.WORD: _word,
    FileFormat.SHEET: _sheet,
    FileFormat.PDF: _pdf,
    FileFormat.LEGACY_WORD: _legacy_word,
}


def content_of(path: Path) -> bytes:
    """Return what is in a file of any format; `UnreadableFileError` if it is out of reach or too large."""
    try:
        about = path.stat()
        _check_place(path, about)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise _unopened(path, error) from error
    except ValueError as error:  # a name with a null in it
        raise UnreadableFileError(
            f"“{path.name}” is no name of a file.", advice="Choose the file again from its folder."
        ) from error
    if len(data) > MOST_BYTES:  # it grew meanwhile, or the system did not know its size
        raise _too_large(path)
    return data


def _check_place(path: Path, about: os.stat_result) -> None:
    """Refuse what is no file, what is too large, and what is not on this computer yet."""
    if stat.S_ISDIR(about.st_mode):
        raise UnreadableFileError(
            f"“{path.name}” is a folder, not a file.",
            meaning="Only single documents can be read.",
            advice="Open the folder and choose the documents in it.",
        )
    if not stat.S_ISREG(about.st_mode):
        raise UnreadableFileError(
            f"“{path.name}” is no ordinary file.", advice="Choose a document that is stored on this computer."
        )
    elsewhere = getattr(about, "st_file_attributes", 0) & _WINDOWS_ELSEWHERE
    if elsewhere or getattr(about, "st_flags", 0) & _MACOS_DATALESS:
        raise UnreadableFileError(
            f"“{path.name}” is kept in the cloud and not on this computer.",
            meaning="This app works without a network and fetches nothing.",
            advice="Right-click the file, choose “Always keep on this device” or “Download now”, then add it again.",
        )
    if about.st_size > MOST_BYTES:
        raise _too_large(path)


def _too_large(path: Path) -> UnreadableFileError:
    return UnreadableFileError(
        f"“{path.name}” is larger than {MOST_BYTES // 1024**2} MB.",
        meaning="Reading it could take all the memory of this computer.",
        advice="Ask the publisher for a smaller version, or save it again without pictures or in parts.",
    )


def _unopened(path: Path, error: OSError) -> UnreadableFileError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return UnreadableFileError(
            f"“{path.name}” is not there any more.",
            meaning="It may have been moved, renamed or deleted, or its drive is not connected.",
            advice="Check the name and the folder, then choose the file again.",
        )
    if isinstance(error, PermissionError):
        return UnreadableFileError(
            f"“{path.name}” cannot be opened: it is in use by another program, or not yours to read.",
            advice="Close it in other programs, or copy it to a folder of your own, then try again.",
        )
    return UnreadableFileError(
        f"“{path.name}” cannot be read: {error.strerror or 'the computer reported a fault'}.",
        meaning="The drive or the network share may be disconnected or faulty.",
        advice="Copy the file to this computer, then try again.",
    )
