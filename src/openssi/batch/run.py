"""The order of a run: take in, divide, score bucket by bucket, compare, swap in."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from openssi.batch import bucket, erasing, placing, swap
from openssi.batch.bucket import Aside
from openssi.batch.clock import Clock
from openssi.batch.news import News, gathered
from openssi.batch.placing import Place
from openssi.batch.record import Day, Record
from openssi.batch.request import Request
from openssi.batch.sources import paths_of, sources
from openssi.batch.staging import Staged, stage
from openssi.engines.on_disk import OnDisk, Session
from openssi.errors import OpenSSIError
from openssi.scoring.frame import Frame


def _unheard(_: str) -> None:
    pass


def run(request: Request, steps: Callable[[str], object] = _unheard) -> Record:
    """Score every member of the tables on every day asked for, and write the results.

    Args:
        request: What is asked for.
        steps: Told the name of each stage as it begins.

    Raises:
        OpenSSIError: The input cannot be used, or the results cannot be written.
    """
    out = request.out.resolve()
    with swap.staging(out) as folder, _kept_alone(request), engine(request, folder) as database:
        return _run(request, database, Clock(said=steps), folder)


@contextmanager
def _kept_alone(request: Request) -> Iterator[None]:
    if request.state is None:
        yield
        return
    request.state.mkdir(parents=True, exist_ok=True)
    with swap.alone(request.state):
        yield


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


@dataclass(frozen=True, kw_only=True)
class Work:
    """A run whose input is staged."""

    request: Request
    database: OnDisk
    clock: Clock
    staged: Staged


def _run(request: Request, database: OnDisk, clock: Clock, folder: Path) -> Record:
    with database.session() as session, clock.stage("Reading the tables"):
        news = gathered(request)
        found = sources(session, request.inputs, news.paths, request.today)
        staged = stage(session, found, request, folder / "input", news.state)
        notes = news.notes(session, found, request)
    if request.keeps:
        with clock.stage("Keeping what was read"):
            _keep(staged, news, request)
    work = Work(request=request, database=database, clock=clock, staged=staged)
    record = Record(request=request, staged=staged, notes=notes, days=(), laps=())
    for day in request.days:
        ready = folder / f"ready-{day}"
        done = (*record.days, _day(work, day, ready))
        record = replace(record, days=done, laps=tuple(clock.laps))
        _keep_rejects(folder / "input" / "rejects", ready / "rejects" / f"date={day}")
        record.write(ready / "run.json")
        swap.swap_in(folder.parent, ready)
    _erase_who_opted_out(work, folder.parent)
    if request.keep is not None:
        swap.forget(folder.parent, str(request.last - dt.timedelta(days=request.keep)))
    return record


def _erase_who_opted_out(work: Work, out: Path) -> None:
    """Who opted out since the last run is taken out of the results of earlier days as well."""
    with work.database.session() as session:
        session.create(
            "erased",
            "SELECT n.member_id FROM (SELECT DISTINCT number FROM told) AS t "
            "JOIN numbers AS n ON n.number = t.number "
            "WHERE t.number NOT IN (SELECT number FROM roster)",
        )
        if erasing.newly_out(session, out, str(work.request.first)):
            for _ in erasing.from_results(session, out):
                pass


def _keep(staged: Staged, news: News, request: Request) -> None:
    """Add what was read to what is kept, in one step; a later run goes on from there."""
    state = staged.state.kept(staged.folder) if news.paths else staged.state
    files = tuple(sorted({*state.files, *news.files}))
    last = max(request.last, state.last or request.last)
    replace(state, files=files, last=last).written()


def _keep_rejects(rejects: Path, target: Path) -> None:
    """Lay what could not be used beside the results; there is none of it on a good day."""
    target.mkdir(parents=True)
    for path in sorted(rejects.glob("*.parquet")):
        shutil.copyfile(path, target / path.name)


def _day(work: Work, day: dt.date, ready: Path) -> Day:
    """Score one day into a folder."""
    frame, date = work.request.frame(day), f"date={day}"
    folder = ready.with_name(f"scored-{day}")
    aside = Aside(
        scores=folder / "scores",
        links=folder / "links",
        signals=ready / "signals" / date,
        how=work.request.signals,
        network=work.request.network,
    )
    with work.database.session() as session:
        _score(work, session, frame, aside)
        place = Place(
            session=session,
            frame=frame,
            staged=work.staged,
            aside=aside,
            industry_level=work.request.industry_level,
        )
        with work.clock.stage(f"{day}: comparing members"):
            placing.rank(place)
            rows = placing.write_groups(place, ready / "benchmarks" / date / "benchmarks.parquet")
        with work.clock.stage(f"{day}: writing scores"):
            members = placing.write_scores(place, ready / "scores" / date)
    return Day(as_of=str(day), members=members, benchmark_rows=rows)


def _score(work: Work, session: Session, frame: Frame, aside: Aside) -> None:
    bucket.know_everyone(session, frame)
    buckets = work.staged.buckets
    for number in range(buckets):
        with work.clock.stage(f"{frame.as_of}: scoring part {number + 1} of {buckets}"):
            bucket.score(work.database, frame, work.staged, number, aside)


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
