"""Score one member: run the plan and read its tables back as result types."""

import datetime as dt
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from openssi.engines import Engine
from openssi.result import Adjustment, History, Pillar, Range, Signal
from openssi.scoring import explain, history
from openssi.scoring.frame import Frame
from openssi.scoring.plan import run
from openssi.scoring.sql import day_number
from openssi.tables import Tables

WEEK = 7
LONGEST_HISTORY = 20 * 366
"""Days of history at most."""


@dataclass(frozen=True, kw_only=True)
class Score:
    """A member's score on a day, with its history and its reasons."""

    total: float | None
    measurable: float
    range: Range
    change_7d: float | None
    pillars: tuple[Pillar, ...]
    signals: tuple[Signal, ...]
    adjustments: tuple[Adjustment, ...]
    history: History


def score(engine: Engine, frame: Frame, tables: Tables, member_id: str) -> Score:
    """Score one member of the tables on the day, with the history of every day before it.

    Args:
        engine: Where the SQL runs; it keeps the stages' tables.
        frame: Methodology and day.
        tables: The canonical tables.
        member_id: Whom to score; a row of ``members``.
    """
    first = min(first_day(tables, frame), frame.today)
    run(engine, frame, tables, [*_before(first, frame), *range(first, frame.today + 1)])
    past = history.Past.read(engine, member_id)
    pillars = explain.pillars(engine, frame, member_id)
    return Score(
        total=past.total(frame.today),
        measurable=past.measurable(frame.today),
        range=explain.total_range(pillars),
        change_7d=past.change(frame.today - WEEK, frame.today),
        pillars=tuple(
            pillar.model_copy(
                update={"change_7d": past.pillar_change(pillar.id, frame.today - WEEK, frame.today)}
            )
            for pillar in pillars
        ),
        signals=explain.signals(engine, frame, member_id),
        adjustments=explain.adjustments(engine, frame, member_id),
        history=past.history(engine, frame, first),
    )


def first_day(tables: Tables, frame: Frame) -> int:
    """Return the day number of the oldest dated row, no further back than the longest history."""
    columns = (
        tables.connections["connected_on"],
        tables.activities["occurred_at"],
        tables.coverage["observed_from"],
    )
    oldest = [day for column in columns if (day := _oldest(column)) is not None]
    return max(min(oldest, default=frame.today), frame.today - LONGEST_HISTORY)


def _oldest(column: pa.ChunkedArray) -> int | None:
    value = pc.min(column).as_py()
    return None if value is None else day_number(_date(value))


def _date(value: dt.date | dt.datetime) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


def _before(first: int, frame: Frame) -> list[int]:
    """The day a week ago, where the history begins later."""
    week_ago = frame.today - WEEK
    return [week_ago] if week_ago < first else []
