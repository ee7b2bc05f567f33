"""Any table through a map: what becomes of every row, and of every mistake."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openssi.errors import SourceError
from openssi.sources.account import Imported
from openssi.sources.event_tables import READY, Whose, check, mapped, read, ready_text, table_map
from openssi.sources.event_tables.connection import connected
from openssi.sources.event_tables.load import parsed

MAP = """
name = "Our CRM"
zone = "Europe/Berlin"
me = "A1"

[activities]
member_id = "Owner"
kind.column = "Type"
kind.values = { Email = "message_sent", Like = "reaction_given" }
kind.ignore = "Call"
occurred_at = { column = "When", format = ["%d.%m.%Y %H:%M", "%d.%m.%Y"] }
counterpart_id = { column = "Contact", prefix = "crm:" }
has_text = "Body"
where = { Status = "done" }
"""

TABLE = """Owner,Type,When,Contact,Body,Status
A1,Email,20.11.2026 09:00,c1,"hello
there",done
A1,LIKE,20.11.2026,c2,,done
A1,Call,20.11.2026 10:00,c2,x,done
A1,Meeting,20.11.2026 10:00,c2,x,done
,Email,20.11.2026 10:00,c2,x,done
A1,Email,2026-11-20,c2,x,done
A1,Email,20.11.2026 09:00,c1,hello,open
A2,like,19.11.2026 00:30,c1,,Done
A2,like,19.11.2026 00:30,c1,,Done
A1,Email
A1,Email,21.11.2026 09:00,c1,hello,done,more
,,,,,
"""


def moment(*parts: int) -> dt.datetime:
    return dt.datetime(*parts)  # noqa: DTZ001  # the tables hold UTC without saying so


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def imported(
    folder: Path, map_: str = MAP, table: str = TABLE, name: str = "deals.csv", **more: Any
) -> Imported:
    path = written(folder / name, table)
    return read(path, member_id="ada", map=written(folder / "map.toml", map_), **more)


def rows(one: Imported, name: str = "activities") -> list[dict[str, Any]]:
    return [
        {k: v for k, v in row.items() if v is not None}
        for row in getattr(one.tables, name).to_pylist()
    ]


def refusal(map_: str, table: str, folder: Path) -> SourceError:
    with pytest.raises(SourceError) as caught:
        imported(folder, map_, table)
    assert caught.value.hint
    return caught.value


def test_rows_become_activities_in_utc_and_text_stays_where_it_is(tmp_path: Path) -> None:
    one = imported(tmp_path)
    first, second, *others = rows(one)
    assert first.pop("activity_id").startswith("table:")
    assert first == {
        "member_id": "ada",
        "kind": "message_sent",
        "occurred_at": moment(2026, 11, 20, 8),
        "counterpart_id": "crm:c1",
        "has_text": True,
        "quantity": 1.0,
    }
    assert second["occurred_at"] == moment(2026, 11, 20, 12), "a day alone is noon UTC"
    assert second["has_text"] is False
    assert [row["occurred_at"] for row in others] == [moment(2026, 11, 18, 23, 30)] * 2
    assert len({row["activity_id"] for row in others}) == 2, "equal rows without an id are two"
    assert "hello" not in str([table.to_pylist() for _, table in one.tables])
    assert (one.source, one.seen_to) == ("Our CRM", dt.date(2026, 11, 20))


def test_every_row_is_accounted_for_with_its_line(tmp_path: Path) -> None:
    (account,) = imported(tmp_path).files
    assert account.file == "deals.csv/activities"
    assert (account.rows, account.imported, account.duplicates) == (12, 4, 0)
    assert account.ignored == {"a kind that the map leaves out": 1, "left out by 'where'": 2}
    assert [(row.line, row.reason) for row in account.rejected] == [
        (6, "kind: a value that the map does not list"),
        (7, "no member_id"),
        (8, "occurred_at: not a date as the map describes it"),
        (12, "fewer columns than the header has"),
        (13, "more columns than the header has"),
    ]
    left_out = sum(account.ignored.values()) + len(account.rejected) + account.duplicates
    assert account.rows == account.imported + left_out


def test_lines_of_rejects_after_broken_rows_are_right(tmp_path: Path) -> None:
    table = 'Owner,Type,When,Contact,Body,Status\nA1\nA1,Email,20.11.2026,c,"a\n\nb",done\n'
    table += "A1,Email\n\nA1,Nope,20.11.2026,c,,done\n"
    (account,) = imported(tmp_path, table=table).files
    assert [row.line for row in account.rejected] == [2, 6, 8]


def test_only_what_occurs_is_covered_where_the_table_may_lack_some(tmp_path: Path) -> None:
    covered = {
        (row["member_id"], row["kind"], row["status"])
        for row in rows(imported(tmp_path), "coverage")
    }
    assert covered == {
        ("ada", "message_sent", "estimated"),
        ("ada", "reaction_given", "estimated"),
        ("A2", "reaction_given", "estimated"),
    }


def test_a_table_that_holds_every_deed_shows_what_there_was_none_of(tmp_path: Path) -> None:
    whole = MAP + '\n[observed]\nstatus = "measured"\nsince = 2026-01-01\nuntil = 2026-11-21\n'
    one = imported(tmp_path, whole)
    covered = {(row["member_id"], row["kind"]): row for row in rows(one, "coverage")}
    assert covered["A2", "message_sent"] == {
        "member_id": "A2",
        "kind": "message_sent",
        "observed_from": dt.date(2026, 1, 1),
        "observed_to": dt.date(2026, 11, 21),
        "status": "measured",
    }
    assert one.seen_to == dt.date(2026, 11, 21)


def test_the_same_id_counts_once_and_overlapping_tables_give_the_same_ids(tmp_path: Path) -> None:
    with_id = MAP.replace('has_text = "Body"', 'activity_id = "Body"')
    table = "Owner,Type,When,Contact,Body,Status\n" + "A1,Like,19.11.2026,c,id1,done\n" * 3
    (account,) = imported(tmp_path, with_id, table).files
    assert (account.imported, account.duplicates) == (1, 2)
    more = TABLE + "A1,Like,21.11.2026,c9,,done\n"
    small, large = imported(tmp_path), imported(tmp_path, table=more)
    ids = [set(one.tables.activities["activity_id"].to_pylist()) for one in (small, large)]
    assert len(ids[0]) == 4
    assert ids[0] < ids[1]


def test_parquet_and_duckdb_give_what_csv_gives(tmp_path: Path) -> None:
    header, *lines = TABLE.replace('"hello\nthere"', "hello").splitlines()[:10]
    cells = [line.split(",") for line in lines]
    columns = {name: [row[i] for row in cells] for i, name in enumerate(header.split(","))}
    table = pa.table(columns)
    pq.write_table(table, tmp_path / "deals[1].parquet")
    with duckdb.connect(str(tmp_path / "crm.db")) as base:
        base.register("given", table)
        base.execute("CREATE SCHEMA sales")
        base.execute("CREATE TABLE sales.deals AS FROM given")
        base.execute("CREATE TABLE other AS SELECT 1 AS x")
    expected = rows(imported(tmp_path))
    path = written(tmp_path / "map.toml", MAP)
    assert rows(read(tmp_path / "deals[1].parquet", member_id="ada", map=path)) == expected
    with pytest.raises(SourceError, match="tables: deals, other"):
        read(tmp_path / "crm.db", member_id="ada", map=path)
    path = written(
        tmp_path / "map.toml", MAP.replace("[activities]", "[activities]\ntable = 'deals'")
    )
    assert rows(read(tmp_path / "crm.db", member_id="ada", map=path)) == expected


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (pa.array([dt.date(2026, 7, 1)]), moment(2026, 7, 1, 12)),
        (pa.array([moment(2026, 7, 1, 1)], pa.timestamp("us")), moment(2026, 6, 30, 23)),
        (pa.array([moment(2026, 7, 1, 1)], pa.timestamp("ns")), moment(2026, 6, 30, 23)),
        (
            pa.array([moment(2026, 7, 1, 1)], pa.timestamp("us", "UTC")),
            moment(2026, 7, 1, 1),
        ),
        (pa.array(["2026-07-01"]), moment(2026, 7, 1, 12)),
        (pa.array(["2026-07-01T01:00:00"]), moment(2026, 6, 30, 23)),
        (pa.array(["2026-07-01T01:00:00.000Z"]), moment(2026, 7, 1, 1)),
        (pa.array(["2026-07-01T01:00:00.000+0300"]), moment(2026, 6, 30, 22)),
        (pa.array(["2026-07-01 01:00:00-05"]), moment(2026, 7, 1, 6)),
        (pa.array(["1782864000"]), None),
        (pa.array(["0001-01-01"]), None),
        (pa.array(["infinity"]), None),
    ],
)
def test_dates_of_any_type_become_utc(tmp_path: Path, column: pa.Array, expected: Any) -> None:
    fine = pa.array([moment(2026, 1, 1)], pa.timestamp("us"))
    pq.write_table(pa.table({"at": column, "fine": fine}), tmp_path / "t.parquet")
    text = 'zone = "Europe/Berlin"\n[activities]\nkind = { constant = "post_published" }\n'
    path = written(tmp_path / "m.toml", text + 'occurred_at = "at"\n')
    if expected is None:
        with pytest.raises(SourceError, match="not a date"):
            read(tmp_path / "t.parquet", member_id="ada", map=path)
        return
    (row,) = rows(read(tmp_path / "t.parquet", member_id="ada", map=path))
    assert row["occurred_at"] == expected


@pytest.mark.parametrize(
    ("format_", "cell"),
    [
        ("seconds", "1782867600"),
        ("milliseconds", "1782867600000"),
        ("%d/%m/%Y %H:%M %z", "01/07/2026 03:00 +0200"),
        ("%m/%d/%y %I:%M %p", "07/01/26 03:00 AM"),
    ],
)
def test_formats_are_the_users_own(tmp_path: Path, format_: str, cell: str) -> None:
    text = 'zone = "Europe/Berlin"\n[activities]\nkind = { constant = "post_published" }\n'
    text += f'occurred_at = {{ column = "at", format = "{format_}" }}\n'
    (row,) = rows(imported(tmp_path, text, f"at,x\n{cell},1\n"))
    assert row["occurred_at"] == moment(2026, 7, 1, 1)


def test_members_and_connections_are_mapped_too(tmp_path: Path) -> None:
    text = """
