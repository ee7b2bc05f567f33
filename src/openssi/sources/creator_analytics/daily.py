"""Sheets of days: impressions and engagements, and new followers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from openssi.sources.creator_analytics.shapes import counted_columns, daily_header
from openssi.sources.creator_analytics.workbook import Worksheet
from openssi.sources.linkedin_archive.dates import instant_of
from openssi.sources.linkedin_archive.ledger import BadRowError, Ledger
from openssi.sources.totals import daily
from openssi.sources.written_days import Order, day_in, days_within
from openssi.sources.written_numbers import BadNumberError, count_in, is_blank


@dataclass(kw_only=True)
class Days:
    """What sheets of days tell, by kind of activity."""

    counted: dict[str, dict[dt.date, int]] = field(default_factory=dict)

    def rows(self, member_id: str) -> Iterator[dict[str, object]]:
        """Yield a row of ``activities`` for each day on which there was any."""
        for kind, days in self.counted.items():
            for day, number in sorted(days.items()):
                if number:
                    yield daily(kind, number, day, member_id=member_id)

    def spans(self) -> Iterator[tuple[str, dt.date, dt.date]]:
        """Yield each kind with the stretches of days on which it was seen, one after another."""
        for kind, days in self.counted.items():
            for first, last in _stretches(sorted(days)):
                yield kind, first, last

    @property
    def last(self) -> dt.date | None:
        """The last day that was seen."""
        return max((day for days in self.counted.values() for day in days), default=None)


def day_cells(sheet: Worksheet) -> list[object]:
    """Return the cells of a sheet that hold its days."""
    header = daily_header(sheet)
    return [] if header is None else [cells[0] for cells in sheet.rows[header + 1 :]]


def read_days(sheet: Worksheet, order: Order, days: Days, ledger: Ledger) -> None:
    """Read a sheet whose columns right of the day count kinds of activity."""
    header = daily_header(sheet)
    if header is None:
        return
    columns = counted_columns(sheet, header)
    for number, cells in enumerate(sheet.rows[header + 1 :], header + 2):
        if all(map(is_blank, cells)):
            continue
        ledger.rows += 1
        try:
            _keep(number, *_parsed(cells, columns, order), days, ledger)
        except BadRowError as reason:
            ledger.reject(number, str(reason))


def followers_on(
    sheet: Worksheet, order: Order, last: dt.date | None
) -> tuple[dt.date, int] | None:
    """Return how many followers there are, and on which day.

    Args:
        sheet: The sheet of followers.
        order: How its days are written.
        last: The day that holds where the label writes its own in words.
    """
    for row in range(daily_header(sheet) or 0):
        try:
            found = [count_in(cell) for cell in sheet.rows[row][1:] if not is_blank(cell)]
        except BadNumberError:
            continue
        label = sheet.text(row, 0)
        if label and found and found[0] is not None and found[0] >= 0:
            day = next(iter(days_within(label, order)), last)
            return (day, found[0]) if day else None
    return None


def _parsed(
    cells: list[object], columns: Mapping[int, str], order: Order
) -> tuple[dt.date, dict[str, int]]:
    """Return the day of a row and what is counted there; a blank cell counts nothing, not 0."""
    day = day_in(cells[0], order)
    if day is None:
        raise BadRowError("no day, or one that does not fit the others")
    try:
        numbers = {kind: count_in(cells[column]) for column, kind in columns.items()}
    except BadNumberError as error:
        raise BadRowError("not a whole number") from error
    return day, {kind: number for kind, number in numbers.items() if number is not None}


def _keep(line: int, day: dt.date, told: dict[str, int], days: Days, ledger: Ledger) -> None:
    known = {kind: days.counted[kind][day] for kind in told if day in days.counted.get(kind, {})}
    if not told:
        ledger.ignore("no number: unknown, not 0")
    elif known == told:
        ledger.duplicates += 1
    elif known:
        ledger.reject(line, "a day that stands there before with other numbers")
    else:
        for kind, number in told.items():
            days.counted.setdefault(kind, {})[day] = number
        ledger.date(instant_of(day))


def _stretches(days: list[dt.date]) -> Iterator[tuple[dt.date, dt.date]]:
    first = last = None
    for day in days:
        if first is None or last is None or (day - last).days > 1:
            if first and last:
                yield first, last
            first = day
        last = day
    if first and last:
        yield first, last
