"""Every source of one member together: what that shows, and that nothing depends on the order."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path

import pytest
from analytics_books import aggregate, book
from seat_files import HEADER, written

from openssi import intake, pipeline, workspace
from openssi.errors import SourceError
from openssi.result import Result
from openssi.sources.recognise import Source, recognised

LAST = dt.date(2026, 11, 15)
"""Last day of the archive."""


@pytest.fixture(scope="module")
def folder(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every file that a member may have, under names that say nothing."""
    place = tmp_path_factory.mktemp("sources")
    (place / "1").write_bytes(archive.read_bytes())
    year = [(40 + n % 7, n % 5, 1 + n % 3) for n in range(365)]
    book(place / "2.xlsx", aggregate(LAST - dt.timedelta(364), year)).rename(place / "2")
    written(
        place / "3",
        "Usage report\nDate range: 2026-10-17 - 2026-11-15\n\n" + HEADER + "Tomás Rosenqvist,"
        "t@orso.example,Expert,20,60,90,30,400,2,1,6,53.25,20.97,6.4,10.25,15.63\n",
    )
    written(
        place / "4",
        "name,email,seat,profile URL,team\nTomás Rosenqvist,t@orso.example,101,"
        "https://www.linkedin.com/in/tomas-rosenqvist,North\n",
    )
    written(place / "5", "date,total,brand\n2026-11-01,50,12\n2026-11-08,51,12\n")
    written(
        place / "accounts",
        "company,industry,target\n"
        + "".join(f"{name},Software Development,\n" for name in companies(archive)),
    )
    with workspace.opened(place / "store") as store:
        told = {"has_photo": 1, "has_banner": 1, "profile_views_90d": 200}
        told |= {"profiles_viewed_28d": 40, "prospects_viewed_28d": 12}
        told |= {"groups_joined_28d": 1, "group_posts_28d": 3}
        store.check_in(LAST, told)
    return place


def companies(archive: Path) -> list[str]:
    found = intake.checkup(archive).whole.tables.connections["company"].unique().to_pylist()
    return [name for name in found if name and "," not in name][:20]


def files(folder: Path) -> list[Path]:
    return [folder / name for name in "12345"]


def scored(folder: Path, paths: Sequence[Path]) -> Result:
    how = {"accounts": folder / "accounts", "workspace": folder / "store"}
    return pipeline.score(pipeline.read(*paths, **how))


@pytest.fixture(scope="module")
def whole(folder: Path) -> Result:
    return scored(folder, files(folder))


def seen(result: Result, pillar: str | None = None) -> float:
    """Share of the base weight that was seen."""
    base = [s for s in result.signals if s.tier == "base" and pillar in {None, s.pillar}]
    return sum(s.weight for s in base if s.value is not None) / sum(s.weight for s in base)


def test_files_are_known_by_what_is_in_them(folder: Path) -> None:
    assert [recognised(path) for path in files(folder)] == [
        Source.archive,
        Source.analytics,
        Source.seats,
        Source.roster,
        Source.official,
    ]


def test_together_they_show_95_percent_and_90_of_every_pillar(whole: Result) -> None:
    assert seen(whole) >= 0.95
    for pillar in whole.pillars:
        assert seen(whole, pillar.id) >= 0.9
        assert pillar.coverage >= 0.9


def test_the_order_of_files_changes_nothing(folder: Path, whole: Result) -> None:
    orders: Iterator[tuple[Path, ...]] = permutations(files(folder))
    for order in list(orders)[7::40]:
        assert scored(folder, order).model_dump() == whole.model_dump()


def test_a_file_given_twice_changes_nothing(folder: Path, whole: Result) -> None:
    again = scored(folder, [*files(folder), folder / "2", folder / "3", folder / "1"])
    assert again.total == whole.total
    assert again.signals == whole.signals


def test_every_number_says_where_it_is_from(whole: Result) -> None:
    by_id = {signal.id: signal.sources for signal in whole.signals}
    assert by_id["connections"] == ("LinkedIn data archive",)
    assert "check-in" in by_id["inbound_profile_views"][0].lower()
    assert "analytics" in by_id["followers_gained"][0].lower()
    assert all(bool(s.sources) == (s.value is not None) for s in whole.signals)


def test_official_readings_come_from_every_source_that_has_them(whole: Result) -> None:
    assert whole.official is not None
    assert [one.total for one in whole.official.readings][:2] == [50, 51]


def test_a_report_of_one_seat_is_that_seats_alone(folder: Path) -> None:
    stranger = written(
        folder / "other roster",
        "name,email,seat,profile URL,team\nSomebody,x@orso.example,7,"
        "https://www.linkedin.com/in/somebody,North\n",
    )
    read = intake.checkup(folder / "1", folder / "3", stranger).whole
    assert read.waiting
    assert "lead_saved" not in read.tables.coverage["kind"].to_pylist()


def test_sources_without_an_archive_are_scored_too(folder: Path) -> None:
    only = pipeline.read(folder / "3", folder / "4")
    assert only.member_id == "tomas-rosenqvist"
    assert pipeline.score(only).as_of == LAST
    views = pipeline.read(folder / "2")
    assert pipeline.score(views).as_of == LAST


def test_several_seats_are_several_members(folder: Path) -> None:
    row = "{0},{1}@orso.example,Expert,20,60,90,30,400,2,1,6,53,20,6,10,15\n"
    report = written(
        folder / "two seats",
        "Usage report\nDate range: 2026-10-17 - 2026-11-15\n\n"
        + HEADER
        + row.format("Ana", "ana")
        + row.format("Ben", "ben"),
    )
    roster = written(
        folder / "two",
        "name,email,seat,profile URL,team\n"
        "Ana,ana@orso.example,1,https://www.linkedin.com/in/ana-m,North\n"
        "Ben,ben@orso.example,2,https://www.linkedin.com/in/ben-k,North\n",
    )
    with pytest.raises(SourceError, match="2 members") as caught:
        pipeline.read(report, roster)
    assert "--me" in caught.value.hint
    for member in ("ana-m", "ben-k"):
        one = pipeline.read(report, roster, me=f"https://www.linkedin.com/in/{member}")
        assert pipeline.score(one).member.id == member


@pytest.mark.parametrize("content", ["hello", "a,b\n1,2\n", json.dumps({"a": 1}), "\0\1\2" * 99])
def test_what_is_not_known_is_named_with_what_would_be(tmp_path: Path, content: str) -> None:
    path = written(tmp_path / "thing", content)
    with pytest.raises(SourceError, match="thing") as caught:
        recognised(path)
    assert len(caught.value.details) == len(Source)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("thing", "", "empty"), ("Connections.csv", "First Name,Last Name\n", "single file")],
)
def test_what_is_nearly_a_source_is_told_apart(
    tmp_path: Path, name: str, content: str, said: str
) -> None:
    with pytest.raises(SourceError, match=said):
        recognised(written(tmp_path / name, content))
