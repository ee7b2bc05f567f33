"""The edges of what can be known: nothing, one signal, just enough, and what has no date."""

from __future__ import annotations

import datetime as dt

import pytest
from lives import AS_OF, everything_seen, tables
from runs import Rows, deed, explained, member, scored, seen

from openssi import pipeline
from openssi.methodology import Methodology, default
from openssi.result import Result, Status
from openssi.tables import CONNECTION

PILLARS = tuple(pillar.id for pillar in default().pillars)


def life(**given: list[dict[str, object]]) -> Rows:
    empty: Rows = {"members": [member("ada")], "connections": [], "activities": [], "coverage": []}
    return {**empty, **given}


def result(rows: Rows, name: str = "ada") -> Result:
    return pipeline.score_tables(tables(rows), member_id=name, as_of=AS_OF, methodology=default())


def test_nothing_known_is_no_score_and_not_zero() -> None:
    found = result(life(coverage=seen("ada", "post_viewed")))
    assert found.total is None
    assert found.measurable == 0
    assert found.change_7d is None
    assert (found.range.low, found.range.high) == (0, 100)
    assert {pillar.status for pillar in found.pillars} == {Status.NOT_MEASURABLE}
    assert {signal.status for signal in found.signals} == {Status.NOT_OBSERVED}
    assert all(s.points is None and s.value is None for s in found.signals)
    assert found.adjustments == ()


def test_everything_seen_and_nothing_done_is_a_measured_zero() -> None:
    rows = life(coverage=everything_seen("ada"))
    bare = member("ada", positions=0, media_items=0, company="Acme", industry="Retail")
    rows["members"] = [bare, member("p1", seniority="vp")]
    rows["activities"] = [deed("ada", "profile_viewed", dt.date(2020, 1, 1), counterpart_id="p1")]
    found = result(rows)
    assert found.total == 0
    assert found.measurable == 100
    known = [signal.points for signal in found.signals if signal.points is not None]
    assert known == pytest.approx([0] * len(known), abs=1e-9)


def test_one_signal_known_leaves_the_pillar_unmeasurable_but_shows_its_value() -> None:
    rows = life(
        coverage=seen("ada", "reaction_given"),
        activities=[deed("ada", "reaction_given", AS_OF)],
    )
    found = result(rows)
    assert found.total is None
    signal = next(s for s in found.signals if s.id == "reactions_given")
    assert signal.status == Status.MEASURED
    assert signal.value is not None
    assert signal.value > 0
    assert signal.points is None


def two_signals(first: float) -> Methodology:
    """A methodology of two signals a pillar; reactions weigh as much as is said."""
    whole = default()
    reactions, media = whole.signal("reactions_given"), whole.signal("rich_media")
    pairs = [
        rule.model_copy(update={"id": f"{name}_{pillar}", "pillar": pillar, "weight": weight})
        for pillar in PILLARS
        for rule, name, weight in ((reactions, "r", first), (media, "m", 25 - first))
    ]
    return whole.model_copy(update={"signals": tuple(pairs)})


@pytest.mark.parametrize(("weight", "measurable"), [(7.5, True), (7.4999999, False)])
def test_thirty_percent_of_the_weight_are_enough(weight: float, measurable: bool) -> None:  # noqa: FBT001 - a parameter of the test
    rows = life(
        coverage=seen("ada", "reaction_given"),
        activities=[deed("ada", "reaction_given", AS_OF) for _ in range(3)],
    )
    parts = explained(rows, ["ada"], methodology=two_signals(weight))
    pillars, signals, _ = parts["ada"]
    for pillar in pillars:
        assert (pillar.score is not None) == measurable
        assert pillar.status == (Status.ESTIMATED if measurable else Status.NOT_MEASURABLE)
    known = [signal for signal in signals if signal.id.startswith("r_")]
    assert all((signal.points is not None) == measurable for signal in known)


def test_what_is_not_measurable_stays_out_of_the_total() -> None:
    kinds = ("reaction_received", "comment_received", "repost_received", "comment_made",
             "reaction_given", "repost_made", "post_published")  # fmt: skip
    rows = life(
        coverage=seen("ada", *kinds),
        activities=[deed("ada", "comment_made", AS_OF, object_id="post")],
    )
    found = result(rows)
    scores = {pillar.id: pillar.score for pillar in found.pillars if pillar.score is not None}
    assert "engage_with_insights" in scores
    assert "build_relationships" not in scores
    assert found.measurable == 25 * len(scores)
    assert found.total == pytest.approx(sum(scores.values()))


def test_what_has_no_date_stood_there_always_and_is_marked() -> None:
    rows = life(
        coverage=seen("ada", CONNECTION, "endorsement_received"),
        connections=[
            {"member_id": "ada", "connection_id": "dated", "connected_on": AS_OF},
            {"member_id": "ada", "connection_id": "undated", "connected_on": None},
        ],
        activities=[deed("ada", "endorsement_received", None, counterpart_id="fan")],
    )
    found = result(rows)
    evidence = {signal.id: signal.evidence for signal in found.signals}
    assert (evidence["connections"].count, evidence["connections"].undated) == (2, 1)
    assert evidence["endorsements_received"].undated == 1
    day_before = scored(rows, days=(AS_OF - dt.timedelta(days=1), AS_OF))
    assert day_before.value("ada", "connections", AS_OF - dt.timedelta(days=1)) == 1


def test_a_connection_that_ended_counts_until_it_did() -> None:
    gone = {"member_id": "ada", "connection_id": "p", "connected_on": AS_OF - dt.timedelta(days=9),
            "ended_on": AS_OF - dt.timedelta(days=2)}  # fmt: skip
    days = [AS_OF - dt.timedelta(days=n) for n in (3, 2, 0)]
    run = scored(life(coverage=seen("ada", CONNECTION), connections=[gone]), days=days)
    assert [run.value("ada", "connections", day) for day in days] == [1, 0, 0]


def test_who_opted_out_is_not_scored() -> None:
    rows = life(coverage=everything_seen(None))
    rows["members"] = [member("ada", opted_out=False), member("bob", opted_out=True)]
    assert {name for name, _ in scored(rows).totals} == {"ada"}


def test_opting_out_later_leaves_the_earlier_day() -> None:
    rows = life(coverage=everything_seen(None))
    rows["members"] += [
        {"member_id": "ada", "seen_on": AS_OF + dt.timedelta(days=1), "opted_out": True}
    ]
    assert {name for name, _ in scored(rows).totals} == {"ada"}


def test_deeds_with_oneself_do_not_count() -> None:
    own = [deed("ada", kind, AS_OF, counterpart_id="ada") for kind in ("reaction_given",)]
    run = scored(life(coverage=everything_seen("ada"), activities=own))
    assert run.value("ada", "reactions_given") == 0


def test_history_ends_with_today_and_breaks_where_the_view_changes() -> None:
    rows = life(coverage=everything_seen("ada"), activities=[deed("ada", "comment_made", AS_OF)])
    found = result(rows)
    history = found.history
    assert history.days[-1] == found.as_of
    assert history.total[-1] == found.total
    assert history.measurable[-1] == found.measurable
    assert {p.id: history.pillars[p.id][-1] for p in found.pillars} == {
        p.id: p.score for p in found.pillars
    }
    week_before, today = history.total[-8], history.total[-1]
    assert week_before is not None
    assert today is not None
    assert found.change_7d == pytest.approx(today - week_before)
    assert [b - a for a, b in zip(history.days, history.days[1:], strict=False)] == [
        dt.timedelta(days=1)
    ] * (len(history.days) - 1)
