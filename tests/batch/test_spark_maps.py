"""A map gives the same rows on Spark as it does with DuckDB."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet
from random_networks import TODAY

from openssi.batch.request import Inputs
from openssi.batch.sources import Source, sources
from openssi.batch.tally import NOT_CSV
from openssi.engines.on_disk import Limits, OnDisk
from openssi.errors import SourceError

Row = dict[str, Any]

MAP = """
name = "Our CRM"
zone = "Europe/Berlin"
[[activities]]
where = { State = "done" }
activity_id = { column = "Id", prefix = "crm:" }
member_id = "Owner"
counterpart_id = ["nobody's", "Contact"]
occurred_at = { column = "When", format = ["%d.%m.%Y %H:%M", "%d.%m.%Y", "%Y%m%d",
  "%b %d, %Y %I:%M %p", "%Y-%m-%dT%H:%M:%S.%f%z", "iso", "milliseconds"] }
has_text = "Body"
quantity = { column = "Count", default = 2 }
[activities.kind]
column = "Type"
values = { Mail = "message_sent", Answer = "message_received" }
ignore = ["Call"]
[[activities]]
member_id = "Contact"
counterpart_id = "Owner"
kind = { constant = "profile_viewed" }
occurred_at = { constant = 2026-03-01 }
[members]
member_id = "id"
seen_on = "day"
joined_on = { column = "moment", zone = "America/New_York" }
seniority = { column = "level", values = { Boss = "director" } }
has_photo = "photo"
opted_out = { column = "out", optional = true, default = false }
peer_group_region = "area"
"""
WHENS = (
    *(
        "20.11.2026 10:30",
        "5.3.2026 9:05",
        "29.03.2026 03:30",
        "20.11.2026",
        "1.2.2026",
        "20261120",
    ),
    *("Nov 20, 2026 03:04 PM", "2026-11-20T10:00:00.25+0200", "2026-11-20", "2026-11-20 10:00:00"),
    *("2026-11-20T10:00:00Z", "2026-11-20T10:00:00+02:00", "1763640000000", "1e300", "soon", ""),
    *("20261120", "31.02.2026", "2026-02-30", "20.11.1960", "20.11.2160 10:00"),
)
CELLS = (
    {"Type": "mail", "Body": "  "},
    {"Type": "Call", "Owner": ""},
    {"Type": "ANSWER", "State": "open"},
    {"Type": "Fax", "Count": "many"},
    {"Owner": "", "Count": "-1"},
    {"Owner": "x" * 300, "Count": "1e13"},
    {"Body": 'say ""hi"" \\S', "Count": "0.5"},
)
USUAL = {"Id": "7", "Owner": " a ", "Contact": "b", "Type": "Mail", "State": "Done", "Count": ""}


def table() -> str:
    """A CSV file of the activities; its last row is none."""
    given = [{"When": when} for when in WHENS] + [{"When": WHENS[0], **cells} for cells in CELLS]
    rows = [USUAL | {"Body": "text"} | cells for cells in given]
    lines = [";".join(f'"{row[name]}"' for name in rows[0]) for row in rows]
    return "\n".join([";".join(rows[0]), *lines, "1;2;3;4;5;6;7;8;9;10;11"]) + "\n"


def members() -> pa.Table:
    at = dt.datetime(2026, 3, 1, 23, 30, tzinfo=dt.UTC)
    return pa.table(
        {
            "id": pa.array([1, 2, None]),
            "day": pa.array([at.date(), None, at.date()]),
            "Moment": pa.array([at.replace(tzinfo=None)] * 3, pa.timestamp("us")),
            "level": ["boss", "other", None],
            "photo": ["yes", "0", "?"],
            "area": ["North", " ", None],
        }
    )


@pytest.fixture
def given(tmp_path: Path) -> dict[str, tuple[Path, ...]]:
    (tmp_path / "map.toml").write_text(MAP, encoding="utf-8")
    (tmp_path / "log.csv").write_text(table(), encoding="utf-8")
    parquet.write_table(members(), tmp_path / "members.parquet")
    return {"members": (tmp_path / "members.parquet",), "activities": (tmp_path / "log.csv",)}


@pytest.fixture
def engine(spark: Any, tmp_path: Path) -> Any:
    from openssi.engines.spark import Spark  # noqa: PLC0415 - only where Spark is

    session = spark.session.newSession()
    session.conf.set("spark.sql.session.timeZone", "UTC")
    return Spark(session, folder=tmp_path)


def on_spark(engine: Any, map_: Path, given: dict[str, tuple[Path, ...]]) -> dict[str, Source]:
    from openssi.batch import spark_sources  # noqa: PLC0415 - only where Spark is

    return spark_sources.sources(engine, str(map_), given, TODAY)


def by_duckdb(map_: Path, given: dict[str, tuple[Path, ...]]) -> dict[str, list[Row]]:
    inputs = Inputs(members="", connections="", activities="", map=str(map_))
    reads = [path for files in given.values() for path in files]
    with (
        OnDisk(reads=reads, folders=[map_.parent], limits=Limits()) as database,
        database.session() as session,
    ):
        found = sources(session, inputs, given, TODAY)
        return {name: session.fetch(one.rows).to_pylist() for name, one in found.items()}


def ordered(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: [str(cell) for cell in row.values()])


def test_a_map_gives_the_same_rows_on_spark(
    engine: Any, given: dict[str, tuple[Path, ...]], tmp_path: Path
) -> None:
    expected = by_duckdb(tmp_path / "map.toml", given)
    assert len({row["occurred_at"] for row in expected["activities"]}) > 10
    for name, source in on_spark(engine, tmp_path / "map.toml", given).items():
        rows = engine.fetch(source.rows).to_pylist()
        whole = [row for row in rows if row["fault"] != NOT_CSV]
        assert ordered(whole) == ordered(expected[name])
        assert len(rows) - len(whole) == (2 if name == "activities" else 0)  # each section's one


def test_a_format_that_spark_cannot_read_is_named_with_its_line(
    engine: Any, given: dict[str, tuple[Path, ...]], tmp_path: Path
) -> None:
    text = MAP.replace('"%Y%m%d"', '"%A %d %B %Y"')
    (tmp_path / "map.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match="one mistake") as caught:
        on_spark(engine, tmp_path / "map.toml", given)
    assert "'%A %d %B %Y'" in caught.value.details[0]
    assert "line 9" in caught.value.details[0]
    assert "docs/spark.md" in (caught.value.hint or "")
