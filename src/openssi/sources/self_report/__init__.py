"""What members tell of themselves: dated answers to a few questions that no file can answer."""

from openssi.sources.self_report.answers import CheckIn, checked
from openssi.sources.self_report.questions import QUESTIONS, Question
from openssi.sources.self_report.reader import NAME, read

__all__ = ["NAME", "QUESTIONS", "CheckIn", "Question", "checked", "read"]
