"""Bars: a pillar to 25 with the whisker of its range, a signal to its full marks."""

from dataclasses import dataclass

from openssi.result import Pillar, Signal


@dataclass(frozen=True, kw_only=True)
class Bar:
    """Places along the bar, in percent of its width."""

    score: float
    """End of the filled part."""
    low: float
    """Lower end of the whisker."""
    high: float
    """Upper end of the whisker."""


def bar(pillar: Pillar) -> Bar:
    """Place a pillar's score and range."""

    def place(points: float) -> float:
        return round(100 * points / pillar.max, 2)

    return Bar(
        score=place(pillar.score or 0.0),
        low=place(pillar.range.low),
        high=place(pillar.range.high),
    )


def filled(signal: Signal) -> float:
    """How far a signal's bar is filled, in percent; a loss is drawn as long as it is deep."""
    if signal.points is None or signal.max_points <= 0:
        return 0.0
    return round(min(100.0, 100 * abs(signal.points) / signal.max_points), 2)
