"""What was read from an archive before anything is made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from openssi.sources.linkedin_archive.activities import ActivityLog
from openssi.sources.linkedin_archive.declared import Batch, Declared, Row
from openssi.sources.linkedin_archive.people import Me, People


@dataclass(frozen=True, kw_only=True)
class Contents:
    """Rows by the declaration of their file."""

    batches: dict[Declared[Any], list[Batch[Any]]] = field(default_factory=dict)

    def add(self, declared: Declared[Row], batch: Batch[Row]) -> None:
        """Keep the rows of one file; a kind of file may be split into several."""
        self.batches.setdefault(declared, []).append(batch)

    def of(self, declared: Declared[Row]) -> list[Batch[Row]]:
        """Return the rows of a kind of file, by file."""
        return self.batches.get(declared, [])

    def rows(self, declared: Declared[Row]) -> Iterator[Row]:
        """Yield the rows of a kind of file."""
        for batch in self.of(declared):
            yield from batch.rows


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What turns rows into activities: who the member is, who others are, and the log."""

    me: Me
    people: People
    log: ActivityLog
