"""The report as one self-contained page that loads nothing."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from openssi.report import words
from openssi.report.figures import figures
from openssi.report.gaps import largest_gaps
from openssi.report.glossary import GLOSSARY
from openssi.report.history_data import history_data
from openssi.report.pictures.bar import bar, filled
from openssi.report.pictures.curve import curve_picture
from openssi.report.pictures.history import history_picture
from openssi.report.pictures.history_table import history_rows
from openssi.report.pictures.ring import ring
from openssi.report.pictures.sparkline import sparkline
from openssi.report.pictures.waterfall import waterfall
from openssi.report.policy import content_security_policy
from openssi.report.templating import SCRIPTS, STYLES, assets, environment
from openssi.report.why import why
from openssi.result import Pillar, Result, Signal, Status


def html(result: Result) -> str:
    """One HTML file with everything in it: style, script, pictures and their tables.

    The page shows the numbers of the result and computes none. It runs under a policy that lets
    nothing load, so it tells nobody that it was opened.
    """
    style, script = assets(STYLES), assets(SCRIPTS)
    page = environment().get_template("report.html.j2")
    return page.render(
        **_inlined(style, script),
        **_pictures(result),
        result=result,
        gaps=largest_gaps(result),
        why=why(result.change),
        glossary=GLOSSARY,
        unseen=[s for s in result.signals if s.status is Status.NOT_OBSERVED],
        scale=words.scale(result),
        titles={pillar.id: pillar.title for pillar in result.pillars},
    )


def _inlined(style: str, script: str) -> dict[str, Any]:
    return {
        "policy": content_security_policy(style, script),
        "style": Markup(style),  # noqa: S704 -- our own files, nothing of the result in them
        "script": Markup(script),  # noqa: S704 -- the same
    }


def _pictures(result: Result) -> dict[str, Any]:
    shown = figures(result)
    history = history_picture(result.history, result.pillars)
    return {
        "shown": shown,
        "ring": ring(result),
        "minis": {signal.id: filled(signal) for signal in result.signals},
        "bars": {pillar.id: bar(pillar) for pillar in result.pillars},
        "sparklines": {p.id: sparkline(result.history, p.id, p.max) for p in result.pillars},
        "history": history,
        "history_rows": history_rows(result.history),
        "history_data": history_data(result.history, result.pillars, history) if history else None,
        "waterfall": waterfall(result, shown),
        "curves": {s.id: curve_picture(s) for s in result.signals if _has_curve(s)},
        "pillar_signals": {p.id: _signals_of(result, p) for p in result.pillars},
    }


def _signals_of(result: Result, pillar: Pillar) -> tuple[Signal, ...]:
    return tuple(signal for signal in result.signals if signal.pillar == pillar.id)


def _has_curve(signal: Signal) -> bool:
    return signal.status is not Status.NOT_APPLICABLE
