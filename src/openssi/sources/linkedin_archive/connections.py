"""Connections.csv: who is connected, since when, and what they do now."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from openssi import tables
from openssi.sources.linkedin_archive.columns import distinct, name_keys, slugs_of
from openssi.sources.linkedin_archive.contents import Contents
from openssi.sources.linkedin_archive.dates import DAY, date_of, day_month_year
from openssi.sources.linkedin_archive.declared import Declared
from openssi.sources.linkedin_archive.ledger import IgnoredRowError
from openssi.sources.linkedin_archive.people import NAME_PREFIX, People
from openssi.sources.linkedin_archive.urls import plain


class Connection(NamedTuple):
    """One row; all but the date is blank for members who are hidden from the owner."""

    at: int | None
    name: str
    slug: str
    company: str
    title: str


def _columns(  # noqa: PLR0913, PLR0917  # the columns of the file
    first: pa.Array,
    last: pa.Array,
    connected_on: pa.Array,
    url: pa.Array,
    company: pa.Array,
    title: pa.Array,
) -> tuple[list[str], ...]:
    return (
        distinct(str.strip, connected_on),
        name_keys(pc.binary_join_element_wise(first, last, " ")),
        slugs_of(url),
        distinct(plain, company),
        distinct(plain, title),
    )


def _connection(connected_on: str, *known: str) -> Connection:
    if not connected_on and not any(known):  # a hidden member still has a day
        raise IgnoredRowError("a blank row")
    return Connection(day_month_year(connected_on) if connected_on else None, *known)


CONNECTIONS = Declared(
    stems=("connections",),
    needed=("First Name", "Last Name", "Connected On"),
    optional=("URL|Profile URL", "Company", "Position"),
    columns=_columns,
    parse=_connection,
    may_repeat=True,  # hidden members show nothing but the day
    distinct=True,
)


def learn_people(contents: Contents, people: People) -> None:
    """Take note of names and addresses."""
    for row in contents.rows(CONNECTIONS):
        people.learn(row.name, row.slug)


class Connected(NamedTuple):
    """The connections table, and since when each person is in it."""

    table: pa.Table
    since: dict[str, int | None]


def connected(contents: Contents, member_id: str, people: People) -> Connected:
    """Return the canonical connections: hidden ones by their day, the others by their address.

    Oldest first, so that ids do not change when a namesake or a hidden one is added later.
    """
    since: dict[str, int | None] = {}
    naming = _Naming(people)
    kept: list[Connection] = []
    pairs = [(row, batch.ledger) for batch in contents.of(CONNECTIONS) for row in batch.rows]
    for row, ledger in sorted(pairs, key=lambda pair: pair[0].at or 0):
        identity = row.slug or naming.id_of(row)
        if identity in since:
            ledger.duplicates += 1
            continue
        since[identity] = row.at
        kept.append(row)
        if row.at is not None:
            ledger.date(row.at)
    return Connected(_table(member_id, list(since), kept), since)


class _Naming:
    """Ids of connections without an address: hidden ones, and all those of old archives.

    Of namesakes the oldest has the plain name; the others add the day, and a number if need be.
    """

    def __init__(self, people: People) -> None:
        self._people = people
        self._ids: dict[Connection, str] = {}
        self._taken: Counter[str] = Counter()

    def id_of(self, row: Connection) -> str:
        """Return the id of a row; the same for a row that repeats one, unless it is hidden."""
        plain_id = self._people.id_of(row.name)
        if plain_id is None:
            return f"hidden:{_day(row)}:{self._place(_day(row))}"
        if row not in self._ids:
            self._ids[row] = self._new(row, plain_id)
        return self._ids[row]

    def _new(self, row: Connection, plain_id: str) -> str:
        if self._place(plain_id) == 1:
            return plain_id
        dated = f"{NAME_PREFIX}{row.name}:{_day(row)}"
        place = self._place(dated)
        return dated if place == 1 else f"{dated}:{place}"

    def _place(self, key: str) -> int:
        self._taken[key] += 1
        return self._taken[key]


def _day(row: Connection) -> str:
    return "undated" if row.at is None else date_of(row.at).isoformat()


def _table(member_id: str, identities: list[str], rows: list[Connection]) -> pa.Table:
    days = [None if row.at is None else row.at // DAY for row in rows]
    columns = {
        "member_id": pa.repeat(pa.scalar(member_id, pa.string()), len(rows)),
        "connection_id": pa.array(identities, pa.string()),
        "connected_on": pa.array(days, pa.int32()).cast(pa.date32()),
        "title": pa.array([row.title or None for row in rows], pa.string()),
        "company": pa.array([row.company or None for row in rows], pa.string()),
    }
    return tables.conform("connections", pa.table(columns))
