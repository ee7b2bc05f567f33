"""What the runs over a network stored, read again: one member, or all of them as a picture."""

from openssi.population.folder import Folder
from openssi.population.member import member
from openssi.population.whole import population

__all__ = ["Folder", "member", "population"]
