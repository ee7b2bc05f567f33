"""The result for people and programs: a page, the terminal, JSON and CSV. Nothing computes here."""

from openssi.report.choice import named
from openssi.report.csv_export import csv_text
from openssi.report.doctor import doctor_text
from openssi.report.doctor_json import doctor_json
from openssi.report.json_export import explanation_json, json_text, signals_json
from openssi.report.page import html
from openssi.report.signals_page import signals_markdown
from openssi.report.terminal import text
from openssi.report.terminal_change import change_text
from openssi.report.terminal_explain import explanation, explanations
from openssi.report.terminal_methodology import (
    checked_text,
    differences_text,
    methodology_text,
    moves_text,
)
from openssi.report.terminal_signals import signal_list, signal_text

__all__ = [
    "change_text",
    "checked_text",
    "csv_text",
    "differences_text",
    "doctor_json",
    "doctor_text",
    "explanation",
    "explanation_json",
    "explanations",
    "html",
    "json_text",
    "methodology_text",
    "moves_text",
    "named",
    "signal_list",
    "signal_text",
    "signals_json",
    "signals_markdown",
    "text",
]
