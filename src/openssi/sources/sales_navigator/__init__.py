"""Sales Navigator: the usage report and the activity export, for every seat that a roster names."""

from openssi.sources.sales_navigator.members import NAME
from openssi.sources.sales_navigator.reader import read, recognises
from openssi.sources.sales_navigator.roster import Roster, is_roster, read_roster

__all__ = ["NAME", "Roster", "is_roster", "read", "read_roster", "recognises"]
