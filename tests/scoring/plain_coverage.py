"""On which days a signal was observed, wholly or in part: part of the plain reference."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import reduce
from typing import Any

from plain_life import Life, occurring
from plain_people import Row

FAR = 1300  # days back; with a half-life of 30 the rest weighs 2^-43

Groups = tuple[tuple[str, ...], ...]
"""Kinds that a measure reads: in part it needs one of each group, wholly all of them."""

TALK: Groups = (("message_sent",), ("message_received",))
CONNECTION: Groups = (("connection",),)
TRIALS: dict[str, Groups] = {
    "requests": (("invitation_sent",), *CONNECTION),
    "openings": TALK,
    "inmails": (("inmail_sent",), ("message_received", "inmail_received")),
}


class Coverage:
    """What the sources could see of a member; days are ages before the day scored."""

    def __init__(self, life: Life) -> None:
        given = life.rows["coverage"] or occurring(life.rules, life.rows, life.today)
        self.life = life
        self.rows = [
            row
            for row in given
            if row.get("member_id") in {None, life.me} and row["observed_from"] <= life.today
        ]
        self.absent = {row["kind"] for row in self.rows if row.get("status") == "not_applicable"}
        self._covered: dict[str, set[int]] = {}

    def groups(self, measure: Any) -> Groups:
        """What a measure reads, without the kinds that the platform does not have."""
        return tuple(
            tuple(kind for kind in group if kind not in self.absent) for group in reads(measure)
        )

    def covered(self, kind: str) -> set[int]:
        """Ages on which a kind was covered; before joining there was nothing to see."""
        if kind not in self._covered:
            self._covered[kind] = self._ages(kind)
        return self._covered[kind]

    def _ages(self, kind: str) -> set[int]:
        as_of = self.life.as_of
        ages = set(range(max(0, (as_of - self.life.joined).days + 1), FAR))
        for row in self.rows:
            if row["kind"] == kind and row.get("status") != "not_applicable":
                newest = max(0, (as_of - row["observed_to"]).days)
                oldest = (as_of - row["observed_from"]).days
                ages |= set(range(newest, min(FAR, oldest + 1)))
        return ages

    def observed(self, measure: Any, keep: float) -> tuple[str | None, set[int]]:
        """How much of what a measure reads was covered, and on which ages."""
        for level, together in (("wholly", set.intersection), ("partly", set.union)):
            ages = self._seen(measure, together)
            if share(ages, keep) >= self.life.rules.observed_floor:
                return level, ages
        return None, set()

    def _seen(self, measure: Any, together: Callable[..., set[int]]) -> set[int]:
        """Ages on which the kinds of each group were covered, all of them or any."""
        bunches = [
            together(*(self._shown(measure, kind) for kind in group))
            for group in self.groups(measure)
        ]
        return reduce(set.intersection, bunches)

    def _shown(self, measure: Any, kind: str) -> set[int]:
        return set.union(*(self.covered(by) for by in (kind, *stand_ins(measure, kind))))

    def begun(self, measure: Any) -> bool:
        """Whether what stands was ever looked at."""
        kinds = {kind for group in self.groups(measure) for kind in group}
        return any(
            row["kind"] in kinds and row["observed_from"] <= self.life.as_of for row in self.rows
        )

    def told(self, measure: Any) -> set[str | None]:
        """How the sources say that they know what a measure reads."""
        kinds = {kind for group in reads(measure) for kind in group}
        kinds |= {by for kind in kinds for by in stand_ins(measure, kind)}
        rows = [row for row in self.rows if row["kind"] in kinds]
        return {row.get("status") for row in rows if row["observed_from"] <= self.life.as_of}


def share(ages: set[int], keep: float) -> float:
    """The part of the fading window's weight that some days hold."""
    return sum(keep**age for age in ages) * (1 - keep)


def reads(measure: Any) -> Groups:
    """The kinds that a measure reads, in groups."""
    by_type: dict[str, Groups] = {
        "flow": CONNECTION if getattr(measure, "connections", None) else TALK,
        "rate": TRIALS.get(getattr(measure, "trials", ""), ()),
        "mean": (getattr(measure, "kinds", ()), getattr(measure, "occasions", ())),
        "speed": TALK,
        "stock": CONNECTION,
    }
    kinds = getattr(measure, "kinds", ())
    return (kinds,) if kinds and measure.type != "mean" else by_type[measure.type]


def stand_ins(measure: Any, kind: str) -> tuple[str, ...]:
    """Kinds that show another one: totals what they are totals of, acceptances connections."""
    if measure.type == "rate":
        return ("invitation_accepted",) if kind == "connection" else ()
    totals = getattr(measure, "totals", None)
    return (totals,) if totals and kind in measure.kinds else ()


def days_covered(rows: list[Row], kinds: tuple[str, ...], until: dt.date) -> set[dt.date]:
    """Days on which a row of coverage shows one of some kinds."""
    return {
        row["observed_from"] + dt.timedelta(days=n)
        for row in rows
        if row["kind"] in kinds and row.get("status") != "not_applicable"
        for n in range((min(row["observed_to"], until) - row["observed_from"]).days + 1)
    }
