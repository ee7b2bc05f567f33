"""Where the most points wait, for ranking only: the gain of a step is the advisers' to compute."""

from openssi.result import Result, Signal

LARGEST = 3


def largest_gaps(result: Result) -> tuple[Signal, ...]:
    """The base signals with the most points still to earn, the largest first; unseen ones are none.

    Bonus signals need a paid seat: nobody is told to buy their score.
    """
    known = [s for s in result.signals if s.tier == "base" and s.points is not None]
    known = [s for s in known if missing_points(s) > 0]
    return tuple(sorted(known, key=missing_points, reverse=True)[:LARGEST])


def missing_points(signal: Signal) -> float:
    """Points between this signal and its full marks."""
    return signal.max_points - (signal.points or 0.0)
