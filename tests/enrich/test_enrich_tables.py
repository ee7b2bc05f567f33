"""Tables are filled where nothing was observed, and left alone where something was."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa

from openssi import enrich
from openssi.enrich import Account, Accounts
from openssi.tables import SCHEMAS, from_rows

ACCOUNTS = Accounts(exact={"acme": Account(industry="Banking", target=True, line=2)})
CONNECTIONS = [
    {"member_id": "m", "connection_id": "a", "title": "Head of Sales", "company": "ACME Inc."},
    {"member_id": "m", "connection_id": "b", "title": "CEO", "seniority": "manager"},
    {"member_id": "m", "connection_id": "c"},
    {"member_id": "m", "connection_id": "d", "title": "Wanderer", "company": "Elsewhere"},
    {"member_id": "m", "connection_id": "e", "company": "Acme", "industry": "Farming"},
]


def columns(table: pa.Table, *names: str) -> list[tuple[object, ...]]:
    return list(zip(*(table[name].to_pylist() for name in names), strict=True))


def test_connections_are_filled_where_nothing_was_observed() -> None:
    table = enrich.connections(from_rows("connections", CONNECTIONS), ACCOUNTS)
    assert columns(table, "seniority", "function", "industry") == [
        ("director", "sales", "Banking"),
        ("manager", None, None),
        (None, None, None),
        (None, None, None),
        (None, None, "Farming"),
    ]


def test_rows_order_and_other_columns_stay() -> None:
    before = from_rows("connections", CONNECTIONS)
    after = enrich.connections(before, ACCOUNTS)
    assert after.schema == SCHEMAS["connections"]
    kept = ["member_id", "connection_id", "connected_on", "ended_on", "title", "company"]
    assert after.select(kept).equals(before.select(kept))


def test_without_accounts_no_industry_is_filled() -> None:
    table = enrich.connections(from_rows("connections", CONNECTIONS))
    assert table["industry"].to_pylist() == [None, None, None, None, "Farming"]


def test_an_empty_table_stays_empty() -> None:
    assert enrich.connections(from_rows("connections", []), ACCOUNTS).num_rows == 0
    assert enrich.members(from_rows("members", [])).num_rows == 0


def test_chunks_are_read_as_one() -> None:
    one = from_rows("connections", CONNECTIONS)
    table = enrich.connections(pa.concat_tables([one, one]), ACCOUNTS)
    assert table["seniority"].to_pylist()[::5] == ["director", "director"]


def test_members_get_todays_name_of_their_industry() -> None:
    day = dt.date(2026, 1, 31)
    rows = [
        {"member_id": "m", "seen_on": day, "title": "Vertriebsleiterin", "industry": name}
        for name in ("Computer Software", "Desenvolvimento de Software", "4", "Space Mining", None)
    ]
    table = enrich.members(from_rows("members", rows))
    assert table["industry"].to_pylist() == [*["Software Development"] * 3, "Space Mining", None]
    assert set(columns(table, "seniority", "function")) == {("director", "sales")}
    assert table.schema == SCHEMAS["members"]
