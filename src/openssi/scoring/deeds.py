"""Activities, cleaned: each deed once, none of the future, none with oneself."""

from openssi.scoring.frame import Frame
from openssi.scoring.sql import UNDATED, Stage, day, micros, union
from openssi.tables import TOTAL

_COLUMNS = (
    "a.kind, a.occurred_at, a.counterpart_id, a.object_id, a.object_at, a.has_text, a.quantity, "
    f"COALESCE(a.activity_id LIKE '{TOTAL}%', FALSE) AS is_total"
)
_ORDER = "occurred_at NULLS LAST, kind, counterpart_id, object_id, object_at, has_text, quantity"


def stages(frame: Frame) -> list[Stage]:
    """Return the stages of cleaned activities, in order."""
    return [_repeated(), _deeds(frame)]


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


def _deeds(frame: Frame) -> Stage:
    of_repeated = "r.member_id = a.member_id AND r.hashed = HASH(a.activity_id)"
    counts = f"""JOIN scored AS s ON s.member_id = a.member_id
WHERE (a.counterpart_id IS NULL OR a.counterpart_id <> a.member_id)
  AND (a.occurred_at IS NULL
    OR {day("a.occurred_at")} BETWEEN s.joined AND {frame.today})"""
    once = f"""SELECT s.who, s.clock, {_COLUMNS} FROM activities AS a {counts}
  AND NOT EXISTS (SELECT 1 FROM repeated AS r WHERE {of_repeated})"""
    first = f"""SELECT who, clock, {_COLUMNS} FROM (
  SELECT a.*, s.who, s.clock,
    ROW_NUMBER() OVER (PARTITION BY a.member_id, a.activity_id ORDER BY {_ORDER}) AS copy
  FROM (
    SELECT a.* FROM activities AS a JOIN repeated AS r ON {of_repeated}
  ) AS a {counts}
) AS a
WHERE copy = 1"""
    return Stage(
        name="deeds",
        what="activities that count, each id once: none with oneself, before joining or later",
        select=f"""
SELECT who, clock, kind, counterpart_id, object_id, has_text, is_total,
  COALESCE({micros("occurred_at")}, {UNDATED}) AS moment,
  COALESCE({day("occurred_at")}, {UNDATED}) AS day,
  {micros("object_at")} AS object_at,
  COALESCE(quantity, 1.0) AS quantity
FROM ({union((once, first))}) AS a""",
    )
