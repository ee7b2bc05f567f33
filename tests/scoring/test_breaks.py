"""Where the line of the history breaks: the days on which other signals are observed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lives import AS_OF, tables
from runs import deed, member, seen

from openssi import pipeline
from openssi.methodology import default
from openssi.result import Break, Result

DAY = dt.timedelta(days=1)
UNTIL_OBSERVED = 12
"""Days after the first until a quarter of the window's weight is held: 1 - 2^(-13/30) > 25 %."""


def span(kind: str, since: int, until: int = 0) -> dict[str, Any]:
    """A kind covered between two days, counted back from the day scored."""
    row = seen("m", kind)[0]
    return {**row, "observed_from": AS_OF - since * DAY, "observed_to": AS_OF - until * DAY}


def result(*coverage: dict[str, Any]) -> Result:
    rows = {
        "members": [member("m")],
        "connections": [],
        "activities": [deed("m", "reaction_given", AS_OF - 150 * DAY)],
        "coverage": [span("reaction_given", 150), *coverage],
    }
    return pipeline.score_tables(tables(rows), member_id="m", as_of=AS_OF, methodology=default())


def breaks_of(*coverage: dict[str, Any]) -> list[Break]:
    return list(result(*coverage).history.breaks)


def title(signal: str) -> str:
    return default().signal(signal).title


def test_where_the_view_stays_the_same_the_line_does_not_break() -> None:
    later = [one for one in breaks_of() if one.day > AS_OF - (150 - UNTIL_OBSERVED) * DAY]
    assert later == []


def test_a_signal_comes_into_view_when_a_quarter_of_its_window_is_seen() -> None:
    (last,) = breaks_of(span("follower_gained", 60))[-1:]
    assert last.day == AS_OF - (60 - UNTIL_OBSERVED) * DAY
    assert last.reason == f"{title('followers_gained')} came into view"


def test_a_signal_goes_out_of_view_when_three_quarters_are_unseen() -> None:
    """81 days hold 1 - 2^(-81/30) = 85 % of the weight; 53 days later a quarter is left."""
    (last,) = breaks_of(span("follower_gained", 150, 70))[-1:]
    assert last.day == AS_OF - (70 - 53) * DAY
    assert last.reason == f"{title('followers_gained')} went out of view"


def test_what_comes_and_goes_on_one_day_is_one_break() -> None:
    first = span("follower_gained", 60)
    second = span("profile_view_received", 60)
    (last,) = breaks_of(first, second)[-1:]
    assert last.reason == (
        f"{title('followers_gained')}, {title('inbound_profile_views')} came into view"
    )


def test_breaks_lie_inside_the_history_in_order_and_once_a_day() -> None:
    history = result(span("follower_gained", 90, 75), span("profile_view_received", 30)).history
    days = [one.day for one in history.breaks]
    assert days == sorted(set(days))
    assert all(history.days[0] < day <= history.days[-1] for day in days)
