"""What ``openssi batch`` is given: the tables, the days, and what is made of them."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from openssi.cli.options import day_option
from openssi.errors import OutputError

if TYPE_CHECKING:
    from openssi.batch import Inputs

_DAYS: Final = re.compile(r"^(\d+)d$")
_LEVELS: Final = 6
"""Levels of LinkedIn's list of industries."""


class SignalRows(StrEnum):
    """How the signals are written."""

    WIDE = "wide"
    LONG = "long"
    CHANGED = "changed"
    NONE = "none"


class NetworkRows(StrEnum):
    """What a row of connections is."""

    ANY = "any"
    MUTUAL = "mutual"
    FOLLOWING = "following"


def _table(name: str, what: str) -> object:
    return typer.Option(name, metavar="PATH", help=what, show_default=False)


@dataclass(frozen=True, kw_only=True)
class GivenTables:
    """Where the tables are, and what their columns mean."""

    members: Annotated[
        str, _table("--members", "Members: a Parquet or CSV file, a folder of them or a pattern.")
    ]
    connections: Annotated[str, _table("--connections", "Connections, in the same ways.")]
    activities: Annotated[str, _table("--activities", "Activities, in the same ways.")]
    coverage: Annotated[
        str | None,
        _table(
            "--coverage",
            "What is seen of whom, in the same ways. By default: the kinds that occur, from the "
            "earliest day on.",
        ),
    ] = None
    map: Annotated[
        str | None,
        typer.Option(
            "--map",
            metavar="MAP",
            help="What the columns mean, where they are not the canonical ones (TOML).",
            show_default=False,
        ),
    ] = None
    mirrored: Annotated[
        bool,
        typer.Option(
            "--mirrored",
            help="No received side of a deed is told: derive each from the given one. By default "
            "this is done for the kinds that do not occur.",
        ),
    ] = False

    def inputs(self) -> "Inputs":
        """Return them as a run is told of them."""
        from openssi.batch import Inputs  # noqa: PLC0415 - `--help` must not wait for DuckDB
        from openssi.batch.files import place_of  # noqa: PLC0415

        return Inputs(
            members=place_of(self.members),
            connections=place_of(self.connections),
            activities=place_of(self.activities),
            coverage=place_of(self.coverage) if self.coverage else None,
            map=self.map,
            mirrored=self.mirrored,
        )


@dataclass(frozen=True, kw_only=True)
class Days:
    """Which days to score, and how long their results are kept."""

    as_of: Annotated[
        dt.datetime | None, day_option("--as-of", "Day to score, to its end (UTC).")
    ] = None
    first: Annotated[
        dt.datetime | None, day_option("--from", "First of several days to score.")
    ] = None
    last: Annotated[dt.datetime | None, day_option("--to", "Last of several days to score.")] = None
    keep: Annotated[
        str | None,
        typer.Option(
            "--keep",
            metavar="DAYS",
            help="Remove results that are older than so many days, as in 400d.",
            show_default=False,
        ),
    ] = None

    def span(self) -> tuple[dt.date, dt.date]:
        """Return the first and the last day.

        Raises:
            OutputError: They are not told in one of the two ways.
        """
        if self.as_of and not (self.first or self.last):
            return self.as_of.date(), self.as_of.date()
        if self.as_of or not (self.first and self.last):
            raise OutputError(
                "Which day is to be scored is not told.",
                hint="give --as-of DATE, or both --from DATE and --to DATE.",
            )
        if self.first > self.last:
            raise OutputError(
                f"--from {self.first.date()} is after --to {self.last.date()}.",
                hint="give the earlier day first.",
            )
        return self.first.date(), self.last.date()

    def days_kept(self) -> int | None:
        """Return for how many days results are kept; None for ever."""
        if self.keep is None:
            return None
        told = _DAYS.match(self.keep)
        if told is None:
            raise OutputError(
                f"--keep {self.keep}: not a number of days.", hint="write it as in --keep 400d."
            )
        return int(told[1])


@dataclass(frozen=True, kw_only=True)
class Results:
    """What is made of the tables, and what is kept of them."""

    signals: Annotated[
        SignalRows,
        typer.Option(
            "--signals",
            help="A row a member, a row a signal, only those that moved in a week, or none.",
        ),
    ] = SignalRows.WIDE
    network: Annotated[
        NetworkRows,
        typer.Option(
            "--network",
            help="Who knows whom: a row of either says so; both have to; or whom one follows.",
        ),
    ] = NetworkRows.ANY
    state: Annotated[
        str | None,
        typer.Option(
            "--state",
            metavar="DIR",
            help="Keep what is read for the next run, which then needs what is new alone.",
            show_default=False,
        ),
    ] = None
    industry_level: Annotated[
        int | None,
        typer.Option(
            "--industry-level",
            min=1,
            max=_LEVELS,
            help="Compare industries at this level of LinkedIn's list, 1 being the widest.",
            show_default=False,
        ),
    ] = None

    def kept_in(self) -> Path | None:
        """Return the folder of what runs keep; no store of objects replaces things in one step.

        Raises:
            OutputError: It is an address.
        """
        if self.state is not None and "://" in self.state:
            raise OutputError(
                f"{self.state}: what is kept is a folder of this machine, not an address.",
                hint="name one; on a cluster, a folder that every worker sees in the same place.",
            )
        return None if self.state is None else Path(self.state)
