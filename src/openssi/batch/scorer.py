"""What a run asks of the engine that it scores with."""

import datetime as dt
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from openssi.batch.clock import Clock
from openssi.batch.request import Network, Signals
from openssi.batch.staging import Staged
from openssi.engines.base import Warehouse
from openssi.scoring.frame import Frame


@dataclass(frozen=True, kw_only=True)
class Part:
    """Some of a day's members, written together."""

    path: Path
    """Where their scores go."""
    scores: str
    """Their scores, as they stand after ``FROM``."""
    links: str
    """Their connections, in the same way."""


@dataclass(frozen=True, kw_only=True)
class Scored:
    """A day's scores, ready to be compared."""

    warehouse: Warehouse
    scores: str
    """Those of all members, as they stand after ``FROM``."""
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One day to score."""

    frame: Frame
    staged: Staged
    aside: Path
    """A folder for what the results are made from."""
    scores: Path
    """Where the scores go."""
    signals: Path
    """Where the signals go."""
    how: Signals
    """How they are written, if they are."""
    network: Network
    """What makes two people know each other."""


class Scorer(Protocol):
    """Takes the tables in, and scores their members on one day after the other."""

    @property
    def engine(self) -> str:
        """Name of the engine."""

    @property
    def version(self) -> str:
        """The engine's version."""

    def frame(self, day: dt.date) -> Frame:
        """Return the fixed points of one day's scoring."""

    def stage(self, folder: Path, clock: Clock) -> tuple[Staged, tuple[str, ...]]:
        """Count and clean the input; return it with what is to be said of it.

        Raises:
            OpenSSIError: It cannot be used.
        """

    def lay_aside(self, folder: Path) -> None:
        """Write the rows that cannot be used into a folder; there are none on a good day."""

    def forget_who_left(self, out: Path) -> None:
        """Take who opted out since the last run out of the results of earlier days as well."""

    def day(self, wanted: Wanted, clock: Clock) -> AbstractContextManager[Scored]:
        """Score a day, write its signals, and give its scores to be compared."""
