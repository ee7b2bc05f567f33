"""Check-ins: dated, marked as told, the later one believed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openssi.errors import SourceError
from openssi.sources.self_report import QUESTIONS, CheckIn, checked, read
from openssi.tables import AUDIENCE_MEMBER, KINDS

DAY = dt.date(2026, 11, 20)


def check_in(day: dt.date = DAY, number: int = 1, **answers: int) -> CheckIn:
    return CheckIn(number=number, day=day, answers=answers)


def amounts(*checkins: CheckIn) -> dict[tuple[str, str | None, dt.date], float]:
    found: dict[tuple[str, str | None, dt.date], float] = defaultdict(float)
    for row in read(checkins, member_id="in/ana").tables.activities.to_pylist():
        found[row["kind"], row["counterpart_id"], row["occurred_at"].date()] += row["quantity"]
    return dict(found)


def test_a_number_is_spread_over_its_days() -> None:
    told = amounts(check_in(profile_views_90d=180))
    assert set(told.values()) == {2.0}
    days = sorted(day for _, _, day in told)
    assert (days[0], days[-1], len(days)) == (DAY - dt.timedelta(89), DAY, 90)


def test_everything_told_is_marked_as_told() -> None:
    imported = read([check_in(has_photo=1, searches_28d=28, sales_navigator=0)], member_id="in/ana")
    rows = imported.tables.coverage.to_pylist()
    assert {row["status"] for row in rows} == {"self_reported"}
    assert {row["kind"] for row in rows} == {
        "has_photo",
        "search_performed",
        *("advanced_search_performed", "lead_saved", "account_saved", "account_viewed"),
    }


def test_prospects_are_views_of_somebody_of_the_audience() -> None:
    told = amounts(check_in(profiles_viewed_28d=56, prospects_viewed_28d=28))
    assert told["profile_viewed", AUDIENCE_MEMBER, DAY] == 1.0
    assert told["profile_viewed", None, DAY] == 1.0


def test_none_of_the_audience_is_told_too() -> None:
    told = amounts(check_in(profiles_viewed_28d=56, prospects_viewed_28d=0))
    assert told["profile_viewed", AUDIENCE_MEMBER, DAY] == 0.0


def test_where_two_tell_of_the_same_days_the_later_is_believed() -> None:
    earlier = check_in(DAY - dt.timedelta(7), 1, searches_28d=280)
    later = check_in(DAY, 2, searches_28d=0)
    told = amounts(later, earlier)
    assert all(day <= DAY - dt.timedelta(28) for _, _, day in told)
    assert sum(told.values()) == pytest.approx(70)


def test_followers_gained_lie_between_two_check_ins() -> None:
    told = amounts(
        check_in(DAY - dt.timedelta(10), 1, followers=500), check_in(DAY, 2, followers=520)
    )
    gained = {day: n for (kind, _, day), n in told.items() if kind == "follower_gained"}
    assert set(gained.values()) == {2.0}
    assert min(gained) == DAY - dt.timedelta(9)
    assert max(gained) == DAY


@given(st.permutations(range(4)))
def test_the_order_of_check_ins_changes_nothing(order: list[int]) -> None:
    all_of_them = [
        check_in(DAY - dt.timedelta(7 * n), 4 - n, searches_28d=28 * n, followers=100 - n)
        for n in range(4)
    ]
    assert amounts(*(all_of_them[n] for n in order)) == amounts(*all_of_them)


@pytest.mark.parametrize(
    ("given_", "named"),
    [
        ({"has_foto": "yes"}, "has_photo"),
        ({"has_photo": "perhaps"}, "yes nor no"),
        ({"followers": "-3"}, "followers"),
        ({"followers": "1e9"}, "followers"),
        ({"followers": "9" * 400}, "followers"),
        ({"followers": "٣"}, "followers"),
        ({"profiles_viewed_28d": "3", "prospects_viewed_28d": "4"}, "prospects"),
        ({"sales_navigator": "no", "leads_saved_28d": "4"}, "seat"),
    ],
)
def test_every_mistake_is_named(given_: dict[str, str], named: str) -> None:
    with pytest.raises(SourceError) as caught:
        checked(given_)
    assert named in str(caught.value)
    assert caught.value.hint


def test_numbers_are_read_as_people_write_them() -> None:
    assert checked({"followers": "1,234"}) == {"followers": 1234}
    assert checked({"has_photo": "True", "has_banner": "n"}) == {"has_photo": 1, "has_banner": 0}


def test_every_question_tells_something_that_is_scored_or_kept() -> None:
    for question in QUESTIONS:
        assert bool(question.kind) + bool(question.fact) == (question.id != "sales_navigator")
        assert not question.kind or question.kind in KINDS
        assert bool(question.days) == bool(question.kind)
