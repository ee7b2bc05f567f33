"""On Spark: all members at once, by the same stages; nothing of a member's size comes here."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from openssi.batch import cleaned, mirrored, rows, swap
from openssi.batch.clock import Clock
from openssi.batch.record import Record
from openssi.batch.request import Request
from openssi.batch.run import in_days, swapped_in
from openssi.batch.scorer import Part, Scored, Wanted
from openssi.batch.sources import Source
from openssi.batch.spark_sources import sources
from openssi.batch.staging import Staged, with_repeated
from openssi.batch.tally import AGAIN, Tally, tally
from openssi.engines.cluster import Cluster, SparkError
from openssi.engines.spark import Spark
from openssi.engines.spark_session import connected
from openssi.scoring import plan
from openssi.scoring.frame import Frame
from openssi.scoring.score import WEEK
from openssi.scoring.sql import day
from openssi.tables import PEER_GROUP_PREFIX

_ROSTER: Final = f"""
SELECT member_id, joined, CAST(ROW_NUMBER() OVER (ORDER BY member_id) AS INTEGER) AS number
FROM (
  SELECT member_id, {cleaned.JOINED} AS joined, {cleaned.OPTED_OUT} AS opted_out
  FROM told GROUP BY member_id
) AS each_one
WHERE opted_out IS NOT TRUE"""


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
    with _told_in_a_line(), connected(cluster) as session:
        if isinstance(request.out, str):
            return _elsewhere(request, session, clock, request.out)
        with swap.staging(request.local_out()) as folder:
            spark = Spark(session, folder=folder)
            scorer = OnSpark(request=request, spark=spark)
            return in_days(request, scorer, clock, folder, swapped_in)


def _elsewhere(request: Request, session: SparkSession, clock: Clock, out: str) -> Record:
    with TemporaryDirectory(prefix="openssi-") as name:
        folder = Path(name).resolve()
        spark = Spark(session, folder=folder, root=out.rstrip("/"))
        scorer = OnSpark(request=request, spark=spark)
        return in_days(request, scorer, clock, folder, lambda ready: spark.send(ready / "run.json"))


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
    engine: str = "spark"
    faulty: dict[str, str] = field(default_factory=dict)
    """Queries for the rows that cannot be used, by the name of their file."""

    @property
    def version(self) -> str:
        """Spark's own."""
        return self.spark.version

    def stage(self, folder: Path) -> Staged:
        """Count and clean the input; its tables become relations of the canonical names."""
        spark, last = self.spark, self.request.last
        found = sources(spark, self.request.inputs, self.request.today)
        tallies = {table: tally(spark, source, last) for table, source in found.items()}
        self._note_faults(found, tallies)
        is_mirrored = self.request.inputs.mirrored
        derived = mirrored.derived(tallies["activities"].kinds, mirrored=is_mirrored)
        tallies["members"] = with_repeated(tallies["members"], self._members(found["members"]))
        spark.create("connections", cleaned.connections(found["connections"].rows, last))
        spark.create("activities", cleaned.activities(found["activities"].rows, last, derived))
        kinds = tallies["activities"].kinds
        staged = Staged(
            folder=folder,
            buckets=1,
            tallies=tallies,
            derived={kind: got for kind, got in derived.items() if kind in kinds},
            peer_groups=tuple(
                name for name in found["members"].columns if name.startswith(PEER_GROUP_PREFIX)
            ),
            has_integer_ids=found["members"].has_integer_ids,
            has_coverage="coverage" in tallies and tallies["coverage"].taken > 0,
        )
        self._coverage(found, staged)
        return staged

    def lay_aside(self, folder: Path) -> None:
        """Write the rows that cannot be used into a folder."""
        for name, select in self.faulty.items():
            self.spark.write(select, folder / f"{name}.parquet")

    @contextmanager
    def day(self, wanted: Wanted, clock: Clock) -> Iterator[Scored]:
        """Score everybody at once."""
        spark, frame = self.spark, wanted.frame
        with clock.stage(f"{frame.as_of}: scoring"):
            self._know_everyone(frame)
            if not wanted.staged.has_coverage:
                spark.view("coverage", cleaned.observed(frame.today, frame.as_of))
            plan.run_over(spark, frame, [frame.today - WEEK, frame.today], given={"people"})
            spark.create("member_scores", rows.scores(frame))
            spark.create("member_links", rows.links(frame))
        if wanted.how != "none":
            has_integer_ids = wanted.staged.has_integer_ids
            told = rows.signals(frame, wanted.how, has_integer_ids=has_integer_ids)
            with clock.stage(f"{frame.as_of}: writing signals"):
                spark.write(told, wanted.signals)
        part = Part(path=wanted.scores, scores="member_scores", links="member_links")
        yield Scored(warehouse=spark, scores="member_scores", parts=(part,))

    def _note_faults(self, found: Mapping[str, Source], tallies: Mapping[str, Tally]) -> None:
        self.faulty |= {
            table: f"SELECT * FROM ({found[table].rows}) AS judged WHERE fault IS NOT NULL"
            for table, counts in tallies.items()
            if counts.rejected
        }

    def _members(self, source: Source) -> int:
        """Keep the members, each seen once a day; return how many rows were more than that."""
        numbered = cleaned.numbered(source.rows, source.columns)
        self.spark.create("told", cleaned.good(source.rows))
        again = int(self.spark.row(cleaned.TOLD_TWICE)["n"])
        if again:
            self.spark.create(
                "told", f"SELECT * EXCLUDE (copy) FROM ({numbered}) AS n WHERE copy = 1"
            )
            self.faulty["members_again"] = (
                f"SELECT * EXCLUDE (copy), '{AGAIN}' AS fault FROM ({numbered}) AS n WHERE copy > 1"
            )
        self.spark.create("roster", _ROSTER)
        self.spark.create(
            "members", "SELECT * FROM told WHERE member_id IN (SELECT member_id FROM roster)"
        )
        return again

    def _coverage(self, found: Mapping[str, Source], staged: Staged) -> None:
        if staged.has_coverage:
            self.spark.create("coverage", cleaned.coverage(found["coverage"].rows, staged.derived))
        else:
            self.spark.create("occurring", cleaned.occurring("activities", "connections"))

    def _know_everyone(self, frame: Frame) -> None:
        """Keep what is known of all members on the day, those too who are not scored."""
        (people,) = (stage for stage in plan.stages(frame) if stage.name == "people")
        self.spark.view("profiles", f"SELECT *, {day('seen_on')} AS seen FROM told")
        self.spark.create("people", people.select)
