"""Sales Navigator: whose seat it is, what was counted on which day, and nothing guessed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import seat_files as files
import tiny_archive as tiny
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from seat_files import ACTIVITIES, HEADER, ME, ROSTER, USAGE, written

from openssi.errors import SourceError
from openssi.sources import sales_navigator
from openssi.sources.account import FileAccount, Imported
from openssi.sources.sales_navigator import Roster
from openssi.sources.sales_navigator.shares import Total, shared_out

ADA = "ada-okafor"
OCTOBER = (dt.date(2026, 10, 1), dt.date(2026, 10, 30))
PLAIN = "Email,Searches Performed,Profile Views\n"


@pytest.fixture
def roster(tmp_path: Path) -> Roster:
    return sales_navigator.read_roster(written(tmp_path / "roster.csv", ROSTER))


def read(path: Path, text: str, roster: Roster | None, columns: str | None = None) -> Imported:
    told = written(path / "map.toml", columns) if columns is not None else None
    file = written(path / "usage.csv", text)
    return sales_navigator.read(file, member_id=ME, roster=roster, columns=told)


def adds_up(account: FileAccount) -> bool:
    left = account.duplicates + sum(account.ignored.values()) + len(account.rejected)
    return account.rows == account.imported + left


def sums(one: Imported) -> dict[tuple[str, str], float]:
    told: dict[tuple[str, str], float] = {}
    for row in one.tables.activities.to_pylist():
        key = (row["member_id"], row["kind"])
        told[key] = told.get(key, 0.0) + row["quantity"]
    return told


def covered(one: Imported, member_id: str = ME) -> dict[str, list[tuple[Any, ...]]]:
    told: dict[str, list[tuple[Any, ...]]] = {}
    for row in one.tables.coverage.to_pylist():
        if row["member_id"] == member_id:
            span = (row["observed_from"], row["observed_to"], row["status"])
            told.setdefault(row["kind"], []).append(span)
    return told


def test_totals_are_spread_over_the_days_of_their_period(tmp_path: Path, roster: Roster) -> None:
    one = read(tmp_path, USAGE, roster)
    assert sums(one) == pytest.approx(
        {
            (ME, "active_day"): 15,
            (ME, "search_performed"): 60,
            (ME, "profile_viewed"): 90,
            (ME, "lead_saved"): 30,
            (ME, "inmail_sent"): 6,
            (ADA, "active_day"): 3,
            (ADA, "search_performed"): 1200,
            (ADA, "profile_viewed"): 12,
            (ADA, "account_saved"): 3,
        }
    )
    own = [row for row in one.tables.activities.to_pylist() if row["member_id"] == ME]
    searches = [row for row in own if row["kind"] == "search_performed"]
    assert {row["quantity"] for row in searches} == {2.0}
    assert searches[0]["activity_id"] == "total:search_performed:2026-10-01"
    assert len(searches) == 30


def test_zero_is_covered_and_a_blank_cell_is_not(tmp_path: Path, roster: Roster) -> None:
    one = read(tmp_path, USAGE, roster)
    span = [(*OCTOBER, "estimated")]
    kinds = ("active_day", "search_performed", "profile_viewed", "lead_saved", "account_saved")
    assert covered(one) == dict.fromkeys(kinds, span)
    assert "lead_saved" not in covered(one, ADA)


def test_a_number_of_messages_shows_nothing_of_people(tmp_path: Path, roster: Roster) -> None:
    one = read(tmp_path, USAGE, roster)
    assert "inmail_sent" not in covered(one)
    assert all(row["counterpart_id"] is None for row in one.tables.activities.to_pylist())


def test_every_row_is_accounted_for(tmp_path: Path, roster: Roster) -> None:
    (account,) = read(tmp_path, USAGE, roster).files
    assert (account.rows, account.imported) == (5, 2)
    assert account.ignored == {
        "a total or an average of all seats": 1,
        "the seat is not in the roster": 1,
        "a seat of which nothing is told": 1,
    }
    assert adds_up(account)


def test_the_official_index_is_read_for_each_seat(tmp_path: Path, roster: Roster) -> None:
    (reading,) = read(tmp_path, USAGE, roster).official
    assert (reading.member_id, reading.day, reading.total) == (ME, OCTOBER[1], 53.25)
    assert reading.pillars == {
        "brand": 20.97,
        "people": 6.4,
        "insights": 10.25,
        "relationships": 15.63,
    }


def test_the_mapping_is_echoed(tmp_path: Path, roster: Roster) -> None:
    note = read(tmp_path, USAGE, roster).notes[0]
    assert "'Searches Performed' is searches" in note
    assert "not used: 'Coach Level', 'Leads saved (total)', 'Lists created'" in note


def test_without_a_roster_every_seat_waits(tmp_path: Path) -> None:
    one = read(tmp_path, USAGE, None)
    assert one.tables.activities.num_rows == one.tables.members.num_rows == 0
    assert one.tables.coverage.num_rows == 0
    assert one.official == ()
    assert one.waiting[0] == "email zoe@nordlicht.example, name Zoë Brandt"
    assert len(one.waiting) == 3
    assert one.files[0].ignored["the seat is not in the roster"] == 3
    assert one.member_id == ME


def test_nobody_is_known_by_name(tmp_path: Path, roster: Roster) -> None:
    text = "Report 2026-10-01 - 2026-10-30\nName,Email,Searches\nZoë Brandt,other@x.example,7\n"
    one = read(tmp_path, text, roster)
    assert one.waiting == ("email other@x.example, name Zoë Brandt",)
    assert one.tables.activities.num_rows == 0


def test_a_row_that_contradicts_itself_waits(tmp_path: Path, roster: Roster) -> None:
    text = "2026-10-01 - 2026-10-30\nSeat ID,Email,Searches\n102,zoe@nordlicht.example,7\n"
    assert len(read(tmp_path, text, roster).waiting) == 1


def test_the_team_and_the_name_come_from_the_roster(tmp_path: Path, roster: Roster) -> None:
    rows = read(tmp_path, USAGE, roster).tables.members.to_pylist()
    assert [(row["member_id"], row["team"]) for row in rows] == [(ADA, "South"), (ME, "North")]


@pytest.mark.parametrize(
    "line",
    [
        "Date range: 10/1/2026 - 10/30/2026",
        "Usage from Oct 1, 2026 to Oct 30, 2026",
        "1 October 2026 - 30 October 2026",
        "Start,2026-10-01,End,2026-10-30",
    ],
)
def test_the_period_is_read_above_the_header(tmp_path: Path, roster: Roster, line: str) -> None:
    one = read(tmp_path, f"{line}\n{PLAIN}zoe@nordlicht.example,60,90\n", roster)
    assert covered(one)["search_performed"] == [(*OCTOBER, "estimated")]


def test_a_period_that_can_be_two_is_refused(tmp_path: Path, roster: Roster) -> None:
    with pytest.raises(SourceError, match="month or the day first"):
        read(tmp_path, f"10/01/2026 - 11/02/2026\n{PLAIN}zoe@nordlicht.example,6,9\n", roster)


def test_a_report_that_tells_no_days_asks_for_them(tmp_path: Path, roster: Roster) -> None:
    with pytest.raises(SourceError, match="of which days") as raised:
        read(tmp_path, f"{PLAIN}zoe@nordlicht.example,60,90\n", roster)
    assert "[period]" in raised.value.hint
    told = "[period]\nfrom = 2026-10-01\nto = '2026-10-30'\n"
    one = read(tmp_path, f"{PLAIN}zoe@nordlicht.example,60,90\n", roster, told)
    assert covered(one)["search_performed"] == [(*OCTOBER, "estimated")]


def test_rows_may_have_days_of_their_own(tmp_path: Path, roster: Roster) -> None:
    rows = "".join(f"zoe@nordlicht.example,10/{n}/2026,10/{n}/2026,{n}\n" for n in (12, 13, 14))
    one = read(tmp_path, f"Email,Start date,End date,Searches\n{rows}", roster)
    assert covered(one)["search_performed"] == [
        (dt.date(2026, 10, 12), dt.date(2026, 10, 14), "measured")
    ]
    assert sums(one) == {(ME, "search_performed"): 39.0}


def test_overlapping_periods_count_once(tmp_path: Path, roster: Roster) -> None:
    text = (
        "Email,Start date,End date,Searches\n"
        "zoe@nordlicht.example,2026-10-01,2026-10-30,60\n"
        "zoe@nordlicht.example,2026-10-01,2026-10-10,50\n"
        "zoe@nordlicht.example,2026-10-01,2026-10-10,50\n"
        "zoe@nordlicht.example,2026-10-01,2026-10-10,51\n"
        "zoe@nordlicht.example,2026-10-10,2026-10-01,51\n"
    )
    one = read(tmp_path, text, roster)
    assert sums(one) == pytest.approx({(ME, "search_performed"): 60})
    first, *_, last = (row["quantity"] for row in one.tables.activities.to_pylist())
    assert (first, last) == (5.0, 0.5)
    account = one.files[0]
    assert account.duplicates == 1
    assert [(row.line, row.reason) for row in account.rejected] == [
        (5, "an earlier row tells other numbers of the same days"),
        (6, "no first and last day, or in the wrong order"),
    ]
    assert adds_up(account)


_PERIODS = st.tuples(st.integers(0, 60), st.integers(0, 30), st.integers(0, 500))


@given(st.lists(_PERIODS, max_size=6), st.randoms())
def test_the_order_of_rows_changes_nothing(told: list[tuple[int, int, int]], chance: Any) -> None:
    day = dt.date(2026, 1, 1)
    totals = [
        Total(ME, "lead_saved", (day + dt.timedelta(a), day + dt.timedelta(a + b)), n)
        for a, b, n in {(a, b): (a, b, n) for a, b, n in told}.values()
    ]
    shares = shared_out(totals)
    mixed = chance.sample(totals, len(totals))
    assert shared_out(mixed) == shares
    days = shares.get((ME, "lead_saved"), {})
    assert all(share.quantity >= 0 for share in days.values())
    whole = sum(share.quantity for share in days.values())
    assert whole <= sum(total.number for total in totals) + 1e-6
    assert whole >= max((total.number for total in totals), default=0) - 1e-6


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("zoe@nordlicht.example,many,9", "searches is not a whole number of 0 or more"),
        ("zoe@nordlicht.example,-4,9", "searches is not a whole number of 0 or more"),
        ("zoe@nordlicht.example,4", "2 columns where the header has 3"),
    ],
)
def test_bad_rows_cost_only_themselves(
    tmp_path: Path, roster: Roster, row: str, reason: str
) -> None:
    text = f"2026-10-01 - 2026-10-30\n{PLAIN}{row}\nada@nordlicht.example,1,2\n"
    (account,) = read(tmp_path, text, roster).files
    assert [(one.line, one.reason) for one in account.rejected] == [(3, reason)]
    assert account.imported == 1
    assert adds_up(account)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("31,,,,,,,", "more active days than the 30 of its period"),
        ("1,101,,,,,,", "ssi is not a number from 0 to 100"),
        ("1,,26,,,,,", "ssi_brand is not a number from 0 to 25"),
    ],
)
def test_numbers_that_cannot_be_are_rejected(
    tmp_path: Path, roster: Roster, cells: str, reason: str
) -> None:
    header = "Email,Days Active,SSI,SSI - Brand,SSI - People,SSI - Insights,SSI - Relationships,A,B"
    text = f"2026-10-01 - 2026-10-30\n{header}\nzoe@nordlicht.example,{cells}\n"
    with pytest.raises(SourceError, match="no row of it can be used"):
        read(tmp_path, text, roster)
    text += "ada@nordlicht.example,1,,10,,10,,,\n"
    one = read(tmp_path, text, roster)
    assert one.files[0].rejected[0].reason == reason
    assert one.official == ()


def test_four_parts_make_the_index(tmp_path: Path, roster: Roster) -> None:
    header = "Email,SSI - Brand,SSI - People,SSI - Insights,SSI - Relationships"
    text = f"2026-10-01 - 2026-10-30\n{header}\nzoe@nordlicht.example,1.5,2,3,4\n"
    (reading,) = read(tmp_path, text, roster).official
    assert reading.total == 10.5


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("SEARCHES PERFORMED", "searches"),
        ("Searches (last 30 days)", "searches"),
        ("Advanced searches", "advanced_searches"),
        ("Messages / InMails sent", "inmails_sent"),
        ("Social Selling Index (SSI)", "ssi"),
        ("SSI Score - Find the right people", "ssi_people"),
        ("Build relationships", "ssi_relationships"),
    ],
)
def test_columns_are_known_by_many_names(
    tmp_path: Path, roster: Roster, name: str, key: str
) -> None:
    text = f"2026-10-01 - 2026-10-30\nEmail,{name},Days Active\nzoe@nordlicht.example,7,7\n"
    assert f"'{name}' is {key}" in read(tmp_path, text, roster).notes[0]


@pytest.mark.parametrize(
    "name", ["People", "Leads saved (total)", "Average searches", "InMail rate"]
)
def test_columns_that_count_something_else_are_left(
    tmp_path: Path, roster: Roster, name: str
) -> None:
    text = f"2026-10-01 - 2026-10-30\nEmail,{name},Days Active\nzoe@nordlicht.example,7,7\n"
    note = read(tmp_path, text, roster).notes[0]
    assert f"not used: '{name}'" in note
    assert f'under [columns] in a --columns file: searches = "{name}"' in note


def test_the_user_corrects_the_columns(tmp_path: Path, roster: Roster) -> None:
    text = "2026-10-01 - 2026-10-30\nWho,Looked for,Searches\nzoe@nordlicht.example,60,7\n"
    told = "[columns]\nemail = 'Who'\nadvanced_searches = 'looked for'\nsearches = ''\n"
    one = read(tmp_path, text, roster, told)
    assert sums(one) == pytest.approx({(ME, "advanced_search_performed"): 60})


def test_a_report_of_foreign_names_is_known_with_the_users_word(tmp_path: Path) -> None:
    head = b"Wer,Gesucht\nzoe@nordlicht.example,60\n"
    told = written(tmp_path / "map.toml", "[columns]\nemail = 'Wer'\nsearches = 'Gesucht'\n")
    assert not sales_navigator.recognises(tmp_path, head)
    assert sales_navigator.recognises(tmp_path, head, columns=told)
    wrong = written(tmp_path / "wrong.toml", "[colums]\n")
    assert not sales_navigator.recognises(tmp_path, head, columns=wrong)


def test_what_would_fill_all_memory_is_refused() -> None:
    years = (dt.date(2024, 1, 1), dt.date(2025, 12, 31))
    with pytest.raises(SourceError, match="more than 1,000,000"):
        shared_out([Total(str(n), "lead_saved", years, 1) for n in range(1400)])


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "[columns]\nserches = 'Searches'\n",
            "columns.serches: no such key; did you mean 'searches'?",
        ),
        ("[columns]\nsearches = 7\n", "columns.searches: not the name of a column in quotes"),
        ("[colums]\n", "colums: no such section; did you mean 'columns'?"),
        ("columns = 1\n", "columns: not a section"),
        ("[period]\nfrom = 2026-10-01\n", "period.to: not a day like 2026-10-01"),
        ("[period]\nfrom = 2026-10-02\nto = 2026-10-01\n", "period.from: later than period.to"),
        ("[period]\nfrom = 2026-10-02\nto = 2026-10-03\nuntil = 1\n", "period.until: no such key"),
        ("columns]", "not TOML"),
        (
            "[columns]\nsearches = 'Serches Performed'\n",
            "columns.searches: no column 'Serches Performed'; did you mean 'Searches Performed'?",
        ),
        (
            "[columns]\nsearches = 'Email'\nemail = 'Email'\n",
            "columns.email: 'Email' is searches already",
        ),
    ],
)
def test_every_mistake_in_the_columns_is_named(
    tmp_path: Path, roster: Roster, told: str, expected: str
) -> None:
    text = f"2026-10-01 - 2026-10-30\n{PLAIN}zoe@nordlicht.example,60,7\n"
    with pytest.raises(SourceError) as raised:
        read(tmp_path, text, roster, told)
    assert expected in str(raised.value)
    assert "?." not in str(raised.value)


def test_a_column_that_is_missing_is_named_with_those_that_exist(
    tmp_path: Path, roster: Roster
) -> None:
    text = f"2026-10-01 - 2026-10-30\n{PLAIN}zoe@nordlicht.example,60,7\n"
    with pytest.raises(SourceError) as raised:
        read(tmp_path, text, roster, "[columns]\nsearches = 'Q'\nname = 'R'\n")
    assert raised.value.details == (
        "columns.searches: no column 'Q'",
        "columns.name: no column 'R'",
        "the report has the columns 'Email', 'Searches Performed', 'Profile Views'",
    )


def test_single_activities_are_read(tmp_path: Path, roster: Roster) -> None:
    one = read(tmp_path, ACTIVITIES, roster)
    rows = one.tables.activities.to_pylist()
    assert [(row["activity_id"], row["member_id"], row["kind"]) for row in rows] == [
        ("sales-navigator:a1", ME, "advanced_search_performed"),
        ("sales-navigator:a2", ME, "profile_viewed"),
        ("sales-navigator:a3", ME, "lead_saved"),
        ("sales-navigator:a4", ADA, "account_saved"),
        ("sales-navigator:a5", ME, "inmail_sent"),
        ("sales-navigator:a6", ME, "message_sent"),
    ]
    assert rows[1]["occurred_at"].isoformat() == "2026-10-01T08:01:00"
    assert [row["counterpart_id"] for row in rows[:3]] == [None, *["sales-navigator:k1"] * 2]
    assert one.seen_to == dt.date(2026, 10, 31)
    assert one.waiting == ("seat 103",)


def test_rows_of_the_export_are_accounted_for(tmp_path: Path, roster: Roster) -> None:
    (account,) = read(tmp_path, ACTIVITIES, roster).files
    assert (account.rows, account.imported, account.duplicates) == (12, 6, 1)
    assert account.ignored == {
        "a connection: the data archive tells it, and with whom": 1,
        "a type of activity that is not known to this version": 1,
        "the seat is not in the roster": 1,
    }
    assert [row.line for row in account.rejected] == [11, 12]
    assert adds_up(account)


def test_the_export_covers_what_it_shows_of_everybody(tmp_path: Path, roster: Roster) -> None:
    span = [(dt.date(2026, 10, 1), dt.date(2026, 10, 31), "measured")]
    kinds = ("advanced_search_performed", "profile_viewed", "lead_saved", "account_saved")
    one = read(tmp_path, ACTIVITIES, roster)
    assert covered(one) == covered(one, ADA) == dict.fromkeys(kinds, span)


def test_messages_are_sent_to_nobody_known(tmp_path: Path, roster: Roster) -> None:
    rows = read(tmp_path, ACTIVITIES, roster).tables.activities.to_pylist()
    sent = [row for row in rows if row["kind"] in {"inmail_sent", "message_sent"}]
    assert [row["counterpart_id"] for row in sent] == [None, None]


def test_an_export_without_a_roster_waits(tmp_path: Path) -> None:
    one = read(tmp_path, ACTIVITIES, None)
    assert one.waiting == ("seat 101", "seat 102", "seat 103")
    assert one.tables.activities.num_rows == one.tables.coverage.num_rows == 0
    assert adds_up(one.files[0])


@pytest.mark.parametrize(
    ("old", "new"),
    [("\n", "\r\n"), ("", "\ufeff"), (",", ";"), (",", "\t"), ("activityId", "ACTIVITYID")],
)
def test_other_dialects_say_the_same(tmp_path: Path, roster: Roster, old: str, new: str) -> None:
    changed = ACTIVITIES.replace(old, new) if old else new + ACTIVITIES
    told = read(tmp_path, changed, roster).tables.activities
    assert told.equals(read(tmp_path, ACTIVITIES, roster).tables.activities)


def test_a_person_is_found_by_any_of_their_marks(roster: Roster) -> None:
    found = {
        person.member_id if (person := roster.find(**told)) else None
        for told in (
            {"email": " ADA@nordlicht.example "},
            {"seat": "urn:li:salesSeat:102"},
            {"seat": "102.0"},
            {"profile": "http://de.linkedin.com/in/Ada-Okafor?x=1"},
        )
    }
    assert found == {ADA}
    assert roster.find() is None


def test_a_roster_accounts_for_its_rows(tmp_path: Path) -> None:
    text = (
        ROSTER
        + "Ada Okafor,Ada@Nordlicht.example,102,https://www.linkedin.com/in/ada-okafor/,South\n"
        + "Ada Okafor,,105,ada-okafor,South\n"
        + "Ivo Král,ivo@nordlicht.example,101,https://www.linkedin.com/in/ivo-kral,South\n"
        + "Linh Trần,linh@nordlicht.example,109,,South\n"
    )
    roster = sales_navigator.read_roster(written(tmp_path / "r.csv", text))
    assert (roster.account.imported, roster.account.duplicates) == (3, 1)
    assert [row.line for row in roster.account.rejected] == [6, 7]
    assert adds_up(roster.account)
    assert roster.find(seat="101") is None
    assert (roster.find(email="zoe@nordlicht.example") or roster.find()) is not None
    assert getattr(roster.find(seat="105"), "member_id", None) == ADA


def test_files_are_known_by_their_header_and_not_taken_for_each_other(tmp_path: Path) -> None:
    recruiter = (
        "Seat holder name,Seat id,Profiles viewed,Projects created,Profiles saved to project,"
        "Searches performed,InMails sent\n"
    )
    told = {
        "usage": USAGE,
        "bare": HEADER,
        "export": ACTIVITIES,
        "roster": ROSTER,
        "recruiter": recruiter,
        "connections": tiny.FILES["Connections.csv"],
        "messages": tiny.FILES["messages.csv"],
        "invitations": tiny.FILES["Invitations.csv"],
        "json": '{"memberScore": {"overall": 53.2}}',
        "readings": "date,total,brand,people,insights,relationships\n2026-10-01,53,20,6,10,15\n",
    }
    heads = {name: text.encode() for name, text in told.items()}
    heads |= {"zip": b"PK\x03\x04" + b"\0" * 99, "nothing": b"", "zeros": b"\0" * 999}
    found = {
        name: (
            sales_navigator.recognises(tmp_path, head),
            sales_navigator.is_roster(tmp_path, head),
        )
        for name, head in heads.items()
    }
    assert {name for name, (mine, _) in found.items() if mine} == {"usage", "bare", "export"}
    assert {name for name, (_, one) in found.items() if one} == {"roster"}


@given(st.binary(max_size=400))
def test_recognising_never_raises(head: bytes) -> None:
    sales_navigator.recognises(Path("x"), head)
    sales_navigator.is_roster(Path("x"), head)


@pytest.mark.parametrize(
    "text",
    ["", "\0", "a,b\n1,2\n", '"' * 999, "activityId,activityType,createdAt,seatId\n", HEADER],
)
def test_what_is_no_report_is_refused_plainly(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError) as raised:
        read(tmp_path, text, None)
    assert raised.value.hint
    assert "archive" not in raised.value.hint


def test_other_files_are_refused_plainly(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        sales_navigator.read(tmp_path / "none.csv", member_id=ME)
    with pytest.raises(SourceError, match="not a roster"):
        sales_navigator.read_roster(written(tmp_path / "r.csv", USAGE))
    with pytest.raises(SourceError):
        sales_navigator.read_roster(tmp_path)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(tmp_path: Path, text: str) -> None:
    for whole in (text, ACTIVITIES + text, files.USAGE + text):
        path = tmp_path / "any.csv"
        path.write_bytes(whole.encode("utf-8", "surrogatepass"))
        try:
            one = sales_navigator.read(path, member_id=ME)
        except SourceError:
            continue
        assert all(adds_up(account) for account in one.files)
