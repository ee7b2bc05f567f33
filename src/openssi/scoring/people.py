"""Who is scored, what is known of people, and the places where they worked."""

from typing import Final

from openssi.scoring.audience import known, matches
from openssi.scoring.frame import Frame
from openssi.scoring.sql import UNDATED, Stage, day, text, union
from openssi.tables import ATTRIBUTES, FACTS

_IN_VIEW: Final = "(seen <= profile_until OR first_seen > profile_until)"
"""What was first seen after a view's end stands in for the days before."""

_SHARES: Final = 4096
"""Shares in which many workers number the members."""


def stages(frame: Frame, *, are_asked: bool = True) -> list[Stage]:
    """Return the stages about people, in order.

    Args:
        frame: Methodology and day.
        are_asked: Whether other worlds than the members' own may be asked for.
    """
    return [
        _profiles(),
        _clocks(),
        _scored(frame),
        _worlds(frame, are_asked=are_asked),
        _views(),
        _people(frame),
        _spells(),
        _facts(),
    ]


def _profiles() -> Stage:
    columns = (*ATTRIBUTES, "opted_out", *FACTS)
    merged = ", ".join(f"MAX({column}) AS {column}" for column in columns)
    return Stage(
        name="profiles",
        what="what was seen of each member on each day, a row a day",
        select=f"""
SELECT member_id, {day("seen_on")} AS seen, MIN({day("joined_on")}) AS joined, {merged}
FROM members
WHERE seen_on IS NOT NULL
GROUP BY member_id, seen_on""",
    )


def _clocks() -> Stage:
    return Stage(
        name="clocks",
        what="members with coverage of their own, numbered; 0 is everyone's",
        select="""
SELECT member_id, CAST(ROW_NUMBER() OVER (ORDER BY member_id) AS INTEGER) AS clock
FROM (SELECT DISTINCT member_id FROM coverage WHERE member_id IS NOT NULL) AS own""",
    )


def _scored(frame: Frame) -> Stage:
    return Stage(
        name="scored",
        what="the members to score, numbered: since when they are members, whose coverage holds",
        select=f"""
SELECT {_number(frame)} AS who, p.member_id,
  COALESCE(MIN(p.joined), {UNDATED}) AS joined, COALESCE(MAX(o.clock), 0) AS clock
FROM profiles AS p
LEFT JOIN clocks AS o ON o.member_id = p.member_id
GROUP BY p.member_id
HAVING NOT COALESCE({latest("p.opted_out", "p.seen", frame.today)}, FALSE)""",
    )


def _number(frame: Frame) -> str:
    """In the order of the ids; where many share the work, each numbers some members by a hash."""
    if not frame.is_shared:
        return "CAST(ROW_NUMBER() OVER (ORDER BY p.member_id) AS INTEGER)"
    share = f"((HASH(p.member_id) % {_SHARES} + {_SHARES}) % {_SHARES})"
    of_it = f"ROW_NUMBER() OVER (PARTITION BY {share} ORDER BY p.member_id)"
    return f"CAST({of_it} * {_SHARES} + {share} AS BIGINT)"


def _worlds(frame: Frame, *, are_asked: bool) -> Stage:
    """A world is scored like a member: everyone stands in theirs, some in other ones as well."""
    asked = """
UNION ALL
SELECT CAST(-ROW_NUMBER() OVER (ORDER BY a.name) AS INTEGER), m.who, a.name, m.joined, m.clock,
  GREATEST(m.joined, a.day), a.deeds_until, a.profile_until
FROM asked AS a
JOIN scored AS m ON m.member_id = a.member_id"""
    return Stage(
        name="worlds",
        what="each member as they are, and as if some of the later deeds and facts had not come",
        select=f"""
SELECT who, who AS person, member_id, joined, clock, joined AS begin,
  {frame.today} AS deeds_until, {frame.today} AS profile_until
FROM scored{asked if are_asked else ""}""",
    )


