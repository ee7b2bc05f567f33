"""What stands behind a number, in words."""

from __future__ import annotations

from openssi.report.numbers import DASH, UNKNOWN, duration, percent, plain, points
from openssi.result import Adjustment, Evidence, Range, Result, Signal, Status

STATUS = {
    Status.MEASURED: "Measured",
    Status.ESTIMATED: "Estimated",
    Status.SELF_REPORTED: "Self-reported",
    Status.NOT_OBSERVED: "Not seen",
    Status.NOT_MEASURABLE: "Not measurable",
    Status.NOT_APPLICABLE: "Not applicable",
}
ADJUSTMENTS = {
    "floor": "Floor: a pillar never falls below 0",
    "cap": "Cap: a pillar never exceeds 25",
    "rounding": "Rounding to six decimals",
}
BREADTH_THAT_NEEDS_NO_WORD = 0.995
PERCENT = "%"
MINUTES_PER = {"minutes": 1, "hours": 60, "days": 1440}


def value(signal: Signal) -> str:
    """The value with its unit as a person says it."""
    if signal.value is None:
        return UNKNOWN
    amount = axis_value(signal, signal.value)
    if signal.curve.shape == "speed" or signal.unit in amount:
        return amount
    return f"{amount} {signal.unit}"


def axis_value(signal: Signal, amount: float) -> str:
    """A value of the signal without its unit, but for percent and units of time."""
    if signal.curve.shape == "speed":
        return duration(amount * MINUTES_PER.get(signal.unit, 60))
    if signal.unit == PERCENT:
        return percent(amount / 100)
    return percent(amount) if is_share(signal) else plain(amount)


def is_share(signal: Signal) -> bool:
    """Whether the value is a share of 0 to 1 of something, to be shown in percent."""
    return signal.curve.full <= 1 and signal.unit.startswith("of ")


def control_points(signal: Signal) -> str:
    """The two values that define the curve, in a sentence."""
    curve, full = signal.curve, axis_value(signal, signal.curve.full)
    if curve.shape == "logarithmic" and curve.half is not None:
        return f"Half of the points at {axis_value(signal, curve.half)}, all of them at {full}."
    if curve.floor is None:
        return f"All of the points at {full}."
    nothing = axis_value(signal, curve.floor)
    if curve.shape == "speed":
        return f"All of the points within {full}, none from {nothing} on."
    lost = f", and points are lost below {nothing}" if curve.penalty else ""
    return f"No points at {nothing}, all of them at {full}{lost}."


def evidence(signal: Signal) -> tuple[str, ...]:
    """What the value rests on, one fact a line."""
    seen = signal.evidence
    facts = (
        _trials(seen),
        None if seen.count is None else f"{plain(seen.count)} in all",
        None if seen.last_28_days is None else f"{plain(seen.last_28_days)} in the last 28 days",
        None if seen.occasions is None else f"over {seen.occasions:,} posts",
        None if not seen.undated else f"{seen.undated:,} without a date, counted as always there",
        _breadth(seen),
        "A value seen only later stands in for that day" if seen.later_value else None,
        None
        if seen.half_life_days is None
        else f"Counts half after {plain(seen.half_life_days)} days",
    )
    return tuple(fact for fact in facts if fact)


def _trials(seen: Evidence) -> str | None:
    if seen.trials is None:
        return None if not seen.pending else f"{seen.pending:,} pending"
    decided = f"{seen.trials:,} decided"
    if seen.successes is not None:
        decided = f"{seen.successes:,} of {decided}"
    return decided if seen.pending is None else f"{decided}, {seen.pending:,} pending"


def _breadth(seen: Evidence) -> str | None:
    share = seen.observed_share
    if share is None or share >= BREADTH_THAT_NEEDS_NO_WORD:
        return None
    return f"The sources saw {percent(share)} of the time that counts"


def scale(result: Result) -> str:
    """What the total is out of: ``of 100``, or of what could be measured."""
    whole = f"{result.measurable:.0f}"
    return (
        f"of {whole}" if result.measurable >= whole_scale(result) else f"of the measurable {whole}"
    )


def whole_scale(result: Result) -> float:
    """The most that all pillars together can give."""
    return sum(pillar.max for pillar in result.pillars)


def span(limits: Range, score: float | None) -> str:
    """A range as shown; the shown score never stands outside it."""
    low, high = limits.low, limits.high
    if score is not None:
        low, high = min(low, score), max(high, score)
    return points(low) if points(low) == points(high) else f"{points(low)}{DASH}{points(high)}"


def has_span(limits: Range) -> bool:
    """Whether the range is wide enough to show."""
    return points(limits.low) != points(limits.high)


def adjustment(part: Adjustment) -> str:
    """Name of an adjustment."""
    return ADJUSTMENTS[part.kind]


def status(state: Status) -> str:
    """Name of a status."""
    return STATUS[state]
