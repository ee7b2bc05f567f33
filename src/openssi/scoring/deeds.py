"""Activities, cleaned: each deed once, none of the future, none with oneself."""

from openssi.scoring.frame import Frame
from openssi.scoring.sql import UNDATED, Stage, day, micros, union

_ORDER = "occurred_at NULLS LAST, kind, counterpart_id, object_id, object_at, has_text, quantity"


def stages(frame: Frame) -> list[Stage]:
    """Return the stages of cleaned activities, in order."""
    return [_repeated(), _deeds(frame)]


def _repeated() -> Stage:
    """Hashing finds the few ids that repeat; sorting all rows to drop them would cost far more."""
    return Stage(
        name="repeated",
        what="ids of a member that stand more than once",
        select="""
SELECT member_id, activity_id
FROM activities
WHERE activity_id IS NOT NULL
GROUP BY member_id, activity_id
HAVING COUNT(*) > 1""",
    )


def _deeds(frame: Frame) -> Stage:
    of_repeated = "r.member_id = a.member_id AND r.activity_id = a.activity_id"
    once = f"""SELECT a.*, 1 AS copy FROM activities AS a
WHERE NOT EXISTS (SELECT 1 FROM repeated AS r WHERE {of_repeated})"""
    first = f"""SELECT * FROM (
  SELECT a.*, ROW_NUMBER() OVER (PARTITION BY a.member_id, a.activity_id ORDER BY {_ORDER}) AS copy
  FROM activities AS a
  JOIN repeated AS r ON {of_repeated}
) AS copies
WHERE copy = 1"""
    return Stage(
        name="deeds",
        what="activities that count, each id once",
        select=union(_counting(frame, rows) for rows in (once, first)),
    )


def _counting(frame: Frame, rows: str) -> str:
    return f"""
SELECT a.member_id, a.kind, a.counterpart_id, a.object_id, a.has_text,
  COALESCE({micros("a.occurred_at")}, {UNDATED}) AS moment,
  COALESCE({day("a.occurred_at")}, {UNDATED}) AS day,
  {micros("a.object_at")} AS object_at,
  COALESCE(a.quantity, 1.0) AS quantity
FROM ({rows}) AS a
JOIN scored AS s ON s.member_id = a.member_id
WHERE (a.counterpart_id IS NULL OR a.counterpart_id <> a.member_id)
  AND (a.occurred_at IS NULL OR {day("a.occurred_at")} <= {frame.today})"""
