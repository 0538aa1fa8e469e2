"""Who may import whom. Everything that is not allowed here is forbidden."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest
from pytest_archon import archrule, collect
from pytest_archon.failure import pop_failures

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest_archon.collect import ImportMap, Walker

# A layer may import itself and what stands right of it.
LAYERS = {
    "model": (),
    "storage": ("model",),
    "documents": ("model", "storage"),
    "packs": ("model", "storage", "documents"),
    "drafts": ("model", "storage"),
    "past_answers": ("model", "storage"),  # whoever keeps a response brings it: a draft knows nothing of the library
    "privacy": ("model", "storage"),
    "writing": ("model",),
    "templates": ("model", "storage", "documents", "writing"),
    "exports": ("model", "storage", "privacy", "writing", "templates"),  # after disclosing and searching
    "sending": ("model", "storage", "privacy", "exports"),  # the mail of a package, searched once more
    "review": ("model", "storage"),
    "session": (
        "model", "storage", "documents", "packs", "drafts", "past_answers", "privacy", "writing", "templates",
        "exports", "sending", "review",
    ),
    "ui": ("model", "session", "storage.folders"),  # the icons lie in a folder; the window writes nothing
}  # fmt: skip
LOGIC = tuple(layer for layer in LAYERS if layer not in {"session", "ui"})

# What a layer may take from outside the standard library.
LIBRARIES = {
    "model": (),
    "storage": ("platformdirs",),
    "session": ("PySide6.QtCore", "hunspell"),
}


def check_layer(layer: str, package: str = "respondent_app") -> None:
    """A layer imports only the layers it is built on."""
    allowed = [
        package,
        *_with_inside(package, layer),
        *(m for name in LAYERS[layer] for m in _with_inside(package, name)),
    ]
    (
        archrule(f"{layer} imports only {', '.join(LAYERS[layer]) or 'itself'}")
        .match(*_with_inside(package, layer))
        .should_not_import(f"{package}.*")
        .may_import(*allowed)
        .check(package, only_direct_imports=True)
    )


def check_libraries(layer: str, package: str = "respondent_app") -> None:
    """A layer takes from outside only what is listed."""
    allowed = [name for library in LIBRARIES[layer] for name in (library, f"{library}.*")]
    (
        archrule(f"{layer} uses the standard library and {', '.join(LIBRARIES[layer]) or 'nothing else'}")
        .match(*_with_inside(package, layer))
        .should_not_import("*")
        .may_import(package, f"{package}.*", *_standard_library(), *allowed)
        .check(package, only_direct_imports=True)
    )


def check_no_qt(layer: str, package: str = "respondent_app") -> None:
    """Logic knows no Qt, not even by way of another module."""
    archrule(f"{layer} knows no Qt").match(*_with_inside(package, layer)).should_not_import(
        "PySide6", "PySide6.*", "shiboken6*"
    ).check(package)


def check_only_in(library: str, *places: str, package: str = "respondent_app") -> None:
    """A library is imported only in the places named."""
    archrule(f"{library} is imported only in {', '.join(places)}").match(package, f"{package}.*").exclude(
        *(f"{package}.{place}" for place in places)
    ).should_not_import(library, f"{library}.*").check(package, only_direct_imports=True)


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_imports_only_the_layers_it_is_built_on(layer: str) -> None:
    check_layer(layer)


@pytest.mark.parametrize("layer", LIBRARIES)
def test_a_layer_uses_only_the_libraries_it_is_built_on(layer: str) -> None:
    check_libraries(layer)


@pytest.mark.parametrize("layer", LOGIC)
def test_logic_knows_no_qt(layer: str) -> None:
    check_no_qt(layer)


def test_hunspell_has_one_home() -> None:
    check_only_in("hunspell", "session.spelling")


def test_keyring_has_one_home() -> None:
    check_only_in("keyring", "drafts.secrets")


def test_pycrdt_has_one_home() -> None:
    check_only_in("pycrdt", "drafts.answer_text")


def test_typst_has_one_home() -> None:
    check_only_in("typst", "exports.pdf.typeset")


def test_sqlite_has_its_homes() -> None:
    homes = ("draft_faults", "draft_tables", "in_memory", "open_file", "salvage", "snapshot")
    check_only_in("apsw", *(f"drafts.file.{home}" for home in homes), "past_answers.library_file")


def test_the_command_line_reaches_no_widgets() -> None:
    archrule("the command line imports neither QtWidgets nor QtGui, nor anything that does").match(
        "respondent_app.cli", "respondent_app.commands", "respondent_app.commands.*"
    ).should_not_import("PySide6.QtWidgets*", "PySide6.QtGui*", "respondent_app.ui*").check("respondent_app")


def test_importing_the_command_line_loads_no_qt() -> None:
    program = "import respondent_app.cli, sys; print(*(name for name in sys.modules if name.startswith('PySide6')))"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == []


def test_only_the_command_line_knows_the_commands() -> None:
    archrule("commands are called by cli alone").match("respondent_app.*").exclude(
        "respondent_app.cli", "respondent_app.commands", "respondent_app.commands.*"
    ).should_not_import("respondent_app.commands*").check("respondent_app", only_direct_imports=True)


@pytest.mark.parametrize(
    ("rule", "layer", "line"),
    [
        (partial(check_layer, "model"), "model", "from {package}.storage import atomic"),
        (partial(check_layer, "ui"), "ui", "import {package}.drafts"),
        (partial(check_layer, "drafts"), "drafts", "def late():\n    from {package} import session"),
        (partial(check_libraries, "model"), "model", "import lxml.etree"),
        (partial(check_libraries, "session"), "session", "from PySide6.QtWidgets import QWidget"),
        (partial(check_no_qt, "exports"), "exports", "from PySide6.QtCore import QObject"),
        (partial(check_only_in, "keyring", "drafts.secrets"), "drafts", "import keyring"),
    ],
)
def test_a_broken_rule_is_noticed(rule: Callable[..., None], layer: str, line: str, house: Path) -> None:
    rule(package=house.name)
    assert _noticed() == 0
    (house / layer / "wrong.py").write_text(line.format(package=house.name))
    rule(package=house.name)
    assert _noticed() == 1


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Build a small package with the layers of the app, in which a rule may be broken."""
    package = tmp_path / f"house_{abs(hash(tmp_path.name))}"
    for folder in (package, *(package / layer for layer in LAYERS)):
        folder.mkdir()
        (folder / "__init__.py").touch()
    (package / "storage" / "atomic.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr("pytest_archon.rule.collect_imports", _collect_imports_anew)
    return package


def _noticed() -> int:
    """Take the failures that the rules have noted in this test, and count them."""
    return len(pop_failures())  # type: ignore[no-untyped-call]


def _collect_imports_anew(package: str, walker: Walker) -> ImportMap:
    """Collect imports as the library does, but forget how a package looked before it was broken."""
    collect.collect_imports_from_path.cache_clear()
    return collect.collect_imports(package, walker)


def _with_inside(package: str, layer: str) -> tuple[str, str]:
    return f"{package}.{layer}", f"{package}.{layer}.*"


def _standard_library() -> list[str]:
    return [name for module in sys.stdlib_module_names for name in (module, f"{module}.*")]
