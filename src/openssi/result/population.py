"""A whole network on one day: distributions, groups and moves, and of no member a number alone."""

import datetime as dt

from openssi.result.base import Model
from openssi.result.pillar import PillarId
from openssi.result.reference import MethodologyRef
from openssi.result.status import Status


class Distribution(Model):
    """How a number is spread over the members who have it."""

    members: int
    """How many have it."""
    mean: float
    """Their mean."""
    deviation: float
    """Its standard deviation over them."""
    deciles: tuple[float, ...]
    """The nine deciles."""
    first: float
    """Lower end of the first step of the histogram."""
    step: float
    """Width of a step; each takes in its lower end, the last one both."""
    counts: tuple[int, ...]
    """Members in each step; what lies below the first or above the last is counted there."""


class PillarSpread(Model):
    """One pillar over all members."""

    id: PillarId
    """Which pillar."""
    title: str
    """Name to show."""
    spread: Distribution | None
    """Of the members in whose data it is measurable; None where there is none."""
    coverage: float
    """Mean share of the applicable base weight that was seen, of all members."""


class GroupScores(Model):
    """One group of members, large enough to be shown."""

    name: str
    """Its name, as the members' table has it."""
    size: int
    """Members compared."""
    average: float
    """Their average index."""
    deciles: tuple[float, ...]
    """The nine deciles of their index; none of a group so small that they would tell whose."""


class Grouping(Model):
    """One way to divide the members into groups, the highest average first."""

    id: str
    """Its column: ``industry``, or one of the platform's own."""
    title: str
    """Name to show, in the singular."""
    groups: tuple[GroupScores, ...]
    """The largest groups."""
    others: int
    """Groups that are large enough, and left out to keep the list short."""


class GroupMove(Model):
    """How a group's members moved in a week."""

    name: str
    """The group."""
    members: int
    """Members whose total compares with that of a week before."""
    mean: float
    """Mean of their changes."""
    rose: float
    """Share of them that rose, 0 to 1."""


class GroupMoves(Model):
    """The groups of one sort that moved the most."""

    id: str
    """Column of the grouping."""
    title: str
    """Name to show, in the singular."""
    groups: tuple[GroupMove, ...]
    """The largest rise first, the largest fall last."""
    others: int
    """Groups between them that are left out."""


class Moves(Model):
    """How the members moved in a week."""

    spread: Distribution
    """Of the changes of the total."""
    rose: float
    """Share of the members that rose by at least a twentieth of a point, 0 to 1."""
    fell: float
    """Share that fell by as much."""
    groups: tuple[GroupMoves, ...]
    """By industry and team, where groups are large enough."""


class SignalCoverage(Model):
    """How well one signal is known, over all members."""

    id: str
    """The signal."""
    title: str
    """Name to show."""
    pillar: PillarId
    """Its pillar."""
    tier: str
    """``base`` or ``bonus``."""
    shares: dict[Status, float]
    """Share of the members in each status, 0 to 1."""


class SignalSpread(Model):
    """What one signal has to do with the members' differences."""

    id: str
    """The signal; empty for what the floor, the cap and the rounding of a pillar do."""
    title: str
    """Name to show."""
    pillar: PillarId
    """Its pillar."""
    mean: float
    """Mean of its points."""
    deviation: float
    """Standard deviation of its points."""
    share: float
    """Covariance of its points with the total over the total's variance: all sum to 1."""


class SignalPictures(Model):
    """What only stored signals can tell."""

    coverage: tuple[SignalCoverage, ...]
    """Every signal, in the methodology's order."""
    spread: tuple[SignalSpread, ...]
    """The largest share first; none where all totals are the same."""


class Population(Model):
    """Everything that a network's page shows."""

    methodology: MethodologyRef
    """Which methodology made the numbers."""
    as_of: dt.date
    """The day."""
    days: int
    """Days that are stored."""
    members: int
    """Members scored."""
    total: Distribution | None
    """The index of those whose four pillars are all measurable; None where there is none."""
    pillars: tuple[PillarSpread, ...]
    """The four pillars."""
    groupings: tuple[Grouping, ...]
    """Industries, and the platform's own groups, as far as they are large enough."""
    moves: Moves | None
    """The last week; None where too few days compare."""
    signals: SignalPictures | None
    """None where the run wrote no signals, or only those that changed."""
