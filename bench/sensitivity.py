"""How much the choices matter: `python -m bench.sensitivity` prints the table of docs/limits.md.

Scores the active members of the demo population again with other weights and other half-lives, and
tells how far they move. Weights are rescaled within their pillar, so that it keeps its 25 points.
"""

import random
import statistics
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.calibrate import AS_OF, Standing, stamp, standing
from openssi.methodology import Methodology, default
from openssi.methodology.whole import PILLAR_POINTS
from openssi.sources.synthetic.population import population

DRAWS = 50
"""Random sets of weights."""

HALF_LIVES = (15, 20, 45, 60)
"""Days, instead of those of the methodology."""


@dataclass(frozen=True, kw_only=True)
class Shift:
    """How far members moved from their score."""

    mean: float
    """Mean distance in points."""
    ninth: float
    """Distance that nine members in ten do not exceed."""
    over_5: float
    """Share of members who moved more than 5 points."""
    ranks: float
    """Spearman's correlation of the ranks before and after."""


def shift(before: Mapping[str, float], after: Mapping[str, float]) -> Shift:
    """Compare two scorings of the same members."""
    moves = [abs(after[member] - total) for member, total in before.items()]
    return Shift(
        mean=statistics.mean(moves),
        ninth=statistics.quantiles(moves, n=10)[-1],
        over_5=sum(move > 5 for move in moves) / len(moves),
        ranks=statistics.correlation(ranks(before), ranks(after)),
    )


def ranks(totals: Mapping[str, float]) -> list[float]:
    """Return each member's place from the top, members in a fixed order; ties share the middle."""
    ordered = sorted(totals.values())
    return [
        (bisect_left(ordered, totals[member]) + bisect_right(ordered, totals[member])) / 2
        for member in sorted(totals)
    ]


def reweighted(
    found: Standing, methodology: Methodology, factors: Mapping[str, float]
) -> dict[str, float]:
    """Return totals with each signal's weight multiplied, from the shares that signals earned."""
    totals = dict.fromkeys(found.totals, 0.0)
    for pillar in methodology.pillars:
        rules = [rule for rule in methodology.signals if rule.pillar == pillar.id]
        base = [rule for rule in rules if rule.tier == "base"]
        norm = PILLAR_POINTS / sum(rule.weight * factors.get(rule.id, 1) for rule in base)
        for member in totals:
            earned = seen = bonus = 0.0
            for rule in rules:
                points = found.points[rule.id].get(member)
                if points is None:
                    continue
                factor = factors.get(rule.id, 1) * (norm if rule.tier == "base" else 1)
                if rule.tier == "base":
                    earned += points * factor
                    seen += rule.weight * factor
                else:
                    bonus += points * factor
            scale = PILLAR_POINTS / seen if earned > 0 else 1
            totals[member] += min(PILLAR_POINTS, max(0.0, earned * scale + bonus))
    return totals


def one_at_a_time(found: Standing, methodology: Methodology) -> dict[str, Shift]:
    """Return the larger shift of each signal, its weight halved or half as much again."""
    shifts = {}
    for rule in methodology.signals:
        both = [
            shift(found.totals, reweighted(found, methodology, {rule.id: factor}))
            for factor in (0.5, 1.5)
        ]
        shifts[rule.id] = max(both, key=lambda one: one.mean)
    return shifts


def at_random(found: Standing, methodology: Methodology) -> list[Shift]:
    """Return shifts with all weights at once multiplied by something between 0.5 and 1.5."""
    rng = random.Random(7)  # noqa: S311 - a repeatable draw, not a secret
    draws = [{rule.id: rng.uniform(0.5, 1.5) for rule in methodology.signals} for _ in range(DRAWS)]
    return [shift(found.totals, reweighted(found, methodology, factors)) for factors in draws]


def row(name: str, shifts: Sequence[Shift]) -> str:
    """Return a line of the table: the middle of several shifts."""
    mean, ninth, over_5, ranks = (
        statistics.median(getattr(one, field) for one in shifts)
        for field in ("mean", "ninth", "over_5", "ranks")
    )
    return f"| {name} | {mean:.2f} | {ninth:.2f} | {over_5:.1%} | {ranks:.3f} |"


def table() -> Iterator[str]:
    """Yield the lines of the table, each as soon as it is known."""
    methodology, tables = default(), population(as_of=AS_OF)
    found = standing(tables, methodology)
    yield f"{stamp(methodology)}\n"
    yield "| change | mean move | 9 in 10 move at most | over 5 points | ranks |"
    yield "|---|--:|--:|--:|--:|"
    yield from weights(found, methodology)
    for days in HALF_LIVES:
        other = methodology.model_copy(update={"half_life_days": days})
        moved = shift(found.totals, standing(tables, other).totals)
        yield row(f"half-life {days} days instead of {methodology.half_life_days:g}", [moved])


def weights(found: Standing, methodology: Methodology) -> Iterator[str]:
    """Yield the lines of changed weights: each alone, then all at once."""
    singles = sorted(one_at_a_time(found, methodology).items(), key=lambda pair: -pair[1].mean)
    for name, one in singles:
        yield row(f"weight of `{name}` ± 50 %", [one])
    shifts = sorted(at_random(found, methodology), key=lambda one: one.mean)
    yield row(f"all weights ± 50 % at random, the middle of {DRAWS} draws", shifts)
    yield row("the same, the worst draw", shifts[-1:])


def main() -> None:
    """Print the table."""
    for line in table():
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
