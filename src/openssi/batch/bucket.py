"""One bucket of members, scored by the same stages as a single one."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa

from openssi.batch import cleaned, rows
from openssi.batch.canonical import TYPES
from openssi.batch.parts import part_name
from openssi.batch.request import Network, Signals
from openssi.batch.staging import Staged
from openssi.engines.on_disk import OnDisk, Session, files
from openssi.scoring import links, plan
from openssi.scoring.frame import Frame
from openssi.scoring.score import WEEK
from openssi.scoring.sql import day, text
from openssi.tables import KINDS, SCHEMAS

_NUMBERED: Final = ("member_id", "connection_id", "counterpart_id")
_EMPTY: Final = {
    name: pa.schema(
        pa.field(field.name, pa.int64()) if field.name in _NUMBERED else field for field in schema
    ).empty_table()
    for name, schema in SCHEMAS.items()
}
"""Tables without a row, in which people are numbers."""

_NUMBERED_KINDS: Final = f" REPLACE (CAST(kind AS ENUM ({', '.join(map(text, KINDS))})) AS kind)"
"""Kinds are compared by every measure: as numbers with names that is done in half the time."""

_PEOPLE: Final = """
SELECT * FROM everyone
WHERE member_id IN (
  SELECT connection_id FROM connections
  UNION SELECT member_id FROM connections
  UNION SELECT counterpart_id FROM activities WHERE counterpart_id IS NOT NULL
)"""
"""What is known of people, of those whom the bucket's members may have met."""


@dataclass(frozen=True, kw_only=True)
class Aside:
    """Where what a day's buckets give is written."""

    scores: Path
    links: Path
    signals: Path
    how: Signals
    """How the signals are written, if they are."""
    network: Network = "any"
    """What makes two people know each other."""


def know_everyone(session: Session, frame: Frame, staged: Staged) -> None:
    """Keep what is known of all members on the day, those too who are not scored.

    Where connections tell of a person as well, the two are judged together: else the judgement is
    all that is asked.
    """
    (people,) = (stage for stage in plan.stages(frame) if stage.name == "people")
    profiles = f"SELECT *, number AS member_id, {day('seen_on')} AS seen FROM told"
    session.view("profiles", profiles)
    wanted = "*" if staged.state.told_of_links else f"member_id, {', '.join(links.JUDGED)}"
    session.share("everyone", f"SELECT {wanted} FROM ({people.select}) AS known")


def score(database: OnDisk, frame: Frame, staged: Staged, bucket: int, aside: Aside) -> None:
    """Score the members of a bucket on the day and a week before, and write what it gives.

    Args:
        database: Where `know_everyone` was called.
        frame: Methodology and day.
        staged: The input.
        bucket: Which of its buckets.
        aside: Where it is written.
    """
    name = part_name(bucket, staged.buckets)
    with database.session() as session:
        for table in ("members", "connections", "activities"):
            _view(session, staged, table, bucket)
        session.view("coverage", _coverage(frame, staged, bucket))
        session.create("people", _PEOPLE)
        plan.run_network(session, frame, _network(frame, staged, aside.network), given={"people"})
        session.write(rows.scores(frame), aside.scores / name)
        session.write(rows.links(frame), aside.links / name)
        if aside.how != "none":
            told = rows.signals(frame, aside.how, has_integer_ids=staged.state.has_integer_ids)
            session.write(told, aside.signals / name, order="member_id")


def _network(frame: Frame, staged: Staged, network: Network) -> plan.Network:
    known = links.Known(told=staged.state.told_of_links, kept=(), network=network)
    return plan.Network(days=(frame.today - WEEK, frame.today), connections=known)


def _view(session: Session, staged: Staged, table: str, bucket: int) -> None:
    """Give a bucket's rows all the columns of a table: what was not told is NULL."""
    parts = staged.parts(table, bucket)
    if not parts:
        session.load(table, _EMPTY[table])
        return
    rows = files(parts)
    told = session.fetch(f"SELECT * FROM {rows} LIMIT 0").column_names
    absent = "".join(
        f", CAST(NULL AS {TYPES[field.type]}) AS {field.name}"
        for field in SCHEMAS[table]
        if field.name not in told
    )
    own = _NUMBERED_KINDS if table == "activities" else ""
    session.view(table, f"SELECT *{own}{absent} FROM {rows}")


def _coverage(frame: Frame, staged: Staged, bucket: int) -> str:
    if staged.state.has_coverage:
        return (
            "SELECT * EXCLUDE (bucket) FROM coverage_given "
            f"WHERE bucket IS NULL OR bucket = {bucket}"
        )
    return cleaned.observed(frame.today, frame.as_of, "BIGINT")
