"""All members' scores beside those of their peers: from scored buckets to the tables written."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa

from openssi.batch.rows import as_given
from openssi.batch.scorer import Part, Scored
from openssi.benchmarks import groups, network
from openssi.benchmarks.groups import Grouping
from openssi.benchmarks.standing import SCALE, SMALLEST, SMALLEST_TEAM
from openssi.engines.base import Warehouse
from openssi.enrich.industries import industry
from openssi.scoring.frame import Frame
from openssi.scoring.people import earliest, folded_name, latest
from openssi.scoring.plan import carry_out
from openssi.scoring.score import WEEK
from openssi.scoring.sql import day, text, union

_OWN: Final = ("member_id", "total", "measurable", "total_low", "total_high")


@dataclass(frozen=True, kw_only=True)
class Place:
    """What a day's scores are set beside."""

    scored: Scored
    frame: Frame
    peer_groups: tuple[str, ...]
    has_integer_ids: bool
    industry_level: int | None

    @property
    def session(self) -> Warehouse:
        """Where the scores are."""
        return self.scored.warehouse

    @property
    def pillars(self) -> tuple[str, ...]:
        """Ids of the pillars."""
        return tuple(pillar.id for pillar in self.frame.methodology.pillars)

    @property
    def groupings(self) -> tuple[Grouping, ...]:
        """How the members are grouped: by industry, team, and as the platform says."""
        smallest = {"industry": SMALLEST, "team": SMALLEST_TEAM}
        return tuple(
            Grouping(
                name=name,
                smallest=smallest.get(name, SMALLEST),
                is_counted=self.frame.is_shared,
            )
            for name in (*smallest, *self.peer_groups)
        )


def rank(place: Place) -> None:
    """Compare all members; what follows reads its tables."""
    session = place.session
    session.share("standings", _standings(place))
    session.load("industries", _industries(place))
    for grouping in place.groupings:
        _group(place, grouping)
        for stage in groups.stages(grouping, place.pillars):
            carry_out(session, stage)


def write_groups(place: Place, path: Path) -> int:
    """Write the groups, those of a size that is shown, and return how many rows they take."""
    rows = union(groups.told(grouping, place.pillars) for grouping in place.groupings)
    place.session.create("group_benchmarks", rows)  # few rows: some engines sort by looking twice
    every = _with_day(place, "SELECT * FROM group_benchmarks")
    return place.session.write(f'{every}\nORDER BY benchmark, "group", measure', path)


def write_scores(place: Place) -> int:
    """Write the scores with their comparisons, part by part; return how many members."""
    return sum(_write_part(place, part) for part in place.scored.parts)


def _write_part(place: Place, part: Part) -> int:
    session = place.session
    of_part = network.places(place.pillars, links=part.links, members=part.scores)
    session.view("network_places", of_part)
    names = [grouping.name for grouping in place.groupings]
    own = f"s.* EXCLUDE (member_id, {', '.join(_earlier(place))})"
    member = as_given("r.member_id", has_integer_ids=place.has_integer_ids)
    beside = ", ".join(f"{name}_of_it.label AS {name}, {name}.* EXCLUDE (number)" for name in names)
    joins = "\n".join(map(_joined, names))
    return session.write(
        _with_day(
            place,
            f"""
SELECT {member} AS member_id, {own}, {beside},
  {", ".join(network.shown(place.pillars, "n"))}
FROM {part.scores} AS s
JOIN roster AS r ON r.number = s.member_id
{joins}
LEFT JOIN network_places AS n ON n.number = r.number""",
        ),
        part.path,
        order="member_id",
    )


def _joined(name: str) -> str:
    """A member's group by its name, and their place in it where it can be compared."""
    return f"""
LEFT JOIN {name}_members AS {name}_mine ON {name}_mine.number = r.number
LEFT JOIN {name}_labels AS {name}_of_it ON {name}_of_it.number = {name}_mine.group_now
LEFT JOIN {name}_places AS {name} ON {name}.number = r.number"""


