"""What is told but not scored: counts are those of the rows, up to the day and no further."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from openssi.describe import describe
from openssi.engines import DuckDB
from openssi.methodology import default
from openssi.result import Conversations, Description, Network, Rhythm, Streak
from openssi.scoring.frame import Frame
from openssi.scoring.plan import run
from openssi.tables import CONNECTION, Tables, from_rows

AS_OF = dt.date(2026, 6, 30)
NEXT = AS_OF + dt.timedelta(days=1)
BEGIN = dt.date(2020, 1, 1)


def seen(*kinds: str, since: dt.date = BEGIN) -> list[dict[str, Any]]:
    return [
        {"member_id": "o'hara", "kind": kind, "observed_from": since, "observed_to": AS_OF}
        for kind in kinds
    ]


SEEN = seen(CONNECTION)
TALK = seen("message_sent", "message_received")


def described(
    *,
    connections: list[dict[str, Any]] | None = None,
    activities: list[dict[str, Any]] | None = None,
    coverage: list[dict[str, Any]] | None = None,
    joined: dt.date | None = None,
) -> Description:
    mine = {"member_id": "o'hara"}
    tables = Tables(
        members=from_rows("members", [mine | {"seen_on": AS_OF, "joined_on": joined}]),
        connections=from_rows("connections", [mine | row for row in connections or []]),
        activities=from_rows("activities", [mine | row for row in activities or []]),
        coverage=from_rows("coverage", coverage or []),
    )
    with DuckDB() as engine:
        frame = Frame(methodology=default(), as_of=AS_OF)
        run(engine, frame, tables, [frame.today])
        return describe(engine, "o'hara", AS_OF, windows=frame.methodology.windows)


def link(
    person: str, on: dt.date | None, seniority: str | None = None, **more: Any
) -> dict[str, Any]:
    return {"connection_id": person, "connected_on": on, "seniority": seniority, **more}


def deed(kind: str, day: dt.date, number: str | None = None) -> dict[str, Any]:
    at = dt.datetime.combine(day, dt.time(23, 59))
    return {"kind": kind, "occurred_at": at, "activity_id": number}


def test_nothing_seen_is_unknown_and_nothing_there_is_zero() -> None:
    unseen = described()
    assert (unseen.connections, unseen.decision_makers, unseen.network) == (None, None, None)
    assert (unseen.conversations, unseen.rhythm) == (None, None)
    assert all(habit.total is None for habit in unseen.habits)
    assert (unseen.first_day, unseen.last_active_day, unseen.kinds) == (None, None, {})
    none = described(coverage=SEEN)
    assert (none.connections, none.decision_makers) == (0, 0)


def test_connections_are_people_who_still_stand_on_the_day() -> None:
    found = described(
        connections=[
            link("a", dt.date(2024, 5, 1), "director"),
            link("a", dt.date(2024, 5, 1), "director"),
            link("b", dt.date(2025, 5, 1), "entry"),
            link("c", None, "owner_partner"),
            link("gone", dt.date(2024, 1, 1), "vp", ended_on=dt.date(2025, 1, 1)),
            link("later", NEXT, "vp"),
        ]
    )
    assert found.connections == 3
    assert found.decision_makers == 2
    assert [(y.year, y.gained) for y in found.network_growth] == [(2024, 1), (2025, 1)]
    assert found.first_day == dt.date(2024, 1, 1)


def test_decision_makers_are_unknown_where_no_title_is() -> None:
    found = described(connections=[link("a", AS_OF), link("b", AS_OF)])
    assert (found.connections, found.decision_makers) == (2, None)


def test_kinds_are_counted_up_to_the_day_each_id_once() -> None:
    found = described(
        activities=[
            deed("comment_made", dt.date(2026, 1, 2), "one"),
            deed("comment_made", dt.date(2026, 1, 2), "one"),
            deed("comment_made", dt.date(2026, 1, 3)),
            deed("comment_made", dt.date(2026, 1, 3)),
            deed("post_viewed", AS_OF, "two"),
            deed("comment_made", NEXT, "late"),
        ]
    )
    assert found.kinds == {"comment_made": 3, "post_viewed": 1}
    assert found.first_day == dt.date(2026, 1, 2)


@pytest.mark.parametrize("kind", ["invitation_sent", "message_received", "post_viewed"])
def test_only_deeds_of_ones_own_make_a_day_active(kind: str) -> None:
    found = described(activities=[deed("vote_cast", dt.date(2026, 3, 4)), deed(kind, AS_OF)])
    assert found.last_active_day == dt.date(2026, 3, 4)


def test_another_members_rows_are_left_out() -> None:
    found = described(
        connections=[link("x", AS_OF, member_id="other")],
        activities=[{**deed("comment_made", AS_OF), "member_id": "other"}],
        coverage=[{**SEEN[0], "member_id": "other"}],
    )
    assert (found.connections, found.kinds) == (None, {})


def network(*connections: dict[str, Any]) -> Network:
    found = described(connections=list(connections), coverage=SEEN).network
    assert found is not None
    return found


def test_who_leaves_on_the_day_stands_no_more() -> None:
    found = network(
        link("a", BEGIN, ended_on=AS_OF), link("b", BEGIN, ended_on=NEXT), link("c", BEGIN)
    )
    assert found.now.people == 2


def test_the_recent_are_those_of_the_last_ninety_days() -> None:
    day = AS_OF - dt.timedelta(days=89)
    found = network(link("a", day, "vp"), link("b", day - dt.timedelta(days=1)), link("c", None))
    assert (found.recent_days, found.recent.people, found.recent.decision_makers) == (90, 1, 1)
    assert found.undated == 1


def test_only_the_largest_groups_are_listed_and_the_others_are_counted() -> None:
    people = [link(f"{n}-{k}", BEGIN, company=f"Company {n:02}") for n in range(15) for k in (1, 2)]
    people += [link("x", BEGIN, company=" company 14 "), link("y", BEGIN)]
    companies = next(p for p in network(*people).now.make_up if p.attribute == "company")
    assert (companies.groups[0].name, companies.groups[0].people) in {
        ("company 14", 3), ("Company 14", 3),
    }  # fmt: skip
    assert [g.name for g in companies.groups[1:]] == [f"Company {n:02}" for n in range(11)]
    assert (companies.other_groups, companies.others, companies.unknown) == (3, 6, 1)


def test_levels_stand_from_the_highest_and_unknown_is_no_group() -> None:
    found = network(link("a", BEGIN, "entry"), link("b", BEGIN, "cxo"), link("c", BEGIN))
    levels = found.now.make_up[0]
    assert [group.name for group in levels.groups] == ["cxo", "entry"]
    assert levels.unknown == 1
    assert all(part.unknown == 3 for part in found.now.make_up[1:])


def test_a_network_older_than_twenty_years_keeps_its_size() -> None:
    found = described(connections=[link("a", dt.date(1999, 1, 1)), link("b", AS_OF)])
    assert found.network is not None
    assert len(found.network.gained.counts) == 240
    assert (found.network.earlier, found.network.gained.counts[-1]) == (1, 1)
    assert [(y.year, y.gained) for y in found.network_growth] == [(1999, 1), (2026, 1)]


def message(kind: str, at: str, person: str | None = "p", **more: Any) -> dict[str, Any]:
    return {
        "kind": kind, "occurred_at": dt.datetime.fromisoformat(at), "counterpart_id": person,
        **more,
    }  # fmt: skip


def conversations(*rows: dict[str, Any], **more: Any) -> Conversations:
    found = described(activities=list(rows), coverage=TALK, **more).conversations
    assert found is not None
    return found


def test_an_answer_counts_to_the_last_moment_of_its_window() -> None:
    asked = message("message_sent", "2026-05-01T10:00")
    in_time = conversations(asked, message("message_received", "2026-05-15T10:00"))
    late = conversations(asked, message("message_received", "2026-05-15T10:01"))
    assert (in_time.by_member.answered, in_time.by_member.decided) == (1, 1)
    assert (late.by_member.answered, late.by_member.decided) == (0, 1)


def test_silence_of_ninety_days_reopens_and_does_not_open() -> None:
    found = conversations(
        message("message_received", "2026-01-01T10:00"),
        message("message_sent", "2026-04-01T10:00"),
        message("message_sent", "2026-06-30T10:01"),
    )
    assert (found.by_others.opened, found.by_member.opened) == (1, 0)
    assert (found.by_others.reopened, found.by_member.reopened) == (0, 1)


def test_what_was_not_seen_to_its_end_is_pending_and_what_lies_before_joining_is_not() -> None:
    asked = message("message_sent", "2026-03-01T10:00")
    late = {"coverage": seen("message_sent", "message_received", since=dt.date(2026, 3, 5))}
    unseen = described(activities=[asked], **late).conversations
    joined = described(activities=[asked], joined=dt.date(2026, 3, 5), **late).conversations
    assert unseen is not None
    assert joined is not None
    assert (unseen.by_member.pending, unseen.by_member.decided) == (1, 0)
    assert (joined.by_member.pending, joined.by_member.decided) == (0, 0)


def test_groups_write_at_some_hour_but_open_no_conversation() -> None:
    found = conversations(message("message_sent", "2026-06-29T23:59", None))  # a Monday
    assert (found.by_member.opened, found.sent.hours[0][23]) == (0, 1)
    assert sum(found.people.counts[n] or 0 for n in range(len(found.people.counts))) == 0


def test_an_answer_is_timed_from_the_first_message_of_a_turn() -> None:
    found = conversations(
        message("message_received", "2026-05-01T10:00"),
        message("message_received", "2026-05-01T11:00"),
        message("message_sent", "2026-05-01T13:00"),
    )
    assert (found.replies_of_member.median_hours, found.replies_of_member.turns) == (3, 1)
    assert (found.replies_of_others.median_hours, found.replies_of_others.answered) == (None, 0)


def test_no_conversations_where_one_side_is_not_seen() -> None:
    sent = [message("message_sent", "2026-05-01T10:00")]
    assert described(activities=sent, coverage=seen("message_sent")).conversations is None


def rhythm(*days: dt.date, kind: str = "post_published", **more: Any) -> Rhythm:
    found = described(
        activities=[deed(kind, day) for day in days], coverage=seen("post_published", **more)
    ).rhythm
    assert found is not None
    return found


def test_the_calendar_begins_on_a_monday_and_ends_on_the_day() -> None:
    found = rhythm(AS_OF, dt.date(2025, 6, 30), dt.date(2025, 6, 29))
    assert found.first == dt.date(2025, 6, 30)
    assert list(found.days) == [dt.date(2025, 6, 30), AS_OF]
    assert (found.active_days, found.weeks, found.weeks_with_post) == (2, 53, 2)


def test_the_latest_of_equal_runs_is_told() -> None:
    first, last = dt.date(2024, 2, 28), dt.date(2026, 6, 29)
    found = rhythm(first, dt.date(2024, 2, 29), last, AS_OF)
    assert found.longest_run == Streak(length=2, first=last, last=AS_OF)
    assert found.longest_post_run == Streak(
        length=1, first=dt.date(2026, 6, 29), last=dt.date(2026, 7, 5)
    )


def test_posts_not_seen_are_unknown() -> None:
    found = described(
        activities=[deed("vote_cast", AS_OF)], coverage=seen("vote_cast", since=AS_OF)
    ).rhythm
    assert found is not None
    assert (found.weeks, found.weeks_with_post, found.longest_post_run) == (0, None, None)
    assert found.observed == {"vote_cast": AS_OF}


def test_a_month_without_coverage_is_unknown_and_one_with_it_is_zero() -> None:
    found = described(
        activities=[deed("search_performed", dt.date(2026, 3, 9))],
        coverage=seen("search_performed", since=dt.date(2026, 5, 31)),
    )
    habit = next(h for h in found.habits if h.kind == "search_performed")
    assert habit.months is not None
    assert habit.months.first == dt.date(2026, 3, 1)
    assert (habit.total, habit.months.counts) == (1, (1, None, 0, 0))


def test_totals_of_a_source_count_as_they_are() -> None:
    row = {**deed("search_performed", AS_OF), "quantity": 12.0}
    found = described(activities=[row], coverage=seen("search_performed"))
    assert found.kinds == {"search_performed": 12}
    assert found.habits[0].total == 12
