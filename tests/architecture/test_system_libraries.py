"""packaging/linux/libraries.txt lists what Qt's files ask the system for."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import PySide6
import pytest

ROOT = Path(__file__).resolve().parents[2]
QT = Path(PySide6.__file__).parent / "Qt"
USED = [
    *(
        f"lib/libQt6{name}.so.6"
        for name in ("Core", "Gui", "Widgets", "DBus", "XcbQpa", "Svg", "PrintSupport", "WaylandClient")
    ),
    *(f"plugins/platforms/libq{name}.so" for name in ("offscreen", "xcb", "wayland")),
]
# Every Linux that runs Python has these.
EVERYWHERE = {"libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0"}
OF_QT = re.compile(r"lib(Qt6|icu)")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux does Qt take libraries from the system")


def test_every_library_that_qt_asks_for_is_listed() -> None:
    asked = {name for file in USED for name in _names(QT / file) if not OF_QT.match(name)}
    assert "libxcb-icccm.so.4" in asked
    assert sorted(asked - EVERYWHERE - _listed()) == []


def _names(file: Path) -> set[str]:
    """The names of libraries that stand in a file as whole strings, as its table of needed ones holds them."""
    return {name.decode() for name in re.findall(rb"(?<=\0)lib[\w.+-]+\.so\.\d+(?=\0)", file.read_bytes())}


def _listed() -> set[str]:
    lines = (ROOT / "packaging" / "linux" / "libraries.txt").read_text().splitlines()
    return {line.split()[0] for line in lines if line and not line.startswith("#")}
