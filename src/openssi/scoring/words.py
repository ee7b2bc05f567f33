"""The reasons of a change in words: which deeds fade, what came in, what fell due."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from openssi.engines import Engine
from openssi.methodology.measures import Regularity
from openssi.methodology.model import SignalRule
from openssi.scoring.counted import counted
from openssi.scoring.frame import Case, Frame
from openssi.scoring.sql import date_of
from openssi.scoring.stirred import stirred
from openssi.scoring.worlds import Between

_THIRDS = ("early", "mid", "late")
_DECIDED = {"rate": "decided", "speed": "counted"}
_NOBODYS = ("breadth", "regularity")


@dataclass(frozen=True, kw_only=True)
class Words:
    """What happened to each signal around the earlier day."""

    frame: Frame
    since: int
    moved: dict[str, dict[str, Any]]
    shown: Mapping[str, bool]
    """Signals that one day alone shows: True where it is the later."""

    @classmethod
    def read(cls, engine: Engine, case: Case, between: Between, shown: Mapping[str, bool]) -> Self:
        """Read, for each signal, where the weight lay on the earlier day and what came after."""
        moved = stirred(engine, case, between)
        return cls(frame=case.frame, since=between.since, moved=moved, shown=shown)

    def reason(self, step: str, rule: SignalRule, points: float) -> str:
        """Return why a signal moved in a step, as the end of a sentence after its points."""
        match step:
            case "aged":
                return self._aged(rule, points)
            case "activity":
                return f"{self._came(rule)} since {self._named(date_of(self.since + 1))}"
            case "profile":
                return f"your profile changed: {within(rule.title)}"
            case _:
                return self._seen(rule)

    def _aged(self, rule: SignalRule, points: float) -> str:
        moved = self.moved.get(rule.id, {})
        if rule.measure.type in _DECIDED and moved.get("due"):
            return f"{counted(moved['due'], rule.noun)} fell due"
        centre = moved.get("centre")
        if centre is None or rule.measure.type == "stock":
            return f"{within(rule.title)}: counts differently by now"
        when = roughly(date_of(round(centre)), self.frame.as_of)
        verb = "are fading" if points < 0 else "weigh less by now"
        return f"{_owned(rule)} of {when} {verb}"

    def _came(self, rule: SignalRule) -> str:
        number, noun = self._number(rule), rule.noun
        match rule.measure.type:
            case "rate" | "speed" if number:
                were = "was" if number == 1 else "were"
                return f"{counted(number, noun)} {were} {_DECIDED[rule.measure.type]}"
            case "mean":
                return f"what {noun} received"
            case "stock" if number < 0:
                return f"{counted(-number, noun)} fewer"
            case _:
                return counted(number, noun) if number > 0 else noun

    def _number(self, rule: SignalRule) -> float:
        """How many of the signal's things came after the earlier day."""
        moved = self.moved.get(rule.id, {})
        if isinstance(rule.measure, Regularity):
            return float(moved.get(f"{rule.measure.per}s") or 0)
        column = {"rate": "decided", "speed": "decided", "breadth": "people"}
        return float(moved.get(column.get(rule.measure.type, "came")) or 0)

    def _seen(self, rule: SignalRule) -> str:
        if rule.id not in self.shown:
            return f"{within(rule.title)}: the sources show its pillar differently"
        seen = "now show" if self.shown[rule.id] else "no longer show"
        return f"the sources {seen} {within(rule.title)}"

    def _named(self, day: dt.date) -> str:
        year = "" if day.year == self.frame.as_of.year else f" {day.year}"
        return f"{day.day} {MONTHS[day.month - 1]}{year}"


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


def within(title: str) -> str:
    """Return a title as it stands within a sentence.

    >>> within("Searches"), within("InMail response rate")
    ('searches', 'InMail response rate')
    """
    first = title.split(maxsplit=1)[0]
    return title if first[1:] != first[1:].lower() else title[0].lower() + title[1:]


def _owned(rule: SignalRule) -> str:
    """The signal's things, said to be the member's own where that fits."""
    if rule.measure.type in _NOBODYS or {"you", "your"} & set(rule.noun.split()):
        return rule.noun
    return f"your {rule.noun}"


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
