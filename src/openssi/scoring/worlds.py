"""Worlds: a member's data as if some of what came after a day had not come.

They are scored beside the member as they are, in the same run: the scorings of a change differ only
in what they take in.
"""

import datetime as dt
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from openssi.scoring.frame import Case
from openssi.scoring.sql import date_of


@dataclass(frozen=True, kw_only=True)
class World:
    """One member, as if what came after some days had not come."""

    member_id: str
    name: str
    """The name under which the results stand."""
    deeds_until: int
    """Day number after which activities and connections are left out."""
    profile_until: int
    """Day number after which what was seen of the profile is left out, where it was told before."""


@dataclass(frozen=True, kw_only=True)
class Between:
    """The worlds between two days of a change."""

    since: int
    """Day number of the earlier day."""
    before_profile: World | None
    """All deeds, and the profile as it stood on the earlier day; None where that is as it is."""
    before_deeds: World
    """That profile, and the deeds up to the earlier day."""

    @classmethod
    def of(cls, case: Case, since: int) -> "Between":
        """Make the worlds of a member's change since a day."""
        today, told = case.frame.today, _told_anew(case, date_of(since))
        return cls(
            since=since,
            before_profile=_world(case, "before the profile", today, since) if told else None,
            before_deeds=_world(case, "before the deeds", since, since if told else today),
        )

    @property
    def worlds(self) -> tuple[World, ...]:
        """Those that are scored beside the member."""
        return (*((self.before_profile,) if self.before_profile else ()), self.before_deeds)


def _world(case: Case, name: str, deeds_until: int, profile_until: int) -> World:
    return World(
        member_id=case.member_id,
        name=f"{case.member_id} ({name})",
        deeds_until=deeds_until,
        profile_until=profile_until,
    )


def _told_anew(case: Case, day: dt.date) -> bool:
    """Whether anything that the profile had told by a day was told otherwise after it."""
    members = case.tables.members
    mine = members.filter(pc.equal(members["member_id"], case.member_id))
    told: dict[str, object] = {}
    for row in sorted(mine.to_pylist(), key=lambda row: str(row["seen_on"])):
        for name, value in row.items():
            if value is None or name == "seen_on":
                continue
            if row["seen_on"] > day and told.get(name, value) != value:
                return True
            told[name] = value
    return False


def asked(worlds: tuple[World, ...], day: int) -> pa.Table:
    """Return worlds as the table ``asked``: one day of each is scored."""
    numbers = {"day": [day] * len(worlds)} | {
        name: [getattr(world, name) for world in worlds]
        for name in ("deeds_until", "profile_until")
    }
    return pa.table(
        {
            "member_id": pa.array([world.member_id for world in worlds], pa.string()),
            "name": pa.array([world.name for world in worlds], pa.string()),
        }
        | {name: pa.array(values, pa.int32()) for name, values in numbers.items()}
    )
