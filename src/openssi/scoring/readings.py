"""What a reader of a scoring sees: its tables by the names of members and signals."""

from openssi.scoring.sql import Stage

_OF_A_SIGNAL = (
    "day, level, share, later, amount, base, status, value, pillar, base_tier, weight, penalty, "
    "points"
)
_OF_A_PILLAR = "day, pillar, coverage, factor, whole, bonus, unclipped, score, low, high"


def stages() -> list[Stage]:
    """Return the views of the results."""
    return [
        _view(
            "signal_points",
            "each signal's value, status and points before rescaling, by member and day",
            f"""
SELECT m.member_id, r.signal, {_columns("e", _OF_A_SIGNAL)}
FROM earned AS e JOIN worlds AS m ON m.who = e.who JOIN rules AS r ON r.rule = e.rule""",
        ),
        _view(
            "pillar_scores",
            "each pillar's score, range and coverage, by member and day",
            f"""
SELECT m.member_id, {_columns("p", _OF_A_PILLAR)}
FROM pillars AS p JOIN worlds AS m ON m.who = p.who""",
        ),
        _view(
            "totals",
            "each member's total, of how many points, by day",
            """
SELECT m.member_id, w.day, w.total, w.measurable, w.low, w.high
FROM whole AS w JOIN worlds AS m ON m.who = w.who""",
        ),
    ]


def _view(name: str, what: str, select: str) -> Stage:
    return Stage(name=name, what=what, select=select, is_view=True)


def _columns(table: str, names: str) -> str:
    return ", ".join(f"{table}.{name}" for name in names.split(", "))
