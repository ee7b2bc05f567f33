"""A network as one self-contained page, in the language of the personal report."""

from __future__ import annotations

from typing import Any, Final

from markupsafe import Markup

from openssi.report import population_rows, population_words
from openssi.report.glossary import GLOSSARY
from openssi.report.pictures.histogram import histogram
from openssi.report.pictures.ring import Arc, arcs
from openssi.report.policy import content_security_policy
from openssi.report.templating import assets, environment
from openssi.result.population import Population

STYLES: Final = tuple(
    f"templates/{name}.css"
    for name in ("tokens", "base", "parts", "pictures", "today", "population", "print")
)
SCRIPTS: Final = tuple(f"templates/{name}.js" for name in ("locale", "theme", "terms", "sections"))
_TERMS: Final = ("index", "coverage", "estimated")
OWN_TERMS: Final = {
    "decile": (
        "Decile",
        (
            "A tenth of the members stands below the first decile, two tenths below the second, "
            "and so on; half of them stand below the fifth."
        ),
    ),
    "share": (
        "Share of the spread",
        (
            "How much of the variance of the totals goes with a signal: the covariance of its "
            "points with the total, over the variance of the total. The shares of all signals sum "
            "to 100%. It says what the differences consist of, not what causes them."
        ),
    ),
}


def population_html(told: Population) -> str:
    """One HTML file with everything in it; of no member a number alone.

    Args:
        told: What to show.
    """
    style, script = assets(STYLES), assets(SCRIPTS)
    page = environment().get_template("population.html.j2")
    return page.render(
        **_pictures(told),
        told=told,
        sentences=population_words,
        titles={pillar.id: pillar.title for pillar in told.pillars},
        glossary={name: GLOSSARY[name] for name in _TERMS} | OWN_TERMS,
        policy=content_security_policy(style, script),
        style=Markup(style),  # noqa: S704 -- our own files, nothing of the network in them
        script=Markup(script),  # noqa: S704 -- the same
    )


def _pictures(told: Population) -> dict[str, Any]:
    spreads = {p.id: histogram(p.spread) for p in told.pillars if p.spread}
    return {
        "index": histogram(told.total) if told.total else None,
        "ring": _ring(told),
        "pillars": spreads,
        "groupings": population_rows.groupings(told),
        "moved": histogram(told.moves.spread, signed=True) if told.moves else None,
        "moves": population_rows.moves(told),
        "coverage": population_rows.coverage(told),
        "spread": population_rows.spread(told),
    }


def _ring(told: Population) -> tuple[Arc, ...]:
    """The mean pillars end to end; none where they are not those of the same members."""
    spreads = [(pillar.id, pillar.spread) for pillar in told.pillars]
    means = [(name, one.mean) for name, one in spreads if one and _is_of_all(told, one.members)]
    return arcs(means) if len(means) == len(spreads) else ()


def _is_of_all(told: Population, members: int) -> bool:
    return told.total is not None and members == told.total.members
