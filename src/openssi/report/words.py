"""What stands behind a number, in words."""

from __future__ import annotations

import datetime as dt
import math

from openssi.report.numbers import (
    DASH,
    MONTHS,
    UNKNOWN,
    duration,
    percent,
    plain,
    points,
)
from openssi.report.origins import origin
from openssi.report.scales import Scaled
from openssi.result import Adjustment, Event, Evidence, Range, Result, Signal, Status

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
LEAST = 0.1
WHOLE_UNITS = frozenset({"people", "items"})
MINUTES_PER = {"minutes": 1, "hours": 60, "days": 1440}


def value(signal: Signal) -> str:
    """The value with its unit as a person says it."""
    return UNKNOWN if signal.value is None else amount(signal, signal.value)


def amount(scale: Scaled, number: float) -> str:
    """A value on a scale, with its unit."""
    text = axis_value(scale, number)
    if scale.curve.shape == "speed" or scale.unit in text:
        return text
    return f"{text} {scale.unit}"


def axis_value(scale: Scaled, number: float) -> str:
    """A value on a scale without its unit, but for percent and units of time."""
    if scale.curve.shape == "speed":
        return duration(number * MINUTES_PER.get(scale.unit, 60))
    if scale.unit == PERCENT:
        return percent(number / 100)
    return percent(number) if is_share(scale) else plain(number)


def is_share(scale: Scaled) -> bool:
    """Whether the value is a share of 0 to 1 of something, to be shown in percent."""
    return scale.curve.full <= 1 and scale.unit.startswith("of ")


def next_point(signal: Signal) -> str | None:
    """What the next point takes, in a sentence; None at full marks and where none are known."""
    further = signal.next_point
    if further is None:
        return None
    at = amount(signal, whole(signal, further.value))
    if further.points < 1:
        return f"Full marks at {at}: {more(further.points)} to come."
    return f"One point more at {at}."


def more(gain: float) -> str:
    """Points still to earn; never "0.0" for more than none."""
    return points(gain) if points(gain) != points(0) else f"under {points(LEAST)}"


def whole(scale: Scaled, number: float) -> float:
    """A value to reach: people and items come whole, so part of one takes one."""
    return float(math.ceil(number - LEAST / 100)) if scale.unit in WHOLE_UNITS else number


def control_points(scale: Scaled) -> str:
    """The two values that define the curve, in a sentence."""
    curve, full = scale.curve, axis_value(scale, scale.curve.full)
    if curve.shape == "logarithmic" and curve.half is not None:
        return f"Half of the points at {axis_value(scale, curve.half)}, all of them at {full}."
    if curve.floor is None:
        return f"All of the points at {full}."
    nothing = axis_value(scale, curve.floor)
    if curve.shape == "speed":
        return f"All of the points within {full}, none from {nothing} on."
    lost = f", and points are lost below {nothing}" if curve.penalty else ""
    return f"No points at {nothing}, all of them at {full}{lost}."


def evidence(signal: Signal) -> tuple[str, ...]:
    """What the value rests on, one fact a line."""
    seen = signal.evidence
    facts = (
        _trials(seen),
        _weighed(signal),
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


def _weighed(signal: Signal) -> str | None:
    """How the value follows from the trials: as they weigh today, pulled towards the floor."""
    seen, floor = signal.evidence, signal.curve.floor
    if not seen.trials or seen.faded_trials is None or seen.pull is None or floor is None:
        return None
    some = f"{seen.faded_trials:.1f}"
    if seen.faded_successes is not None:
        some = f"{seen.faded_successes:.1f} of {some}"
    return (
        f"As they weigh today: {some}, with {plain(seen.pull)} at {amount(signal, floor)} mixed in"
    )


def _breadth(seen: Evidence) -> str | None:
    share = seen.observed_share
    if share is None or share >= BREADTH_THAT_NEEDS_NO_WORD:
        return None
    return f"The sources saw {percent(share)} of the time that counts"


def not_counted(result: Result, signal: Signal) -> str | None:
    """Why a signal with a value earns nothing yet; None where it earns or was not seen."""
    if signal.value is None or signal.points is not None:
        return None
    pillar = next(pillar for pillar in result.pillars if pillar.id == signal.pillar)
    if pillar.score is not None:
        return None
    return (
        f"none yet: “{pillar.title}” is not measurable from these data, "
        f"which show only {percent(pillar.coverage)} of what counts in it"
    )


def name(result: Result) -> str:
    """Whose result it is: a member of a network whose name is not stored goes by the id."""
    if result.member.name:
        return result.member.name
    return f"Member {result.member.id}" if of_a_network(result) else "Your index"


def of_a_network(result: Result) -> bool:
    """Whether it was read from a network's stored results: they hold no reasons of a change."""
    return result.change is None


def scale(result: Result) -> str:
    """What the total is out of: ``of 100``, or of what could be measured."""
    return scale_of(result.measurable, whole_scale(result))


def scale_of(measurable: float, whole: float) -> str:
    """What a total is out of, where so much of the whole could be measured."""
    return f"of {measurable:.0f}" if measurable >= whole else f"of the measurable {measurable:.0f}"


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


def known(signal: Signal) -> str:
    """How well a signal is known, and from where: ``Measured, from the data archive``."""
    return ", ".join(filter(None, (status(signal.status), origin(signal))))


def event(happened: Event) -> str:
    """What happened, in words."""
    role = ", ".join(filter(None, (happened.title, happened.company)))
    return f"New position: {role}" if role else "A new position"


def month(day: dt.date) -> str:
    """The month of a day: profiles date their positions no closer."""
    return f"{MONTHS[day.month - 1]} {day.year}"
