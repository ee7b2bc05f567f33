"""The account of one file while it is being read: no row is lost in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from openssi.errors import SourceError
from openssi.sources.account import FileAccount, Rejected
from openssi.sources.bounded import shown
from openssi.sources.linkedin_archive.dates import date_of

MAX_REJECTED = 100_000
"""Rows that may be wrong before the file is taken for something else."""


def too_many(file: str, most: int, what: str) -> SourceError:
    """Return the error on a file that holds more than any archive does."""
    return SourceError(
        f"{file}: more than {most:,} {what}.",
        hint="download the archive from LinkedIn again, and do not edit its files.",
    )


class BadRowError(Exception):
    """A row cannot be used; the message is the reason, without personal content."""


class IgnoredRowError(Exception):
    """A row is left out on purpose; the message is the reason."""


class Ledger:
    """Counts what becomes of every row of a file.

    Args:
        file: Path inside the archive.
        reason: What is odd about the file, if anything.
    """

    def __init__(self, file: str, reason: str = "") -> None:
        self.file = file
        self.reason = reason
        self.rows = 0
        self.duplicates = 0
        self.ignored: Counter[str] = Counter()
        self.rejected: list[Rejected] = []
        self.first: int | None = None
        self.last: int | None = None

    def reject(self, line: int, reason: str) -> None:
        """Keep a row that cannot be used, by its line and the reason."""
        self.rejected.append(Rejected(line=line, reason=reason))
        if len(self.rejected) > MAX_REJECTED:
            raise SourceError(
                f"{shown(self.file)}: more than {MAX_REJECTED:,} rows that cannot be read.",
                hint="download the archive from LinkedIn again, and do not edit its files.",
            )

    def ignore(self, reason: str) -> None:
        """Count a row that is left out on purpose."""
        self.ignored[reason] += 1

    def date(self, instant: int) -> None:
        """Take note of when an imported row happened."""
        if self.first is None or instant < self.first:
            self.first = instant
        if self.last is None or instant > self.last:
            self.last = instant

    def dates(self, instants: Iterable[int]) -> None:
        """Take note of when imported rows happened."""
        known = set(instants)
        for instant in {min(known), max(known)} if known else ():
            self.date(instant)

    def closed(self, shows: tuple[str, ...] = ()) -> FileAccount:
        """Return the account; whatever was not left out was imported.

        Args:
            shows: Kinds of activity and profile facts that the file makes known.
        """
        left_out = self.duplicates + self.ignored.total() + len(self.rejected)
        return FileAccount(
            file=self.file,
            status="parsed",
            reason=self.reason,
            rows=self.rows,
            imported=self.rows - left_out,
            duplicates=self.duplicates,
            ignored=dict(self.ignored),
            rejected=tuple(sorted(self.rejected, key=lambda row: row.line)),
            first=None if self.first is None else date_of(self.first),
            last=None if self.last is None else date_of(self.last),
            shows=shows,
        )
