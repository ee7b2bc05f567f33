"""On one machine: DuckDB, one bucket of members after the other."""

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

import duckdb

from openssi.batch import bucket, compacting, erasing, trail
from openssi.batch.bucket import Aside
from openssi.batch.clock import Clock
from openssi.batch.news import News, gathered
from openssi.batch.request import Request
from openssi.batch.scorer import Part, Scored, Wanted
from openssi.batch.sources import paths_of, sources
from openssi.batch.staging import Staged, stage
from openssi.engines.on_disk import OnDisk, files
from openssi.errors import OpenSSIError
from openssi.scoring.frame import Frame


@dataclass(frozen=True, kw_only=True)
class ByBucket:
    """Scores with DuckDB."""

    request: Request
    database: OnDisk
    rejects: Path
    """Where the rows that cannot be used are."""
    engine: str = "duckdb"
    version: str = version("duckdb")

    def frame(self, day: dt.date) -> Frame:
        """Return the fixed points of one day's scoring, in which people are numbers."""
        return self.request.frame(day)

    def stage(self, folder: Path, clock: Clock) -> tuple[Staged, tuple[str, ...]]:
        """Count, clean and divide what is new of the input, and keep it for the next run."""
        request = self.request
        with self.database.session() as session, clock.stage("Reading the tables"):
            news = gathered(request)
            together = compacting.compacted(news.state, compacting.in_buckets(session))
            news = replace(news, state=together)
            found = sources(session, request.inputs, news.paths, request.today)
            staged = stage(session, found, request, folder, news.state)
            notes = news.notes(session, found, request)
        if request.keeps:
            with clock.stage("Keeping what was read"):
                _keep(staged, news, request)
        return staged, notes

    def lay_aside(self, folder: Path) -> None:
        """Write the rows that cannot be used into a folder."""
        folder.mkdir(parents=True)
        for path in sorted(self.rejects.glob("*.parquet")):
            shutil.copyfile(path, folder / path.name)

    def forget_who_left(self, out: Path) -> None:
        """Take who opted out since the last run out of the results of earlier days as well."""
        with self.database.session() as session:
            session.create(
                "erased",
                "SELECT n.member_id FROM (SELECT DISTINCT number FROM told) AS t "
                "JOIN numbers AS n ON n.number = t.number "
                "WHERE t.number NOT IN (SELECT number FROM roster)",
            )
            erasing.who_left(session, out, self.request.first)

    @contextmanager
    def day(self, wanted: Wanted, clock: Clock) -> Iterator[Scored]:
        """Score a day bucket by bucket; what is written while it is open gets its trail."""
        aside = Aside(
            scores=wanted.aside / "scores",
            links=wanted.aside / "links",
            signals=wanted.signals,
            how=wanted.how,
            network=wanted.network,
        )
        with self.database.session() as session:
            bucket.know_everyone(session, wanted.frame, wanted.staged)
            buckets = wanted.staged.buckets
            for number in _inhabited(wanted.staged):
                with clock.stage(f"{wanted.frame.as_of}: scoring part {number + 1} of {buckets}"):
                    bucket.score(self.database, wanted.frame, wanted.staged, number, aside)
            written = sorted(aside.scores.glob("*.parquet"))
            yield Scored(
                warehouse=session,
                scores=files(written),
                parts=tuple(_part(path, aside, wanted) for path in written),
            )
            for path in written:
                trail.write(wanted.scores / path.name)


def _inhabited(staged: Staged) -> list[int]:
    """Return the buckets that hold somebody; the first where nobody is left to score."""
    return [one for one in range(staged.buckets) if staged.parts("members", one)] or [0]


def _keep(staged: Staged, news: News, request: Request) -> None:
    """Add what was read to what is kept, in one step; a later run goes on from there."""
    state = staged.state.kept(staged.folder) if news.paths else staged.state
    files = {**state.files, **news.files}
    last = max(request.last, state.last or request.last)
    replace(state, files=files, map=news.map, last=last).written()


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
    folders = [folder, folder.parent, *([request.state.resolve()] if request.state else [])]
    try:
        with OnDisk(reads=reads, folders=folders, limits=request.limits) as database:
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
