"""Where the most points wait, for ranking only: the gain of a step is the advisers' to compute."""

from openssi.result import Result, Signal

LARGEST = 3


def largest_gaps(result: Result) -> tuple[Signal, ...]:
    """The signals with the most points still to earn, the largest first; unseen ones are none."""
    known = [s for s in result.signals if s.points is not None and missing_points(s) > 0]
    return tuple(sorted(known, key=missing_points, reverse=True)[:LARGEST])


def missing_points(signal: Signal) -> float:
    """Points between this signal and its full marks."""
    return signal.max_points - (signal.points or 0.0)
