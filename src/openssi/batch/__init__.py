"""A whole network from its tables: every member scored and set beside their peers."""

from openssi.batch.check import Checked, check
from openssi.batch.erasing import Erased, erase
from openssi.batch.record import Record
from openssi.batch.request import Inputs, Request, Signals
from openssi.batch.run import run

__all__ = ["Checked", "Erased", "Inputs", "Record", "Request", "Signals", "check", "erase", "run"]
