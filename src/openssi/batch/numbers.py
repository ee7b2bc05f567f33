"""Members as numbers: what is compared a thousand million times is compared as such.

Numbers follow the order of the ids. Whoever is no member is known by a hash, below zero.
"""

from openssi.batch.parts import bucket_of
from openssi.scoring.deeds import mark_as_number


def of_members(buckets: int) -> str:
    """Return the query for the number and the bucket of each member of ``told``."""
    return f"""
SELECT member_id, number, {bucket_of("member_id", buckets)} AS bucket
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


def known(person: str) -> str:
    """Return SQL for the number of somebody, wherever ``numbers`` can be read."""
    stranger = of_stranger(person)
    return f"COALESCE((SELECT number FROM numbers WHERE member_id = {person}), {stranger})"


def of_stranger(person: str) -> str:
    """Return SQL for the number of somebody who is no member."""
    return f"-1 - {mark_as_number(person)}"


def of_everybody(people: str, kept: str | None, buckets: int) -> str:
    """Return the query for numbers that stay, of everybody who was ever told of.

    Args:
        people: A query for ``member_id``, each as often as it likes.
        kept: The numbers of earlier runs, as they stand after ``FROM``; who has one keeps it.
        buckets: How many buckets there are.
    """
    new = f"SELECT DISTINCT member_id FROM ({people}) AS told WHERE member_id IS NOT NULL"
    begin, before = "0", ""
    if kept:
        new += f" AND member_id NOT IN (SELECT member_id FROM {kept} AS kept)"
        begin = f"(SELECT MAX(number) FROM {kept} AS kept)"
        before = f"SELECT member_id, number, bucket FROM {kept} AS kept\nUNION ALL\n"
    return f"""{before}
SELECT member_id, number, {bucket_of("member_id", buckets)} AS bucket
FROM (
  SELECT member_id, {begin} + CAST(ROW_NUMBER() OVER (ORDER BY member_id) AS BIGINT) AS number
  FROM ({new}) AS fresh
) AS numbered"""
