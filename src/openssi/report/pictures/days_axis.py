"""The time axis of the history: its days, and those of official readings shortly after them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from openssi.benchmarks import NEAR
from openssi.result import History, Official, OfficialPoint


@dataclass(frozen=True, kw_only=True)
class DaysAxis:
    """From the first day to the last."""

    first: dt.date
    """Day at the left edge."""
    last: dt.date
    """Day at the right edge."""

    def percent(self, day: dt.date) -> float:
        """Where a day stands, in percent from the left."""
        return round(100 * (day - self.first).days / (self.last - self.first).days, 2)


def days_axis(history: History, official: Official | None) -> DaysAxis:
    """The axis that holds a history and the readings that belong to it."""
    days = [point.day for point in drawn(history, official)]
    return DaysAxis(first=history.days[0], last=max([history.days[-1], *days]))


def drawn(history: History, official: Official | None) -> tuple[OfficialPoint, ...]:
    """The readings of days that the history shows, or that lie shortly after them."""
    until = history.days[-1] + dt.timedelta(NEAR)
    readings = official.readings if official else ()
    return tuple(one for one in readings if history.days[0] <= one.day <= until)
