"""What became of the rows of each table."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from openssi.batch import lines
from openssi.batch.sources import Source
from openssi.engines.base import Warehouse
from openssi.engines.on_disk import Session
from openssi.errors import TablesError

NOT_CSV: Final = "not CSV"
AGAIN: Final = "the member was seen on this day already, in another row"
ONESELF: Final = {"activities": "counterpart_id", "connections": "connection_id"}
"""Where the other person stands."""

_DATED: Final = {"activities": "occurred_at", "connections": "connected_on"}
_LISTED: Final = 5


@dataclass(frozen=True, kw_only=True)
class Tally:
    """The rows of one table; those taken, ignored, rejected and later are all there are."""

    read: int
    taken: int
    later: int
    """Dated after the last day that is scored, and not after the run's own."""
    ignored: Mapping[str, int]
    """By reason."""
    rejected: Mapping[str, int]
    """By reason."""
    kinds: tuple[str, ...] = ()
    """Kinds that occur in the rows taken."""


def tally(session: Warehouse, source: Source, last: dt.date) -> Tally:
    """Count the rows of a table.

    Args:
        session: Where it is read.
        source: The table.
        last: The last day that is scored.

    Raises:
        TablesError: There are rows, and none of them can be used.
    """
    kind = "kind" if source.table == "activities" else "CAST(NULL AS VARCHAR)"
    other = ONESELF.get(source.table)
    dated = _DATED.get(source.table)
    oneself = f"COALESCE({other} = member_id, FALSE)" if other else "FALSE"
    later = f"COALESCE(CAST({dated} AS DATE) > DATE '{last}', FALSE)" if dated else "FALSE"
    found = session.fetch(f"""
SELECT fault, CASE WHEN fault IS NULL THEN {kind} END AS kind,
  CASE WHEN fault IS NULL THEN {oneself} ELSE FALSE END AS is_oneself,
  CASE WHEN fault IS NULL THEN {later} ELSE FALSE END AS is_later, COUNT(*) AS n
FROM ({source.rows})
GROUP BY ALL""").to_pylist()
    rejected = _by_fault(row for row in found if row["fault"])
    broken = _broken(session, source)
    if broken:
        rejected[NOT_CSV] = broken
    good = [row for row in found if not row["fault"]]
    oneselves = sum(row["n"] for row in good if row["is_oneself"])
    taken = sum(row["n"] for row in good if not row["is_oneself"] and not row["is_later"])
    read = sum(row["n"] for row in found) + broken
    if read and not good:
        raise _nothing(session, source, rejected)
    return Tally(
        read=read,
        taken=taken,
        later=read - taken - oneselves - sum(rejected.values()),
        ignored={"with oneself": oneselves} if oneselves else {},
        rejected=rejected,
        kinds=tuple(sorted({row["kind"] for row in good if row["kind"]})),
    )


def set_aside(session: Warehouse, source: Source, path: Path) -> None:
    """Write the rows that cannot be used, each with the reason; lines that are no CSV beside."""
    session.write(f"SELECT * FROM ({source.rows}) WHERE fault IS NOT NULL", path)
    if source.is_csv and isinstance(session, Session):
        lines.set_aside(session, source.table, path.with_stem(f"{path.stem}_lines"))


def _by_fault(rows: Iterable[dict[str, Any]]) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for row in rows:
        sums[row["fault"]] += row["n"]
    return dict(sorted(sums.items()))


def _broken(session: Warehouse, source: Source) -> int:
    """Count the lines that are no CSV, of the scan just done."""
    if not (source.is_csv and isinstance(session, Session)):
        return 0  # other engines name them in `fault`
    return lines.keep(session, source.table)


def _nothing(session: Warehouse, source: Source, rejected: Mapping[str, int]) -> TablesError:
    details = tuple(f"{count:,} rows: {reason}" for reason, count in rejected.items())
    if source.table == "activities":
        kinds = session.fetch(
            f"SELECT LEFT(kind, 40) AS kind, COUNT(*) AS n FROM ({source.rows}) "
            f"WHERE kind IS NOT NULL GROUP BY ALL ORDER BY n DESC, kind LIMIT {_LISTED}"
        ).to_pylist()
        details += tuple(f"kind '{row['kind']}': {row['n']:,} rows" for row in kinds)
    return TablesError(
        f"{source.table}: none of the rows can be used.",
        hint="see docs/tables.md for columns and kinds, or say with --map what yours mean.",
        details=details,
    )
