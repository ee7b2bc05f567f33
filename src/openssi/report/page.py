"""The report as one self-contained page that loads nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from markupsafe import Markup

from openssi.report import numbers, words
from openssi.report.beside import beside
from openssi.report.change_rows import moved
from openssi.report.comparison import comparisons
from openssi.report.described import described
from openssi.report.figures import Figures, figures
from openssi.report.gaps import largest_gaps
from openssi.report.glossary import GLOSSARY
from openssi.report.history_data import history_data
from openssi.report.incognito import anonymous
from openssi.report.pictures.bar import bar, filled
from openssi.report.pictures.curve import curve_picture
from openssi.report.pictures.history import history_picture
from openssi.report.pictures.history_table import history_rows
from openssi.report.pictures.ring import ring
from openssi.report.pictures.sparkline import sparkline
from openssi.report.pictures.strip import strip
from openssi.report.pictures.waterfall import waterfall
from openssi.report.policy import content_security_policy
from openssi.report.rounding import DECIMALS
from openssi.report.templating import LIVE, SCRIPTS, STYLES, assets, environment
from openssi.report.unseen import unseen_by_source
from openssi.report.ways import KEEP, OFFICIAL_PAGE
from openssi.report.why import why
from openssi.result import Pillar, PillarId, Result, Signal

_LINE: Final = 2
"""Days that make a line."""


def html(result: Result, *, incognito: bool = False) -> str:
    """One HTML file with everything in it: style, script, pictures and their tables.

    The page shows the numbers of the result and computes none. It runs under a policy that lets
    nothing load, so it tells nobody that it was opened.

    Args:
        result: What to show.
        incognito: Leave out every name and number by which a person could be known; scores stay.
    """
    told = anonymous(result) if incognito else result
    shown = figures(told)
    page = environment().get_template("report.html.j2")
    return page.render(
        **_inlined(assets(STYLES), assets(SCRIPTS), assets(LIVE)),
        **_first_screen(told),
        **_pictures(told, shown),
        result=told,
        shown=shown,
        owner=words.name(told),
        incognito=incognito,
        precise=_precise(incognito=incognito),
        glossary=GLOSSARY,
        beside=beside(told),
        page_of_official=OFFICIAL_PAGE,
        keep=KEEP,
        described=described(told),
        unseen=unseen_by_source(told),
        scale=words.scale(told),
        titles={pillar.id: pillar.title for pillar in told.pillars},
    )


def at_hand() -> None:
    """Read the templates and files that every page is made of, before there is a result."""
    env = environment()
    for name in env.list_templates():
        if name.endswith(".j2"):
            env.get_template(name)
    for names in (STYLES, SCRIPTS, LIVE):
        assets(names)


def _inlined(style: str, script: str, live: str) -> dict[str, Any]:
    return {
        "policy": content_security_policy(style, script, live),
        "style": Markup(style),  # noqa: S704 -- our own files, nothing of the result in them
        "script": Markup(script),  # noqa: S704 -- the same
        "live": Markup(live),  # noqa: S704 -- the same
    }


def _first_screen(result: Result) -> dict[str, Any]:
    return {
        "ring": ring(result),
        "bars": {pillar.id: bar(pillar) for pillar in result.pillars},
        "sparklines": _sparklines(result),
        "gaps": largest_gaps(result),
        "why": why(result.change),
        "moved": moved(result.change) if result.change else None,
        "comparisons": comparisons(result),
    }


def _sparklines(result: Result) -> dict[PillarId, str]:
    """The last year of each pillar; of a single day there is nothing to draw."""
    if len(result.history.days) < _LINE:
        return {}
    return {p.id: sparkline(result.history, p.id, p.max) for p in result.pillars}


def _pictures(result: Result, shown: Figures) -> dict[str, Any]:
    seen = {pillar.id: _seen(result, pillar) for pillar in result.pillars}
    history = history_picture(result.history, result.pillars, result.official)
    return {
        "history": history,
        "history_rows": history_rows(result.history, result.official),
        "history_data": history_data(result.history, result.pillars, history) if history else None,
        "waterfall": waterfall(result, shown),
        "minis": {signal.id: filled(signal) for signal in result.signals},
        "strips": {pillar: strip(signals) for pillar, signals in seen.items()},
        "curves": {s.id: curve_picture(s) for signals in seen.values() for s in signals},
        "pillar_signals": seen,
    }


def _seen(result: Result, pillar: Pillar) -> tuple[Signal, ...]:
    """The signals of a pillar that have something to show; the others are listed by source."""
    known = (s for s in result.signals if s.value is not None or s.points is not None)
    return tuple(signal for signal in known if signal.pillar == pillar.id)


def _precise(*, incognito: bool) -> Callable[[float | None], str]:
    """How a number is written for programs: in full, or no closer than it is shown."""
    if not incognito:
        return numbers.exact
    return lambda value: "" if value is None else repr(round(value, DECIMALS))
