"""What a sample shows, industries rolled up, and tables under other names."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from lives import AS_OF
from random_networks import (
    TODAY,
    Rows,
    arrow,
    groups,
    random_network,
    request,
    scores,
    written,
)
from typer.testing import CliRunner

from openssi.batch import Inputs, check, run
from openssi.batch.mirrored import PAIRS, seen_from_both
from openssi.cli.batch import batch
from openssi.cli.groups import ungrouped
from openssi.engines import DuckDB
from openssi.errors import OutputError
from openssi.methodology import default
from openssi.sources.synthetic.population.tables import MIRRORED
from openssi.tables import KINDS, from_rows


@pytest.fixture(scope="module")
def rows() -> Rows:
    return random_network(6, lives=3)


@pytest.fixture(scope="module")
def inputs(rows: Rows, tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    return written(arrow(rows), tmp_path_factory.mktemp("check") / "in")


def silent(_: str) -> None:
    pass


def test_a_sample_of_everybody_shows_what_a_run_gives(inputs: Inputs, tmp_path: Path) -> None:
    wanted = request(inputs, tmp_path / "out")
    checked = check(wanted, silent)
    assert not (tmp_path / "out").exists()
    run(wanted)
    found = scores(tmp_path / "out")
    assert checked.members == len(found)
    for pillar, shown in zip(default().pillars, checked.pillars, strict=True):
        known = [row[pillar.id] for row in found.values() if row[pillar.id] is not None]
        assert shown.measurable == pytest.approx(len(known) / len(found))
        assert shown.mean == pytest.approx(sum(known) / len(known))
    assert {signal.title for signal in checked.signals} == {s.title for s in default().signals}
    assert any(0 < signal.observed < 1 for signal in checked.signals)


def test_industries_are_compared_at_the_level_asked_for(rows: Rows, tmp_path: Path) -> None:
    """Two of LinkedIn's industries that are one at the widest level; a third is not in the list."""
    names = ("Dairy Product Manufacturing", "Machinery Manufacturing", "Sorcery")
    members = [
        {**row, "industry": names[number % 2 if number % 5 else 2]}
        for number, row in enumerate(rows["members"])
    ]
    inputs = written(arrow({**rows, "members": members}), tmp_path / "in")
    run(replace(request(inputs, tmp_path / "wide"), industry_level=1))
    told = {row["group"] for row in groups(tmp_path / "wide") if row["benchmark"] == "industry"}
    assert told == {"Manufacturing"}


def test_tables_under_other_names_are_read_through_a_map(inputs: Inputs, tmp_path: Path) -> None:
    run(request(inputs, tmp_path / "plain"))
    text = "\n".join(['name = "network"', 'about = "the same columns"', *map(_section, _COLUMNS)])
    (tmp_path / "map.toml").write_text(text, encoding="utf-8")
    mapped = replace(inputs, map=str(tmp_path / "map.toml"))
    run(request(mapped, tmp_path / "mapped"))
    assert set(scores(tmp_path / "mapped")) == set(scores(tmp_path / "plain"))


_COLUMNS = {
    "members": ("member_id", "seen_on", "industry", "opted_out"),
    "connections": ("member_id", "connection_id", "connected_on", "ended_on"),
    "activities": ("activity_id", "member_id", "kind", "occurred_at", "counterpart_id"),
    "coverage": ("member_id", "kind", "observed_from", "observed_to"),
}


def _section(table: str) -> str:
    columns = "\n".join(f'{name} = "{name}"' for name in _COLUMNS[table])
    return f"[{table}]\n{columns}"


def test_the_pairs_are_those_of_the_vocabulary() -> None:
    assert PAIRS == MIRRORED
    assert {*PAIRS, *PAIRS.values()} <= set(KINDS)


def test_what_is_derived_is_seen_where_everyones_deeds_are() -> None:
    told = from_rows(
        "coverage",
        [
            {"kind": "comment_made"},
            {"member_id": "m", "kind": "comment_made"},
            {"kind": "message_sent"},
            {"kind": "message_received"},
        ],
    )
    pairs = [(kind, PAIRS[kind]) for kind in ("comment_made", "message_sent")]
    with DuckDB() as engine:
        engine.load("told", told)
        found = engine.fetch(seen_from_both("SELECT * FROM told", pairs)).to_pylist()
    kinds = sorted(row["kind"] for row in found)
    assert kinds == sorted(
        [*["comment_made"] * 2, "comment_received", "message_sent", "message_received"]
    )


def said(inputs: Inputs, *more: str) -> str:
    app = typer.Typer()
    app.command()(ungrouped(batch))
    given = [f"--members={inputs.members}", f"--connections={inputs.connections}"]
    given += [f"--activities={inputs.activities}", f"--coverage={inputs.coverage}"]
    return CliRunner().invoke(app, [*given, *more], catch_exceptions=False).output


def test_the_command_runs_and_says_what_it_did(inputs: Inputs, tmp_path: Path) -> None:
    out = tmp_path / "out"
    told = said(inputs, f"--as-of={AS_OF}", f"--out={out}", "--signals=none", "--keep=400d")
    assert f"{AS_OF}: {len(scores(out))} members scored" in told
    assert not list((out / "signals").rglob("*.parquet"))
    assert (out / "run.json").exists()


def test_the_command_checks(inputs: Inputs, tmp_path: Path) -> None:
    told = said(inputs, f"--as-of={AS_OF}", f"--out={tmp_path / 'out'}", "--check")
    assert "Profile completeness" in told
    assert "activities: activity_id, member_id" in told
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "wrong", [("--as-of=2026-01-01", "--from=2026-01-01"), (), ("--from=2026-01-02",)]
)
def test_a_day_that_is_not_told_is_asked_for(
    inputs: Inputs, tmp_path: Path, wrong: tuple[str, ...]
) -> None:
    with pytest.raises(OutputError, match="Which day is to be scored"):
        said(inputs, *wrong, f"--out={tmp_path}")


def test_the_days_of_a_request_are_in_order(inputs: Inputs, tmp_path: Path) -> None:
    wanted = request(inputs, tmp_path, first=AS_OF - dt.timedelta(days=2))
    assert len(wanted.days) == 3
    assert wanted.days[-1] == AS_OF < TODAY
