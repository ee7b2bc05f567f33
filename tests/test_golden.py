"""A small archive, its tables and its result, as they were when they were last looked at."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from comparison import differences
from openssi import pipeline
from openssi.result import Result
from openssi.sources.account import Imported

GOLDEN = Path(__file__).parent / "golden"
HOW = (
    "If the change is meant, run: "
    "pytest tests/test_golden.py tests/test_result_schema.py --update-golden"
)
WORDS = {"title", "headline", "description", "advice", "unit", "source", "reason", "notes", "note"}
"""Texts of the methodology, which no number rests on."""
LEFT_OUT = WORDS | {"fingerprint"}


@pytest.fixture(scope="module")
def imported(archive: Path) -> Imported:
    return pipeline.read(archive)


def test_tables_are_the_golden_ones(imported: Imported, *, update_golden: bool) -> None:
    check("tables-seed-7.json", summary(imported), update=update_golden)


def test_result_is_the_golden_one(imported: Imported, *, update_golden: bool) -> None:
    result = pipeline.score(imported)
    check("result-seed-7.json", numbers(result), update=update_golden)


def summary(imported: Imported) -> dict[str, Any]:
    """How many rows came from where, and which kinds they are."""
    tables = imported.tables
    return {
        "member_id": imported.member_id,
        "seen_to": str(imported.seen_to),
        "rows": {name: table.num_rows for name, table in tables},
        "filled": {
            name: {c: n for c in table.column_names if (n := table.num_rows - table[c].null_count)}
            for name, table in tables
        },
        "kinds": dict(sorted(Counter(tables.activities["kind"].to_pylist()).items())),
        "coverage": sorted(
            [row["kind"], row["status"], str(row["observed_from"]), str(row["observed_to"])]
            for row in tables.coverage.to_pylist()
        ),
        "files": {
            file.file: [
                file.status, file.rows, file.imported, file.duplicates,
                sum(file.ignored.values()), len(file.rejected),
            ]
            for file in sorted(imported.files, key=lambda file: file.file)
        },
    }  # fmt: skip


def numbers(result: Result) -> dict[str, Any]:
    """The result without its words, and of its history the first day of each month."""
    told: dict[str, Any] = without_words(result.model_dump(mode="json"))
    history = told["history"]
    firsts = [i for i, day in enumerate(history["days"]) if day.endswith("-01")]
    last = len(history["days"]) - 1
    told["history"] = {
        name: [series[i] for i in (*firsts, last)]
        for name, series in (
            *((name, history[name]) for name in ("days", "total", "measurable")),
            *history["pillars"].items(),
        )
    }
    told["history"]["breaks"] = [entry["day"] for entry in history["breaks"]]
    return told


def without_words(told: Any) -> Any:
    if isinstance(told, dict):
        return {k: without_words(v) for k, v in told.items() if k not in LEFT_OUT}
    return [without_words(part) for part in told] if isinstance(told, list) else told


def check(name: str, found: dict[str, Any], *, update: bool) -> None:
    path = GOLDEN / name
    if update:
        path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8", newline="\n")
    wanted = json.loads(path.read_text("utf-8"))
    different = list(differences(wanted, json.loads(json.dumps(found))))
    assert not different, "\n".join([*different[:20], HOW])


def test_a_moved_number_is_named() -> None:
    one = {"pillars": [{"score": 1.0, "max": 25.0}], "total": None}
    other = {"pillars": [{"score": 1.5, "max": 25.0000001}], "total": 0}
    assert list(differences(one, other)) == [
        "pillars[0].score: 1.0 became 1.5",
        "total: None became 0",
    ]
