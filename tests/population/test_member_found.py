"""Whatever engine wrote the files and however they are called, the member is found; or it is said
why not."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from lives import AS_OF
from pyarrow import parquet
from random_networks import scores

from openssi import population
from openssi.batch import trail
from openssi.batch.parts import bucket_in, bucket_of, part_name
from openssi.errors import OpenSSIError
from openssi.methodology import Methodology, default
from openssi.population.folder import Folder

WHO = "0-m0"


@pytest.fixture
def out(wide: Path, tmp_path: Path) -> Path:
    """A copy to spoil."""
    return Path(shutil.copytree(wide, tmp_path / "out"))


def days(out: Path) -> list[Path]:
    return sorted(day for table in ("scores", "signals") for day in (out / table).iterdir())


def split(day: Path, name: Callable[[int], str], parts: int = 4) -> None:
    """Divide the rows of a day otherwise, in no order."""
    (path,) = day.glob("*.parquet")
    table = parquet.ParquetFile(path).read()
    trail.removed(path)
    path.unlink()
    for number in range(parts):
        rows = [n for n in range(len(table)) if n % parts == number]
        parquet.write_table(table.take(rows), day / name(number), row_group_size=3)


@pytest.mark.parametrize(
    "name",
    [
        lambda number: f"part-{number:05}-b2c1.c000.snappy.parquet",
        lambda number: part_name(number, 4),
    ],
    ids=["another engine's names", "names by another hash"],
)
def test_files_divided_otherwise(out: Path, wide: Path, name: Callable[[int], str]) -> None:
    for day in days(out):
        split(day, name)
    for who in (WHO, "3-m2", "7-m1"):
        found, expected = (population.member(Folder.at(d), who) for d in (out, wide))
        assert found == expected


def test_what_an_engine_leaves_beside_its_files_is_no_part(out: Path) -> None:
    for day in days(out):
        (day / "_SUCCESS").touch()
        (day / ".part-0.parquet.crc").touch()
        (day / "_metadata.parquet").write_bytes(b"none of it")
    assert population.member(Folder.at(out), WHO).member.id == WHO


def failure(out: Path, who: str = WHO, **how: object) -> OpenSSIError:
    with pytest.raises(OpenSSIError) as failed:
        population.member(Folder.at(out), who, **how)  # type: ignore[arg-type] # as told
    assert failed.value.hint
    return failed.value


@pytest.mark.parametrize("who", ["nobody", "", "0-m0'; DROP", "0-m1", "zz" * 999])
def test_nobody_of_that_id_or_opted_out(wide: Path, who: str) -> None:
    failed = failure(wide, who)
    assert failed.what == f"There is no such member in the scores of {AS_OF}."
    assert "opted out" in failed.hint


def test_a_day_that_was_not_scored(wide: Path) -> None:
    failed = failure(wide, as_of=dt.date(2020, 1, 1))
    assert "3 days from" in failed.what
    assert str(AS_OF - dt.timedelta(days=2)) in failed.hint


def test_no_folder_of_results(tmp_path: Path) -> None:
    assert "no run.json in it" in failure(tmp_path).what
    assert "no run.json in it" in failure(tmp_path / "nowhere").what


@pytest.mark.parametrize("told", ["", "[]", "{", '{"methodology": {}}', "\0"])
def test_a_broken_record(out: Path, told: str) -> None:
    (out / "run.json").write_text(told, encoding="utf-8")
    assert "is not what a run writes" in failure(out).what


def test_half_a_folder(out: Path) -> None:
    shutil.rmtree(out / "scores")
    assert "no scores" in failure(out).what


def test_a_run_that_was_stopped_while_it_swapped(out: Path) -> None:
    (out / ".staging").mkdir(exist_ok=True)
    (out / ".staging" / "journal.json").write_text("{}", encoding="utf-8")
    assert "was stopped" in failure(out).what


def test_signals_that_were_not_written(out: Path) -> None:
    shutil.rmtree(out / "signals" / f"date={AS_OF}")
    failed = failure(out)
    assert "were not written" in failed.what
    assert "--signals wide" in failed.hint


def test_only_changed_signals(out: Path) -> None:
    told = json.loads((out / "run.json").read_text(encoding="utf-8")) | {"signals": "changed"}
    (out / "run.json").write_text(json.dumps(told), encoding="utf-8")
    failed = failure(out)
    assert failed.what.startswith(f"Only the changed signals of {AS_OF} were written")
    assert "--signals long" in failed.hint


@pytest.mark.parametrize("table", ["scores", "signals"])
def test_a_damaged_file(out: Path, table: str) -> None:
    for path in (out / table / f"date={AS_OF}").glob("*.parquet"):
        path.write_bytes(path.read_bytes()[:-9])
    assert "cannot be read to its end" in failure(out).what


def test_rules_that_did_not_make_the_scores(out: Path) -> None:
    newer = default().model_copy(update={"version": "9.9.9"})
    failed = failure(out, methodology=newer)
    assert failed.what == f"{AS_OF} was scored by openssi 1.0.0, not by openssi 9.9.9."
    assert "--methodology" in failed.hint


def test_another_audience_under_the_same_version(out: Path) -> None:
    failed = failure(out, methodology=_other_audience())
    assert "another audience (Directors and above)" in failed.what


def _other_audience() -> Methodology:
    audience = default().audience.model_copy(update={"seniorities": ("manager",)})
    return default().model_copy(update={"audience": audience})


def test_a_day_of_an_earlier_run_by_other_rules_is_told(out: Path) -> None:
    told = json.loads((out / "run.json").read_text(encoding="utf-8"))
    told["methodology"]["fingerprint"], told["days"] = "0" * 16, []
    (out / "run.json").write_text(json.dumps(told), encoding="utf-8")
    result = population.member(Folder.at(out), WHO)
    assert "days of different rules do not compare" in result.notes[-1]


def test_signals_that_do_not_add_up(out: Path) -> None:
    (path,) = (out / "signals" / f"date={AS_OF}").glob("*.parquet")
    table = parquet.ParquetFile(path).read()
    name = "profile_completeness_points"
    at = table.schema.get_field_index(name)
    wrong = pa.array([0.125] * len(table), pa.float64())
    parquet.write_table(table.set_column(at, name, wrong), path)
    assert "do not add up" in failure(out).what


def test_signals_of_other_rules(out: Path) -> None:
    (path,) = (out / "signals" / f"date={AS_OF}").glob("*.parquet")
    table = parquet.ParquetFile(path).read()
    names = [name for name in table.column_names if not name.startswith("profile_completeness")]
    parquet.write_table(table.select(names), path)
    assert "not those of the methodology" in failure(out).what


def test_every_member_is_found(wide: Path) -> None:
    folder = Folder.at(wide)
    for who in scores(wide):
        assert population.member(folder, who).member.id == who


def test_with_trails_and_without_the_history_is_the_same(out: Path, wide: Path) -> None:
    for path in (out / "scores").glob("*/*.parquet"):
        assert trail.removed(path)
    for who in scores(wide):
        found, expected = (population.member(Folder.at(one), who) for one in (out, wide))
        assert found.history == expected.history
        assert len(found.history.days) == len(list((wide / "scores").iterdir()))


def test_a_damaged_trail_is_told(out: Path) -> None:
    for path in (out / "scores").glob("*/*.arrow"):
        path.write_bytes(path.read_bytes()[:-30])
    assert "cannot be read to its end" in failure(out).what


@pytest.mark.parametrize("buckets", [1, 2, 20, 4093])
def test_members_are_divided_as_the_database_does(buckets: int) -> None:
    ids = ["", "7", "0-m0", "abcdefgh", "eleven-long", "twelve-chars", "more than twelve", "Zoë ✓"]
    ids += [str(number) for number in range(0, 10**9, 10**9 // 50)]
    with duckdb.connect() as connection:
        for who in ids:
            (row,) = connection.execute(
                f"SELECT {bucket_of('$who', buckets)}", {"who": who}
            ).fetchall()
            assert row == (bucket_in(who, buckets),)


def test_numbers_are_found_in_a_trail_by_what_they_are(tmp_path: Path) -> None:
    rows = {
        "member_id": pa.array([-3, 9, 10, 100], pa.int64()),
        "total": pa.array([1.5, None, 99.999999, 0.0]),
        "brand": pa.array([0.1, None, 25.0, 0.0]),
        "brand_coverage": pa.array([1.0, 0.0, 0.3, 0.5]),
        "methodology": pa.array(["openssi 1.0.0"] * 4),
    }
    path = tmp_path / "part-0.parquet"
    parquet.write_table(pa.table(rows), path)
    trail.write(path)
    for place, who in enumerate(rows["member_id"].to_pylist()):
        expected = {name: cells[place].as_py() for name, cells in rows.items()}
        assert trail.found(path, str(who)) == expected
    for who in ("8", "010", "9" * 5000, "ten", ""):
        assert trail.found(path, who) is None
