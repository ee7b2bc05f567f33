"""Job changes: told of days on which a new role begins, from dated rows of members."""

from __future__ import annotations

import datetime as dt

from openssi import tables
from openssi.result import Event
from openssi.scoring.events import job_changes
from openssi.tables import Tables

FIRST, LAST = dt.date(2020, 1, 1), dt.date(2026, 11, 15)


def told(*roles: tuple[str, str | None, str | None]) -> tuple[Event, ...]:
    rows: list[dict[str, object]] = [
        {
            "member_id": "m",
            "seen_on": dt.date.fromisoformat(day),
            "title": title,
            "company": company,
        }
        for day, title, company in roles
    ]
    rows.append(
        {"member_id": "x", "seen_on": dt.date(2021, 1, 1), "title": "Baker", "company": "B"}
    )
    empty = {name: tables.from_rows(name, []) for name in ("connections", "activities", "coverage")}
    whole = Tables(members=tables.from_rows("members", rows), **empty)
    return job_changes(whole, "m", FIRST, LAST)


def test_each_new_role_is_an_event() -> None:
    found = told(
        ("2019-05-01", "Consultant", "Halvorsen"),
        ("2021-03-01", "Senior Consultant", "Halvorsen"),
        ("2023-09-01", "Head of Sales", "Adeyemi"),
    )
    assert [(e.day.isoformat(), e.title, e.company) for e in found] == [
        ("2021-03-01", "Senior Consultant", "Halvorsen"),
        ("2023-09-01", "Head of Sales", "Adeyemi"),
    ]


def test_a_profile_that_repeats_a_role_tells_nothing_new() -> None:
    held = ("2019-05-01", "Consultant", "Halvorsen")
    assert told(held, ("2021-03-01", "Director", "Adeyemi"), ("2026-11-15", *held[1:])) == told(
        held, ("2021-03-01", "Director", "Adeyemi")
    )


def test_the_first_role_known_is_no_change() -> None:
    assert told(("2021-03-01", "Director", "Adeyemi")) == ()


def test_rows_without_a_title_and_days_outside_tell_nothing() -> None:
    held = ("2019-05-01", "Consultant", "Halvorsen")
    assert told(held, ("2021-03-01", None, None), ("2027-01-01", "Director", "Adeyemi")) == ()
    assert told(("2018-01-01", "Clerk", "A"), ("2019-12-31", "Consultant", "B")) == ()
