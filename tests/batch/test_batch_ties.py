"""What a row of connections is; and signals that are written only where they moved."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from lives import AS_OF
from random_networks import Rows, arrow, random_network, request, scores, signals, written

from openssi.batch import run
from openssi.batch.request import Network

SOMEBODY = "0-m0"
KINDS_ALONE = ("people_searches", "comments_made", "reactions_given", "followers_gained")
"""Signals that ask for nothing but deeds: what is known of people today changes none of them."""


def followed() -> Rows:
    """One member who follows two people, and whom two of three follow."""
    day = AS_OF - dt.timedelta(days=100)
    member = {"member_id": SOMEBODY, "seen_on": day, "joined_on": day}
    pairs = [(SOMEBODY, "p0"), (SOMEBODY, "p1"), ("p1", SOMEBODY), ("p2", SOMEBODY)]
    return {
        "members": [member],
        "connections": [
            {"member_id": one, "connection_id": other, "connected_on": day} for one, other in pairs
        ],
        "activities": [
            {
                "member_id": SOMEBODY,
                "kind": "search_performed",
                "occurred_at": dt.datetime.combine(day, dt.time(12)),
            }
        ],
    }


@pytest.mark.parametrize(("network", "people"), [("any", 3), ("mutual", 1), ("following", 2)])
def test_who_knows_whom(network: Network, people: int, tmp_path: Path) -> None:
    given = written(arrow({**followed(), "coverage": []}), tmp_path / "in")
    run(request(given, tmp_path / "out", network=network))
    assert signals(tmp_path / "out")[SOMEBODY, "connections"]["value"] == people


def test_a_mutual_tie_lasts_from_the_later_beginning_to_the_earlier_end(tmp_path: Path) -> None:
    rows = followed()
    rows["connections"][1] |= {"connected_on": AS_OF - dt.timedelta(days=3)}
    rows["connections"][2] |= {"ended_on": AS_OF - dt.timedelta(days=1)}
    given = written(arrow({**rows, "coverage": []}), tmp_path / "in")
    for ago, people in ((4, 0), (3, 1), (2, 1), (1, 0)):
        day = AS_OF - dt.timedelta(days=ago)
        out = tmp_path / f"out-{ago}"
        run(request(given, out, network="mutual", first=day, last=day))
        assert signals(out, day)[SOMEBODY, "connections"]["value"] == people


def test_changed_signals_are_those_that_are_not_as_a_week_before(tmp_path: Path) -> None:
    given = written(arrow(random_network(3, lives=2)), tmp_path / "in")
    before = AS_OF - dt.timedelta(days=7)
    run(request(given, tmp_path / "long"))
    run(request(given, tmp_path / "earlier", first=before, last=before))
    run(request(given, tmp_path / "changed", signals="changed"))
    now, changed = signals(tmp_path / "long"), signals(tmp_path / "changed")
    then = signals(tmp_path / "earlier", before)
    for key, row in changed.items():
        assert row == pytest.approx(now[key], abs=1e-9)
    told = {
        key
        for key, row in now.items()
        if key[1] in KINDS_ALONE
        and key in then
        and abs((row["points"] or 0) - (then[key]["points"] or 0)) > 1e-5
    }
    assert told <= changed.keys()
    assert 0 < len(changed) < len(now)
    assert scores(tmp_path / "changed") == scores(tmp_path / "long")
