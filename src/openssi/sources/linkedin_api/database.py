"""A store in a DuckDB database that somebody else opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

import duckdb

from openssi.sources.linkedin_api.store import Account, Answer, Fetch, Kept, Seen, State

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS api_account (
    token VARCHAR NOT NULL, since BIGINT NOT NULL, owner VARCHAR NOT NULL, consented BIGINT
);
CREATE TABLE IF NOT EXISTS api_fetches (
    domain VARCHAR NOT NULL, spelled VARCHAR NOT NULL, began BIGINT NOT NULL, chunk BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS api_answers (
    domain VARCHAR NOT NULL, state VARCHAR NOT NULL, taken BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS api_rows (
    domain VARCHAR NOT NULL, taken BIGINT NOT NULL, chunk BIGINT NOT NULL, place BIGINT NOT NULL,
    content VARCHAR NOT NULL
);
CREATE TABLE IF NOT EXISTS api_events (
    id VARCHAR NOT NULL, processed BIGINT NOT NULL, content VARCHAR NOT NULL
);
CREATE TABLE IF NOT EXISTS api_cursor (processed BIGINT NOT NULL);
CREATE TABLE IF NOT EXISTS api_seen (seen_from BIGINT NOT NULL, seen_to BIGINT NOT NULL);
"""
"""The tables of this source; running it again changes nothing."""

TABLES: Final = (
    "api_account",
    "api_fetches",
    "api_answers",
    "api_rows",
    "api_events",
    "api_cursor",
    "api_seen",
)
"""Their names, for who exports or erases all that is kept."""

_INSERT_ROWS: Final = """
INSERT INTO api_rows
SELECT ?, ?, ?, generate_subscripts(texts, 1) AS place, unnest(texts)
FROM (SELECT ?::VARCHAR[] AS texts)
"""
_INSERT_EVENTS: Final = """
INSERT INTO api_events
SELECT id, processed, content
FROM (SELECT unnest(?::VARCHAR[]) id, unnest(?::BIGINT[]) processed, unnest(?::VARCHAR[]) content)
WHERE id NOT IN (SELECT id FROM api_events)
"""
_DROP_UNFINISHED: Final = """
DELETE FROM api_rows
WHERE domain = ? AND taken NOT IN (SELECT taken FROM api_answers WHERE domain = ?)
"""
_ROWS: Final = """
SELECT list(content ORDER BY place) FROM api_rows JOIN api_answers USING (domain, taken)
WHERE domain = ? GROUP BY chunk ORDER BY chunk
"""


