"""LinkedIn's own number beside this one: what a page shows of it."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from openssi.benchmarks import NEAR
from openssi.report.history_data import shown_columns
from openssi.report.numbers import day
from openssi.report.origins import listed
from openssi.report.rounding import shown, shown_change
from openssi.report.words import scale_of, whole_scale
from openssi.result import BesideOfficial, History, OfficialPoint, PillarId, Result

GROUPS = {"industry": "your industry", "network": "your network"}
Ours = Mapping[str, float | None]
"""This index as shown on a day: ``total`` and the pillars."""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """The index or a pillar of it, as LinkedIn shows it and as it is here."""

    id: str
    """``total`` or the pillar."""
    title: str
    """Name to show."""
    top: float
    """The most that it can be."""
    official: float
    """LinkedIn's, in full."""
    ours: float | None
    """This index's, in full."""
    shown: float | None
    """This index's as shown."""
    difference: float | None
    """This index's less LinkedIn's, both as shown."""
    why: str
    """What could explain it."""

    @property
    def at(self) -> float:
        """Where LinkedIn's stands, in percent of the scale."""
        return round(100 * self.official / self.top, 2)

    @property
    def here(self) -> float:
        """Where this index's stands, in percent of the scale."""
        return round(100 * (self.ours or 0.0) / self.top, 2)


@dataclass(frozen=True, kw_only=True)
class Read:
    """One reading, with this index on its day."""

    point: OfficialPoint
    """The reading."""
    ours: float | None
    """This index on the day, as shown; None where it was not known."""


@dataclass(frozen=True, kw_only=True)
class Beside:
    """The section."""

    pairs: tuple[Pair, ...]
    """The index, then the pillars that were told; empty where no reading can be compared."""
    told: BesideOfficial | None
    """The reading that is compared."""
    ranks: str
    """LinkedIn's ranks, and whose they are; empty where none were told."""
    readings: tuple[Read, ...]
    """Every reading, the newest first."""


def beside(result: Result) -> Beside | None:
    """What there is to show; None where no reading was given."""
    if result.official is None:
        return None
    told, history = result.official.beside, result.history
    return Beside(
        pairs=tuple(_pairs(result, told)) if told else (),
        told=told,
        ranks=_ranks(result),
        readings=tuple(
            Read(point=one, ours=_ours(history, one.day).get("total"))
            for one in reversed(result.official.readings)
        ),
    )


def _ours(history: History, on: dt.date) -> Ours:
    """This index as shown on a day, or on the last one that the data show before it."""
    at = bisect_right(history.days, on) - 1
    if at < 0 or on - history.days[at] > dt.timedelta(NEAR):
        return {}
    pillars: Sequence[PillarId] = tuple(history.pillars)
    columns = shown_columns(_day(history, at), pillars)
    return dict(zip(("total", *pillars), (column[0] for column in columns), strict=True))


def _day(history: History, at: int) -> History:
    """A single day of a history."""
    return history.model_copy(
        update={
            "days": (history.days[at],),
            "total": (history.total[at],),
            "measurable": (history.measurable[at],),
            "pillars": {pillar: (values[at],) for pillar, values in history.pillars.items()},
        }
    )


def _pairs(result: Result, told: BesideOfficial) -> Iterator[Pair]:
    ours = _ours(result.history, told.day)
    yield Pair(
        id="total",
        title="Index",
        top=whole_scale(result),
        official=told.official.total,
        ours=told.ours,
        shown=ours.get("total"),
        difference=None if told.difference is None else _less(ours["total"], told.official.total),
        why=_why_not(result, told),
    )
    pillars = {pillar.id: pillar for pillar in result.pillars}
    for one in told.pillars:
        yield Pair(
            id=one.pillar,
            title=pillars[one.pillar].title,
            top=pillars[one.pillar].max,
            official=one.official,
            ours=one.ours,
            shown=ours.get(one.pillar),
            difference=_less(ours.get(one.pillar), one.official),
            why=one.why,
        )


def _less(ours: float | None, official: float) -> float | None:
    return None if ours is None else shown_change(shown(official), ours)


def _why_not(result: Result, told: BesideOfficial) -> str:
    if told.ours is None:
        return "Too little was seen here for an index on that day."
    if told.difference is not None:
        return ""
    at = result.history.days.index(told.day)
    out_of = scale_of(result.history.measurable[at], whole_scale(result))
    return f"Here it is {out_of}, so that the two do not compare."


def _ranks(result: Result) -> str:
    ranked = [one for one in result.benchmarks if one.reading and one.rank_percent is not None]
    if not ranked:
        return ""
    places = listed([f"top {one.rank_percent}% of {GROUPS[one.group]}" for one in ranked])
    days = {day(one.reading.day) for one in ranked if one.reading}
    return (
        f"LinkedIn placed you in the {places} on {listed(sorted(days))}. "
        "Its ranks rank its own number, never the one made here."
    )
