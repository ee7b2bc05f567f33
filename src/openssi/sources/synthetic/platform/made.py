"""What was made: the rows of each table."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Made:
    """Rows that were written."""

    members: int
    active: int
    """Of the members, those who live by the published rates."""
    connections: int
    activities: int
    weeks: int
    """For how many weeks deeds are logged."""
