"""Each signal once more, in SQL written by hand over the raw tables.

Nothing is shared with the scoring: no stages, no running sums, no landmark. Of the methodology only
what calibration moves is taken: towards which value rates, means and speeds are shrunk, and by how
many trials. A change of any other number must be made here too. `TABLES` prepares one
member on one day: what was seen, the deeds, the connections, the conversations. A twin is what it
reads (groups of kinds) and the query of its value.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import duckdb

from openssi.tables import Tables

SET_UP = """
CREATE MACRO fade(d) AS POWER(0.5, DATE_DIFF('day', d, getvariable('day')) / 30.0);
CREATE MACRO shrunk(done, trials) AS
(COALESCE(done, 0) + getvariable('k') * getvariable('low'))
  / (COALESCE(trials, 0) + getvariable('k'));
CREATE MACRO targeted(level) AS level IN ('director', 'vp', 'cxo', 'owner_partner');
CREATE TEMP TABLE deeds AS
SELECT a.* EXCLUDE (quantity), CAST(occurred_at AS DATE) AS day, COALESCE(quantity, 1) AS q
FROM activities AS a
JOIN (SELECT member_id, MIN(joined_on) AS joined_on FROM members GROUP BY member_id) AS m
  USING (member_id)
WHERE counterpart_id IS DISTINCT FROM member_id
  AND (occurred_at IS NULL OR joined_on IS NULL OR CAST(occurred_at AS DATE) >= joined_on)
QUALIFY activity_id IS NULL
  OR ROW_NUMBER() OVER (PARTITION BY member_id, activity_id ORDER BY occurred_at) = 1;
CREATE TEMP TABLE ties AS
SELECT member_id AS me, connection_id AS person, connected_on, ended_on, company, industry,
  seniority
FROM connections WHERE member_id <> connection_id
UNION ALL
SELECT connection_id, member_id, connected_on, ended_on, NULL, NULL, NULL
FROM connections WHERE member_id <> connection_id;
"""

LATEST = """COALESCE(
  (LIST({0} ORDER BY seen_on DESC) FILTER ({0} IS NOT NULL AND seen_on <= getvariable('{1}')))[1],
  (LIST({0} ORDER BY seen_on) FILTER ({0} IS NOT NULL))[1])"""

TABLES = f"""
CREATE OR REPLACE TEMP TABLE me AS
SELECT {LATEST.format("company", "day")} AS company, {LATEST.format("industry", "day")} AS industry,
  MIN(joined_on) AS joined_on
FROM members WHERE member_id = getvariable('me');

CREATE OR REPLACE TEMP TABLE persons AS
SELECT member_id AS person, {LATEST.format("company", "today")} AS company,
  {LATEST.format("industry", "today")} AS industry,
  {LATEST.format("seniority", "today")} AS seniority
FROM members GROUP BY member_id;

CREATE OR REPLACE TEMP TABLE facts AS
SELECT fact, {LATEST.format("amount", "day")} AS amount
FROM (
  UNPIVOT (
    SELECT seen_on, has_photo :: DOUBLE AS has_photo, has_banner :: DOUBLE AS has_banner,
      headline_length :: DOUBLE AS headline_length, summary_length :: DOUBLE AS summary_length,
      positions :: DOUBLE AS positions, educations :: DOUBLE AS educations,
      skills :: DOUBLE AS skills, recommendations :: DOUBLE AS recommendations,
      languages :: DOUBLE AS languages, certifications :: DOUBLE AS certifications,
      publications :: DOUBLE AS publications, media_items :: DOUBLE AS media_items
    FROM members WHERE member_id = getvariable('me')
  ) ON COLUMNS(* EXCLUDE seen_on) INTO NAME fact VALUE amount
) AS told
GROUP BY fact;

CREATE OR REPLACE TEMP TABLE mine AS
SELECT * FROM deeds
WHERE member_id = getvariable('me') AND (day IS NULL OR day <= getvariable('day'));

CREATE OR REPLACE TEMP TABLE known_ties AS
SELECT t.person, MIN(t.connected_on) AS connected_on,
  CASE WHEN COUNT(t.ended_on) = COUNT(*) THEN MAX(t.ended_on) END AS ended_on,
  COALESCE(MAX(t.company), ANY_VALUE(p.company)) AS company,
  COALESCE(MAX(t.industry), ANY_VALUE(p.industry)) AS industry,
  COALESCE(MAX(t.seniority), ANY_VALUE(p.seniority)) AS seniority
FROM ties AS t LEFT JOIN persons AS p USING (person)
WHERE t.me = getvariable('me')
  AND (t.connected_on IS NULL OR t.connected_on <= getvariable('today'))
GROUP BY t.person;

CREATE OR REPLACE TEMP TABLE links AS
SELECT * FROM known_ties WHERE connected_on IS NULL OR connected_on <= getvariable('day');

CREATE OR REPLACE TEMP TABLE standing AS
SELECT * FROM links WHERE ended_on IS NULL OR ended_on > getvariable('day');

