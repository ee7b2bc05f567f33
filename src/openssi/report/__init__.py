"""The result for people and programs: a page, the terminal, data. Nothing computes here.

What shows a result is imported when it is asked for: JSON must not wait for Jinja and Rich.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

from openssi.report.history_rows import history_rows

if TYPE_CHECKING:
    from openssi.report.choice import named
    from openssi.report.csv_doctor import doctor_csv
    from openssi.report.csv_export import change_csv, csv_text, explanation_csv, history_csv
    from openssi.report.doctor import doctor_text
    from openssi.report.json_doctor import doctor_json
    from openssi.report.json_export import explanation_json, history_json, json_text, signals_json
    from openssi.report.markdown import (
        change_markdown,
        explanation_markdown,
        history_markdown,
        result_markdown,
    )
    from openssi.report.markdown_doctor import doctor_markdown
    from openssi.report.page import at_hand, html
    from openssi.report.population_page import population_html
    from openssi.report.signals_page import signals_markdown
    from openssi.report.terminal import text
    from openssi.report.terminal_change import change_text
    from openssi.report.terminal_explain import explanation, explanations
    from openssi.report.terminal_history import history_text
    from openssi.report.terminal_methodology import (
        checked_text,
        differences_text,
        methodology_text,
        moves_text,
    )
    from openssi.report.terminal_signals import signal_list, signal_text

__all__ = [
    "at_hand",
    "change_csv",
    "change_markdown",
    "change_text",
    "checked_text",
    "csv_text",
    "differences_text",
    "doctor_csv",
    "doctor_json",
    "doctor_markdown",
    "doctor_text",
    "explanation",
    "explanation_csv",
    "explanation_json",
    "explanation_markdown",
    "explanations",
    "history_csv",
    "history_json",
    "history_markdown",
    "history_rows",
    "history_text",
    "html",
    "json_text",
    "methodology_text",
    "moves_text",
    "named",
    "population_html",
    "result_markdown",
    "signal_list",
    "signal_text",
    "signals_json",
    "signals_markdown",
    "text",
]

_HOMES: Final = {
    "choice": ("named",),
    "csv_doctor": ("doctor_csv",),
    "csv_export": (
        "change_csv",
        "csv_text",
        "explanation_csv",
        "history_csv",
    ),
    "doctor": ("doctor_text",),
    "json_doctor": ("doctor_json",),
    "json_export": (
        "explanation_json",
        "history_json",
        "json_text",
        "signals_json",
    ),
    "markdown": (
        "change_markdown",
        "explanation_markdown",
        "history_markdown",
        "result_markdown",
    ),
    "markdown_doctor": ("doctor_markdown",),
    "page": ("at_hand", "html"),
    "population_page": ("population_html",),
    "signals_page": ("signals_markdown",),
    "terminal": ("text",),
    "terminal_change": ("change_text",),
    "terminal_explain": (
        "explanation",
        "explanations",
    ),
    "terminal_history": ("history_text",),
    "terminal_methodology": (
        "checked_text",
        "differences_text",
        "methodology_text",
        "moves_text",
    ),
    "terminal_signals": (
        "signal_list",
        "signal_text",
    ),
}
"""Modules with what they are asked for."""

_HOME: Final = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Import a way to show a result."""
    if name not in _HOME:
        raise AttributeError(f"module 'openssi.report' has no attribute '{name}'")
    return getattr(import_module(f"openssi.report.{_HOME[name]}"), name)
