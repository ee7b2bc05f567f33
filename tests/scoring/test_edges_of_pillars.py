"""The edges of a pillar: the floor under it, what it does not have, and how far it can reach."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from lives import AS_OF, tables
from runs import Rows, deed, explained, member, scored, seen

from openssi import pipeline
from openssi.methodology import Methodology, default
from openssi.methodology.measures import Rate
from openssi.methodology.model import SignalRule
from openssi.result import PillarId, Result, Status
from openssi.tables import CONNECTION, FACTS, KINDS

DAY = dt.timedelta(days=1)
PILLAR: PillarId = "build_relationships"
PENALTY = 6.0


def only(*rules: SignalRule) -> Methodology:
    """A methodology of these signals in one pillar; the others have reactions alone."""
    others: tuple[PillarId, ...] = (
        "professional_brand",
        "find_right_people",
        "engage_with_insights",
    )
    given = tuple(rule.model_copy(update={"pillar": PILLAR}) for rule in rules)
    fillers = tuple(
        default()
        .signal("reactions_given")
        .model_copy(update={"id": f"filler_{number}", "pillar": pillar, "weight": 25.0})
        for number, pillar in enumerate(others)
    )
    return default().model_copy(update={"signals": (*given, *fillers)})


def rule(signal: str, weight: float, *, tier: str = "base", penalty: float = 0.0) -> SignalRule:
    """A shipped signal with another weight, tier and penalty."""
    own = default().signal(signal)
    changed = {"weight": weight, "tier": tier}
    if isinstance(own.measure, Rate):
        changed |= {"curve": own.curve.model_copy(update={"penalty": penalty})}
    return own.model_copy(update=changed)


ASKED = rule("acceptance_rate", 10, penalty=PENALTY)
COMMENTS = rule("comments_made", 15)
BONUS = rule("leads_saved", 5, tier="bonus")


def ignored_requests(count: int) -> list[dict[str, Any]]:
    days = [AS_OF - (40 + n % 5) * DAY for n in range(count)]
    return [deed("m", "invitation_sent", d, counterpart_id=f"p{n}") for n, d in enumerate(days)]


def life(*kinds: str, activities: Any = (), absent: tuple[str, ...] = ()) -> Rows:
    barred = seen("m", *absent, status="not_applicable")
    return {
        "members": [member("m")],
        "connections": [],
        "activities": list(activities),
        "coverage": [*seen("m", *(kind for kind in kinds if kind not in absent)), *barred],
    }


REQUESTS = ("invitation_sent", CONNECTION)


def pillar_of(rows: Rows, rules: Methodology) -> dict[str, Any]:
    return scored(rows, methodology=rules).pillars["m", PILLAR, AS_OF]


def points_of(rows: Rows, rules: Methodology, signal: str) -> float:
    points = scored(rows, methodology=rules).signals["m", signal, AS_OF]["points"]
    assert points is not None
    return float(points)


def test_negative_points_stop_at_the_pillar_s_floor_and_the_floor_is_a_row_of_its_own() -> None:
    rows = life(*REQUESTS, "comment_made", activities=ignored_requests(30))
    rules = only(ASKED, COMMENTS)
    assert pillar_of(rows, rules)["score"] == 0
    _, signals, adjustments = explained(rows, ["m"], methodology=rules)["m"]
    lost = next(signal.points for signal in signals if signal.id == ASKED.id)
    assert lost is not None
    assert -PENALTY < lost < 0
    (floor,) = [one for one in adjustments if one.pillar == PILLAR]
    assert floor.kind == "floor"
    assert floor.points == pytest.approx(-lost)


def test_a_loss_is_not_scaled_by_what_was_not_seen() -> None:
    """With S below 0 the factor is 25 over what applies, not over what was seen."""
    rules = only(ASKED, COMMENTS)
    rows = life(*REQUESTS, activities=ignored_requests(30))
    lost = points_of(rows, rules, ASKED.id)
    row = pillar_of(rows, rules)
    assert row["coverage"] == pytest.approx(10 / 25)
    assert row["unclipped"] == pytest.approx(lost)
    assert (row["score"], row["low"], row["high"]) == (0, 0, pytest.approx(15 + lost, abs=1e-6))


def test_a_gain_is_scaled_by_what_was_seen() -> None:
    rules = only(ASKED, COMMENTS)
    rows = life("comment_made", activities=[deed("m", "comment_made", AS_OF)])
    earned = points_of(rows, rules, COMMENTS.id)
    row = pillar_of(rows, rules)
    assert row["score"] == pytest.approx(earned * 25 / 15, abs=1e-6)
    assert row["low"] == pytest.approx(max(0, earned - PENALTY), abs=1e-6)
    assert row["high"] == pytest.approx(earned + 10, abs=1e-6)


def test_bonus_points_make_up_for_a_loss_before_the_floor_binds() -> None:
    rules = only(ASKED, COMMENTS, BONUS)
    saved = [deed("m", "lead_saved", AS_OF) for _ in range(60)]
    rows = life(*REQUESTS, "comment_made", "lead_saved", activities=[*ignored_requests(30), *saved])
    lost, bonus = (points_of(rows, rules, one.id) for one in (ASKED, BONUS))
    assert lost < 0 < bonus
    assert pillar_of(rows, rules)["score"] == pytest.approx(max(0, lost + bonus), abs=1e-6)


def test_bonus_points_are_neither_scaled_nor_lift_a_pillar_over_its_cap() -> None:
    rules = only(COMMENTS, rule("reactions_given", 10), BONUS)
    saved = [deed("m", "lead_saved", AS_OF) for _ in range(60)]
    some = [deed("m", "comment_made", AS_OF)]
    rows = life("comment_made", "lead_saved", activities=[*saved, *some])
    earned, bonus = (points_of(rows, rules, one.id) for one in (COMMENTS, BONUS))
    score = pillar_of(rows, rules)["score"]
    assert score == pytest.approx(earned * 25 / 15 + bonus, abs=1e-6)
    much = [deed("m", "comment_made", AS_OF - n * DAY) for n in range(60) for _ in range(20)]
    assert pillar_of({**rows, "activities": [*saved, *much]}, rules)["score"] == 25


def test_unseen_bonus_signals_widen_no_range() -> None:
    rules = only(COMMENTS, rule("reactions_given", 10), BONUS)
    row = pillar_of(life("comment_made", "reaction_given"), rules)
    assert (row["low"], row["score"], row["high"]) == (0, 0, 0)


def test_estimates_of_a_bad_rate_cost_nothing() -> None:
    rules = only(ASKED, COMMENTS)
    rows = life(*REQUESTS, "comment_made", activities=ignored_requests(30))
    rows["coverage"] = [{**row, "status": "estimated"} for row in rows["coverage"]]
    assert points_of(rows, rules, ASKED.id) == 0


def result(rows: Rows, rules: Methodology) -> Result:
    return pipeline.score_tables(tables(rows), member_id="m", as_of=AS_OF, methodology=rules)


def test_a_pillar_without_any_feature_is_not_applicable() -> None:
    found = result(
        life("reaction_given", absent=("comment_made", "invitation_sent")), only(ASKED, COMMENTS)
    )
    pillar = next(one for one in found.pillars if one.id == PILLAR)
    assert (pillar.status, pillar.score) == (Status.NOT_APPLICABLE, None)
    assert {s.status for s in found.signals if s.pillar == PILLAR} == {Status.NOT_APPLICABLE}
    assert all(s.points is None for s in found.signals if s.pillar == PILLAR)
    assert found.measurable == 75
    assert (found.range.low, found.range.high) == (0, 0)
    assert found.history.pillars[PILLAR][-1] is None


def test_a_feature_that_is_not_there_leaves_the_denominator() -> None:
    rules = only(ASKED, COMMENTS)
    some = [deed("m", "comment_made", AS_OF)]
    rows = life(*REQUESTS, "comment_made", activities=some, absent=("invitation_sent",))
    earned = points_of(rows, rules, COMMENTS.id)
    row = pillar_of(rows, rules)
    assert row["coverage"] == 1
    assert row["score"] == row["low"] == row["high"] == pytest.approx(earned * 25 / 15, abs=1e-6)


def test_a_kind_that_is_not_there_is_no_gap_in_those_that_are() -> None:
    some = [deed("m", "company_followed", AS_OF)]
    rows = life("company_followed", activities=some, absent=("member_followed",))
    assert scored(rows).signals["m", "follows", AS_OF]["status"] == "measured"


def test_where_nothing_applies_there_is_no_score_at_all() -> None:
    rules = only(ASKED, COMMENTS)
    barred = ("comment_made", "invitation_sent", "reaction_given")
    found = result(life(absent=barred), rules)
    assert found.total is None
    assert found.measurable == 0
    assert {pillar.status for pillar in found.pillars} == {Status.NOT_APPLICABLE}


def seen_since(kind: str, days: int) -> list[dict[str, Any]]:
    return [{**seen("m", kind)[0], "observed_from": AS_OF - days * DAY}]


@pytest.mark.parametrize(("days", "status"), [(12, "measured"), (11, "not_observed")])
def test_a_quarter_of_the_window_s_weight_makes_a_signal_observed(days: int, status: str) -> None:
    """13 days hold 1 - 2^(-13/30) = 26 % of the weight, 12 days 24 %."""
    rows = life() | {"coverage": seen_since("comment_made", days)}
    assert scored(rows).signals["m", "comments_made", AS_OF]["status"] == status


@pytest.mark.parametrize(("days", "status"), [(59, "measured"), (58, "estimated")])
def test_breadth_is_an_estimate_under_three_quarters(days: int, status: str) -> None:
    """60 days hold three quarters of the weight."""
    kinds = ("message_sent", "inmail_sent")
    rows = life() | {"coverage": [row for kind in kinds for row in seen_since(kind, days)]}
    assert scored(rows).signals["m", "people_messaged", AS_OF]["status"] == status


def test_of_two_kinds_one_is_a_lower_bound() -> None:
    some = [deed("m", "company_followed", AS_OF)]
    both = life("company_followed", "member_followed", activities=some)
    one = {**both, "coverage": seen("m", "company_followed")}
    whole, part = (scored(rows).signals["m", "follows", AS_OF] for rows in (both, one))
    assert (whole["status"], part["status"]) == ("measured", "estimated")
    assert part["value"] == pytest.approx(whole["value"])


def test_with_everything_seen_a_range_is_a_point() -> None:
    rows = life(*KINDS, CONNECTION)
    facts = dict.fromkeys(FACTS, 1) | {"has_photo": True, "has_banner": True}
    rows["members"] = [member("m", company="Acme", industry="Retail", **facts)]
    rows["members"] += [member("p", seniority="vp")]
    rows["activities"] = [
        deed("m", kind, AS_OF, counterpart_id="p") for kind in ("profile_viewed", "invitation_sent")
    ]
    run = scored(rows)
    for pillar in default().pillars:
        row = run.pillars["m", pillar.id, AS_OF]
        assert row["coverage"] == 1
        assert row["low"] == row["score"] == row["high"]
