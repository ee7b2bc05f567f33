"""Where the demo population lands on the index: `python -m bench.calibrate`, for developers.

The rates of the population are fixed; this prints what the control points of the methodology make
of them, beside the means that members published of LinkedIn's own page.
"""

import datetime as dt
import math
import statistics
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openssi.benchmarks.reference import AVERAGE, PILLAR_AVERAGES, SPREAD
from openssi.engines import DuckDB
from openssi.methodology import Methodology, default
from openssi.scoring.frame import Frame
from openssi.scoring.plan import run
from openssi.sources.synthetic.population import population
from openssi.tables import Tables

AS_OF = dt.date(2026, 11, 15)
"""Last day of the demo population: fixed, so that a seed always gives the same one."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Everyone's scores on the day."""

    totals: Mapping[str, float]
    pillars: Mapping[str, Mapping[str, float]]
    """By pillar, then by member."""
    points: Mapping[str, Mapping[str, float]]
    """By signal, then by member: points before rescaling, where the signal was observed."""
    connections: Mapping[str, float]


def standing(tables: Tables, methodology: Methodology) -> Standing:
    """Score every member on the last day."""
    frame = Frame(methodology=methodology, as_of=AS_OF)
    with DuckDB() as engine:
        run(engine, frame, tables, [frame.today])

        def rows(columns: str, table: str) -> list[dict[str, object]]:
            select = f"SELECT {columns} FROM {table} WHERE day = {frame.today} ORDER BY member_id"
            return engine.fetch(select).to_pylist()

        totals = rows("member_id, total", "totals")
        pillars = rows("member_id, pillar AS name, score AS number", "pillar_scores")
        signals = rows("member_id, signal AS name, points AS number, value", "signal_points")
    values = {r["member_id"]: r["value"] for r in signals if r["name"] == "connections"}
    return Standing(
        totals={row["member_id"]: row["total"] for row in totals},
        pillars=_by_name(pillars),
        points=_by_name(signals),
        connections=values,
    )


def _by_name(rows: Sequence[dict[str, object]]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for row in rows:
        if row["number"] is not None:
            found[row["name"]][row["member_id"]] = row["number"]
    return found


def determination(standing: Standing) -> float:
    """Return R² of the total on the logarithm of the number of connections."""
    members = [m for m in standing.totals if standing.connections.get(m)]
    logs = [math.log(standing.connections[m]) for m in members]
    return statistics.correlation(logs, [standing.totals[m] for m in members]) ** 2


def top_percent(standing: Standing, score: float) -> int:
    """Return N of "Top N %" for a score among the population."""
    ahead = sum(total > score for total in standing.totals.values())
    return math.ceil(100 * (ahead + 1) / len(standing.totals))


def _line(name: str, scores: Sequence[float], wanted: str) -> str:
    deciles = " ".join(f"{decile:5.1f}" for decile in statistics.quantiles(scores, n=10))
    mean, spread = statistics.mean(scores), statistics.stdev(scores)
    return f"{name:24}{mean:7.2f}{spread:7.2f}  {wanted:>12}  {deciles}"


def table(standing: Standing, methodology: Methodology) -> str:
    """Return mean, spread and deciles of the scores, and each signal's share of its weight."""
    lines = [f"{'':24}   mean spread     published  deciles"]
    totals = list(standing.totals.values())
    lines.append(_line("total", totals, f"{AVERAGE:g} +- {SPREAD:g}"))
    for pillar, scores in standing.pillars.items():
        lines.append(_line(pillar, list(scores.values()), f"{PILLAR_AVERAGES[pillar]:g}"))
    lines += ["", f"{'signal':24} weight  mean share  full marks"]
    for rule in methodology.signals:
        shares = [points / rule.weight for points in standing.points[rule.id].values()]
        full = sum(share > 1 - 1e-9 for share in shares) / len(shares)
        lines.append(f"{rule.id:24}{rule.weight:7g}{statistics.mean(shares):12.2f}{full:12.1%}")
    return "\n".join(lines)


def main() -> None:
    """Print the calibration of the methodology that ships with OpenSSI."""
    methodology = default()
    found = standing(population(as_of=AS_OF), methodology)
    ranks = ", ".join(f"{score} is top {top_percent(found, score)} %" for score in (20, 33, 53, 70))
    sys.stdout.write(
        f"{table(found, methodology)}\n\n"
        f"R2 of the total on log(connections): {determination(found):.2f}\nRanks: {ranks}\n"
    )


if __name__ == "__main__":
    main()
