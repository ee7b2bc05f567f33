"""Where members stand among their peers, in plain Python: the design's words, no SQL."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from plain import Plain
from plain_points import plain_pillars

from openssi.methodology import Methodology

Row = dict[str, Any]
Rows = dict[str, list[Row]]
Scores = dict[str, float | None]
"""A member's pillars, and ``""``: the total, where all four can be measured."""

WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class PlainNetwork:
    """Everybody's scores on the day and a week before, one member after the other."""

    rules: Methodology
    rows: Rows
    today: dt.date
    values: dict[tuple[str, str], tuple[float | None, str]]
    """Value and status of each member's signals on the day."""
    now: dict[str, Scores]
    then: dict[str, Scores]

    @classmethod
    def of(cls, rules: Methodology, rows: Rows, today: dt.date) -> PlainNetwork:
        """Score everybody."""
        rows = rows | {table: titles_read(rows[table]) for table in ("members", "connections")}
        names = sorted({row["member_id"] for row in rows["members"]} - set(opted_out(rows)))
        values, now = _scored(rules, rows, names, today, today)
        _, then = _scored(rules, rows, names, today - WEEK, today)
        return cls(rules=rules, rows=rows, today=today, values=values, now=now, then=then)

    def place(self, name: str, peers: Peers, smallest: int, *, joins: bool) -> Row:
        """A member's place among their peers, for the total and each pillar; and how it moved."""
        found: Row = {}
        mine = peers(name, self.today, self.now)
        if mine is None:
            return found
        for measure in ("", *(pillar.id for pillar in self.rules.pillars)):
            for key, value in _placed(self.now, name, mine, measure, smallest, joins).items():
                found[f"{key}_{measure}" if measure else key] = value
        before = peers(name, self.today - WEEK, self.then)
        earlier = (
            _placed(self.then, name, before, "", smallest, joins)["rank_percent"]
            if before is not None and name in self.then
            else None
        )
        rank = found["rank_percent"]
        moved = None if rank is None or earlier is None else rank - earlier
        return found | {"rank_percent_change_7d": moved}

    def group(self, column: str) -> Peers:
        """Peers in the same group, the member among them."""

        def peers(name: str, day: dt.date, scored: Iterable[str]) -> list[str] | None:
            mine = told(self.rows, name, column, day)
            same = [other for other in scored if told(self.rows, other, column, day) == mine]
            return None if mine is None else same

        return peers

    def network(self, name: str, day: dt.date, scored: Iterable[str]) -> list[str] | None:
        """Connections of a day, without the member."""
        return [other for other in scored if self._connected(name, other, day)]

    def _connected(self, one: str, other: str, day: dt.date) -> bool:
        pair = {one, other}
        given = [
            row
            for row in self.rows["connections"]
            if {row["member_id"], row["connection_id"]} == pair
            and (row["connected_on"] is None or row["connected_on"] <= self.today)
        ]
        if one == other or not given:
            return False
        begun = min((row["connected_on"] for row in given if row["connected_on"]), default=None)
        ends = [row["ended_on"] for row in given if row["ended_on"]]
        end = max(ends) if len(ends) == len(given) else None
        if end is not None and begun is not None:
            end = max(end, begun)
        return (begun is None or begun <= day) and (end is None or end > day)


Peers = Callable[[str, dt.date, Iterable[str]], list[str] | None]


TITLES = {
    "Chief Technology Officer": ("cxo", "engineering"),
    "CTO": ("cxo", "engineering"),
    "Director of Sales": ("director", "sales"),
    "Clerk": (None, "administrative"),
}
"""What the titles of the random networks say: seniority and function."""


def titles_read(rows: list[Row]) -> list[Row]:
    """The rows with what their titles say, where they leave it open."""
    read = []
    for row in rows:
        level, area = TITLES.get(row.get("title") or "", (None, None))
        seniority, function = row.get("seniority") or level, row.get("function") or area
        read.append(row | {"seniority": seniority, "function": function})
    return read


def opted_out(rows: Rows) -> list[str]:
    """Members who last said that they want no part in it."""
    said: dict[str, tuple[dt.date, bool]] = {}
    for row in rows["members"]:
        if row.get("opted_out") is not None:
            latest = (row["seen_on"], row["opted_out"])
            said[row["member_id"]] = max(said.get(row["member_id"], latest), latest)
    return [name for name, (_, out) in said.items() if out]


def told(rows: Rows, name: str, column: str, day: dt.date) -> str | None:
    """What a member's group was on a day: as last told by then, else as first told later."""
    seen = sorted(
        (row["seen_on"], row[column])
        for row in rows["members"]
        if row["member_id"] == name and row.get(column)
    )
    by_then = [value for when, value in seen if when <= day]
    value = by_then[-1] if by_then else seen[0][1] if seen else None
    return None if value is None else str(value).strip().lower()


def _scored(
    rules: Methodology, rows: Rows, names: list[str], day: dt.date, today: dt.date
) -> tuple[dict[tuple[str, str], tuple[float | None, str]], dict[str, Scores]]:
    values, scores = {}, {}
    for name in names:
        plain = Plain(rules, rows, name, day, today)
        if not plain.is_member:
            continue
        found = {}
        for rule in rules.signals:
            value = plain.value(rule)
            status = plain.status(rule, value)
            values[name, rule.id] = (value, status)
            found[rule.id] = {"value": value, "status": status}
        scores[name] = _whole(rules, found)
    return values, scores


def _whole(rules: Methodology, found: dict[str, Row]) -> Scores:
    pillars = plain_pillars(rules, found)
    scores: Scores = {
        p.id: None
        if p.id not in pillars or pillars[p.id].score is None
        else round(float(pillars[p.id].score or 0), 6)
        for p in rules.pillars
    }
    parts = [score for score in scores.values() if score is not None]
    return {**scores, "": round(sum(parts), 6) if len(parts) == len(scores) else None}


def _placed(  # noqa: PLR0913, PLR0917 - who, among whom, by what
    scores: dict[str, Scores],
    name: str,
    peers: list[str],
    measure: str,
    smallest: int,
    joins: bool,  # noqa: FBT001 - a network is joined for the rank
) -> Row:
    theirs = [score for peer in peers if (score := scores[peer][measure]) is not None]
    if len(theirs) < smallest:
        return {"size": len(theirs), "average": None, "rank_percent": None}
    mine = scores[name][measure]
    rank = None
    if mine is not None:
        ahead = sum(1 for score in theirs if score > mine)
        rank = math.ceil(100 * (ahead + 1) / (len(theirs) + joins))
    return {"size": len(theirs), "average": sum(theirs) / len(theirs), "rank_percent": rank}
