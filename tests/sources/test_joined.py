"""Sources put together: a deed counts once, the better source wins, and order changes nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from openssi import tables
from openssi.sources.account import Imported
from openssi.sources.joined import joined
from openssi.sources.totals import daily
from openssi.tables import AUDIENCE_MEMBER, Tables

START = dt.date(2026, 10, 1)
DAY = dt.timedelta(days=1)
ME = "in/ana"


def source(
    name: str,
    *,
    coverage: Sequence[tuple[str, int, int, str]] = (),
    totals: Sequence[tuple[str, int, float]] = (),
    deeds: Sequence[tuple[str, str, int]] = (),
    members: Sequence[dict[str, Any]] = (),
    **more: Any,
) -> Imported:
    """Make a source; days count from `START`."""
    activities = [daily(kind, n, START + day * DAY, member_id=ME) for kind, day, n in totals]
    activities += [
        {"activity_id": identity, "member_id": ME, "kind": kind}
        | {"occurred_at": dt.datetime.combine(START + day * DAY, dt.time(9)), "quantity": 1.0}
        for identity, kind, day in deeds
    ]
    rows = [
        {"member_id": ME, "kind": kind, "status": status}
        | {"observed_from": START + first * DAY, "observed_to": START + last * DAY}
        for kind, first, last, status in coverage
    ]
    return Imported(
        source=name,
        kind=more.pop("kind", "x"),
        member_id=ME,
        tables=Tables(
            members=tables.from_rows("members", [{"member_id": ME} | row for row in members]),
            connections=tables.from_rows("connections", []),
            activities=tables.from_rows("activities", activities),
            coverage=tables.from_rows("coverage", rows),
        ),
        seen_to=START + 30 * DAY,
        files=(),
        **more,
    )


ARCHIVE = source(
    "archive", coverage=[("post_published", 0, 30, "measured")], deeds=[("p1", "post_published", 3)]
)


def total(whole: Imported, kind: str) -> float:
    rows = whole.tables.activities.to_pylist()
    return float(sum(row["quantity"] for row in rows if row["kind"] == kind))


def test_what_is_measured_stands_before_what_was_told_and_the_difference_is_said() -> None:
    told = source(
        "check-in",
        coverage=[("search_performed", 0, 9, "self_reported")],
        totals=[("search_performed", day, 5) for day in range(10)],
    )
    counted = source(
        "report",
        coverage=[("search_performed", 4, 9, "measured")],
        totals=[("search_performed", day, 1) for day in range(4, 10)],
    )
    whole = joined([ARCHIVE, told, counted])
    assert total(whole, "search_performed") == 4 * 5 + 6
    spans = [row for row in whole.tables.coverage.to_pylist() if row["kind"] == "search_performed"]
    assert [row["status"] for row in spans] == ["self_reported", "measured"]
    assert any("30" in note and "6" in note and "search performed" in note for note in whole.notes)


def test_deeds_stand_before_totals_that_are_known_as_well() -> None:
    totals = source(
        "totals",
        coverage=[("lead_saved", 0, 9, "measured")],
        totals=[("lead_saved", day, 3) for day in range(10)],
    )
    deeds = source(
        "deeds",
        coverage=[("lead_saved", 0, 9, "measured")],
        deeds=[(f"l{day}", "lead_saved", day) for day in range(10)],
    )
    assert total(joined([ARCHIVE, totals, deeds]), "lead_saved") == 10


def test_reports_that_overlap_count_once() -> None:
    early, late = (
        source(
            "report",
            archive=f"{first}.csv",
            coverage=[("lead_saved", first, first + 9, "estimated")],
            totals=[("lead_saved", first + day, 1) for day in range(10)],
        )
        for first in (0, 5)
    )
    assert total(joined([ARCHIVE, early, late]), "lead_saved") == 15


def test_a_deed_that_two_sources_saw_counts_once() -> None:
    again = source("analytics", deeds=[("p1", "post_published", 3)])
    assert total(joined([ARCHIVE, again]), "post_published") == 1


def test_what_nobody_else_counted_is_kept_without_a_claim() -> None:
    basic = source("archive", coverage=[("comment_made", 0, 30, "measured")])
    top = source("analytics", deeds=[("p9", "post_published", 3)])
    whole = joined([basic, top])
    assert total(whole, "post_published") == 1
    assert "post_published" not in whole.tables.coverage["kind"].to_pylist()


def test_another_network_adds() -> None:
    there = source(
        "mastodon",
        elsewhere=True,
        coverage=[("post_published", 0, 30, "measured")],
        deeds=[("m1", "post_published", 3)],
    )
    assert total(joined([ARCHIVE, there]), "post_published") == 2


def test_a_profile_that_was_seen_stands_before_one_that_was_told() -> None:
    told = source(
        "check-in",
        coverage=[("followers", 3, 3, "self_reported")],
        members=[{"seen_on": START + 3 * DAY, "followers": 10, "has_photo": True}],
    )
    seen = source("analytics", members=[{"seen_on": START + 3 * DAY, "followers": 12}])
    for order in ([ARCHIVE, told, seen], [ARCHIVE, seen, told]):
        (row,) = joined(order).tables.members.to_pylist()
        assert (row["followers"], row["has_photo"]) == (12, True)


def test_what_was_told_of_the_audience_divides_what_a_report_counts() -> None:
    """Of five views a day the member told two; of one view a day, all."""
    views = "profile_viewed"
    told = source("check-in", coverage=[(views, 0, 9, "self_reported")])
    told = replace(told, tables=replace(told.tables, activities=tables.from_rows("activities", [
        daily(views, 2.0, START + day * DAY, member_id=ME, counterpart_id=AUDIENCE_MEMBER)
        for day in range(10)
    ])))  # fmt: skip
    report = source(
        "report",
        coverage=[(views, 0, 9, "estimated")],
        totals=[(views, day, 5.0 if day < 5 else 1.0) for day in range(9)],
    )
    rows = joined([ARCHIVE, told, report]).tables.activities.to_pylist()
    mine = [row for row in rows if row["kind"] == views]
    assert sum(row["quantity"] for row in mine) == 5 * 5 + 4
    theirs = [row["quantity"] for row in mine if row["counterpart_id"] == AUDIENCE_MEMBER]
    assert sorted(theirs) == [1.0] * 4 + [2.0] * 5


def test_one_post_under_two_ids_is_published_once() -> None:
    """A share's id and its activity's id are made a moment apart."""

    def post(name: str, identity: str, moment: dt.datetime) -> Imported:
        bare = source(name)
        row = {"activity_id": f"post:{identity}", "member_id": ME, "kind": "post_published"}
        row |= {"occurred_at": moment, "object_id": identity, "object_at": moment}
        deeds = tables.from_rows("activities", [row])
        return replace(bare, tables=replace(bare.tables, activities=deeds))

    at = dt.datetime(2026, 10, 3, 9, 0, 0)  # noqa: DTZ001 - UTC, as in the tables
    shared = post("shares", "7458194261025673216", at)
    again = post("analytics", "7458194263000000000", at + dt.timedelta(seconds=0.4))
    other = post("analytics", "7458199999000000000", at + dt.timedelta(hours=2))
    assert len(joined([shared, again]).tables.activities) == 1
    assert len(joined([shared, again, other]).tables.activities) == 2


def test_each_number_can_say_where_it_is_from() -> None:
    more = source(
        "report",
        coverage=[("lead_saved", 0, 9, "estimated")],
        totals=[("lead_saved", 1, 1)],
        members=[{"seen_on": START, "followers": 1}],
    )
    origins = joined([ARCHIVE, more]).origins
    assert origins["post_published"] == ("archive",)
    assert origins["lead_saved"] == ("report",)
    assert origins["followers"] == ("report",)


kinds = st.sampled_from(("search_performed", "lead_saved", "message_sent"))
statuses = st.sampled_from(("measured", "estimated", "self_reported"))
days = st.integers(0, 20)


@st.composite
def sources(draw: st.DrawFn, number: int) -> Imported:
    spans = draw(st.lists(st.tuples(kinds, days, st.integers(0, 9), statuses), max_size=3))
    found = draw(st.lists(st.tuples(kinds, days, st.integers(1, 9)), max_size=6))
    return source(
        f"source {number}",
        coverage=[(kind, first, first + length, how) for kind, first, length, how in spans],
        totals=[(kind, day, float(n)) for kind, day, n in dict.fromkeys(found)],
        deeds=draw(st.lists(st.tuples(st.sampled_from("abc"), kinds, days), max_size=3)),
    )


unhurried = settings(deadline=None)
several = st.tuples(*(sources(number) for number in range(3)))


def rows_of(whole: Imported) -> list[list[str]]:
    return [sorted(map(repr, table.to_pylist())) for _, table in whole.tables]


@unhurried
@given(several, st.permutations(range(3)))
def test_the_order_of_sources_changes_nothing(
    found: tuple[Imported, ...], order: list[int]
) -> None:
    one = joined([ARCHIVE, *found])
    other = joined([ARCHIVE, *(found[number] for number in order)])
    assert rows_of(one) == rows_of(other)
    assert one.notes == other.notes


@unhurried
@given(several)
def test_giving_a_source_twice_adds_nothing(found: tuple[Imported, ...]) -> None:
    twice = [*found, *(replace(one, archive="copy") for one in found)]
    assert rows_of(joined([ARCHIVE, *twice])) == rows_of(joined([ARCHIVE, *found]))


@unhurried
@given(several)
def test_coverage_never_overlaps_within_a_kind(found: tuple[Imported, ...]) -> None:
    spans: dict[str, list[tuple[dt.date, dt.date]]] = {}
    for row in joined([ARCHIVE, *found]).tables.coverage.to_pylist():
        spans.setdefault(row["kind"], []).append((row["observed_from"], row["observed_to"]))
    for mine in spans.values():
        mine.sort()
        assert all(before[1] < after[0] for before, after in pairwise(mine))


@unhurried
@given(several)
def test_no_id_counts_twice(found: tuple[Imported, ...]) -> None:
    ids = pa.chunked_array(joined([ARCHIVE, *found]).tables.activities["activity_id"]).to_pylist()
    assert len(ids) == len(set(ids))
