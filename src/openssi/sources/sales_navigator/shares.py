"""Totals of periods, shared out over their days so that each day counts once.

Reports overlap: a month and the week within it. The shorter period knows its days better; what a
longer one counted beyond the shorter ones within it is shared out over its other days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

import pyarrow as pa

from openssi import tables
from openssi.errors import SourceError
from openssi.sources.totals import Days, daily

_ONE: Final = dt.timedelta(days=1)


MAX_SHARES: Final = 1_000_000
"""Numbers of days; 300 seats in a year."""

_AT_ONCE: Final = 50_000


class Total(NamedTuple):
    """How often somebody did something within a period."""

    member_id: str
    kind: str
    period: Days
    number: int


class Share(NamedTuple):
    """What falls on one day."""

    quantity: float
    status: str
    """``measured`` where the report counted this very day, else ``estimated``."""


Told = dict[tuple[str, str], dict[dt.date, Share]]
"""Shares by member and kind, and by day."""


def shared_out(totals: Sequence[Total], where: str = "") -> Told:
    """Return what each member did of each kind on each day of which anything is told.

    Raises:
        SourceError: That would be more than a team does.
    """
    if sum(_length(total.period) + 1 for total in totals) > MAX_SHARES:
        raise SourceError(
            f"{where}: more than {MAX_SHARES:,} numbers, shared out over their days.",
            hint="export fewer seats at once, or a shorter range of days.",
        )
    told: Told = {}
    for total in sorted(totals, key=lambda one: (_length(one.period), one.period)):
        days = told.setdefault((total.member_id, total.kind), {})
        within = list(_days(total.period))
        free = [day for day in within if day not in days]
        left = max(0.0, total.number - sum(days[day].quantity for day in within if day in days))
        status = "measured" if len(within) == 1 else "estimated"
        days.update((day, Share(left / len(free), status)) for day in free)
    return told


def activities(told: Told) -> pa.Table:
    """Return the canonical table: a row for each day on which there was any."""
    rows = _rows(told)
    found = [tables.from_rows("activities", [])]
    while some := list(islice(rows, _AT_ONCE)):
        found.append(tables.from_rows("activities", some))
    return pa.concat_tables(found)


def _rows(told: Told) -> Iterator[dict[str, object]]:
    for (member_id, kind), days in told.items():
        for day, share in sorted(days.items()):
            if share.quantity > 0:
                yield daily(kind, share.quantity, day, member_id=member_id)


def coverage_rows(told: Told) -> Iterator[dict[str, object]]:
    """Yield a row of ``coverage`` for each stretch of days that is known equally well."""
    for (member_id, kind), days in told.items():
        for first, last, status in _stretches(days):
            yield {
                "member_id": member_id,
                "kind": kind,
                "observed_from": first,
                "observed_to": last,
                "status": status,
            }


def _stretches(days: dict[dt.date, Share]) -> Iterator[tuple[dt.date, dt.date, str]]:
    ordered = sorted(days)
    begin = 0
    for place, day in enumerate(ordered):
        after = ordered[place + 1] if place + 1 < len(ordered) else None
        if after != day + _ONE or days[after].status != days[day].status:
            yield ordered[begin], day, days[day].status
            begin = place + 1


def _days(period: Days) -> Iterator[dt.date]:
    day = period[0]
    while day <= period[1]:
        yield day
        day += _ONE


def _length(period: Days) -> int:
    return (period[1] - period[0]).days
