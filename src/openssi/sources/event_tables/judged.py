"""Every row of a table with its canonical columns and what becomes of it, as SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from openssi.sources.event_tables.cells import Cell
from openssi.sources.event_tables.connection import quoted

LEFT_OUT: Final = "left out by 'where'"
"""Why a row that another section may take is not taken."""


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """How the rows of a table are judged."""

    rows: str
    """The table, as it stands after ``FROM``."""
    cells: tuple[Cell, ...]
    """The columns of which the map says something."""
    where: str
    """Condition that a row must fulfil."""
    columns: Mapping[str, str]
    """SQL of the columns of which it says nothing."""

    def select(self, number: str = "") -> str:
        """Return the SELECT: columns ``v_<name>``, ``ignored`` and ``rejected``.

        Args:
            number: A column to put first, with a comma after it.
        """
        taken = "".join(f"{one.taken} AS t_{one.name}, " for one in self.cells)
        values = "".join(f"{one.value} AS v_{one.name}, " for one in self.cells)
        absent = "".join(f"{sql} AS v_{name}, " for name, sql in self.columns.items())
        ignored = [f"WHEN NOT is_asked THEN {quoted(LEFT_OUT)}", *_reasons(self.cells, "ignored")]
        rejected = _reasons(self.cells, "rejected")
        first = f"SELECT {number}{taken}{self.where} AS is_asked FROM {self.rows}"
        second = f"SELECT *, {values}{absent}0 FROM ({first})"
        third = f"SELECT *, {_case(ignored)} AS ignored FROM ({second})"
        fate = f"CASE WHEN ignored IS NULL THEN {_case(rejected)} END AS rejected"
        return f"SELECT *, {fate} FROM ({third})"


def _reasons(cells: Sequence[Cell], what: str) -> list[str]:
    return [
        f"WHEN {condition} THEN {quoted(reason)}"
        for one in cells
        for condition, reason in getattr(one, what)
    ]


def _case(whens: Sequence[str]) -> str:
    return f"CASE {' '.join(whens)} END" if whens else "NULL::VARCHAR"
