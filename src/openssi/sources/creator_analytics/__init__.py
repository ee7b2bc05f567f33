"""LinkedIn's creator analytics: the xlsx files that the analytics pages export."""

from openssi.sources.creator_analytics.reader import NAME, read, recognises

__all__ = ["NAME", "read", "recognises"]
