"""What is described, against plain Python on random lives, and against the scored rates."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from lives import AS_OF, tables
from plain import Plain
from plain_conversations import SENT, TALK, Opening, openings, threads
from plain_coverage import days_covered
from plain_life import contacts
from random_lives import MEMBERS, WITHOUT_COVERAGE, random_life

from openssi.describe import describe
from openssi.describe.days import ACTIVE
from openssi.engines import DuckDB
from openssi.methodology import default
from openssi.result import Description, MakeUp, Months, Openings, Replies, Week
from openssi.scoring import explain
from openssi.scoring.frame import Frame
from openssi.scoring.plan import run

RULES = default()
FRAME = Frame(methodology=RULES, as_of=AS_OF)
DAY = dt.timedelta(days=1)
SEEDS = (0, 1, 2, 3, WITHOUT_COVERAGE - 1)
Told = dict[str, tuple[Description, Plain, dict[str, Any]]]


@pytest.fixture(scope="module", params=SEEDS)
def told(request: pytest.FixtureRequest) -> Told:
    """Each member of a random life: described, the plain reference, and the scored evidence."""
    rows = random_life(request.param)
    with DuckDB() as engine:
        run(engine, FRAME, tables(rows), [FRAME.today])
        return {
            name: (
                describe(engine, name, AS_OF, windows=RULES.windows),
                Plain(RULES, rows, name, AS_OF, AS_OF),
                {s.id: s.evidence for s in explain.signals(explain.Day.read(engine, FRAME, name))},
            )
            for name in MEMBERS
        }


def everyone(told: Told) -> Iterable[tuple[Description, Plain]]:
    return ((description, plain) for description, plain, _ in told.values())


def standing(plain: Plain) -> list[dict[str, Any]]:
    return [link for link in plain.life.links.values() if (link["ended_on"] or dt.date.max) > AS_OF]


def seen_days(plain: Plain, *kinds: str) -> set[dt.date]:
    """Days up to the day on which one of the kinds was covered."""
    return days_covered(plain.coverage.rows, kinds, AS_OF)


def check_months(found: Months, dates: Mapping[dt.date, int], seen: set[dt.date]) -> None:
    """Every month told is the sum of its days; None only where nothing was or could be seen."""
    counts: Counter[tuple[int, int]] = Counter()
    for day, times in dates.items():
        counts[day.year, day.month] += times
    months = {(day.year, day.month) for day in seen}
    year, month = found.first.year, found.first.month
    for count in found.counts:
        expected = counts.get((year, month), 0 if (year, month) in months else None)
        assert count == expected, f"{year}-{month}"
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    assert (year, month) == (AS_OF.year, AS_OF.month + 1)
    assert all((y, m) >= (found.first.year, found.first.month) for y, m in {*counts, *months})


def test_the_network_is_the_links_that_stand(told: Told) -> None:
    for found, plain in everyone(told):
        links = standing(plain)
        if not links and not plain.coverage.begun(RULES.signal("connections").measure):
            assert found.network is None
            assert found.connections is None
            continue
        assert found.network is not None
        assert found.connections == found.network.now.people == len(links)
        dates = Counter(link["connected_on"] for link in links if link["connected_on"])
        check_months(found.network.gained, dates, seen_days(plain, "connection"))
        assert found.network.undated == len(links) - dates.total()
        assert found.network.earlier == 0
        years = Counter(day.year for day in dates.elements())
        assert {y.year: y.gained for y in found.network_growth} == years


def test_groups_others_and_unknown_are_everyone(told: Told) -> None:
    for found, plain in everyone(told):
        if found.network is None:
            continue
        new = [x for x in standing(plain) if x["connected_on"] and is_new(x["connected_on"])]
        check_make_up(found.network.now.make_up, standing(plain), new)
        check_make_up(found.network.recent.make_up, new, new)
        assert found.network.recent.people == len(new)


def is_new(day: dt.date) -> bool:
    return (AS_OF - day).days < 90


def check_make_up(
    found: Iterable[MakeUp], links: list[dict[str, Any]], new: list[dict[str, Any]]
) -> None:
    for part in found:
        counts, recent = (
            Counter(x[part.attribute].strip().lower() for x in some if x.get(part.attribute))
            for some in (links, new)
        )
        shown = {group.name.lower(): (group.people, group.recent) for group in part.groups}
        assert shown == {name: (n, recent[name]) for name, n in counts.items()}
        assert part.unknown == len(links) - counts.total()
        assert part.others == part.other_groups == 0


def test_openings_are_those_of_the_reference(told: Told) -> None:
    for found, plain in everyone(told):
        talk = seen_days(plain, "message_sent") & seen_days(plain, "message_received")
        assert (found.conversations is None) == (not talk)
        if found.conversations is None:
            continue
        told_ones = list(openings(plain.life, plain.life.deeds))
        mine = [o for o in told_ones if o.own and not o.inmail]
        check_openings(found.conversations.by_member, mine, both_sides(plain))
        others = [o for o in told_ones if not o.own]
        check_openings(found.conversations.by_others, others, both_sides(plain))
        if found.conversations.by_member_inmail is not None:
            inmails = [o for o in told_ones if o.own and o.inmail]
            received = plain.coverage.covered("message_received") | plain.coverage.covered(
                "inmail_received"
            )
            seen = plain.coverage.covered("inmail_sent") & received
            check_openings(found.conversations.by_member_inmail, inmails, seen)


def both_sides(plain: Plain) -> set[int]:
    """Ages on which messages of both sides were covered, or the member had not joined."""
    covered: set[int] = plain.coverage.covered("message_sent") & plain.coverage.covered(
        "message_received"
    )
    return covered


def is_over(at: dt.datetime, days: int, seen: set[int]) -> bool:
    age = (AS_OF - at.date()).days
    return age >= days and seen.issuperset(range(age - days, age + 1))


def check_openings(found: Openings, expected: list[Opening], seen: set[int]) -> None:
    first = [o for o in expected if not o.again]
    over = [o for o in first if is_over(o.at, RULES.windows.answer_within_days, seen)]
    assert found == Openings(
        opened=len(first),
        decided=len(over),
        answered=sum(o.answered is not None for o in over),
        pending=len(first) - len(over),
        reopened=len(expected) - len(first),
    )


def test_openings_and_turns_are_those_that_are_scored(told: Told) -> None:
    compared = 0
    for found, _, evidence in told.values():
        rate, speed = evidence["reply_rate"], evidence["reply_speed"]
        if found.conversations is None or rate.trials is None:
            continue
        mine, replies = found.conversations.by_member, found.conversations.replies_of_member
        assert (mine.answered, mine.decided, mine.pending) == (
            rate.successes, rate.trials, rate.pending,
        )  # fmt: skip
        assert (replies.turns, replies.pending) == (speed.trials, speed.pending)
        compared += 1
    assert compared


def test_replies_are_timed_on_both_sides(told: Told) -> None:
    for found, plain in everyone(told):
        if found.conversations is None:
            continue
        for own, replies in (
            (False, found.conversations.replies_of_member),
            (True, found.conversations.replies_of_others),
        ):
            check_replies(replies, turns(plain, waiting=own), both_sides(plain))


def turns(plain: Plain, *, waiting: bool) -> list[tuple[dt.datetime, float | None]]:
    """First moments of the turns of the side that waits, with the hours until the answer.

    Where both wrote at one moment, the other side waits, and the member wrote last.
    """
    found = []
    for thread in threads(plain.life, plain.life.deeds):
        sides: defaultdict[dt.datetime, set[bool]] = defaultdict(set)
        for at, own, *_ in thread:
            sides[at].add(own)
        before = None
        for at in sorted(sides):
            if (False not in sides[at]) == waiting and before in {None, not waiting}:
                answers = [t for t, mine, *_ in thread if mine != waiting and t > at]
                hours = (min(answers) - at) / dt.timedelta(hours=1) if answers else None
                found.append((at, hours))
            before = True in sides[at]
    return found


def check_replies(
    found: Replies, turns: list[tuple[dt.datetime, float | None]], seen: set[int]
) -> None:
    limit = RULES.windows.reply_within_days
    over = [hours for at, hours in turns if is_over(at, limit, seen)]
    answered = sorted(hours for hours in over if hours is not None and hours <= limit * 24)
    assert (found.turns, found.pending) == (len(over), len(turns) - len(over))
    assert found.answered == len(answered) == sum(wait.turns for wait in found.waits)
    assert found.median_hours == quantile(answered, 0.5)
    assert found.quarter_hours == quantile(answered, 0.25)
    assert found.three_quarters_hours == quantile(answered, 0.75)
    lower = 0.0
    for wait in found.waits:
        assert wait.turns == sum(lower < hours <= wait.up_to_hours for hours in answered)
        lower = wait.up_to_hours
    assert lower == limit * 24


def quantile(values: list[float], share: float) -> Any:
    """Linear between the two nearest."""
    if not values:
        return None
    place = share * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return pytest.approx(values[low] + (values[high] - values[low]) * (place - low), abs=1e-5)


def dated(plain: Plain, *kinds: str) -> list[dict[str, Any]]:
    return [row for row in plain.life.of(*kinds) if row["occurred_at"]]


def rounded(amount: float) -> int:
    """Half away from zero, as SQL does."""
    return int(amount + 0.5)


def amount(row: Mapping[str, Any]) -> float:
    return 1.0 if row["quantity"] is None else row["quantity"]


def test_hours_of_the_week(told: Told) -> None:
    for found, plain in everyone(told):
        if found.conversations is None:
            continue
        check_week(found.conversations.sent, dated(plain, *SENT))
        check_week(found.conversations.received, dated(plain, *(TALK - SENT)))


def check_week(found: Week, rows: list[dict[str, Any]]) -> None:
    sums: defaultdict[tuple[str, int, int], float] = defaultdict(float)
    for row in rows:
        sums[row["kind"], row["occurred_at"].weekday(), row["occurred_at"].hour] += amount(row)
    expected = [[0] * 24 for _ in range(7)]
    for (_, day, hour), total in sums.items():
        expected[day][hour] += rounded(total)
    assert found.hours == tuple(map(tuple, expected))


def test_different_people_by_month(told: Told) -> None:
    for found, plain in everyone(told):
        if found.conversations is None:
            continue
        people = {
            (row["occurred_at"].date().replace(day=1), row["counterpart_id"])
            for row in contacts(dated(plain, *TALK))
            if row["counterpart_id"]
        }
        seen = seen_days(plain, "message_sent") & seen_days(plain, "message_received")
        check_months(found.conversations.people, Counter(month for month, _ in people), seen)


def by_day(plain: Plain, kind: str) -> dict[dt.date, int]:
    sums: defaultdict[dt.date, float] = defaultdict(float)
    for row in dated(plain, kind):
        sums[row["occurred_at"].date()] += amount(row)
    return {day: rounded(total) for day, total in sums.items()}


def test_the_calendar_and_the_months_hold_what_was_done(told: Told) -> None:
    for found, plain in everyone(told):
        assert found.rhythm is not None
        deeds = {kind: by_day(plain, kind) for kind in ACTIVE}
        first = found.rhythm.first
        expected: defaultdict[dt.date, dict[str, int]] = defaultdict(dict)
        for kind, days in deeds.items():
            for day, times in days.items():
                if day >= first:
                    expected[day][kind] = times
        assert found.rhythm.days == expected
        assert found.rhythm.active_days == len(expected)
        assert (first.weekday(), (AS_OF - first).days // 7) == (0, 52)
        for kind, months in found.rhythm.months.items():
            check_months(months, deeds[kind], seen_days(plain, kind))


def test_runs_have_no_gap_and_none_is_longer(told: Told) -> None:
    for found, plain in everyone(told):
        assert found.rhythm is not None
        done = (row for row in dated(plain, *ACTIVE) if row.get("quantity") != 0)
        active = {row["occurred_at"].date() for row in done}
        run = found.rhythm.longest_run
        assert run is not None
        assert active.issuperset(run.first + n * DAY for n in range(run.length))
        assert (run.last - run.first).days == run.length - 1
        longer = range(run.length + 1)
        assert not any(active.issuperset(day + n * DAY for n in longer) for day in active)
        check_posts(found, plain)


def check_posts(found: Description, plain: Plain) -> None:
    kinds = ("post_published", "article_published")
    weeks = {monday(row["occurred_at"].date()) for row in dated(plain, *kinds)}
    seen = {monday(day) for day in seen_days(plain, *kinds)}
    assert found.rhythm is not None
    calendar = {week for week in seen if week >= found.rhythm.first}
    assert found.rhythm.weeks == len(calendar)
    assert found.rhythm.weeks_with_post == (len(weeks & calendar) if calendar else None)
    run = found.rhythm.longest_post_run
    assert (run is None) == (not weeks)
    if run is not None:
        assert weeks.issuperset(run.first + 7 * n * DAY for n in range(run.length))
        assert (run.last - run.first).days == 7 * run.length - 1


def monday(day: dt.date) -> dt.date:
    return day - day.weekday() * DAY


def test_habits_are_told_where_they_are_seen(told: Told) -> None:
    for found, plain in everyone(told):
        for habit in found.habits:
            rows, seen = plain.life.of(habit.kind), seen_days(plain, habit.kind)
            if not rows and not seen:
                assert (habit.total, habit.months, habit.week) == (None, None, None)
                continue
            days = by_day(plain, habit.kind)
            assert habit.total == sum(days.values())
            assert habit.months is not None
            check_months(habit.months, days, seen)
            if habit.kind == "search_performed":
                assert habit.week is not None
                check_week(habit.week, rows)
