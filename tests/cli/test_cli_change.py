"""``openssi change``: days, earlier results and what is refused."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from openssi import score
from openssi.methodology.load import shipped_text

Openssi = Callable[..., Any]
EARLIER = dt.date(2026, 10, 20)


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture(scope="module")
def earlier(archive: Path) -> dict[str, Any]:
    document: dict[str, Any] = score(archive, as_of=EARLIER).model_dump(mode="json")
    return document


def saved(folder: Path, document: dict[str, Any]) -> Path:
    file = folder / "earlier.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def cause(openssi: Openssi, archive: Path, file: Path, *options: object) -> str:
    told = openssi("change", archive, "--earlier", file, "--format", "json", *options)
    assert told.code == 0, told.err
    return str(json.loads(told.out)["revision"]["cause"])


def test_the_same_rules_leave_the_data(
    openssi: Openssi, archive: Path, earlier: dict[str, Any], tmp_path: Path
) -> None:
    told = cause(openssi, archive, saved(tmp_path, earlier))
    assert told.startswith("Same rules (openssi ")
    assert "the difference is the data known since" in told


def test_another_audience_is_named(
    openssi: Openssi, archive: Path, earlier: dict[str, Any], tmp_path: Path
) -> None:
    audience = tmp_path / "audience.toml"
    audience.write_text('label = "Buyers in retail"\nindustries = ["Retail"]\n', encoding="utf-8")
    told = cause(openssi, archive, saved(tmp_path, earlier), "--audience", audience)
    assert told.startswith("Other rules: audience ")
    assert "“Buyers in retail” now" in told


def test_edited_rules_of_the_same_name_are_other_rules(
    openssi: Openssi, archive: Path, earlier: dict[str, Any], tmp_path: Path
) -> None:
    mine = tmp_path / "mine.toml"
    text = shipped_text().replace("half_life_days = 30", "half_life_days = 45", 1)
    mine.write_text(text, encoding="utf-8")
    told = cause(openssi, archive, saved(tmp_path, earlier), "--methodology", mine)
    assert told.startswith("Other rules: openssi ")
    assert "was edited" in told


def test_another_version_is_named(
    openssi: Openssi, archive: Path, earlier: dict[str, Any], tmp_path: Path
) -> None:
    older = earlier["methodology"] | {"version": "0.9.0", "fingerprint": "0" * 16}
    told = cause(openssi, archive, saved(tmp_path, earlier | {"methodology": older}))
    assert told.startswith("Other rules: openssi 0.9.0 then, openssi ")


def test_another_member_is_refused(
    openssi: Openssi, archive: Path, earlier: dict[str, Any], tmp_path: Path
) -> None:
    stranger = earlier | {"member": earlier["member"] | {"id": "somebody-else"}}
    told = openssi("change", archive, "--earlier", saved(tmp_path, stranger))
    assert told.code != 0
    assert "another member's" in told.err
    assert "--me" in told.err
    assert "somebody-else" not in told.err


def test_a_day_before_the_data_names_its_option(openssi: Openssi, archive: Path) -> None:
    told = openssi("change", archive, "--from", "2001-01-01")
    assert told.code != 0
    assert "--from" in told.err
    assert "--as-of" not in told.err


def test_a_later_day_before_the_data_names_its_option(openssi: Openssi, archive: Path) -> None:
    told = openssi("change", archive, "--to", "2001-01-01")
    assert told.code != 0
    assert "later --to" in told.err


def test_days_after_the_data_are_told(openssi: Openssi, archive: Path) -> None:
    told = openssi("change", archive, "--to", "2026-12-24")
    assert told.code == 0
    assert "The data end on 2026-11-15" in told.out
    assert "The data end" not in openssi("change", archive).out


def test_a_day_has_one_total_wherever_it_is_told(
    openssi: Openssi, archive: Path, told: dict[str, Any], tmp_path: Path
) -> None:
    week = openssi("history", archive, "--every", "week").out.splitlines()
    rows = {line.split()[0]: line.split()[1] for line in week if line.startswith("20")}
    before = dt.date.fromisoformat(told["as_of"]) - dt.timedelta(days=7)
    head = openssi("change", archive).out.splitlines()[0]
    ends, moved = head.rsplit("   ", 1)
    assert ends.endswith(f"   {rows[before.isoformat()]} → {rows[told['as_of']]}")
    assert f"{moved.strip()} in 7 days" in openssi("score", archive).out
    then = score(archive, as_of=before).model_dump(mode="json")
    again = openssi("change", archive, "--earlier", saved(tmp_path, then)).out
    assert f"the same day today {rows[before.isoformat()]} " in again


def test_all_lists_more(openssi: Openssi, archive: Path) -> None:
    few, every = openssi("change", archive), openssi("change", archive, "--all")
    assert "smaller move" in few.out
    assert "smaller move" not in every.out
    assert len(every.out.splitlines()) > len(few.out.splitlines())
