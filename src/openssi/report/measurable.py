"""Which signals can be measured from what was read, and which of them rest on a file."""

from __future__ import annotations

from collections.abc import Collection

import pyarrow as pa

from openssi.methodology import Methodology
from openssi.methodology.measures import Groups, State, Stock
from openssi.methodology.model import SignalRule
from openssi.sources.account import Imported
from openssi.tables import ATTRIBUTES, FACTS

_PLACES = {"colleagues": "company", "industry": "industry"}
"""What must be known of connections for the stocks of some of them."""


def known(whole: Imported) -> set[str]:
    """Return the kinds of activity, profile facts and attributes of connections that are known."""
    tables = whole.tables
    filled = [name for name in FACTS if _is_filled(tables.members[name])]
    filled += [name for name in ATTRIBUTES if _is_filled(tables.connections[name])]
    return {*tables.coverage["kind"].to_pylist(), *filled}


def measurable(
    methodology: Methodology, shown: Collection[str], all_known: Collection[str]
) -> tuple[SignalRule, ...]:
    """Return the signals that rest on a file and can be measured, in the methodology's order.

    Args:
        methodology: Whose signals.
        shown: What the file makes known, as in `FileAccount.shows`.
        all_known: What is known from all files together, from `known`.
    """
    return tuple(
        rule
        for rule in methodology.signals
        if any(set(group).intersection(shown) for group in _needs(rule))
        and all(set(group).intersection(all_known) for group in _needs(rule))
    )


def _needs(rule: SignalRule) -> Groups:
    """Return what a signal is measured from: something of every group must be known."""
    measure = rule.measure
    if isinstance(measure, State):
        return ((measure.fact,) if measure.fact else tuple(part.fact for part in measure.parts),)
    if isinstance(measure, Stock) and measure.connections in _PLACES:
        return (*measure.groups, (_PLACES[measure.connections],))
    return measure.groups


def _is_filled(column: pa.ChunkedArray) -> bool:
    return bool(column.null_count < len(column))
