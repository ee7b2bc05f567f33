"""The comparisons of all members as stages that follow those of the scoring, on the same tables.

They read what a scoring of two days, the day and a week before, leaves. A platform's own peer
groups are compared like industries, and are left to whoever has the columns.
"""

from collections.abc import Iterator
from typing import Final

from openssi.benchmarks import groups, network
from openssi.benchmarks.groups import Grouping
from openssi.benchmarks.standing import SCALE, SMALLEST_TEAM
from openssi.scoring.frame import Frame
from openssi.scoring.people import earliest, folded_name, latest
from openssi.scoring.score import WEEK
from openssi.scoring.sql import Stage, day, text, union

_GROUPINGS: Final = (Grouping(name="industry"), Grouping(name="team", smallest=SMALLEST_TEAM))


def stages(frame: Frame) -> Iterator[Stage]:
    """Yield the stages from scores to places in industry, team and network, in order."""
    pillars = tuple(pillar.id for pillar in frame.methodology.pillars)
    yield _standings(frame, pillars)
    for grouping in _GROUPINGS:
        yield from _members(frame, grouping)
        yield from groups.stages(grouping, pillars)
    yield _links(frame)
    yield Stage(
        name="network_places",
        what="each member beside their connections: their number and average, the member's rank",
        select=network.places(pillars, links="links_of_both_days"),
    )
    yield Stage(
        name="group_benchmarks",
        what="industries and teams of a size that is shown: size, average and deciles",
        select=union(groups.told(grouping, pillars) for grouping in _GROUPINGS),
    )


def _standings(frame: Frame, pillars: tuple[str, ...]) -> Stage:
    """Whole numbers, and only what can be compared: a total needs all pillars."""
    now = ",\n  ".join(f"MAX({_whole(pillar, frame.today)}) AS now_{pillar}" for pillar in pillars)
    return Stage(
        name="standings",
        what="the scores that can be compared, in millionths of a point, a row a member",
        select=f"""
SELECT m.who AS number, m.member_id, {_total(frame.today, len(pillars))} AS now,
  {_total(frame.today - WEEK, len(pillars))} AS earlier,
  {now}
FROM scored AS m JOIN pillars AS p ON p.who = m.who
GROUP BY m.who, m.member_id""",
    )


def _whole(pillar: str, on: int) -> str:
    return (
        f"CASE WHEN p.pillar = {text(pillar)} AND p.day = {on} "
        f"THEN CAST(ROUND(p.score * {SCALE}) AS INTEGER) END"
    )


def _total(on: int, pillars: int) -> str:
    """Rounded scores sum to what the total is, in whole numbers exactly."""
    scored = f"CASE WHEN p.day = {on} THEN p.score END"
    return (
        f"CASE WHEN COUNT({scored}) = {pillars} "
        f"THEN CAST(SUM(CAST(ROUND({scored} * {SCALE}) AS INTEGER)) AS INTEGER) END"
    )


def _members(frame: Frame, grouping: Grouping) -> Iterator[Stage]:
    name = grouping.name
    then, now = (
        f"COALESCE({latest('m.' + name, 'm.seen', until)}, {earliest('m.' + name, 'm.seen')})"
        for until in (frame.today - WEEK, frame.today)
    )
    yield Stage(
        name=f"{name}_of",
        what=f"each member's {name} on the day and a week before",
        select=f"""
SELECT s.who AS number, {now} AS label_now, {then} AS label_then
FROM scored AS s
JOIN (SELECT member_id, {name}, {day("seen_on")} AS seen FROM members) AS m
  ON m.member_id = s.member_id
GROUP BY s.who""",
    )
    yield Stage(
        name=f"{name}_labels",
        what=f"every {name} with its number; two spellings of one name are one",
        select=f"""
SELECT CAST(ROW_NUMBER() OVER (ORDER BY folded) AS INTEGER) AS number, folded, label
FROM (
  SELECT {folded_name("label")} AS folded, MIN(TRIM(label)) AS label
  FROM (SELECT label_now AS label FROM {name}_of UNION SELECT label_then FROM {name}_of) AS labels
  WHERE label IS NOT NULL GROUP BY {folded_name("label")}
) AS named""",
    )
    yield Stage(
        name=f"{name}_members",
        what=f"the number of each member's {name}",
        select=f"""
SELECT o.number, n.number AS group_now, t.number AS group_then
FROM {name}_of AS o
LEFT JOIN {name}_labels AS n ON n.folded = {folded_name("o.label_now")}
LEFT JOIN {name}_labels AS t ON t.folded = {folded_name("o.label_then")}""",
    )


def _links(frame: Frame) -> Stage:
    then = frame.today - WEEK
    return Stage(
        name="links_of_both_days",
        what="whom each member knew on the day and a week before",
        select=f"""
SELECT m.member_id, l.connection_id, (l.until IS NULL OR l.until > {frame.today}) AS is_now,
  (l.since <= {then} AND (l.until IS NULL OR l.until > {then})) AS was_then
FROM links AS l JOIN scored AS m ON m.who = l.who
WHERE l.until IS NULL OR l.until > {then}""",
    )
