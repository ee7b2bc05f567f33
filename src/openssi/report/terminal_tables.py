"""Tables of the terminal, all of one look."""

from rich.table import Column, Table


def plain_table(*columns: Column) -> Table:
    """A table without lines, as wide as what it holds."""
    return Table(
        *columns,
        box=None,
        pad_edge=False,
        padding=(0, 2, 0, 0),
        header_style="dim",
    )