class DuckDBStore:
    """Keeps what a sync fetched in the tables of `SCHEMA`, which it makes where they lack.

    Args:
        connection: An open connection. Each call that keeps something is one transaction of it.
        read_only: Whether it may only read; then something was synced into it already.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, *, read_only: bool = False) -> None:
        self._connection = connection
        if not read_only:
            connection.execute(SCHEMA)

    def account(self) -> Account | None:
        """Return whose data it is, None before the first sync."""
        row = self._one("SELECT token, since, owner, consented FROM api_account")
        return row and Account(token=row[0], since=row[1], owner=row[2], consented=row[3])

    def keep_account(self, account: Account) -> None:
        """Keep whose data it is."""
        values = [account.token, account.since, account.owner, account.consented]
        with self._transaction() as run:
            run("DELETE FROM api_account")
            run("INSERT INTO api_account VALUES (?, ?, ?, ?)", values)

    def fetch_of(self, domain: str) -> Fetch | None:
        """Return how far a domain got that is being fetched."""
        row = self._one("SELECT spelled, began, chunk FROM api_fetches WHERE domain = ?", [domain])
        return row and Fetch(domain=domain, spelled=row[0], began=row[1], chunk=row[2])

    def begin(self, fetch: Fetch) -> None:
        """Begin to fetch a domain, and drop what an earlier attempt left unfinished."""
        with self._transaction() as run:
            run(_DROP_UNFINISHED, [fetch.domain, fetch.domain])
            self._move_to(fetch)

    def keep_chunk(self, fetch: Fetch, rows: Sequence[str]) -> Fetch:
        """Keep the rows of the chunk that is next, and return what comes after it."""
        after = replace(fetch, chunk=fetch.chunk + 1)
        where = [fetch.domain, fetch.began, fetch.chunk]
        with self._transaction() as run:
            run("DELETE FROM api_rows WHERE domain = ? AND taken = ? AND chunk = ?", where)
            run(_INSERT_ROWS, [*where, list(rows)])
            self._move_to(after)
        return after

    def finish(self, fetch: Fetch, state: State) -> None:
        """Let what was fetched of a domain take the place of what was known of it."""
        name = [fetch.domain]
        with self._transaction() as run:
            run("DELETE FROM api_fetches WHERE domain = ?", name)
            run("DELETE FROM api_answers WHERE domain = ?", name)
            run("INSERT INTO api_answers VALUES (?, ?, ?)", [*name, state, fetch.began])
            run("DELETE FROM api_rows WHERE domain = ? AND taken <> ?", [*name, fetch.began])

    def answer_of(self, domain: str) -> Answer | None:
        """Return what was last told about a domain."""
        row = self._one("SELECT state, taken FROM api_answers WHERE domain = ?", [domain])
        return row and Answer(domain=domain, state=row[0], taken=row[1])

    def chunks_of(self, domain: str) -> list[list[str]]:
        """Return the rows of a domain as they were last told, chunk by chunk."""
        return [rows for (rows,) in self._connection.execute(_ROWS, [domain]).fetchall()]

    def cursor(self) -> int | None:
        """Return the instant up to which the changelog was read."""
        row = self._one("SELECT processed FROM api_cursor")
        return row and int(row[0])

    def keep_events(self, events: Sequence[Kept], cursor: int) -> int:
        """Keep the events that are new and the cursor, and return how many are."""
        once = {event.id: event for event in events}.values()
        columns = [
            [event.id for event in once],
            [event.processed for event in once],
            [event.text for event in once],
        ]
        with self._transaction() as run:
            before = self._count()
            run(_INSERT_EVENTS, columns)
            run("DELETE FROM api_cursor")
            run("INSERT INTO api_cursor VALUES (?)", [cursor])
            return self._count() - before

    def events(self) -> list[Kept]:
        """Return all events, oldest first."""
        found = self._connection.execute("SELECT * FROM api_events ORDER BY processed, id")
        return [Kept(id=row[0], processed=row[1], text=row[2]) for row in found.fetchall()]

    def seen(self) -> list[Seen]:
        """Return the stretches that the changelog showed, oldest first."""
        found = self._connection.execute("SELECT * FROM api_seen ORDER BY seen_from")
        return [Seen(first=row[0], last=row[1]) for row in found.fetchall()]

    def keep_seen(self, stretches: Sequence[Seen]) -> None:
        """Keep the stretches in place of those that were known."""
        with self._transaction() as run:
            run("DELETE FROM api_seen")
            for one in stretches:
                run("INSERT INTO api_seen VALUES (?, ?)", [one.first, one.last])

    def _one(self, query: str, values: Sequence[object] = ()) -> Any:  # noqa: ANN401 - a row of the query
        return self._connection.execute(query, values).fetchone()

    def _count(self) -> int:
        return int(self._one("SELECT count(*) FROM api_events")[0])

    def _move_to(self, fetch: Fetch) -> None:
        values = [fetch.domain, fetch.spelled, fetch.began, fetch.chunk]
        self._connection.execute("DELETE FROM api_fetches WHERE domain = ?", [fetch.domain])
        self._connection.execute("INSERT INTO api_fetches VALUES (?, ?, ?, ?)", values)

    @contextmanager
    def _transaction(self) -> Iterator[Any]:
        """Run statements as one: all of them, or none."""
        self._connection.execute("BEGIN TRANSACTION")
        try:
            yield self._connection.execute
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")
