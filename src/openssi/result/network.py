"""The network: who is in it, and how it grew."""

from __future__ import annotations

from typing import Literal

from openssi.result.base import Model
from openssi.result.months import Months


class NetworkYear(Model):
    """How the network grew in one calendar year."""

    year: int
    """Calendar year, UTC."""
    gained: int
    """Connections made in it that still stand."""


class Group(Model):
    """People who have something in common."""

    name: str
    """What they share: a level or a function by its id, a company or an industry by its name."""
    people: int
    """How many."""
    recent: int
    """How many of them are new, as in ``Network.recent``."""


class MakeUp(Model):
    """People by one thing that may be known of them."""

    attribute: Literal["seniority", "function", "company", "industry"]
    """Which thing."""
    groups: tuple[Group, ...]
    """The largest groups, largest first; every seniority, highest first."""
    other_groups: int
    """Smaller groups that are not listed."""
    others: int
    """People in them."""
    unknown: int
    """People of whom it is not known: no group of their own."""


class People(Model):
    """A number of connections, and what is known of them."""

    people: int
    """How many."""
    decision_makers: int | None
    """At director level or above, by their titles; None where no title says a level."""
    make_up: tuple[MakeUp, ...]
    """The same people by seniority, function, company and industry."""


class Network(Model):
    """The connections that stand on the day."""

    now: People
    """All of them."""
    recent: People
    """Those made in the last ``recent_days`` days."""
    recent_days: int
    """How far back ``recent`` reaches."""
    gained: Months
    """Connections made in each month that still stand."""
    earlier: int
    """Connections made before the first of these months."""
    undated: int
    """Connections without a date; they are in no month."""
