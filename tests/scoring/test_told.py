"""What was told, and totals: they count for what they say, and for no more."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from lives import AS_OF, START, everything_seen
from runs import scored

from openssi.sources.totals import daily
from openssi.tables import AUDIENCE_MEMBER

DAY = dt.timedelta(days=1)
ME = "m0"


def rows(
    activities: list[dict[str, Any]], coverage: list[dict[str, Any]] | None = None, **facts: Any
) -> dict[str, Any]:
    return {
        "members": [{"member_id": ME, "seen_on": AS_OF, **facts}],
        "connections": [],
        "activities": activities,
        "coverage": everything_seen(ME) if coverage is None else coverage,
    }


def totals(kind: str, quantity: float, *, to: str | None = None) -> list[dict[str, Any]]:
    days = range((AS_OF - START).days + 1)
    return [daily(kind, quantity, START + n * DAY, member_id=ME, counterpart_id=to) for n in days]


def told(kind: str, status: str = "self_reported") -> dict[str, Any]:
    span = {"observed_from": START, "observed_to": AS_OF}
    return {"member_id": ME, "kind": kind, "status": status, **span}


def test_a_total_spread_over_days_makes_none_of_them_active() -> None:
    run = scored(rows(totals("search_performed", 3.0)))
    assert run.value(ME, "people_searches") == pytest.approx(21, rel=0.01)
    assert run.value(ME, "days_active") == 0


def test_a_count_of_active_days_does() -> None:
    run = scored(rows(totals("search_performed", 3.0) + totals("active_day", 0.5)))
    assert run.value(ME, "days_active") == pytest.approx(3.5, rel=0.01)


def test_views_of_somebody_of_the_audience_count_without_a_name() -> None:
    views = totals("profile_viewed", 2.0) + totals("profile_viewed", 1.0, to=AUDIENCE_MEMBER)
    run = scored(rows(views, [told("profile_viewed")]))
    assert run.value(ME, "profile_views_made") == pytest.approx(21, rel=0.01)
    assert run.value(ME, "prospect_views") == pytest.approx(7)
    assert run.signals[ME, "prospect_views", AS_OF]["status"] == "self_reported"


def test_none_of_the_audience_is_known_to_be_none() -> None:
    views = totals("profile_viewed", 2.0) + totals("profile_viewed", 0.0, to=AUDIENCE_MEMBER)
    run = scored(rows(views, [told("profile_viewed")]))
    assert run.value(ME, "prospect_views") == 0
    silent = scored(rows(totals("profile_viewed", 2.0), [told("profile_viewed")]))
    assert silent.value(ME, "prospect_views") is None


def test_a_profile_fact_that_was_told_marks_what_rests_on_it() -> None:
    facts = {"has_photo": True, "positions": 3}
    seen = scored(rows([], [told("search_performed")], **facts))
    said = scored(rows([], [told("search_performed"), told("has_photo")], **facts))
    key = (ME, "profile_completeness", AS_OF)
    assert seen.signals[key]["status"] == "measured"
    assert said.signals[key]["status"] == "self_reported"
    assert said.signals[key]["value"] == seen.signals[key]["value"]
