"""Who is scored, what is known of people, and the places where they worked."""

from openssi.scoring.frame import Frame
from openssi.scoring.sql import UNDATED, Stage, day, union
from openssi.tables import ATTRIBUTES, FACTS


def stages(frame: Frame) -> list[Stage]:
    """Return the stages about people, in order."""
    return [_profiles(), _scored(frame), _people(frame), _spells(), _facts()]


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


def _scored(frame: Frame) -> Stage:
    own = "SELECT DISTINCT member_id FROM coverage WHERE member_id IS NOT NULL"
    return Stage(
        name="scored",
        what="the members to score, and whose coverage holds for each ('' is everyone's)",
        select=f"""
SELECT p.member_id, MIN(p.joined) AS joined,
  CASE WHEN MAX(o.member_id) IS NULL THEN '' ELSE p.member_id END AS clock
FROM profiles AS p
LEFT JOIN ({own}) AS o ON o.member_id = p.member_id
GROUP BY p.member_id
HAVING NOT COALESCE({latest("p.opted_out", "p.seen", frame.today)}, FALSE)""",
    )


def _people(frame: Frame) -> Stage:
    known = ",\n  ".join(
        f"COALESCE({latest(name, 'seen', frame.today)}, {earliest(name, 'seen')}) AS {name}"
        for name in ATTRIBUTES
    )
    return Stage(
        name="people",
        what="what is known of each member on the day",
        select=f"SELECT member_id,\n  {known}\nFROM profiles\nGROUP BY member_id",
    )


def _spells() -> Stage:
    return Stage(
        name="spells",
        what="from when to when a member was at a company or in an industry",
        select=union(_spell(attribute) for attribute in ("company", "industry")),
    )


def _spell(attribute: str) -> str:
    named = folded_name(attribute)
    return f"""
SELECT member_id, attribute, name,
  CASE WHEN before IS NULL THEN {UNDATED} ELSE seen END AS since,
  LEAD(seen) OVER (PARTITION BY member_id ORDER BY seen) AS until
FROM (
  SELECT member_id, '{attribute}' AS attribute, {named} AS name, seen,
    LAG({named}) OVER (PARTITION BY member_id ORDER BY seen) AS before
  FROM profiles
  WHERE {attribute} IS NOT NULL
) AS steps
WHERE before IS NULL OR before <> name"""


def _facts() -> Stage:
    return Stage(
        name="facts",
        what="profile facts, one row each",
        select=union(
            f"SELECT member_id, '{fact}' AS fact, seen, CAST({fact} AS DOUBLE) AS amount "
            f"FROM profiles WHERE {fact} IS NOT NULL"
            for fact in FACTS
        ),
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
