"""One section of a map and the table that it is used on: which column is which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import pyarrow as pa

from openssi.methodology.lines import Path as KeyPath
from openssi.methodology.mistakes import Mistake
from openssi.sources.event_tables.cells import SQL_TYPES, Cell, Place, cell
from openssi.sources.event_tables.connection import named, quoted
from openssi.sources.event_tables.judged import Judgement
from openssi.sources.event_tables.load import TableMap
from openssi.sources.event_tables.model import Column, Section
from openssi.sources.event_tables.rules import NEEDED, near, type_of
from openssi.tables import REQUIRED, SCHEMAS

RECORDED: Final = "recorded_at"
"""The one setting that is read from a column, as a canonical column is."""


@dataclass(frozen=True, kw_only=True)
class Whose:
    """The member for whom a table is read."""

    member_id: str | None = None
    """Whose rows those are that say nothing of it, and those of ``me``; None where several people
    are scored alike."""
    me: tuple[str, ...] = ()
    """How the table names that member, besides what the map says."""


_OR: Final = " | "

EVERYONE: Final = Whose()
"""Nobody in particular: each row says whose it is."""


@dataclass(frozen=True)
class Work:
    """One section while it becomes SQL."""

    map: TableMap
    table: str
    place: int
    section: Section
    source: str
    """What to call the files."""
    types: Mapping[str, str]
    """Their columns with their types, as DuckDB names them."""
    whose: Whose

    @property
    def path(self) -> KeyPath:
        """Where the section stands in the map."""
        several = isinstance(self.map.document.raw.get(self.table), list)
        return (self.table, self.place) if several else (self.table,)

    @property
    def label(self) -> str:
        """What to call it in an account."""
        several = isinstance(self.map.document.raw.get(self.table), list)
        return f"{self.source}/{self.table}{f'[{self.place}]' if several else ''}"

    def judgement(self, rows: str) -> Judgement:
        """Return how the rows are judged.

        Raises:
            SourceError: The table lacks a column that the map names.
        """
        mistakes = list(self.mistakes())
        if mistakes:
            hint = f"the columns of {self.source} are {_some(self.types)}."
            raise self.map.document.refusal(mistakes, hint)
        where = " AND ".join(self.condition(name) for name in self.section.where) or "true"
        cells = tuple(self.cell(name, column) for name, column in self.each())
        return Judgement(rows=rows, cells=cells, where=where, columns=self.output())

    def origins(self) -> dict[str, str]:
        """Return each canonical column with the table's column that it comes from."""
        return {name: self.found(column) or "" for name, column in self.columns.items()}

    def mistakes(self) -> Iterator[Mistake]:
        """Name every column of the map that the table lacks."""
        for name, column in self.each():
            if column.constant is None and self.found(column) is None:
                yield self.missing((*self.path, name), column.column)
        for name in self.section.where:
            if self.asked(name) is None:
                yield self.missing((*self.path, "where", name), name.split(_OR))
        is_said = "member_id" in self.section.columns or self.whose.member_id is not None
        if "member_id" in REQUIRED[self.table] and not is_said:
            what = "it is missing, and several people are scored"
            yield self.map.document.mistake((*self.path, "member_id"), what)

    def missing(self, path: KeyPath, names: Sequence[str]) -> Mistake:
        """Name a column that the table lacks."""
        said = " or ".join(f"'{name}'" for name in names)
        what = f"{self.source} has no column {said}"
        return self.map.document.mistake(
            path, what, near(names[0], tuple(self.types), " ").strip(" .")
        )

    def each(self) -> Iterator[tuple[str, Column]]:
        """Yield every column of the map, with the setting that is one."""
        yield from self.columns.items()
        recorded = self.section.recorded_at
        if recorded and not self.is_absent(recorded):
            yield RECORDED, recorded

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """Canonical column to where its values come from, without those that may lack and do."""
        given = self.section.columns.items()
        filled = ((name, self.filled(column)) for name, column in given)
        return {name: column for name, column in filled if not self.is_absent(column)}

    def filled(self, column: Column) -> Column:
        """Let the default stand for a column that is not there."""
        is_filled = self.is_absent(column) and column.default is not None
        return Column(constant=column.default) if is_filled else column

    def is_absent(self, column: Column) -> bool:
        """Say whether a column may lack, and does."""
        return column.optional and self.found(column) is None

    def found(self, column: Column) -> str | None:
        """Return the first of a map's column names that the table has."""
        if column.constant is not None:
            return ""
        return next((there for name in column.column if (there := self.there(name))), None)

    def asked(self, names: str) -> str | None:
        """Return the first of the names of a condition that the table has."""
        return next((there for name in names.split(_OR) if (there := self.there(name))), None)

    def there(self, name: str) -> str | None:
        """Return a column by its name: as it is written, or in other capitals where that is one."""
        if name in self.types:
            return name
        alike = [one for one in self.types if one.strip().lower() == name.strip().lower()]
        return alike[0] if len(alike) == 1 else None

    def cell(self, name: str, column: Column) -> Cell:
        """Return the SQL of a column."""
        source = self.found(column) or ""
        zone = column.zone or self.section.zone or self.map.file.zone
        place = Place(
            table=self.table,
            name=name,
            kind=self.kind(name),
            source=source,
            type=self.types.get(source, ""),
            zone=zone,
        )
        needed = (*REQUIRED[self.table], *NEEDED[self.table])
        made = cell(place, column, name in needed)
        return self.own(made) if name == "member_id" else made

    def own(self, made: Cell) -> Cell:
        """Put the member's id for what the table calls them."""
        names = (*self.map.file.me, *self.whose.me)
        if not names or self.whose.member_id is None:
            return made
        called = ", ".join(quoted(name.strip().lower()) for name in names)
        value = (
            f"CASE WHEN lower(t_member_id) IN ({called}) THEN {quoted(self.whose.member_id)} "
            f"ELSE {made.value} END"
        )
        return replace(made, value=value)

    def condition(self, name: str) -> str:
        """Return SQL that is true where a row has one of the values asked for."""
        text = f"lower(trim({named(self.asked(name) or name)}::VARCHAR))"
        values = [str(value).strip().lower() for value in self.section.where[name]]
        listed = f"coalesce({text}, '') IN ({', '.join(map(quoted, values))})"
        return f"({listed})"

    def all_columns(self) -> tuple[str, ...]:
        """Return the columns of the output, in order."""
        extra = (name for name in self.columns if name not in SCHEMAS[self.table].names)
        return (*SCHEMAS[self.table].names, *extra)

    def output(self) -> Mapping[str, str]:
        """Return what stands in the columns of which the map says nothing."""
        given = dict(self.each())
        empty = {
            name: f"CAST(NULL AS {SQL_TYPES[self.kind(name)]})"
            for name in (*self.all_columns(), RECORDED)
            if name not in given
        }
        if "member_id" in empty and self.whose.member_id is not None:
            empty["member_id"] = quoted(self.whose.member_id)
        if "quantity" in empty:
            empty["quantity"] = "1::DOUBLE"
        return empty

    def kind(self, name: str) -> pa.DataType:
        """Return the type of a canonical column, or of ``recorded_at``."""
        return type_of(self.table, name) or pa.timestamp("us")

    def unused(self) -> tuple[str, ...]:
        """Return the columns of the table that nothing is read from."""
        used = {self.found(column) for _, column in self.each()}
        used |= {self.asked(name) for name in self.section.where}
        return tuple(name for name in self.types if name not in used)

    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of activity that the map names."""
        column = self.columns.get("kind")
        if column is None or self.table != "activities":
            return ()
        told = (column.constant, column.default, *column.values.values())
        return tuple(dict.fromkeys(str(kind) for kind in told if kind is not None))


def _some(names: Mapping[str, str]) -> str:
    most = 40
    shown_ = [f"'{name[:60]}'" for name in list(names)[:most]]
    more = len(names) - most
    return ", ".join(shown_) + (f" and {more} more" if more > 0 else "")
