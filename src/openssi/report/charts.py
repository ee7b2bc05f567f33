"""The result as charts of Altair, which comes with the extra ``notebook``."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

from openssi.errors import OpenSSIError
from openssi.report import words
from openssi.report.frames import extra
from openssi.report.history_rows import Every, history_rows
from openssi.report.notebook_html import COLORS
from openssi.result import History, Result

if TYPE_CHECKING:
    import altair as alt

Shows = Literal["history", "pillars"]
MOST_ROWS = 900
"""Days shown at most: five lines of them stay under the 5,000 rows that Altair takes."""
STEPS: tuple[tuple[Every, int], ...] = (("day", 1), ("week", 7), ("month", 28))
INK = "#7a7a7a"
"""Of the total: told apart on white and on black."""


def chart(result: Result, shows: Shows = "history") -> alt.LayerChart:
    """A picture of a result, with its numbers under the pointer.

    Args:
        result: What to show.
        shows: How the total and the pillars went, or the pillars today with their ranges.

    Raises:
        OpenSSIError: There is no such chart, or the extra ``notebook`` is not installed.
    """
    draw = extra("altair")
    if shows == "history":
        return _history(draw, result)
    if shows == "pillars":
        return _pillars(draw, result)
    raise OpenSSIError(f"There is no chart '{shows}'.", hint="give 'history' or 'pillars'.")


def _history(draw: Any, result: Result) -> alt.LayerChart:  # noqa: ANN401 - imported when asked
    titles: dict[str, str] = {"total": "Total", **{one.id: one.title for one in result.pillars}}
    colors: dict[str, str] = {
        "Total": INK,
        **{titles[one.id]: COLORS[one.id] for one in result.pillars},
    }
    breaks = [(one.day, one.reason) for one in result.history.breaks]
    events = [(one.day, words.event(one)) for one in result.history.events]
    lines = (
        draw.Chart(draw.Data(values=list(_points(result.history, titles))))
        .mark_line()
        .encode(
            x=draw.X("day:T", title=None),
            y=draw.Y("points:Q", title="Points"),
            color=draw.Color(
                "line:N",
                title=None,
                scale=draw.Scale(domain=list(colors), range=list(colors.values())),
            ),
            detail="stretch:N",
            tooltip=["day:T", "line:N", draw.Tooltip("points:Q", format=".1f")],
        )
    )
    marks = (_marks(draw, breaks, strokeDash=[3, 3]), _marks(draw, events, opacity=0.5))
    picture: alt.LayerChart = draw.layer(lines, *marks)
    return picture.properties(width=640, height=320, title=_title(result))


def _marks(
    draw: Any,  # noqa: ANN401 - imported when asked
    days: Sequence[tuple[dt.date, str]],
    **look: object,
) -> Any:  # noqa: ANN401 - the same
    """Days with something to say of them, as lines across the chart."""
    rows = [{"day": day.isoformat(), "what": what} for day, what in days]
    rules = draw.Chart(draw.Data(values=rows)).mark_rule(color=INK, **look)
    return rules.encode(x="day:T", tooltip=["day:T", "what:N"])


def _points(history: History, titles: dict[str, str]) -> Iterator[dict[str, object]]:
    """Each known point of each line; a stretch ends where the days do not compare."""
    breaks = sorted(one.day for one in history.breaks)
    for row in history_rows(history, every=_every(history)):
        stretch = bisect.bisect_right(breaks, row.day)
        for line, points in (("total", row.total), *row.pillars.items()):
            if points is not None:
                named = {"day": row.day.isoformat(), "line": titles[line]}
                yield {**named, "points": points, "stretch": stretch}


def _every(history: History) -> Every:
    return next((name for name, days in STEPS if len(history.days) <= MOST_ROWS * days), "month")


def _pillars(draw: Any, result: Result) -> alt.LayerChart:  # noqa: ANN401 - imported when asked
    rows = [
        {
            "pillar": one.title,
            "score": one.score,
            "low": one.range.low,
            "high": one.range.high,
            "color": COLORS[one.id],
        }
        for one in result.pillars
    ]
    shared = draw.Chart(draw.Data(values=rows)).encode(
        y=draw.Y("pillar:N", title=None, sort=None),
        tooltip=["pillar:N", "score:Q", "low:Q", "high:Q"],
    )
    bars = shared.mark_bar(opacity=0.7).encode(
        x=draw.X("score:Q", title="Points", scale=draw.Scale(domain=[0, 25], nice=False)),
        color=draw.Color("color:N", scale=None),
    )
    ranges = shared.mark_rule(color=INK, strokeWidth=2).encode(x="low:Q", x2="high:Q")
    picture: alt.LayerChart = draw.layer(bars, ranges)
    return picture.properties(width=480, title=_title(result))


def _title(result: Result) -> str:
    return f"{result.methodology.title}, version {result.methodology.version}, to {result.as_of}"
