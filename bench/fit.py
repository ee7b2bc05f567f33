"""How the control points were fitted: `python -m bench.fit` prints them, for developers.

From a list of round numbers for each curve, one signal after the other takes the pair that brings
the demo population nearest to the published figures, until none changes. Members are measured once;
what is fitted are curves alone, never a weight, a window or a rate of the population.
"""

import math
import statistics
import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from itertools import product

from bench.calibrate import AS_OF, Standing, standing
from openssi.benchmarks.reference import PILLAR_AVERAGES, SPREAD
from openssi.methodology import Methodology, default
from openssi.methodology.curves import LogCurve
from openssi.methodology.model import SignalRule
from openssi.methodology.whole import PILLAR_POINTS
from openssi.sources.synthetic.population import population

TARGETS = {**PILLAR_AVERAGES, "engage_with_insights": 3.0}
"""Mean of each pillar; insights between the 2.1 of an industry and the 5.0 of sellers in 2014."""

TOTAL = 34.5
"""Mean total of the industry whose pillars are the targets, in May 2026."""

RANKS = ((70.0, 1.0), (54.6, 5.0), (52.6, 9.5))
"""Published scores with the percentage of members ahead; lower ones are out of reach."""

RANK_WEIGHT = 0.1
"""How much a percent of members ahead counts beside a point of the means."""

Curves = dict[str, tuple[float, float]]
"""Half and full of each fitted signal."""


def candidates() -> dict[str, list[tuple[float, float]]]:
    """Return the pairs of half and full to choose from, by signal."""
    text = resources.files("bench").joinpath("fit.toml").read_text(encoding="utf-8")
    return {
        name: [pair for pair in product(lists["half"], lists["full"]) if pair[1] >= 2 * pair[0]]
        for name, lists in tomllib.loads(text)["candidates"].items()
    }


class Fit:
    """The population's measured values, and the points they earn under changing curves."""

    def __init__(self, found: Standing, methodology: Methodology) -> None:
        """Take what was measured; curves that are not fitted keep the points that they gave."""
        self._members = list(found.totals)
        self._values = found.values
        self._points = {name: dict(points) for name, points in found.points.items()}
        self._rules = {rule.id: rule for rule in methodology.signals}
        self._pillars = {
            pillar.id: [rule for rule in methodology.signals if rule.pillar == pillar.id]
            for pillar in methodology.pillars
        }
        self._scores = {name: self._score(name) for name in self._pillars}

    def bend(self, name: str, half: float, full: float) -> None:
        """Give a signal another curve."""
        rule = self._rules[name]
        curve = LogCurve(half=half, full=full, source="tried")
        values = self._values[name].items()
        self._points[name] = {m: rule.weight * _share(curve, value) for m, value in values}
        self._scores[rule.pillar] = self._score(rule.pillar)

    def _score(self, pillar: str) -> list[float]:
        return [self._member(m, self._pillars[pillar]) for m in self._members]

    def _member(self, member: str, rules: list[SignalRule]) -> float:
        earned = seen = bonus = 0.0
        for rule in rules:
            points = self._points[rule.id].get(member)
            if points is not None and rule.tier == "base":
                earned += points
                seen += rule.weight
            elif points is not None:
                bonus += points
        scale = PILLAR_POINTS / seen if earned > 0 else 1
        return min(PILLAR_POINTS, max(0.0, earned * scale + bonus))

    def misfit(self) -> float:
        """Return how far the population lies from the published figures."""
        totals = [sum(scores) for scores in zip(*self._scores.values(), strict=True)]
        means = [statistics.fmean(self._scores[name]) - mean for name, mean in TARGETS.items()]
        means.append(statistics.fmean(totals) - TOTAL)
        means.append(statistics.pstdev(totals) - SPREAD)
        ahead = [100 * sum(t > s for t in totals) / len(totals) - n for s, n in RANKS]
        return sum(d * d for d in means) + RANK_WEIGHT * sum(d * d for d in ahead)


def _share(curve: LogCurve, value: float) -> float:
    if value <= 0:
        return 0.0
    if curve.a is None:
        return min(1.0, value / curve.full)
    return min(1.0, math.log1p(value / curve.a) / math.log1p(curve.full / curve.a))


def fitted(fit: Fit, choices: Mapping[str, list[tuple[float, float]]]) -> Iterator[Curves]:
    """Yield the best curves found after each round, until a round changes nothing."""
    best: Curves = {name: pairs[len(pairs) // 2] for name, pairs in choices.items()}
    for name, pair in best.items():
        fit.bend(name, *pair)
    before: Curves = {}
    while best != before:
        before = dict(best)
        for name, pairs in choices.items():
            best[name] = _best(fit, name, [best[name], *pairs])
            fit.bend(name, *best[name])
        yield dict(best)


def _best(fit: Fit, name: str, pairs: list[tuple[float, float]]) -> tuple[float, float]:
    """The pair with the smallest misfit; of equals the first, which is the one that stands."""
    misfits = []
    for pair in pairs:
        fit.bend(name, *pair)
        misfits.append(round(fit.misfit(), 6))
    return pairs[misfits.index(min(misfits))]


def main() -> None:
    """Print the fitted control points of each signal, a round after the other."""
    methodology = default()
    fit = Fit(standing(population(as_of=AS_OF), methodology), methodology)
    for number, curves in enumerate(fitted(fit, candidates()), start=1):
        lines = [f"{name:28}{half:8g}{full:8g}" for name, (half, full) in curves.items()]
        sys.stdout.write(f"round {number}: misfit {fit.misfit():.2f}\n" + "\n".join(lines) + "\n\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
