"""The tables that were given, each as one query for canonical rows."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from openssi.batch import canonical
from openssi.batch.files import files_of
from openssi.batch.request import Inputs
from openssi.engines.on_disk import Session
from openssi.errors import SourceError
from openssi.sources.event_tables import mapped, table_map
from openssi.sources.event_tables.inputs import columns_of, input_of, relation
from openssi.tables import PEER_GROUP_PREFIX


@dataclass(frozen=True, kw_only=True)
class Source:
    """One canonical table as it was given."""

    table: str
    """Which of the canonical tables."""
    rows: str
    """SELECT: the canonical columns of every row, and ``fault``: what is wrong with it, or NULL."""
    columns: tuple[str, ...]
    """The canonical columns, peer groups among them."""
    origins: Mapping[str, str]
    """Canonical column to the table's own that it comes from."""
    has_integer_ids: bool = False
    """Whether members are numbers, as which they are given back."""
    is_csv: bool = False
    """Whether rows may be lost to a line that is no CSV."""


def paths_of(inputs: Inputs) -> dict[str, tuple[Path, ...]]:
    """Return the files of each table that was given."""
    given = {
        "members": inputs.members,
        "connections": inputs.connections,
        "activities": inputs.activities,
        "coverage": inputs.coverage,
    }
    return {table: files_of(path) for table, path in given.items() if path is not None}


def sources(
    session: Session, inputs: Inputs, paths: Mapping[str, tuple[Path, ...]], today: dt.date
) -> dict[str, Source]:
    """Look at the tables and say how they are read; nothing of them is read yet.

    Args:
        session: May read the files.
        inputs: What was given.
        paths: Its files, from `paths_of`.
        today: The run's own day.

    Raises:
        OpenSSIError: A file cannot be read, or lacks a column, or one has the wrong type.
    """
    found = _mapped(session, inputs.map, paths) if inputs.map else _plain(session, paths)
    return {
        one.table: replace(one, rows=canonical.judged(one.table, one.rows, today)) for one in found
    }


def _plain(session: Session, paths: Mapping[str, tuple[Path, ...]]) -> Iterator[Source]:
    for table, files in paths.items():
        source = input_of(files)
        if source.form == "duckdb":
            raise SourceError(
                f"{source.label}: a database holds more than one table.",
                hint="say with --map which of them is which.",
            )
        rows = relation(source, None, session.connection)
        given = columns_of(source, rows, session.connection)
        is_csv = source.form == "csv"
        wanted = canonical.columns_of(table, given)
        yield Source(
            table=table,
            rows=canonical.select(table, rows, given, are_texts=is_csv),
            columns=tuple(wanted),
            origins={name: name for name in wanted if name in given},
            has_integer_ids=given.get("member_id", "").startswith(canonical.INTEGERS),
            is_csv=is_csv,
        )


def _mapped(session: Session, name: str, paths: Mapping[str, tuple[Path, ...]]) -> Iterator[Source]:
    sections = mapped(table_map(name), paths, session.connection)
    for table in paths:
        own = [section for section in sections if section.table == table]
        is_csv = any(section.source.form == "csv" for section in own)
        yield replace(of_map(name, table, own), is_csv=is_csv)


class Section(Protocol):
    """One section of a map on its files."""

    @property
    def columns(self) -> Mapping[str, str]:
        """Canonical column to the table's own that it comes from."""

    @property
    def judged(self) -> str:
        """SELECT: ``v_<column>`` of every row, ``ignored`` and ``rejected``."""


def of_map(name: str, table: str, sections: Sequence[Section]) -> Source:
    """Return a canonical table as the sections of a map make it, one after the other.

    Args:
        name: The map.
        table: The table.
        sections: All of its sections.

    Raises:
        SourceError: There is none.
    """
    if not sections:
        raise SourceError(
            f"{name}: it says nothing of {table}.", hint=f"add a section [{table}] to the map."
        )
    origins = {column: told for one in sections for column, told in one.columns.items()}
    wanted = canonical.columns_of(table, origins)
    return Source(
        table=table,
        rows="\nUNION ALL\n".join(_rows(section, wanted) for section in sections),
        columns=tuple(wanted),
        origins=origins,
    )


def _rows(section: Section, wanted: Mapping[str, str]) -> str:
    """A section's rows; what other sections alone tell is NULL, and types are those of the table.

    (A moment may be one of a zone before: other engines take their sessions' for it, which is UTC.)
    """
    groups = (name for name in wanted if name.startswith(PEER_GROUP_PREFIX))
    absent = {name for name in groups if name not in section.columns}
    cells = ", ".join(
        f'CAST({"NULL" if name in absent else f"v_{name}"} AS {kind}) AS "{name}"'
        for name, kind in wanted.items()
    )
    return f"SELECT {cells}, rejected AS fault FROM ({section.judged}) WHERE ignored IS NULL"
