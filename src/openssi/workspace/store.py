"""An open store: what the member told, LinkedIn's readings; every change is one transaction."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from openssi.sources.account import OfficialGroup, OfficialReading
from openssi.sources.self_report import CheckIn

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, kw_only=True)
class Stored:
    """Everything that was told or read off, as it is scored."""

    member_id: str | None
    """Whose store this is; None where nobody said."""
    checkins: tuple[CheckIn, ...]
    official: tuple[OfficialReading, ...]


class Workspace:
    """An open store; a context manager that closes it."""

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection) -> None:
        """Take an open connection: use `opened`."""
        self.path = path
        self.connection = connection

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Make several changes one: all of them or none."""
        self.connection.begin()
        try:
            yield
        except BaseException:
            self.connection.rollback()
            raise
        self.connection.commit()

    def owner(self) -> str | None:
        """Return whose store it is, where somebody said."""
        row = self.connection.execute("SELECT member_id FROM workspace").fetchone()
        return row[0] if row else None

    def belong(self, member_id: str) -> None:
        """Say whose store it is: it is used for nobody else's archive."""
        self.connection.execute("UPDATE workspace SET member_id = ?", [member_id])

    def check_in(self, day: dt.date, answers: Mapping[str, int]) -> CheckIn:
        """Keep what the member told."""
        with self.changing():
            found = self.connection.execute("SELECT COALESCE(MAX(number), 0) + 1 FROM checkins")
            number = int(_only(found.fetchone()))
            row = [number, day, json.dumps(dict(answers))]
            self.connection.execute("INSERT INTO checkins VALUES (?, ?, ?)", row)
        return CheckIn(number=number, day=day, answers=dict(answers))

    def undo_check_in(self) -> CheckIn | None:
        """Forget the check-in that was made last; return it, or None where there is none."""
        last = max(self.checkins(), key=lambda one: one.number, default=None)
        if last:
            self.connection.execute("DELETE FROM checkins WHERE number = ?", [last.number])
        return last

    def checkins(self) -> tuple[CheckIn, ...]:
        """Return the check-ins, the newest day first."""
        rows = self.connection.execute(
            "SELECT number, day, answers FROM checkins ORDER BY day DESC, number DESC"
        ).fetchall()
        return tuple(CheckIn(number=n, day=d, answers=json.loads(told)) for n, d, told in rows)

    def add_official(self, readings: Iterable[OfficialReading]) -> tuple[OfficialReading, ...]:
        """Keep readings of LinkedIn's own index, one a day; return those that they replaced."""
        before = {one.day: one for one in self.official()}
        replaced: list[OfficialReading] = []
        with self.changing():
            for one in readings:
                replaced += [before[one.day]] if one.day in before else []
                self.connection.execute("DELETE FROM official WHERE day = ?", [one.day])
                self.connection.execute(
                    "INSERT INTO official VALUES (?, ?, ?, ?, ?, ?)", _official_row(one)
                )
        return tuple(replaced)

    def remove_official(self, day: dt.date) -> bool:
        """Forget the reading of a day; say whether there was one."""
        gone = self.connection.execute("DELETE FROM official WHERE day = ? RETURNING day", [day])
        return bool(gone.fetchall())

    def official(self) -> tuple[OfficialReading, ...]:
        """Return the readings, the newest first."""
        rows = self.connection.execute("SELECT * FROM official ORDER BY day DESC").fetchall()
        return tuple(_reading(row, self.owner() or "") for row in rows)

    def stored(self) -> Stored:
        """Return everything that is scored."""
        return Stored(member_id=self.owner(), checkins=self.checkins(), official=self.official())

    def holds(self, table: str) -> bool:
        """Say whether the file has a table with anything in it."""
        names = self.connection.execute("SELECT table_name FROM information_schema.tables")
        if (table,) not in names.fetchall():
            return False
        return bool(self.connection.execute(f'FROM "{table}" LIMIT 1').fetchall())

    def export(self) -> dict[str, list[dict[str, Any]]]:
        """Return every row of every table: all that is kept."""
        tables = self.connection.execute(
            "SELECT table_name FROM information_schema.tables ORDER BY table_name"
        ).fetchall()
        return {
            name: self.connection.sql(f'SELECT * FROM "{name}"').to_arrow_table().to_pylist()  # noqa: S608 - the store's own names
            for (name,) in tables
        }


def _only(row: tuple[Any, ...] | None) -> Any:  # noqa: ANN401 - as the column has it
    return row[0] if row else None


def _official_row(one: OfficialReading) -> list[object]:
    groups = [json.dumps(asdict(group)) if group else None for group in (one.industry, one.network)]
    return [one.day, one.total, json.dumps(dict(one.pillars)), *groups, one.source]


def _reading(row: tuple[Any, ...], member_id: str) -> OfficialReading:
    day, total, pillars, industry, network, source = row
    return OfficialReading(
        day=day,
        total=total,
        pillars=json.loads(pillars),
        industry=OfficialGroup(**json.loads(industry)) if industry else None,
        network=OfficialGroup(**json.loads(network)) if network else None,
        member_id=member_id,
        source=source,
    )
