"""A network in numbers: what is told is what the files hold, and of no member alone."""

from __future__ import annotations

import re
import shutil
import statistics
from pathlib import Path

import duckdb
import pytest
from lives import AS_OF
from pictures import PILLARS, by_group, changes, shares, statuses, totals
from pyarrow import parquet
from random_networks import arrow, groups, random_network, request, scores, written

from openssi import population, report
from openssi.batch import run
from openssi.errors import OpenSSIError
from openssi.methodology import default
from openssi.population.folder import Folder
from openssi.result.population import Population

NEAR = 1e-9


def told(out: Path) -> Population:
    return population.population(Folder.at(out))


def test_the_index_is_spread_as_the_totals_are(long: Path) -> None:
    found, expected = told(long).total, sorted(totals(long).values())
    assert found is not None
    assert found.members == sum(found.counts) == len(expected)
    assert found.mean == pytest.approx(statistics.fmean(expected))
    assert found.deviation == pytest.approx(statistics.pstdev(expected))
    cuts = statistics.quantiles(expected, n=10, method="inclusive")
    assert found.deciles == pytest.approx(cuts)
    for number, members in enumerate(found.counts):
        low = found.first + found.step * number
        assert members == sum(low <= total < low + found.step for total in expected)


def test_each_pillar_is_of_those_in_whose_data_it_is_measurable(long: Path) -> None:
    rows = scores(long).values()
    for pillar in told(long).pillars:
        own = [row[pillar.id] for row in rows if row[pillar.id] is not None]
        assert pillar.spread is not None
        assert (pillar.spread.members, sum(pillar.spread.counts)) == (len(own), len(own))
        assert pillar.spread.mean == pytest.approx(statistics.fmean(own))
        seen = statistics.fmean(row[f"{pillar.id}_coverage"] for row in rows)
        assert pillar.coverage == pytest.approx(seen)


def test_groups_are_those_of_the_benchmarks_without_teams(long: Path) -> None:
    found = {g.id: g for g in told(long).groupings}
    assert list(found) == ["industry", "peer_group_region"]
    for name, grouping in found.items():
        own = [r for r in groups(long) if (r["benchmark"], r["measure"]) == (name, "total")]
        assert {g.name: (g.size, g.average) for g in grouping.groups} == {
            row["group"]: (row["size"], row["average"]) for row in own
        }
        averages = [group.average for group in grouping.groups]
        assert averages == sorted(averages, reverse=True)


def test_moves_are_those_of_the_week(long: Path) -> None:
    moves, expected = told(long).moves, changes(long)
    assert moves is not None
    assert moves.spread.members == sum(moves.spread.counts) == len(expected)
    assert moves.spread.mean == pytest.approx(statistics.fmean(expected))
    assert moves.rose == sum(c >= 0.05 for c in expected) / len(expected)
    assert moves.fell == sum(c <= -0.05 for c in expected) / len(expected)
    for grouping, smallest in zip(moves.groups, (10, 5), strict=True):
        own = {k: v for k, v in by_group(long, grouping.id).items() if len(v) >= smallest}
        assert {g.name: (g.members, g.mean) for g in grouping.groups} == {
            name: (len(found), pytest.approx(statistics.fmean(found)))
            for name, found in own.items()
        }


def test_shares_of_the_spread_are_covariances_and_sum_to_one(long: Path) -> None:
    pictures = told(long).signals
    assert pictures is not None
    assert sum(part.share for part in pictures.spread) == pytest.approx(1.0, abs=NEAR)
    expected = shares(long)
    assert {p.id: p.share for p in pictures.spread if p.id} == {
        signal: pytest.approx(share, abs=NEAR) for signal, share in expected.items()
    }


def test_coverage_is_the_share_of_each_status(long: Path) -> None:
    pictures = told(long).signals
    assert pictures is not None
    assert [one.id for one in pictures.coverage] == [rule.id for rule in default().signals]
    for one in pictures.coverage:
        mine = {status.value: share for status, share in one.shares.items()}
        assert mine == pytest.approx(statuses(long, one.id))


def test_wide_and_long_signals_draw_the_same(wide: Path, long: Path) -> None:
    one, other = told(wide), told(long)
    assert one.model_copy(update={"signals": None}) == other.model_copy(update={"signals": None})
    assert one.signals is not None
    assert other.signals is not None
    assert one.signals.coverage == other.signals.coverage
    for mine, theirs in zip(one.signals.spread, other.signals.spread, strict=True):
        assert mine.id == theirs.id
        assert mine.share == pytest.approx(theirs.share, abs=NEAR)


