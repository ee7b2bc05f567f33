"""A sparkline: the shape of the last stretch of time in the space of a word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from openssi.report.pictures.history import break_indices
from openssi.report.pictures.line import HEIGHT, WIDTH, path, stretches, thinned
from openssi.result import History, PillarId

BUCKETS = 30
BLOCKS = "▁▂▃▄▅▆▇█"
A_YEAR = dt.timedelta(days=365)


def sparkline(history: History, pillar: PillarId, top: float) -> str:
    """SVG path of a pillar's last year on a scale from 0 to `top`; empty where not measurable."""
    begin = _index_a_year_back(history)
    values = history.pillars.get(pillar, ())[begin:]
    cuts = {index - begin for index in break_indices(history)}
    last = max(1, len(values) - 1)
    ys = [None if v is None else round(HEIGHT * (1 - v / top)) for v in values]
    xs = [round(WIDTH * index / last) for index in range(len(values))]
    runs = (
        [(xs[n], y) for n in run if (y := ys[n]) is not None] for run in stretches(values, cuts)
    )
    return "".join(path(thinned(run, BUCKETS)) for run in runs)


def spark_text(values: Sequence[float | None], width: int) -> str:
    """A line of block characters from the lowest to the highest value; a gap where unknown."""
    picked = [values[(n + 1) * len(values) // width - 1] for n in range(min(width, len(values)))]
    if len(values) <= width:
        picked = list(values)
    known = [value for value in picked if value is not None]
    if not known:
        return ""
    low, span = min(known), (max(known) - min(known)) or 1.0
    top = len(BLOCKS) - 1
    return "".join(" " if v is None else BLOCKS[round((v - low) / span * top)] for v in picked)


def _index_a_year_back(history: History) -> int:
    start = history.days[-1] - A_YEAR if history.days else None
    return next((n for n, day in enumerate(history.days) if start and day >= start), 0)
