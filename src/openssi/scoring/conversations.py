"""Conversations from messages: who opened them, when they were answered, and how fast.

A conversation is an ``object_id``, or the pair of people where there is none. One without any known
counterpart (a group's thread) is no conversation of two.
"""

from openssi.methodology.measures import RECEIVED, SENT
from openssi.scoring.frame import Frame
from openssi.scoring.sql import Stage, any_of, union

MICROS_A_DAY = 86_400_000_000

_PAIR = "CASE WHEN object_id IS NULL THEN counterpart_id END AS pair"
"""Whom a conversation without an id of its own is with."""


def stages(frame: Frame) -> list[Stage]:
    """Return the stages about conversations, in order."""
    return [_messages(), _openings(frame), _turns(frame)]


def _messages() -> Stage:
    thread = "PARTITION BY who, object_id, pair ORDER BY moment"
    return Stage(
        name="messages",
        what="moments of a conversation, with the one before and the next of either side",
        select=f"""
SELECT who, counterpart_id, moment, day, inmail = 1 AS inmail, only_own = 1 AS own,
  LAG(moment) OVER ({thread}) AS before, LAG(own) OVER ({thread}) AS own_before,
  LEAD(CASE WHEN own = 1 THEN moment END IGNORE NULLS) OVER ({thread}) AS next_own,
  LEAD(CASE WHEN only_own = 0 THEN moment END IGNORE NULLS) OVER ({thread}) AS next_other
FROM ({_moments()}) AS moments""",
    )


def _moments() -> str:
    """Return when somebody wrote in a conversation: the member, the other side, or both."""
    talk = f"{any_of('kind', SENT + RECEIVED)} AND quantity > 0 AND moment > 0"
    known = f"SELECT *, {_PAIR} FROM deeds WHERE {talk} AND counterpart_id IS NOT NULL"
    unnamed = f"""
SELECT d.*, NULL AS pair
FROM (SELECT * FROM deeds WHERE {talk} AND counterpart_id IS NULL) AS d
JOIN (
  SELECT DISTINCT who, object_id FROM deeds WHERE {talk} AND counterpart_id IS NOT NULL
) AS k ON k.who = d.who AND k.object_id = d.object_id"""
    return f"""
SELECT who, object_id, pair, moment, MIN(day) AS day, MIN(counterpart_id) AS counterpart_id,
  MAX(own) AS own, MIN(own) AS only_own, MIN(inmail) AS inmail
FROM (
  SELECT who, counterpart_id, moment, day, object_id, pair,
    CASE WHEN {any_of("kind", SENT)} THEN 1 ELSE 0 END AS own,
    CASE WHEN kind = 'inmail_sent' THEN 1 ELSE 0 END AS inmail
  FROM ({union((known, unnamed))}) AS written
) AS sent_and_received
GROUP BY who, object_id, pair, moment"""


def _openings(frame: Frame) -> Stage:
    windows = frame.methodology.windows
    silence = windows.reopen_after_days * MICROS_A_DAY
    wait = windows.answer_within_days * MICROS_A_DAY
    other = "CASE WHEN own THEN next_other ELSE next_own END"
    return Stage(
        name="openings",
        what="conversations opened, or reopened after silence, and when they were answered",
        select=f"""
SELECT who, counterpart_id, own, inmail, before IS NOT NULL AS again, day AS since,
  day + {windows.answer_within_days} AS decided,
  CASE WHEN {other} - moment <= {wait} THEN CAST(FLOOR({other} / {MICROS_A_DAY}.0) AS INTEGER)
    END AS answered
FROM messages
WHERE before IS NULL OR moment - before > {silence}""",
    )


def _turns(frame: Frame) -> Stage:
    days = frame.methodology.windows.reply_within_days
    hours = f"(next_own - moment) / {MICROS_A_DAY / 24}"
    return Stage(
        name="turns",
        what="messages that waited for the member's answer, and the hours they waited",
        select=f"""
SELECT who, counterpart_id, day AS since, day + {days} AS decided,
  CAST(FLOOR(next_own / {MICROS_A_DAY}.0) AS INTEGER) AS answered,
  CAST({days * 24.0} AS DOUBLE) AS longest,
  GREATEST(1.0 / 60, LEAST({days * 24.0}, COALESCE({hours}, {days * 24.0}))) AS hours
FROM messages
WHERE NOT own AND (own_before IS NULL OR own_before = 1)""",
    )
