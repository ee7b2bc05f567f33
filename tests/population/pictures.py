"""A network's numbers, counted again from the stored files."""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import Any

from random_networks import scores, signals

from openssi.methodology import default
from openssi.result import PillarId

PILLARS: list[PillarId] = [pillar.id for pillar in default().pillars]


def totals(out: Path) -> dict[str, float]:
    """Totals of the members whose four pillars are measurable."""
    rows = scores(out).items()
    return {who: row["total"] for who, row in rows if all(row[p] is not None for p in PILLARS)}


def changes(out: Path) -> list[float]:
    """Changes of all members whose week compares."""
    rows = scores(out).values()
    return [row["change_7d"] for row in rows if row["change_7d"] is not None]


def shares(long: Path) -> dict[str, float]:
    """Each signal's share of the spread, by the book."""
    whole, told = totals(long), signals(long)
    mean = statistics.fmean(whole.values())
    variance = statistics.pvariance(whole.values())
    return {
        rule.id: statistics.fmean(
            (told[who, rule.id]["points"] or 0.0) * (total - mean) for who, total in whole.items()
        )
        / variance
        for rule in default().signals
    }


def statuses(long: Path, signal: str) -> dict[str, float]:
    """Share of the members in each status of a signal."""
    own = [row["status"] for (_, name), row in signals(long).items() if name == signal]
    return {status: own.count(status) / len(own) for status in sorted(set(own))}


def by_group(out: Path, column: str) -> dict[str, list[float]]:
    """Changes of the members of each group."""
    found: dict[str, list[float]] = {}
    row: dict[str, Any]
    for row in scores(out).values():
        if row[column] is not None and row["change_7d"] is not None:
            found.setdefault(row[column], []).append(row["change_7d"])
    return found
