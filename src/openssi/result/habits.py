"""Habits: what the member looks for and whom they follow."""

from __future__ import annotations

from openssi.result.base import Model
from openssi.result.months import Months, Week


class Habit(Model):
    """One kind of deed over time."""

    kind: str
    """Kind of activity, as in the canonical tables."""
    total: int | None
    """How often up to the day; None where the sources do not show it."""
    months: Months | None
    """How often in each month; None where not seen."""
    week: Week | None
    """When in the week; None where not seen, and for deeds whose hour says little."""
