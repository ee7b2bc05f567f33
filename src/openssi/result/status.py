"""How well a number is known."""

from enum import StrEnum


class Status(StrEnum):
    """How well a signal or a pillar is known."""

    MEASURED = "measured"
    """Counted from what the sources saw."""
    ESTIMATED = "estimated"
    """A proxy or a lower bound; on a pillar: a part of its base weight was not seen."""
    SELF_REPORTED = "self_reported"
    """Told by the member."""
    NOT_OBSERVED = "not_observed"
    """Unknown: no source shows it. Never zero."""
    NOT_MEASURABLE = "not_measurable"
    """A pillar of which too little was seen for a score."""
    NOT_APPLICABLE = "not_applicable"
    """The platform has no such feature."""
