"""The input, cleaned and divided into buckets of members: each bucket is scored on its own.

Members are divided by a hash, not by ranges, because activity is skewed. What is known of other
people, and what everyone's coverage is, is kept whole.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from openssi.batch import mirrored, numbers
from openssi.batch.request import Request
from openssi.batch.sources import Source
from openssi.batch.tally import AGAIN, Tally, set_aside, tally
from openssi.engines.on_disk import Session, files
from openssi.scoring.sql import UNDATED, day, literal, union
from openssi.tables import ATTRIBUTES, CONNECTION, PEER_GROUP_PREFIX, SCHEMAS

_ACTIVITIES_A_BUCKET: Final = 4_000_000
_LINKS_A_BUCKET: Final = 4_000_000
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
        session: Where it is read; ``told``, ``numbers`` and ``roster`` are left there for all
            sessions.
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
    _connections(session, sources["connections"], folder, request.last)
    _activities(session, sources["activities"], folder, derived, request.last)
    coverage = tallies.get("coverage")
    has_coverage = coverage is not None and coverage.taken > 0
    staged = Staged(
        folder=folder,
        buckets=buckets,
        tallies=tallies,
        derived={kind: got for kind, got in derived.items() if kind in tallies["activities"].kinds},
        peer_groups=tuple(c for c in sources["members"].columns if c.startswith(PEER_GROUP_PREFIX)),
        told_of_links=told_of_links(sources["connections"]),
        has_integer_ids=sources["members"].has_integer_ids,
        has_coverage=has_coverage,
    )
    if has_coverage:
        _coverage(session, sources["coverage"], staged.derived)
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


def _members(session: Session, source: Source, folder: Path, buckets: int) -> int:
    """Keep the members, each seen once a day, and return how many rows were more than that."""
    good = f"SELECT * EXCLUDE (fault) FROM ({source.rows}) WHERE fault IS NULL"
    order = ", ".join(f'"{name}"' for name in source.columns)
    numbered = (
        "SELECT *, ROW_NUMBER() OVER (PARTITION BY member_id, seen_on "
        f"ORDER BY {order}) AS copy FROM ({good})"
    )
    session.share("told", good)
    again = session.row(
        "SELECT COALESCE(SUM(n - 1), 0) AS n FROM "
        "(SELECT COUNT(*) AS n FROM told GROUP BY member_id, seen_on HAVING COUNT(*) > 1)"
    )["n"]
    if again:
        aside = f"SELECT * EXCLUDE (copy), '{AGAIN}' AS fault FROM ({numbered}) WHERE copy > 1"
        session.write(aside, folder / "rejects" / "members_again.parquet")
        session.share("told", f"SELECT * EXCLUDE (copy) FROM ({numbered}) WHERE copy = 1")
    session.share("numbers", numbers.of_members(buckets))
    session.share(
        "told",
        "SELECT n.number, t.* EXCLUDE (member_id) FROM told AS t "
        "JOIN numbers AS n ON n.member_id = t.member_id",
    )
    session.share("roster", _ROSTER)
    rows = (
        "SELECT t.number AS member_id, t.* EXCLUDE (number), r.bucket FROM told AS t "
        "JOIN roster AS r ON r.number = t.number"
    )
    session.write(rows, folder / "members", by="bucket")
    return int(again)


_ROSTER: Final = f"""
SELECT n.number, n.member_id, n.bucket, t.joined
FROM (
  SELECT number, COALESCE(MIN({day("joined_on")}), {UNDATED}) AS joined,
    ARG_MAX(opted_out, seen_on) FILTER (WHERE opted_out IS NOT NULL) AS opted_out
  FROM told
  GROUP BY number
) AS t
JOIN numbers AS n ON n.number = t.number
WHERE t.opted_out IS NOT TRUE"""
"""Who is scored: all but those who opted out, whenever they said so."""


def _with_repeated(counts: Tally, again: int) -> Tally:
    if not again:
        return counts
    return replace(counts, taken=counts.taken - again, rejected={**counts.rejected, AGAIN: again})


def _connections(session: Session, source: Source, folder: Path, last: dt.date) -> None:
    """Write each pair for either side that is scored, in numbers."""
    told = told_of_links(source)
    given, absent = ("".join(f", {of}{name}" for name in told) for of in ("", "NULL AS "))
    session.create(
        "pairs",
        f"""
