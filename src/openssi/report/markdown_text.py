"""Markdown that shows what others wrote and does nothing else with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

_MARKS = re.compile(r"([\\`*\[\]<>#|~$&!]|(?<![^\W_])_|_(?![^\W_]))")
"""An underscore between letters is one to Markdown too."""
RIGHT = frozenset({"points", "of", "change", "total", "rows", "imported", "duplicates", "ignored",
                   "rejected", "7 days", "seen", "range", "brand", "people", "insights",
                   "relations", "signals", "linkedin", "linkedin's", "here",
                   "difference"})  # fmt: skip
"""Heads of columns whose numbers stand right."""


def words(text: str) -> str:
    r"""Text with every sign that Markdown or HTML would read made plain, in one line.

    >>> words("<b>A|B</b>")
    '\\<b\\>A\\|B\\</b\\>'
    """
    line = "".join(letter if letter.isprintable() else " " for letter in text)
    return _MARKS.sub(r"\\\1", line)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table; cells are taken as text.

    Args:
        heads: Names of the columns.
        rows: As many cells as there are heads.
    """
    yield f"| {' | '.join(heads)} |"
    yield f"|{'|'.join('---:' if head.lower() in RIGHT else '---' for head in heads)}|"
    for row in rows:
        yield f"| {' | '.join(words(cell) for cell in row)} |"


def page(lines: Iterable[str]) -> str:
    """Lines as a text that ends with a newline."""
    return "\n".join(lines).strip() + "\n"
