"""What a source read, and an account of every row of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from openssi.tables import Tables


@dataclass(frozen=True, kw_only=True)
class Rejected:
    """A row that could not be used: kept as data, so that the good ones survive."""

    line: int
    """Line of the file on which the row begins, from 1."""
    reason: str
    """What is wrong with it, without any personal content."""


@dataclass(frozen=True, kw_only=True)
class FileAccount:
    """What became of one file: rows = imported + duplicates + ignored + rejected."""

    file: str
    """Path inside the archive."""
    status: Literal["parsed", "ignored", "unknown"]
    """Read; left closed for a stated reason; or not known to this version."""
    reason: str = ""
    """Why the file was ignored, or what is odd about it."""
    rows: int = 0
    """Data rows read."""
    imported: int = 0
    """Rows that reached a table or a profile fact."""
    duplicates: int = 0
    """Rows that repeat one already imported."""
    ignored: Mapping[str, int] = field(default_factory=dict)
    """Rows left out on purpose: reason to number."""
    rejected: tuple[Rejected, ...] = ()
    """Rows that could not be used."""
    first: dt.date | None = None
    """Oldest date imported."""
    last: dt.date | None = None
    """Newest date imported."""
    shows: tuple[str, ...] = ()
    """Kinds of activity and profile facts that the file makes known."""


@dataclass(frozen=True, kw_only=True)
class OfficialGroup:
    """How LinkedIn's own page places the member in a group."""

    name: str = ""
    """What the page calls the group, for example the industry; empty where it was not given."""
    top: int | None = None
    """Rank in percent from the top, 1 to 100."""
    average: float | None = None
    """The group's average index, 0 to 100."""
    rank_change: int | None = None
    """Percent by which the rank moved in a week, positive where it rose; None where not told."""


@dataclass(frozen=True, kw_only=True)
class OfficialReading:
    """LinkedIn's own index of a member, as its page showed it on a day."""

    day: dt.date
    """Day on which the page was read (UTC)."""
    total: float
    """The official index, 0 to 100."""
    pillars: Mapping[str, float] = field(default_factory=dict)
    """Points by pillar (``brand``, ``people``, ``insights``, ``relationships``), 0 to 25 each; only
    those that were told."""
    industry: OfficialGroup | None = None
    """The card of the industry."""
    network: OfficialGroup | None = None
    """The card of the network."""
    member_id: str
    """Whose reading it is."""
    source: str
    """Where it comes from, in words, for example ``typed in`` or ``the page's JSON``."""


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What one source gave."""

    source: str
    """The source's name, for example ``LinkedIn data archive``."""
    archive: str = ""
    """Name of the file or folder that was read."""
    kind: str
    """The source's own kind, for example ``complete`` or ``basic``."""
    member_id: str
    """Whose data it is."""
    identified_by: str = ""
    """How that was found, in words."""
    tables: Tables
    """The canonical tables."""
    seen_to: dt.date
    """Last day that the source saw; the default ``as_of``."""
    files: tuple[FileAccount, ...]
    """Every file met."""
    advisories: tuple[str, ...] = ()
    """What to do first, because the source shows much less than it could, in plain sentences."""
    notes: tuple[str, ...] = ()
    """What a reader must know about this source, in plain sentences."""
    official: tuple[OfficialReading, ...] = ()
    """LinkedIn's own index, where the source tells it."""
    waiting: tuple[str, ...] = ()
    """Seats or rows of people whom nothing says who they are: named, never guessed."""
    elsewhere: bool = False
    """Whether it tells of another network: what it saw adds to what was done on LinkedIn."""
    origins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Where several sources were put together: by kind and profile fact, the sources it is from."""


@dataclass(frozen=True, kw_only=True)
class Checkup:
    """What several readings of one member's data gave, each for itself and together."""

    readings: tuple[Imported, ...]
    """Each reading, in the order in which they were asked for."""
    whole: Imported
    """All of them together, as they are scored."""