[members]
member_id = "id"
seen_on = { constant = 2026-11-20 }
name = "name"
seniority = { column = "level", values = { Boss = "cxo" } }
headline_length = { column = "headline", measure = "length" }
has_photo = { column = "photo", measure = "present" }
followers = "followers"
peer_group_region = "region"
opted_out = "out"

[connections]
member_id = "id"
connection_id = "friend"
connected_on = { column = "since", format = "%Y-%m-%d" }
"""
    table = "id,name,level,headline,photo,followers,region,out,friend,since\n"
    table += "1,Zoë,boss,Hello!,,12,EMEA,no,2,2025-01-02\n2,Åke,??,,x,many,APAC,yes,1,\n"
    one = imported(tmp_path, text, table)
    assert rows(one, "members") == [
        {
            "member_id": "1",
            "seen_on": dt.date(2026, 11, 20),
            "name": "Zoë",
            "seniority": "cxo",
            "opted_out": False,
            "has_photo": False,
            "headline_length": 6,
            "followers": 12,
            "peer_group_region": "EMEA",
        }
    ]
    assert rows(one, "connections")[0]["connected_on"] == dt.date(2025, 1, 2)
    assert [row["member_id"] for row in rows(one, "connections")] == ["1", "2"]
    assert one.files[0].rejected[0].reason == "followers: not a number as the map describes it"


def test_who_the_member_is_is_asked_not_guessed(tmp_path: Path) -> None:
    nameless = MAP.replace('me = "A1"\n', "")
    one = imported(tmp_path, nameless)
    assert one.waiting == ("deals.csv: A1", "deals.csv: A2")
    assert "Say which one with 'me'" in one.notes[-1]
    assert imported(tmp_path, nameless, me=["a1"]).waiting == ()


def test_what_lies_ahead_of_the_export_is_left_out(tmp_path: Path) -> None:
    table = "Id,OwnerId,WhoId,StartDateTime,EndDateTime,LastModifiedDate\n"
    table += "e1,o1,w1,2026-11-10T09:00:00.000Z,2026-11-10T10:00:00.000Z,2026-11-20T08:00:00.000Z\n"
    table += "e2,o1,w2,2027-03-10T09:00:00.000Z,2027-03-10T10:00:00.000Z,2026-11-12T08:00:00.000Z\n"
    path = written(tmp_path / "Event.csv", table)
    one = read(path, member_id="ada", map="salesforce_event", me=["o1"])
    assert [row["kind"] for row in rows(one)] == ["message_sent", "message_received"]
    assert {row["counterpart_id"] for row in rows(one)} == {"salesforce:w1"}
    assert one.seen_to == dt.date(2026, 11, 20)
    assert [sum(account.ignored.values()) for account in one.files] == [1, 1]
    assert [account.file for account in one.files] == [
        "Event.csv/activities[0]",
        "Event.csv/activities[1]",
    ]


def test_salesforce_tasks(tmp_path: Path) -> None:
    table = "Id,WhoId,OwnerId,ActivityDate,Description,TaskSubtype,IsClosed,LastModifiedDate\n"
    subtypes = ["Email", "LinkedIn", "Call", "Email", "X"]
    for number, kind in enumerate(subtypes):
        table += f"t{number},w,o1,2026-11-1{number},text,{kind},{str(number != 3).lower()},"
        table += "2026-11-20T08:00:00.000Z\n"
    one = read(
        written(tmp_path / "Task.csv", table), member_id="ada", map="salesforce_task", me=["o1"]
    )
    assert [(row["activity_id"], row["kind"]) for row in rows(one)] == [
        ("salesforce:t0", "message_sent"),
        ("salesforce:t1", "message_sent"),
    ]
    assert one.files[0].rejected == ()


@pytest.mark.parametrize(
    "header",
    [
        "hs_activity_type,hs_timestamp,hubspot_owner_id,hs_email_direction,hs_object_id,contact_id",
        "Activity type,Activity date,Owner,Email direction,Record ID,Associated Contact",
    ],
)
def test_hubspot_by_property_or_label(tmp_path: Path, header: str) -> None:
    table = header + "\nEmail,2026-11-10T09:00:00Z,o1,INCOMING_EMAIL,1,c1\n"
    table += "LinkedIn message,2026-11-11T09:00:00Z,o1,,2,c1\nCall,2026-11-11T09:00:00Z,o1,,3,c1\n"
    one = read(written(tmp_path / "h.csv", table), member_id="ada", map="hubspot", me=["o1"])
    assert [row["kind"] for row in rows(one)] == ["message_received", "message_sent"]
    without = table.replace(",Email direction", ",Other").replace(",hs_email_direction", ",other")
    one = read(written(tmp_path / "h.csv", without), member_id="ada", map="hubspot", me=["o1"])
    assert [row["kind"] for row in rows(one)] == ["message_sent", "message_sent"]


@pytest.mark.parametrize("name", READY)
def test_ready_maps_keep_every_rule(name: str) -> None:
    assert parsed(ready_text(name), name=name).file.about


MISTAKES = """nme = "x"
zone = "Europe/Berlim"
[activities]
kin = "Type"
member_id = { column = "A", constant = "B" }
kind = { column = "Type", values = { Mail = "mesage_sent" }, others = "drop" }
occurred_at = { column = "When", format = "yesterday" }
counterpart_id = { colum = "c" }
quantity = { column = "q", format = "%Y" }
has_text = { column = "Body", measure = "length" }
[observed]
since = "soon"
[[connections]]
where = { A = [[1]] }
[coverage]
kind = "a"
observed_from = "b"
observed_to = "c"
status = { constant = "seen" }
"""


def test_every_mistake_of_a_map_is_named_with_key_line_and_hint() -> None:
    with pytest.raises(SourceError) as caught:
        parsed(MISTAKES, name="m.toml")
    said = caught.value.details
    assert caught.value.what == f"m.toml: {len(said)} mistakes."
    for expected in (
        "line 1, nme: there is no such key. Hint: did you mean 'name'?",
        "line 2, zone: 'Europe/Berlim' is no time zone. Hint: did you mean 'Europe/Berlin'?",
        "line 4, activities.kin: there is no such key. Hint: did you mean 'kind'?",
        "line 5, activities.member_id: it needs either 'column' or 'constant'",
        "line 6, activities.kind.others: it must be 'reject', 'ignore', 'keep' or 'empty'",
        (
            "line 7, activities.occurred_at.format: 'yesterday' is no format of a date. "
            "Hint: write it like '%Y-%m-%d %H:%M:%S'."
        ),
        "line 8, activities.counterpart_id.colum: there is no such key. Hint: did you mean",
        "line 9, activities.quantity.format: only dates have a format. Hint: take it out.",
        "line 12, observed.since: it must be a day, like 2026-11-20",
        (
            "line 13, connections.0.connection_id: it is missing. "
            "Hint: say which column is the connection_id."
        ),
        "line 19, coverage.status.constant: 'seen' is not known.",
    ):
        assert any(line.startswith(expected) for line in said), (expected, said)


def test_a_kind_that_is_none_is_named_with_the_one_meant() -> None:
    with pytest.raises(SourceError) as caught:
        parsed(MAP.replace('"message_sent"', '"mesage_sent"'), name="m.toml")
    assert caught.value.details == (
        (
            "line 9, activities.kind.values.Email: 'mesage_sent' is not known. "
            "Hint: did you mean 'message_sent'?"
        ),
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("seen_on = { constant = 'soon' }", "members.seen_on.constant: it must be a day"),
        ("followers = { constant = true }", "members.followers.constant: it must be a whole"),
        ("has_photo = { column = 'a', values = { x = 1 } }", "values.x: it must be true or false"),
        ("followers = { column = 'a', default = 1.5 }", "default: it must be a whole number"),
    ],
)
def test_values_of_a_map_fit_their_column(line: str, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        parsed(f"[members]\n{line}\n", name="m.toml")


@pytest.mark.parametrize(
    "text",
    ["", "a = ", "activities = 3", "[activities]", "[[members]]\n[[members]]", "a" * 99, "me=[]"],
)
def test_any_other_map_is_refused(text: str) -> None:
    with pytest.raises(SourceError):
        parsed(text, name="m.toml")


@given(st.text(alphabet="[]{}=\"'.,#\n abkind_1", max_size=60))
def test_no_text_of_a_map_leads_to_a_crash(text: str) -> None:
    with pytest.raises(SourceError):
        parsed(text, name="m.toml")


def test_a_column_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    error = refusal(MAP.replace('"When"', '"Wenn"').replace("Status", "State"), TABLE, tmp_path)
    assert error.details == (
        (
            "line 11, activities.occurred_at: deals.csv has no column 'Wenn'. "
            "Hint: did you mean 'When'?"
        ),
        (
            "line 14, activities.where.State: deals.csv has no column 'State'. "
            "Hint: did you mean 'Status'?"
        ),
    )
    assert "'Owner', 'Type', 'When'" in error.hint


def test_an_unknown_map_is_named_with_the_ready_ones(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="did you mean 'hubspot'"):
        table_map("hubspott")
    path = tmp_path / "m.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SourceError, match="UTF-8"):
        table_map(path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 5000,
        b"PAR1" + b"\x00" * 5000,
        b"\x00" * 8 + b"DUCK" + b"\x00" * 5000,
        b"PK\x03\x04" + b"x" * 100,
        "Owner,Type\n".encode("utf-16"),
        b"Owner,Type,When,Contact,Body,Status\n",
        b"Owner,Type,When,Contact,Body,Status\n" + b"x" * 3_000_000,
        b'Owner,Type,When,Contact,Body,Status\n"' + b"x,\n" * 100_000,
        b"Owner,Type,When,Contact,Body,Status\n" + b"\xff\xfe,a,b,c,d,e\n" * 10,
        b"," * 100_000,
    ],
)
def test_hostile_files_are_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        read(path, member_id="ada", map=written(tmp_path / "m.toml", MAP))
    assert caught.value.hint


def test_long_cells_and_quotes_in_names_do_no_harm(tmp_path: Path) -> None:
    text = MAP.replace('"Owner"', "'''O'wner\"'''").replace("A1", "A'1")
    table = '"O\'wner""",Type,When,Contact,Body,Status\n'
    table += (
        f"A'1,Email,20.11.2026,{'c' * 300},x,done\nA'1,Email,20.11.2026,c;DROP TABLE x,x,done\n"
    )
    one = imported(tmp_path, text, table)
    assert [row["counterpart_id"] for row in rows(one)] == ["crm:c;DROP TABLE x"]
    assert one.files[0].rejected[0].reason == "counterpart_id: longer than 256 characters"


