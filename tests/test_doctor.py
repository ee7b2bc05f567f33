"""``openssi doctor``: every row of every file is accounted for, whatever happened to an archive."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from openssi import intake, report
from openssi.methodology import default
from openssi.sources import synthetic
from openssi.sources.account import Checkup
from openssi.sources.synthetic.files.archive import zip_bytes
from openssi.sources.synthetic.mutations import MUTATIONS, Files

ACCEPTED = sorted(set(MUTATIONS) - {"nested"})
PARTS = ("imported", "duplicates", "ignored", "rejected")


@cache
def files_of(folder: Path, era: int, kind: synthetic.Kind) -> Files:
    """The files of a short life, as an archive of this era and kind holds them."""
    path = folder / f"{era}-{kind}.zip"
    end = dt.date(era, 11, 15)
    synthetic.write(path, years=1, end=end, era=era, kind=kind, connections=60, messages=120)
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("doctor")


def saved(path: Path, files: Files) -> Path:
    path.write_bytes(zip_bytes(files))
    return path


def told(*paths: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(report.doctor_json(checked(*paths), default()))
    return found


def checked(*paths: Path) -> Checkup:
    return intake.checkup(*paths, allow_resaved=True)


def printed(checkup: Checkup, width: int) -> str:
    console = Console(width=width, color_system=None)
    with console.capture() as captured:
        console.print(report.doctor_text(checkup, default()))
    return captured.get()


def assert_adds_up(account: dict[str, Any]) -> None:
    for file in account["files"]:
        assert file["rows"] == sum(file[part] for part in PARTS), file["file"]
        assert file["ignored"] == sum(file["ignored_reasons"].values())
        assert file["rejected"] == len(file["rejects"])
        assert file["status"] == "parsed" or file["reason"]
        assert file["status"] == "parsed" or file["rows"] == 0
    totals = account["totals"]
    assert totals["files"] == len(account["files"]) == sum(totals["by_status"].values())
    for part in ("rows", *PARTS):
        assert totals[part] == sum(file[part] for file in account["files"])


@pytest.mark.parametrize("kind", ["complete", "basic"])
@pytest.mark.parametrize("era", synthetic.ERAS)
def test_every_file_of_every_era_adds_up_after_every_accident(
    folder: Path, tmp_path: Path, era: int, kind: synthetic.Kind
) -> None:
    whole = files_of(folder, era, kind)
    plain = told(saved(tmp_path / "plain.zip", whole))
    assert plain["archive"]["kind"] == kind
    assert {file["file"] for file in plain["files"]} == set(whole)
    for name in ACCEPTED:
        files = changed(name, whole)
        account = told(saved(tmp_path / f"{name}.zip", files))
        assert_adds_up(account)
        assert {file["file"] for file in account["files"]} == set(files)
        assert account["totals"]["imported"] == plain["totals"]["imported"]


def changed(name: str, files: Files) -> Files:
    try:
        return MUTATIONS[name](files)
    except (KeyError, ValueError):
        return files  # this era or kind lacks what the accident happens to


def test_the_json_has_the_promised_shape(folder: Path, tmp_path: Path) -> None:
    name = "Complete_LinkedInDataExport_11-15-2026.zip"
    account = told(saved(tmp_path / name, files_of(folder, 2026, "complete")))
    assert account["archive"] == {
        "kind": "complete",
        "name": name,
        "source": "LinkedIn data archive",
        "seen_to": "2026-11-15",
    }
    assert "archives" not in account
    assert set(account["member"]) == {"id", "name", "identified_by"}
    assert account["member"]["identified_by"] == "their side of the invitations"
    by_name = {file["file"]: file for file in account["files"]}
    logins, messages = by_name["Logins.csv"], by_name["messages.csv"]
    assert (logins["status"], logins["rows"], logins["signals"]) == ("ignored", 0, [])
    assert "private" in logins["reason"]
    assert dt.date.fromisoformat(messages["first"]) < dt.date.fromisoformat(messages["last"])
    assert "reply_rate" in messages["signals"]
    assert set(messages) == {
        "file",
        "status",
        "rows",
        *PARTS,
        "first",
        "last",
        "reason",
        "ignored_reasons",
        "rejects",
        "signals",
    }


def test_what_is_lost_is_named_with_its_reason(folder: Path, tmp_path: Path) -> None:
    files = dict(files_of(folder, 2024, "complete"))
    files["New Thing.csv"] = b"What,When\na,b\n"
    files["Reactions.csv"] = b"When,Type,Link\nx,LIKE,y\n"
    files["Comments.csv"] = files["Comments.csv"] + b"soon,x,y\nsoon,x,z\nlater,one\n"
    path = saved(tmp_path / "Complete_LinkedInDataExport_11-15-2024.zip", files)
    account, text = told(path), printed(checked(path), 80)
    assert_adds_up(account)
    by_name = {file["file"]: file for file in account["files"]}
    assert by_name["New Thing.csv"]["status"] == by_name["Reactions.csv"]["status"] == "unknown"
    assert by_name["Reactions.csv"]["reason"] == "no column 'Date' (found: Type, Link, 1 unknown)"
    assert [one["reason"] for one in by_name["Comments.csv"]["rejects"]][-3:] == [
        "the date is not written like '2026-05-07 16:41:18'",
        "the date is not written like '2026-05-07 16:41:18'",
        "2 columns where the header has 3",
    ]
    assert account["totals"]["by_status"]["unknown"] == 2
    for said in ("Unknown, not read (2)", "New Thing.csv", "no column 'Date'", "2 columns where"):
        assert said.lower() in text.lower()
    assert "reactions_given" not in {one for file in account["files"] for one in file["signals"]}


def test_several_archives_each_have_their_account(folder: Path, tmp_path: Path) -> None:
    paths = [
        saved(
            tmp_path / synthetic.file_name(dt.date(era, 11, 15)), files_of(folder, era, "complete")
        )
        for era in (2026, 2025)
    ]
    account = told(*reversed(paths))
    assert_adds_up(account)
    assert account["archive"]["name"] == paths[0].name
    assert [one["name"] for one in account["archives"]] == [paths[1].name, paths[0].name]
    assert {file["archive"] for file in account["files"]} == {path.name for path in paths}
    assert all(path.name in printed(checked(*paths), 80) for path in paths)


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("kind", ["complete", "basic"])
def test_the_text_is_tidy(folder: Path, tmp_path: Path, width: int, kind: synthetic.Kind) -> None:
    path = saved(tmp_path / f"{kind}.zip", files_of(folder, 2026, kind))
    text = printed(checked(path), width)
    lines = text.splitlines()
    assert max(len(line) for line in lines) <= width
    assert not any(one in text for one in ("…", "None"))
    head = next(line for line in lines if line.startswith("Read ("))
    for column in ("Rows", "Imported", "Duplicates", "Ignored", "Rejected"):
        end = head.index(column) + len(column)
        assert all(line[end - 1 : end].isdigit() for line in lines if line.startswith("In all"))
    assert ("choose the larger archive" in " ".join(text.split())) == (kind == "basic")


def test_names_of_strangers_do_nothing_to_the_terminal(folder: Path, tmp_path: Path) -> None:
    files = {**files_of(folder, 2026, "basic"), "[red]\x1b[31mx.csv": b"a,b\n"}
    text = printed(checked(saved(tmp_path / "x.zip", files)), 80)
    assert "\x1b" not in text
    assert "[red]?[31mx.csv" in text
