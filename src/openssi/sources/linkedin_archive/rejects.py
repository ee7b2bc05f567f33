"""Files that lost rows: what is left is a lower bound, and of nothing left nothing is known."""

from __future__ import annotations

from typing import Any

from openssi.sources.linkedin_archive.contents import Contents
from openssi.sources.linkedin_archive.declared import Batch, Declared
from openssi.sources.linkedin_archive.sheet import BROKEN


def lost(contents: Contents) -> frozenset[Declared[Any]]:
    """Return the files of which every row was rejected: that is not the same as no row."""
    return frozenset(
        declared
        for declared, batches in contents.batches.items()
        if 0 < _rejected(batches) == _usable(batches)
    )


def damaged(contents: Contents) -> frozenset[Declared[Any]]:
    """Return the files that are broken somewhere, or lost more than half of their rows."""
    return frozenset(
        declared
        for declared, batches in contents.batches.items()
        if 2 * _rejected(batches) > _usable(batches) or _is_broken(batches)
    )


def _rejected(batches: list[Batch[Any]]) -> int:
    return sum(len(batch.ledger.rejected) for batch in batches)


def _usable(batches: list[Batch[Any]]) -> int:
    """Count the rows that were not left out on purpose."""
    return sum(batch.ledger.rows - batch.ledger.ignored.total() for batch in batches)


def _is_broken(batches: list[Batch[Any]]) -> bool:
    return any(row.reason in BROKEN for batch in batches for row in batch.ledger.rejected)
