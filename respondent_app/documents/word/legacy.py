"""Word documents of before 2007 (.doc), turned into .docx by LibreOffice where that is installed.

LibreOffice runs without a window, with a profile of its own that forbids macros and links to the outside, in a folder
that is removed afterwards. The publisher's file itself is not touched.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from respondent_app.documents.formats.file_format import FileFormat
from respondent_app.documents.formats.unread import SAVE_AS_WORD, not_read
from respondent_app.documents.progress import Progress, unheard
from respondent_app.model.errors import UnreadableFileError
from respondent_app.storage.atomic import write_file

SECONDS_AT_MOST = 120.0
_LOOK_AGAIN = 0.1
_NEWS_EVERY = 0.5
_PLACES = (
    "/usr/bin/soffice",
    "/usr/local/bin/soffice",
    "/snap/bin/libreoffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
_SETTING = (
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting">'
    '<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
_SETTINGS = {
    "DisableMacrosExecution": "true",
    "MacroSecurityLevel": "3",
    "DisableActiveContent": "true",
    "BlockUntrustedRefererLinks": "true",
}
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">{settings}</oor:items>'
)


def libreoffice() -> Path | None:
    """Where LibreOffice is on this computer, or `None`."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found:
        return Path(found)
    return next((Path(place) for place in _PLACES if Path(place).is_file()), None)


def converted(data: bytes, name: str, progress: Progress = unheard, *, seconds: float = SECONDS_AT_MOST) -> bytes:
    """Return a .doc as .docx. `UnreadableFileError` if LibreOffice is not there, fails or takes too long."""
    program = libreoffice()
    if program is None:
        raise not_read(FileFormat.LEGACY_WORD, name)
    with tempfile.TemporaryDirectory(prefix="respondent-doc-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        write_file(folder / "document.doc", data)
        settings = "".join(_SETTING.format(name=key, value=value) for key, value in _SETTINGS.items())
        write_file(
            folder / "profile" / "user" / "registrymodifications.xcu", _PROFILE.format(settings=settings).encode()
        )
        _run(program, folder, name, progress, seconds)
        result = folder / "converted" / "document.docx"
        if not result.is_file():
            raise _failed(name)
        return result.read_bytes()


def _run(program: Path, folder: Path, name: str, progress: Progress, seconds: float) -> None:
    command = [
        str(program), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
        "--nolockcheck", "--nodefault", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "converted"),
        str(folder / "document.doc"),
    ]  # fmt: skip
    try:
        process = subprocess.Popen(  # noqa: S603 - a program that the person has installed, with fixed arguments
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=sys.platform != "win32",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise _failed(name) from error
    try:
        _wait(process, name, progress, seconds)
    finally:
        _stop(process)


def _wait(process: subprocess.Popen[bytes], name: str, progress: Progress, seconds: float) -> None:
    started = told = time.monotonic()
    progress(f"LibreOffice is converting {name}")
    while process.poll() is None:
        now = time.monotonic()
        if now - started > seconds:
            raise UnreadableFileError(
                f"LibreOffice did not finish converting “{name}” within {seconds:.0f} seconds.",
                meaning="Nothing was read from it.",
                advice=SAVE_AS_WORD,
            )
        if now - told > _NEWS_EVERY:
            told = now
            progress(f"LibreOffice is converting {name}")
        time.sleep(_LOOK_AGAIN)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with the processes that it started, if it still runs."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        taskkill = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "taskkill.exe"
        subprocess.run([str(taskkill), "/T", "/F", "/PID", str(process.pid)], check=False, capture_output=True)  # noqa: S603
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _failed(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"LibreOffice could not convert “{name}” from the format that Word used before 2007.",
        meaning="It may be damaged or protected with a password.",
        advice=SAVE_AS_WORD,
    )
