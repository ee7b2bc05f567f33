"""Numbers and days as text: one place decides about decimals, signs and separators."""

import datetime as dt
import math

from openssi.report.rounding import DECIMALS, shown

MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"
UNKNOWN = "\N{EM DASH}"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
NOISE = 9
"""Decimals that a measured value has; what lies beyond is noise of sums."""
FEW = 10
MANY = 1000
MINUTES = (("days", 1440), ("hours", 60), ("minutes", 1))


def points(value: float | None) -> str:
    """A score: one decimal, a true minus sign, a dash where it is not known."""
    if value is None:
        return UNKNOWN
    rounded = shown(value) + 0.0
    return f"{rounded:.{DECIMALS}f}".replace("-", MINUS)


def told(value: float) -> str:
    """A score of LinkedIn's own, which is whole more often than not.

    >>> told(53.0), told(52.07)
    ('53', '52.1')
    """
    return points(value).removesuffix(f".{'0' * DECIMALS}")


def change(value: float | None) -> str:
    """A change with its sign, or in words where nothing moved or nothing is known."""
    if value is None:
        return UNKNOWN
    rounded = shown(value)
    if rounded == 0:
        return "no change"
    return f"{'+' if rounded > 0 else MINUS}{abs(rounded):.{DECIMALS}f}"


def rank_change(percent: float) -> str:
    """How a rank moved, as LinkedIn's page says it."""
    if percent == 0:
        return "no change"
    return f"{'up' if percent > 0 else 'down'} {abs(percent):.0f}%"


def trend(value: float | None) -> str:
    """The direction of a change: ``up``, ``down``, ``level`` or ``unknown``."""
    if value is None:
        return "unknown"
    rounded = shown(value)
    return "level" if rounded == 0 else "up" if rounded > 0 else "down"


def percent(share: float) -> str:
    """A share of 0 to 1 in percent; never 100 % for less than all, nor 0 % for more than none."""
    whole = round(share * 100)
    if whole == 100 and share < 1:  # noqa: PLR2004 -- percent
        whole = 99
    if whole == 0 and share > 0:
        whole = 1
    return f"{whole}%"


def plain(value: float) -> str:
    """A measured value with as many decimals as a person reads: 0.36, 7.3, 38, 1,843."""
    value = round(value, NOISE)
    if value == math.floor(value) or abs(value) >= MANY:
        text = f"{value:,.0f}"
    elif abs(value) >= FEW:
        text = f"{value:,.1f}"
    else:
        text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace("-", MINUS)


def duration(minutes: float) -> str:
    """A time span in the largest unit that it fills.

    >>> duration(310)
    '5.2 hours'
    """
    for unit, size in MINUTES:
        if minutes >= size:
            amount = f"{minutes / size:.1f}".removesuffix(".0")
            return f"{amount} {unit.removesuffix('s') if amount == '1' else unit}"
    return "under a minute"


def exact(value: float | None) -> str:
    """Full precision, to be read by programs; empty where not known."""
    return "" if value is None else repr(value)


def day(date: dt.date) -> str:
    """A day in words, the same everywhere: 20 November 2026."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def short_day(date: dt.date) -> str:
    """A day of a year that is known: 14 Nov."""
    return f"{date.day} {MONTHS[date.month - 1][:3]}"
