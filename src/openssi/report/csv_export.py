"""Results as CSV: signals with pillars and total, histories and changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from openssi.report.csv_rows import Row, csv_rows
from openssi.report.history_rows import HistoryRow
from openssi.report.words import whole_scale
from openssi.result import Adjustment, Change, OfficialPoint, Pillar, Result, Signal

TEXT = ("row", "id", "title", "pillar", "tier", "status")
COLUMNS = (
    *TEXT, "value", "unit", "points", "max_points", "range_low", "range_high", "coverage",
    "change_7d", "successes", "trials", "pending", "as_of", "methodology", "sources", "day",
)  # fmt: skip
TEXT_COLUMNS = frozenset({*TEXT, "unit", "methodology", "sources"})
CHANGE_COLUMNS = ("step", "title", "pillar", "signal", "reason", "points", "from_day", "to_day")


def csv_text(result: Result) -> str:
    """The result: a row for each signal, adjustment, pillar and official number; the total last."""
    return _told(result, _rows(result))


def explanation_csv(result: Result, signals: Sequence[Signal]) -> str:
    """Some signals of a result, in the columns of the whole."""
    return _told(result, map(_signal, signals))


def _told(result: Result, rows: Iterable[Row]) -> str:
    same = {
        "as_of": result.as_of.isoformat(),
        "methodology": f"{result.methodology.id} {result.methodology.version}",
    }
    return csv_rows(COLUMNS, ({**row, **same} for row in rows), text=TEXT_COLUMNS)


def history_csv(rows: Sequence[HistoryRow]) -> str:
    """A row for each day shown: total, what it is out of, the pillars, and what broke the line.

    Beside it stands LinkedIn's own index as last read since the row before, with the day of it.
    """
    pillars = list(rows[0].pillars)
    columns = ("day", "total", "measurable", *pillars, "break", "official", "official_day")
    return csv_rows(columns, map(_day, rows), text={"break"})


def _day(row: HistoryRow) -> Row:
    return {
        "day": row.day.isoformat(),
        "total": row.total,
        "measurable": row.measurable,
        **{str(pillar): score for pillar, score in row.pillars.items()},
        "break": "; ".join(f"{one.day}: {one.reason}" for one in row.breaks),
        "official": row.official[-1].total if row.official else None,
        "official_day": row.official[-1].day.isoformat() if row.official else None,
    }


def change_csv(change: Change) -> str:
    """A row for each signal and adjustment of each step; the points sum to the change."""
    same = {"from_day": change.from_day.isoformat(), "to_day": change.to_day.isoformat()}
    rows = ({**row, **same} for row in _moves(change))
    text = {"step", "title", "pillar", "signal", "reason"}
    return csv_rows(CHANGE_COLUMNS, rows, text=text)


def _moves(change: Change) -> Iterator[Row]:
    for step in change.steps:
        head = {"step": step.id, "title": step.title}
        for one in step.signals:
            told = {"pillar": one.pillar, "signal": one.id, "reason": one.reason}
            yield {**head, **told, "points": one.points}
        for pillar, points in step.adjustments.items():
            if points:
                reason = "floors, caps and rounding"
                yield {**head, "pillar": pillar, "reason": reason, "points": points}


def _rows(result: Result) -> Iterator[Row]:
    yield from map(_signal, result.signals)
    yield from map(_adjustment, result.adjustments)
    yield from map(_pillar, result.pillars)
    for reading in result.official.readings if result.official else ():
        yield from _official(reading, result)
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
        "sources": "; ".join(signal.sources),
    }


def _official(reading: OfficialPoint, result: Result) -> Iterator[Row]:
    """LinkedIn's own index as read on a day, and its pillars."""
    same: Row = {"row": "official", "day": reading.day.isoformat(), "sources": reading.source}
    told: Row = {"id": "total", "title": "LinkedIn's own index", "points": reading.total}
    yield {**same, **told, "max_points": whole_scale(result)}
    for pillar in result.pillars:
        if pillar.id in reading.pillars:
            told = {"id": pillar.id, "title": pillar.title, "pillar": pillar.id}
            yield {
                **same,
                **told,
                "points": reading.pillars[pillar.id],
                "max_points": pillar.max,
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
