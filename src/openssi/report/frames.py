"""The result as tables for pandas, which comes with the extra ``notebook``."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import TYPE_CHECKING, Literal

from openssi.errors import OpenSSIError
from openssi.result import History, Pillar, Result, Signal

if TYPE_CHECKING:
    import pandas as pd

Rows = Literal["signals", "pillars", "history"]


def frame(result: Result, rows: Rows = "signals") -> pd.DataFrame:
    """A part of a result as a table with full precision.

    Args:
        result: What to show.
        rows: A row for each signal, each pillar, or each day.

    Raises:
        OpenSSIError: There is no such table, or the extra ``notebook`` is not installed.
    """
    pandas = extra("pandas")
    if rows == "signals":
        return pandas.DataFrame([_signal(one) for one in result.signals]).set_index("id")
    if rows == "pillars":
        return pandas.DataFrame([_pillar(one) for one in result.pillars]).set_index("id")
    if rows == "history":
        days = pandas.to_datetime(list(result.history.days))
        return pandas.DataFrame(_columns(result.history), index=days).rename_axis("day")
    raise OpenSSIError(
        f"There is no table '{rows}'.", hint="give 'signals', 'pillars' or 'history'."
    )


def extra(name: str) -> ModuleType:
    """Import a package of the extra ``notebook``.

    Raises:
        OpenSSIError: It is not installed; the hint tells how to.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise OpenSSIError(
            f"This needs {name}, which is not installed.",
            hint='pip install ".[notebook]" in the folder of this project.',
        ) from error


def _signal(signal: Signal) -> dict[str, object]:
    return {
        "id": signal.id,
        "title": signal.title,
        "pillar": signal.pillar,
        "tier": signal.tier,
        "status": signal.status.value,
        "value": signal.value,
        "unit": signal.unit,
        "points": signal.points,
        "max_points": signal.max_points,
        "sources": ", ".join(signal.sources),
        "next_value": signal.next_point.value if signal.next_point else None,
    }


def _pillar(pillar: Pillar) -> dict[str, object]:
    return {
        "id": pillar.id,
        "title": pillar.title,
        "status": pillar.status.value,
        "score": pillar.score,
        "low": pillar.range.low,
        "high": pillar.range.high,
        "max": pillar.max,
        "coverage": pillar.coverage,
        "change_7d": pillar.change_7d,
    }


def _columns(history: History) -> dict[str, tuple[float | None, ...]]:
    own = {str(pillar): values for pillar, values in history.pillars.items()}
    return {"total": history.total, "measurable": history.measurable, **own}
