"""Columns of an impulse that most measures leave empty, and deeds with the days that show them."""

from collections.abc import Iterable
from typing import Final

from openssi.scoring.sql import any_of

AT_ONCE: Final = "0.0 AS outcome, CAST(NULL AS INTEGER) AS known"
"""Nothing about it is decided later."""

ANY_PROFILE: Final = "CAST(NULL AS INTEGER) AS profile_until"
"""It does not depend on what the member's own profile says."""

ANY_LEVEL: Final = "CAST(NULL AS INTEGER) AS level"
"""It is the same whether the signal is observed wholly or in part."""


def observed(rule: int, kinds: Iterable[str]) -> str:
    """Return a query for deeds of some kinds on days that show a signal, for each level.

    Where one deed counts for less because of another (a person met again, a week begun), only those
    of observed days may matter.
    """
    return f"""
SELECT d.*, s.level
FROM deeds AS d
JOIN sights AS s ON s.clock = d.clock AND s.rule = {rule} AND d.day BETWEEN s.lo AND s.hi
WHERE {any_of("d.kind", kinds)} AND d.quantity > 0 AND d.day > 0"""
