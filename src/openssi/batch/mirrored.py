"""The other side of a deed, where a platform logs an interaction once."""

from collections.abc import Collection, Iterable, Mapping
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


def derived(occurring: Collection[str], *, mirrored: bool) -> dict[str, str]:
    """Return the pairs whose other side is to be derived.

    Args:
        occurring: Kinds that the activities hold.
        mirrored: Whether it was said that none of them is told.

    Raises:
        TablesError: It was said, and one of them is there.
    """
    if not mirrored:
        return {given: got for given, got in PAIRS.items() if got not in occurring}
    told = sorted(set(PAIRS.values()) & set(occurring))
    if told:
        raise TablesError(
            f"activities: '{told[0]}' is there, and --mirrored says that no received side is.",
            hint="leave out --mirrored, or the received rows.",
        )
    return dict(PAIRS)


def other_side(rows: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Return the derived activities: each deed as the other person's.

    Args:
        rows: A query for canonical activities.
        pairs: Kinds given, and received by it.
    """
    given = dict(pairs)
    cases = " ".join(f"WHEN {text(kind)} THEN {text(got)}" for kind, got in given.items())
    turned = {
        "member_id": "counterpart_id",
        "counterpart_id": "member_id",
        "kind": f"CASE kind {cases} END",
    }
    return f"""
SELECT {_columns("activities", turned)}
FROM ({rows}) AS given
WHERE counterpart_id IS NOT NULL AND {any_of("kind", given)}"""


def seen_from_both(coverage: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Return coverage that shows what is derived wherever everyone's deeds were seen."""
    given = dict(pairs)
    if not given:
        return coverage
    cases = " ".join(f"WHEN {text(kind)} THEN {text(got)}" for kind, got in given.items())
    return f"""
WITH seen AS ({coverage})
SELECT {_columns("coverage", {})} FROM seen
UNION ALL
SELECT * FROM (
  SELECT {_columns("coverage", {"kind": f"CASE kind {cases} END"})}
  FROM seen WHERE member_id IS NULL AND {any_of("kind", given)}
) AS both_sides
WHERE kind NOT IN (SELECT kind FROM seen)"""


def _columns(table: str, changed: Mapping[str, str]) -> str:
    """Every column of a table, some as something else; not all engines can replace a few."""
    return ", ".join(f"{changed.get(name, name)} AS {name}" for name in SCHEMAS[table].names)
