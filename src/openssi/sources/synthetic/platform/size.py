"""How large: the amounts asked for, and what follows from them."""

import datetime as dt
import math
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from openssi.errors import OutputError

SMALLEST: Final = 200
"""Active members below which companies and industries make no sense."""

_A_PERIOD: Final = 83.0
"""Activities that an active member has in four weeks, both sides of each; measured."""

_STANDING: Final = 82.0
"""Endorsements and recommendations of an active member, both sides; measured."""

_BEGUN: Final = 193.0
"""Connections for each active member in the network whose rates are published; measured."""

USUAL: Final = 10
"""Periods of four weeks that the log reaches back where nothing is asked for."""

_FEWEST: Final = 2
"""Periods at least: a week ago, too, most of a half-life was observed."""

_MOST: Final = 130
"""Periods at most: ten years."""


@dataclass(frozen=True, kw_only=True)
class Size:
    """What was asked for, and the shape of the network that has it."""

    members: int
    asked_activities: int | None = None
    """Rows of ``activities``; None for as many as the rates bring."""
    asked_pairs: int | None = None
    """Rows of ``connections``; None for as many as the rates bring."""
    seed: int
    as_of: dt.date
    """The last day."""

    def __post_init__(self) -> None:
        """Refuse what cannot be.

        Raises:
            OutputError: Too few members, or more of anything than they can have.
        """
        if self.members < SMALLEST:
            raise OutputError(
                f"A network of {self.members} members cannot be made.",
                hint=f"ask for at least {SMALLEST} with --members.",
            )
        self._check("--activities", self.asked_activities, self.members, self.most_activities)
        self._check("--pairs", self.asked_pairs, self.members, self.most_pairs)

    def _check(self, option: str, asked: int | None, fewest: int, most: int) -> None:
        if asked is not None and not fewest <= asked <= most:
            raise OutputError(
                f"{self.members:,} members cannot have {asked:,} ({option}).",
                hint=f"ask for {fewest:,} to {most:,}.",
            )

    @property
    def most_activities(self) -> int:
        """As many as members who live by the rates have in `_MOST` periods."""
        return int(self.members * (_MOST * _A_PERIOD + _STANDING))

    @property
    def most_pairs(self) -> int:
        """A third of all pairs there are, and no more than a thousand for each member."""
        return min(self.members * (self.members - 1) // 6, self.members * 1000)

    @cached_property
    def periods(self) -> int:
        """For how many times four weeks deeds are logged."""
        if self.asked_activities is None:
            return USUAL
        wanted = (self.asked_activities / self.members - _STANDING) / _A_PERIOD
        return min(_MOST, max(_FEWEST, math.ceil(wanted)))

    @cached_property
    def active(self) -> int:
        """Members who live by the rates: as many as the activities take."""
        wanted = round(self.activities / (self.periods * _A_PERIOD + _STANDING))
        return self.members if self.members - wanted < SMALLEST else max(SMALLEST, wanted)

    @property
    def sleeping(self) -> int:
        """Members who only have a profile and a few connections."""
        return self.members - self.active

    @cached_property
    def activities(self) -> int:
        """Rows of ``activities``, about."""
        if self.asked_activities is not None:
            return self.asked_activities
        return int(self.members * (USUAL * _A_PERIOD + _STANDING))

    @property
    def pairs(self) -> int:
        """Rows of ``connections``, about."""
        usual = min(self.most_pairs, int(self.members * _BEGUN))
        return usual if self.asked_pairs is None else self.asked_pairs
