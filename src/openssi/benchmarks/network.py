"""A member among their own connections, whose scores alone make the average.

The query reads ``standings`` and ``links`` (``member_id``, ``connection_id``, ``is_now``,
``was_then``), and may be asked for some members at a time.
"""

from collections.abc import Iterator, Sequence

from openssi.benchmarks.standing import SMALLEST, average, measures, percent


def places(pillars: Sequence[str], *, links: str = "links", members: str = "standings") -> str:
    """Return the query for each member of ``links``: their network's size and average, their rank.

    For the rank the member joins the connections: it is out of one more.

    Args:
        pillars: Ids of the pillars.
        links: Name of the relation of connections.
        members: Name of a relation whose ``member_id`` are all the members of ``links``: fewer
            than have a standing, where some are asked for at a time.
    """
    wanted = measures(pillars)
    counted = ",\n  ".join(_counted(end, column) for end, column in wanted.items())
    shown = ",\n  ".join(_shown(end, column) for end, column in wanted.items())
    own = f"SELECT * FROM standings WHERE member_id IN (SELECT member_id FROM {members})"
    then, now = (percent(f"(ahead{end} + 1)", f"(size{end} + 1)") for end in ("_then", ""))
    both = f"size >= {SMALLEST} AND size_then >= {SMALLEST}"
    return f"""
SELECT m.number, {shown},
  CASE WHEN {both} AND m.now IS NOT NULL AND m.earlier IS NOT NULL THEN {now} - {then} END
    AS network_rank_percent_change_7d
FROM (
  SELECT l.member_id, {counted},
    COUNT(CASE WHEN l.was_then THEN o.earlier END) AS size_then,
    COUNT(CASE WHEN l.was_then AND o.earlier > m.earlier THEN 1 END) AS ahead_then
  FROM {links} AS l
  JOIN ({own}) AS m ON m.member_id = l.member_id
  JOIN standings AS o ON o.member_id = l.connection_id
  GROUP BY l.member_id
) AS counted
JOIN ({own}) AS m ON m.member_id = counted.member_id"""


def shown(pillars: Sequence[str], name: str) -> Iterator[str]:
    """Yield the columns of `places` as they are shown: whoever is not there knows nobody.

    Args:
        pillars: Ids of the pillars.
        name: Name of the relation, in which members may be missing.
    """
    for end in measures(pillars):
        size = f"network_size{end}"
        yield f"{name}.network_average{end}"
        yield f"COALESCE({name}.{size}, 0) AS {size}"
        yield f"{name}.network_rank_percent{end}"
    yield f"{name}.network_rank_percent_change_7d"


def _counted(end: str, column: str) -> str:
    return f"""COUNT(CASE WHEN l.is_now THEN o.{column} END) AS size{end},
    SUM(CASE WHEN l.is_now THEN o.{column} END) AS sum{end},
    COUNT(CASE WHEN l.is_now AND o.{column} > m.{column} THEN 1 END) AS ahead{end}"""


def _shown(end: str, column: str) -> str:
    enough, own = f"size{end} >= {SMALLEST}", f"m.{column} IS NOT NULL"
    return f"""CASE WHEN {enough} THEN {average(f"sum{end}", f"size{end}")} END
    AS network_average{end},
  size{end} AS network_size{end},
  CASE WHEN {enough} AND {own} THEN {percent(f"(ahead{end} + 1)", f"(size{end} + 1)")} END
    AS network_rank_percent{end}"""
