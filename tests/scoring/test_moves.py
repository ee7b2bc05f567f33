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
    assert found.signals == ()


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
    (comments,) = found.signals
    assert comments.signal == "comments_made"
    assert comments.size == comments.change == pytest.approx(sum(sizes.values()) / 2, abs=1e-6)


def test_a_signal_that_moves_members_apart_has_a_size_and_no_change() -> None:
    """What one wins and another loses is a move, though the mean stands still."""
    rows = {
        **ROWS,
        "activities": [
            deed(who, kind, AS_OF)
            for who, kind in (("idle", "lead_saved"), ("busy", "account_saved"))
            for _ in range(300)
        ],
    }
    swapped = default().model_copy(
        update={
            "signals": tuple(
                s.model_copy(update={"weight": {"leads_saved": 1.0, "accounts_saved": 4.0}[s.id]})
                if s.id in {"leads_saved", "accounts_saved"}
                else s
                for s in default().signals
            )
        }
    )
    found = moves(DuckDB, tables(rows), AS_OF, before=default(), after=swapped)
    assert {move.signal: move.size for move in found.signals} == pytest.approx(
        {"leads_saved": 1, "accounts_saved": 1}
    )
    assert {move.signal: move.change for move in found.signals} == pytest.approx(
        {"leads_saved": -1, "accounts_saved": 1}
    )


def test_a_signal_that_is_new_moves_by_all_that_it_earns() -> None:
    fewer = default().model_copy(
        update={"signals": tuple(s for s in default().signals if s.id != "leads_saved")}
    )
    rows = {**ROWS, "activities": [deed("busy", "lead_saved", AS_OF) for _ in range(300)]}
    found = moves(DuckDB, tables(rows), AS_OF, before=fewer, after=default())
    assert {move.signal: move.size for move in found.signals} == pytest.approx({"leads_saved": 1.5})


def test_members_that_do_not_compare_are_left_out() -> None:
    rows = {**ROWS, "coverage": seen("busy", *KINDS, CONNECTION)}
    found = moves(DuckDB, tables(rows), AS_OF, before=default(), after=SLOWER)
    assert found.members <= 1
    nobody = {**ROWS, "coverage": [], "activities": []}
    found = moves(DuckDB, tables(nobody), AS_OF, before=default(), after=SLOWER)
    assert (found.members, found.total, found.shares) == (0, None, (0.0,) * 5)
