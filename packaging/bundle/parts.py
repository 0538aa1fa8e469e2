"""What of Qt and of the system goes into a bundle: only what the app uses, named here one by one.

PyInstaller takes every plugin that belongs to a Qt module, and on Linux every library those ask for; most of it the app
never loads. What is kept stands in the lists below. What a later version of Qt brings is left out until it is named.
"""

from __future__ import annotations

from pathlib import PurePosixPath

# Kind of plugin -> the plugins, without the "lib" and the suffix that systems add.
PLUGINS: dict[str, frozenset[str]] = {
    "platforms": frozenset({"qwindows", "qcocoa", "qxcb", "qwayland", "qoffscreen"}),  # the last for --self-test
    "imageformats": frozenset({"qsvg"}),  # the signs in the window
    "iconengines": frozenset({"qsvgicon"}),
    "platforminputcontexts": frozenset({"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"}),
    "platformthemes": frozenset({"qgtk3", "qxdgdesktopportal"}),  # file dialogs and colours as the desktop has them
    "printsupport": frozenset({"cupsprintersupport"}),
    "wayland-decoration-client": frozenset({"adwaita", "bradient"}),
    "wayland-shell-integration": frozenset({"xdg-shell"}),
}
# Qt's libraries, without "lib" and without what follows the name.
LIBRARIES = frozenset(
    {
        "Qt6Core",
        "Qt6Gui",
        "Qt6Widgets",
        "Qt6PrintSupport",
        "Qt6Svg",
        "Qt6DBus",
        "Qt6OpenGL",
        "Qt6XcbQpa",
        "Qt6WaylandClient",
        "Qt6WlShellIntegration",
    }
)
# Modules that parts of the bundle would use if they were there, and that the app has no use for.
UNUSED_MODULES = (
    "PIL",
    "PySide6.QtNetwork",
    "_pytest",
    "curses",
    "cyclonedx",
    "distutils",
    "doctest",
    "lxml.objectify",
    "multiprocessing",
    "numpy",
    "pdb",
    "pip",
    "pydoc",
    "pytest",
    "readline",
    "setuptools",
    "sqlite3",
    "tkinter",
    "unittest",
    "xmlrpc",
)
_SYSTEM = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")


def is_needed(name: str, source: str) -> bool:
    """Whether a file goes into the bundle under `name`, its path there, which was found at `source`."""
    path = PurePosixPath(name.replace("\\", "/"))
    if "PySide6" in path.parts or _is_qt(path.name):
        return _of_qt(path)
    return not _is_system(path, source)


def _of_qt(path: PurePosixPath) -> bool:
    if "translations" in path.parts or "qml" in path.parts:
        return False  # the app is in English, as Qt is without translations
    if "plugins" in path.parts:
        kind = path.parts[path.parts.index("plugins") + 1]
        return _bare(path.name) in PLUGINS.get(kind, frozenset())
    return not _is_qt(path.name) or _bare(path.name) in LIBRARIES


def _is_qt(name: str) -> bool:
    return _bare(name).startswith("Qt6") or name.lower().startswith("opengl32sw")


def _bare(name: str) -> str:
    """Return a library's name without what each system puts round it: "libQt6Core.so.6" and "Qt6Core.dll" agree."""
    return name.removeprefix("lib").split(".", 1)[0]


def _is_system(path: PurePosixPath, source: str) -> bool:
    """Whether it is a library of the Linux system, which its packages bring and keep safe; Python itself is not."""
    in_system = source.startswith(_SYSTEM)
    return in_system and len(path.parts) == 1 and path.name.startswith("lib") and _bare(path.name)[:6] != "python"
