"""The result for people and programs: a page, the terminal, JSON and CSV. Nothing computes here."""

from openssi.report.csv_export import csv_text
from openssi.report.json_export import json_text
from openssi.report.page import html
from openssi.report.terminal import text

__all__ = ["csv_text", "html", "json_text", "text"]
