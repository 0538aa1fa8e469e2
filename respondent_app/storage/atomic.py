"""The one way this project writes files: whole, or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from respondent_app.model.errors import StorageError, storage_error

_FOR_ME_ALONE = 0o600  # drafts hold what is confidential
_FOR_OTHERS_TOO = 0o666  # a package may lie on a share, where colleagues read it


def write_file(path: Path, content: bytes, *, overwrite: bool = True) -> None:
    """Write `content` to `path` so that at every moment either the old file or the whole new one is there.

    The bytes are on the disk before the name changes hands. With `overwrite=False` an existing file is left alone and
    `StorageError` raised. All faults of the operating system become `StorageError`.
    """
    _place(path, lambda: _write_beside(path, content, _FOR_ME_ALONE), overwrite=overwrite)


def write_by(path: Path, make: Callable[[Path], object], *, overwrite: bool = True) -> None:
    """Let `make` fill an empty file beside `path`, readable by its owner alone, which then takes that name.

    What `write_file` promises holds here too. What `make` raises is passed on, and the file it was given is gone.
    """
    _place(path, lambda: _made_beside(path, make), overwrite=overwrite)


def _place(path: Path, write: Callable[[], Path], *, overwrite: bool) -> None:
    """Let `write` write a file of another name beside `path`, and give it that name."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = write()
        try:
            _put_in_place(temporary, path, overwrite=overwrite)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
    except FileExistsError as error:
        if path.exists():
            raise already_there(path) from error
        raise storage_error(NotADirectoryError(errno.ENOTDIR, "", str(path.parent))) from error
    except OSError as error:
        raise storage_error(error) from error


def write_folder(folder: Path, files: Mapping[str, bytes], *, replace: frozenset[str] = frozenset()) -> None:
    """Write several files into `folder`, all of them or none; existing files are never replaced but those in `replace`.

    The files are first written whole into a hidden folder inside it. If moving them in place fails half-way, those
    already moved are taken back, and what was replaced is put back.
    """
    clash = next((folder / name for name in files if name not in replace and (folder / name).exists()), None)
    if clash is not None:
        raise already_there(clash)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".respondent-", ignore_cleanup_errors=True) as staging:
            staged = {
                name: _write_beside(Path(staging) / name, content, _FOR_OTHERS_TOO) for name, content in files.items()
            }
            _move_all(staged, folder, replace)
        _sync_folder(folder)
    except FileExistsError as error:
        raise already_there(folder) from error
    except OSError as error:
        raise storage_error(error, meaning="Nothing was written.") from error


def move_aside(path: Path, suffix: str) -> Path:
    """Give a file that cannot be used another name beside its own, and return the new path. Nothing is replaced."""
    for number in range(1, 1000):
        aside = path.with_name(f"{path.stem}.{suffix}{'' if number == 1 else f'-{number}'}{path.suffix}")
        if not aside.exists():
            try:
                path.rename(aside)
            except OSError as error:
                raise storage_error(error) from error
            return aside
    raise already_there(path)


def already_there(path: Path) -> StorageError:
    """Say that a file of that name exists and was left alone."""
    return StorageError(
        f"A file of that name is already there ({path}).",
        meaning="It was left as it is.",
        advice="Choose another name or folder.",
    )


def _write_beside(path: Path, content: bytes, rights: int) -> Path:
    """Write a file of another name beside `path`; the system takes from `rights` what the person's settings deny."""
    temporary = path.with_name(f".{path.name[:100]}.{os.urandom(6).hex()}.tmp")
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(temporary, flags, rights), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _made_beside(path: Path, make: Callable[[Path], object]) -> Path:
    temporary = _write_beside(path, b"", _FOR_ME_ALONE)
    try:
        make(temporary)
        handle = os.open(temporary, os.O_RDWR)  # Windows makes durable only what may be written
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _put_in_place(temporary: Path, path: Path, *, overwrite: bool) -> None:
    if path.exists():
        if not overwrite:
            raise FileExistsError(path)
        shutil.copymode(path, temporary)
    temporary.replace(path)


def _move_all(staged: Mapping[str, Path], folder: Path, replace: frozenset[str]) -> None:
    moved: list[tuple[Path, Path | None]] = []
    try:
        for name, temporary in staged.items():
            path = folder / name
            before = temporary.with_suffix(".before") if name in replace and path.exists() else None
            if before is not None:
                shutil.copy2(path, before)
            _put_in_place(temporary, path, overwrite=before is not None)
            moved.append((path, before))
    except BaseException:
        for path, before in moved:
            if before is None:
                path.unlink(missing_ok=True)
            else:
                before.replace(path)
        raise


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable, where the system knows folders as files (not on Windows)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