SELECT {numbers.of("c.member_id", "o")} AS one, {numbers.of("c.connection_id", "p")} AS other,
  c.connected_on, c.ended_on{given}
FROM ({source.rows}) AS c
LEFT JOIN numbers AS o ON o.member_id = c.member_id
LEFT JOIN numbers AS p ON p.member_id = c.connection_id
WHERE c.fault IS NULL AND c.member_id <> c.connection_id
  AND (c.connected_on IS NULL OR c.connected_on <= DATE '{last}')""",
    )
    rows = f"""
SELECT d.*, r.bucket
FROM (
  SELECT one AS member_id, other AS connection_id, connected_on, ended_on{given} FROM pairs
  UNION ALL
  SELECT other, one, connected_on, ended_on{absent} FROM pairs
) AS d
JOIN roster AS r ON r.number = d.member_id"""
    session.write(rows, folder / "connections", by="bucket")
    session.drop("pairs")


def told_of_links(source: Source) -> tuple[str, ...]:
    """Return the attributes of the other person that connections tell."""
    return tuple(name for name in ATTRIBUTES if name in source.origins)


def _activities(
    session: Session, source: Source, folder: Path, derived: Mapping[str, str], last: dt.date
) -> None:
    """Write the activities of each member who is scored, in numbers.

    An object is only ever compared with others of one member: its hash serves, but where copies of
    an activity may contradict each other and the order of their texts decides.
    """
    told = {"counterpart_id", *source.origins}
    columns = [name for name in SCHEMAS["activities"].names if name in told]
    good = f"""
SELECT {", ".join(columns)} FROM ({source.rows})
WHERE fault IS NULL AND (counterpart_id IS NULL OR counterpart_id <> member_id)
  AND (occurred_at IS NULL OR CAST(occurred_at AS DATE) <= DATE '{last}')"""
    selects = [good, *([mirrored.other_side(good, derived.items())] if derived else [])]
    cells = {"member_id": "r.number", "counterpart_id": numbers.of("a.counterpart_id", "n")}
    if "activity_id" not in told:
        cells["object_id"] = "CASE WHEN a.object_id IS NOT NULL THEN HASH(a.object_id) END"
    wanted = ", ".join(f"{cells.get(name, f'a.{name}')} AS {name}" for name in columns)
    rows = f"""
SELECT {wanted}, r.bucket
FROM ({union(selects)}) AS a
JOIN roster AS r ON r.member_id = a.member_id
LEFT JOIN numbers AS n ON n.member_id = a.counterpart_id"""
    session.write(rows, folder / "activities", by="bucket")


def _coverage(session: Session, source: Source, derived: Mapping[str, str]) -> None:
    good = f"SELECT * EXCLUDE (fault) FROM ({source.rows}) WHERE fault IS NULL"
    rows = mirrored.seen_from_both(good, derived.items())
    session.share(
        "coverage_given",
        f"""
SELECT n.number AS member_id, c.* EXCLUDE (member_id), n.bucket
FROM ({rows}) AS c LEFT JOIN numbers AS n ON n.member_id = c.member_id
WHERE c.member_id IS NULL OR n.number IS NOT NULL""",
    )


def _occurring(session: Session, staged: Staged) -> None:
    """Keep the first day of each kind that occurs: where no coverage is given, it says all."""
    deeds = f"""
SELECT a.kind, MIN({day("a.occurred_at")}) AS lo
FROM {files(staged.parts("activities"))} AS a
JOIN roster AS r ON r.number = a.member_id
WHERE {day("a.occurred_at")} > 0 AND {day("a.occurred_at")} >= r.joined
GROUP BY a.kind"""
    links = f"""
SELECT {literal(CONNECTION)}, MIN({day("c.connected_on")})
FROM {files(staged.parts("connections"))} AS c
WHERE {day("c.connected_on")} > 0
HAVING COUNT(*) > 0"""
    selects = [
        select
        for table, select in (("activities", deeds), ("connections", links))
        if staged.parts(table)
    ]
    nothing = "SELECT CAST(NULL AS VARCHAR) AS kind, 0 AS lo WHERE FALSE"
    session.share("occurring", "\nUNION ALL\n".join((nothing, *selects)))
