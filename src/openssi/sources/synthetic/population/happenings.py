"""When things happen: each member's share of every four weeks, spread over days and hours."""

import math

from openssi.sources.synthetic.population.draws import draw, hashed, odds
from openssi.sources.synthetic.population.plan import PERIOD, SLOTS, Plan, rates


def months(plan: Plan) -> str:
    """Return every member's periods: how busy each is, and how many visits it holds."""
    every = (
        "SELECT p.*, t.period, t.volume FROM persons AS p "
        "CROSS JOIN (SELECT DISTINCT period, volume FROM calendar) AS t"
    )
    drawn = hashed(every, "month", of="h // 2 + period * 8191", seed=plan.salt("month"))
    mood = f"POWER({odds(draw('month', 'mood'))}, {rates()['time']['moods']}) / {_mood_mean()!r}"
    busy = f"SELECT *, volume * LEAST(3.0, {mood}) AS busy FROM ({drawn}) AS d"
    return f"SELECT * EXCLUDE (volume), {_count('visits')} AS stays FROM ({busy}) AS b"


def _count(name: str) -> str:
    """SQL for how often something happens in a period: its rate, rounded up or down by chance."""
    expected = f"{name} * {PERIOD // 7} * busy"
    return f"CAST(FLOOR({expected} + {draw('month', name)}) AS BIGINT)"


def happenings(plan: Plan, name: str, columns: str = "p, h, company, period") -> str:
    """Return what members did of one sort, each with draws ``e`` and a second ``moment``.

    People do several things in one visit: every deed falls on the day of one of the visits.

    Args:
        plan: The population.
        name: A table of ``[deeds]`` in the rates.
        columns: Columns of ``months`` to keep.
    """
    each = (
        f"SELECT {columns}, stays, UNNEST(RANGE({_count(name)})) AS k FROM months WHERE {name} > 0"
    )
    drawn = hashed(each, "e", of="h // 2 + period * 8191 + k * 40503", seed=plan.salt(name))
    stay = "k" if name == "visits" else f"CAST(FLOOR({draw('e', 'stay')} * stays) AS BIGINT)"
    visit = hashed(
        f"SELECT *, {stay} AS stay FROM ({drawn}) AS d",
        "visit",
        of="h // 2 + period * 8191 + stay * 40503",
        seed=plan.salt("day"),
    )
    slot = f"CAST(FLOOR({draw('visit', 'day')} * {SLOTS}) AS BIGINT)"
    return f"""
SELECT d.*, c.day * 86400 + {_second("e")} AS moment
FROM (SELECT *, {slot} AS slot FROM ({visit}) AS d) AS d
JOIN calendar AS c ON c.period = d.period AND c.slot = d.slot"""


def _mood_mean() -> float:
    """Mean of the moods: that of a log-logistic with median 1 (its cap takes next to nothing)."""
    skew = float(rates()["time"]["moods"])
    return math.pi * skew / math.sin(math.pi * skew)


def _second(bits: str) -> str:
    """SQL for a second of the day, by how busy its hours are."""
    hours = [hour for hour, share in enumerate(rates()["time"]["hours"]) for _ in range(share)]
    at = f"1 + CAST(FLOOR({draw(bits, 'hour')} * {len(hours)}) AS BIGINT)"
    return f"({hours}[{at}] * 3600 + CAST(FLOOR({draw(bits, 'second')} * 3600) AS BIGINT))"


def delay(bits: str, topic: str, *, hours: float, most_days: int, factor: str = "1.0") -> str:
    """Return SQL for the seconds until somebody reacts: mostly hours, now and then days."""
    seconds = f"{hours * 3600} * {factor} * POWER({odds(draw(bits, topic))}, 0.9)"
    return f"CAST(30 + LEAST({most_days} * 86400.0, {seconds}) AS BIGINT)"
