"""The rhythm: on which days and in which weeks the member does something."""

from __future__ import annotations

import datetime as dt

from openssi.result.base import Model
from openssi.result.months import Months


class Streak(Model):
    """Days or weeks without a gap."""

    length: int
    """How many, in days or weeks."""
    first: dt.date
    """First day of it."""
    last: dt.date
    """Last day of it."""


class Rhythm(Model):
    """The member's own deeds by day, week and month."""

    first: dt.date
    """Monday with which the calendar begins; it ends on the day scored."""
    observed: dict[str, dt.date]
    """Kinds that were seen within the calendar, each from which day on."""
    days: dict[dt.date, dict[str, int]]
    """Active days of the calendar, with what was done by kind; other days had nothing."""
    active_days: int
    """Active days of the calendar."""
    weeks: int
    """Weeks of the calendar in which posts could be seen."""
    weeks_with_post: int | None
    """Weeks of these with a post or an article; None where posts are not seen."""
    longest_run: Streak | None
    """Most active days in a row, ever; None without an active day."""
    longest_post_run: Streak | None
    """Most weeks (Monday to Sunday) in a row with a post or an article, ever."""
    months: dict[str, Months]
    """What was done in each of the last months, by kind."""
