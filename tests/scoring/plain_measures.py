"""What each measure counts, and on which day: part of the plain reference."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from plain_conversations import DAY, Trial, openings, requests, turns
from plain_coverage import Coverage, days_covered
from plain_life import Life, contacts, quantity
from plain_people import Row


class Impulse(NamedTuple):
    """What is counted on a day, and since when it was under way."""

    since: dt.date
    day: dt.date
    amount: float
    base: float


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A life, and the days on which a signal was observed."""

    life: Life
    coverage: Coverage
    ages: set[int]

    def impulses(self, measure: Any) -> Iterator[Impulse]:
        """Everything that a measure counts."""
        counted = {
            "flow": self._flow,
            "regularity": self._regularity,
            "breadth": self._breadth,
            "rate": self._rate,
            "mean": self._mean,
            "speed": self._speed,
        }
        return counted[measure.type](measure)

    def _met(self, kinds: tuple[str, ...]) -> list[Row]:
        """Contacts on observed days, in order."""
        rows = [row for row in contacts(self.life.dated(*kinds)) if self._age(row) in self.ages]
        return sorted(rows, key=day_of)

    def _age(self, row: Row) -> int:
        return (self.life.as_of - day_of(row)).days

    def _connections(self, measure: Any) -> Iterator[Impulse]:
        for link in self.life.links.values():
            wanted = measure.connections == "all" or self.life.people.target(link)
            if link["connected_on"] and wanted:
                yield at(link["connected_on"], 1.0)

    def _conversations(self, measure: Any) -> Iterator[Impulse]:
        reopened = measure.conversations == "reopened"
        for opening in openings(self.life, self.life.deeds):
            wanted = opening.again and opening.own if reopened else not opening.again
            if opening.answered and wanted:
                yield at(opening.answered.date(), 1.0)

    def _flow(self, measure: Any) -> Iterator[Impulse]:
        if measure.connections:
            yield from self._connections(measure)
        elif measure.conversations:
            yield from self._conversations(measure)
        for row in self.life.dated(*measure.kinds):
            if self._wanted(measure, row):
                yield at(day_of(row), quantity(row))
        yield from self._totals(measure)

    def _wanted(self, measure: Any, row: Row) -> bool:
        if row["kind"] in measure.with_text and not row.get("has_text"):
            return False
        if measure.within_hours and not early(row, dt.timedelta(hours=measure.within_hours)):
            return False
        known = self.life.known(row["counterpart_id"])
        return not measure.audience or self.life.people.target(known)

    def _totals(self, measure: Any) -> Iterator[Impulse]:
        """Totals count on days on which no specific kind is covered by a row of coverage."""
        if measure.totals:
            days = days_covered(self.coverage.rows, measure.kinds, self.life.as_of)
            for row in self.life.dated(measure.totals):
                if day_of(row) not in days:
                    yield at(day_of(row), quantity(row))

    def _regularity(self, measure: Any) -> Iterator[Impulse]:
        """A period holds at most 1, and is as old as its last day."""
        periods: defaultdict[Any, list[Row]] = defaultdict(list)
        for row in self._met(measure.kinds):
            day = day_of(row)
            periods[day if measure.per == "day" else day.isocalendar()[:2]].append(row)
        for rows in periods.values():
            yield at(day_of(rows[-1]), min(1.0, sum(map(quantity, rows))))

    def _breadth(self, measure: Any) -> Iterator[Impulse]:
        """A person counts once, and is as old as the last contact."""
        people = {r["counterpart_id"]: day_of(r) for r in self._met(measure.kinds)}
        for person, day in people.items():
            if person:
                yield at(day, 1.0)

    def _rate(self, measure: Any) -> Iterator[Impulse]:
        windows = self.life.rules.windows
        if measure.trials == "requests":
            wait = windows.accept_within_days * DAY
            trials = list(requests(self.life))
        else:
            wait = windows.answer_within_days * DAY
            trials = [
                Trial(opening.person, opening.at.date(), opening.answered is not None)
                for opening in openings(self.life, self.life.deeds)
                if opening.own and not opening.again
                if opening.inmail == (measure.trials == "inmails")
            ]
        for person, day, success in trials:
            if not measure.audience or self.life.people.decided_on(person):
                yield Impulse(day, day + wait, float(success), 1.0)

    def _mean(self, measure: Any) -> Iterator[Impulse]:
        """A known person counts once for each object, on the first day."""
        once: dict[tuple[str, str], dt.date] = {}
        for row in self._met(measure.kinds):
            if named(row):
                once.setdefault((row["object_id"], row["counterpart_id"]), day_of(row))
        for day in once.values():
            yield at(day, 1.0)
        for row in self.life.dated(*measure.kinds):
            if not named(row):
                yield at(day_of(row), quantity(row))
        for row in self.life.dated(*measure.occasions):
            yield Impulse(day_of(row), day_of(row), 0.0, quantity(row))
        yield from self._totals(measure)

    def _speed(self, _measure: Any) -> Iterator[Impulse]:
        limit = self.life.rules.windows.reply_within_days * DAY
        for day, hours in turns(self.life):
            yield Impulse(day, day + limit, math.log(hours), 1.0)


def at(day: dt.date, amount: float) -> Impulse:
    """Something that begins and counts on one day."""
    return Impulse(day, day, amount, 0.0)


def day_of(row: Row) -> dt.date:
    """The day of a deed."""
    day: dt.date = row["occurred_at"].date()
    return day


def early(row: Row, limit: dt.timedelta) -> bool:
    """Whether a deed followed its object soon."""
    made = row.get("object_at")
    return bool(made) and dt.timedelta(0) <= row["occurred_at"] - made <= limit


def named(row: Row) -> bool:
    """Whether it is known who did something to which object."""
    return bool(row.get("object_id") and row.get("counterpart_id"))
