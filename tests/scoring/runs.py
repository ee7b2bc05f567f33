"""One run of the scoring over literal rows, read back by member and day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from lives import AS_OF, START, tables

from openssi.engines import DuckDB
from openssi.methodology import Methodology, default
from openssi.methodology.model import SignalRule
from openssi.result import Adjustment, Pillar, Signal
from openssi.scoring import explain, points, rules
from openssi.scoring.frame import Frame
from openssi.scoring.plan import carry_out, run
from openssi.scoring.sql import day_number
from openssi.tables import Tables

Rows = dict[str, list[dict[str, Any]]]
Parts = tuple[tuple[Pillar, ...], tuple[Signal, ...], tuple[Adjustment, ...]]
SEEN_FROM = START - dt.timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Run:
    """What a run found; keys end with the day."""

    totals: dict[tuple[str, dt.date], float | None]
    pillars: dict[tuple[str, str, dt.date], dict[str, Any]]
    signals: dict[tuple[str, str, dt.date], dict[str, Any]]

    def statuses(self, member: str, pillar: str, day: dt.date = AS_OF) -> dict[str, str]:
        """How well each signal of a pillar is known."""
        return {
            signal: row["status"]
            for (who, signal, when), row in self.signals.items()
            if (who, when, row["pillar"]) == (member, day, pillar)
        }

    def scores(self, member: str, day: dt.date = AS_OF) -> dict[str, float | None]:
        """Each pillar's score."""
        return {p: r["score"] for (m, p, d), r in self.pillars.items() if (m, d) == (member, day)}

    def value(self, member: str, signal: str, day: dt.date = AS_OF) -> Any:
        """A signal's value."""
        return self.signals[member, signal, day]["value"]

    def whole(self, member: str, day: dt.date = AS_OF) -> list[float | str | None]:
        """Everything that was found about a member on a day, in one order."""
        found: list[float | str | None] = [self.totals.get((member, day))]
        for (who, _, when), row in sorted(self.pillars.items(), key=str):
            if (who, when) == (member, day):
                found += [row[name] for name in ("score", "low", "high", "coverage")]
        for (who, _, when), row in sorted(self.signals.items(), key=str):
            if (who, when) == (member, day):
                found += [row[name] for name in ("value", "points", "status")]
        return found


def scored(
    given: Rows | Tables,
    *,
    days: Sequence[dt.date] = (AS_OF,),
    methodology: Methodology | None = None,
) -> Run:
    """Score every member of the rows on some days; the last is the day scored."""
    frame = Frame(methodology=methodology or default(), as_of=days[-1])
    with DuckDB() as engine:
        run(engine, frame, _tables(given), [day_number(day) for day in days])
        back = {day_number(day): day for day in days}
        totals, pillars, signals = (
            engine.fetch(f"SELECT * FROM {name}").to_pylist()
            for name in ("totals", "pillar_scores", "signal_points")
        )
    return Run(
        totals={(r["member_id"], back[r["day"]]): r["total"] for r in totals},
        pillars={(r["member_id"], r["pillar"], back[r["day"]]): r for r in pillars},
        signals={(r["member_id"], r["signal"], back[r["day"]]): r for r in signals},
    )


def explained(
    given: Rows, members: Sequence[str], *, methodology: Methodology | None = None
) -> dict[str, Parts]:
    """Score the rows and return each member's pillars, signals and adjustments of the day."""
    _, parts = with_totals(given, members, methodology=methodology)
    return parts


def with_totals(
    given: Rows, members: Sequence[str], *, methodology: Methodology | None = None
) -> tuple[dict[str, float | None], dict[str, Parts]]:
    """Score the rows and return each member's total of the day, and its parts."""
    frame = Frame(methodology=methodology or default(), as_of=AS_OF)
    with DuckDB() as engine:
        run(engine, frame, _tables(given), [frame.today])
        totals = engine.fetch("SELECT member_id, total FROM totals").to_pylist()
        days = {member: explain.Day.read(engine, frame, member) for member in members}
    parts = {
        member: (explain.pillars(day), explain.signals(day), explain.adjustments(day))
        for member, day in days.items()
    }
    return {row["member_id"]: row["total"] for row in totals}, parts


def points_on_curves(cases: Sequence[tuple[SignalRule, float]]) -> list[float]:
    """Points of measured values, by the scoring's own SQL alone."""
    frame = Frame(methodology=default(), as_of=AS_OF)
    beside = {"day": 0, "level": "wholly", "share": 1.0, "later": False, "amount": 0.0, "base": 0.0}
    values = [
        {"who": number, "rule": frame.number(rule), "value": value, "status": "measured", **beside}
        for number, (rule, value) in enumerate(cases)
    ]
    with DuckDB() as engine:
        engine.load("valued", pa.Table.from_pylist(values))
        for stage in (rules.stage(frame), points.stages(frame)[0]):
            carry_out(engine, stage)
        rows = engine.fetch("SELECT points FROM earned ORDER BY who").to_pylist()
    return [row["points"] for row in rows]


def _tables(given: Rows | Tables) -> Tables:
    return given if isinstance(given, Tables) else tables(given)


def member(name: str, **facts: object) -> dict[str, Any]:
    """A row of ``members``, seen before anything else."""
    return {"member_id": name, "seen_on": SEEN_FROM, **facts}


def deed(name: str, kind: str, at: dt.date | dt.datetime | None, **more: object) -> dict[str, Any]:
    """A row of ``activities`` without an id."""
    if at is not None and not isinstance(at, dt.datetime):
        at = dt.datetime.combine(at, dt.time(12))
    return {"member_id": name, "kind": kind, "occurred_at": at, **more}


def seen(name: str | None, *kinds: str, status: str = "measured") -> list[dict[str, Any]]:
    """Rows of ``coverage``: kinds that were seen all the time."""
    span = {"observed_from": SEEN_FROM, "observed_to": AS_OF, "status": status}
    return [{"member_id": name, "kind": kind, **span} for kind in kinds]


def with_twins(rows: Rows, mark: str, members: Sequence[str]) -> Rows:
    """The rows, and each member's own once more under another name."""
    return {
        name: [
            *given,
            *(
                {**r, "member_id": r["member_id"] + mark}
                for r in given
                if r["member_id"] in members
            ),
        ]
        for name, given in rows.items()
    }
