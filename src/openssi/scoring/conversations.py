"""Conversations from messages: who opened them, when they were answered, and how fast.

A conversation is an ``object_id``, or the pair of people where there is none. Messages without a
known counterpart (group threads) belong to no conversation of two.
"""

from openssi.methodology.measures import RECEIVED, SENT
from openssi.scoring.frame import Frame
from openssi.scoring.sql import Stage, any_of

MICROS_A_DAY = 86_400_000_000


def stages(frame: Frame) -> list[Stage]:
    """Return the stages about conversations, in order."""
    return [_messages(), _openings(frame), _turns(frame)]


def _messages() -> Stage:
    thread = "PARTITION BY member_id, thread ORDER BY moment"
    later = "RANGE BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING"
    return Stage(
        name="messages",
        what="messages between two people, with the one before and the next of either side",
        select=f"""
SELECT *,
  LAG(moment) OVER ({thread}, own) AS before,
  LAG(own) OVER ({thread}, own) AS own_before,
  MIN(CASE WHEN own THEN moment END) OVER ({thread} {later}) AS next_own,
  MIN(CASE WHEN NOT own THEN moment END) OVER ({thread} {later}) AS next_other
FROM (
  SELECT member_id, counterpart_id, moment, day, COALESCE(object_id, counterpart_id) AS thread,
    {any_of("kind", SENT)} AS own, kind = 'inmail_sent' AS inmail
  FROM deeds
  WHERE {any_of("kind", SENT + RECEIVED)} AND counterpart_id IS NOT NULL AND moment > 0
) AS sent_and_received""",
    )


def _openings(frame: Frame) -> Stage:
    windows = frame.methodology.windows
    silence = windows.reopen_after_days * MICROS_A_DAY
    wait = windows.answer_within_days * MICROS_A_DAY
    other = "CASE WHEN own THEN next_other ELSE next_own END"
    return Stage(
        name="openings",
        what="conversations opened, or reopened after silence, and when they were answered",
        select=f"""
SELECT member_id, counterpart_id, own, inmail, before IS NOT NULL AS again, day AS since,
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
SELECT member_id, counterpart_id, day AS since, day + {days} AS decided,
  GREATEST(1.0 / 60, LEAST({days * 24.0}, COALESCE({hours}, {days * 24.0}))) AS hours
FROM messages
WHERE NOT own AND (own_before IS NULL OR own_before)""",
    )