def test_the_page_names_nobody(wide: Path) -> None:
    page = report.population_html(told(wide))
    for who in scores(wide):
        assert not re.search(rf"(?<![\w.-]){re.escape(who)}(?![\w.-])", page), who
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page


def test_no_group_below_the_smallest_is_shown(wide: Path) -> None:
    found = told(wide)
    small = {
        (column, name)
        for column, least in (("industry", 10), ("team", 5))
        for name, members in by_group(wide, column).items()
        if len(members) < least
    }
    assert found.moves is not None
    shown = {(g.id, one.name) for g in found.moves.groups for one in g.groups}
    assert not shown & small
    listed = [group for grouping in found.groupings for group in grouping.groups]
    assert all(group.size >= 10 for group in listed)
    assert all(len(group.deciles) == (9 if group.size >= 30 else 0) for group in listed)
    assert "fewer than 30 members" in report.population_html(found)


def spoiled(stored: Path, folder: Path) -> Path:
    return Path(shutil.copytree(stored, folder / "out"))


def test_without_signals_their_pictures_say_which_option_writes_them(
    wide: Path, tmp_path: Path
) -> None:
    out = spoiled(wide, tmp_path)
    shutil.rmtree(out / "signals")
    found = told(out)
    assert found.signals is None
    page = report.population_html(found)
    assert page.count("--signals wide") == 2


def test_a_network_too_small_for_groups_and_moves_has_a_page(tmp_path: Path) -> None:
    rows = random_network(3, lives=1)
    inputs = written(arrow(rows), tmp_path / "in")
    run(request(inputs, tmp_path / "out", signals="wide"))
    found = told(tmp_path / "out")
    assert (found.days, found.moves, found.groupings) == (1, None, ())
    page = report.population_html(found)
    assert "No group is large enough" in page
    assert "Not enough members have a total that compares" in page


def test_a_network_of_which_nothing_can_be_measured_has_a_page(wide: Path, tmp_path: Path) -> None:
    out = spoiled(wide, tmp_path)
    (path,) = (out / "scores" / f"date={AS_OF}").glob("*.parquet")
    nothing = ", ".join(f"NULL::DOUBLE AS {name}" for name in (*PILLARS, "total", "change_7d"))
    with duckdb.connect() as connection:
        rows = connection.sql(f"SELECT * REPLACE ({nothing}) FROM '{path}'").to_arrow_table()
    parquet.write_table(rows, path)
    found = told(out)
    assert (found.total, found.moves) == (None, None)
    page = report.population_html(found)
    assert "Of no member all four pillars can be measured" in page
    assert "No pillar can be measured of any member" in page


def test_scores_that_do_not_name_their_groups_have_a_page(wide: Path, tmp_path: Path) -> None:
    out = spoiled(wide, tmp_path)
    (path,) = (out / "scores" / f"date={AS_OF}").glob("*.parquet")
    table = parquet.ParquetFile(path).read()
    parquet.write_table(table.drop_columns(["industry", "team"]), path)
    found = told(out)
    assert found.moves is not None
    assert found.moves.groups == ()
    assert "before they named their groups" in report.population_html(found)


def test_a_damaged_file_is_told(wide: Path, tmp_path: Path) -> None:
    out = spoiled(wide, tmp_path)
    (path,) = (out / "scores" / f"date={AS_OF}").glob("*.parquet")
    path.write_bytes(path.read_bytes()[:-7])
    with pytest.raises(OpenSSIError, match="cannot be read to their end"):
        told(out)


def test_other_rules_are_refused(wide: Path) -> None:
    newer = default().model_copy(update={"version": "9.9.9"})
    with pytest.raises(OpenSSIError, match=r"was scored by openssi 1\.0\.0, not by openssi 9"):
        population.population(Folder.at(wide), methodology=newer)


def test_names_of_groups_are_text(wide: Path, tmp_path: Path) -> None:
    out = spoiled(wide, tmp_path)
    path = out / "benchmarks" / f"date={AS_OF}" / "benchmarks.parquet"
    with duckdb.connect() as connection:
        rows = connection.sql(
            f"""SELECT * REPLACE ('<script>alert(1)</script>"''&' AS "group") FROM '{path}'"""
        ).to_arrow_table()
    parquet.write_table(rows, path)
    page = report.population_html(told(out))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
