"""A table on the disk: one Parquet file, or a folder of that name with part files."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from openssi.sources.synthetic.platform.workshop import Hand

LARGE: Final = 20_000_000
"""Rows above which a table has part files."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where a table goes."""

    folder: Path
    table: str
    parted: bool
    """Whether it has part files."""

    def path(self, part: int) -> Path:
        """Return the file of a part, in a folder that is there."""
        whole = self.folder / f"{self.table}.parquet"
        if not self.parted:
            return whole
        whole.mkdir(exist_ok=True)
        return whole / f"part-{part:05}.parquet"

    def write(self, hand: Hand, part: int, select: str) -> int:
        """Write the rows of a query as a part; return how many."""
        path = str(self.path(part)).replace("'", "''")
        return hand.count(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
