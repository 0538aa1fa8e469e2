"""How large functions, classes and files are: figures to keep in mind, no fence.

    python -m tests.architecture.size [FOLDER]

Lines of a function are counted from its `def` to its last line, without its docstring.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

FUNCTION_MEDIAN, FUNCTION_P90, FUNCTION_MOST, CLASS_MOST, FILE_MOST = 8, 30, 60, 250, 400


@dataclass(frozen=True, slots=True)
class Measure:
    """How many lines something has; `name` says where it stands."""

    name: str
    lines: int


def functions(path: Path) -> list[Measure]:
    """Measure every function and method in a file, those inside others too."""
    return _measured(path, ast.FunctionDef, ast.AsyncFunctionDef)


def classes(path: Path) -> list[Measure]:
    """Measure every class in a file."""
    return _measured(path, ast.ClassDef)


def percentile(values: Sequence[int], share: float) -> int:
    """Return the smallest value that at least `share` (0 to 1) of the values do not exceed; 0 if there are none."""
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)] if ordered else 0


def report(folder: Path) -> Iterator[str]:
    """Yield the lines of the report on all Python files below `folder`."""
    paths = sorted(folder.rglob("*.py"))
    found = [measure for path in paths for measure in functions(path)]
    sizes = [measure.lines for measure in found]
    files = [Measure(str(path), len(path.read_text(encoding="utf-8").splitlines())) for path in paths]
    yield (
        f"{folder.name}: {len(files)} files, {sum(file.lines for file in files)} lines; {len(found)} functions,"
        f" median {percentile(sizes, 0.5)} (aim {FUNCTION_MEDIAN}), p90 {percentile(sizes, 0.9)} (aim {FUNCTION_P90}),"
        f" longest {max(sizes, default=0)} lines"
    )
    yield from _over("function", found, FUNCTION_MOST)
    yield from _over("class", [measure for path in paths for measure in classes(path)], CLASS_MOST)
    yield from _over("file", files, FILE_MOST)


def _over(kind: str, measures: Sequence[Measure], most: int) -> Iterator[str]:
    for measure in sorted(measures, key=lambda measure: -measure.lines):
        if measure.lines > most:
            yield f"  over {most} lines: {kind} {measure.name}, {measure.lines}"


def _measured(path: Path, *kinds: type[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]) -> list[Measure]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [Measure(f"{path}:{n.lineno} {n.name}", _lines(n)) for n in ast.walk(tree) if isinstance(n, kinds)]


def _lines(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    whole = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node) is None:
        return whole
    return whole - ((first.end_lineno or first.lineno) - first.lineno + 1)


if __name__ == "__main__":
    for folder in sys.argv[1:] or ["respondent_app", "tests"]:
        print(*report(Path(folder)), sep="\n")
