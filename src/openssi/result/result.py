"""Everything about one member on one day."""

import datetime as dt

from pydantic import Field

from openssi.result.base import Model
from openssi.result.benchmark import Benchmark
from openssi.result.change import Change
from openssi.result.description import Description
from openssi.result.history import History
from openssi.result.member import Member
from openssi.result.official import Official
from openssi.result.pillar import Adjustment, Pillar, Range
from openssi.result.reference import MethodologyRef
from openssi.result.signal import Signal


class Result(Model):
    """Everything that OpenSSI says about one member on one day."""

    methodology: MethodologyRef
    """Which methodology made the numbers."""
    as_of: dt.date
    """The day scored; everything to its end (UTC) is taken in, nothing after it."""
    member: Member
    """Who is scored."""
    total: float | None
    """Sum of the measurable pillars, never scaled up; None where no pillar is measurable."""
    measurable: float
    """What could be measured at most: 25 for each measurable pillar; read "total of measurable"."""
    range: Range
    """Sum of the ranges of all four pillars."""
    change_7d: float | None
    """Total less the total of seven days before, on today's methodology and data."""
    pillars: tuple[Pillar, ...]
    """The four pillars in order."""
    signals: tuple[Signal, ...]
    """Every signal of the methodology, in its order."""
    adjustments: tuple[Adjustment, ...]
    """Floors, caps and rounding: with the signals' points they sum to each pillar's score."""
    history: History
    """The daily history."""
    change: Change | None
    """Why the total moved in the last seven days; None in a result that does not tell."""
    description: Description
    """What is told but not scored."""
    benchmarks: tuple[Benchmark, ...]
    """Comparisons, or why there is none."""
    official: Official | None = None
    """LinkedIn's own index of the member, where readings were given; None where there are none."""
    advisories: tuple[str, ...] = Field(default=())
    """What to do first, because the sources show much less than they could; shown at the top."""
    notes: tuple[str, ...] = Field(default=())
    """What a reader must know about these numbers (sources, what could not be seen)."""
