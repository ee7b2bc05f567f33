"""The score of every day."""

import datetime as dt
from typing import Literal

from openssi.result.base import Model
from openssi.result.pillar import PillarId


class Break(Model):
    """A day on which the set of observed signals changes, so that the line must not connect."""

    day: dt.date
    """First day of the new stretch."""
    reason: str
    """Which signals came into view or left it, in words."""


class Event(Model):
    """Something of the member's life that helps to read the line; it is not scored."""

    day: dt.date
    """The day, or the first day of its month where the source gives no more."""
    kind: Literal["job"]
    """``job``: a new position began."""
    title: str | None
    """Job title of the new position."""
    company: str | None
    """Its company."""


class History(Model):
    """The score of every day, each on what that day's coverage shows; the last is today's."""

    days: tuple[dt.date, ...]
    """Days in order, one step each."""
    total: tuple[float | None, ...]
    """Total of each day: the sum of the measurable pillars; None where none is measurable."""
    measurable: tuple[float, ...]
    """Points that could be measured at most on each day (25 for each measurable pillar)."""
    pillars: dict[PillarId, tuple[float | None, ...]]
    """Score of each pillar on each day; None where not measurable."""
    breaks: tuple[Break, ...]
    """Where the observed signals change."""
    events: tuple[Event, ...] = ()
    """What happened to the member meanwhile, in order of days."""
