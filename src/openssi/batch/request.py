"""What a run over a whole network is asked for."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from openssi.batch import numbers
from openssi.engines.cluster import Cluster
from openssi.engines.on_disk import Limits
from openssi.errors import OutputError
from openssi.methodology import Methodology
from openssi.scoring.frame import Frame
from openssi.scoring.sql import text
from openssi.tables import AUDIENCE_MEMBER

Signals = Literal["wide", "long", "changed", "none"]
"""How the signals are written: a row a member, a row a signal, only those that moved, or none."""

Network = Literal["any", "mutual", "following"]
"""What a row of connections is: a pair, one side of a pair, or somebody who follows."""


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """Where the tables are: files, patterns or folders of Parquet or CSV."""

    members: Path | str
    """A path; or, for Spark alone, an address of its own, such as s3a://bucket/members."""
    connections: Path | str
    activities: Path | str
    coverage: Path | str | None = None
    map: str | None = None
    """What their columns mean, where they are not the canonical ones: a file, or a ready map."""
    mirrored: bool = False
    """Whether only the giver's side of each deed is told, so that the other is derived."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """One run."""

    inputs: Inputs
    out: Path | str
    """Folder of the results; for Spark alone, an address of its own."""
    methodology: Methodology
    first: dt.date
    """First day to score."""
    last: dt.date
    """Last day to score."""
    today: dt.date
    """The run's own day: what is dated after it cannot be."""
    signals: Signals = "wide"
    industry_level: int | None = None
    """Level of LinkedIn's list of industries to compare at, 1 being the widest; else as given."""
    keep: int | None = None
    """Days before the last for which results are kept; older ones are removed."""
    network: Network = "any"
    """What makes two people know each other: a row of either; one of both; the member's own."""
    state: Path | None = None
    """Folder of what is kept from run to run; without it, everything is given each time."""
    limits: Limits = field(default_factory=Limits)
    cluster: Cluster | None = None
    """The Spark to score on; without it DuckDB does, in this process."""

    @property
    def engine(self) -> str:
        """What computes: "duckdb" or "spark"."""
        return "duckdb" if self.cluster is None else "spark"

    @property
    def keeps(self) -> bool:
        """Whether the next run goes on from what this one reads."""
        return self.state is not None

    @property
    def taken_to(self) -> dt.date:
        """The last day of rows that are taken: later ones are kept for their day, or left."""
        return self.today if self.keeps else self.last

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The days to score, in order."""
        count = (self.last - self.first).days + 1
        return tuple(self.first + dt.timedelta(days=number) for number in range(count))

    def local_out(self) -> Path:
        """Return the folder of the results, on this machine.

        Raises:
            OutputError: It is somewhere else.
        """
        if isinstance(self.out, str):
            raise OutputError(
                f"{self.out}: only Spark writes there.",
                hint="give --engine spark, or a folder; --keep needs a folder as well.",
            )
        return self.out.resolve()

    def frame(self, day: dt.date) -> Frame:
        """Return the fixed points of one day's scoring, in which people are numbers."""
        return Frame(
            methodology=self.methodology,
            as_of=day,
            of_the_audience=numbers.known(text(AUDIENCE_MEMBER)),
            numbered="numbers",
        )
