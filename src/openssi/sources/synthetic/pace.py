"""How busy the member is on each day, and at what time of day things happen."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from random import Random

from openssi.sources.synthetic.source import chance, data

_WAKES = 6
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Pace:
    """The rhythm of a life, day by day."""

    first: dt.date
    """The day the member joined."""
    job_change: dt.date
    """First day in the present job."""
    levels: tuple[float, ...]
    """How busy each day is, from `first` on; the mean of a good ordinary week is 1."""
    holidays: frozenset[dt.date]
    """Days on which the member looks at nothing."""

    @property
    def last(self) -> dt.date:
        """Last day of the life."""
        return self.first + dt.timedelta(days=len(self.levels) - 1)

    def day(self, index: int) -> dt.date:
        """Return the day with this index in `levels`."""
        return self.first + dt.timedelta(days=index)


def pace(rng: Random, *, years: int, end: dt.date) -> Pace:
    """Return the rhythm of `years` years up to and including `end`."""
    days = round(years * 365.25)
    first = end - dt.timedelta(days=days - 1)
    away = frozenset(day for day in _holidays(rng, first, end) if first <= day <= end)
    change = first + dt.timedelta(days=round(days * data("story")["job_change"]))
    levels = tuple(
        _level(first + dt.timedelta(days=i), i / days, end, away) * _mood(rng) for i in range(days)
    )
    return Pace(first=first, job_change=change, levels=levels, holidays=away)


def _level(day: dt.date, gone: float, end: dt.date, away: frozenset[dt.date]) -> float:
    story = data("story")
    if day in away:
        return float(story["holiday_level"])
    good_days, good_level = story["good_quarter"]
    level = good_level if (end - day).days < good_days else _shape(gone)
    return float(level * story["weekdays"][day.weekday()])


def _mood(rng: Random) -> float:
    """Return 1 on average: nearly nothing on an idle day, so much the more on the others."""
    story = data("story")
    if chance(rng, story["idle_share"]):
        return float(story["idle_level"])
    idle = story["idle_share"] * story["idle_level"]
    return float((1 - idle) / (1 - story["idle_share"]))


def _shape(gone: float) -> float:
    for (x0, y0), (x1, y1) in pairwise(data("story")["shape"]):
        if x0 <= gone <= x1:
            return float(y0 + (y1 - y0) * (gone - x0) / (x1 - x0))
    return 0.0


def _holidays(rng: Random, first: dt.date, end: dt.date) -> Iterator[dt.date]:
    story = data("story")
    long_from, long_to = (end - dt.timedelta(days=back) for back in story["long_holiday"])
    yield from _days(long_from, long_to)
    december, january = story["year_end_break"]
    for year in range(first.year, end.year + 1):
        yield from _days(dt.date(year, 12, december), dt.date(year + 1, 1, january))
        start = dt.date(year, 7, 5) + dt.timedelta(days=rng.randrange(25))
        length = rng.randint(*story["summer_holiday_days"])
        if (end - start).days > 2 * story["long_holiday"][0]:
            yield from _days(start, start + length * _DAY)


def _days(start: dt.date, stop: dt.date) -> Iterator[dt.date]:
    for i in range((stop - start).days + 1):
        yield start + dt.timedelta(days=i)


def moments(rng: Random, rhythm: Pace, per_week: float) -> Iterator[dt.datetime]:
    """Yield the times (UTC) of something done `per_week` times in a good ordinary week."""
    for index, level in enumerate(rhythm.levels):
        for _ in range(_poisson(rng, per_week / 7 * level)):
            yield moment(rng, rhythm.day(index))


def _poisson(rng: Random, mean: float) -> int:
    limit, product, count = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count


def moment(rng: Random, day: dt.date) -> dt.datetime:
    """Return a time of this day, in UTC, at an hour at which the member is awake."""
    hours = data("story")["hours"]
    (hour,) = rng.choices(range(24), hours)
    local = dt.time(hour, rng.randrange(60), rng.randrange(60), rng.randrange(1000) * 1000)
    return dt.datetime.combine(day, local, tzinfo=dt.UTC) - offset(day)


def awake(at: dt.datetime) -> dt.datetime:
    """Return the time itself, or in the small hours about the same minute after breakfast."""
    hour = (at + offset(at.date())).hour
    return at + dt.timedelta(hours=8) if hour < _WAKES else at


def offset(day: dt.date) -> dt.timedelta:
    """Return how far Central European time is ahead of UTC on this day.

    Written out because Windows has no time zones of its own.
    """
    summer = _last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10)
    return dt.timedelta(hours=2 if summer else 1)


@cache
def _last_sunday(year: int, month: int) -> dt.date:
    day = dt.date(year, month, 31)
    return day - dt.timedelta(days=(day.weekday() + 1) % 7)
