"""LinkedIn's "copy of your data": the archive that every member can ask for."""

from openssi.sources.linkedin_archive.extent import kinds_shown_by
from openssi.sources.linkedin_archive.reader import identify, read
from openssi.sources.linkedin_archive.several import read_all

__all__ = ["identify", "kinds_shown_by", "read", "read_all"]
