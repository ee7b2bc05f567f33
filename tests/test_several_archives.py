"""Old and new archives of one member scored together: nothing counts twice, in any order."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import openssi
from openssi import pipeline
from openssi.errors import SourceError
from openssi.result import Result
from openssi.sources import synthetic


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An archive of last year's format, and the newest one of the same member."""
    folder = tmp_path_factory.mktemp("several")
    paths = []
    for era, years in ((2025, 1), (2026, 2)):
        end = dt.date(era, 11, 15)
        paths.append(folder / synthetic.file_name(end))
        synthetic.write(
            paths[-1], years=years, end=end, era=era, connections=80 * years, messages=200 * years
        )
    return paths[0], paths[1]


def told(result: Result) -> dict[str, object]:
    """What a person reads, without the last bits of sums."""
    return {
        "total": result.total,
        "pillars": [(one.score, one.coverage, one.change_7d) for one in result.pillars],
        "values": [one.value and round(one.value, 9) for one in result.signals],
        "statuses": [one.status for one in result.signals],
        "history": result.history,
        "description": result.description,
        "notes": (result.advisories, result.notes),
        "member": (result.as_of, result.member),
    }


def test_neither_order_nor_repetition_changes_a_score(archives: tuple[Path, Path]) -> None:
    old, new = archives
    both = told(openssi.score([old, new]))
    assert both == told(openssi.score([new, old]))
    assert both == told(openssi.score([new, old, old]))
    assert both["member"][0] == dt.date(2026, 11, 15)


@pytest.mark.parametrize("order", ["old new", "new old", "old old new", "new old new old"])
def test_neither_order_nor_repetition_changes_a_table(
    archives: tuple[Path, Path], order: str
) -> None:
    old, new = archives
    given = [{"old": old, "new": new}[name] for name in order.split()]
    for (name, one), (_, two) in zip(
        pipeline.read(*given).tables, pipeline.read(old, new).tables, strict=True
    ):
        assert one.equals(two), name


def test_an_archive_with_itself_is_that_archive(archives: tuple[Path, Path]) -> None:
    _, new = archives
    for (name, one), (_, two) in zip(
        pipeline.read(new, new).tables, pipeline.read(new).tables, strict=True
    ):
        key = "connection_id" if name == "connections" else one.column_names[0]
        assert one.sort_by(key).equals(two.sort_by(key)), name


def test_a_basic_archive_adds_nothing_to_the_complete_one(
    archives: tuple[Path, Path], tmp_path: Path
) -> None:
    _, new = archives
    end = dt.date(2026, 11, 15)
    basic = tmp_path / synthetic.file_name(end, kind="basic")
    synthetic.write(basic, years=2, end=end, kind="basic", connections=160, messages=400)
    assert told(openssi.score([basic, new])) == told(openssi.score(new))


def test_archives_of_two_members_are_one_clear_error(tmp_path: Path, archive: Path) -> None:
    other = tmp_path / "Complete_LinkedInDataExport_11-14-2026.zip"
    truth = synthetic.write(other, seed=8, years=1, connections=20, messages=40)
    with pytest.raises(SourceError, match="belong to different members") as caught:
        pipeline.read(archive, other)
    assert archive.name in caught.value.what
    assert other.name in caught.value.what
    assert truth.slug not in str(caught.value)
    assert "--me" in caught.value.hint
