"""Connections, cleaned: each pair once for each side, with what is known of the other person."""

from openssi.methodology.measures import Flow
from openssi.scoring.frame import Frame
from openssi.scoring.people import folded_name
from openssi.scoring.sql import UNDATED, Stage, any_of, day
from openssi.tables import ATTRIBUTES


def stages(frame: Frame) -> list[Stage]:
    """Return the stages about connections, in order."""
    return [_links(frame), _shared(), _acquaintances(frame)]


def _links(frame: Frame) -> Stage:
    given = ", ".join(ATTRIBUTES)
    absent = ", ".join(f"NULL AS {name}" for name in ATTRIBUTES)
    merged = ",\n  ".join(
        f"COALESCE(MAX(b.{name}), MAX(p.{name})) AS {name}" for name in ATTRIBUTES
    )
    return Stage(
        name="links",
        what="each member's connections up to the day",
        select=f"""
SELECT s.who, b.connection_id,
  COALESCE(MIN({day("b.connected_on")}), {UNDATED}) AS since,
  CASE WHEN COUNT(b.ended_on) = COUNT(*) THEN
    GREATEST(MAX({day("b.ended_on")}), COALESCE(MIN({day("b.connected_on")}), {UNDATED}))
  END AS until,
  {merged}
FROM (
  SELECT member_id, connection_id, connected_on, ended_on, {given} FROM connections
  UNION ALL
  SELECT connection_id, member_id, connected_on, ended_on, {absent} FROM connections
) AS b
JOIN scored AS s ON s.member_id = b.member_id
LEFT JOIN people AS p ON p.member_id = b.connection_id
WHERE b.member_id <> b.connection_id
  AND (b.connected_on IS NULL OR {day("b.connected_on")} <= {frame.today})
GROUP BY s.who, b.connection_id""",
    )


def _shared() -> Stage:
    return Stage(
        name="shared_places",
        what="connections at the member's own company or in the same industry, while both were",
        select=f"""
SELECT l.who, p.profile_until, p.attribute,
  GREATEST(l.since, p.since) AS since, LEAST(l.until, p.until) AS until
FROM links AS l
JOIN spells AS p ON p.person = l.who
  AND p.name = CASE p.attribute WHEN 'company' THEN {folded_name("l.company")}
    ELSE {folded_name("l.industry")} END
WHERE LEAST(l.until, p.until) IS NULL OR LEAST(l.until, p.until) > GREATEST(l.since, p.since)""",
    )


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
    theirs = ", ".join(f"p.{name}" for name in ATTRIBUTES)
    return Stage(
        name="acquaintances",
        what="what is known of people whom deeds towards the audience may concern",
        select=f"""
SELECT who, connection_id AS person, {", ".join(ATTRIBUTES)} FROM links
UNION ALL
SELECT d.who, p.member_id AS person, {theirs}
FROM (SELECT DISTINCT who, counterpart_id FROM deeds WHERE {met}) AS d
JOIN people AS p ON p.member_id = d.counterpart_id
LEFT JOIN links AS l ON l.who = d.who AND l.connection_id = d.counterpart_id
WHERE l.connection_id IS NULL""",
    )
