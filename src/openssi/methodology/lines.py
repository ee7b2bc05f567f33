"""Where each key of a TOML text stands: the standard reader keeps no lines."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Self

Path = tuple[str | int, ...]
"""Keys and positions from the top of a document, for example ``("signals", 3, "weight")``."""

_TOKEN: Final = re.compile(
    r'''(?P<skip>[\s\ufeff]+|\#[^\n]*)
    |(?P<text>"""(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*"{3,5}|\'\'\'(?:[^']|'{1,2}(?!'))*'{3,5}
             |"(?:[^"\\\n]|\\.)*"|'[^'\n]*')
    |(?P<mark>[\[\]{}=,.])
    |(?P<bare>[^\s\[\]{}=,."'\#]+)''',
    re.VERBOSE,
)


@dataclass(frozen=True, kw_only=True)
class _Token:
    text: str
    line: int

    @property
    def key(self) -> str:
        quoted = self.text[:1] in {'"', "'"}
        return self.text[1:-1] if quoted else self.text


@dataclass(kw_only=True)
class Lines:
    """Line of each key, table and element of a TOML text that parses."""

    known: dict[Path, int] = field(default_factory=dict)
    """Line by path; the first line is 1."""

    @classmethod
    def of(cls, text: str) -> Self:
        r"""Find the lines of a text.

        >>> Lines.of("a = 1\n[b]\nc = [2]").line(("b", "c"))
        3
        """
        lines = cls()
        _Reader(list(_tokens(text)), lines.known).document()
        return lines

    def line(self, path: Path) -> int:
        """Return the line of a key; of a key that is missing, that of the table it belongs in."""
        known = (path[:length] for length in range(len(path), 0, -1) if path[:length] in self.known)
        return self.known.get(next(known, ()), 1)


def _tokens(text: str) -> Iterator[_Token]:
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "skip":
            yield _Token(text=match.group(), line=bisect_right(starts, match.start()))


class _Reader:
    """Walks the tokens of a document once; a value is followed only for the paths inside it."""

    def __init__(self, tokens: list[_Token], known: dict[Path, int]) -> None:
        self.tokens = tokens
        self.at = 0
        self.known = known
        self.counts: dict[Path, int] = {}

    def document(self) -> None:
        table: Path = ()
        while self.at < len(self.tokens):
            if self.next == "[":
                table = self.header()
            else:
                self.pair(table)

    @property
    def next(self) -> str:
        """The token to come; empty at the end."""
        return self.tokens[self.at].text if self.at < len(self.tokens) else ""

    def take(self) -> _Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def header(self) -> Path:
        line = self.take().line
        is_array = self.next == "["
        if is_array:
            self.take()
        path = self.place(self.dotted(), new=is_array, line=line)
        self.at += 2 if is_array else 1
        return path

    def place(self, keys: list[str], *, new: bool, line: int) -> Path:
        """Resolve a header: each array of tables on the way stands for its latest table."""
        path: Path = ()
        for number, key in enumerate(keys):
            path = (*path, key)
            self.note(path, line)
            if new and number == len(keys) - 1:
                self.counts[path] = self.counts.get(path, 0) + 1
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
                self.note(path, line)
        return path

    def dotted(self) -> list[str]:
        keys = [self.take().key]
        while self.next == ".":
            self.take()
            keys.append(self.take().key)
        return keys

    def pair(self, table: Path) -> None:
        path, line = table, self.tokens[self.at].line
        for key in self.dotted():
            path = (*path, key)
            self.note(path, line)
        self.take()
        self.value(path)

    def value(self, path: Path) -> None:
        if self.next == "[":
            self.array(path)
        elif self.next == "{":
            self.inline(path)
        else:
            self.scalar()

    def array(self, path: Path) -> None:
        self.take()
        number = 0
        while self.next != "]":
            self.note((*path, number), self.tokens[self.at].line)
            self.value((*path, number))
            number += 1
            self.comma()
        self.take()

    def inline(self, path: Path) -> None:
        self.take()
        while self.next != "}":
            self.pair(path)
            self.comma()
        self.take()

    def comma(self) -> None:
        if self.next == ",":
            self.take()

    def scalar(self) -> None:
        """A number or a day may be several tokens of one line; a text is one, over many lines."""
        line = self.take().line
        while self.next not in {"", "]", "}", ","} and self.tokens[self.at].line == line:
            self.take()

    def note(self, path: Path, line: int) -> None:
        self.known.setdefault(path, line)