def _with_day(place: Place, select: str) -> str:
    rules = place.frame.methodology
    methodology = text(f"{rules.id} {rules.version}")
    return (
        f"SELECT *, {methodology} AS methodology, DATE '{place.frame.as_of}' AS as_of "
        f"FROM ({select}) AS given"
    )


def _earlier(place: Place) -> list[str]:
    return [f"earlier_{name}" for name in ("total", *place.pillars)]


def _standings(place: Place) -> str:
    """Whole numbers, and only what can be compared: a total needs all four pillars."""
    now, earlier = (
        " AND ".join(f"s.{start}{pillar} IS NOT NULL" for pillar in place.pillars)
        for start in ("", "earlier_")
    )
    pillars = ",\n  ".join(f"{_whole(f's.{p}')} AS now_{p}" for p in place.pillars)
    return f"""
SELECT r.number, s.member_id,
  {_whole(f"CASE WHEN {now} THEN s.total END")} AS now,
  {_whole(f"CASE WHEN {earlier} THEN s.earlier_total END")} AS earlier,
  {pillars}
FROM {place.scored.scores} AS s JOIN roster AS r ON r.number = s.member_id"""


def _whole(points: str) -> str:
    return f"CAST(ROUND({points} * {SCALE}) AS INTEGER)"


def _group(place: Place, grouping: Grouping) -> None:
    """Number the groups of one sort, and keep who is in which: on the day, and a week before."""
    session, name, today = place.session, grouping.name, place.frame.today
    then, now = (
        f"COALESCE({latest('label', 'seen', until)}, {earliest('label', 'seen')})"
        for until in (today - WEEK, today)
    )
    session.create(
        f"{name}_of",
        f"SELECT number, {now} AS label_now, {then} AS label_then "
        f"FROM ({_labelled(place, name)}) AS told GROUP BY number",
    )
    session.create(
        f"{name}_labels",
        f"""
SELECT CAST(ROW_NUMBER() OVER (ORDER BY key) AS INTEGER) AS number, key, label
FROM (
  SELECT {folded_name("label")} AS key, MIN(TRIM(label)) AS label
  FROM (SELECT label_now AS label FROM {name}_of UNION SELECT label_then FROM {name}_of) AS labels
  WHERE label IS NOT NULL GROUP BY ALL
) AS named""",
    )
    session.create(
        f"{name}_members",
        f"""
SELECT o.number, n.number AS group_now, t.number AS group_then
FROM {name}_of AS o
LEFT JOIN {name}_labels AS n ON n.key = {folded_name("o.label_now")}
LEFT JOIN {name}_labels AS t ON t.key = {folded_name("o.label_then")}""",
    )


def _labelled(place: Place, column: str) -> str:
    if column == "industry" and place.industry_level is not None:
        return f"""
SELECT r.number, {day("t.seen_on")} AS seen, COALESCE(i.wider, t.industry) AS label
FROM told AS t JOIN roster AS r ON r.number = t.number
LEFT JOIN industries AS i ON i.name = t.industry"""
    return f"""
SELECT r.number, {day("t.seen_on")} AS seen, t."{column}" AS label
FROM told AS t JOIN roster AS r ON r.number = t.number"""


def _industries(place: Place) -> pa.Table:
    """What industries are called at the level asked for; those not in the list keep their name."""
    level = place.industry_level or 0
    told = place.session.fetch("SELECT DISTINCT industry FROM told WHERE industry IS NOT NULL")
    wider = dict(_wider(told["industry"].to_pylist(), level))
    return pa.table(
        {
            "name": pa.array(list(wider), pa.string()),
            "wider": pa.array(list(wider.values()), pa.string()),
        }
    )


def _wider(names: list[str], level: int) -> Iterator[tuple[str, str]]:
    for name in names:
        known = industry(name)
        if known is not None and level:
            yield name, known.hierarchy[min(level, len(known.hierarchy)) - 1]
