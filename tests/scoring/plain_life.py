"""The rows of one member that count on one day: part of the plain reference."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cached_property

from plain_people import ATTRIBUTES, People, Row, Rows

from openssi.methodology import Methodology


class Life:
    """One member on one day; what is known of other people is known as of today."""

    def __init__(
        self, rules: Methodology, rows: Rows, me: str, *, as_of: dt.date, today: dt.date
    ) -> None:
        self.rules, self.rows, self.me = rules, rows, me
        self.as_of, self.today = as_of, today
        self.people = People(rows["members"], today, rules.audience)
        self.profile = [row for row in rows["members"] if row["member_id"] == me]
        self.joined: dt.date = min(
            (row["joined_on"] for row in self.profile if row.get("joined_on")), default=dt.date.min
        )

    @cached_property
    def deeds(self) -> list[Row]:
        """What was done up to the day."""
        return self._deeds(self.as_of)

    @cached_property
    def deeds_today(self) -> list[Row]:
        """What was done up to today."""
        return self._deeds(self.today)

    @cached_property
    def links(self) -> dict[str, Row]:
        """Connections made up to the day, by person."""
        return self._links(self.as_of)

    @cached_property
    def links_today(self) -> dict[str, Row]:
        """Connections made up to today, by person."""
        return self._links(self.today)

    def of(self, *kinds: str) -> list[Row]:
        """Deeds of some kinds."""
        return [row for row in self.deeds if row["kind"] in kinds]

    def dated(self, *kinds: str) -> list[Row]:
        """Deeds of some kinds that have a day."""
        return [row for row in self.of(*kinds) if row["occurred_at"]]

    def known(self, person: str) -> Row:
        """What is known of somebody: as a connection, or as a member."""
        return self.links_today.get(person) or self.people.told(person)

    def _deeds(self, until: dt.date) -> list[Row]:
        """Each id once, of those that count: none with oneself, before joining, or later."""
        once: dict[str, Row] = {}
        kept = []
        for row in self.rows["activities"]:
            if row["member_id"] != self.me or row.get("counterpart_id") == self.me:
                continue
            if row["occurred_at"] and not self.joined <= row["occurred_at"].date() <= until:
                continue
            if row.get("activity_id") is None:
                kept.append(row)
            else:
                once[row["activity_id"]] = min(
                    row, once.get(row["activity_id"], row), key=when_then_what
                )
        return kept + list(once.values())

    def _links(self, until: dt.date) -> dict[str, Row]:
        """Each pair once, however it was given; the other side's own profile fills what is open."""
        given: dict[str, list[Row]] = {}
        for row in self.rows["connections"]:
            pair = (row["member_id"], row["connection_id"])
            if self.me not in pair or pair[0] == pair[1]:
                continue
            if row["connected_on"] is None or row["connected_on"] <= self.today:
                given.setdefault(pair[pair[0] == self.me], []).append(row)
        links = {person: self._link(person, rows) for person, rows in given.items()}
        return {
            person: link
            for person, link in links.items()
            if link["connected_on"] is None or link["connected_on"] <= until
        }

    def _link(self, person: str, rows: list[Row]) -> Row:
        """One connection: since the first time it was made, until all say that it is over."""
        made = [row["connected_on"] for row in rows if row["connected_on"]]
        over = [row["ended_on"] for row in rows if row["ended_on"]]
        link = {
            "connected_on": min(made, default=None),
            "ended_on": max(over) if len(over) == len(rows) else None,
        }
        told = self.people.told(person)
        for name in ATTRIBUTES:
            mine = [row[name] for row in rows if row["member_id"] == self.me and row.get(name)]
            link[name] = max(mine, default=None) or told[name]
        return link


def when_then_what(row: Row) -> tuple[bool, str, str]:
    """Order copies of one id: the earliest counts, one without a time last."""
    at = row["occurred_at"]
    return at is None, at.isoformat() if at else "", row["kind"]


def quantity(row: Row) -> float:
    """How much a row stands for."""
    return 1.0 if row.get("quantity") is None else row["quantity"]


def contacts(rows: Iterable[Row]) -> list[Row]:
    """Rows that are more than a total of nothing."""
    return [row for row in rows if quantity(row) > 0]


def occurring(rules: Methodology, rows: Rows, today: dt.date) -> list[Row]:
    """Where nothing is said of what was seen: the kinds that occur, since the earliest day."""
    first: dict[str, dt.date] = {}
    for name in {row["member_id"] for row in rows["members"]}:
        life = Life(rules, rows, name, as_of=today, today=today)
        days = [(r["kind"], r["occurred_at"].date()) for r in life.deeds if r["occurred_at"]]
        made = [link["connected_on"] for link in life.links.values()]
        for kind, day in (*days, *(("connection", day) for day in made if day)):
            first[kind] = min(day, first.get(kind, day))
    start = min(first.values(), default=None)
    return [{"kind": kind, "observed_from": start, "observed_to": today} for kind in first]
