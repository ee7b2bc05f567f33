"""Every verb does what it says."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
import subprocess
import sys
import webbrowser
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from comparison import differences
from openssi import __version__
from openssi.cli.app import VERBS, app
from openssi.tables import SCHEMAS

Openssi = Callable[..., Any]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Addresses that the browser was asked to open."""
    addresses: list[str] = []
    monkeypatch.setattr(webbrowser, "open", addresses.append)
    return addresses


@pytest.fixture
def own(archive: Path, tmp_path: Path) -> Path:
    """The archive in a folder of its own."""
    return Path(shutil.copy(archive, tmp_path))


def test_score_json_is_what_python_gets(
    openssi: Openssi, archive: Path, told: dict[str, Any]
) -> None:
    ran = openssi("score", archive, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    assert not list(differences(told, json.loads(ran.out)))


def test_score_text_names_the_pillars_and_their_points(
    openssi: Openssi, archive: Path, told: dict[str, Any]
) -> None:
    ran = openssi("score", archive)
    assert ran.code == 0
    assert f"{told['total']:.1f}" in ran.out
    for pillar in told["pillars"]:
        assert pillar["title"] in ran.out


def test_score_csv_has_a_row_for_each_signal(
    openssi: Openssi, archive: Path, told: dict[str, Any]
) -> None:
    ran = openssi("score", archive, "--format", "csv")
    assert ran.code == 0
    cells = {cell for row in csv.reader(io.StringIO(ran.out)) for cell in row}
    assert {signal["id"] for signal in told["signals"]} <= cells


def test_as_of_scores_an_earlier_day(openssi: Openssi, archive: Path) -> None:
    ran = openssi("score", archive, "--format", "json", "--as-of", "2026-06-30")
    told = json.loads(ran.out)
    assert told["as_of"] == "2026-06-30"
    assert told["history"]["days"][-1] == "2026-06-30"
    assert told["history"]["total"][-1] == told["total"]


def test_report_goes_beside_the_archive(openssi: Openssi, own: Path, opened: list[str]) -> None:
    ran = openssi("report", own)
    page = own.parent / "Complete_LinkedInDataExport_11-15-2026-openssi.html"
    assert ran.code == 0
    assert str(page) in ran.out
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert sorted(own.parent.iterdir()) == sorted([own, page])
    assert opened == []


def test_report_goes_where_it_is_told(openssi: Openssi, own: Path) -> None:
    page = own.parent / "mine.html"
    page.write_text("an older one", encoding="utf-8")
    assert openssi("report", own, "-o", page).code == 0
    assert "<html" in page.read_text("utf-8")
    assert sorted(own.parent.iterdir()) == sorted([own, page])


def test_an_archive_alone_writes_its_report_and_opens_it(
    openssi: Openssi, own: Path, opened: list[str]
) -> None:
    assert openssi(own).code == 0
    page = own.parent / "Complete_LinkedInDataExport_11-15-2026-openssi.html"
    assert page.is_file()
    assert opened == [page.resolve().as_uri()]


def test_an_unpacked_folder_scores_like_its_archive(
    openssi: Openssi, archive: Path, told: dict[str, Any], tmp_path: Path
) -> None:
    folder = tmp_path / "Complete_LinkedInDataExport_11-15-2026"
    shutil.unpack_archive(archive, folder)
    ran = openssi("score", folder, "--format", "json")
    assert json.loads(ran.out)["total"] == told["total"]


def test_tables_are_parquet_that_fits_the_schema(
    openssi: Openssi, archive: Path, tmp_path: Path
) -> None:
    out = tmp_path / "new" / "tables"
    assert openssi("tables", archive, "--out", out).code == 0
    assert {file.name for file in out.iterdir()} == {f"{name}.parquet" for name in SCHEMAS}
    for name, schema in SCHEMAS.items():
        table = parquet.read_table(out / f"{name}.parquet")
        assert table.schema.equals(schema)
        assert table.num_rows > 0


def test_tables_hold_every_seat_of_a_report(openssi: Openssi, tmp_path: Path) -> None:
    days = "Date range: 2026-10-17 - 2026-11-15\n\n"
    seats = "Seat holder name,Email,Searches Performed\nAna,a@o.example,20\nBen,b@o.example,9\n"
    report, roster, out = (tmp_path / name for name in ("usage.csv", "roster.csv", "tables"))
    report.write_text(f"Usage report\n{days}{seats}", encoding="utf-8")
    address = "https://www.linkedin.com/in/"
    roster.write_text(
        "name,email,seat,profile URL,team\n"
        f"Ana,a@o.example,1,{address}ana-m,North\nBen,b@o.example,2,{address}ben-k,North\n",
        encoding="utf-8",
    )
    assert openssi("score", report, roster).code == 1
    ran = openssi("tables", report, roster, "--out", out)
    assert ran.code == 0, ran.err
    members = parquet.read_table(out / "members.parquet")["member_id"].to_pylist()
    assert set(members) == {"ana-m", "ben-k"}


def test_sample_is_the_same_for_the_same_seed(openssi: Openssi, tmp_path: Path) -> None:
    for name, seed in (("a.zip", 7), ("b.zip", 7), ("c.zip", 8)):
        ran = openssi("sample", tmp_path / name, "--seed", seed, "--years", 1)
        assert ran.code == 0
        assert name in ran.out
    sums = [
        hashlib.sha256((tmp_path / n).read_bytes()).digest() for n in ("a.zip", "b.zip", "c.zip")
    ]
    assert sums[0] == sums[1] != sums[2]


def test_demo_makes_an_archive_and_its_report(
    openssi: Openssi, tmp_path: Path, opened: list[str]
) -> None:
    out = tmp_path / "demo"
    ran = openssi("demo", "--out", out, "--years", 1)
    assert ran.code == 0
    assert {file.suffix for file in out.iterdir()} == {".zip", ".html"}
    assert str((out / "openssi-demo.html").resolve()) in ran.out
    assert opened == []
    assert openssi("demo", "--out", out, "--years", 1, "--open").code == 0
    assert opened == [(out / "openssi-demo.html").resolve().as_uri()]


def test_version_and_help(openssi: Openssi) -> None:
    assert openssi("--version").out.strip() == f"openssi {__version__}"
    assert all(verb in openssi("--help").out for verb in VERBS)


def test_every_verb_has_help_and_an_example(openssi: Openssi) -> None:
    names = {command.callback.__name__ for command in app.registered_commands}
    assert {name.replace("_", "-") for name in names} == set(VERBS)
    for verb in sorted(VERBS):
        told = openssi(verb, "--help")
        assert told.code == 0
        assert f"openssi {verb}" in told.out.partition("Example")[2]


def test_as_a_process(archive: Path) -> None:
    command = [
        sys.executable,
        "-W",
        "error",
        "-m",
        "openssi",
        "score",
        str(archive),
        "--format=json",
    ]
    ran = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - its own command
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert json.loads(ran.stdout.decode("utf-8"))["measurable"] == 100


@pytest.mark.parametrize("era", [2021, 2024])
def test_a_sample_has_its_era_kind_and_mutation(openssi, tmp_path, era):
    out = tmp_path / "Basic.zip"
    asked = ("--years", 1, "--era", era, "--kind", "basic", "--mutation", "top_folder")
    assert openssi("sample", out, *asked).code == 0
    with zipfile.ZipFile(out) as archive:
        assert all(name.startswith("LinkedInDataExport/") for name in archive.namelist())
    told = json.loads(openssi("doctor", out, "--format", "json").out)
    assert told["archive"]["kind"] == "basic"


@pytest.mark.parametrize(
    ("option", "value", "hint"), [("--era", 2030, "2021"), ("--mutation", "eaten", "top_folder")]
)
def test_a_sample_that_there_is_not_names_those_that_there_are(
    openssi, tmp_path, option, value, hint
):
    ran = openssi("sample", tmp_path / "a.zip", option, value)
    assert ran.code == 1
    assert hint in ran.err
