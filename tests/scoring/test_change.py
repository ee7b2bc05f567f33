"""The parts of a change sum to it, and each thing that changed stands in its own step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lives import AS_OF, PEOPLE, START, Row, Rows, everything_seen, networks, tables

from openssi.engines import DuckDB
from openssi.methodology import default
from openssi.result import Change, ChangeStep, PillarId
from openssi.scoring.change import change
from openssi.scoring.frame import Case, Frame
from openssi.scoring.plan import run
from openssi.scoring.sql import day_number
from openssi.scoring.words import roughly, within
from openssi.scoring.worlds import Between

EXACT = 1e-9
DAY = dt.timedelta(days=1)


def changed(rows: Rows, since: dt.date, until: dt.date = AS_OF, member: str = "m0") -> Change:
    case = Case(
        frame=Frame(methodology=default(), as_of=until), tables=tables(rows), member_id=member
    )
    with DuckDB() as engine:
        between = Between.of(case, day_number(since))
        days = [between.since, case.frame.today]
        run(engine, case.frame, case.tables, days, between.worlds)
        return change(engine, DuckDB, case, between)


def life(*activities: tuple[str, dt.datetime], connections: Iterable[Row] = ()) -> Rows:
    return {
        "members": [{"member_id": "m0", "seen_on": START, "company": "Acme", "positions": 2}],
        "connections": list(connections),
        "activities": [
            {"activity_id": f"a{n}", "member_id": "m0", "kind": kind, "occurred_at": at}
            for n, (kind, at) in enumerate(activities)
        ],
        "coverage": everything_seen("m0"),
    }


def noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12))


def step(told: Change, name: str) -> ChangeStep:
    return next(step for step in told.steps if step.id == name)


def reason(told: Change, name: str, signal: str) -> str:
    return next(moved.reason for moved in step(told, name).signals if moved.id == signal)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(networks(), st.integers(1, 150))
def test_parts_sum_to_the_change_for_any_two_days_and_sources(rows: Rows, days: int) -> None:
    told = changed(rows, AS_OF - days * DAY)
    for pillar, points in told.pillars.items():
        assert sum(s.pillars[pillar] for s in told.steps) == pytest.approx(points, abs=EXACT)
        for part in told.steps:
            signals = sum(s.points for s in part.signals if s.pillar == pillar)
            assert signals + part.adjustments[pillar] == pytest.approx(
                part.pillars[pillar], abs=1e-8
            )
    for part in told.steps:
        assert sum(part.pillars.values()) == pytest.approx(part.total, abs=EXACT)
    if told.points is not None:
        assert told.after is not None
        assert told.before is not None
        assert told.after - told.before == pytest.approx(told.points, abs=1e-6)
        assert sum(s.total for s in told.steps) == pytest.approx(told.points, abs=EXACT)


def test_nothing_done_is_only_time_passing() -> None:
    told = changed(life(("comment_made", noon(AS_OF - 20 * DAY))), AS_OF - 7 * DAY)
    assert step(told, "aged").total < 0
    assert [step(told, s).total for s in ("sources", "activity", "profile")] == [0, 0, 0]
    assert any("comments" in signal.reason for signal in step(told, "aged").signals)


def test_a_deed_of_the_week_is_activity() -> None:
    quiet = life(("comment_made", noon(AS_OF - 20 * DAY)))
    busy = life(
        ("comment_made", noon(AS_OF - 20 * DAY)), ("search_performed", noon(AS_OF - 2 * DAY))
    )
    told = changed(busy, AS_OF - 7 * DAY)
    assert step(told, "activity").total > 0
    assert step(told, "aged").total == pytest.approx(
        step(changed(quiet, AS_OF - 7 * DAY), "aged").total, abs=EXACT
    )
    assert {s.id for s in step(told, "activity").signals} == {"people_searches", "days_active"}


def test_a_profile_fact_seen_in_the_week_is_profile() -> None:
    rows = life()
    rows["members"][0]["skills"] = 1
    rows["members"].append({"member_id": "m0", "seen_on": AS_OF - DAY, "skills": 10})
    told = changed(rows, AS_OF - 7 * DAY)
    assert step(told, "profile").total > 0
    assert step(told, "activity").total == 0


def test_a_new_source_is_a_row_of_its_own() -> None:
    rows = life(("search_performed", noon(AS_OF - 2 * DAY)))
    rows["coverage"] = [r for r in rows["coverage"] if r["kind"] != "search_performed"]
    seen = {"member_id": "m0", "kind": "search_performed", "status": "measured"}
    rows["coverage"].append(seen | {"observed_from": AS_OF - 20 * DAY, "observed_to": AS_OF})
    told = changed(rows, AS_OF - 12 * DAY)
    named = {part.id: {s.id for s in part.signals} for part in told.steps}
    assert "people_searches" in named["sources"]
    assert not any("people_searches" in named[name] for name in ("aged", "activity", "profile"))


def test_a_connection_that_ended_in_the_week_is_activity() -> None:
    ended = [
        {"member_id": "m0", "connection_id": p, "connected_on": START, "ended_on": AS_OF - DAY}
        for p in PEOPLE
    ]
    told = changed(life(connections=ended), AS_OF - 7 * DAY)
    assert step(told, "activity").total < 0
    assert "connections" in {s.id for s in step(told, "activity").signals}


def test_days_that_do_not_compare_have_no_points() -> None:
    rows = life(("comment_made", noon(AS_OF - 20 * DAY)))
    rows["members"] = [{"member_id": "m0", "seen_on": START, "joined_on": AS_OF - 3 * DAY}]
    told = changed(rows, AS_OF - 7 * DAY)
    assert told.points is None
    assert told.before is None
    assert told.note == (
        f"Not measurable on {AS_OF - 7 * DAY}: Professional brand, Find right people, "
        "Engage with insights, Build relationships."
    )


@pytest.mark.parametrize(
    ("day", "words"), [(1, "early"), (10, "early"), (11, "mid"), (20, "mid"), (31, "late")]
)
def test_days_are_named_as_people_do(day: int, words: str) -> None:
    assert roughly(dt.date(2026, 10, day), AS_OF) == f"{words} October"


def test_titles_keep_their_capitals_within_a_sentence() -> None:
    assert [within(t) for t in ("Searches", "InMail response rate", "SSI of others", "A post")] == [
        "searches",
        "InMail response rate",
        "SSI of others",
        "a post",
    ]


def test_pillars_stand_in_their_order() -> None:
    told = changed(life(("comment_made", noon(AS_OF - 20 * DAY))), AS_OF - 7 * DAY)
    order = [pillar for pillar in get_args(PillarId) if pillar in told.pillars]
    assert list(told.pillars) == order


def test_weeks_are_counted_whole() -> None:
    sunday = dt.date(2026, 6, 28)
    posts = [sunday, sunday + DAY, sunday + 3 * DAY]
    told = changed(life(*(("post_published", noon(day)) for day in posts)), sunday - 5 * DAY)
    assert reason(told, "activity", "posting_regularity") == "2 weeks with a post since 24 June"
    assert reason(told, "activity", "days_active") == "3 active days since 24 June"


def test_one_thing_is_said_in_the_singular() -> None:
    told = changed(life(("comment_made", noon(AS_OF - 2 * DAY))), AS_OF - 7 * DAY)
    assert reason(told, "activity", "comments_made") == "1 comment since 14 July"


def test_a_day_of_another_year_is_named_with_it() -> None:
    told = changed(life(("comment_made", noon(AS_OF - 2 * DAY))), dt.date(2025, 12, 28), AS_OF)
    assert "since 29 December 2025" in reason(told, "activity", "comments_made")


def messages(*days: tuple[dt.date, str], kind: str = "message_sent") -> list[Row]:
    return [
        {
            "activity_id": f"m{n}",
            "member_id": "m0",
            "kind": kind,
            "occurred_at": noon(day),
            "counterpart_id": person,
        }
        for n, (day, person) in enumerate(days)
    ]


def test_breadth_counts_people_and_says_whose_fade() -> None:
    rows = life()
    rows["activities"] = messages(
        (AS_OF - 30 * DAY, "p1"),
        (AS_OF - 3 * DAY, "p2"),
        (AS_OF - 2 * DAY, "p2"),
        (AS_OF - DAY, "p3"),
    )
    told = changed(rows, AS_OF - 7 * DAY)
    assert reason(told, "activity", "people_messaged") == "2 people you wrote to since 14 July"
    faded = reason(told, "aged", "people_messaged")
    assert faded == "people you wrote to of mid June are fading"


def test_a_pace_of_ones_own_is_yours() -> None:
    told = changed(life(("comment_made", noon(AS_OF - 20 * DAY))), AS_OF - 7 * DAY)
    assert reason(told, "aged", "comments_made").startswith("your comments of ")
    assert reason(told, "aged", "days_active").startswith("active days of ")


def test_rates_count_what_was_decided() -> None:
    asked = AS_OF - 40 * DAY
    rows = life(connections=[])
    rows["activities"] = messages(
        (asked, "p1"), (asked + DAY, "p2"), (asked - 60 * DAY, "p3"), kind="invitation_sent"
    )
    rows["connections"] = [
        {"member_id": "m0", "connection_id": "p1", "connected_on": AS_OF - 25 * DAY}
    ]
    told = changed(rows, AS_OF - 30 * DAY)
    assert reason(told, "aged", "acceptance_rate") == "2 connection requests fell due"
    decided = reason(told, "activity", "acceptance_rate")
    assert decided == "2 connection requests were decided since 21 June"


def test_what_a_source_shows_is_a_sentence() -> None:
    rows = life(("search_performed", noon(AS_OF - 15 * DAY)))
    for_searches = {"member_id": "m0", "kind": "search_performed", "status": "measured"}
    others = [row for row in rows["coverage"] if row["kind"] != "search_performed"]
    late = for_searches | {"observed_from": AS_OF - 20 * DAY, "observed_to": AS_OF}
    told = changed(rows | {"coverage": [*others, late]}, AS_OF - 12 * DAY)
    assert reason(told, "sources", "people_searches") == "the sources now show searches"


def test_colleagues_are_told_by_the_employer_that_their_points_count_by() -> None:
    """Two came in of the earlier employer, three of the later: then the profile changed."""
    firms = ["Acme"] * 2 + ["Lumen"] * 3
    rows = life(
        connections=[
            {"member_id": "m0", "connection_id": person, "connected_on": AS_OF - 3 * DAY}
            | {"company": firm}
            for person, firm in zip("abcde", firms, strict=True)
        ]
    )
    rows["members"].append({"member_id": "m0", "seen_on": AS_OF - DAY, "company": "Lumen"})
    told = changed(rows, AS_OF - 7 * DAY)
    assert reason(told, "activity", "colleagues").startswith("2 ")
