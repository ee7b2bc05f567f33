"""Readings of LinkedIn's own index: one a day, the given file before what was kept."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from openssi import workspace
from openssi.intake import checkup
from openssi.sources.account import FileAccount, Imported, OfficialGroup, OfficialReading
from openssi.sources.readings_once import readings_once
from openssi.tables import SCHEMAS, Tables, from_rows

DAY = dt.date(2026, 11, 8)


def reading(total: float, member_id: str = "ana", **more: object) -> OfficialReading:
    return OfficialReading(day=DAY, total=total, member_id=member_id, source="x", **more)  # type: ignore[arg-type]  # as the test says


def told(name: str, *official: OfficialReading, is_kept: bool = False) -> Imported:
    file = FileAccount(file=name, status="parsed")
    return Imported(
        source=name,
        kind="official",
        member_id="ana",
        tables=Tables(**{table: from_rows(table, []) for table in SCHEMAS}),
        seen_to=DAY,
        files=() if is_kept else (file,),
        official=official,
    )


def test_a_file_goes_before_the_store_and_the_difference_is_said(tmp_path: Path) -> None:
    path, place = tmp_path / "readings.csv", tmp_path / "store.duckdb"
    path.write_text("date,total,brand\n2026-11-08,51,12\n", encoding="utf-8")
    with workspace.opened(place) as store:
        store.add_official(
            [
                reading(47.0),
                OfficialReading(
                    day=DAY + dt.timedelta(7), total=52.0, member_id="", source="typed in"
                ),
            ]
        )
    whole = checkup(path, workspace=place).whole
    assert [(one.day.day, one.total) for one in whole.official] == [(8, 51), (15, 52)]
    (note,) = (note for note in whole.notes if "own index" in note)
    assert note.startswith("LinkedIn's own index of 2026-11-08: readings.csv tells the total 51")
    assert "Official readings 47" in note


@pytest.mark.parametrize("kept_first", [True, False])
def test_what_agrees_is_one_reading_with_all_that_both_tell(kept_first: bool) -> None:  # noqa: FBT001 - as pytest gives it
    typed = reading(53.0, industry=OfficialGroup(name="Software", top=10))
    page = reading(53.25, pillars={"brand": 20.97}, industry=OfficialGroup(average=35.0))
    sources = [told("kept", typed, is_kept=True), told("ssi.json", page)]
    found = readings_once(sources if kept_first else sources[::-1])
    assert found.doubts == ()
    (one,) = found.readings
    assert (one.total, one.pillars) == (53.25, {"brand": 20.97})
    assert one.industry == OfficialGroup(name="Software", top=10, average=35.0)


@pytest.mark.parametrize(
    ("other", "says"),
    [
        (reading(53.0, pillars={"brand": 9.0}), "brand 12, b 9"),
        (reading(53.0, industry=OfficialGroup(top=11)), "the industry rank 10, b 11"),
        (reading(53.0, network=OfficialGroup(average=30)), "the network average 36, b 30"),
    ],
)
def test_each_number_may_contradict(other: OfficialReading, says: str) -> None:
    groups = {"industry": OfficialGroup(top=10), "network": OfficialGroup(average=36)}
    one = reading(53.0, pillars={"brand": 12.0}, **groups)
    found = readings_once([told("a", one), told("b", other)])
    assert found.readings == (one,)
    assert says in found.doubts[0]


def test_members_have_readings_of_their_own() -> None:
    found = readings_once([told("a", reading(53.0), reading(40.0, "ben"))])
    assert [one.member_id for one in found.readings] == ["ana", "ben"]
    assert found.doubts == ()
