"""Make the forms again: one run of LibreOffice for each kind of file."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.made_templates.hand import Made
from tests.made_templates.libreoffice.forms import FOLDER, FORMS, path_of, source_of


def make(forms: tuple[Made, ...], folder: Path) -> None:
    """Write `forms` into `folder`, each of them blank and as its author typed into it."""
    with tempfile.TemporaryDirectory() as place:
        for ending, flat in (("docx", "fodt"), ("xlsx", "fods"), ("doc", "fodt")):
            sources = []
            for form in (one for one in forms if one.ending == ending):
                for fills in (False, True):
                    source = Path(place, f"{path_of(form, fills=fills).stem}.{flat}")
                    source.write_text(source_of(form, fills=fills), encoding="utf-8")
                    sources.append(source)
            if sources:
                _convert(sources, ending, folder, Path(place))


def _convert(sources: list[Path], ending: str, folder: Path, place: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        sys.exit("LibreOffice is not installed.")
    kind = {"doc": "doc:MS Word 97"}.get(ending, ending)
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


if __name__ == "__main__":
    make(FORMS, FOLDER)
