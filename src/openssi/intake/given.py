"""What was given to be read, and how to read it."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TypedDict

Steps = Callable[[str], object]
"""Told the name of each long step as it begins; who listens is not known here."""


class How(TypedDict, total=False):
    """How to read what was given; each is an option of the command line."""

    me: str | None
    """The member's own profile address, where the sources leave it open."""
    allow_resaved: bool
    """Accept files that a spreadsheet program saved again."""
    accounts: Path | None
    """The user's list of companies: ``company,industry,target``."""
    map: str | None
    """What the columns of tables mean: a TOML file, or the name of a map that is ready."""
    today: dt.date | None
    """A day (UTC) after which nothing can have happened: a CRM's table holds what is planned."""
    columns: Path | None
    """Which columns of Sales Navigator's usage report are what, where that is not recognised."""
    all_members: bool
    """Keep the data of every member: of several, none has to be chosen."""
    workspace: Path | None
    """The store with check-ins, official readings and synced rows; without it none is used."""


def unheard(_: str) -> None:
    """Hear of a step and do nothing."""
