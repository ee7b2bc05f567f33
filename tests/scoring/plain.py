"""A plain, slow, readable reference of the measures: no SQL, no code shared with the scoring.

Written from the design's words. Days are dates, tables are lists of dicts, weights are summed one
day at a time. The rows that count are in `plain_life`, days observed in `plain_coverage`, what is
counted in `plain_measures` and `plain_standing`.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

from plain_coverage import Coverage, share
from plain_life import Life
from plain_measures import Seen
from plain_people import Rows
from plain_standing import blind, state, stock

from openssi.methodology import Methodology
from openssi.methodology.model import SignalRule


class Plain:
    """Measures of one member on one day; what is known of other people is known as of today."""

    def __init__(
        self, rules: Methodology, rows: Rows, member: str, as_of: dt.date, today: dt.date
    ) -> None:
        self.rules = rules
        self.life = Life(rules, rows, member, as_of=as_of, today=today)
        self.coverage = Coverage(self.life)

    @property
    def is_member(self) -> bool:
        """Whether they had joined by the day."""
        return self.life.joined <= self.life.as_of

    def keep(self, signal: SignalRule) -> float:
        """What is left of a weight after one day."""
        return float(2 ** (-1 / (signal.half_life_days or self.rules.half_life_days)))

    def value(self, signal: SignalRule) -> Any:
        """Return the value of a signal, or None."""
        measure = signal.measure
        if measure.type == "state":
            return state(self.life, measure)
        if not all(self.coverage.groups(measure)) or blind(self.life, measure):
            return None
        if measure.type == "stock":
            return stock(self.life, measure) if self.coverage.begun(measure) else None
        level, ages = self.coverage.observed(measure, self.keep(signal))
        return None if level is None else self._folded(signal, ages)

    def _folded(self, signal: SignalRule, ages: set[int]) -> float:
        life, keep = self.life, self.keep(signal)
        seen = Seen(life=life, coverage=self.coverage, ages=ages)
        amount = base = 0.0
        for since, day, some, trials in seen.impulses(signal.measure):
            window = range((life.as_of - day).days, (life.as_of - since).days + 1)
            if life.joined <= day <= life.as_of and ages.issuperset(window):
                weight = keep ** (life.as_of - day).days
                amount, base = amount + some * weight, base + trials * weight
        return finished(signal, amount, base, sum(keep**age for age in ages))

    def status(self, signal: SignalRule, value: Any) -> str:
        """Return how well a signal is known that has a value, or none."""
        measure = signal.measure
        if measure.type != "state" and not all(self.coverage.groups(measure)):
            return "not_applicable"
        if value is None:
            return "not_observed"
        if measure.type == "state":
            return "measured"
        told = self.coverage.told(measure)
        if self._lower_bound(signal) or "estimated" in told:
            return "estimated"
        return "self_reported" if "self_reported" in told else "measured"

    def _lower_bound(self, signal: SignalRule) -> bool:
        """Whether only a part could be counted."""
        if signal.measure.type == "stock":
            return False
        level, ages = self.coverage.observed(signal.measure, self.keep(signal))
        few = share(ages, self.keep(signal)) < self.rules.breadth_observed_floor
        return level == "partly" or (signal.measure.type == "breadth" and few)


def finished(signal: SignalRule, amount: float, base: float, weight: float) -> float:
    """Make the value of what was counted, its trials or occasions, and the weight of the days."""
    measure, curve = signal.measure, signal.curve
    match measure.type:
        case "flow" | "regularity":
            return 7 * amount / weight
        case "rate":
            return float((amount + measure.k * curve.floor) / (base + measure.k))  # type: ignore[union-attr]  # a rate's curve has a floor
        case "mean":
            return amount / (base + measure.k)
        case "speed":
            logs = amount + measure.k * math.log(curve.zero)  # type: ignore[union-attr]  # a speed's curve has a zero
            return math.exp(logs / (base + measure.k))
    return amount
