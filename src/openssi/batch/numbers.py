"""Members as numbers: what is compared a thousand million times is compared as such.

Numbers follow the order of the ids. Whoever is no member is known by a hash, below zero.
"""


def of_members(buckets: int) -> str:
    """Return the query for the number and the bucket of each member of ``told``."""
    return f"""
SELECT member_id, number, CAST(number % {buckets} AS INTEGER) AS bucket
FROM (
  SELECT member_id, CAST(ROW_NUMBER() OVER (ORDER BY member_id) AS BIGINT) AS number
  FROM (SELECT DISTINCT member_id FROM told) AS everyone
) AS numbered"""


def of(person: str, row: str) -> str:
    """Return SQL for somebody's number; NULL stays NULL.

    Args:
        person: Their id.
        row: Their row of ``numbers``; without one they are no member.
    """
    return f"CASE WHEN {person} IS NOT NULL THEN COALESCE({row}.number, {of_stranger(person)}) END"


def of_stranger(person: str) -> str:
    """Return SQL for the number of somebody who is no member."""
    return f"-1 - CAST(HASH({person}) >> 2 AS BIGINT)"
