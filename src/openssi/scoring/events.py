"""What happened to the member meanwhile: told beside the history, never scored."""

import datetime as dt

from openssi.result import Event
from openssi.tables import Tables

_Role = tuple[str | None, str | None]


def job_changes(tables: Tables, member_id: str, first: dt.date, last: dt.date) -> tuple[Event, ...]:
    """Return the days on which a role is told that the member had not held before.

    Args:
        tables: The canonical tables; a source writes a position's start as a row of `members`.
        member_id: Whose roles.
        first: Roles begun on or before this day are told by no event.
        last: Nothing after this day is told.
    """
    held: set[_Role] = set()
    events = []
    for day, role in _roles(tables, member_id):
        if held and role not in held and first < day <= last:
            events.append(Event(day=day, kind="job", title=role[0], company=role[1]))
        held.add(role)
    return tuple(events)


def _roles(tables: Tables, member_id: str) -> list[tuple[dt.date, _Role]]:
    columns = ("member_id", "seen_on", "title", "company")
    rows = tables.members.select(columns).to_pylist()
    told = [row for row in rows if row["member_id"] == member_id and row["title"]]
    told.sort(key=lambda row: row["seen_on"])
    return [(row["seen_on"], (row["title"], row["company"])) for row in told]
