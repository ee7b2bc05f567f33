"""``openssi batch``: score a whole network from its tables."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openssi.cli.batch_words import checked_text, record_text
from openssi.cli.options import Rules, day_option
from openssi.cli.progress import progress
from openssi.cli.today import today
from openssi.errors import OutputError

if TYPE_CHECKING:
    from openssi.batch import Request
    from openssi.engines.cluster import Cluster

_DAYS = re.compile(r"^(\d+)d$")
_SIZE = re.compile(r"^\d+(\.\d+)?\s*[KMGT]i?B$", re.IGNORECASE)
_MOST_STEPS = 100


class SignalRows(StrEnum):
    """How the signals are written."""

    WIDE = "wide"
    LONG = "long"
    CHANGED = "changed"
    NONE = "none"


def _table(name: str, what: str) -> object:
    return typer.Option(name, metavar="PATH", help=what, show_default=False)


class NetworkRows(StrEnum):
    """What a row of connections is."""

    ANY = "any"
    MUTUAL = "mutual"
    FOLLOWING = "following"


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
        if self.as_of or not (self.first and self.last) or self.first > self.last:
            raise OutputError(
                "Which day is to be scored is not told.",
                hint="give --as-of DATE, or both --from DATE and --to DATE.",
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


class EngineName(StrEnum):
    """What computes."""

    DUCKDB = "duckdb"
    SPARK = "spark"


@dataclass(frozen=True, kw_only=True)
class Machine:
    """What computes, and what it may use."""

    engine: Annotated[
        EngineName,
        typer.Option("--engine", help="DuckDB on this machine, or a Spark of yours."),
    ] = EngineName.DUCKDB
    master: Annotated[
        str | None,
        typer.Option(
            "--master",
            metavar="MASTER",
            help="Of Spark: local[N], spark://HOST:PORT or yarn. By default local[*].",
            show_default=False,
        ),
    ] = None
    remote: Annotated[
        str | None,
        typer.Option(
            "--remote",
            metavar="ADDRESS",
            help="Of Spark: a Spark Connect server, as in sc://HOST:15002, instead of a master.",
            show_default=False,
        ),
    ] = None
    memory: Annotated[
        str | None,
        typer.Option(
            "--memory",
            metavar="SIZE",
            help="Memory that the engine may use, as in 8GB; it spills to the disk of --out.",
            show_default=False,
        ),
    ] = None
    threads: Annotated[
        int | None,
        typer.Option("--threads", min=1, help="Cores to use. By default all.", show_default=False),
    ] = None

    def limited_to(self) -> str | None:
        """Return how much memory may be used; None for the engine's own choice.

        Raises:
            OutputError: It is no size.
        """
        if self.memory is not None and not _SIZE.match(self.memory.strip()):
            raise OutputError(
                f"--memory {self.memory}: not a size.", hint="write it as in --memory 8GB."
            )
        return self.memory

    def cluster(self) -> "Cluster | None":
        """Return the Spark to use; None for DuckDB.

        Raises:
            OutputError: It is told in two ways, or for another engine.
        """
        from openssi.engines.cluster import Cluster  # noqa: PLC0415 - `--help` must not wait for it

        if self.engine is EngineName.DUCKDB:
            if self.master or self.remote:
                raise OutputError(
                    "--master and --remote are Spark's.",
                    hint="add --engine spark, or leave it out.",
                )
            return None
        if self.master and self.remote:
            raise OutputError(
                "--master and --remote are two ways to the same.", hint="give one of them."
            )
        master = self.master or f"local[{self.threads or '*'}]"
        return Cluster(master=master, remote=self.remote, memory=self.memory)


def _kept_in(state: str | None) -> Path | None:
    """Return the folder of what runs keep; it is replaced in steps that no store of objects has."""
    if state is not None and "://" in state:
        raise OutputError(
            f"{state}: what is kept is a folder of this machine, not an address.",
            hint="name one; on a cluster, a folder that every worker sees in the same place.",
        )
    return Path(state) if state else None


def batch(
    given: GivenTables,
    days: Days,
    rules: Rules,
    machine: Machine,
    out: Annotated[
        str, typer.Option("--out", metavar="DIR", help="Folder of the results; made if need be.")
    ],
    signals: Annotated[
        SignalRows,
        typer.Option(
            "--signals",
            help="A row a member, a row a signal, only those that moved in a week, or none.",
        ),
    ] = SignalRows.WIDE,
    network: Annotated[
        NetworkRows,
        typer.Option(
            "--network",
            help="Who knows whom: a row of either says so; both have to; or whom one follows.",
        ),
    ] = NetworkRows.ANY,
    state: Annotated[
        str | None,
        typer.Option(
            "--state",
            metavar="DIR",
            help="Keep what is read for the next run, which then needs what is new alone.",
            show_default=False,
        ),
    ] = None,
    industry_level: Annotated[
        int | None,
        typer.Option(
            "--industry-level",
            min=1,
            help="Compare industries at this level of LinkedIn's list, 1 being the widest.",
            show_default=False,
        ),
    ] = None,
    check: Annotated[
        bool,
        typer.Option("--check", help="Look at a sample, write nothing, and say what it shows."),
    ] = False,
) -> None:
    """Score every member of a network from its tables, beside their industry, network and team.

    Example: `openssi batch --members members.parquet --connections connections.parquet
    --activities 'activities/*.parquet' --as-of 2026-11-15 --out scores`
    """
    from openssi import batch as room  # noqa: PLC0415 - `--help` must not wait for DuckDB
    from openssi.batch.files import place_of  # noqa: PLC0415
    from openssi.engines.on_disk import Limits  # noqa: PLC0415

    first, last = days.span()
    request: Request = room.Request(
        inputs=room.Inputs(
            members=place_of(given.members),
            connections=place_of(given.connections),
            activities=place_of(given.activities),
            coverage=place_of(given.coverage) if given.coverage else None,
            map=given.map,
            mirrored=given.mirrored,
        ),
        out=place_of(out),
        methodology=rules.read(),
        first=first,
        last=last,
        today=max(today(), last),
        signals=signals.value,
        network=network.value,
        state=_kept_in(state),
        industry_level=industry_level,
        keep=days.days_kept(),
        limits=Limits(memory=machine.limited_to(), threads=machine.threads),
        cluster=machine.cluster(),
    )
    if last > today():
        typer.echo(f"Note: {last} has not been yet; rows up to it count.", err=True)
    with progress(_MOST_STEPS) as steps:
        if check:
            said = checked_text(room.check(request, steps))
        else:
            said = record_text(room.run(request, steps), out)
    typer.echo(said)
