"""A change sums for any two days and any two sets of sources, and its ends are the scores."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest
from lives import AS_OF, START, tables
from random_lives import MEMBERS, Rows, random_life
from runs import scored

from openssi import pipeline
from openssi.engines import DuckDB
from openssi.methodology import default, fingerprint
from openssi.result import Change, MethodologyRef, Pillar, PillarId, Result
from openssi.scoring.change import change
from openssi.scoring.frame import Case, Frame
from openssi.scoring.plan import run
from openssi.scoring.revision import revision
from openssi.scoring.sql import day_number
from openssi.scoring.worlds import Between
from openssi.tables import CONNECTION, KINDS

EXACT = 1e-9
SEEDS = range(30, 37)


def cut(seed: int) -> tuple[str, dt.date, dt.date]:
    """A member and two days in order."""
    chance = random.Random(seed)  # noqa: S311 - data for a test
    since, until = sorted(chance.sample(range(20, (AS_OF - START).days + 1), 2))
    first, last = (START + dt.timedelta(days=number) for number in (since, until))
    return chance.choice(MEMBERS), first, last


def half_of(rows: Rows, seed: int) -> Rows:
    """What another set of sources shows: some kinds, in the activities and what was seen."""
    chance = random.Random(seed)  # noqa: S311 - the same
    kinds = set(chance.sample((*KINDS, CONNECTION), 30))
    shown = {
        name: [row for row in rows[name] if row["kind"] in kinds]
        for name in ("activities", "coverage")
    }
    return rows | shown | ({} if CONNECTION in kinds else {"connections": []})


def changed(rows: Rows, member: str, since: dt.date, until: dt.date) -> Change:
    case = Case(
        frame=Frame(methodology=default(), as_of=until), tables=tables(rows), member_id=member
    )
    with DuckDB() as engine:
        between = Between.of(case, day_number(since))
        run(engine, case.frame, case.tables, [between.since, case.frame.today], between.worlds)
        return change(engine, DuckDB, case, between)


@pytest.fixture(scope="module", params=SEEDS)
def told(request: Any) -> Change:
    return changed(random_life(request.param), *cut(request.param))


@pytest.mark.parametrize("seed", SEEDS[:2])
def test_its_ends_are_the_scores_of_the_days(seed: int) -> None:
    rows, (member, since, until) = random_life(seed), cut(seed)
    found = changed(rows, member, since, until)
    totals = scored(rows, days=(since, until)).totals
    assert found.before == totals.get((member, since))
    assert found.after == totals.get((member, until))


def test_every_step_and_signal_sums(told: Change) -> None:
    for pillar, points in told.pillars.items():
        assert sum(step.pillars[pillar] for step in told.steps) == pytest.approx(points, abs=EXACT)
    for step in told.steps:
        assert step.total == pytest.approx(sum(step.pillars.values()), abs=EXACT)
        for pillar, points in step.pillars.items():
            signals = sum(one.points for one in step.signals if one.pillar == pillar)
            assert signals + step.adjustments[pillar] == pytest.approx(points, abs=1e-8)
    if told.points is not None and told.before is not None and told.after is not None:
        assert sum(step.total for step in told.steps) == pytest.approx(told.points, abs=EXACT)
        assert told.after - told.before == pytest.approx(told.points, abs=1e-6)


def test_every_signal_that_moved_has_a_reason(told: Change) -> None:
    for step in told.steps:
        names = [one.id for one in step.signals]
        assert len(names) == len(set(names))
        assert all(one.reason and one.points for one in step.signals)
        sizes = [abs(one.points) for one in step.signals]
        assert sizes == sorted(sizes, reverse=True)


def scores_on(rows: Rows, member: str, since: dt.date, until: dt.date) -> dict[PillarId, float]:
    """Each measurable pillar of the earlier day, by what is known on the later."""
    pillars = scored(rows, days=(since, until)).pillars
    found = {p.id: pillars.get((member, p.id, since)) for p in default().pillars}
    return {name: row["score"] for name, row in found.items() if row and row["score"] is not None}


def earlier_result(rows: Rows, member: str, day: dt.date) -> Result:
    return pipeline.score_tables(tables(rows), member_id=member, as_of=day, methodology=default())


@pytest.mark.parametrize("seed", [30, 33])
def test_an_earlier_result_of_other_sources_sums_with_its_revision(seed: int) -> None:
    rows, (_, since, until) = random_life(seed), cut(seed)
    then = earlier_result(half_of(rows, seed), MEMBERS[0], since)
    told = changed(rows, MEMBERS[0], since, until)
    now = scores_on(rows, MEMBERS[0], since, until)
    revised = revision(then, told, now, reference())
    for pillar in scored_pillars(then.pillars):
        if pillar.id in now:
            assert pillar.score is not None
            assert pillar.score + revised.pillars[pillar.id] == pytest.approx(
                now[pillar.id], abs=EXACT
            )
    if revised.points is not None and told.points is not None:
        assert then.total is not None
        assert told.after is not None
        assert then.total + revised.points + told.points == pytest.approx(told.after, abs=1e-5)


def scored_pillars(pillars: tuple[Pillar, ...]) -> list[Pillar]:
    return [pillar for pillar in pillars if pillar.score is not None]


def reference() -> MethodologyRef:
    rules = default()
    return MethodologyRef(
        id=rules.id,
        version=rules.version,
        title=rules.title,
        audience=rules.audience.label,
        fingerprint=fingerprint(rules),
    )
