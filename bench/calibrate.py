"""Where the demo population lands on the index: `python -m bench.calibrate`, for developers.

The rates of the population are frozen; this prints what the control points of the methodology make
of them, beside the means that members published of LinkedIn's own page: the tables of
docs/calibration.md, word for word.
"""

import datetime as dt
import hashlib
import json
import math
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow.compute as pc

from openssi.benchmarks.reference import AVERAGE, PILLAR_AVERAGES, SPREAD
from openssi.engines import DuckDB
from openssi.methodology import Methodology, default
from openssi.methodology.fingerprint import fingerprint
from openssi.scoring.frame import Frame
from openssi.scoring.plan import run
from openssi.sources.synthetic.population import population
from openssi.sources.synthetic.population.plan import rates
from openssi.tables import Tables

AS_OF = dt.date(2026, 11, 15)
"""Last day of the demo population: fixed, so that a seed always gives the same one."""

ACTIVE_DAYS = 90
"""Days without a visit after which a member is no plausible active one.

LinkedIn publishes neither its window nor whom its averages count; a quarter of a year is the
longest period for which anybody counts members as active.
"""

RANKS = ((70.0, "top 1 %"), (54.6, "top 5 %"), (52.6, "top 9 to 10 %"), (19.7, "top 75 %"))
"""Published triples' scores with the rank that they had."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Scores of the active members on the day."""

    totals: Mapping[str, float]
    pillars: Mapping[str, Mapping[str, float]]
    """By pillar, then by member."""
    points: Mapping[str, Mapping[str, float]]
    """By signal, then by member: points before rescaling, where the signal was observed."""
    values: Mapping[str, Mapping[str, float]]
    """By signal, then by member: what the points were earned with."""


def standing(tables: Tables, methodology: Methodology) -> Standing:
    """Score every active member on the last day."""
    frame = Frame(methodology=methodology, as_of=AS_OF)
    members = active(tables)
    with DuckDB() as engine:
        run(engine, frame, tables, [frame.today])

        def rows(columns: str, table: str) -> list[dict[str, object]]:
            select = f"SELECT {columns} FROM {table} WHERE day = {frame.today} ORDER BY member_id"
            return [r for r in engine.fetch(select).to_pylist() if r["member_id"] in members]

        totals = rows("member_id, total", "totals")
        pillars = rows("member_id, pillar AS name, score AS number", "pillar_scores")
        points = rows("member_id, signal AS name, points AS number", "signal_points")
        values = rows("member_id, signal AS name, value AS number", "signal_points")
    return Standing(
        totals={row["member_id"]: row["total"] for row in totals},
        pillars=_by_name(pillars),
        points=_by_name(points),
        values=_by_name(values),
    )


def active(tables: Tables) -> frozenset[str]:
    """Return the members who looked in within the last `ACTIVE_DAYS` days."""
    since = dt.datetime.combine(AS_OF - dt.timedelta(ACTIVE_DAYS - 1), dt.time())
    deeds = tables.activities
    visits = pc.equal(deeds["kind"], "active_day")
    recent = pc.greater_equal(deeds["occurred_at"], since)
    return frozenset(deeds["member_id"].filter(pc.and_(visits, recent)).to_pylist())


def _by_name(rows: Sequence[dict[str, object]]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for row in rows:
        if row["number"] is not None:
            found[row["name"]][row["member_id"]] = row["number"]
    return found


def rates_digest() -> str:
    """Return a hash of the population's rates, whatever is said of their sources."""
    numbers = json.dumps(_without_prose(rates()), sort_keys=True).encode()
    return hashlib.sha256(numbers).hexdigest()


def _without_prose(rules: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _without_prose(rule) if isinstance(rule, Mapping) else rule
        for name, rule in rules.items()
        if name != "source"
    }


def stamp(methodology: Methodology) -> str:
    """Return the line that tells with which rules and rates a table of the docs was made."""
    return f"<!-- methodology {fingerprint(methodology)}, rates {rates_digest()[:16]} -->"


def determination(standing: Standing) -> float:
    """Return R² of the total on the logarithm of the number of connections."""
    connections = standing.values["connections"]
    members = [m for m in standing.totals if connections.get(m)]
    logs = [math.log(connections[m]) for m in members]
    return statistics.correlation(logs, [standing.totals[m] for m in members]) ** 2


def top_percent(standing: Standing, score: float) -> int:
    """Return N of "Top N %" for a score among the active members."""
    ahead = sum(total > score for total in standing.totals.values())
    return math.ceil(100 * (ahead + 1) / len(standing.totals))


def landing(standing: Standing, methodology: Methodology) -> Iterator[str]:
    """Yield the table of means, spreads and quantiles beside what was published."""
    yield "| | published | reached | spread | 1 % | 10 % | 25 % | 50 % | 75 % | 90 % | 99 % |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    for pillar in methodology.pillars:
        scores = list(standing.pillars[pillar.id].values())
        yield _row(pillar.title, scores, f"{PILLAR_AVERAGES[pillar.id]:g}")
    totals = list(standing.totals.values())
    yield _row("**Total**", totals, f"{AVERAGE:g}, spread {SPREAD:g}")


def _row(name: str, scores: Sequence[float], wanted: str) -> str:
    cuts = statistics.quantiles(scores, n=100)
    quantiles = " | ".join(f"{cuts[percent - 1]:.1f}" for percent in (1, 10, 25, 50, 75, 90, 99))
    mean, spread = statistics.mean(scores), statistics.stdev(scores)
    return f"| {name} | {wanted} | {mean:.1f} | {spread:.1f} | {quantiles} |"


def ranks(standing: Standing) -> Iterator[str]:
    """Yield the table of published scores with the rank they have here."""
    yield "| score | published rank | rank here |"
    yield "|--:|---|---|"
    for score, rank in RANKS:
        yield f"| {score:g} | {rank} | top {top_percent(standing, score)} % |"


def signals(standing: Standing, methodology: Methodology) -> Iterator[str]:
    """Yield each signal's control points and how much of its weight members earn."""
    yield "| signal | weight | half | full | mean share | full marks |"
    yield "|---|--:|--:|--:|--:|--:|"
    for rule in methodology.signals:
        shares = [points / rule.weight for points in standing.points[rule.id].values()]
        full = sum(share > 1 - 1e-9 for share in shares) / len(shares)
        half = getattr(rule.curve, "half", None)
        start = "" if half is None else f"{half:g}"
        yield (
            f"| `{rule.id}` | {rule.weight:g} | {start} | {rule.curve.full:g} "
            f"| {statistics.mean(shares):.0%} | {full:.1%} |"
        )


def main() -> None:
    """Print the calibration of the methodology that ships with OpenSSI."""
    methodology = default()
    found = standing(population(as_of=AS_OF), methodology)
    sys.stdout.write(f"{stamp(methodology)}\n\n")
    for table in (landing(found, methodology), ranks(found), signals(found, methodology)):
        sys.stdout.write("\n".join(table) + "\n\n")
    sys.stdout.write(
        f"Active members: {len(found.totals)}\n"
        f"R2 of the total on log(connections): {determination(found):.2f}\n"
    )


if __name__ == "__main__":
    main()
