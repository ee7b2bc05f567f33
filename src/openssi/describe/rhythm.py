"""The rhythm: active days, weeks with a post, and what was done in which month."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from openssi.describe.days import ACTIVE, Days
from openssi.describe.months import by_month, months
from openssi.describe.seen import Seen
from openssi.describe.sql import date_of
from openssi.describe.subject import Subject
from openssi.describe.weeks import longest_run, monday, streak, week_number
from openssi.result import Months, Rhythm

WEEKS: Final = 53
"""A year and the days that complete its first week."""

MONTHS: Final = 36
"""What was done by kind is told for three years."""

_POSTS: Final = ("post_published", "article_published")


def rhythm(subject: Subject, seen: Seen, days: Days) -> Rhythm | None:
    """Describe when a member is active; None where none of it is seen."""
    if not seen.some(ACTIVE) and not days.active():
        return None
    this_week = week_number(subject.today)
    first = monday(this_week - WEEKS + 1)
    calendar = _calendar(days, first)
    posted = {week_number(day) for kind in _POSTS for day in days.of(kind)}
    weeks = _weeks_seen(seen, this_week)
    return Rhythm(
        first=date_of(first),
        observed=_observed(seen, first),
        days={date_of(day): calendar[day] for day in sorted(calendar)},
        active_days=len(calendar),
        weeks=len(weeks),
        weeks_with_post=len(posted & weeks) if weeks else None,
        longest_run=streak(longest_run(days.active())),
        longest_post_run=streak(longest_run(posted), of_weeks=True),
        months=_months(subject, seen, days),
    )


def _calendar(days: Days, first: int) -> Mapping[int, dict[str, int]]:
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for kind in ACTIVE:
        for day, times in days.of(kind).items():
            if day >= first:
                found[day][kind] = times
    return found


def _weeks_seen(seen: Seen, this_week: int) -> frozenset[int]:
    return frozenset(
        week
        for lo, hi in seen.some(_POSTS)
        for week in range(max(week_number(lo), this_week - WEEKS + 1), week_number(hi) + 1)
    )


def _observed(seen: Seen, first: int) -> dict[str, dt.date]:
    found = {}
    for kind in ACTIVE:
        begins = [max(lo, first) for lo, hi in seen.some((kind,)) if hi >= first]
        if begins:
            found[kind] = date_of(min(begins))
    return found


def _months(subject: Subject, seen: Seen, days: Days) -> dict[str, Months]:
    return {
        kind: months(by_month(days.of(kind)), seen.some((kind,)), subject.as_of, most=MONTHS)
        for kind in ACTIVE
        if kind in seen.spans or days.of(kind)
    }