CREATE OR REPLACE TEMP TABLE talk AS
WITH written AS (
  SELECT * FROM deeds
  WHERE member_id = getvariable('me') AND day <= getvariable('today') AND q > 0
    AND kind IN ('message_sent', 'inmail_sent', 'message_received', 'inmail_received')
)
SELECT COALESCE('on ' || object_id, 'with ' || counterpart_id) AS thread, occurred_at AS moment,
  kind IN ('message_sent', 'inmail_sent') AS own, kind = 'inmail_sent' AS inmail
FROM written
WHERE day <= getvariable('day') AND (counterpart_id IS NOT NULL
  OR object_id IN (SELECT object_id FROM written WHERE counterpart_id IS NOT NULL));

CREATE OR REPLACE TEMP TABLE openings AS
SELECT DISTINCT o.own, o.inmail, o.before IS NOT NULL AS again, o.thread, o.moment,
  CAST(o.moment AS DATE) AS day, CAST((
    SELECT MIN(a.moment) FROM talk AS a
    WHERE a.thread = o.thread AND a.own <> o.own AND a.moment > o.moment
      AND a.moment <= o.moment + INTERVAL 14 DAY
  ) AS DATE) AS answered
FROM (
  SELECT t.*, (
    SELECT MAX(u.moment) FROM talk AS u
    WHERE u.thread = t.thread
      AND (u.moment, u.own, u.inmail) < (t.moment, t.own, t.inmail)
  ) AS before
  FROM talk AS t
) AS o
WHERE o.before IS NULL OR o.before + INTERVAL 90 DAY < o.moment;

CREATE OR REPLACE TEMP TABLE requests AS
SELECT person, day, EXISTS (
  SELECT 1 FROM (
    SELECT counterpart_id AS person, day FROM mine WHERE kind = 'invitation_accepted' AND q > 0
    UNION ALL
    SELECT person, connected_on FROM links
  ) AS y
  WHERE y.person = r.person AND y.day BETWEEN r.day AND r.day + 30
    AND (r.again IS NULL OR y.day < r.again)
) AS accepted
FROM (
  SELECT counterpart_id AS person, day,
    LEAD(day) OVER (PARTITION BY counterpart_id ORDER BY day) AS again
  FROM mine
  WHERE kind = 'invitation_sent' AND counterpart_id IS NOT NULL AND day IS NOT NULL AND q > 0
) AS r;

CREATE OR REPLACE TEMP TABLE shown AS
SELECT kind, observed_from, LEAST(observed_to, getvariable('today')) AS observed_to, status
FROM coverage
WHERE COALESCE(member_id, getvariable('me')) = getvariable('me')
  AND observed_from <= getvariable('today')
UNION ALL
SELECT kind, MIN(first_day) OVER (), getvariable('today'), 'measured'
FROM (
  SELECT kind, MIN(day) AS first_day FROM deeds
  WHERE day <= getvariable('today') GROUP BY kind
  UNION ALL
  SELECT 'connection', MIN(connected_on) FROM connections
  WHERE connected_on <= getvariable('today') HAVING COUNT(*) > 0
) AS occurring
WHERE NOT EXISTS (SELECT 1 FROM coverage);

CREATE OR REPLACE TEMP TABLE calendar AS
SELECT getvariable('day') - age :: INT AS day FROM RANGE(0, 1200) AS ages(age);

CREATE OR REPLACE TEMP TABLE needs AS
SELECT * FROM reads WHERE kind NOT IN (SELECT kind FROM shown WHERE status = 'not_applicable');

CREATE OR REPLACE TEMP TABLE covered AS
SELECT DISTINCT c.kind, d.day
FROM calendar AS d JOIN shown AS c ON d.day BETWEEN c.observed_from AND c.observed_to
WHERE c.status <> 'not_applicable'
UNION
SELECT n.kind, d.day FROM calendar AS d, me, (SELECT DISTINCT kind FROM needs) AS n
WHERE d.day < me.joined_on;

CREATE OR REPLACE TEMP TABLE held AS
SELECT n.signal, c.day, COUNT(DISTINCT n.kind) AS kinds, COUNT(DISTINCT n.bunch) AS bunches
FROM needs AS n JOIN covered AS c ON c.kind IN (n.kind, n.within)
GROUP BY n.signal, c.day;

CREATE OR REPLACE TEMP TABLE observed AS
WITH levels AS (
  SELECT h.signal, 'wholly' AS level, h.day FROM held AS h
  JOIN (SELECT signal, COUNT(DISTINCT kind) AS kinds FROM needs GROUP BY signal) AS n
    ON n.signal = h.signal AND n.kinds = h.kinds
  UNION ALL
  SELECT h.signal, 'partly', h.day FROM held AS h
  JOIN (SELECT signal, COUNT(DISTINCT bunch) AS bunches FROM reads GROUP BY signal) AS n
    ON n.signal = h.signal AND n.bunches = h.bunches
), shares AS (
  SELECT signal, level, SUM(fade(day)) * (1 - POWER(0.5, 1 / 30.0)) AS share
  FROM levels GROUP BY signal, level
)
SELECT l.signal, l.level, s.share, l.day
FROM levels AS l JOIN shares AS s ON s.signal = l.signal AND s.level = l.level
WHERE s.share >= 0.25 AND (l.level = 'wholly' OR l.signal NOT IN (
  SELECT signal FROM shares WHERE level = 'wholly' AND share >= 0.25));

