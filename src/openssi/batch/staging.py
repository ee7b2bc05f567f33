"""The input, cleaned and divided into buckets of members: each bucket is scored on its own.

Members are divided by a hash, not by ranges, because activity is skewed. What is known of other
people, and what everyone's coverage is, is kept whole.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from openssi.batch import mirrored
from openssi.batch.request import Request
from openssi.batch.sources import Source
from openssi.batch.tally import AGAIN, Tally, set_aside, tally
from openssi.engines.on_disk import Session, files
from openssi.scoring.sql import UNDATED, day, literal
from openssi.tables import ATTRIBUTES, CONNECTION, PEER_GROUP_PREFIX

_ACTIVITIES_A_BUCKET: Final = 1_000_000
_LINKS_A_BUCKET: Final = 1_000_000
_MEMBERS_A_BUCKET: Final = 50_000


@dataclass(frozen=True, kw_only=True)
class Staged:
    """The input, ready to be scored."""

    folder: Path
    buckets: int
    tallies: Mapping[str, Tally]
    derived: Mapping[str, str]
    """Kinds given, and received by them, where the other side was derived."""
    peer_groups: tuple[str, ...]
    told_of_links: tuple[str, ...]
    """Attributes that connections tell of the other person."""
    has_integer_ids: bool
    has_coverage: bool
    """Whether it was given what the tables show."""

    def parts(self, table: str, bucket: int | None = None) -> list[Path]:
        """Return the files of a table, of one bucket or of all."""
        name = "*" if bucket is None else str(bucket)
        return sorted((self.folder / table).glob(f"bucket={name}/*.parquet"))


def stage(
    session: Session, sources: Mapping[str, Source], request: Request, folder: Path
) -> Staged:
    """Count, clean and divide the input.

    Args:
        session: Where it is read; ``told`` and ``roster`` are left there for all sessions.
        sources: The tables.
        request: What was asked for.
        folder: Where the buckets go.

    Raises:
        OpenSSIError: A table has no row that can be used, or contradicts ``--mirrored``.
    """
    tallies = {table: tally(session, source, request.last) for table, source in sources.items()}
    for table, counts in tallies.items():
        if counts.rejected:
            set_aside(session, sources[table], folder / "rejects" / f"{table}.parquet")
    derived = mirrored.derived(tallies["activities"].kinds, mirrored=request.inputs.mirrored)
    buckets = _buckets(tallies)
    again = _members(session, sources["members"], folder, buckets)
    tallies["members"] = _with_repeated(tallies["members"], again)
    _connections(session, sources["connections"], folder, buckets, request.last)
    _activities(session, sources["activities"], folder, buckets, derived, request.last)
    coverage = tallies.get("coverage")
    has_coverage = coverage is not None and coverage.taken > 0
    staged = Staged(
        folder=folder,
        buckets=buckets,
        tallies=tallies,
        derived={kind: got for kind, got in derived.items() if kind in tallies["activities"].kinds},
        peer_groups=tuple(c for c in sources["members"].columns if c.startswith(PEER_GROUP_PREFIX)),
        told_of_links=tuple(c for c in ATTRIBUTES if c in sources["connections"].origins),
        has_integer_ids=sources["members"].has_integer_ids,
        has_coverage=has_coverage,
    )
    if has_coverage:
        _coverage(session, sources["coverage"], buckets, staged.derived)
    else:
        _occurring(session, staged)
    return staged


def _buckets(tallies: Mapping[str, Tally]) -> int:
    sizes = (
        tallies["activities"].read / _ACTIVITIES_A_BUCKET,
        2 * tallies["connections"].read / _LINKS_A_BUCKET,
        tallies["members"].read / _MEMBERS_A_BUCKET,
    )
    return max(1, round(max(sizes)))


def bucket_of(column: str, buckets: int) -> str:
    """Return SQL for the bucket of a member."""
    return f"CAST(HASH({column}) % {buckets} AS INTEGER)"


def _members(session: Session, source: Source, folder: Path, buckets: int) -> int:
    """Keep the members, each seen once a day, and return how many rows were more than that."""
    good = f"SELECT * EXCLUDE (fault) FROM ({source.rows}) WHERE fault IS NULL"
    order = ", ".join(f'"{name}"' for name in source.columns)
    numbered = (
        "SELECT *, ROW_NUMBER() OVER (PARTITION BY member_id, seen_on "
        f"ORDER BY {order}) AS copy FROM ({good})"
    )
    session.share("told", f"SELECT *, {bucket_of('member_id', buckets)} AS bucket FROM ({good})")
    again = session.row(
        "SELECT COALESCE(SUM(n - 1), 0) AS n FROM "
        "(SELECT COUNT(*) AS n FROM told GROUP BY member_id, seen_on HAVING COUNT(*) > 1)"
    )["n"]
    if again:
        aside = f"SELECT * EXCLUDE (copy), '{AGAIN}' AS fault FROM ({numbered}) WHERE copy > 1"
        session.write(aside, folder / "rejects" / "members_again.parquet")
        session.share(
            "told",
            f"SELECT * EXCLUDE (copy), {bucket_of('member_id', buckets)} AS bucket "
            f"FROM ({numbered}) WHERE copy = 1",
        )
    session.share("roster", _ROSTER)
    rows = "SELECT * FROM told WHERE member_id IN (SELECT member_id FROM roster)"
    session.write(rows, folder / "members", by="bucket")
    return int(again)


_ROSTER: Final = f"""
SELECT member_id, bucket, joined, CAST(ROW_NUMBER() OVER (ORDER BY bucket) AS INTEGER) AS number
FROM (
  SELECT member_id, bucket, COALESCE(MIN({day("joined_on")}), {UNDATED}) AS joined,
    ARG_MAX(opted_out, seen_on) FILTER (WHERE opted_out IS NOT NULL) AS opted_out
  FROM told
  GROUP BY member_id, bucket
) AS each_one
WHERE opted_out IS NOT TRUE"""
"""Who is scored: all but those who opted out, whenever they said so."""


def _with_repeated(counts: Tally, again: int) -> Tally:
    if not again:
        return counts
    return Tally(
        read=counts.read,
        taken=counts.taken - again,
        later=counts.later,
        ignored=counts.ignored,
        rejected={**counts.rejected, AGAIN: again},
    )


def _connections(
    session: Session, source: Source, folder: Path, buckets: int, last: dt.date
) -> None:
    """Write each row where its one side is scored, and where the other is."""
    good = f"""
