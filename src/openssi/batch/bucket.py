"""One bucket of members, scored by the same stages as a single one."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from openssi.batch import rows
from openssi.batch.parts import part_name
from openssi.batch.request import Signals
from openssi.batch.staging import Staged
from openssi.engines.on_disk import OnDisk, Session, files
from openssi.scoring import plan
from openssi.scoring.frame import Frame
from openssi.scoring.score import WEEK
from openssi.scoring.sql import day
from openssi.tables import SCHEMAS

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


def know_everyone(session: Session, frame: Frame) -> None:
    """Keep what is known of all members on the day, those too who are not scored."""
    (people,) = (stage for stage in plan.stages(frame) if stage.name == "people")
    session.view("profiles", f"SELECT *, {day('seen_on')} AS seen FROM told")
    session.share("everyone", people.select)


def score(database: OnDisk, frame: Frame, staged: Staged, bucket: int, aside: Aside) -> None:
    """Score the members of a bucket on the day and a week before, and write what it gives.

    Args:
        database: Where `know_everyone` was called.
        frame: Methodology and day.
        staged: The input.
        bucket: Which of its buckets.
        aside: Where it is written.
    """
    if not staged.parts("members", bucket):
        return
    name = part_name(bucket, staged.buckets)
    with database.session() as session:
        for table in ("members", "connections", "activities"):
            _view(session, staged, table, bucket)
        session.view("coverage", _coverage(frame, staged, bucket))
        session.create("people", _PEOPLE)
        plan.run_over(session, frame, [frame.today - WEEK, frame.today], given={"people"})
        session.write(rows.scores(frame), aside.scores / name)
        session.write(rows.links(frame), aside.links / name)
        if aside.how != "none":
            told = rows.signals(frame, aside.how, has_integer_ids=staged.has_integer_ids)
            session.write(told, aside.signals / name, order="member_id")


def _view(session: Session, staged: Staged, table: str, bucket: int) -> None:
    parts = staged.parts(table, bucket)
    if parts:
        session.view(table, f"SELECT * FROM {files(parts)}")
    else:
        session.load(table, SCHEMAS[table].empty_table())


def _coverage(frame: Frame, staged: Staged, bucket: int) -> str:
    if staged.has_coverage:
        return (
            "SELECT * EXCLUDE (bucket) FROM coverage_given "
            f"WHERE bucket IS NULL OR bucket = {bucket}"
        )
    return f"""
SELECT CAST(NULL AS VARCHAR) AS member_id, kind,
  DATE '1970-01-01' + CAST(MIN(lo) OVER () AS INTEGER) AS observed_from,
  DATE '{frame.as_of}' AS observed_to, CAST(NULL AS VARCHAR) AS status
FROM occurring WHERE lo <= {frame.today}"""
