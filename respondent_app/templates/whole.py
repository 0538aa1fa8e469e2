"""A form's file, looked through before it is filled: each of its parts is written again as it is."""

from __future__ import annotations

from respondent_app.documents.formats.package import Package


def whole(content: bytes, name: str) -> Package:
    """Open a package of which every part can be unpacked; `UnreadableFileError` if one is damaged or far too large."""
    package = Package.open(content, name)
    for path in package.paths:
        package.part(path)
    return package
