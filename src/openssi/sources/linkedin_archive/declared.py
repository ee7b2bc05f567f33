"""How a file of the archive is declared: its names, its columns, and what a row becomes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from openssi.sources.linkedin_archive.ledger import Ledger

Row = TypeVar("Row")


@dataclass(frozen=True, kw_only=True)
class Batch(Generic[Row]):
    """The rows of one file, and its account."""

    ledger: Ledger
    rows: list[Row]


@dataclass(frozen=True, kw_only=True, eq=False)
class Declared(Generic[Row]):
    """A file that is parsed; found by its normal name, or by its header where that is distinct.

    ``parse`` is called with the cells of the needed columns and then of the optional ones, in
    the order in which they are declared, unless ``columns`` makes something else of them. An
    optional column that is not there gives empty cells.
    """

    stems: tuple[str, ...]
    """Normal names, as `catalog.stem_of` makes them."""
    needed: tuple[str, ...]
    """Columns without which the file means nothing; ``a|b`` where they were renamed."""
    parse: Callable[..., Row] | None = None
    """Turns cells into a row, or raises why not; None where `read` is given."""
    read: Callable[..., Batch[Row]] | None = None
    """Reads a whole file, as `rows.read_rows` does: for files of too many rows to parse singly."""
    columns: Callable[..., tuple[Sequence[Any], ...]] | None = None
    """Turns stretches of the declared columns into what `parse` is called with, row by row: for
    what is read faster at once than text by text."""
    optional: tuple[str, ...] = ()
    """Columns that came or went over the years."""
    backslash: bool = False
    """Whether quotes inside a field may be escaped with a backslash."""
    is_dated: bool = True
    """Whether rows begin with the instant at which something happened on LinkedIn, or None."""
    may_repeat: bool = False
    """Whether two rows of the same cells may stand for two things."""
    distinct: bool = False
    """Whether the needed columns alone tell this file from all others."""

    def missing(self, header: list[str]) -> list[str]:
        """Return the needed columns that a header lacks, by the name they have today."""
        found = {normal_column(cell) for cell in header}
        return [names.split("|")[0] for names in self.needed if found.isdisjoint(_aliases(names))]

    def found(self, header: list[str]) -> list[str]:
        """Return the declared columns that a header has, by the name they have today."""
        cells = {normal_column(cell) for cell in header}
        names = (*self.needed, *self.optional)
        return [one.split("|")[0] for one in names if not cells.isdisjoint(_aliases(one))]

    def places(self, header: list[str]) -> list[int]:
        """Return where each declared column stands; -1 for one that is not there."""
        cells = [normal_column(cell) for cell in header]
        return [_place(cells, names) for names in (*self.needed, *self.optional)]


def normal_column(cell: str) -> str:
    """Return a column's name as names are compared: LinkedIn changed case and blanks at times."""
    return "".join(c for c in cell.casefold() if c.isalnum())


def _aliases(names: str) -> set[str]:
    return {normal_column(name) for name in names.split("|")}


def _place(cells: list[str], names: str) -> int:
    wanted = _aliases(names)
    return next((place for place, cell in enumerate(cells) if cell in wanted), -1)
