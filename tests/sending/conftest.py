from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import trustme

from respondent_app.exports.package import Package, build_package, write_package
from tests import samples
from tests.sending.mail_server import Server, Wishes, running

Start = Callable[..., Server]


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusting(authority: trustme.CA) -> ssl.SSLContext:
    """Return what a computer checks certificates with that trusts the tests' authority, and no other."""
    context = ssl.create_default_context(cadata=authority.cert_pem.bytes().decode())
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


@pytest.fixture
def start(authority: trustme.CA) -> Iterator[Start]:
    """Start a server that does as wished."""
    with ExitStack() as servers:
        yield lambda **wishes: servers.enter_context(running(authority, Wishes(**wishes)))


@pytest.fixture(scope="session")
def made() -> Package:
    return build_package(samples.response(), samples.consultation())


@pytest.fixture
def folder(made: Package, tmp_path: Path) -> Path:
    """Return a folder with a package in it."""
    write_package(made, tmp_path / "package")
    return tmp_path / "package"
