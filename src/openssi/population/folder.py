"""The folder that ``openssi batch`` wrote: which days it holds, and in which files."""

import datetime as dt
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, Self

from openssi.batch import swap
from openssi.errors import SourceError
from openssi.population.recorded import Recorded

_DAY: Final = "date="


@dataclass(frozen=True, kw_only=True)
class Folder:
    """Results of one or more runs."""

    path: Path
    recorded: Recorded
    """The last of the runs."""

    @classmethod
    def at(cls, path: Path) -> Self:
        """Look into a folder.

        Raises:
            SourceError: It is not a folder of results, or one that a run left half swapped.
        """
        if not path.is_dir() or not (path / "run.json").is_file():
            raise SourceError(
                f"{path}: not a folder of results (no run.json in it).",
                hint="give the folder that `openssi batch --out` wrote.",
            )
        if swap.is_unfinished(path):
            raise SourceError(
                f"{path}: a run was stopped while it put its results in their place.",
                hint="run `openssi batch` into this folder again; it finishes that first.",
            )
        return cls(path=path, recorded=Recorded.read(path / "run.json"))

    @cached_property
    def days(self) -> tuple[dt.date, ...]:
        """Days with scores, in order."""
        named = (path.name.removeprefix(_DAY) for path in self.path.glob(f"scores/{_DAY}*"))
        return tuple(sorted(dt.date.fromisoformat(name) for name in named if _is_day(name)))

    def day(self, asked: dt.date | None) -> dt.date:
        """Return the day that was asked for, by default the last.

        Raises:
            SourceError: It is not there.
        """
        if not self.days:
            raise SourceError(
                f"{self.path}: there are no scores in it.",
                hint="run `openssi batch` into this folder again.",
            )
        if asked is None or asked in self.days:
            return asked or self.days[-1]
        nearest = min(self.days, key=lambda day: abs(day - asked))
        raise SourceError(
            f"There are no scores of {asked}: {len(self.days)} day"
            f"{'s' * (len(self.days) > 1)} from {self.days[0]} to {self.days[-1]} "
            f"{'are' if len(self.days) > 1 else 'is'} stored.",
            hint=f"the nearest is --as-of {nearest}.",
        )

    def file(self, table: str, day: dt.date, name: str) -> Path:
        """Return where a file of a table on a day would be."""
        return self.path / table / f"{_DAY}{day}" / name

    def files(self, table: str, day: dt.date) -> tuple[Path, ...]:
        """Return the files of a table on a day; none where it was not written."""
        folder = self.path / table / f"{_DAY}{day}"
        if not folder.is_dir():
            return ()
        with os.scandir(folder) as entries:  # a path for each, and of each day, would take its time
            names = sorted(entry.name for entry in entries if _is_part(entry.name))
        return tuple(folder / name for name in names)


def _is_part(name: str) -> bool:
    """What an engine leaves beside its files is no part."""
    return name.endswith(".parquet") and name[0] not in "._"


def _is_day(name: str) -> bool:
    try:
        dt.date.fromisoformat(name)
    except ValueError:
        return False
    return True