SELECT * EXCLUDE (fault), {bucket_of("member_id", buckets)} AS one,
  {bucket_of("connection_id", buckets)} AS other
FROM ({source.rows})
WHERE fault IS NULL AND member_id <> connection_id
  AND (connected_on IS NULL OR connected_on <= DATE '{last}')"""
    both = f"""
SELECT * EXCLUDE (one, other), UNNEST(CASE WHEN one = other THEN [one] ELSE [one, other] END)
  AS bucket
FROM ({good})"""
    session.write(both, folder / "connections", by="bucket")


def _activities(  # noqa: PLR0913, PLR0917 - one place, what goes in and how it is divided
    session: Session,
    source: Source,
    folder: Path,
    buckets: int,
    derived: Mapping[str, str],
    last: dt.date,
) -> None:
    good = f"""
SELECT * EXCLUDE (fault) FROM ({source.rows})
WHERE fault IS NULL AND (counterpart_id IS NULL OR counterpart_id <> member_id)
  AND (occurred_at IS NULL OR CAST(occurred_at AS DATE) <= DATE '{last}')"""
    selects = [good, *([mirrored.other_side(good, derived.items())] if derived else [])]
    each = (f"SELECT *, {bucket_of('member_id', buckets)} AS bucket FROM ({s})" for s in selects)
    session.write("\nUNION ALL\n".join(each), folder / "activities", by="bucket")


def _coverage(session: Session, source: Source, buckets: int, derived: Mapping[str, str]) -> None:
    good = f"SELECT * EXCLUDE (fault) FROM ({source.rows}) WHERE fault IS NULL"
    rows = mirrored.seen_from_both(good, derived.items())
    session.share(
        "coverage_given",
        f"SELECT *, CASE WHEN member_id IS NOT NULL THEN {bucket_of('member_id', buckets)} END "
        f"AS bucket FROM ({rows})",
    )


def _occurring(session: Session, staged: Staged) -> None:
    """Keep the first day of each kind that occurs: where no coverage is given, it says all."""
    deeds = f"""
SELECT a.kind, MIN({day("a.occurred_at")}) AS lo
FROM {files(staged.parts("activities"))} AS a
JOIN roster AS r ON r.member_id = a.member_id
WHERE {day("a.occurred_at")} > 0 AND {day("a.occurred_at")} >= r.joined
GROUP BY a.kind"""
    links = f"""
SELECT {literal(CONNECTION)}, MIN({day("c.connected_on")})
FROM {files(staged.parts("connections"))} AS c
WHERE {day("c.connected_on")} > 0 AND (c.member_id IN (SELECT member_id FROM roster)
  OR c.connection_id IN (SELECT member_id FROM roster))
HAVING COUNT(*) > 0"""
    selects = [
        select
        for table, select in (("activities", deeds), ("connections", links))
        if staged.parts(table)
    ]
    nothing = "SELECT CAST(NULL AS VARCHAR) AS kind, 0 AS lo WHERE FALSE"
    session.share("occurring", "\nUNION ALL\n".join((nothing, *selects)))
