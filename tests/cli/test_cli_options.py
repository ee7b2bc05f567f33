"""Several archives, --me, --allow-resaved and --accounts: the same on every verb that reads."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from openssi import score
from openssi.sources import synthetic
from openssi.sources.synthetic.files.archive import zip_bytes
from openssi.sources.synthetic.mutations import MUTATIONS, Files

Openssi = Callable[..., Any]
VERBS = {
    "score": (),
    "report": ("-o", "report.html"),
    "tables": ("--out", "tables"),
    "doctor": (),
    "explain": (),
    "change": (),
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    path = tmp_path_factory.mktemp("options") / "archive.zip"
    synthetic.write(path, years=1, connections=40, messages=80)
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def saved(folder: Path, files: Files, day: str = "11-15-2026") -> Path:
    path = folder / f"Complete_LinkedInDataExport_{day}.zip"
    path.write_bytes(zip_bytes(files))
    return path


@pytest.fixture
def within(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own in which a verb may write."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_says_what_it_takes(openssi: Openssi, verb: str) -> None:
    told = openssi(verb, "--help").out
    assert "SOURCE" in told
    for option in ("--me", "--allow-resaved", "--accounts", "--map", "--workspace"):
        assert option in told


@pytest.mark.parametrize("verb", VERBS)
def test_a_resaved_archive_is_refused_and_accepted_on_request(
    openssi: Openssi, within: Path, files: Files, verb: str
) -> None:
    path = saved(within, MUTATIONS["spreadsheet"](files))
    refused = openssi(verb, path, *VERBS[verb])
    assert refused.code == 1
    assert "--allow-resaved" in refused.err
    assert openssi(verb, path, "--allow-resaved", *VERBS[verb]).code == 0


@pytest.mark.parametrize("verb", VERBS)
def test_several_archives_and_an_address(
    openssi: Openssi, within: Path, files: Files, verb: str
) -> None:
    paths = [saved(within, files), saved(within, files, "11-16-2026")]
    me = "https://www.linkedin.com/in/somebody-else"
    assert openssi(verb, *paths, "--me", me, *VERBS[verb]).code == 0


@pytest.mark.parametrize("verb", VERBS)
def test_a_list_of_companies_that_cannot_be_read_is_said(
    openssi: Openssi, within: Path, files: Files, verb: str
) -> None:
    accounts = within / "accounts.csv"
    accounts.write_text("firm\nNordlicht\n", encoding="utf-8")
    ran = openssi(verb, saved(within, files), "--accounts", accounts, *VERBS[verb])
    assert ran.code == 1
    assert "accounts.csv: no column 'company'" in ran.err


def test_a_list_of_companies_gives_the_industry_of_connections(
    openssi: Openssi, within: Path, files: Files
) -> None:
    path = saved(within, files)
    companies = {row for row in files["Connections.csv"].decode().split("\n")[4:] if row}
    names = {row.split(",")[4] for row in companies if row.count(",") == 6} - {""}
    accounts = within / "accounts.csv"
    lines = "".join(f"{name},Software Development,yes\n" for name in sorted(names))
    accounts.write_text(f"company,industry,target\n{lines}", encoding="utf-8")
    told = json.loads(openssi("score", path, "--accounts", accounts, "--format", "json").out)
    with_list = {one["id"]: one for one in told["signals"]}
    without = {one.id: one for one in score(path).signals}
    assert without["industry_relevance"].status == "not_observed"
    assert with_list["industry_relevance"]["status"] != "not_observed"
    assert any("list of companies gives the industry of" in note for note in told["notes"])


def test_bare_archives_write_one_report_beside_the_first(
    openssi: Openssi, within: Path, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webbrowser.open", lambda _: True)
    old, new = saved(within, files), saved(within, files, "11-16-2026")
    assert openssi(old, new).code == 0
    assert [path.name for path in within.glob("*.html")] == [
        "Complete_LinkedInDataExport_11-15-2026-openssi.html"
    ]


def test_doctor_prints_json_and_text(openssi: Openssi, within: Path, files: Files) -> None:
    path = saved(within, files)
    told = json.loads(openssi("doctor", path, "--format", "json").out)
    assert told["archive"]["kind"] == "complete"
    assert "Connections.csv" in openssi("doctor", path).out
