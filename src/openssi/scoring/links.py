"""Connections, cleaned: each pair once for each side, with what is known of the other person."""

from dataclasses import dataclass
from typing import Final, Literal

from openssi.methodology.measures import Flow
from openssi.scoring.frame import Frame
from openssi.scoring.people import judged
from openssi.scoring.sql import UNDATED, Stage, any_of, day, text, union
from openssi.tables import ATTRIBUTES

PLACES: Final = ("company", "industry")
"""Attributes that are compared with the member's own."""

JUDGED: Final = ("company_name", "industry_name", "is_known", "is_target")
"""What is made of the attributes."""


Network = Literal["any", "mutual", "following"]
"""A row of either; a row of both; a row of the member's own."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known beforehand of the table of connections."""

    told: tuple[str, ...] = ATTRIBUTES
    """Attributes that connections themselves may tell of the other person."""
    kept: tuple[str, ...] = ATTRIBUTES
    """Attributes that are asked for beyond the signals."""
    network: Network | None = None
    """What makes two people know each other, where each row stands there for either side, marked
    with ``is_back`` for the one that it was not told of; None where it stands there once."""


def stages(frame: Frame, known: Known | None = None) -> list[Stage]:
    """Return the stages about connections, in order."""
    return [_links(frame, known or Known()), _shared(), _acquaintances(frame)]


def _links(frame: Frame, known: Known) -> Stage:
    told = known.told
    people = ",\n  ".join(
        f"COALESCE(g.{name}, p.{name}) AS {name}" if name in told else f"p.{name}"
        for name in (ATTRIBUTES if told else (*known.kept, *JUDGED))
    )
    linked = f"""
SELECT g.who, g.connection_id, g.since, g.until, {people}
FROM ({_pairs(frame, known)}) AS g
LEFT JOIN people AS p ON p.member_id = g.connection_id"""
    kept = ("who", "connection_id", "since", "until", *known.kept)
    judgement = judged(frame, "l") if told else ", ".join(f"l.{name}" for name in JUDGED)
    return Stage(
        name="links",
        what="each member's connections up to the day, and whether they are in the audience",
        select=f"SELECT {', '.join(f'l.{name}' for name in kept)}, {judgement}\n"
        f"FROM ({linked}) AS l",
    )


def _pairs(frame: Frame, known: Known) -> str:
    if known.network == "mutual":
        return _mutual(frame, known)
    mine = "AND NOT b.is_back" if known.network == "following" else ""
    return f"""
SELECT s.who, b.connection_id, {_spell(known)}
FROM ({_sides(known)}) AS b
{_counting(frame)} {mine}
GROUP BY s.who, b.connection_id"""


def _mutual(frame: Frame, known: Known) -> str:
    """Both have to know each other: from the later beginning to the earlier end."""
    merged = "".join(f", MAX({name}) AS {name}" for name in known.told)
    return f"""
SELECT who, connection_id, MAX(since) AS since,
  CASE WHEN MIN(until) IS NOT NULL THEN GREATEST(MIN(until), MAX(since)) END AS until{merged}
FROM (
  SELECT s.who, b.connection_id, b.is_back, {_spell(known)}
  FROM ({_sides(known)}) AS b
  {_counting(frame)}
  GROUP BY s.who, b.connection_id, b.is_back
) AS sides
GROUP BY who, connection_id
HAVING COUNT(*) = 2"""


def _spell(known: Known) -> str:
    """From when to when; a row that has not ended keeps the others from ending it."""
    merged = "".join(f",\n  MAX(b.{name}) AS {name}" for name in known.told)
    return f"""
  COALESCE(MIN({day("b.connected_on")}), {UNDATED}) AS since,
  CASE WHEN COUNT(b.ended_on) = COUNT(*) THEN
    GREATEST(MAX({day("b.ended_on")}), COALESCE(MIN({day("b.connected_on")}), {UNDATED}))
  END AS until{merged}"""


def _sides(known: Known) -> str:
    """Return the rows for either side."""
    if known.network:
        return "SELECT * FROM connections"
    given, absent = (
        "".join(f", {prefix}{name}" for name in known.told) for prefix in ("", "NULL AS ")
    )
    return f"""
  SELECT member_id, connection_id, connected_on, ended_on{given} FROM connections
  UNION ALL
  SELECT connection_id, member_id, connected_on, ended_on{absent} FROM connections"""


def _counting(frame: Frame) -> str:
    return f"""JOIN scored AS s ON s.member_id = b.member_id
WHERE b.member_id <> b.connection_id
  AND (b.connected_on IS NULL OR {day("b.connected_on")} <= {frame.today})"""


def _shared() -> Stage:
    return Stage(
        name="shared_places",
        what="connections at the member's own company or in the same industry, while both were",
        select=union(_at_the_same(attribute) for attribute in PLACES),
    )


def _at_the_same(attribute: str) -> str:
    return f"""
SELECT l.who, p.profile_until, p.attribute,
  GREATEST(l.since, p.since) AS since, LEAST(l.until, p.until) AS until
FROM links AS l
JOIN (SELECT * FROM spells WHERE attribute = {text(attribute)}) AS p
  ON p.person = l.who AND p.name = l.{attribute}_name
WHERE LEAST(l.until, p.until) IS NULL OR LEAST(l.until, p.until) > GREATEST(l.since, p.since)"""


def _acquaintances(frame: Frame) -> Stage:
    kinds = sorted(
        {
            kind
            for signal in frame.of_type("flow")
            if isinstance(signal.measure, Flow) and signal.measure.audience
            for kind in signal.measure.kinds
        }
    )
    met = any_of("kind", kinds) if kinds else "FALSE"
    return Stage(
        name="acquaintances",
        what="people whom deeds towards the audience may concern, and what is known of them",
        select=f"""
SELECT d.who, d.counterpart_id AS person,
  COALESCE(l.is_known, p.is_known) AS is_known, COALESCE(l.is_target, p.is_target) AS is_target
FROM (
  SELECT DISTINCT who, counterpart_id FROM deeds WHERE {met} AND counterpart_id IS NOT NULL
) AS d
LEFT JOIN links AS l ON l.who = d.who AND l.connection_id = d.counterpart_id
LEFT JOIN people AS p ON p.member_id = d.counterpart_id
WHERE l.connection_id IS NOT NULL OR p.member_id IS NOT NULL""",
    )
