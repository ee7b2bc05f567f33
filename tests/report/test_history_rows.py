"""The days that stand for months, weeks and days, and what breaks between them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from itertools import pairwise

import pytest
from rich.console import Console
from sample_result import sample_result

from openssi import report
from openssi.errors import OpenSSIError
from openssi.report.history_rows import history_rows
from openssi.report.rounding import shown
from openssi.result import Break, Event, History

FIRST = dt.date(2026, 1, 20)
DAYS = tuple(FIRST + dt.timedelta(days=n) for n in range(60))


def history(*breaks: int, unknown: tuple[int, ...] = ()) -> History:
    total = tuple(None if n in unknown else n / 10 for n in range(60))
    return History(
        days=DAYS,
        total=total,
        measurable=(50.0,) * 30 + (100.0,) * 30,
        pillars={"professional_brand": total},
        breaks=tuple(Break(day=DAYS[n], reason=f"break {n}") for n in breaks),
    )


def test_months_end_with_the_month_and_the_newest_day_is_there() -> None:
    rows = history_rows(history(), every="month")
    assert [str(row.day) for row in rows] == ["2026-01-31", "2026-02-28", "2026-03-20"]


def test_weeks_end_on_the_weekday_of_the_newest_day() -> None:
    rows = history_rows(history(), every="week")
    assert rows[-1].day == DAYS[-1]
    assert {(later.day - row.day).days for row, later in pairwise(rows)} == {7}


def test_every_day_is_the_whole_history() -> None:
    rows = history_rows(history(), every="day")
    assert tuple(row.day for row in rows) == DAYS
    assert tuple(row.total for row in rows) == history().total


def test_from_and_to_are_within() -> None:
    since, until = DAYS[5], DAYS[20]
    rows = history_rows(history(), every="day", since=since, until=until)
    assert (rows[0].day, rows[-1].day) == (since, until)


def test_changes_are_those_of_the_totals_as_shown() -> None:
    rows = history_rows(history(), every="week")
    for row, later in pairwise(rows):
        assert row.total is not None
        assert later.total is not None
        if row.measurable == later.measurable:
            assert later.change == round(shown(later.total) - shown(row.total), 6)
        else:
            assert later.change is None


def test_a_break_takes_the_change_away_and_stands_in_its_row() -> None:
    rows = history_rows(history(31, 33), every="month")
    assert [one.reason for one in rows[1].breaks] == ["break 31", "break 33"]
    assert rows[1].change is None
    assert rows[0].breaks == rows[2].breaks == ()


def test_unknown_days_stay_unknown() -> None:
    rows = history_rows(history(unknown=(59,)), every="week")
    assert rows[-1].total is None
    assert rows[-1].change is None


def test_no_day_between_is_a_mistake_that_says_what_there_is() -> None:
    with pytest.raises(OpenSSIError, match=r"no day .* 2026-01-20 to 2026-03-20"):
        history_rows(history(), every="day", since=dt.date(2030, 1, 1))


def test_events_are_told_where_their_days_are_shown() -> None:
    job = Event(day=DAYS[40], kind="job", title="Head of Sales <b>", company="Nordlicht")
    told = sample_result(days=30).model_copy(
        update={"history": history().model_copy(update={"events": (job,)})}
    )
    rows = history_rows(told.history, every="month")
    console = Console(width=80, record=True, file=io.StringIO())
    console.print(report.history_text(told, rows))
    assert "March 2026  New position: Head of Sales <b>, Nordlicht" in console.export_text()
    assert "- March 2026: New position: Head of Sales \\<b\\>" in report.history_markdown(
        told, rows
    )
    assert json.loads(report.history_json(told, "month", rows))["events"][0]["kind"] == "job"
    assert json.loads(report.history_json(told, "month", rows[:2]))["events"] == []


def test_csv_and_json_hold_the_rows_with_full_precision() -> None:
    rows = history_rows(history(31), every="month")
    table = list(csv.DictReader(io.StringIO(report.history_csv(rows))))
    assert [float(row["total"]) for row in table] == [row.total for row in rows]
    assert table[1]["break"] == f"{DAYS[31]}: break 31"
    told = json.loads(report.history_json(sample_result(days=30), "month", rows))
    assert [row["day"] for row in told["rows"]] == [str(row.day) for row in rows]
    assert told["every"] == "month"
    assert told["rows"][1]["breaks"] == [{"day": str(DAYS[31]), "reason": "break 31"}]
