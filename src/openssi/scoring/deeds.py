"""Activities, cleaned: each deed once, none of the future, none with oneself.

Copies of one id may contradict each other. Which of them holds rests on what they tell alone, and
on nothing of an engine's: not on the numbers or the names that it gives to people or kinds.
"""

from typing import Final

from openssi.scoring.frame import Frame
from openssi.scoring.sql import UNDATED, Stage, day, micros, union
from openssi.tables import TOTAL

_COLUMNS: Final = (
    "kind, occurred_at, counterpart_id, object_id, object_at, has_text, quantity, "
    f"COALESCE(activity_id LIKE '{TOTAL}%', FALSE) AS is_total"
)
_OF_REPEATED: Final = "r.member_id = a.member_id AND r.hashed = HASH(a.activity_id)"


def mark(person: str) -> str:
    """Return SQL for a hash of an id that every engine makes alike, as 15 hexadecimal digits."""
    return f"SUBSTR(MD5({person}), 1, 15)"


def mark_as_number(person: str) -> str:
    """Return SQL for the same hash as a number, in DuckDB's own words; the order is the same."""
    return f"CAST('0x' || {mark(person)} AS BIGINT)"


def stages(frame: Frame) -> list[Stage]:
    """Return the stages of cleaned activities, in order."""
    return [_repeated(), _copies(frame), _deeds(frame)]


def _repeated() -> Stage:
    """Count hashes: sorting or keeping all ids would cost far more.

    They name the few ids that repeat, and perhaps some that only hash alike; both are looked at.
    """
    return Stage(
        name="repeated",
        what="hashes of a member's ids that stand more than once",
        select="""
SELECT member_id, HASH(activity_id) AS hashed
FROM activities
WHERE activity_id IS NOT NULL
GROUP BY member_id, HASH(activity_id)
HAVING COUNT(*) > 1""",
    )


def _counting(frame: Frame) -> str:
    """The end of a query for activities ``a``: those that count, with whose they are."""
    return f"""JOIN scored AS s ON s.member_id = a.member_id
WHERE (a.counterpart_id IS NULL OR a.counterpart_id <> a.member_id)
  AND (a.occurred_at IS NULL
    OR {day("a.occurred_at")} BETWEEN s.joined AND {frame.today})"""


def _copies(frame: Frame) -> Stage:
    """Few, if any: where people are numbers, they are looked up for these alone."""
    return Stage(
        name="repetitions",
        what="activities whose ids stand more than once",
        select=f"""
SELECT a.*, s.who, s.clock
FROM (SELECT a.* FROM activities AS a JOIN repeated AS r ON {_OF_REPEATED}) AS a
{_counting(frame)}""",
        is_view=frame.numbered is None,
    )


def _first(frame: Frame) -> str:
    """The copies that hold: the earliest; of those at one time, one by what it tells.

    An object comes last: where all are known by a hash, the order is that of hashes.
    """
    people, whom = "", mark("counterpart_id")
    if frame.numbered is not None:
        theirs = mark_as_number("n.id")
        whom = f"CASE WHEN counterpart_id < 0 THEN -1 - counterpart_id ELSE {theirs} END"
        people = f"""
  LEFT JOIN (
    SELECT number, member_id AS id FROM {frame.numbered}
    WHERE number IN (SELECT counterpart_id FROM repetitions)
  ) AS n ON n.number = e.counterpart_id"""
    order = (
        f"occurred_at NULLS LAST, CAST(kind AS VARCHAR), {whom}, object_at, has_text, quantity, "
        "object_id"
    )
    return f"""SELECT who, clock, {_COLUMNS} FROM (
  SELECT e.*, ROW_NUMBER() OVER (PARTITION BY member_id, activity_id ORDER BY {order}) AS copy
  FROM repetitions AS e{people}
) AS placed
WHERE copy = 1"""


def _deeds(frame: Frame) -> Stage:
    once = f"""SELECT who, clock, {_COLUMNS} FROM (
  SELECT a.*, s.who, s.clock FROM activities AS a {_counting(frame)}
    AND NOT EXISTS (SELECT 1 FROM repeated AS r WHERE {_OF_REPEATED})
) AS single"""
    return Stage(
        name="deeds",
        what="activities that count, each id once: none with oneself, before joining or later",
        select=f"""
SELECT who, clock, kind, counterpart_id, object_id, has_text, is_total,
  COALESCE({micros("occurred_at")}, {UNDATED}) AS moment,
  COALESCE({day("occurred_at")}, {UNDATED}) AS day,
  {micros("object_at")} AS object_at,
  COALESCE(quantity, 1.0) AS quantity
FROM ({union((once, _first(frame)))}) AS a""",
    )
