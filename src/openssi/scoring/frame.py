"""What a scoring is asked for: which methodology, up to which day."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from openssi.methodology import Methodology
from openssi.methodology.model import SignalRule
from openssi.scoring.sql import day_number, text
from openssi.tables import AUDIENCE_MEMBER, Tables


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The fixed points of one scoring."""

    methodology: Methodology
    as_of: dt.date
    """Everything to the end of this day (UTC) is taken in, nothing after it."""

    hidden: frozenset[str] = frozenset()
    """Signals to treat as not observed, so that two scorings compare like with like."""

    of_the_audience: str = text(AUDIENCE_MEMBER)
    """SQL for the id that stands for somebody of the audience, whoever it is."""

    numbered: str | None = None
    """Where people are numbers: the relation that tells the ``member_id`` of each ``number``.
    A number below zero stands for somebody whom it does not tell (`deeds.mark_as_number`)."""

    is_shared: bool = False
    """Whether many workers share the work: then none of them may be sent a row of every member."""

    @property
    def today(self) -> int:
        """Day number of ``as_of``."""
        return day_number(self.as_of)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number by which the stages know each signal."""
        return {signal.id: number for number, signal in enumerate(self.methodology.signals)}

    def number(self, signal: SignalRule) -> int:
        """Return the number by which the stages know a signal."""
        return self.numbers[signal.id]

    def of_type(self, *types: str) -> tuple[SignalRule, ...]:
        """Return the signals whose measure is of one of the types."""
        return tuple(s for s in self.methodology.signals if s.measure.type in types)


@dataclass(frozen=True, kw_only=True)
class Case:
    """One member to score."""

    frame: Frame
    tables: Tables
    member_id: str
