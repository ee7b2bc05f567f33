"""The result as CSV: a row for each signal, adjustment and pillar, and one for the total."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from openssi.result import Adjustment, Pillar, Result, Signal

TEXT = ("row", "id", "title", "pillar", "tier", "status")
COLUMNS = (
    *TEXT, "value", "unit", "points", "max_points", "range_low", "range_high", "coverage",
    "change_7d", "successes", "trials", "pending", "as_of", "methodology",
)  # fmt: skip
TEXT_COLUMNS = frozenset({*TEXT, "unit", "methodology"})
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

Cell = str | float | int | None
Row = Mapping[str, Cell]


def csv_text(result: Result) -> str:
    """The result as CSV with full precision, lines ending in a newline.

    Text that a spreadsheet would run as a formula gets a leading apostrophe; numbers stay numbers.
    Line breaks within a cell become spaces, so that every row is one line.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    same = {
        "as_of": result.as_of.isoformat(),
        "methodology": f"{result.methodology.id} {result.methodology.version}",
    }
    writer.writerows(_safe({**row, **same}) for row in _rows(result))
    return out.getvalue()


def _rows(result: Result) -> Iterator[Row]:
    yield from map(_signal, result.signals)
    yield from map(_adjustment, result.adjustments)
    yield from map(_pillar, result.pillars)
    yield {
        "row": "total",
        "id": "total",
        "title": "Total",
        "points": result.total,
        "max_points": result.measurable,
        "range_low": result.range.low,
        "range_high": result.range.high,
        "change_7d": result.change_7d,
    }


def _signal(signal: Signal) -> Row:
    return {
        "row": "signal",
        "id": signal.id,
        "title": signal.title,
        "pillar": signal.pillar,
        "tier": signal.tier,
        "status": signal.status.value,
        "value": signal.value,
        "unit": signal.unit,
        "points": signal.points,
        "max_points": signal.max_points,
        "successes": signal.evidence.successes,
        "trials": signal.evidence.trials,
        "pending": signal.evidence.pending,
    }


def _adjustment(part: Adjustment) -> Row:
    return {
        "row": "adjustment",
        "id": part.kind,
        "title": part.kind.capitalize(),
        "pillar": part.pillar,
        "points": part.points,
    }


def _pillar(pillar: Pillar) -> Row:
    return {
        "row": "pillar",
        "id": pillar.id,
        "title": pillar.title,
        "pillar": pillar.id,
        "status": pillar.status.value,
        "points": pillar.score,
        "max_points": pillar.max,
        "range_low": pillar.range.low,
        "range_high": pillar.range.high,
        "coverage": pillar.coverage,
        "change_7d": pillar.change_7d,
    }


def _safe(row: Row) -> dict[str, Cell]:
    return {key: _neutral(key, cell) for key, cell in row.items()}


def _neutral(column: str, cell: Cell) -> Cell:
    if column not in TEXT_COLUMNS or not isinstance(cell, str):
        return cell
    guard = "'" if cell.startswith(FORMULA_STARTS) else ""
    return guard + cell.replace("\r", " ").replace("\n", " ")
