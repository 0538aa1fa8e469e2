"""What every package says of the app stands in one place, and the files of the desktops agree with it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import product
import pytest
from lxml import etree

import respondent_app
from respondent_app.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
SHARE = ROOT / "packaging" / "linux" / "share"
PRODUCT = product.read_product()


def test_the_version_is_that_of_the_app() -> None:
    assert PRODUCT.version == respondent_app.__version__


@pytest.mark.parametrize(("version", "numbers"), [("0.1.0", (0, 1, 0, 0)), ("2.13", (2, 13, 0, 0))])
def test_windows_gets_four_numbers(version: str, numbers: tuple[int, ...]) -> None:
    assert replace(PRODUCT, version=version).numbers == numbers


def test_the_desktop_entry_starts_the_program_on_its_files() -> None:
    lines = (SHARE / f"{PRODUCT.identifier}.desktop").read_text(encoding="utf-8").splitlines()
    entry = dict(line.split("=", 1) for line in lines if "=" in line)
    assert (entry["Name"], entry["Comment"]) == (PRODUCT.name, PRODUCT.summary)
    assert entry["Exec"] == f"{product.PROGRAM} %f"
    assert (entry["Icon"], entry["MimeType"]) == (PRODUCT.identifier, f"{PRODUCT.file_type};")


def test_the_software_centre_reads_the_same() -> None:
    tree = etree.parse(SHARE / f"{PRODUCT.identifier}.metainfo.xml")
    said = {name: tree.findtext(name) for name in ("id", "name", "summary", "project_license")}
    assert list(said.values()) == [PRODUCT.identifier, PRODUCT.name, PRODUCT.summary, PRODUCT.licence]
    assert tree.findtext("provides/mediatype") == PRODUCT.file_type
    assert next(tree.iter("release")).get("version") == PRODUCT.version


def test_response_files_have_their_kind() -> None:
    tree = etree.parse(SHARE / f"{PRODUCT.identifier}.xml")
    kinds = "{http://www.freedesktop.org/standards/shared-mime-info}"
    assert [kind.get("type") for kind in tree.iter(f"{kinds}mime-type")] == [PRODUCT.file_type]
    assert [glob.get("pattern") for glob in tree.iter(f"{kinds}glob")] == [f"*.{PRODUCT.file_suffix}"]
    assert tree.getroot().findtext(f".//{kinds}comment") == PRODUCT.file_kind


def test_the_man_page_names_every_command_and_the_version() -> None:
    page = (SHARE / f"{product.PROGRAM}.1").read_text(encoding="utf-8")
    section = page.partition(".SH COMMANDS")[2].partition(".SH ")[0]
    assert re.findall(r"^\.B (\S+)$", section.replace("\\", ""), re.MULTILINE) == list(COMMANDS)
    assert f"{PRODUCT.name} {PRODUCT.version}" in page