CREATE OR REPLACE TEMP VIEW seen AS
SELECT day, fade(day) AS weight FROM observed WHERE signal = getvariable('signal');

CREATE OR REPLACE TEMP MACRO all_seen(a, b) AS
(SELECT COUNT(*) FROM (SELECT day AS seen_on FROM seen) AS s WHERE seen_on BETWEEN a AND b)
  = b - a + 1;
"""

STATUSES = """
SELECT r.signal, CASE
  WHEN COUNT(DISTINCT n.bunch) < COUNT(DISTINCT r.bunch) THEN 'not_applicable'
  WHEN r.counts = 'standing' AND COUNT(*) FILTER (c.status <> 'not_applicable') = 0
    THEN 'not_observed'
  WHEN r.counts <> 'standing' AND o.signal IS NULL THEN 'not_observed'
  WHEN r.counts <> 'standing' AND o.level = 'partly' THEN 'estimated'
  WHEN r.counts = 'people' AND o.share < 0.75 THEN 'estimated'
  WHEN BOOL_OR(c.status = 'estimated') THEN 'estimated'
  WHEN BOOL_OR(c.status = 'self_reported') THEN 'self_reported'
  ELSE 'measured'
END
FROM reads AS r
LEFT JOIN needs AS n ON n.signal = r.signal AND n.kind = r.kind
LEFT JOIN (SELECT DISTINCT signal, level, share FROM observed) AS o ON o.signal = r.signal
LEFT JOIN shown AS c ON c.kind IN (r.kind, r.within) AND c.observed_from <= getvariable('day')
GROUP BY r.signal, r.counts, o.signal, o.level, o.share
"""


@dataclass(frozen=True, kw_only=True)
class Twin:
    """One signal, by hand."""

    value: str
    """Query of its value, where it is observed."""
    reads: str = ""
    """Kinds whose days make it observed, groups set apart by ``|``; none for a profile fact. A kind
    that another one shows as well is written ``kind/other``."""
    unless: str = "FALSE"
    """Condition under which it cannot be known."""
    counts: str = "deeds"
    """What it counts: ``standing`` things, whenever they were seen; ``people``, of whom a part is a
    lower bound; or ``deeds``."""


class Twins:
    """The twins of some tables, asked for one member and day at a time."""

    def __init__(
        self,
        tables: Tables,
        twins: dict[str, Twin],
        today: dt.date,
        *,
        shrunk: dict[str, tuple[float, float]],
    ) -> None:
        """Take the tables, and of signals that are shrunk the value ``low`` and trials ``k``."""
        self.twins, self.shrunk = twins, shrunk
        self.raw = duckdb.connect(config={"threads": 1})
        self.raw.execute("PRAGMA disable_optimizer")  # a plan costs more than these few rows
        for name, table in tables:
            self.raw.register(name, table)
        self.raw.execute(SET_UP)
        self.raw.execute("SET VARIABLE today = CAST(? AS DATE)", [today])
        self.raw.execute(
            "CREATE TEMP TABLE reads (signal TEXT, bunch INT, kind TEXT, within TEXT, counts TEXT)"
        )
        self.raw.executemany("INSERT INTO reads VALUES (?, ?, ?, ?, ?)", list(_reads(twins)))

    def ask(self, member: str, day: dt.date) -> dict[str, tuple[float | None, str]]:
        """Return value and status of every signal of a member on a day."""
        self.raw.execute("SET VARIABLE me = ?", [member])
        self.raw.execute("SET VARIABLE day = CAST(? AS DATE)", [day])
        self.raw.execute(TABLES)
        statuses = dict(self.raw.execute(STATUSES).fetchall())
        return {
            name: self._one(name, twin, statuses.get(name, "measured"))
            for name, twin in self.twins.items()
        }

    def _one(self, name: str, twin: Twin, status: str) -> tuple[float | None, str]:
        if status in {"not_applicable", "not_observed"}:
            return None, status
        self.raw.execute("SET VARIABLE signal = ?", [name])
        low, k = self.shrunk.get(name, (0.0, 0.0))
        self.raw.execute(f"SET VARIABLE low = {low}")
        self.raw.execute(f"SET VARIABLE k = {k}")
        query = f"SELECT CASE WHEN NOT ({twin.unless}) THEN ({twin.value}) END"
        (value,) = self.raw.execute(query).fetchone() or (None,)
        return value, "not_observed" if value is None else status


def _reads(twins: dict[str, Twin]) -> list[tuple[object, ...]]:
    return [
        (name, number, *[*kind.split("/"), None][:2], twin.counts)
        for name, twin in twins.items()
        for number, group in enumerate(twin.reads.split("|"))
        for kind in group.split()
    ]
