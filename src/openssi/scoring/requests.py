"""Connection requests as trials: asked, and accepted within the window or not."""

from openssi.scoring.frame import Frame
from openssi.scoring.sql import Stage


def stages(frame: Frame) -> list[Stage]:
    """Return the stage of connection requests."""
    window = frame.methodology.windows.accept_within_days
    return [
        Stage(
            name="requests",
            what="connection requests, and when they were accepted; asked again, the last one was",
            select=f"""
SELECT q.who, q.counterpart_id, q.since, q.since + {window} AS decided,
  MIN(y.day) AS accepted
FROM (
  SELECT who, counterpart_id, day AS since, ROW_NUMBER() OVER asked AS number,
    LEAD(day) OVER asked AS asked_again
  FROM deeds
  WHERE kind = 'invitation_sent' AND counterpart_id IS NOT NULL AND quantity > 0 AND day > 0
  WINDOW asked AS (PARTITION BY who, counterpart_id ORDER BY day)
) AS q
LEFT JOIN (
  SELECT who, counterpart_id, day FROM deeds WHERE kind = 'invitation_accepted' AND quantity > 0
  UNION ALL
  SELECT who, connection_id, since FROM links
) AS y ON y.who = q.who AND y.counterpart_id = q.counterpart_id
  AND y.day BETWEEN q.since AND q.since + {window}
  AND (q.asked_again IS NULL OR y.day < q.asked_again)
GROUP BY q.who, q.counterpart_id, q.since, q.number""",
        )
    ]
