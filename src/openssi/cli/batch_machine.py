"""What computes a network, and what it may use: options of ``openssi batch``."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from openssi.errors import OutputError

if TYPE_CHECKING:
    from openssi.engines.cluster import Cluster
    from openssi.engines.on_disk import Limits


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
            help="Memory that the run may hold, as in 8GB; it spills to the disk of --out.",
            show_default=False,
        ),
    ] = None
    threads: Annotated[
        int | None,
        typer.Option("--threads", min=1, help="Cores to use. By default all.", show_default=False),
    ] = None

    def limits(self) -> "Limits":
        """Return what may be used; what is not told is the engine's own choice.

        Raises:
            OutputError: The memory is no size.
        """
        from openssi.engines.on_disk import Limits  # noqa: PLC0415 - `--help` must not wait for it

        if self.memory is not None:
            _check_size(self.memory)
        return Limits(memory=self.memory, threads=self.threads)

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


def _check_size(memory: str) -> None:
    from openssi.engines.sizes import bytes_of  # noqa: PLC0415 - `--help` must not wait for it

    try:
        bytes_of(memory)
    except ValueError as error:
        raise OutputError(
            f"--memory {memory}: not a size.", hint="write it as in --memory 8GB."
        ) from error
