"""The members whom a file of Sales Navigator tells about, and the seats that wait."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

import pyarrow as pa

from openssi import tables
from openssi.sources.sales_navigator.roster import Person, Roster

NAME: Final = "LinkedIn Sales Navigator"
"""What this source is called."""

NOT_IN_ROSTER: Final = "the seat is not in the roster"
"""Why a row waits."""


def member_rows(seen: Iterable[tuple[Person, dt.date]]) -> pa.Table:
    """Return a row of ``members`` for each person and day on which something was seen of them."""
    rows = {(person.member_id, day): person for person, day in seen}
    return tables.from_rows(
        "members",
        [
            {"member_id": member_id, "seen_on": day, "name": person.name, "team": person.team}
            for (member_id, day), person in sorted(rows.items(), key=lambda pair: pair[0])
        ],
    )


def waiting_note(where: str, seats: int, roster: Roster | None) -> Iterator[str]:
    """Yield what is to be done about seats of whom nothing says who they are."""
    if seats:
        noun = "1 seat waits" if seats == 1 else f"{seats:,} seats wait"
        lack = "the roster does not name them" if roster else "no roster says whose they are"
        yield (
            f"{where}: {noun}, for {lack}. Write a CSV file with the columns name, email, seat, "
            "profile URL and team, and give it as well."
        )
