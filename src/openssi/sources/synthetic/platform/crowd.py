"""The two crowds of a platform: those who are active, and those who sleep."""

from dataclasses import dataclass, replace
from functools import cached_property
from math import gcd, sqrt
from typing import Final

from openssi.sources.synthetic.platform.size import Size
from openssi.sources.synthetic.population.persons import age, company, persons
from openssi.sources.synthetic.population.plan import Plan, rates

SLEEPERS_BEGIN: Final = 0.12
"""Connections that a sleeper began, beside those of an active member of the same rank."""


@dataclass(frozen=True, kw_only=True)
class Crowd(Plan):
    """The active members, whose plan is that of a network of their own."""

    everyone: int
    """Members of the platform."""
    pace: float = 1.0
    """How much they do, beside the published rates: near 1, to meet the amount asked for."""
    begun: float | None = None
    """Share of the published connections that members begin."""

    @property
    def thinning(self) -> float:
        """Share of the published connections that members begin."""
        return super().thinning if self.begun is None else self.begun

    @cached_property
    def shuffle(self) -> int:
        """A factor that puts ids into an order that tells nothing."""
        factor = round(self.everyone / sqrt(7)) or 1
        while gcd(factor, self.everyone) != 1:
            factor += 1
        return factor

    def label(self, number: str) -> str:
        """Return SQL for the ``member_id`` of a member's number."""
        mixed = f"({number} * {self.shuffle} + {self.seed % self.everyone}) % {self.everyone}"
        return f"'m' || ({10 ** len(str(self.everyone))} + {mixed})"


def crowd(size: Size) -> Crowd:
    """Return the active members of a network of some size."""
    return Crowd(
        members=size.active,
        everyone=size.members,
        seed=size.seed,
        as_of=size.as_of,
        periods=size.periods,
    )


def active(plan: Crowd) -> str:
    """Return the active members of a piece, with their traits and paces."""
    paced = [*rates()["deeds"], "endorsers", "recommenders"]
    paces = ", ".join(f"{plan.pace!r} * {name} AS {name}" for name in paced)
    return f"SELECT * REPLACE ({paces}) FROM ({persons(plan)}) AS published"


def sleepers(plan: Crowd) -> str:
    """Return the sleeping members of a piece: half as diligent, with a few connections.

    They are numbered after the active ones and work at the same companies.
    """
    own = replace(
        plan,
        members=plan.everyone - plan.members,
        seed=plan.seed + 1,
        begun=plan.thinning * SLEEPERS_BEGIN,
    )
    numbered = f"SELECT * REPLACE (p + {plan.members} AS p) FROM ({persons(own)}) AS asleep"
    return f"""
SELECT * REPLACE ({age("p")} AS age, {company(plan)} AS company,
  q_profile / 2 AS q_profile, q_reach / 2 AS q_reach, media / 4 AS media)
FROM ({numbered}) AS numbered"""
