"""Where a value stands in a TOML file, so that an error can name its line.

`tomllib` forgets lines as it reads. This reads the same text once more and notes only where each key starts; it expects
text that `tomllib` accepts, and on any other text it still returns a line, only perhaps a less exact one.
"""

from __future__ import annotations

import functools
import re
import tomllib

Path = tuple[str | int, ...]

_STRING = (
    r'"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
)
_VALUE = re.compile(_STRING + r"|[^\s,\]}#\"']+(?: [^\s,\]}#\"']+)*", re.DOTALL)
_KEY = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|[A-Za-z0-9_-]+')
_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_REST_OF_LINE = re.compile(r"[^\n]*")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


def line_of(toml_text: str, path: Path) -> int:
    """Return the line, counted from 1, of the key at `path` (list indexes from 0), or of what encloses it most closely.

    A key that is missing is thus reported at the table it is missing from; line 1 stands for the whole file.
    """
    lines = _lines(toml_text)
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return 1


def line_of_syntax_error(toml_text: str, error: tomllib.TOMLDecodeError) -> int:
    """Return the line, counted from 1, on which `tomllib` gave up on `toml_text`."""
    said = _AT_LINE.search(str(error))
    return int(said[1]) if said else toml_text.count("\n") + 1


@functools.lru_cache(maxsize=8)
def _lines(toml_text: str) -> dict[Path, int]:
    return _Walk(toml_text).lines


class _Walk:
    """One reading of the text. `lines` maps the path of each key and list entry to the line it first appears on."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self._text = text
        self._at = 0
        self._line = 1
        self._counted_to = 0
        self._tables: dict[Path, int] = {}  # how many entries each [[array of tables]] has so far
        self._here: Path = ()
        self._read()

    def _read(self) -> None:
        self._skip(_SPACE)
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                self._header()
            else:
                self._entry(self._here)
            self._skip(_REST_OF_LINE)
            self._skip(_SPACE)

    def _header(self) -> None:
        in_list = self._text.startswith("[[", self._at)
        self._at += 2 if in_list else 1
        self._skip(_SPACE)
        line = self._current_line()
        keys = self._keys()
        if keys:
            self._here = self._enter(keys, line, in_list=in_list)

    def _enter(self, keys: tuple[str, ...], line: int, *, in_list: bool) -> Path:
        path: Path = ()
        for key in keys[:-1]:
            path = self._last_entry(self._note((*path, key), line))
        path = self._note((*path, keys[-1]), line)
        if not in_list:
            return path
        self._tables[path] = self._tables.get(path, 0) + 1
        return self._note(self._last_entry(path), line)

    def _last_entry(self, path: Path) -> Path:
        return (*path, self._tables[path] - 1) if path in self._tables else path

    def _entry(self, table: Path) -> None:
        """Read `key = value`."""
        line = self._current_line()
        path = table
        for key in self._keys():
            path = self._note((*path, key), line)
        self._skip(_SPACE)
        if self._text.startswith("=", self._at):
            self._at += 1
            self._skip(_SPACE)
            self._value(path)

    def _value(self, path: Path) -> None:
        if self._text.startswith("[", self._at):
            self._list(path)
        elif self._text.startswith("{", self._at):
            self._inline_table(path)
        else:
            self._skip(_VALUE)

    def _list(self, path: Path) -> None:
        index = 0
        while self._next_item("]"):
            self._note((*path, index), self._current_line())
            self._value((*path, index))
            index += 1

    def _inline_table(self, path: Path) -> None:
        while self._next_item("}"):
            self._entry(path)

    def _next_item(self, closing: str) -> bool:
        """Step over the opening bracket or the comma; False at the end of the list or table, which is stepped over."""
        self._skip(_SPACE)
        started = self._at
        if self._text[started : started + 1] in {"[", "{", ","}:
            self._at += 1
        self._skip(_SPACE)
        if self._text.startswith(closing, self._at):
            self._at += 1
            return False
        return self._at > started and self._at < len(self._text)

    def _keys(self) -> tuple[str, ...]:
        keys: list[str] = []
        while match := _KEY.match(self._text, self._at):
            keys.append(_key_name(match[0]))
            self._at = match.end()
            if not self._skip(_DOT):
                break
        return tuple(keys)

    def _note(self, path: Path, line: int) -> Path:
        self.lines.setdefault(path, line)
        return path

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        match = pattern.match(self._text, self._at)
        if not match or match.end() == self._at:
            return False
        self._at = match.end()
        return True

    def _current_line(self) -> int:
        self._line += self._text.count("\n", self._counted_to, self._at)
        self._counted_to = self._at
        return self._line


def _key_name(written: str) -> str:
    if written[0] == "'":
        return written[1:-1]
    if written[0] == '"' and "\\" in written:
        return _unescaped(written)
    return written.strip('"')


def _unescaped(written: str) -> str:
    try:
        return str(tomllib.loads(f"key = {written}")["key"])
    except tomllib.TOMLDecodeError:
        return written[1:-1]
