"""How long each side waits for the other: from the first message of a turn to the answer to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from openssi.describe.decided import decided
from openssi.describe.seen import Span
from openssi.describe.subject import Subject
from openssi.engines import Engine
from openssi.methodology.model import Windows
from openssi.result import Replies, Wait

WAITS: Final = (1 / 6, 1.0, 4.0, 24.0, 72.0, 168.0)
"""Hours at which one group of waits ends and the next begins; the last ends with the window."""

_MICROS_AN_HOUR: Final = 3_600_000_000
_QUARTILES: Final = {
    "quarter_hours": 0.25, "median_hours": 0.5, "three_quarters_hours": 0.75,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class BothReplies:
    """Replies of each side."""

    of_member: Replies
    of_others: Replies


def replies(
    engine: Engine, subject: Subject, spans: Iterable[Span], windows: Windows
) -> BothReplies:
    """Time the answers of both sides."""
    bounds = (*(h for h in WAITS if h < windows.reply_within_days * 24),
              windows.reply_within_days * 24.0)  # fmt: skip
    rows = engine.fetch(f"""
SELECT own, COUNT(CASE WHEN is_over THEN 1 END) AS turns,
  COUNT(CASE WHEN NOT is_over THEN 1 END) AS pending,
  {_waits(bounds)},
  {_quartiles(bounds[-1])}
FROM {_turns(subject, spans, windows.reply_within_days)}
GROUP BY own""").to_pylist()
    found = {row["own"]: _replies(row, bounds) for row in rows}
    none = _replies({}, bounds)
    return BothReplies(of_member=found.get(False, none), of_others=found.get(True, none))


def _turns(subject: Subject, spans: Iterable[Span], within: int) -> str:
    """First messages of the turns of either side: ``own`` where the member waits.

    Where both write at the very same moment, it is the other side that waits.
    """
    is_over = decided(subject, spans, since="day", until=f"day + {within}")
    return f"""(
  SELECT own, {is_over} AS is_over,
    (CASE WHEN own THEN next_other ELSE next_own END - moment) / {_MICROS_AN_HOUR}.0 AS hours
  FROM messages
  WHERE {subject.mine} AND (
      own_before IS NULL OR own_before = CASE WHEN own THEN 0 ELSE 1 END
    )
) AS turns"""


def _waits(bounds: tuple[float, ...]) -> str:
    """SQL that counts the answers of each group of waits."""
    return ",\n  ".join(
        f"COUNT(CASE WHEN is_over AND hours > {low!r} AND hours <= {high!r} THEN 1 END) AS w{n}"
        for n, (low, high) in enumerate(pairwise((0.0, *bounds)))
    )


def _quartiles(longest: float) -> str:
    """SQL for the quartiles of the answers that came in time."""
    in_time = f"CASE WHEN is_over AND hours <= {longest!r} THEN hours END"
    return ",\n  ".join(
        f"PERCENTILE_CONT({share}) WITHIN GROUP (ORDER BY {in_time}) AS {name}"
        for name, share in _QUARTILES.items()
    )


def _replies(row: dict[str, Any], bounds: tuple[float, ...]) -> Replies:
    waits = tuple(
        Wait(up_to_hours=hours, turns=row.get(f"w{n}", 0)) for n, hours in enumerate(bounds)
    )
    return Replies(
        turns=row.get("turns", 0),
        answered=sum(wait.turns for wait in waits),
        pending=row.get("pending", 0),
        **{name: _rounded(row.get(name)) for name in _QUARTILES},
        waits=waits,
    )


def _rounded(hours: float | None) -> float | None:
    """Microseconds of hours: more digits than that differ between engines."""
    return None if hours is None else round(hours, 6)
