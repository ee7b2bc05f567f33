"""What a scoring is asked for: which methodology, up to which day."""

import datetime as dt
from dataclasses import dataclass

from openssi.methodology import Methodology
from openssi.methodology.model import SignalRule
from openssi.scoring.sql import day_number


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The fixed points of one scoring."""

    methodology: Methodology
    as_of: dt.date
    """Everything to the end of this day (UTC) is taken in, nothing after it."""

    @property
    def today(self) -> int:
        """Day number of ``as_of``."""
        return day_number(self.as_of)

    def of_type(self, *types: str) -> tuple[SignalRule, ...]:
        """Return the signals whose measure is of one of the types."""
        return tuple(s for s in self.methodology.signals if s.measure.type in types)
