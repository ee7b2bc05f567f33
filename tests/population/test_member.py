"""A member from what the runs stored: the same result as their own data give."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from lives import AS_OF
from pyarrow import parquet
from random_networks import random_network, request, scores, written

from openssi import pipeline, population
from openssi.batch import run, trail
from openssi.engines.on_disk import Limits
from openssi.methodology import default
from openssi.result import Evidence, Result

NEAR = 1e-9


def member(stored: Path, who: str, **how: Any) -> Result:
    return population.member(population.Folder.at(stored), who, **how)


def near(value: Any) -> Any:
    return pytest.approx(value, abs=NEAR, rel=NEAR) if isinstance(value, float) else value


@pytest.mark.parametrize("signals", ["wide", "long"])
def test_a_member_of_one_is_who_they_are_alone(archive: Path, tmp_path: Path, signals: str) -> None:
    imported = pipeline.read(archive)
    inputs, day = written(dict(imported.tables), tmp_path / "in"), imported.seen_to
    alone = pipeline.score(imported, methodology=default())
    run(request(inputs, tmp_path / "out", first=day, last=day, today=day, signals=signals))
    stored = member(tmp_path / "out", imported.member_id)
    same = ("methodology", "as_of", "total", "measurable", "range", "change_7d")
    assert [getattr(stored, name) for name in same] == [getattr(alone, name) for name in same]
    assert flat(stored.pillars) == flat(alone.pillars)
    assert flat(stored.signals) == flat(alone.signals)
    assert flat(stored.adjustments) == flat(alone.adjustments)
    for mine, theirs in zip(stored.signals, alone.signals, strict=True):
        assert mine.evidence == kept(theirs.evidence)
    assert [b for b in stored.benchmarks if b.group == "reference"] == [
        b for b in alone.benchmarks if b.group == "reference"
    ]


def flat(parts: Any) -> list[dict[str, Any]]:
    """Parts of a result with what differs by design left out, and numbers to be compared nearly."""
    left_out = {"evidence", "sources"}
    return [
        {k: _near(v) for k, v in part.model_dump().items() if k not in left_out} for part in parts
    ]


def _near(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _near(one) for key, one in value.items()}
    return near(value)


def kept(evidence: Evidence) -> Evidence:
    """What a run stores of what a value rests on."""
    return Evidence(successes=evidence.successes, trials=evidence.trials, pending=evidence.pending)


def test_the_parts_of_everybody_sum(wide: Path) -> None:
    for who, row in scores(wide).items():
        result = member(wide, who)
        for pillar in result.pillars:
            assert pillar.score == row[pillar.id]
            if pillar.score is not None:
                parts = [s.points or 0.0 for s in result.signals if s.pillar == pillar.id]
                parts += [a.points for a in result.adjustments if a.pillar == pillar.id]
                assert sum(parts) == pytest.approx(pillar.score, abs=NEAR)
        assert result.total == row["total"]


def test_wide_and_long_tell_the_same(wide: Path, long: Path) -> None:
    for who in scores(wide):
        one, other = (member(stored, who) for stored in (wide, long))
        assert one.total == other.total
        assert flat(one.pillars) == flat(other.pillars)
        assert flat(one.adjustments) == flat(other.adjustments)
        assert flat(one.signals) == flat(other.signals)
        assert [s.evidence for s in one.signals] == [s.evidence for s in other.signals]
        assert one.benchmarks == other.benchmarks


def test_the_history_has_the_stored_days(wide: Path) -> None:
    who = "0-m0"
    days = [AS_OF - dt.timedelta(days=back) for back in (2, 1, 0)]
    history = member(wide, who).history
    assert list(history.days) == days
    rows = [scores(wide, day)[who] for day in days]
    assert list(history.total) == [row["total"] for row in rows]
    assert list(history.measurable) == [row["measurable"] for row in rows]
    for pillar, points in history.pillars.items():
        assert list(points) == [row[pillar] for row in rows]


def test_an_earlier_day_ends_the_history(wide: Path) -> None:
    day = AS_OF - dt.timedelta(days=1)
    result = member(wide, "0-m0", as_of=day)
    assert result.as_of == result.history.days[-1] == day
    assert result.total == scores(wide, day)["0-m0"]["total"]


def test_groups_are_those_of_the_row(wide: Path) -> None:
    shown = 0
    for who, row in scores(wide).items():
        result = member(wide, who)
        by_group = {one.group: one for one in result.benchmarks}
        assert {"industry", "network", "team", "peer_group", "reference"} == set(by_group)
        for name in ("industry", "network", "team"):
            group, moved = by_group[name], row[f"{name}_rank_percent_change_7d"]
            assert group.average == row[f"{name}_average"]
            assert group.size == row[f"{name}_size"]
            assert group.rank_percent == row[f"{name}_rank_percent"]
            assert group.rank_change == (None if moved is None else -moved)
            assert (group.status == "shown") == (group.average is not None)
            assert bool(group.reason) == (group.status != "shown")
            shown += group.status == "shown"
        assert by_group["peer_group"].title.startswith("Region: ")
        assert result.member.industry == row["industry"]
    assert shown


def test_integer_ids_are_given_as_they_are(tmp_path: Path) -> None:
    rows = random_network(2)
    numbers = {name: str(n) for n, name in enumerate(everybody(rows), 100)}
    tables = {
        table: pa.Table.from_pylist(
            [
                {k: int(numbers[v]) if k in IDS and v is not None else v for k, v in row.items()}
                for row in given
            ]
        )
        for table, given in rows.items()
        if given
    }
    inputs = written(tables, tmp_path / "in")
    run(request(inputs, tmp_path / "out", limits=Limits(threads=2)))
    who = numbers["0-m0"]
    assert member(tmp_path / "out", who).member.id == who
    for wrong in ("0-m0", f"0{who}", f" {who}", "1" * 30):
        with pytest.raises(Exception, match="no such member"):
            member(tmp_path / "out", wrong)


IDS = ("member_id", "connection_id", "counterpart_id")


def everybody(rows: dict[str, list[dict[str, Any]]]) -> list[str]:
    found = (row.get(key) for given in rows.values() for row in given for key in IDS)
    return sorted({who for who in found if who is not None})


def test_a_day_of_other_rules_breaks_the_line(wide: Path, tmp_path: Path) -> None:
    out = copied(wide, tmp_path)
    (path,) = (out / "scores" / f"date={AS_OF - dt.timedelta(days=2)}").glob("*.parquet")
    table = parquet.ParquetFile(path).read()
    trail.removed(path)
    other = pa.array(["openssi 0.9.0"] * len(table))
    at = table.schema.get_field_index("methodology")
    parquet.write_table(table.set_column(at, "methodology", other), path)
    (gap,) = member(out, "0-m0").history.breaks
    assert gap.day == AS_OF - dt.timedelta(days=1)
    assert gap.reason == "Scored by openssi 1.0.0 from here on, by openssi 0.9.0 before"


def copied(stored: Path, folder: Path) -> Path:
    import shutil  # noqa: PLC0415

    return Path(shutil.copytree(stored, folder / "out"))
