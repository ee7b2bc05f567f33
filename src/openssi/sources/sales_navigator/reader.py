"""From Sales Navigator's files to the canonical tables of every member whom a roster names."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from openssi import tables
from openssi.errors import SourceError
from openssi.sources.account import Imported
from openssi.sources.bounded import shown
from openssi.sources.linkedin_archive.ledger import Ledger
from openssi.sources.linkedin_archive.sheet import Sheet
from openssi.sources.sales_navigator import activity_export, columns_file, report
from openssi.sources.sales_navigator.activity_export import SHOWN
from openssi.sources.sales_navigator.columns import is_report
from openssi.sources.sales_navigator.columns_file import Corrections
from openssi.sources.sales_navigator.members import NAME, member_rows, waiting_note
from openssi.sources.sales_navigator.roster import Roster
from openssi.sources.sales_navigator.sheets import HINT, first_rows, opened_sheet, own_hint
from openssi.sources.sales_navigator.usage import read_usage
from openssi.tables import Tables

EXPORT: Final = "activity export"
"""The kind of an import of single activities."""


def recognises(path: Path, head: bytes, *, columns: Path | None = None) -> bool:  # noqa: ARG001  # asked like every other source
    """Say whether a file is a usage report or an activity export, by its header row.

    Args:
        path: Where it lies.
        head: Its first bytes.
        columns: The user's own word on the columns of a report.
    """
    corrections = None
    if columns:
        with suppress(SourceError):  # reading the report says what is wrong with it
            corrections = columns_file.read_corrections(columns)
    return any(_is_header(row, corrections) for row in first_rows(head))


def read(
    path: Path, *, member_id: str, roster: Roster | None = None, columns: Path | None = None
) -> Imported:
    """Read a usage report or an activity export, with an account of every row.

    Args:
        path: The CSV file.
        member_id: Who imports it; rows may be of any member whom the roster names.
        roster: Who has which seat; without one every seat waits.
        columns: The user's own word on the columns and the days of a usage report.

    Raises:
        SourceError: It is neither, or does not tell of which days it speaks.
    """
    ledger = Ledger(shown(path.name))
    corrections = columns_file.read_corrections(columns) if columns else None
    with opened_sheet(path, ledger) as sheet:
        above: list[str] = []
        with own_hint():
            header = _header(sheet, corrections, above)
        if header is None:
            raise _unknown(ledger.file, corrections)
        if activity_export.is_export(header):
            return _export(sheet, roster, ledger, member_id)
        found = columns_file.corrected(header, corrections)
        if not found.is_report:
            raise _unknown(ledger.file, corrections)
        usages = read_usage(sheet, found, above, corrections, ledger)
    return report.imported(usages, found, roster, ledger, member_id)


def _header(sheet: Sheet, corrections: Corrections | None, above: list[str]) -> list[str] | None:
    """Return the header row and keep the texts above it."""
    for row in sheet.headers():
        if _is_header(row, corrections):
            return row
        above.append(" ".join(filter(None, map(str.strip, row))))
    return None


def _is_header(row: list[str], corrections: Corrections | None) -> bool:
    known = activity_export.is_export(row) or is_report(row)
    return known or columns_file.fits(row, corrections)


def _unknown(where: str, corrections: Corrections | None) -> SourceError:
    missing = " even with the columns that you name" if corrections else ""
    return SourceError(
        f"{where}: no seats with searches, views, saved leads or an index{missing}.",
        hint=f"{HINT[:-1]}; or name its columns in a TOML file with [columns], and give it with "
        "--columns.",
    )


def _undated(ledger: Ledger) -> str:
    """Say which dates are wanted, and where the first row is that has none of them."""
    first = min((row.line for row in ledger.rejected), default=None)
    where = "" if first is None else f" (line {first} is the first that has none)"
    return f"no row of it has a date like 11-20-2026 14:03:22, month first{where}."


def _export(sheet: Sheet, roster: Roster | None, ledger: Ledger, member_id: str) -> Imported:
    export = activity_export.read_export(sheet, roster, ledger)
    days = export.days()
    if days is None:
        raise SourceError(f"{ledger.file}: {_undated(ledger)}", hint=HINT)
    return Imported(
        source=NAME,
        archive=ledger.file,
        kind=EXPORT,
        member_id=member_id,
        tables=Tables(
            members=member_rows((person, days[1]) for person in export.people.values()),
            connections=tables.from_rows("connections", []),
            activities=export.activities(),
            coverage=tables.from_rows("coverage", list(export.coverage())),
        ),
        seen_to=days[1],
        files=(ledger.closed(SHOWN if export.people else ()),),
        notes=tuple(waiting_note(ledger.file, len(export.waiting), roster)),
        waiting=tuple(export.waiting),
    )
