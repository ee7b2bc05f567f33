"""The result as JSON: the whole object, full precision; and parts of it, with their version."""

import json
from collections.abc import Sequence
from typing import Any

from openssi.methodology import Methodology
from openssi.methodology.model import SignalRule
from openssi.report.history_rows import Every, HistoryRow, events_within
from openssi.result import Result, Signal


def json_text(result: Result) -> str:
    """The result object as indented JSON in the declared order, ending with a newline."""
    return result.model_dump_json(indent=2) + "\n"


def explanation_json(result: Result, signals: Sequence[Signal]) -> str:
    """Some signals of a result, with the methodology and the day that they hold for."""
    told = {
        "methodology": result.methodology.model_dump(mode="json"),
        "as_of": result.as_of.isoformat(),
        "signals": [signal.model_dump(mode="json") for signal in signals],
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def history_json(result: Result, every: Every, rows: Sequence[HistoryRow]) -> str:
    """The days of a history, with the methodology that they hold for."""
    told = {
        "methodology": result.methodology.model_dump(mode="json"),
        "as_of": result.as_of.isoformat(),
        "every": every,
        "rows": [_day(row) for row in rows],
        "events": [one.model_dump(mode="json") for one in events_within(result.history, rows)],
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _day(row: HistoryRow) -> dict[str, Any]:
    return {
        "day": row.day.isoformat(),
        "total": row.total,
        "measurable": row.measurable,
        "pillars": row.pillars,
        "breaks": [one.model_dump(mode="json") for one in row.breaks],
        "official": [one.model_dump(mode="json") for one in row.official],
    }


def signals_json(methodology: Methodology, rules: Sequence[SignalRule]) -> str:
    """Some signals of a methodology, each with the half-life that holds for it."""
    told = {
        "methodology": methodology.model_dump(mode="json", include={"id", "version", "title"}),
        "signals": [
            rule.model_dump(mode="json", exclude_defaults=True)
            | {"half_life_days": methodology.half_life(rule)}
            for rule in rules
        ],
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"
