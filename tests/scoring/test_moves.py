"""What another methodology moves, member by member."""

from __future__ import annotations

import pytest
from lives import AS_OF, tables
from runs import deed, member, scored, seen

from openssi.engines import DuckDB
from openssi.methodology import default
from openssi.scoring.moves import EDGES
from openssi.scoring.standings import moves
from openssi.tables import CONNECTION, KINDS

ROWS = {
    "members": [member("idle"), member("busy", media_items=5)],
    "activities": [deed("busy", "comment_made", AS_OF, counterpart_id="p1") for _ in range(9)],
    "connections": [],
    "coverage": seen(None, *KINDS, CONNECTION),
}
SLOWER = default().model_copy(update={"half_life_days": 60.0, "id": "slower"})


def test_the_same_methodology_moves_nobody() -> None:
    found = moves(DuckDB, tables(ROWS), AS_OF, before=default(), after=default())
    assert found.shares == (1.0, 0.0, 0.0, 0.0, 0.0)
    assert found.total is not None
    assert found.total.before == found.total.after


def test_moves_are_the_differences_of_two_scorings() -> None:
    heavy = default().model_copy(
        update={
            "signals": tuple(
                s.model_copy(update={"curve": s.curve.model_copy(update={"half": 0.1})})
                if s.id == "comments_made"
                else s
                for s in default().signals
            )
        }
    )
    found = moves(DuckDB, tables(ROWS), AS_OF, before=default(), after=heavy)
    totals = [scored(ROWS, methodology=rules).totals for rules in (default(), heavy)]
    sizes = {who: abs(totals[1][who, AS_OF] - totals[0][who, AS_OF]) for who in ("idle", "busy")}  # type: ignore[operator]
    bounds = [*EDGES, float("inf")]
    places = [next(n for n, edge in enumerate(bounds) if s < edge) for s in sizes.values()]
    assert found.members == 2
    assert [n for n, share in enumerate(found.shares) if share] == sorted(set(places))
    assert sizes["idle"] == 0
    assert sizes["busy"] > 0.5
    insights = found.pillars["engage_with_insights"]
    assert insights.after - insights.before == pytest.approx(sum(sizes.values()) / 2)
    brand = found.pillars["professional_brand"]
    assert brand.before == brand.after


def test_members_that_do_not_compare_are_left_out() -> None:
    rows = {**ROWS, "coverage": seen("busy", *KINDS, CONNECTION)}
    found = moves(DuckDB, tables(rows), AS_OF, before=default(), after=SLOWER)
    assert found.members <= 1
    nobody = {**ROWS, "coverage": [], "activities": []}
    found = moves(DuckDB, tables(nobody), AS_OF, before=default(), after=SLOWER)
    assert (found.members, found.total, found.shares) == (0, None, (0.0,) * 5)
