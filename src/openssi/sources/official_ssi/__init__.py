"""LinkedIn's own index, from whatever the member lawfully has of its page."""

from openssi.sources.official_ssi.parts import not_found
from openssi.sources.official_ssi.pasted import pasted
from openssi.sources.official_ssi.reader import NAME, read, recognises
from openssi.sources.official_ssi.typed import typed

__all__ = ["NAME", "not_found", "pasted", "read", "recognises", "typed"]
