"""The reasons of a change in words: which deeds fade, what came in, what fell due."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Self

from openssi.engines import Engine
from openssi.methodology.model import SignalRule
from openssi.scoring.frame import Frame
from openssi.scoring.sql import date_of, text

_THIRDS = ("early", "mid", "late")
_DECIDED = ("rate", "speed")


@dataclass(frozen=True, kw_only=True)
class Words:
    """What happened to each signal's impulses around the earlier day."""

    frame: Frame
    since: int
    moved: dict[str, dict[str, Any]]

    @classmethod
    def read(cls, engine: Engine, frame: Frame, member_id: str, since: int) -> Self:
        """Read, for each signal, where the weight lay on the earlier day and what came after."""
        weight = f"i.amount * POWER(r.keep, {since} - i.day)"
        rows = engine.fetch(f"""
SELECT i.signal,
  SUM(CASE WHEN i.day <= {since} THEN i.day * {weight} END)
    / NULLIF(SUM(CASE WHEN i.day <= {since} THEN {weight} END), 0) AS centre,
  SUM(CASE WHEN i.day > {since} AND i.since > {since} THEN i.amount ELSE 0.0 END) AS came,
  COUNT(CASE WHEN i.day > {since} AND i.since <= {since} THEN 1 END) AS due
FROM impulses AS i
JOIN rules AS r ON r.signal = i.signal
WHERE i.member_id = {text(member_id)} AND i.day <= {frame.today} AND i.day > 0
GROUP BY i.signal""")
        return cls(frame=frame, since=since, moved={row["signal"]: row for row in rows.to_pylist()})

    def reason(self, step: str, rule: SignalRule, points: float) -> str:
        """Return why a signal moved in a step, as the end of a sentence after its points."""
        match step:
            case "aged":
                return self._aged(rule, points)
            case "activity":
                return self._came(rule)
            case "profile":
                return f"your profile changed: {rule.title.lower()}"
            case _:
                return f"what the sources show of {rule.noun} changed"

    def _aged(self, rule: SignalRule, points: float) -> str:
        moved = self.moved.get(rule.id, {})
        if rule.measure.type in _DECIDED and moved.get("due"):
            return f"{_count(moved['due'])} {rule.noun} fell due"
        centre = moved.get("centre")
        if centre is None or rule.measure.type == "stock":
            return f"{rule.noun} count differently by now"
        when = roughly(date_of(round(centre)), self.frame.as_of)
        verb = "are fading" if points < 0 else "weigh less by now"
        return f"your {rule.noun} of {when} {verb}"

    def _came(self, rule: SignalRule) -> str:
        day = date_of(self.since + 1)
        came = self.moved.get(rule.id, {}).get("came") or 0
        if rule.measure.type in ("flow", "stock", "regularity") and came > 1:
            return f"{_count(came)} {rule.noun} since {_named(day)}"
        return f"{rule.noun} since {_named(day)}"


def roughly(day: dt.date, today: dt.date) -> str:
    """Name a day as people do, with its year where it is not this one.

    >>> roughly(dt.date(2026, 10, 4), dt.date(2026, 11, 15))
    'early October'
    >>> roughly(dt.date(2025, 12, 31), dt.date(2026, 11, 15))
    'late December 2025'
    """
    third = _THIRDS[min(2, (day.day - 1) // 10)]
    month = MONTHS[day.month - 1]
    return f"{third} {month}" if day.year == today.year else f"{third} {month} {day.year}"


def _named(day: dt.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def _count(number: float) -> str:
    return f"{number:,.0f}" if number == round(number) else f"{number:,.1f}"


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
