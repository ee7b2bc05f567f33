"""Every measure against the plain reference: random small networks, and rules of one's own."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lives import AS_OF, networks, tables
from plain import Plain
from random_lives import random_life
from runs import scored

from openssi.methodology import Audience, Methodology, default
from openssi.methodology.measures import Breadth, Flow, Mean, Rate, Regularity
from openssi.methodology.model import SignalRule, Windows

DAYS = [AS_OF - dt.timedelta(days=back) for back in (40, 7, 0)]
Rows = dict[str, list[dict[str, Any]]]


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(networks())
def test_measures_agree_with_the_plain_reference(rows: Rows) -> None:
    check(rows, default())


def check(rows: Rows, rules: Methodology) -> int:
    """Compare every value and status; return how many values were known."""
    run, known = scored(tables(rows), days=DAYS, methodology=rules), 0
    for member in {row["member_id"] for row in rows["members"]}:
        for day in DAYS:
            plain = Plain(rules, rows, member, day, AS_OF)
            if not plain.is_member:
                continue
            for rule in rules.signals:
                row, value = run.signals[member, rule.id, day], plain.value(rule)
                where = f"{rule.id} of {member} on {day}: {row['value']} is not {value}"
                assert row["status"] == plain.status(rule, value), where
                assert agree(row["value"], value), where
                known += value is not None
    return known


def agree(found: float | None, expected: float | None) -> bool:
    """Whether two values are the same."""
    if found is None or expected is None:
        return found is expected
    return found == pytest.approx(expected, rel=1e-9, abs=1e-9)


def of(signal: str, name: str, **changed: object) -> SignalRule:
    """A signal of the shipped methodology under another name, with some things changed."""
    return default().signal(signal).model_copy(update={"id": name, **changed})


VARIANTS = (
    of("comments_made", "quick_comments", half_life_days=10.0),
    of("connection_growth", "quick_growth", half_life_days=25.0),
    of("people_messaged", "quick_breadth", half_life_days=12.0),
    of("reply_rate", "quick_replies", half_life_days=15.0),
    of(
        "sharing",
        "early_words",
        measure=Flow(
            type="flow",
            kinds=("comment_made", "profile_viewed"),
            with_text=("comment_made",),
            within_hours=1.5,
            audience=True,
        ),
    ),
    of(
        "groups",
        "weeks_of_writing",
        measure=Regularity(type="regularity", kinds=("message_sent",), per="week"),
    ),
    of(
        "follows",
        "days_of_reading",
        measure=Regularity(
            type="regularity", kinds=("message_received", "profile_viewed"), per="day"
        ),
    ),
    of(
        "engager_breadth",
        "people_heard",
        measure=Breadth(type="breadth", kinds=("message_received",)),
    ),
    of(
        "reply_rate",
        "replies_of_targets",
        measure=Rate(type="rate", trials="openings", k=2, audience=True),
    ),
    of(
        "inmail_response_rate",
        "inmails_to_targets",
        measure=Rate(type="rate", trials="inmails", k=1, audience=True),
    ),
    of(
        "engagement_per_post",
        "heard_per_message",
        measure=Mean(type="mean", kinds=("message_received",), occasions=("message_sent",), k=1),
    ),
)
"""Measures that the shipped methodology does not have, or has with other numbers."""

STRICT = default().model_copy(
    update={
        "id": "strict",
        "half_life_days": 20.0,
        "observed_floor": 0.5,
        "breadth_observed_floor": 0.9,
        "windows": Windows(
            reopen_after_days=10, answer_within_days=5, accept_within_days=45, reply_within_days=3
        ),
    }
)

AUDIENCES = (
    Audience(label="Words", titles=("Technology Officer", "director")),
    Audience(label="Places", companies=("ACME",)),
    Audience(label="Both", seniorities=("vp", "cxo", "manager"), functions=("sales",)),
    Audience(label="Field", industries=("Retail ",), titles=("cto", "clerk")),
)


@pytest.mark.parametrize("seed", [10, 13])
def test_other_measures_agree_too(seed: int) -> None:
    known = check(random_life(seed), default().model_copy(update={"signals": VARIANTS}))
    assert known > 50


def test_other_windows_and_floors_agree_too() -> None:
    assert check(random_life(11), STRICT) > 100


@pytest.mark.parametrize("audience", AUDIENCES, ids=lambda audience: audience.label)
def test_other_audiences_agree_too(audience: Audience) -> None:
    asking = ("target_", "prospect_", "decision_")
    signals = tuple(rule for rule in default().signals if rule.id.startswith(asking))
    rules = default().model_copy(update={"signals": signals, "audience": audience})
    assert check(random_life(12), rules) > 10