def _views() -> Stage:
    return Stage(
        name="views",
        what="until when what was seen of a profile is taken in, for each view that a world has",
        select="""
SELECT DISTINCT w.person, w.profile_until, m.member_id
FROM worlds AS w JOIN scored AS m ON m.who = w.person""",
    )


def _people(frame: Frame) -> Stage:
    attributes = ",\n  ".join(
        f"COALESCE({latest(name, 'seen', frame.today)}, {earliest(name, 'seen')}) AS {name}"
        for name in ATTRIBUTES
    )
    return Stage(
        name="people",
        what="what is known of each member on the day, and whether the audience takes them in",
        select=f"""
SELECT *, {judged(frame, "p")}
FROM (
  SELECT member_id,
  {attributes}
  FROM profiles
  GROUP BY member_id
) AS p""",
    )


def _spells() -> Stage:
    return Stage(
        name="spells",
        what="from when to when a member was at a company or in an industry, in each view",
        select=union(_spell(attribute) for attribute in ("company", "industry")),
    )


def _spell(attribute: str) -> str:
    seen = f"""
SELECT v.person, v.profile_until, p.seen, {folded_name(f"p.{attribute}")} AS name,
  MIN(p.seen) OVER (PARTITION BY v.person, v.profile_until) AS first_seen
FROM profiles AS p
JOIN views AS v ON v.member_id = p.member_id
WHERE p.{attribute} IS NOT NULL"""
    return f"""
SELECT person, profile_until, '{attribute}' AS attribute, name,
  CASE WHEN before IS NULL THEN {UNDATED} ELSE seen END AS since,
  LEAD(seen) OVER (PARTITION BY person, profile_until ORDER BY seen) AS until
FROM (
  SELECT *, LAG(name) OVER (PARTITION BY person, profile_until ORDER BY seen) AS before
  FROM ({seen}) AS seen
  WHERE {_IN_VIEW}
) AS steps
WHERE before IS NULL OR before <> name"""


def _facts() -> Stage:
    names = union(f"SELECT {text(fact)} AS fact" for fact in FACTS)
    amount = " ".join(f"WHEN {text(fact)} THEN CAST(p.{fact} AS DOUBLE)" for fact in FACTS)
    return Stage(
        name="facts",
        what="profile facts, one row each, in each view",
        select=f"""
SELECT person, profile_until, fact, seen, amount
FROM (
  SELECT *, MIN(seen) OVER (PARTITION BY person, profile_until, fact) AS first_seen
  FROM (
    SELECT v.person, v.profile_until, n.fact, p.seen, CASE n.fact {amount} END AS amount
    FROM profiles AS p
    JOIN views AS v ON v.member_id = p.member_id
    CROSS JOIN ({names}) AS n
  ) AS each_one
  WHERE amount IS NOT NULL
) AS seen
WHERE {_IN_VIEW}""",
    )


def latest(expression: str, seen: str, until: int | str) -> str:
    """Return an aggregate: the latest value that is not NULL, seen on or before a day."""
    return (
        f"ARG_MAX({expression}, {seen}) "
        f"FILTER (WHERE {expression} IS NOT NULL AND {seen} <= {until})"
    )


def earliest(expression: str, seen: str) -> str:
    """Return an aggregate: the earliest value that is not NULL."""
    return f"ARG_MIN({expression}, {seen}) FILTER (WHERE {expression} IS NOT NULL)"


def folded_name(expression: str) -> str:
    """Return SQL that makes two spellings of one company's or industry's name alike."""
    return f"LOWER(TRIM({expression}))"


def judged(frame: Frame, row: str) -> str:
    """Return SQL for what is made of somebody's attributes, once for all who meet them.

    The names of company and industry as they are compared; whether the audience can be told, and
    whether it takes them in.

    Args:
        frame: Methodology and day.
        row: Name of a relation with the columns of `tables.ATTRIBUTES`.
    """
    audience = frame.methodology.audience
    return (
        f"{folded_name(f'{row}.company')} AS company_name, "
        f"{folded_name(f'{row}.industry')} AS industry_name, "
        f"{known(audience, row)} AS is_known, "
        f"COALESCE({matches(audience, row)}, FALSE) AS is_target"
    )
