"""What each picture of a network shows, in one sentence."""

from __future__ import annotations

import statistics

from openssi.report.numbers import change, percent, points
from openssi.report.origins import listed
from openssi.report.population_rows import SEEN, SpreadView
from openssi.result.population import Distribution, Grouping, Moves, PillarSpread, SignalPictures

_TELLING = 3
"""Signals that the sentence on the spread names."""


def index(told: Distribution) -> str:
    """Where most of the members stand."""
    return (
        f"Eight of ten members stand between {points(told.deciles[0])} and "
        f"{points(told.deciles[-1])}; the one in the middle has {points(told.deciles[4])}."
    )


def pillars(told: tuple[PillarSpread, ...]) -> str:
    """Which pillar is the strongest, and which leaves the most to earn."""
    known = [(one.spread.deciles[4], one.title) for one in told if one.spread]
    if not known:
        return "No pillar can be measured of any member."
    (low, weakest), (high, strongest) = min(known), max(known)
    return (
        f"The member in the middle has {points(high)} of 25 in “{strongest}” and {points(low)} in "
        f"“{weakest}”."
    )


def groups(told: Grouping) -> str:
    """How far averages lie apart, and how far the members within a group."""
    averages = [group.average for group in told.groups]
    apart = f"Averages go from {points(min(averages))} to {points(max(averages))}"
    spreads = [group.deciles[-1] - group.deciles[0] for group in told.groups if group.deciles]
    if not spreads:
        return f"{apart}."
    inside = points(statistics.median(spreads))
    return (
        f"{apart}; within a group, eight of ten members typically lie within {inside} points of "
        "one another."
    )


def moves(told: Moves) -> str:
    """How many rose, and how many fell."""
    still = max(0.0, 1 - told.rose - told.fell)
    return (
        f"{percent(told.rose)} rose, {percent(told.fell)} fell and {percent(still)} stayed where "
        f"they were; the member in the middle: {change(told.spread.deciles[4])}."
    )


def coverage(told: SignalPictures) -> str:
    """How many signals are seen of everybody, and how many of nobody."""
    shares = [sum(one.shares.get(status, 0.0) for status in SEEN) for one in told.coverage]
    everybody, nobody = (sum(map(test, shares)) for test in (_all_of, _none_of))
    none = f", {nobody} of none" if nobody else ""
    return f"Of {len(shares)} signals, {everybody} {_are(everybody)} known of every member{none}."


def _all_of(share: float) -> bool:
    return share > 1 - 1e-9  # a sum of shares


def _none_of(share: float) -> bool:
    return share == 0


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def spread(told: SpreadView) -> str:
    """Which signals make the most of the differences."""
    first = told.largest[:_TELLING]
    share = sum(row.shown for row in first)
    names = listed([f"“{row.told.title}”" for row in first])
    return f"{names} make {points(share)}% of the differences between the members' totals."
