"""The line of a key, in every way that TOML can write one."""

from __future__ import annotations

import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respondent_app.model.toml_lines import Path, line_of, line_of_syntax_error

EVERY_FORM = '''\
title = "x"  # line 1
[respondent]
name = 'Jo'
long = """
[not.a.table]
fake = 1 \\""" still inside
"""
a . "b.c" = 1

[[rows]]
number = 1
parts = [
  "one", # not ] the end
  { id = "two", deep = { key = "]" } },
  [3, 4],
]
[[rows]]
number = 2
[rows.extra]
when = 2019-09-06 16:00:00
[[rows.inner]]
x = 1
[[rows.inner]]
x = 2
["quoted \\u0041"]
y = \'\'\'
[[rows]]
\'\'\'
z = 1
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 1),
        (("respondent",), 2),
        (("respondent", "name"), 3),
        (("respondent", "long"), 4),
        (("respondent", "a", "b.c"), 8),
        (("rows",), 10),
        (("rows", 0), 10),
        (("rows", 0, "parts"), 12),
        (("rows", 0, "parts", 0), 13),
        (("rows", 0, "parts", 1), 14),
        (("rows", 0, "parts", 1, "deep", "key"), 14),
        (("rows", 0, "parts", 2, 1), 15),
        (("rows", 1), 17),
        (("rows", 1, "number"), 18),
        (("rows", 1, "extra", "when"), 20),
        (("rows", 1, "inner", 1, "x"), 24),
        (("quoted A", "y"), 26),
        (("quoted A", "z"), 29),
    ],
)
def test_finds_the_line_of_a_key(path: Path, line: int) -> None:
    tomllib.loads(EVERY_FORM)
    assert line_of(EVERY_FORM, path) == line


def test_a_missing_key_is_reported_at_its_table() -> None:
    assert line_of(EVERY_FORM, ("rows", 1, "description")) == 17
    assert line_of(EVERY_FORM, ("nowhere", "at", "all")) == 1


def test_windows_line_ends_count_once() -> None:
    assert line_of(EVERY_FORM.replace("\n", "\r\n"), ("rows", 1, "inner", 1, "x")) == 24


@pytest.mark.parametrize(("text", "line"), [("a = 1\nb = = 2\n", 2), ("a = 1\nb = [1,\n\n", 4), ("a = 1\na = 2\n", 2)])
def test_names_the_line_of_a_syntax_error(text: str, line: int) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)
    assert line_of_syntax_error(text, caught.value) == line


@given(st.text(alphabet="[]{}=,.\"'#\\ \nab1", max_size=60), st.lists(st.text(max_size=2), max_size=3))
def test_any_text_yields_a_line_of_that_text(text: str, path: list[str]) -> None:
    assert 1 <= line_of(text, tuple(path)) <= text.count("\n") + 1


# Any TOML that has one key a line: then the expected line of each key is known from the writing of it.
_bare = st.text(alphabet="abcXYZ019_-", min_size=1, max_size=6)
_quoted = st.text(alphabet="ab .[]=#'é", max_size=5)
_key = st.tuples(_bare | _quoted, st.booleans())
_scalar = st.one_of(
    st.integers(-99, 99).map(str),
    st.sampled_from(["true", "2019-09-06", "2019-09-06 16:00:00", "1.5e3", "'''\n[x]\ny = 1\n'''", '"""a\n"" \\" """']),
    st.text(alphabet="ab]}[{#=,'\\ ", max_size=8).map(json.dumps),
)
_value = st.recursive(
    _scalar,
    lambda inner: st.lists(inner, max_size=3).map(lambda items: "[\n  " + ",  # ]\n".join(items) + "\n]"),
    max_leaves=5,
)


def _spelled(key: tuple[str, bool]) -> str:
    name, quote = key
    bare = name != "" and all(c.isascii() and (c.isalnum() or c in "_-") for c in name)
    return json.dumps(name, ensure_ascii=quote) if quote or not bare else name


@given(
    st.dictionaries(_key, _value, max_size=3),
    st.lists(st.tuples(_key, st.booleans(), st.dictionaries(_key, _value, max_size=3)), max_size=5),
)
def test_agrees_with_the_writing_of_generated_toml(
    top: dict[tuple[str, bool], str], tables: list[tuple[tuple[str, bool], bool, dict[tuple[str, bool], str]]]
) -> None:
    text, expected = _written(top, tables)
    read = tomllib.loads(text)
    for path, line in expected.items():
        assert line_of(text, path) == line
        assert _reaches(read, path)


def _written(
    top: dict[tuple[str, bool], str], tables: list[tuple[tuple[str, bool], bool, dict[tuple[str, bool], str]]]
) -> tuple[str, dict[Path, int]]:
    written = _Writing()
    expected: dict[Path, int] = {}
    written.entries((), top, expected)
    used = {name for name, _ in top}
    counts: dict[str, int] = {}
    for key, in_list, entries in tables:
        name = key[0]
        if name in used and not (in_list and name in counts):
            continue
        used.add(name)
        path: Path = (name,)
        if in_list:
            path = (name, counts.get(name, 0))
            counts[name] = counts.get(name, 0) + 1
        expected[path] = written.add(f"[[ {_spelled(key)} ]] # x" if in_list else f"[{_spelled(key)}]")
        written.entries(path, entries, expected)
    return written.text, expected


class _Writing:
    """TOML in the making."""

    def __init__(self) -> None:
        self.text = ""

    def add(self, lines: str) -> int:
        """Append, and say on which line that starts."""
        line = self.text.count("\n") + 1
        self.text += lines + "\n"
        return line

    def entries(self, table: Path, entries: dict[tuple[str, bool], str], expected: dict[Path, int]) -> None:
        for key, value in entries.items():
            if (*table, key[0]) not in expected:
                expected[*table, key[0]] = self.add(f"{_spelled(key)} = {value}")


def _reaches(read: object, path: Path) -> bool:
    for step in path:
        read = read[step]  # type: ignore[index]
    return read is not None
