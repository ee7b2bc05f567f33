"""The usage report: what each seat did within a period, and LinkedIn's own index of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from openssi.errors import SourceError
from openssi.sources.linkedin_archive.ledger import BadRowError, Ledger
from openssi.sources.linkedin_archive.sheet import Sheet
from openssi.sources.sales_navigator.columns import KIND_OF, PILLARS, WHO, Columns
from openssi.sources.sales_navigator.columns_file import Corrections
from openssi.sources.sales_navigator.periods import UnclearDaysError, period_in, periods_of
from openssi.sources.sales_navigator.sheets import own_hint
from openssi.sources.totals import Days
from openssi.sources.written_numbers import BadNumberError, count_in, is_blank, score_in

MAX_ROWS: Final = 50_000
"""Rows of a report; a thousand seats by week in a year."""

_HINT: Final = (
    "name the days in a TOML file with [period], from = 2026-10-01 and to = 2026-10-31, and give "
    "it with --columns."
)
_SUMS: Final = frozenset({"total", "totals", "average", "averages", "grand total", "all users"})
_FULL: Final = 100.0
_FULL_PILLAR: Final = 25.0


@dataclass(frozen=True, kw_only=True)
class Usage:
    """What a report tells of one seat."""

    line: int
    who: Mapping[str, str]
    """Seat, mail address, profile and name, as far as the report tells them."""
    period: Days
    counts: Mapping[str, int]
    """How often each kind of activity was done; what a blank cell stands for is not known."""
    total: float | None
    """The official index."""
    pillars: Mapping[str, float]
    """Its parts."""

    @property
    def says(self) -> tuple[object, ...]:
        """All that it tells, to be compared with what another row tells."""
        return dict(self.counts), self.total, dict(self.pillars)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is told: the report lists people who never took up their seat."""
        return not self.counts and self.total is None


def read_usage(
    sheet: Sheet,
    columns: Columns,
    above: list[str],
    corrections: Corrections | None,
    ledger: Ledger,
) -> list[Usage]:
    """Read a report below its header; a row that cannot be used costs only itself.

    Args:
        sheet: The report, its header found.
        columns: What its columns are.
        above: Texts above the header.
        corrections: The user's own word, which goes before the report's.
        ledger: Its account.

    Raises:
        SourceError: Nothing tells of which days it speaks.
    """
    rows = list(_rows(sheet, columns, ledger))
    whole = corrections.period if corrections else None
    try:
        found = _periods(rows, columns, whole, above)
        if rows and found is None:
            raise SourceError(f"{ledger.file}: does not say of which days it tells.", hint=_HINT)
    except UnclearDaysError:
        raise SourceError(
            f"{ledger.file}: its days can be read with the month or the day first.", hint=_HINT
        ) from None
    usages = []
    for (line, row), period in zip(rows, found or (), strict=True):
        try:
            usages.append(_usage(line, row, columns, period))
        except BadRowError as reason:
            ledger.reject(line, str(reason))
    return usages


def _rows(sheet: Sheet, columns: Columns, ledger: Ledger) -> Iterator[tuple[int, list[str]]]:
    with own_hint():
        for line, row in sheet.rows():
            if ledger.rows > MAX_ROWS:
                raise SourceError(f"{ledger.file}: more than {MAX_ROWS:,} rows.")
            if not any(columns.cell(row, key) for key in WHO):
                ledger.ignore("it names nobody")
            elif _is_sum(row, columns):
                ledger.ignore("a total or an average of all seats")
            else:
                yield line, row


def _is_sum(row: list[str], columns: Columns) -> bool:
    names = [columns.cell(row, key).casefold() for key in WHO]
    return any(name in _SUMS for name in names) and not any("@" in name for name in names)


def _periods(
    rows: list[tuple[int, list[str]]], columns: Columns, whole: Days | None, above: list[str]
) -> list[Days | None] | None:
    """Return the period of each row; None where nothing tells it."""
    ends = ("from", "to") if {"from", "to"} <= columns.places.keys() else ("day", "day")
    if whole is None and ends[0] in columns.places:
        first, last = ends
        return periods_of([(columns.cell(row, first), columns.cell(row, last)) for _, row in rows])
    named = whole or period_in(above)
    return [named] * len(rows) if named else None


def _usage(line: int, row: list[str], columns: Columns, period: Days | None) -> Usage:
    if period is None:
        raise BadRowError("no first and last day, or in the wrong order")
    counts = dict(_counts(row, columns))
    days = (period[1] - period[0]).days + 1
    if counts.get("active_day", 0) > days:
        raise BadRowError(f"more active days than the {days} of its period")
    pillars = {
        pillar: score
        for key, pillar in PILLARS.items()
        if (score := _score(row, columns, key, _FULL_PILLAR)) is not None
    }
    total = _score(row, columns, "ssi", _FULL)
    if total is None and len(pillars) == len(PILLARS):
        total = round(sum(pillars.values()), 6)
    who = {key: columns.cell(row, key) for key in WHO if columns.cell(row, key)}
    return Usage(line=line, who=who, period=period, counts=counts, total=total, pillars=pillars)


def _counts(row: list[str], columns: Columns) -> Iterator[tuple[str, int]]:
    for key, kind in KIND_OF.items():
        try:
            number = count_in(columns.cell(row, key))
        except BadNumberError:
            number = -1
        if number is not None and number < 0:
            raise BadRowError(f"{key} is not a whole number of 0 or more")
        if number is not None:
            yield kind, number


def _score(row: list[str], columns: Columns, key: str, most: float) -> float | None:
    if is_blank(columns.cell(row, key)):
        return None
    try:
        score = score_in(columns.cell(row, key))
    except BadNumberError:
        score = None
    if score is None or score > most:
        raise BadRowError(f"{key} is not a number from 0 to {most:.0f}")
    return score
