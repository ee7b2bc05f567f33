"""On one machine: DuckDB, one bucket of members after the other."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import duckdb

from openssi.batch import bucket
from openssi.batch.bucket import Aside
from openssi.batch.clock import Clock
from openssi.batch.request import Request
from openssi.batch.scorer import Part, Scored, Wanted
from openssi.batch.sources import paths_of, sources
from openssi.batch.staging import Staged, stage
from openssi.engines.on_disk import OnDisk, files
from openssi.errors import OpenSSIError


@dataclass(frozen=True, kw_only=True)
class ByBucket:
    """Scores with DuckDB."""

    request: Request
    database: OnDisk
    rejects: Path
    """Where the rows that cannot be used are."""
    engine: str = "duckdb"
    version: str = version("duckdb")

    def stage(self, folder: Path) -> Staged:
        """Count, clean and divide the input."""
        inputs = self.request.inputs
        with self.database.session() as session:
            found = sources(session, inputs, paths_of(inputs), self.request.today)
            return stage(session, found, self.request, folder)

    def lay_aside(self, folder: Path) -> None:
        """Write the rows that cannot be used into a folder."""
        folder.mkdir(parents=True)
        for path in sorted(self.rejects.glob("*.parquet")):
            shutil.copyfile(path, folder / path.name)

    @contextmanager
    def day(self, wanted: Wanted, clock: Clock) -> Iterator[Scored]:
        """Score a day bucket by bucket."""
        aside = Aside(
            scores=wanted.aside / "scores",
            links=wanted.aside / "links",
            signals=wanted.signals,
            how=wanted.how,
        )
        with self.database.session() as session:
            bucket.know_everyone(session, wanted.frame)
            buckets = wanted.staged.buckets
            for number in range(buckets):
                with clock.stage(f"{wanted.frame.as_of}: scoring part {number + 1} of {buckets}"):
                    bucket.score(self.database, wanted.frame, wanted.staged, number, aside)
            written = sorted(aside.scores.glob("*.parquet"))
            yield Scored(
                warehouse=session,
                scores=files(written),
                parts=tuple(_part(path, aside, wanted) for path in written),
            )


def _part(path: Path, aside: Aside, wanted: Wanted) -> Part:
    return Part(
        path=wanted.scores / path.name,
        scores=files([path]),
        links=files([aside.links / path.name]),
    )


@contextmanager
def engine(request: Request, folder: Path) -> Iterator[OnDisk]:
    """Open an engine that may read the input and write below a folder.

    Raises:
        OpenSSIError: It gave up, for want of memory or of a file that is whole.
    """
    reads = [path for files in paths_of(request.inputs).values() for path in files]
    try:
        with OnDisk(reads=reads, folder=folder, limits=request.limits) as database:
            yield database
    except duckdb.Error as error:
        raise _stopped(error) from error


def _stopped(error: duckdb.Error) -> OpenSSIError:
    """Say why the engine gave up, by the kind of its complaint: its words may hold cells."""
    if isinstance(error, duckdb.OutOfMemoryException):
        return OpenSSIError(
            "There is not enough memory, or no room on the disk to do with less.",
            hint="give more with --memory, or free some of the disk of --out.",
        )
    kind = type(error).__name__.removesuffix("Exception") or "engine"
    return OpenSSIError(
        f"The tables cannot be read or written to their end ({kind} error).",
        hint="check that every file is whole and that the disk of --out has room.",
    )
