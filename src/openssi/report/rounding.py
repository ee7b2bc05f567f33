"""Rounding for show: the parts shown always sum to the number shown."""

import math
from collections.abc import Sequence

DECIMALS = 1
"""Decimals of every score on a page or in the terminal; exports keep all of them."""

STEP: int = 10**DECIMALS
NOISE = 1e-3
"""What many parts, each of them without its noise, may lack in steps."""


def shown(value: float) -> float:
    """A single number as shown, by the same rule as a part of a sum."""
    return round(_steps(value)) / STEP


def shown_change(before: float, after: float) -> float:
    """How a number moved: the difference of the two as shown, as whoever sees both would say.

    >>> shown_change(81.668, 83.217)
    1.5
    """
    return (round(_steps(after)) - round(_steps(before))) / STEP


def shown_parts(parts: Sequence[float], total: float) -> tuple[float, ...]:
    """The parts rounded by largest remainder, so that they sum to the total as shown.

    Each part is rounded down or up, and one of nothing stays nothing. Equal remainders go to the
    earlier part. The total may also be a change as shown, up to a step beside the exact one: the
    parts give way, not the total.

    >>> shown_parts([1.44, 1.44, 1.44], 4.3)
    (1.5, 1.4, 1.4)

    Raises:
        ValueError: if the parts are not parts of this total.
    """
    exact = [_steps(part) for part in parts]
    whole = round(_steps(total))
    if abs(whole - sum(exact)) > (1 + NOISE if parts else 0):
        raise ValueError(f"The parts sum to {sum(parts)}, not to {total}")
    floors = [math.floor(part) for part in exact]
    bending = [n for n, part in enumerate(exact) if part] or range(len(parts))
    by_remainder = sorted(bending, key=lambda n: floors[n] - exact[n])
    each, raised = divmod(whole - sum(floors), len(bending) or 1)
    for place, n in enumerate(by_remainder):
        floors[n] += each + (place < raised)
    return tuple(floor / STEP for floor in floors)


def _steps(value: float) -> float:
    """A value in steps of what is shown, without the noise of binary fractions."""
    return round(value * STEP, 6)
