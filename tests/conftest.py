"""What every test stands on: no screen, no network of the person's desktop, and folders of its own."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ["tests.desk_fixtures"]

# The desktop's own wishes must not reach a test: scale, style, language, key store; nor a passphrase that is set.
_DESKTOP = ("QT_", "LC_", "LANG", "DBUS_SESSION", "DISPLAY", "WAYLAND_DISPLAY", "XDG_CURRENT_DESKTOP")
_OURS = ("RESPONDENT_PASSPHRASE", "RESPONDENT_MAIL_PASSWORD")  # the others say how much a long test does
_FOLDERS = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--onscreen", action="store_true", help="show the windows that the tests open")


def pytest_configure(config: pytest.Config) -> None:
    """Prepare the surroundings before the first Qt application can exist."""
    if not config.getoption("--onscreen"):
        for name in [name for name in os.environ if name.startswith(_DESKTOP + _OURS)]:
            del os.environ[name]
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["LC_ALL"] = "C.UTF-8"
    os.environ["TZ"] = "UTC"
    if hasattr(time, "tzset"):
        time.tzset()
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    if "XDG_RUNTIME_DIR" not in os.environ:
        os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="respondent-tests-")
        config.add_cleanup(lambda: shutil.rmtree(os.environ["XDG_RUNTIME_DIR"], ignore_errors=True))
    # How long an example takes says nothing on a busy machine; the timeout of a whole test does.
    settings.register_profile("respondent", deadline=None)
    settings.load_profile("respondent")


@pytest.fixture(autouse=True)
def person_folder(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give each test a person of its own: their home, data and settings lie in a fresh folder, which is returned."""
    home = tmp_path_factory.mktemp("person")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for name in _FOLDERS:
        monkeypatch.setenv(name, str(home / name.lower()))
    return home
