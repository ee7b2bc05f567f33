"""The result as the value of a notebook's cell: one piece of HTML that needs nothing else."""

from __future__ import annotations

from openssi.report import official_words, words
from openssi.report.figures import figures
from openssi.report.gaps import largest_gaps
from openssi.report.origins import origins
from openssi.report.pictures.line import HEIGHT, WIDTH
from openssi.report.pictures.sparkline import sparkline
from openssi.report.templating import environment
from openssi.result import PillarId, Result

COLORS: dict[PillarId, str] = {
    "professional_brand": "#4c7ff0",
    "find_right_people": "#b7791f",
    "engage_with_insights": "#0e8f9c",
    "build_relationships": "#b04fc4",
}
"""One for each pillar, told apart on white and on black."""


def notebook_html(result: Result) -> str:
    """The index, its pillars and the largest gaps; every text of others is escaped."""
    lines = {one.id: sparkline(result.history, one.id, one.max) for one in result.pillars}
    return (
        environment()
        .get_template("notebook.html.j2")
        .render(
            result=result,
            shown=figures(result),
            scale=words.scale(result),
            beside=official_words.line(result),
            sources=origins(result),
            gaps=largest_gaps(result),
            lines=lines,
            colors=COLORS,
            width=WIDTH,
            height=HEIGHT,
        )
    )
