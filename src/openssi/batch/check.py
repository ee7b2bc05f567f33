"""What a run would make of its input, from a sample of the members."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from openssi.batch import bucket, fingerprints
from openssi.batch.bucket import Aside
from openssi.batch.by_bucket import engine
from openssi.batch.request import Request
from openssi.batch.sources import Source, paths_of, sources
from openssi.batch.staging import Staged, stage
from openssi.batch.state import State
from openssi.batch.tally import Tally
from openssi.batch.titles import Titles
from openssi.engines.on_disk import OnDisk, Session, files
from openssi.scoring.frame import Frame
from openssi.scoring.sql import union

SAMPLE: Final = 2_000
"""Members that are looked at."""

_OTHER_SIDE: Final = {"connections": "connection_id", "activities": "counterpart_id"}


@dataclass(frozen=True, kw_only=True)
class CheckedSignal:
    """One signal in the sample."""

    title: str
    observed: float
    """Share of the members in whose data it is observed."""
    points: float | None
    """Mean of the points that it gives them; None where it gives none to anybody."""


@dataclass(frozen=True, kw_only=True)
class CheckedPillar:
    """One pillar in the sample."""

    title: str
    measurable: float
    """Share of the members in whose data it can be measured."""
    mean: float | None
    """Mean of their scores."""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What the sample shows."""

    members: int
    origins: Mapping[str, Mapping[str, str]]
    """By table: canonical column to the column that it comes from."""
    tallies: Mapping[str, Tally]
    titles: Titles
    derived: tuple[str, ...]
    """Kinds that are derived from the other side's."""
    pillars: tuple[CheckedPillar, ...]
    signals: tuple[CheckedSignal, ...]


def check(request: Request, steps: Callable[[str], object]) -> Checked:
    """Score a sample of the members on the last day, and write nothing that stays.

    Args:
        request: What a run would be asked for.
        steps: Told the name of each step as it begins.

    Raises:
        OpenSSIError: The input cannot be used.
    """
    with (
        TemporaryDirectory(prefix="openssi-") as name,
        engine(request, Path(name)) as database,
        database.session() as session,
    ):
        steps("Reading a sample")
        paths = fingerprints.once(paths_of(request.inputs))
        given = sources(session, request.inputs, paths, request.today)
        sampled = _sample(session, given)
        alone = replace(request, state=None)
        blank = State(folder=Path(name))
        staged = stage(session, sampled, alone, Path(name) / "input", blank)
        steps("Scoring the sample")
        return _checked(request, database, session, sampled, staged)


def _sample(session: Session, given: Mapping[str, Source]) -> dict[str, Source]:
    """Cut the tables down to some members, chosen by a hash, with both sides of what they did."""
    session.share(
        "sampled",
        f"SELECT member_id FROM ({given['members'].rows}) WHERE member_id IS NOT NULL "
        f"GROUP BY member_id ORDER BY HASH(member_id), member_id LIMIT {SAMPLE}",
    )
    return {
        table: replace(source, rows=f"SELECT * FROM ({source.rows}) WHERE {_wanted(table)}")
        for table, source in given.items()
    }


def _wanted(table: str) -> str:
    names = ("member_id", *([_OTHER_SIDE[table]] if table in _OTHER_SIDE else []))
    listed = (f"{name} IN (SELECT member_id FROM sampled)" for name in names)
    return " OR ".join(("member_id IS NULL", *listed))


def _checked(
    request: Request,
    database: OnDisk,
    session: Session,
    sampled: Mapping[str, Source],
    staged: Staged,
) -> Checked:
    frame = request.frame(request.last)
    folder = staged.folder.parent
    aside = Aside(
        scores=folder / "scores",
        links=folder / "links",
        signals=folder / "signals",
        how="long",
        network=request.network,
    )
    bucket.know_everyone(session, frame, staged)
    for number in range(staged.buckets):
        bucket.score(database, frame, staged, number, aside)
    members, pillars = _pillars(session, frame, aside)
    return Checked(
        members=members,
        origins={table: source.origins for table, source in sampled.items()},
        tallies=staged.tallies,
        titles=staged.titles,
        derived=tuple(sorted(staged.state.derived.values())),
        pillars=pillars,
        signals=_signals(session, frame, aside),
    )


def _pillars(session: Session, frame: Frame, aside: Aside) -> tuple[int, tuple[CheckedPillar, ...]]:
    rows = files(sorted(aside.scores.glob("*.parquet")))
    given = frame.methodology.pillars
    each = union(
        f"SELECT '{pillar.id}' AS id, COUNT(*) AS members, COUNT({pillar.id}) AS measurable, "
        f"AVG({pillar.id}) AS mean FROM {rows}"
        for pillar in given
    )
    found = {row["id"]: row for row in session.fetch(each).to_pylist()}
    members = int(found[given[0].id]["members"])
    return members, tuple(
        CheckedPillar(
            title=pillar.title,
            measurable=found[pillar.id]["measurable"] / members if members else 0.0,
            mean=found[pillar.id]["mean"],
        )
        for pillar in given
    )


def _signals(session: Session, frame: Frame, aside: Aside) -> tuple[CheckedSignal, ...]:
    rows = files(sorted(aside.signals.glob("*.parquet")))
    found = session.fetch(f"""
SELECT signal, AVG(points) AS points,
  AVG(CASE WHEN status IN ('not_observed', 'not_applicable') THEN 0.0 ELSE 1.0 END) AS observed
FROM {rows} GROUP BY signal""").to_pylist()
    by_id = {row["signal"]: row for row in found}
    return tuple(
        CheckedSignal(
            title=rule.title,
            observed=by_id[rule.id]["observed"] if rule.id in by_id else 0.0,
            points=by_id[rule.id]["points"] if rule.id in by_id else None,
        )
        for rule in frame.methodology.signals
    )
