"""The order of a run: take in, score, compare, swap in; day by day."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from openssi.batch import by_bucket, placing, swap
from openssi.batch.by_bucket import ByBucket
from openssi.batch.clock import Clock
from openssi.batch.placing import Place
from openssi.batch.record import Day, Record
from openssi.batch.request import Request
from openssi.batch.scorer import Scorer, Wanted
from openssi.batch.staging import Staged


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
    if request.cluster is not None:
        from openssi.batch import on_spark  # noqa: PLC0415 - Spark is an extra

        return on_spark.run(request, request.cluster, Clock(said=steps))
    with (
        swap.staging(request.local_out()) as folder,
        kept_alone(request),
        by_bucket.engine(request, folder) as database,
    ):
        rejects = folder / "input" / "rejects"
        scorer = ByBucket(request=request, database=database, rejects=rejects)
        return in_days(request, scorer, Clock(said=steps), folder, swapped_in)


@contextmanager
def kept_alone(request: Request) -> Iterator[None]:
    """Keep other runs out of what is kept, if anything is.

    Raises:
        OutputError: Another run is at work there, or there is no right to write there.
    """
    if request.state is None:
        yield
        return
    with swap.alone(request.state):
        yield


def swapped_in(ready: Path) -> None:
    """Put a day's results, complete in the staging of their folder, in their place."""
    swap.swap_in(ready.parents[1], ready)


@dataclass(frozen=True, kw_only=True)
class Work:
    """A run whose input is staged."""

    request: Request
    scorer: Scorer
    clock: Clock
    staged: Staged


def in_days(
    request: Request,
    scorer: Scorer,
    clock: Clock,
    folder: Path,
    deliver: Callable[[Path], object],
) -> Record:
    """Take the tables in and score one day after the other.

    Args:
        request: What is asked for.
        scorer: The engine.
        clock: Times the stages.
        folder: The run's own, in which everything is made.
        deliver: Called with the folder of each day's results when they are complete.
    """
    staged, notes = scorer.stage(folder / "input", clock)
    work = Work(request=request, scorer=scorer, clock=clock, staged=staged)
    record = Record(
        request=request,
        staged=staged,
        engine=scorer.engine,
        engine_version=scorer.version,
        notes=(*notes, *staged.titles.notes),
        days=(),
        laps=(),
    )
    if not isinstance(request.out, str):
        scorer.forget_who_left(request.local_out())
    for day in request.days:
        ready = folder / f"ready-{day}"
        done = (*record.days, _day(work, day, ready))
        record = replace(record, days=done, laps=tuple(clock.laps))
        scorer.lay_aside(ready / "rejects" / f"date={day}")
        (ready / "signals" / f"date={day}").mkdir(parents=True, exist_ok=True)
        record.write(ready / "run.json")
        deliver(ready)
    if request.keep is not None:
        kept = min(request.keep, (request.last - dt.date.min).days)
        swap.forget(request.local_out(), str(request.last - dt.timedelta(days=kept)))
    return record


def _day(work: Work, day: dt.date, ready: Path) -> Day:
    """Score one day into a folder."""
    frame, date = work.scorer.frame(day), f"date={day}"
    wanted = Wanted(
        frame=frame,
        staged=work.staged,
        aside=ready.with_name(f"scored-{day}"),
        scores=ready / "scores" / date,
        signals=ready / "signals" / date,
        how=work.request.signals,
        network=work.request.network,
    )
    with work.scorer.day(wanted, work.clock) as scored:
        place = Place(
            scored=scored,
            frame=frame,
            peer_groups=work.staged.state.peer_groups,
            has_integer_ids=work.staged.state.has_integer_ids,
            industry_level=work.request.industry_level,
        )
        with work.clock.stage(f"{day}: comparing members"):
            placing.rank(place)
            rows = placing.write_groups(place, ready / "benchmarks" / date / "benchmarks.parquet")
        with work.clock.stage(f"{day}: writing scores"):
            members = placing.write_scores(place)
    return Day(as_of=str(day), members=members, benchmark_rows=rows)
