"""Rows as files of an archive in memory, for the reader that knows what becomes of them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any, Final

import pyarrow as pa
from pyarrow import csv

from openssi.sources.account import FileAccount, Rejected
from openssi.sources.bounded import Allowance
from openssi.sources.entries import Container, Entry
from openssi.sources.linkedin_api.domains import columns_of
from openssi.sources.linkedin_api.unique import Cells
from openssi.sources.linkedin_archive.declared import Declared

WHERE: Final = "LinkedIn's interface"
"""What the rows are called as a whole."""

_HEADER: Final = 1
"""Lines above the first row of a file that is made here; each row is one line."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """Rows of one origin: a domain of the snapshot, or a resource of the changelog."""

    label: str
    received: int
    """Rows as they came."""
    shows: tuple[str, ...] = ()
    """Kinds of activity and profile facts that they make known."""
    reason: str = ""
    """What is odd about them."""
    sheets: dict[Declared[Any], list[Cells]] = field(default_factory=dict)
    """What goes on to the reader, by the file that it is."""
    articles: list[str] = field(default_factory=list)
    """Names of the articles among them."""
    duplicates: int = 0
    ignored: dict[str, int] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    """Rows that go no further, and why."""

    def paths(self, number: int) -> list[str]:
        """Return the paths of the files that these rows make; the number tells them apart."""
        sheets = [_path(declared, number) for declared in self.sheets]
        return sheets + [f"Articles/{name}" for name in self.articles]

    def files(self) -> Iterator[bytes]:
        """Yield what is in those files, in the same order."""
        yield from (_csv(declared, rows) for declared, rows in self.sheets.items())
        yield from (b"" for _ in self.articles)

    def account(self, read: Sequence[FileAccount]) -> FileAccount:
        """Return what became of the rows, those included that went no further.

        Args:
            read: The reader's accounts of the files that the rows made.
        """
        ignored = dict(self.ignored)
        for reason, rows in (pair for one in read for pair in one.ignored.items()):
            ignored[reason] = ignored.get(reason, 0) + rows
        rejected = [replace(row, line=row.line - _HEADER) for one in read for row in one.rejected]
        return FileAccount(
            file=self.label,
            status="parsed",
            reason=next((one.reason for one in read if one.reason), self.reason),
            rows=self.received,
            imported=sum(one.imported for one in read),
            duplicates=self.duplicates + sum(one.duplicates for one in read),
            ignored=ignored,
            rejected=(*self.rejected, *rejected),
            first=min((one.first for one in read if one.first), default=None),
            last=max((one.last for one in read if one.last), default=None),
            shows=self.shows,
        )


def container(parts: Sequence[Part]) -> Container:
    """Return an archive in memory that holds all rows."""
    files = {
        path: body
        for number, part in enumerate(parts)
        for path, body in zip(part.paths(number), part.files(), strict=True)
    }

    def opened(path: str) -> IO[bytes]:
        return io.BytesIO(files[path])

    return Container(
        path=Path(WHERE),
        entries=tuple(Entry(path=path) for path in sorted(files)),
        opener=opened,
        allowance=Allowance(WHERE, sum(map(len, files.values()))),
    )


def _path(declared: Declared[Any], number: int) -> str:
    return f"{declared.stems[0]}_{number}.csv"


def _csv(declared: Declared[Any], rows: Sequence[Cells]) -> bytes:
    columns = pa.struct([(name, pa.string()) for name in columns_of(declared)])
    body = io.BytesIO()
    csv.write_csv(pa.Table.from_struct_array(pa.array(rows, columns)), body)
    return body.getvalue()
