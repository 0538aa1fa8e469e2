"""Which files go into a bundle, by the names that each system gives them."""

from __future__ import annotations

import pytest
from parts import is_needed


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Core.so.6",
        "PySide6\\Qt6Widgets.dll",
        "PySide6/QtGui.abi3.so",
        "libQt6Gui.so.6",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/lib/libicudata.so.73",
        "typst/_typst.abi3.so",
        "resources/window.qss",
    ],
)
def test_what_the_app_uses_goes_in(name: str) -> None:
    assert is_needed(name, "/home/somebody/packages/" + name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Network.so.6",
        "libQt6Network.so.6",
        "PySide6\\Qt6Quick.dll",
        "PySide6\\opengl32sw.dll",
        "PySide6/Qt/plugins/imageformats/libqtiff.so",
        "PySide6/Qt/plugins/of-a-later-qt/libqnew.so",
        "PySide6/Qt/translations/qt_de.qm",
    ],
)
def test_what_it_never_loads_stays_out(name: str) -> None:
    assert not is_needed(name, "/home/somebody/packages/" + name)


def test_the_system_keeps_its_own_libraries_but_python_comes_along() -> None:
    assert not is_needed("libssl.so.3", "/usr/lib/x86_64-linux-gnu/libssl.so.3")
    assert is_needed("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0")
    assert is_needed("libhunspell-1.7.so.0", "/home/somebody/packages/hunspell/libhunspell-1.7.so.0")
