"""Score one member: run the plan and read its tables back as result types."""

import datetime as dt
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from openssi.engines import Engine
from openssi.result import Adjustment, History, Pillar, Range, Signal
from openssi.scoring import explain, history, shown
from openssi.scoring.frame import Case
from openssi.scoring.plan import run
from openssi.scoring.sql import day_number
from openssi.scoring.worlds import Between

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


def begin(engine: Engine, case: Case, between: Between) -> int:
    """Have the stages made that score a member on the day and on every day before it.

    Args:
        engine: Where the SQL runs; it keeps the stages' tables.
        case: Whom to score.
        between: The worlds of the last week, scored beside the member's own.

    Returns:
        The day number of the first day of the history.
    """
    frame = case.frame
    first = min(first_day(case), frame.today)
    ends = sorted({between.since, *range(first, frame.today + 1)})
    run(engine, frame, case.tables, ends, between.worlds)
    engine.create("breaks", history.breaks(case.member_id, first))
    return first


def score(engine: Engine, case: Case, first: int) -> Score:
    """Read the score of a member on the day, with the history of every day before it.

    Args:
        engine: The scoring began on it.
        case: Whom to score.
        first: Day number of the first day of the history.
    """
    frame, member_id = case.frame, case.member_id
    past = history.Past.read(engine, member_id)
    day = explain.Day.read(engine, frame, member_id)
    pillars = explain.pillars(day)
    return Score(
        total=past.total(frame.today),
        measurable=past.measurable(frame.today),
        range=shown.total_range(pillars),
        change_7d=past.change(frame.today - WEEK, frame.today),
        pillars=tuple(
            pillar.model_copy(
                update={"change_7d": past.pillar_change(pillar.id, frame.today - WEEK, frame.today)}
            )
            for pillar in pillars
        ),
        signals=explain.signals(day),
        adjustments=explain.adjustments(day),
        history=past.history(engine, frame, first),
    )


def first_day(case: Case) -> int:
    """Return the day number of the member's oldest dated row; not before the longest history."""
    tables, today = case.tables, case.frame.today
    columns = (
        (tables.connections, "connected_on", False),
        (tables.activities, "occurred_at", False),
        (tables.coverage, "observed_from", True),
    )
    oldest = [
        day
        for table, column, everyones in columns
        if (day := _oldest(_mine(table, column, case.member_id, everyones=everyones))) is not None
    ]
    return max(min(oldest, default=today), today - LONGEST_HISTORY)


def _mine(table: pa.Table, column: str, member_id: str, *, everyones: bool) -> pa.ChunkedArray:
    """A column of the member's rows, and where they hold for everyone of those as well."""
    ids = table["member_id"]
    mine = pc.equal(ids, member_id)
    return table[column].filter(pc.or_kleene(mine, pc.is_null(ids)) if everyones else mine)


def _oldest(column: pa.ChunkedArray) -> int | None:
    value = pc.min(column).as_py()
    return None if value is None else day_number(_date(value))


def _date(value: dt.date | dt.datetime) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value
