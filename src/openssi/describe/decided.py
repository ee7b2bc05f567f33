"""What is over: its time has passed, and was observed from beginning to end."""

from __future__ import annotations

from collections.abc import Iterable

from openssi.describe.seen import Span
from openssi.describe.subject import Subject


def decided(subject: Subject, spans: Iterable[Span], *, since: str, until: str) -> str:
    """Return SQL that is true where a stretch of days is over and was wholly observed.

    Nothing was there to see before the member joined, so those days are as good as observed.

    Args:
        subject: Whose.
        spans: Days that were observed.
        since: SQL for the first day number of the stretch.
        until: SQL for the last.
    """
    begun = f"GREATEST({since}, {subject.joined})"
    ways = [f"({begun} >= {lo} AND {until} <= {hi})" for lo, hi in spans]
    is_seen = " OR ".join((f"{until} < {subject.joined}", *ways))
    return f"({until} <= {subject.today} AND ({is_seen}))"