def test_a_database_cannot_read_other_files(tmp_path: Path) -> None:
    secret = written(tmp_path / "secret.csv", "Owner,Type\nA1,Email\n")
    with duckdb.connect(str(tmp_path / "crm.db")) as base:
        base.execute(f"CREATE VIEW deals AS FROM read_csv('{secret}')")
    with pytest.raises(SourceError, match="which of its tables"):
        read(tmp_path / "crm.db", member_id="ada", map=written(tmp_path / "m.toml", MAP))
    with connected([tmp_path / "crm.db"]) as connection, pytest.raises(duckdb.Error):
        connection.execute(f"FROM read_csv('{secret}')")


def test_the_check_shows_what_a_map_makes_of_a_sample(tmp_path: Path) -> None:
    path = written(tmp_path / "deals.csv", TABLE)
    inputs = {"activities": (path,)}
    (one,) = check(written(tmp_path / "m.toml", MAP), inputs, whose=Whose(member_id="ada")).sections
    assert (one.rows, one.imported, one.unused) == (12, 4, ())
    assert [(c.name, c.source, c.filled) for c in one.columns][1] == ("kind", "Type", 4)
    assert [(k.kind, k.rows, k.members) for k in one.kinds] == [
        ("reaction_given", 3, 2),
        ("message_sent", 1, 1),
    ]
    assert [(u.column, u.value, u.rows) for u in one.unlisted] == [("Type", "Meeting", 1)]
    assert (6,) in [reason.lines for reason in one.reasons]
    (short,) = check(tmp_path / "m.toml", inputs, sample=2).sections
    assert short.rows == 2 or short.imported == 2


