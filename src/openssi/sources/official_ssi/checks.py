"""Whether numbers can be those of LinkedIn's page; every one that cannot is named."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

from openssi.errors import SourceError
from openssi.sources.account import OfficialGroup, OfficialReading
from openssi.sources.bounded import shown
from openssi.sources.official_ssi.parts import PILLARS, WORDS, Parts

MOST: Final = 100.0
"""The highest index and the highest average."""

MOST_OF_PILLAR: Final = 25.0
"""The highest points of a pillar."""

FIRST_DAY: Final = dt.date(2014, 1, 1)
"""The index was presented in 2014."""

LAST_DAY: Final = dt.date(2099, 12, 31)

_SLACK: Final = 0.011
"""Sums of the page's own 32-bit numbers, and of numbers cut to two decimals, differ by less."""

_MAX_DECIMALS: Final = 6

Name = Callable[[str], str]
"""What a part is called where it was given: an option, a column, or a place on the page."""


def mistakes(parts: Parts, day: dt.date, name: Name = WORDS.__getitem__) -> list[str]:
    """Say everything that cannot be true of a reading, each with the part's name."""
    found = [f"{name('total')} is missing"] if "total" not in parts else []
    found += [wrong for part in parts for wrong in _range(part, parts, name)]
    if not FIRST_DAY <= day <= LAST_DAY:
        found.append(f"the day {day.isoformat()} is not one on which the index existed")
    return found or list(_sum(parts, name))


def reading(
    parts: Parts, *, day: dt.date, member_id: str, source: str, name: Name = WORDS.__getitem__
) -> OfficialReading:
    """Make a reading of its parts.

    Args:
        parts: What is known.
        day: The day on which the page was read (UTC).
        member_id: Whose index it is.
        source: Where it comes from, in words.
        name: What to call a part in an error.

    Raises:
        SourceError: Something cannot be true; its ``details`` name each.
    """
    if found := mistakes(parts, day, name):
        raise SourceError(
            f"{source}: these numbers cannot be those of LinkedIn's page.",
            hint="compare with https://www.linkedin.com/sales/ssi and give them again.",
            details=tuple(f"{wrong}." for wrong in found),
        )
    return OfficialReading(
        day=day,
        total=_number(parts["total"]),
        pillars={pillar: _number(parts[pillar]) for pillar in PILLARS if pillar in parts},
        industry=_group("industry", parts),
        network=_group("network", parts),
        member_id=member_id,
        source=source,
    )


def _group(group: str, parts: Parts) -> OfficialGroup | None:
    known = {part.removeprefix(f"{group}_"): value for part, value in parts.items()}
    if not any(f"{group}_{part}" in parts for part in ("top", "average", "change", "name")):
        return None
    top, average = parts.get(f"{group}_top"), parts.get(f"{group}_average")
    change = parts.get(f"{group}_change")
    return OfficialGroup(
        name=shown(str(known.get("name", ""))),
        top=None if top is None else int(_number(top)),
        average=None if average is None else _number(average),
        rank_change=None if change is None else int(_number(change)),
    )


def _range(part: str, parts: Parts, name: Name) -> Iterator[str]:
    if part.endswith("_name"):
        return
    value, (low, high), whole = _number(parts[part]), _limits(part), part.endswith(_WHOLE)
    if not math.isfinite(value) or not low <= value <= high:
        yield f"{name(part)} must be from {low:g} to {high:g}, not {value:g}"
    elif whole and value != int(value):
        yield f"{name(part)} must be a whole number, not {value:g}"


_WHOLE: Final = ("_top", "_change")


def _limits(part: str) -> tuple[float, float]:
    if part in PILLARS:
        return 0.0, MOST_OF_PILLAR
    if part.endswith("_top"):
        return 1.0, MOST
    return (-MOST, MOST) if part.endswith("_change") else (0.0, MOST)


def _sum(parts: Parts, name: Name) -> Iterator[str]:
    """The total is the sum of the pillars as they were rounded; those not told may be any.

    The page cuts zeros at the end, so that the longest pillar tells how all of them were rounded.
    """
    told = [pillar for pillar in PILLARS if pillar in parts]
    total, known = _number(parts["total"]), sum(_number(parts[pillar]) for pillar in told)
    finest = min((_half_unit(_number(parts[pillar])) for pillar in told), default=0.0)
    slack = _SLACK + _half_unit(total) + len(told) * finest
    room = MOST_OF_PILLAR * (len(PILLARS) - len(told))
    if not known - slack <= total <= known + room + slack:
        names = ", ".join(name(pillar) for pillar in told)
        whole = "sum" if not room else "together"
        yield f"{name('total')} is {total:g}, but {names} {whole} give {known:g}"


def _half_unit(value: float) -> float:
    """Return how far rounding to the decimals that are shown may have moved a number."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    decimals = min(_MAX_DECIMALS, max(0, -exponent)) if isinstance(exponent, int) else 0
    return float(0.5 * 10.0**-decimals)


def _number(value: float | str) -> float:
    return float(value)
