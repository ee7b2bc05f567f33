"""What the population's SQL is built from: the published rates, its size, its time, its seed."""

import datetime as dt
import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

from openssi.sources.synthetic.population.draws import salt

PERIOD = 28
"""Days that are drawn together: four whole weeks."""

SLOTS = 448
"""Equal parts of a period's busy time: draws choose a part, and thereby a day."""

EPOCH = dt.date(1970, 1, 1)

_USUAL = 2000
"""Members of the network for which the connections that members begin were set."""

_ROOMY = 0.34
"""Share of them to begin where hardly any fall on the same person."""


@cache
def rates() -> Mapping[str, Any]:
    """Return the rates of ``population.toml``, read once."""
    text = resources.files(__package__).joinpath("population.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The size of a population, its time and its seed, and which piece of it is made."""

    members: int
    seed: int
    as_of: dt.date
    periods: int
    piece: int = 0
    pieces: int = 1
    """A piece takes one member in so many, so that the busy and the quiet are in each."""

    @cached_property
    def desks(self) -> int:
        """Desks, each shared by a handful of members: an odd number, as `met_later` needs."""
        return int(self.members / rates()["network"]["desk_size"]) // 2 * 2 + 1

    @property
    def rows(self) -> int:
        """Members at a desk, at most."""
        return -(-self.members // self.desks)

    @property
    def companies(self) -> int:
        """Companies, most of which own a desk or two."""
        return max(1, self.desks // int(rates()["network"]["desks_a_company"]))

    @property
    def industries(self) -> int:
        """Industries that have a company."""
        return min(self.companies, len(rates()["industries"]["labels"]))

    @cached_property
    def readers(self) -> int:
        """A factor that puts members into a second order, which can be turned back."""
        factor = round(self.members * (math.sqrt(5) - 1) / 2) or 1
        while math.gcd(factor, self.members) != 1:
            factor += 1
        return factor

    @property
    def readers_back(self) -> int:
        """The factor that turns the second order back."""
        return pow(self.readers, -1, self.members)

    @property
    def thinning(self) -> float:
        """Share of connections that members need to begin, beside a network of `_USUAL` members.

        In a small network many fall on the same few people and count once; measured, so that
        members have as many different connections in a large one.
        """
        crowding = min(1.0, math.pow(_USUAL / self.members, 1.3))
        return _ROOMY + (1 - _ROOMY) * crowding

    @property
    def first(self) -> dt.date:
        """First day on which deeds are logged."""
        return self.as_of - dt.timedelta(days=self.periods * PERIOD - 1)

    @property
    def first_day(self) -> int:
        """Day number of `first`."""
        return (self.first - EPOCH).days

    @property
    def end(self) -> int:
        """Second, since 1970, at which the last day is over."""
        return ((self.as_of - EPOCH).days + 1) * 86_400

    def label(self, number: str) -> str:
        """Return SQL for the ``member_id`` of a member's number."""
        return f"'m' || LPAD(CAST({number} AS VARCHAR), {len(str(self.members - 1))}, '0')"

    def salt(self, topic: str) -> int:
        """Return the number that tells the draws of a topic from those of others."""
        return salt(self.seed, topic)

    def calendar(self) -> Iterator[tuple[int, int, int, float]]:
        """Yield each period's slots: period, slot, day number, and how busy the period is."""
        usual = sum(rates()["time"]["weekdays"]) / 7
        for period in range(self.periods):
            days = range(self.first_day + period * PERIOD, self.first_day + (period + 1) * PERIOD)
            busy = [_busy(EPOCH + dt.timedelta(days=day)) for day in days]
            volume = sum(busy) / (PERIOD * usual)
            for slot, day in enumerate(_spread(days, busy)):
                yield period, slot, day, volume


def _busy(day: dt.date) -> float:
    level = float(rates()["time"]["weekdays"][day.weekday()])
    for first, last, share in rates()["time"]["away"]:
        if first <= f"{day:%m-%d}" <= last:
            level *= share
    return level


def _spread(days: range, busy: list[float]) -> Iterator[int]:
    """Yield as many days as there are slots, each in proportion to how busy it is."""
    done, total, index = busy[0], sum(busy), 0
    for slot in range(SLOTS):
        while done < (slot + 0.5) * total / SLOTS:
            index += 1
            done += busy[index]
        yield days[index]
