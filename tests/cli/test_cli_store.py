"""What a member tells on the command line: kept, counted, shown, taken back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import icalendar
import pytest

Openssi = Callable[..., Any]

ADD = ("official", "add", "2026-11-14", "--total", 53, "--brand", 20.97, "--industry-top", 10)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "store.duckdb"
    monkeypatch.setenv("OPENSSI_WORKSPACE", str(place))
    return place


def scored(openssi: Openssi, archive: Path, *more: object) -> dict[str, Any]:
    ran = openssi("score", archive, *more, "--format", "json")
    assert ran.code == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def status(result: dict[str, Any], signal: str) -> str:
    return next(str(one["status"]) for one in result["signals"] if one["id"] == signal)


def coverage(result: dict[str, Any], pillar: str) -> float:
    return next(float(one["coverage"]) for one in result["pillars"] if one["id"] == pillar)


@pytest.mark.usefixtures("store")
def test_a_check_in_counts_in_the_next_score_until_it_is_undone(
    openssi: Openssi, archive: Path
) -> None:
    before = scored(openssi, archive)
    told = ("--set", "profile_views_90d=120", "--set", "has_photo=yes", "--day", "2026-11-15")
    assert openssi("checkin", *told).code == 0
    after = scored(openssi, archive)
    assert status(before, "inbound_profile_views") == "not_observed"
    assert status(after, "inbound_profile_views") == "self_reported"
    assert status(after, "profile_completeness") == "self_reported"
    assert coverage(after, "find_right_people") > coverage(before, "find_right_people")
    assert "profile_views_90d=120" in openssi("checkin", "--list").out
    assert openssi("checkin", "--undo").code == 0
    assert scored(openssi, archive) == before


@pytest.mark.usefixtures("store")
def test_it_never_moves_the_day_that_is_scored(openssi: Openssi, archive: Path) -> None:
    before = scored(openssi, archive)["as_of"]
    assert openssi("checkin", "--set", "searches_28d=5", "--day", "2026-11-20").code == 0
    assert openssi(*ADD).code == 0
    assert scored(openssi, archive)["as_of"] == before


@pytest.mark.usefixtures("store")
def test_a_reading_stands_beside_ours(openssi: Openssi, archive: Path) -> None:
    assert openssi(*ADD).code == 0
    told = scored(openssi, archive)
    assert told["official"]["readings"][0]["total"] == 53
    beside = told["official"]["beside"]
    assert beside["day"] == "2026-11-14"
    (brand,) = beside["pillars"]
    assert brand["difference"] == pytest.approx(brand["ours"] - 20.97)
    industry = next(one for one in told["benchmarks"] if one["group"] == "industry")
    assert (industry["rank_percent"], industry["reading"]["total"]) == (10, 53)
    assert "53" in openssi("official", "list").out
    assert openssi("official", "remove", "2026-11-14").code == 0
    assert scored(openssi, archive)["official"] is None


@pytest.mark.usefixtures("store")
def test_a_store_of_another_member_is_left_alone(openssi: Openssi, archive: Path) -> None:
    before = scored(openssi, archive)
    assert openssi(*ADD, "--me", "https://www.linkedin.com/in/somebody-else").code == 0
    after = scored(openssi, archive)
    assert after["official"] is None
    assert any("another member" in note for note in after["notes"])
    assert after["total"] == before["total"]


def test_pasted_text_is_shown_before_it_is_kept(
    openssi: Openssi, tmp_path: Path, store: Path
) -> None:
    text = tmp_path / "copied.txt"
    text.write_text(
        "Your Social Selling Index\n53 out of 100\n"
        "20.97 | Establish your professional brand\n6.4 | Find the right people\n"
        "10.25 | Engage with insights\n15.38 | Build relationships\n",
        encoding="utf-8",
    )
    asked = openssi("official", "paste", text, "--day", "2026-11-20")
    assert asked.code == 0
    assert "Nothing was kept" in asked.out
    assert not store.exists()
    assert openssi("official", "paste", text, "--day", "2026-11-20", "--yes").code == 0
    assert "20.97" in openssi("official", "list").out


@pytest.mark.usefixtures("store")
def test_a_file_of_readings_is_a_source_and_can_be_kept(
    openssi: Openssi, archive: Path, tmp_path: Path
) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("date,total,brand\n2026-11-01,50,12\n2026-11-08,51,12\n", encoding="utf-8")
    given = scored(openssi, archive, table)
    assert [one["total"] for one in given["official"]["readings"]] == [50, 51]
    assert openssi("official", "read", table).code == 0
    assert scored(openssi, archive)["official"] == given["official"]


def test_export_gives_everything_and_erase_takes_it(
    openssi: Openssi, tmp_path: Path, store: Path
) -> None:
    assert openssi("checkin", "--set", "followers=900", "--day", "2026-11-15").code == 0
    assert openssi(*ADD).code == 0
    out = tmp_path / "all.json"
    assert openssi("export", "-o", out).code == 0
    kept = json.loads(out.read_text(encoding="utf-8"))
    assert len(kept["checkins"]) == len(kept["official"]) == 1
    assert openssi("erase", "--yes").code == 0
    assert not store.exists()
    gone = openssi("export")
    assert gone.code == 1
    assert "Hint:" in gone.err


def test_reminders_are_a_calendar(openssi: Openssi, tmp_path: Path) -> None:
    out = tmp_path / "mine.ics"
    assert openssi("remind", "-o", out, "--from", "2026-11-30").code == 0
    calendar = icalendar.Calendar.from_ical(out.read_bytes())
    rules = [event["rrule"]["freq"] for event in calendar.walk("vevent")]
    assert rules == [["WEEKLY"], ["MONTHLY"]]
    assert openssi("remind", "-o", out).code == 0
    notes = tmp_path / "notes.txt"
    notes.write_text("mine", encoding="utf-8")
    assert openssi("remind", "-o", notes).code == 1
    assert notes.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "words",
    [
        ("checkin", "--set", "has_foto=yes"),
        ("checkin", "--set", "has_photo"),
        ("checkin", "--set", "has_photo=yes", "--day", "2999-01-01"),
        ("checkin", "--undo"),
        ("official", "add", "2026-11-14", "--total", 153),
        ("official", "add", "2026-11-14", "--total", 53, "--brand", 26),
        ("official", "add", "2999-11-14", "--total", 53),
        ("official", "remove", "2026-11-14"),
        ("official", "paste", "nothing.txt"),
        ("official", "read", "nothing.json"),
        ("score",),
    ],
)
def test_mistakes_are_told_and_keep_nothing(
    openssi: Openssi, store: Path, words: tuple[object, ...]
) -> None:
    ran = openssi(*words)
    assert ran.code == 1
    assert ran.err.startswith("Error: ")
    assert "Hint: " in ran.err
    assert "Traceback" not in ran.err
    if store.exists():
        assert "No reading" in openssi("official", "list").out
        assert "No check-in" in openssi("checkin", "--list").out


def test_a_store_is_not_taken_over_by_another_name(openssi: Openssi, store: Path) -> None:
    mine, other = (f"https://www.linkedin.com/in/{name}" for name in ("ana-m", "ben-k"))
    assert openssi("checkin", "--set", "followers=9", "--day", "2026-11-15", "--me", mine).code == 0
    refused = openssi("checkin", "--set", "followers=5", "--day", "2026-11-16", "--me", other)
    assert refused.code == 1
    assert "--workspace" in refused.err
    assert "followers=5" not in openssi("checkin", "--list").out
    elsewhere = store.with_name("bens.duckdb")
    told = ("--set", "followers=5", "--day", "2026-11-16", "--me", other)
    assert openssi("checkin", *told, "--workspace", elsewhere).code == 0


@pytest.mark.usefixtures("store")
def test_a_reading_that_is_replaced_is_shown(openssi: Openssi) -> None:
    assert openssi(*ADD).code == 0
    again = openssi("official", "add", "2026-11-14", "--total", 40)
    assert "Replaced: 2026-11-14  total 53: brand 20.97" in again.out


@pytest.mark.usefixtures("store")
def test_a_reading_of_a_day_that_the_data_show_is_compared_first(
    openssi: Openssi, archive: Path
) -> None:
    assert openssi(*ADD).code == 0
    assert openssi("official", "add", "2026-11-21", "--total", 55).code == 0
    assert scored(openssi, archive)["official"]["beside"]["day"] == "2026-11-14"
