"""Whom a description is about, and up to which day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Self

from openssi.describe.sql import day_number, text
from openssi.engines import Engine


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One member on one day."""

    as_of: dt.date
    who: int
    """Number of the member in this scoring."""
    clock: int
    """Whose coverage holds for the member; 0 is everyone's."""
    joined: int
    """Day number on which the member joined, long ago where not known: before it was nothing."""

    @classmethod
    def read(cls, engine: Engine, member_id: str, as_of: dt.date) -> Self:
        """Look up a member who is scored."""
        row = engine.fetch(
            f"SELECT who, clock, joined FROM scored WHERE member_id = {text(member_id)}"
        ).to_pylist()[0]
        return cls(as_of=as_of, **row)

    @property
    def today(self) -> int:
        """Day number of the day."""
        return day_number(self.as_of)

    @property
    def mine(self) -> str:
        """SQL that is true for the member's rows."""
        return f"who = {self.who}"
