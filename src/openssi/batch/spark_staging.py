"""The input on Spark: counted, cleaned, and laid beside what earlier runs kept.

What is kept are the rows that can be used, with the ids of people, as they were given: the other
side of deeds and pairs is made anew each time. So every run, with a state or without, goes over
the same rows in the same way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pyspark.sql import SparkSession

from openssi.batch import cleaned, compacting, fingerprints, spark_files
from openssi.batch.clock import Clock
from openssi.batch.news import News, compared
from openssi.batch.request import Request
from openssi.batch.sources import Source
from openssi.batch.spark_sources import Place, places_of, sources
from openssi.batch.spark_tables import Some, parquet
from openssi.batch.staging import Staged, looked_ahead, with_repeated
from openssi.batch.state import State
from openssi.batch.tally import AGAIN, Tally, tally
from openssi.batch.titles import filled
from openssi.engines.spark import Spark
from openssi.tables import SCHEMAS

TOLD = "told"
"""What was told of members: each generation of a state holds it whole."""

_GROWING = ("connections", "activities", "coverage")
"""Tables to which each generation adds."""


@dataclass(kw_only=True)
class Staging:
    """One run's input."""

    request: Request
    spark: Spark
    faulty: dict[str, str] = field(default_factory=dict)
    """Queries for the rows that cannot be used, by the name of their file."""

    def stage(self, folder: Path, clock: Clock) -> tuple[Staged, tuple[str, ...]]:
        """Count and clean what is new of the input, and keep it for the next run.

        ``told``, ``roster``, ``members``, ``connections``, ``activities`` and what is known of
        coverage become relations of all that there is.
        """
        request = self.request
        with clock.stage("Reading the tables"):
            news, places = _given(self.spark.session, request, folder)
            news = replace(news, state=compacting.compacted(news.state, self._laid_together))
            found = sources(self.spark, request.inputs.map, places, request.today)
            tallies = {name: tally(self.spark, one, request.last) for name, one in found.items()}
            self._note_faults(found, tallies)
            found, read = filled(self.spark, found)
            state = replace(looked_ahead(request, tallies, found, news.state), buckets=1)
            again = self._told(found.get("members"), state)
            notes = news.notes(self.spark, found, request)
        if request.keeps:
            with clock.stage("Keeping what was read"):
                state = self._kept(found, news, state)
        with clock.stage("Bringing the tables together"):
            self._together(found, state)
        tallies = with_repeated(tallies, again)
        return Staged(folder=folder, state=state, tallies=tallies, titles=read), notes

    def _note_faults(self, found: Mapping[str, Source], tallies: Mapping[str, Tally]) -> None:
        self.faulty |= {
            table: f"SELECT * FROM ({found[table].rows}) AS judged WHERE fault IS NOT NULL"
            for table, counts in tallies.items()
            if counts.rejected
        }

    def _told(self, source: Source | None, state: State) -> int:
        """Lay what is new beside what was told, each seen once a day; return how many more."""
        columns = (*SCHEMAS["members"].names, *state.peer_groups)
        told = [] if source is None else [(cleaned.good(source.rows), source.columns)]
        if not state.is_new:
            frame = parquet(self.spark.session, [state.folders[-1] / TOLD])
            frame.createOrReplaceTempView("kept_told")
            told.append(("SELECT * FROM kept_told", tuple(frame.columns)))
        self.spark.create("told", cleaned.members(told, columns))
        again = int(self.spark.row(cleaned.TOLD_TWICE)["n"])
        if again:
            self.spark.create("copies", cleaned.copies(columns))
            self.spark.create("told", "SELECT * EXCLUDE (copy) FROM copies WHERE copy = 1")
            self.faulty["members_again"] = (
                f"SELECT * EXCLUDE (copy, number), '{AGAIN}' AS fault FROM copies WHERE copy > 1"
            )
        return again

    def _kept(self, found: Mapping[str, Source], news: News, state: State) -> State:
        """Add what was read to what is kept, in one step; a later run goes on from there."""
        if found:
            state = state.grown()
            folder = state.folders[-1]
            self.spark.keep("SELECT * EXCLUDE (number) FROM told", folder / TOLD)
            for table in found.keys() & {*_GROWING}:
                self.spark.keep(cleaned.good(found[table].rows), folder / table)
        last = max(self.request.last, state.last or self.request.last)
        files = {**state.files, **news.files}
        return replace(state, files=files, map=news.map, last=last).written()

    def _laid_together(self, folders: Sequence[Path], target: Path) -> None:
        for table in _GROWING:
            if kept := _holding(folders, table):
                parquet(self.spark.session, kept).createOrReplaceTempView(f"laid_{table}")
                self.spark.keep(f"SELECT * FROM laid_{table}", target / table)

    def _together(self, found: Mapping[str, Source], state: State) -> None:
        spark, last = self.spark, self.request.taken_to
        scored = cleaned.roster("member_id")
        spark.create("roster", f"SELECT *, member_id AS number FROM ({scored}) AS scored")
        members = "SELECT * FROM told WHERE member_id IN (SELECT member_id FROM roster)"
        spark.create("members", members)
        known, done = (self._rows(table, found, state) for table in ("connections", "activities"))
        spark.create("connections", cleaned.connections(known, last, state.told_of_links))
        spark.create("activities", cleaned.activities(done, last, state.derived))
        if state.has_coverage:
            seen = self._rows("coverage", found, state)
            spark.create("coverage", cleaned.coverage(seen, state.derived))
        else:
            spark.create("occurring", cleaned.occurring("activities", "connections"))

    def _rows(self, table: str, found: Mapping[str, Source], state: State) -> str:
        """The query for all rows of a table that can be used."""
        folders = _holding(state.folders, table)
        if not folders:
            return cleaned.good(found[table].rows)
        parquet(self.spark.session, folders).createOrReplaceTempView(f"kept_{table}")
        return f"SELECT * FROM kept_{table}"


def _holding(folders: Sequence[Path], table: str) -> list[Path]:
    """Return where the generations that have a table hold it."""
    return [kept for folder in folders if (kept := folder / table).is_dir()]


def _given(
    session: SparkSession, request: Request, folder: Path
) -> tuple[News, Mapping[str, Place]]:
    """Return what there is to read: what earlier runs have not, files that are alike once."""
    places = places_of(request.inputs)
    files = {name: place for name, place in places.items() if isinstance(place, tuple)}
    if request.state is not None:
        there = {name: place for name, place in places.items() if isinstance(place, str)}
        news = compared(request, request.state, files, spark_files.of_all(session, there))
        some = {name: Some(address=there[name], files=new) for name, new in news.there.items()}
        return news, {**news.paths, **some}
    once = fingerprints.once(files)
    copies = sum(map(len, files.values())) - sum(map(len, once.values()))
    blank = State(folder=folder, engine="spark")
    return News(state=blank, paths=once, copies=copies), {**places, **once}
