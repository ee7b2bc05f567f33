"""The line of every key of a TOML text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from openssi.methodology.lines import Lines, Path
from openssi.methodology.load import shipped_text

TEXT = '''# a comment = 1

a = 1 # b = 2
"quoted key" = "x = [1, 2] # not a comment"
day = 1979-05-27 07:32:00
float = -3.14e-10
dotted.inner . deep = true
text = """
not = "a key"
[nor a table]
\\""" quotes " ""\\"
""""
raw = \'\'\'
it''s = 1\'\'\'
list = [
  "first", # comment with ] and ,
  [ 1,
    2 ],
  { x = 1, y = { z = [2] } },
]
last = { p = 1, "q r" = 2 }

[table] # comment
key = 'single # quoted'

[table.sub]
key = 1

[[rows]]
id = "one"
[rows.measure]
k = 1
[[rows.parts]]
n = 1
[[rows.parts]]
n = 2

[[rows]]
id = "two"
[rows.measure]
k = 2
[[rows.parts]]
n = 3
'''


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, (*path, key))
    if isinstance(value, list):
        for number, inner in enumerate(value):
            yield from paths(inner, (*path, number))


@pytest.mark.parametrize("text", [TEXT, shipped_text(), TEXT.replace("\n", "\r\n")])
def test_every_key_has_its_line(text: str) -> None:
    lines, written = Lines.of(text), text.splitlines()
    for path in paths(tomllib.loads(text)):
        assert path in lines.known, path
        if isinstance(path[-1], str):
            assert path[-1] in written[lines.known[path] - 1], path


def test_nothing_else_has_a_line() -> None:
    known = {path for path in Lines.of(TEXT).known if path}
    assert known == set(paths(tomllib.loads(TEXT)))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("a",), 3),
        (("quoted key",), 4),
        (("dotted", "inner", "deep"), 7),
        (("text",), 8),
        (("raw",), 13),
        (("list", 0), 16),
        (("list", 1, 1), 18),
        (("list", 2, "y", "z", 0), 19),
        (("last", "q r"), 21),
        (("table", "key"), 24),
        (("table", "sub"), 26),
        (("rows", 0), 29),
        (("rows", 0, "parts", 1, "n"), 36),
        (("rows", 1, "measure", "k"), 41),
        (("rows", 1, "parts", 0, "n"), 43),
    ],
)
def test_lines_by_hand(path: Path, line: int) -> None:
    assert Lines.of(TEXT).line(path) == line


def test_a_missing_key_has_the_line_of_its_table() -> None:
    lines = Lines.of(TEXT)
    assert lines.line(("rows", 1, "measure", "type")) == 40
    assert lines.line(("nowhere", "at", "all")) == 1
    assert Lines.of("").line(("a",)) == 1
