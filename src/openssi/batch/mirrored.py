"""The other side of a deed, where a platform logs an interaction once."""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from openssi.errors import TablesError
from openssi.scoring.sql import any_of, text
from openssi.tables import SCHEMAS

PAIRS: Final = {
    "reaction_given": "reaction_received",
    "comment_made": "comment_received",
    "repost_made": "repost_received",
    "message_sent": "message_received",
    "inmail_sent": "inmail_received",
    "invitation_sent": "invitation_received",
    "profile_viewed": "profile_view_received",
    "endorsement_given": "endorsement_received",
    "recommendation_given": "recommendation_received",
    "member_followed": "follower_gained",
}
"""What the other person receives by each kind of deed."""


def derived(
    occurring: Collection[str],
    *,
    mirrored: bool,
    kept: Mapping[str, str] = MappingProxyType({}),
    before: Collection[str] = (),
) -> dict[str, str]:
    """Return the pairs whose other side is derived: what is given, and what is received by it.

    It is decided when a kind is first given, and stays so.

    Args:
        occurring: Kinds that the new activities hold.
        mirrored: Whether it was said that no received side is told.
        kept: What was decided by earlier runs.
        before: Kinds that earlier activities held.

    Raises:
        TablesError: A received side is told that was derived, or that is said not to be told.
    """
    for given, got in PAIRS.items():
        if got in occurring and given in kept:
            raise TablesError(
                f"activities: '{got}' is told now; earlier runs derived it from '{given}'.",
                hint="leave those rows out, or give all files again with a new --state.",
            )
        if mirrored and (got in occurring or got in before):
            raise TablesError(
                f"activities: '{got}' is there, and --mirrored says that no received side is.",
                hint="leave out --mirrored, or the received rows.",
            )
    told = {*occurring, *before}
    new = {given: got for given, got in PAIRS.items() if given in occurring and got not in told}
    return {**kept, **new}


def other_side(rows: str, pairs: Iterable[tuple[str, str]], columns: Iterable[str]) -> str:
    """Return the derived activities: each deed as the other person's.

    Args:
        rows: A query for canonical activities.
        pairs: Kinds given, and received by it.
        columns: Their columns.
    """
    given = dict(pairs)
    cases = " ".join(f"WHEN {text(kind)} THEN {text(got)}" for kind, got in given.items())
    turned = {
        "member_id": "counterpart_id",
        "counterpart_id": "member_id",
        "kind": f"CASE kind {cases} END",
    }
    return f"""
SELECT {_columns(columns, turned)}
FROM ({rows}) AS given
WHERE counterpart_id IS NOT NULL AND {any_of("kind", given)}"""


def seen_from_both(coverage: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Return coverage that shows what is derived wherever everyone's deeds were seen."""
    given = dict(pairs)
    if not given:
        return coverage
    names = SCHEMAS["coverage"].names
    cases = " ".join(f"WHEN {text(kind)} THEN {text(got)}" for kind, got in given.items())
    return f"""
WITH seen AS ({coverage})
SELECT {_columns(names, {})} FROM seen
UNION ALL
SELECT * FROM (
  SELECT {_columns(names, {"kind": f"CASE kind {cases} END"})}
  FROM seen WHERE member_id IS NULL AND {any_of("kind", given)}
) AS both_sides
WHERE kind NOT IN (SELECT kind FROM seen)"""


def _columns(names: Iterable[str], changed: Mapping[str, str]) -> str:
    """Columns, some of them as something else; not all engines can replace a few of all."""
    return ", ".join(f"{changed.get(name, name)} AS {name}" for name in names)
