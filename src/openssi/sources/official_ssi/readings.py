"""A table of readings: one line for each day on which somebody looked at the page."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from openssi.errors import SourceError
from openssi.sources.account import OfficialReading
from openssi.sources.bounded import shown
from openssi.sources.linkedin_archive.dates import instant_of
from openssi.sources.linkedin_archive.ledger import Ledger
from openssi.sources.linkedin_archive.sheet import Sheet
from openssi.sources.official_ssi import checks

SOURCE: Final = "a table of readings"
"""How a reading says that it stood in a table."""

MAX_ROWS: Final = 50_000
"""Readings of one table: more than a century of days."""

ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    "date": ("date", "day", "read on", "datum", "fecha", "data"),
    "total": ("total", "ssi", "ssi score", "overall", "score", "index", "social selling index"),
    "brand": (
        "brand",
        "professional brand",
        "establish your professional brand",
        "professional_brand",
    ),
    "people": ("people", "right people", "find the right people", "find_right_people"),
    "insights": ("insights", "engage with insights", "insight_engagement"),
    "relationships": (
        "relationships",
        "build relationships",
        "build strong relationships",
        "strong_relationship",
    ),
    "industry_top": ("industry_top", "industry rank", "industry ssi rank", "industry top"),
    "industry_average": ("industry_average", "industry average", "industry avg"),
    "industry_change": ("industry_change", "industry rank change"),
    "industry_name": ("industry_name", "industry"),
    "network_top": ("network_top", "network rank", "network ssi rank", "network top"),
    "network_average": ("network_average", "network average", "network avg"),
    "network_change": ("network_change", "network rank change"),
}
"""Names under which each column is known, in any spelling of capitals."""

_DISTINCT: Final = frozenset(ALIASES) - {"date", "total", "industry_name"}
_OF_SEVERAL: Final = re.compile(r"e-?mail|\bseat|\buser|\bmember|\bprofile|^(?:\w+ )?name$")
"""Columns that only a table about several people has: a report of Sales Navigator."""

_NUMBER: Final = re.compile(r"[+-]?\d{1,4}(?:[.,]\d{1,12})?", re.ASCII)
_MAX_HEADER: Final = 40


def columns_of(header: Sequence[str]) -> dict[str, int] | None:
    """Return where each column stands, or None where a header is not that of such a table."""
    names = [" ".join(cell.lower().replace("\ufeff", "").split()) for cell in header]
    found = {
        part: names.index(alias)
        for part, aliases in ALIASES.items()
        for alias in reversed(aliases)
        if alias in names
    }
    fits = {"date", "total"} <= found.keys() and bool(_DISTINCT & found.keys())
    is_of_several = any(map(_OF_SEVERAL.search, names))
    return found if fits and not is_of_several and 2 * len(found) >= len(names) else None


def is_table(head: str) -> bool:
    """Say whether a text begins with the header of such a table."""
    line = head.lstrip().partition("\n")[0][:4096]
    delimiter = max(",;\t", key=line.count)
    cells = next(csv.reader([line], delimiter=delimiter), [])
    return len(cells) <= _MAX_HEADER and columns_of([cell.strip() for cell in cells]) is not None


def table_of(
    stream: io.BufferedReader, ledger: Ledger, member_id: str
) -> tuple[OfficialReading, ...]:
    """Return the readings of a table, by day; what becomes of each row stands in the ledger.

    Raises:
        SourceError: It has no such header, or far more rows than days.
    """
    sheet = Sheet(stream, ledger, backslash=False)
    places = next((found for row in sheet.headers() if (found := columns_of(row))), None)
    if places is None:
        raise SourceError(
            f"{shown(ledger.file)}: no columns 'date' and 'total' with one of the others.",
            hint="docs/sources/official-index.md lists the columns and their other names.",
        )
    days: dict[dt.date, tuple[int, OfficialReading]] = {}
    for line, row in sheet.rows():
        _refuse_endless(ledger)
        _take(line, _cells(row, places), days, ledger, member_id)
    return tuple(one for _, (_, one) in sorted(days.items()))


def _refuse_endless(ledger: Ledger) -> None:
    if ledger.rows > MAX_ROWS:
        raise SourceError(
            f"{shown(ledger.file)}: more than {MAX_ROWS:,} rows, one for each day is enough.",
            hint="give a table with one line for each reading.",
        )


def _cells(row: Sequence[str], places: Mapping[str, int]) -> dict[str, str]:
    cells = {part: row[place].strip() for part, place in places.items()}
    return {part: cell for part, cell in cells.items() if cell}


def _take(
    line: int,
    cells: dict[str, str],
    days: dict[dt.date, tuple[int, OfficialReading]],
    ledger: Ledger,
    member_id: str,
) -> None:
    if not cells:
        ledger.ignore("an empty row")
        return
    day = _day(cells.pop("date", ""))
    wrong = list(_wrong(day, cells))
    if day is None or wrong:
        ledger.reject(line, "; ".join(wrong))
        return
    parts = {part: _value(part, cell) for part, cell in cells.items()}
    one = checks.reading(parts, day=day, member_id=member_id, source=SOURCE)
    first, known = days.setdefault(day, (line, one))
    if first == line:
        ledger.date(instant_of(day))
    elif known == one:
        ledger.duplicates += 1
    else:
        ledger.reject(line, f"line {first} has another reading of this day")


def _wrong(day: dt.date | None, cells: Mapping[str, str]) -> Iterator[str]:
    """Say what is wrong with a row, without any of its content but numbers."""
    if day is None:
        yield "the date is not written like 2026-11-20"
    no_numbers = [
        p for p, c in cells.items() if not p.endswith("_name") and not _NUMBER.fullmatch(c)
    ]
    yield from (f"'{part}' is not a number" for part in no_numbers)
    if day and not no_numbers:
        parts = {part: _value(part, cell) for part, cell in cells.items()}
        yield from checks.mistakes(parts, day, lambda part: f"'{part}'")


def _value(part: str, cell: str) -> float | str:
    return cell if part.endswith("_name") else float(cell.replace(",", "."))


def _day(text: str) -> dt.date | None:
    """Read ``2026-11-20``, also with a time of day after it, which is dropped."""
    try:
        return dt.date.fromisoformat(text[:10]) if text[10:11] in {"", " ", "T"} else None
    except ValueError:
        return None
