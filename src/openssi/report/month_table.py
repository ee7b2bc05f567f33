"""Counts by month as a table: a row for each year, a column for each month."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.result import Months

YEAR = 12


@dataclass(frozen=True, kw_only=True)
class YearRow:
    """One calendar year."""

    year: int
    """The year."""
    counts: tuple[int | None, ...]
    """Count of each month; None where nothing could be seen, or where the year had not come."""
    total: int
    """Sum of what is known."""


def year_rows(told: Months) -> tuple[YearRow, ...]:
    """The years of some months, the latest first."""
    before = told.first.month - 1
    after = -(before + len(told.counts)) % YEAR
    counts = [*[None] * before, *told.counts, *[None] * after]
    years = range(len(counts) // YEAR)
    return tuple(
        _row(told.first.year + n, counts[n * YEAR : (n + 1) * YEAR]) for n in reversed(years)
    )


def _row(year: int, counts: list[int | None]) -> YearRow:
    return YearRow(year=year, counts=tuple(counts), total=sum(count or 0 for count in counts))


def latest(told: Months, months: int = YEAR, *, skip: int = 0) -> int:
    """Sum of the latest months, or of as many before the latest ``skip``."""
    end = len(told.counts) - skip
    return sum(count or 0 for count in told.counts[max(0, end - months) : max(0, end)])
