"""CSV files that an administrator downloads: opened with a bound on their size."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from openssi.errors import SourceError
from openssi.sources.bounded import shown
from openssi.sources.container import unreadable
from openssi.sources.linkedin_archive.ledger import Ledger
from openssi.sources.linkedin_archive.sheet import Sheet

MAX_BYTES: Final = 1 << 28
"""Size of a file; an export of a million activities has 90 MB."""

HINT: Final = "download it from Sales Navigator again, and do not edit it."

_BINARY: Final = (b"PK", b"PAR1", b"\x1f\x8b", b"%PDF", b"DUCK")


@contextmanager
def opened_sheet(path: Path, ledger: Ledger) -> Iterator[Sheet]:
    """Open a CSV file in whatever encoding and dialect it is.

    Raises:
        SourceError: It cannot be read, or is far too large.
    """
    try:
        size = path.stat().st_size
        stream = path.open("rb")
    except OSError as error:
        raise unreadable(path, error) from error
    with stream:
        if size > MAX_BYTES:
            raise SourceError(
                f"{shown(path.name)}: more than {MAX_BYTES >> 20} MB.",
                hint="export a shorter range of days.",
            )
        with own_hint():
            sheet = Sheet(stream, ledger, backslash=False)
        yield sheet


@contextmanager
def own_hint() -> Iterator[None]:
    """Say of a file that cannot be taken apart how to get this one again, not the archive."""
    try:
        yield
    except SourceError as error:
        raise SourceError(error.what, hint=HINT) from error


def first_rows(head: bytes) -> list[list[str]]:
    """Return the first rows of a file by its first bytes; none where it is no CSV. Never raises."""
    rows: list[list[str]] = []
    if not head or head.startswith(_BINARY):
        return rows
    with suppress(SourceError, OSError, ValueError, LookupError):
        sheet = Sheet(io.BufferedReader(io.BytesIO(head)), Ledger(""), backslash=False)
        for row in sheet.headers():
            rows.append(row)  # noqa: PERF402  # those before a broken one are kept
    return rows
