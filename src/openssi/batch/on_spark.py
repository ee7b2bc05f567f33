"""On Spark: all members at once, by the same stages; nothing of a member's size comes here."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from openssi.batch import cleaned, erasing, rows, swap
from openssi.batch.clock import Clock
from openssi.batch.record import Record
from openssi.batch.request import Request
from openssi.batch.run import in_days, kept_alone, swapped_in
from openssi.batch.scorer import Part, Scored, Wanted
from openssi.batch.spark_staging import Staging
from openssi.batch.staging import Staged
from openssi.engines.cluster import Cluster, SparkError
from openssi.engines.on_disk import Limits, OnDisk, files
from openssi.engines.spark import Spark
from openssi.engines.spark_session import connected
from openssi.scoring import links, plan
from openssi.scoring.frame import Frame
from openssi.scoring.score import WEEK
from openssi.scoring.sql import day


def run(request: Request, cluster: Cluster, clock: Clock) -> Record:
    """Score on Spark, and write the results where they are asked for.

    In a folder of this machine they are swapped in whole, as they are with DuckDB. At any other
    address Spark writes over what is there, day by day.

    Args:
        request: What is asked for.
        cluster: The Spark.
        clock: Times the stages.

    Raises:
        OpenSSIError: Spark or the input cannot be used, or the results cannot be written.
    """
    if isinstance(request.out, str) and request.keep is not None:
        request.local_out()
    with _told_in_a_line(), connected(cluster) as session, kept_alone(request):
        if isinstance(request.out, str):
            return _elsewhere(request, session, clock, request.out)
        with swap.staging(request.local_out()) as folder:
            spark = Spark(session, folder=folder)
            return in_days(request, _scorer(request, spark), clock, folder, swapped_in)


def _elsewhere(request: Request, session: SparkSession, clock: Clock, out: str) -> Record:
    with TemporaryDirectory(prefix="openssi-") as name:
        folder = Path(name).resolve()
        spark = Spark(session, folder=folder, root=out.rstrip("/"))
        scorer = _scorer(request, spark)
        return in_days(request, scorer, clock, folder, lambda ready: spark.send(ready / "run.json"))


def _scorer(request: Request, spark: Spark) -> "OnSpark":
    return OnSpark(request=request, spark=spark, staging=Staging(request=request, spark=spark))


@contextmanager
def _told_in_a_line() -> Iterator[None]:
    """Say why Spark gave up, by the kind of its complaint: its words may hold cells."""
    try:
        yield
    except (PySparkException, Py4JError) as error:
        condition = error.getCondition() if isinstance(error, PySparkException) else None
        kind = condition or type(error).__name__
        raise SparkError(
            f"Spark could not finish ({kind}).",
            hint="Spark's own log says more; see docs/spark.md for what it needs.",
        ) from error


@dataclass(kw_only=True)
class OnSpark:
    """Scores with Spark."""

    request: Request
    spark: Spark
    staging: Staging
    engine: str = "spark"

    @property
    def version(self) -> str:
        """Spark's own."""
        return self.spark.version

    def frame(self, day: dt.date) -> Frame:
        """Return the fixed points of one day's scoring, in which people keep their ids."""
        return Frame(methodology=self.request.methodology, as_of=day, is_shared=True)

    def stage(self, folder: Path, clock: Clock) -> tuple[Staged, tuple[str, ...]]:
        """Count and clean the input; its tables become relations of the canonical names."""
        return self.staging.stage(folder, clock)

    def lay_aside(self, folder: Path) -> None:
        """Write the rows that cannot be used into a folder."""
        for name, select in self.staging.faulty.items():
            self.spark.write(select, folder / f"{name}.parquet")

    def forget_who_left(self, out: Path) -> None:
        """Take who opted out since the last run out of the results of earlier days as well."""
        path = out / swap.STAGING / "left" / "erased.parquet"
        left = "SELECT DISTINCT member_id FROM told EXCEPT SELECT member_id FROM roster"
        if self.spark.write(left, path):
            with (
                OnDisk(reads=[], folders=[path.parent, out], limits=Limits()) as database,
                database.session() as session,
            ):
                session.create("erased", f"SELECT * FROM {files([path])}")
                erasing.who_left(session, out, self.request.first)

    @contextmanager
    def day(self, wanted: Wanted, clock: Clock) -> Iterator[Scored]:
        """Score everybody at once."""
        spark, frame = self.spark, wanted.frame
        with clock.stage(f"{frame.as_of}: scoring"):
            self._know_everyone(frame)
            if not wanted.staged.state.has_coverage:
                spark.view("coverage", cleaned.observed(frame.today, frame.as_of, "VARCHAR"))
            attributes = wanted.staged.state.told_of_links
            known = links.Known(told=attributes, kept=(), network=wanted.network)
            days = (frame.today - WEEK, frame.today)
            network = plan.Network(days=days, connections=known)
            plan.run_network(spark, frame, network, given={"people"})
            spark.create("member_scores", rows.scores(frame))
            spark.create("member_links", rows.links(frame))
        if wanted.how != "none":
            has_integer_ids = wanted.staged.state.has_integer_ids
            told = rows.signals(frame, wanted.how, has_integer_ids=has_integer_ids)
            with clock.stage(f"{frame.as_of}: writing signals"):
                spark.write(told, wanted.signals)
        part = Part(path=wanted.scores, scores="member_scores", links="member_links")
        yield Scored(warehouse=spark, scores="member_scores", parts=(part,))

    def _know_everyone(self, frame: Frame) -> None:
        """Keep what is known of all members on the day, those too who are not scored."""
        (people,) = (stage for stage in plan.stages(frame) if stage.name == "people")
        self.spark.view("profiles", f"SELECT *, {day('seen_on')} AS seen FROM told")
        self.spark.create("people", people.select)
