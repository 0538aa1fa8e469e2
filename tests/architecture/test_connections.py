"""The app never phones home: one module opens connections, and only when a person sends a package."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sole_places import PACKAGE, Sighting, calls_of, sightings

# What can reach another computer. `ssl` alone only reads certificates.
REACHING = (
    "socket", "socketserver", "smtplib", "ftplib", "imaplib", "poplib", "http", "urllib.request", "urllib.error",
    "xmlrpc", "webbrowser", "asyncio", "requests", "httpx", "aiohttp", "urllib3", "PySide6.QtNetwork", "anyio",
)  # fmt: skip
TALKS, NAMES_FAULTS = "sending/talk.py", "sending/faults.py"  # the second tells their errors in plain words


def reaching(module: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(module):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        if any(f"{name}.".startswith(f"{other}.") for name in names for other in REACHING):
            yield node


def seen(folder: Path = PACKAGE) -> list[Sighting]:
    return list(sightings(reaching, folder))


def test_only_sending_a_package_opens_connections() -> None:
    assert [str(one) for one in seen() if one.place not in {TALKS, NAMES_FAULTS}] == []


def test_sending_a_package_does() -> None:
    assert TALKS in {one.place for one in seen()}


def test_whoever_names_faults_connects_to_nothing() -> None:
    openers = calls_of("SMTP", "SMTP_SSL", "create_connection", "socket", "connect", "getaddrinfo")
    places = [one.place for one in sightings(openers) if ".connect(" not in one.code.replace("socket.connect(", "")]
    assert set(places) <= {TALKS}


@pytest.mark.parametrize(
    "line",
    ["import socket", "from http import client", "import urllib.request", "from urllib import request",
     "from PySide6.QtNetwork import QNetworkAccessManager", "def late():\n    import requests"],
)  # fmt: skip
def test_a_connection_elsewhere_is_noticed(tmp_path: Path, line: str) -> None:
    (tmp_path / "wrong.py").write_text(line)
    assert len(seen(tmp_path)) == 1


def test_taking_addresses_apart_reaches_nobody(tmp_path: Path) -> None:
    (tmp_path / "fine.py").write_text("import urllib.parse\nfrom urllib.parse import quote\nimport ssl\nimport sockets")
    assert seen(tmp_path) == []


def test_the_main_job_asks_no_other_computer(tmp_path: Path) -> None:
    """Libraries are part of the promise too: Python reports every connection and look-up that any of them tries."""
    program = (
        "import sys\n"
        "def watch(event, _):\n"
        "    if event in {'socket.connect', 'socket.getaddrinfo', 'socket.sendto', 'urllib.Request'}:\n"
        "        print('TRIED', event, file=sys.stderr)\n"
        "sys.addaudithook(watch)\n"
        "from respondent_app.cli import main\n"
        f"sys.exit(main(['demo', '--out', {str(tmp_path / 'out')!r}]))"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (answer.returncode, answer.stderr) == (0, "")
