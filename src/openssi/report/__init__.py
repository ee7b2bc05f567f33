"""The result for people and programs: a page, the terminal, data. Nothing computes here."""

from openssi.report.choice import named
from openssi.report.csv_export import (
    change_csv,
    csv_text,
    doctor_csv,
    explanation_csv,
    history_csv,
)
from openssi.report.doctor import doctor_text
from openssi.report.doctor_json import doctor_json
from openssi.report.history_rows import history_rows
from openssi.report.json_export import explanation_json, history_json, json_text, signals_json
from openssi.report.markdown import (
    change_markdown,
    explanation_markdown,
    history_markdown,
    result_markdown,
)
from openssi.report.markdown_doctor import doctor_markdown
from openssi.report.page import html
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
    "result_markdown",
    "signal_list",
    "signal_text",
    "signals_json",
    "signals_markdown",
    "text",
]
