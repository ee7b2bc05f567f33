"""Promises of the fictional network: repeatable, complete, both sides of each deed, in time."""

import datetime as dt
from functools import partial

import duckdb
import pyarrow as pa
import pytest

from openssi.engines import DuckDB
from openssi.errors import OutputError
from openssi.sources.synthetic.population import pieces, population
from openssi.sources.synthetic.population.draws import choice, draw, hashed
from openssi.sources.synthetic.population.tables import MIRRORED, NEVER
from openssi.tables import KINDS, SCHEMAS, Tables

AS_OF = dt.date(2026, 11, 15)


@pytest.fixture(scope="module")
def network() -> Tables:
    return population(members=400, seed=7, as_of=AS_OF, periods=8)


def rows(network: Tables, select: str) -> list[tuple[object, ...]]:
    with duckdb.connect() as connection:
        for name, table in network:
            connection.register(name, table)
        return connection.execute(select).fetchall()


def test_the_same_arguments_give_the_same_network(network: Tables) -> None:
    again = population(members=400, seed=7, as_of=AS_OF, periods=8)
    for name, table in network:
        assert table.equals(getattr(again, name)), name


def test_another_seed_gives_another_network(network: Tables) -> None:
    other = population(members=400, seed=8, as_of=AS_OF, periods=8)
    assert not network.connections.equals(other.connections)


