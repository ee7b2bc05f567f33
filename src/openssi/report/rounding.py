"""Rounding for show: the parts shown always sum to the number shown."""

import math
from collections.abc import Sequence

DECIMALS = 1
"""Decimals of every score on a page or in the terminal; exports keep all of them."""

STEP: int = 10**DECIMALS


def shown(value: float) -> float:
    """A single number as shown, by the same rule as a part of a sum."""
    return round(_steps(value)) / STEP


def shown_parts(parts: Sequence[float], total: float) -> tuple[float, ...]:
    """The parts rounded by largest remainder, so that they sum to the total as shown.

    Each part is rounded down or up, never by a whole step. Equal remainders go to the earlier part.

    >>> shown_parts([1.44, 1.44, 1.44], 4.3)
    (1.5, 1.4, 1.4)

    Raises:
        ValueError: if the parts are not parts of this total.
    """
    exact = [_steps(part) for part in parts]
    floors = [math.floor(part) for part in exact]
    missing = round(_steps(total)) - sum(floors)
    if not 0 <= missing <= len(parts):
        raise ValueError(f"The parts sum to {sum(parts)}, not to {total}")
    by_remainder = sorted(range(len(parts)), key=lambda n: floors[n] - exact[n])
    raised = set(by_remainder[:missing])
    return tuple((floor + (n in raised)) / STEP for n, floor in enumerate(floors))


def _steps(value: float) -> float:
    """A value in steps of what is shown, without the noise of binary fractions."""
    return round(value * STEP, 6)
