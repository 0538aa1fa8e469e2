"""Find, by reading the code, what only one place in the app may do.

Each finder takes a parsed module and yields the lines where it does the thing, with the words of the code.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "respondent_app"
Finder = Callable[[ast.Module], Iterator[ast.AST]]

_WRITING_METHODS = {"write_text", "write_bytes", "touch", "rename", "symlink_to", "hardlink_to"}
_WRITING_FUNCTIONS = {
    "os.fdopen", "os.rename", "os.replace", "os.link", "os.symlink", "os.truncate",
    "shutil.copy", "shutil.copy2", "shutil.copyfile", "shutil.copytree", "shutil.move", "shutil.make_archive",
    "tempfile.NamedTemporaryFile", "tempfile.TemporaryFile", "tempfile.mkstemp", "tempfile.mktemp",
    "logging.FileHandler",
}  # fmt: skip
# Methods of objects of these libraries; `save` of our own objects, such as a draft, is no business of this finder.
_SAVING_LIBRARIES = {"docx": "save", "openpyxl": "save", "PySide6.QtGui": "save", "lxml": "write", "xml": "write"}
_WRITING_CLASSES = {"QFile", "QSaveFile", "QTemporaryFile", "FileHandler", "RotatingFileHandler"}


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where something was seen; `place` is the path of the module inside the package."""

    place: str
    line: int
    code: str

    def __str__(self) -> str:
        return f"{self.place}:{self.line}: {self.code}"


def sightings(finder: Finder, folder: Path = PACKAGE) -> Iterator[Sighting]:
    """Yield where in the package `finder` finds something."""
    for path in sorted(folder.rglob("*.py")):
        for node in finder(ast.parse(path.read_text(encoding="utf-8"))):
            yield Sighting(path.relative_to(folder).as_posix(), getattr(node, "lineno", 0), ast.unparse(node))


def calls_of(*names: str) -> Finder:
    """Make a finder of calls of a function, method or class by its last name, such as `Submission`."""

    def find(module: ast.Module) -> Iterator[ast.AST]:
        return (call for call in _calls(module) if _called(call).rpartition(".")[2] in names)

    return find


def writes(module: ast.Module) -> Iterator[ast.AST]:
    """Find what writes a file. Saving into a `BytesIO` made in the same function is no write."""
    saving = _saving_methods(module)
    for scope in _scopes(module):
        buffers = _buffers(scope)
        yield from (call for call in _own_calls(scope) if _writes(call, buffers, saving))


def _writes(call: ast.Call, buffers: set[str], saving: set[str]) -> bool:
    name = _called(call)
    last = name.rpartition(".")[2]
    if name == "os.open":
        return not any(ast.unparse(argument) in {"os.devnull", "os.O_RDONLY"} for argument in call.args)
    if last == "open":
        return _opens_for_writing(call, method=name != "open")
    if last == "ZipFile":
        return len(call.args) + len(call.keywords) > 1 and not _is_buffer(call.args[0], buffers)
    if last in saving and call.args and isinstance(call.func, ast.Attribute):
        return not _is_buffer(call.args[0], buffers) and not _is_buffer(call.func.value, buffers)
    return last in _WRITING_METHODS or last in _WRITING_CLASSES or name in _WRITING_FUNCTIONS


def _saving_methods(module: ast.Module) -> set[str]:
    """The methods that write a file if given a path, as the libraries that this module imports name them."""
    names = {alias.name for node in ast.walk(module) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(module) if isinstance(node, ast.ImportFrom)}
    return {method for library, method in _SAVING_LIBRARIES.items() if any(_is_in(name, library) for name in names)}


def _is_in(name: str, library: str) -> bool:
    return name == library or name.startswith(f"{library}.")


def _opens_for_writing(call: ast.Call, *, method: bool) -> bool:
    """`path.open(mode)` has the mode first, `open(path, mode)` second; a mode that cannot be read counts as writing."""
    position = 0 if method else 1
    modes = [*call.args[position : position + 1], *(k.value for k in call.keywords if k.arg == "mode")]
    return any(_may_write(mode, certain=not method) for mode in modes)


def _may_write(mode: ast.expr, *, certain: bool) -> bool:
    """Say whether a mode may write. Without `certain`, what is no text may be no mode: `DraftFile.open(path)`."""
    if isinstance(mode, ast.Constant):
        return bool(set(str(mode.value)) & set("wxa+"))
    return certain or "mode" in ast.unparse(mode)


def _is_buffer(node: ast.expr, buffers: set[str]) -> bool:
    if isinstance(node, ast.Call):
        return _called(node).rpartition(".")[2] == "BytesIO"
    return isinstance(node, ast.Name) and node.id in buffers


def _buffers(scope: ast.AST) -> set[str]:
    """The names of this function that hold a `BytesIO`: made here, or said to be one in its signature."""
    found: set[str] = set()
    for node in ast.walk(scope):
        if isinstance(node, ast.arg) and node.annotation and "BytesIO" in ast.unparse(node.annotation):
            found.add(node.arg)
        for target, value in _assignments(node):
            if isinstance(target, ast.Name) and isinstance(value, ast.Call) and _is_buffer(value, set()):
                found.add(target.id)
    return found


def _assignments(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr | None]]:
    if isinstance(node, ast.Assign):
        yield from ((target, node.value) for target in node.targets)
    elif isinstance(node, ast.AnnAssign | ast.NamedExpr):
        yield node.target, node.value
    elif isinstance(node, ast.With):
        yield from ((item.optional_vars, item.context_expr) for item in node.items if item.optional_vars)


def _scopes(module: ast.Module) -> Iterator[ast.AST]:
    yield module
    yield from (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _own_calls(scope: ast.AST) -> Iterator[ast.Call]:
    """The calls that stand in this scope itself, not in a function inside it."""
    for child in ast.iter_child_nodes(scope):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(child, ast.Call):
            yield child
        yield from _own_calls(child)


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _called(call: ast.Call) -> str:
    return ast.unparse(call.func) if isinstance(call.func, ast.Name | ast.Attribute) else ""