def test_threads_change_nothing(network: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openssi.sources.synthetic.population.DuckDB", partial(DuckDB, threads=1))
    alone = population(members=400, seed=7, as_of=AS_OF, periods=8)
    for name, table in network:
        assert table.equals(getattr(alone, name)), name


def test_fits_the_canonical_tables(network: Tables) -> None:
    for name, table in network:
        assert table.schema == SCHEMAS[name]
    assert network.members.num_rows == 400


def test_every_kind_that_a_platform_logs_occurs_and_is_covered(network: Tables) -> None:
    logged = {kind for kind in KINDS if kind not in NEVER}
    assert {kind for (kind,) in rows(network, "SELECT DISTINCT kind FROM activities")} == logged
    assert {kind for (kind,) in rows(network, "SELECT kind FROM coverage")} == {
        *logged,
        "connection",
    }


@pytest.mark.parametrize(("given", "received"), MIRRORED.items())
def test_both_sides_of_a_deed_are_there(network: Tables, given: str, received: str) -> None:
    sides = rows(
        network,
        f"""SELECT COUNT(*) FROM (
  SELECT member_id, counterpart_id, occurred_at FROM activities WHERE kind = '{given}'
  EXCEPT ALL
  SELECT counterpart_id, member_id, occurred_at FROM activities WHERE kind = '{received}')""",
    )
    assert sides == [(0,)]


def test_deeds_are_in_the_order_of_time_and_end_with_the_day(network: Tables) -> None:
    moments = network.activities["occurred_at"]
    assert moments.to_pylist() == sorted(moments.to_pylist())
    assert moments[-1].as_py() < dt.datetime.combine(AS_OF + dt.timedelta(1), dt.time())


def test_nobody_meets_themselves_and_pairs_stand_once(network: Tables) -> None:
    assert rows(network, "SELECT COUNT(*) FROM activities WHERE member_id = counterpart_id") == [
        (0,)
    ]
    pairs = """SELECT COUNT(*), COUNT(DISTINCT (
  LEAST(member_id, connection_id), GREATEST(member_id, connection_id))) FROM connections"""
    ((every, distinct),) = rows(network, pairs)
    assert every == distinct > 0
    assert rows(network, "SELECT COUNT(*) FROM connections WHERE member_id = connection_id") == [
        (0,)
    ]


def test_everyone_met_is_a_member(network: Tables) -> None:
    strangers = """SELECT COUNT(*) FROM activities
WHERE counterpart_id IS NOT NULL AND counterpart_id NOT IN (SELECT member_id FROM members)"""
    assert rows(network, strangers) == [(0,)]


def test_connections_begin_when_both_are_members(network: Tables) -> None:
    early = """SELECT COUNT(*) FROM connections AS c
JOIN members AS m ON m.member_id IN (c.member_id, c.connection_id)
WHERE c.connected_on < m.joined_on"""
    assert rows(network, early) == [(0,)]


def test_reactions_follow_their_post(network: Tables) -> None:
    early = """SELECT COUNT(*) FROM activities
WHERE kind IN ('reaction_given', 'comment_made', 'repost_made', 'vote_cast')
  AND (object_at IS NULL OR occurred_at <= object_at)"""
    assert rows(network, early) == [(0,)]


def test_working_days_are_busier_and_so_are_some_members(network: Tables) -> None:
    days = dict(
        rows(
            network,
            "SELECT ISODOW(occurred_at) >= 6, COUNT(*) FROM activities "
            "WHERE kind = 'search_performed' GROUP BY 1",
        )
    )
    assert days[False] / 5 > 2 * days[True] / 2
    ((most, usual),) = rows(
        network,
        "SELECT MAX(n), MEDIAN(n) FROM (SELECT COUNT(*) AS n FROM activities "
        "WHERE kind = 'message_sent' GROUP BY member_id)",
    )
    assert most > 5 * usual


def test_pieces_are_the_same_network(network: Tables) -> None:
    parts = list(pieces(members=400, seed=7, as_of=AS_OF, periods=8, size=150))
    assert len(parts) == 3
    for name, whole in network:
        together = pa.concat_tables(getattr(part, name) for part in parts)
        assert counted(name, together) == counted(name, whole), name


def counted(name: str, table: pa.Table) -> set[tuple[object, ...]]:
    """Rows and how often each occurs; a pair counts once, from its first day."""
    every = "MIN(connected_on), 1" if name == "connections" else "COUNT(*)"
    keys = "member_id, connection_id" if name == "connections" else "ALL"
    columns = "member_id, connection_id" if name == "connections" else "*"
    with duckdb.connect() as connection:
        connection.register("given", table)
        select = f"SELECT {columns}, {every} FROM given GROUP BY {keys}"
        return set(connection.execute(select).fetchall())


def test_a_piece_holds_as_much_in_a_large_network() -> None:
    small = population(members=2000, as_of=AS_OF, periods=1)
    piece = next(pieces(members=100_000, as_of=AS_OF, periods=1, size=500))
    assert piece.members.num_rows == 500
    for name in ("connections", "activities"):
        rows_a_member = getattr(small, name).num_rows / 2000
        assert getattr(piece, name).num_rows / 500 == pytest.approx(rows_a_member, rel=0.15)


def test_too_small_a_network_is_refused() -> None:
    with pytest.raises(OutputError, match="cannot be made"):
        population(members=20, as_of=AS_OF)
    with pytest.raises(OutputError, match="cannot be made"):
        population(as_of=AS_OF, periods=0)
    with pytest.raises(OutputError, match="cannot be made"):
        next(pieces(members=400, as_of=AS_OF, size=0))


def test_draws_are_even_and_independent_of_each_other() -> None:
    numbers = hashed("SELECT RANGE AS n FROM RANGE(20000)", "e", of="n", seed=3)
    one, other = draw("e", "one"), draw("e", "other")
    with duckdb.connect() as connection:
        least, mean, most, together = connection.execute(
            f"SELECT MIN({one}), AVG({one}), MAX({one}), CORR({one}, {other}) FROM ({numbers})"
        ).fetchall()[0]
    assert 0 <= least < 0.001
    assert 0.999 < most < 1
    assert mean == pytest.approx(0.5, abs=0.01)
    assert together == pytest.approx(0, abs=0.02)


def test_draws_are_frozen() -> None:
    with DuckDB() as engine:
        found: pa.Table = engine.fetch(hashed("SELECT 12345 AS n", "e", of="n", seed=3))
    assert found["e"].to_pylist() == [622104057]


def test_choices_are_made_in_their_shares() -> None:
    assert choice("u", {"a": 0.25, "b": 0.75}) == "CASE WHEN u < 0.25 THEN 'a' ELSE 'b' END"
    assert choice("u", {"a": 1.0}) == "'a'"
