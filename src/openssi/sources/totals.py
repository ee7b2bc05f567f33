"""Numbers without their deeds: a total of a period becomes one row a day."""

import datetime as dt
from collections.abc import Iterator

from openssi.tables import TOTAL

Days = tuple[dt.date, dt.date]
"""First and last day, both included."""


def daily(
    kind: str, quantity: float, day: dt.date, *, member_id: str, counterpart_id: str | None = None
) -> dict[str, object]:
    """Return the row of ``activities`` for what a source counted on one day.

    Its id names kind and day, so that reports that overlap count once.
    """
    return {
        "activity_id": total_id(kind, day, counterpart_id),
        "member_id": member_id,
        "kind": kind,
        "occurred_at": dt.datetime.combine(day, dt.time(12)),
        "counterpart_id": counterpart_id,
        "quantity": float(quantity),
    }


def total_id(kind: str, day: dt.date, counterpart_id: str | None = None) -> str:
    """Return the id of a day's total of a kind.

    >>> total_id("lead_saved", dt.date(2026, 11, 20))
    'total:lead_saved:2026-11-20'
    """
    toward = f"{counterpart_id}:" if counterpart_id else ""
    return f"{TOTAL}{kind}:{toward}{day.isoformat()}"


def days_of(first: dt.date, last: dt.date) -> list[dt.date]:
    """Return every day from the first to the last."""
    return [first + dt.timedelta(number) for number in range((last - first).days + 1)]


def spread(
    kind: str, quantity: float, days: Days, *, member_id: str, counterpart_id: str | None = None
) -> Iterator[dict[str, object]]:
    """Yield the rows of a period's total, the same share for each of its days; none for nothing."""
    each = days_of(*days)
    for day in each if quantity > 0 else ():
        a_day = quantity / len(each)
        yield daily(kind, a_day, day, member_id=member_id, counterpart_id=counterpart_id)