def test_a_platform_maps_several_files_and_must_say_whose_each_row_is(tmp_path: Path) -> None:
    files = [written(tmp_path / f"{n}.csv", TABLE) for n in range(2)]
    map_ = parsed(MAP, name="m.toml")
    with connected(files) as connection:
        (one,) = mapped(map_, {"activities": files}, connection)
        table = connection.sql(one.rows).to_arrow_table()
        counts = connection.execute(one.account).fetchall()
    assert table.num_rows == 8
    assert set(table["member_id"].to_pylist()) == {"A1", "A2"}
    assert table["occurred_at"].type == pa.timestamp("us")
    assert sum(number for fate, _, number in counts if fate == "imported") == 8
    nameless = parsed(MAP.replace('member_id = "Owner"\n', ""), name="m.toml")
    with connected(files) as connection, pytest.raises(SourceError, match="several people"):
        mapped(nameless, {"activities": files}, connection)


def test_the_maps_of_the_documentation_keep_every_rule() -> None:
    page = Path(__file__).parents[2] / "docs/sources/any-table.md"
    maps = page.read_text("utf-8").split("```toml\n")[1:]
    assert maps
    for text in maps:
        parsed(text.partition("```")[0], name="docs")


def test_what_is_planned_is_left_out_where_the_day_is_known(tmp_path: Path) -> None:
    one = imported(tmp_path, today=dt.date(2026, 11, 19))
    assert one.seen_to == dt.date(2026, 11, 18)
    assert one.files[0].ignored["lies ahead of the day on which the table was written"] == 2


def test_a_small_file_of_huge_cells_stays_small(tmp_path: Path) -> None:
    huge = pa.array(["x" * 4_000_000]).dictionary_encode()
    column = pa.DictionaryArray.from_arrays(pa.array([0] * 500, pa.int32()), huge.dictionary)
    day = pa.array([dt.date(2026, 11, 20)] * 500)
    pq.write_table(pa.table({"text": column, "day": day}), tmp_path / "t.parquet")
    text = '[activities]\nkind = { constant = "post_published" }\noccurred_at = "day"\n'
    text += 'has_text = "text"\ncounterpart_id = "text"\n'
    path = written(tmp_path / "m.toml", text)
    with pytest.raises(SourceError, match="500 rows: counterpart_id: longer than 256 characters"):
        read(tmp_path / "t.parquet", member_id="ada", map=path)


def test_a_quote_that_is_never_closed_is_told(tmp_path: Path) -> None:
    table = TABLE.replace("A2,like", '"A2,like', 1) + "A1,Like,20.11.2026,c,,done\n"
    (account,) = imported(tmp_path, table=table).files
    assert account.reason == "quotes that do not match from line 10 on: rows may be lost there"
    assert account.imported == 2
