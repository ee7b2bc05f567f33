"""A run over a network against plain Python: scores, averages, ranks, ties and changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from lives import AS_OF
from plain_network import PlainNetwork, opted_out
from random_networks import Row, groups, ran, random_network, scores, signals

from openssi.methodology import default

RULES = default()
PILLARS = [pillar.id for pillar in RULES.pillars]
HALF_A_MILLIONTH = 5.1e-7
NEAR = 1e-9


class Compared(NamedTuple):
    plain: PlainNetwork
    found: dict[str, Row]
    out: Path


@pytest.fixture(scope="module", params=(1, 2))
def compared(request: Any, tmp_path_factory: pytest.TempPathFactory) -> Compared:
    rows, folder = random_network(request.param), tmp_path_factory.mktemp("network")
    ran(rows, folder)
    plain = PlainNetwork.of(RULES, rows, AS_OF)
    return Compared(plain, scores(folder / "out"), folder / "out")


def test_everybody_is_scored_but_those_who_opted_out(compared: Compared) -> None:
    assert set(compared.found) == set(compared.plain.now)
    assert opted_out(compared.plain.rows)


def test_signals_agree(compared: Compared) -> None:
    found = signals(compared.out)
    assert set(found) == set(compared.plain.values)
    for key, (value, status) in compared.plain.values.items():
        assert found[key]["status"] == status, key
        if found[key]["trials"] != 0:
            expected = value if value is None else pytest.approx(float(value), abs=NEAR, rel=NEAR)
            assert found[key]["value"] == expected, key


def test_scores_and_changes_agree(compared: Compared) -> None:
    for name, row in compared.found.items():
        now, then = compared.plain.now[name], compared.plain.then.get(name)
        for pillar in PILLARS:
            assert row[pillar] == near(now[pillar], HALF_A_MILLIONTH), (name, pillar)
            before = then[pillar] if then else None
            assert row[f"{pillar}_change_7d"] == moved(before, now[pillar]), (name, pillar)
        if now[""] is not None:
            assert row["total"] == near(now[""], HALF_A_MILLIONTH)
            assert row["measurable"] == 100
        if then and now[""] is not None and then[""] is not None:
            assert row["change_7d"] == moved(then[""], now[""])


@pytest.mark.parametrize(
    ("name", "column", "smallest"),
    [("industry", "industry", 10), ("team", "team", 5), ("peer_group_region",) * 2 + (10,)],
)
def test_groups_agree(compared: Compared, name: str, column: str, smallest: int) -> None:
    shown = 0
    for who, row in compared.found.items():
        peers = compared.plain.group(column)
        expected = compared.plain.place(who, peers, smallest, joins=False)
        shown += agrees(row, name, expected)
    assert shown


def test_networks_agree(compared: Compared) -> None:
    shown = sum(
        agrees(
            row,
            "network",
            compared.plain.place(who, compared.plain.network, 10, joins=True),
        )
        for who, row in compared.found.items()
    )
    assert shown


def test_the_groups_themselves_agree(compared: Compared) -> None:
    told = groups(compared.out)
    assert {row["benchmark"] for row in told} == {"industry", "team", "peer_group_region"}
    for row in told:
        measure = "" if row["measure"] == "total" else row["measure"]
        theirs = sorted(
            score
            for who in compared.plain.now
            if (score := compared.plain.now[who][measure]) is not None
            and who in members_of(compared.plain, row)
        )
        assert row["size"] == len(theirs)
        assert row["average"] == near(sum(theirs) / len(theirs), NEAR)
        for tenth in range(1, 10):
            place = -(-tenth * len(theirs) // 10)
            expected = near(theirs[place - 1], NEAR) if len(theirs) >= 30 else None
            assert row[f"decile_{tenth}"] == expected


def members_of(plain: PlainNetwork, row: Row) -> list[str]:
    peers = plain.group(row["benchmark"])
    return [
        who
        for who in plain.now
        if (same := peers(who, AS_OF, [who])) is not None
        and same
        and label(plain, who, row["benchmark"]) == row["group"].strip().lower()
    ]


def label(plain: PlainNetwork, who: str, column: str) -> str | None:
    from plain_network import told  # noqa: PLC0415

    return told(plain.rows, who, column, AS_OF)


def agrees(row: Row, name: str, expected: Row) -> int:
    """Compare a row's columns of one benchmark; return how many ranks are shown."""
    for key, value in expected.items():
        got = row[f"{name}_{key}"]
        assert got == (near(value, NEAR) if isinstance(value, float) else value), (key, row)
    if not expected:
        assert row[f"{name}_average"] is None
        assert row[f"{name}_rank_percent"] is None
    return sum(value is not None for key, value in expected.items() if "rank" in key)


def near(value: float | None, by: float) -> Any:
    return value if value is None else pytest.approx(value, abs=by)


def moved(before: float | None, after: float | None) -> Any:
    if before is None or after is None:
        return None
    return pytest.approx(after - before, abs=2 * HALF_A_MILLIONTH)
