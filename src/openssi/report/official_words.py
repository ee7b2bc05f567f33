"""LinkedIn's own index in words."""

from __future__ import annotations

from openssi.report.numbers import change, points, short_day, told
from openssi.report.rounding import shown_change
from openssi.result import OfficialPoint, Result


def read(point: OfficialPoint) -> str:
    """LinkedIn's own index as read on a day, in words."""
    return f"LinkedIn's own {points(point.total)}"


def line(result: Result) -> str:
    """LinkedIn's own index in a line: ``LinkedIn's own: 53 on 14 Nov (+31 here)``."""
    read = newest(result)
    if read is None:
        return ""
    year = f" {read.day.year}" if read.day.year != result.as_of.year else ""
    line = f"LinkedIn's own: {told(read.total)} on {short_day(read.day)}{year}"
    compared = result.official.beside if result.official else None
    if compared is None or compared.official != read or compared.ours is None:
        return line
    if compared.difference is None:
        return f"{line} ({told(compared.ours)} here, of fewer pillars)"
    return f"{line} ({apart(read.total, compared.ours)} here)"


def newest(result: Result) -> OfficialPoint | None:
    """The official reading to tell of: the one that is compared, else the last."""
    if result.official is None or not result.official.readings:
        return None
    compared = result.official.beside
    return compared.official if compared else result.official.readings[-1]


def apart(official: float, ours: float) -> str:
    """How far this index lies from LinkedIn's, both as shown."""
    return change(shown_change(official, ours)).removesuffix(".0")
