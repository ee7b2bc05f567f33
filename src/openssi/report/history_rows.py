"""The history by day, week or month: which days stand for the stretches, and what breaks it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from openssi.errors import OpenSSIError
from openssi.report.rounding import shown_change
from openssi.result import Break, Event, History, Official, OfficialPoint, PillarId

Every = Literal["day", "week", "month"]
WEEK = 7


@dataclass(frozen=True, kw_only=True)
class HistoryRow:
    """The last day of a stretch of time, and what broke the line within it."""

    day: dt.date
    """The day scored, to its end."""
    total: float | None
    """Its total; None where no pillar was measurable."""
    measurable: float
    """Points that could be measured at most."""
    pillars: dict[PillarId, float | None]
    """Each pillar; None where not measurable."""
    breaks: tuple[Break, ...]
    """Breaks since the row before."""
    change: float | None
    """Difference to the total shown in the row before; None where the two do not compare."""
    official: tuple[OfficialPoint, ...] = ()
    """LinkedIn's own index as read since the row before; after the last row, with the last."""


def history_rows(
    history: History,
    *,
    every: Every,
    official: Official | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> tuple[HistoryRow, ...]:
    """Choose the days to show: the last of each stretch, counted so that the newest is among them.

    Args:
        history: The score of every day.
        every: Weeks end on the weekday of the last day, months with the month.
        official: LinkedIn's own index, to stand beside.
        since: First day to show.
        until: Last day to show.

    Raises:
        OpenSSIError: No day of the history lies between the two.
    """
    first, last = since or history.days[0], until or history.days[-1]
    within = [n for n, day in enumerate(history.days) if first <= day <= last]
    if not within:
        raise OpenSSIError(
            f"The history has no day from {first} to {last}.",
            hint=f"it goes from {history.days[0]} to {history.days[-1]}.",
        )
    picked = list(_ends(history.days, within, every))
    rows = tuple(_rows(history, picked, within[0]))
    return rows if official is None else tuple(_beside(rows, official, first, until))


def _beside(
    rows: Sequence[HistoryRow], official: Official, first: dt.date, until: dt.date | None
) -> Iterator[HistoryRow]:
    """Give each reading to the row whose stretch it lies in."""
    begin = first
    for row in rows:
        end = row.day if row is not rows[-1] else until or dt.date.max
        read = tuple(one for one in official.readings if begin <= one.day <= end)
        yield replace(row, official=read)
        begin = row.day + dt.timedelta(days=1)


def _ends(days: Sequence[dt.date], within: Sequence[int], every: Every) -> Iterator[int]:
    newest = within[-1]
    for n in within:
        step = (days[newest] - days[n]).days
        month_ends = (days[n] + dt.timedelta(days=1)).day == 1
        ends = {"day": True, "week": step % WEEK == 0, "month": month_ends}
        if ends[every] or n == newest:
            yield n


def _rows(history: History, picked: Sequence[int], start: int) -> Iterator[HistoryRow]:
    before: int | None = None
    for n in picked:
        begin = history.days[start if before is None else before]
        broken = tuple(one for one in history.breaks if begin < one.day <= history.days[n])
        yield HistoryRow(
            day=history.days[n],
            total=history.total[n],
            measurable=history.measurable[n],
            pillars={pillar: values[n] for pillar, values in history.pillars.items()},
            breaks=broken,
            change=None if before is None or broken else _change(history, before, n),
        )
        before = n


def _change(history: History, before: int, now: int) -> float | None:
    """The difference of the totals as shown, so that the column adds up for whoever checks it."""
    then, later = history.total[before], history.total[now]
    alike = history.measurable[before] == history.measurable[now]
    if not alike or then is None or later is None:
        return None
    return shown_change(then, later)


def events_within(history: History, rows: Sequence[HistoryRow]) -> tuple[Event, ...]:
    """What happened to the member from the first row shown to the last."""
    return tuple(one for one in history.events if rows[0].day <= one.day <= rows[-1].day)
