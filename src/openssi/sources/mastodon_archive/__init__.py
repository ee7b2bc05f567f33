"""The archive that a Mastodon server makes for its member."""

from openssi.sources.mastodon_archive.reader import NAME, read
from openssi.sources.mastodon_archive.recognised import recognises

__all__ = ["NAME", "read", "recognises"]
