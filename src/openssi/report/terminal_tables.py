"""Tables and lists of the terminal, all of one look."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from openssi.report.terminal_text import plain_text

INDENT = 2


def plain_table(*columns: Column) -> Table:
    """A table without lines, as wide as what it holds."""
    return Table(
        *columns,
        box=None,
        pad_edge=False,
        padding=(0, 2, 0, 0),
        header_style="dim",
    )


def indented(content: RenderableType) -> Padding:
    """Content moved to the right with all of its lines, so that a long one reads as one."""
    return Padding(content, (0, 0, 0, INDENT), expand=False)


def below(line: str) -> RenderableType:
    """A quieter line that belongs to the one above it."""
    return indented(plain_text(line, "dim"))


def listed(title: str, rows: Sequence[tuple[str, str]]) -> tuple[RenderableType, ...]:
    """A titled list of names and what there is to say of them; nothing where it is empty."""
    if not rows:
        return ()
    table = plain_table(Column("", no_wrap=True), Column("", overflow="fold"))
    table.show_header = False
    for name, words in rows:
        table.add_row(Text(name, style="dim"), plain_text(words))
    return Text(), plain_text(title, "bold"), indented(table)
