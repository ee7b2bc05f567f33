"""Activities, cleaned: each deed once, none of the future, none with oneself."""

from openssi.scoring.frame import Frame
from openssi.scoring.sql import UNDATED, Stage, day, micros

_ORDER = "occurred_at NULLS LAST, kind, counterpart_id, object_id, object_at, has_text, quantity"


def stages(frame: Frame) -> list[Stage]:
    """Return the stage of cleaned activities."""
    columns = f"""a.member_id, a.kind, a.counterpart_id, a.object_id, a.has_text,
  COALESCE({micros("a.occurred_at")}, {UNDATED}) AS moment,
  COALESCE({day("a.occurred_at")}, {UNDATED}) AS day,
  {micros("a.object_at")} AS object_at,
  COALESCE(a.quantity, 1.0) AS quantity"""
    wanted = f"""(a.counterpart_id IS NULL OR a.counterpart_id <> a.member_id)
  AND (a.occurred_at IS NULL OR {day("a.occurred_at")} <= {frame.today})"""
    return [
        Stage(
            name="deeds",
            what="activities that count, each id once",
            select=f"""
SELECT {columns}
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY member_id, activity_id ORDER BY {_ORDER}) AS copy
  FROM activities
  WHERE activity_id IS NOT NULL
) AS a
JOIN scored AS s ON s.member_id = a.member_id
WHERE a.copy = 1 AND {wanted}
UNION ALL
SELECT {columns}
FROM activities AS a
JOIN scored AS s ON s.member_id = a.member_id
WHERE a.activity_id IS NULL AND {wanted}""",
        )
    ]
