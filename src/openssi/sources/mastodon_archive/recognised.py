"""Whether a file is a Mastodon archive, by what lies in it."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Final

from openssi.errors import SourceError
from openssi.sources.container import opened
from openssi.sources.mastodon_archive.others import FILES

_TOPS: Final = ("actor.json", "outbox.json", "likes.json", "bookmarks.json", "media_attachments/")
_GZIP: Final = b"\x1f\x8b"
_ZIP: Final = b"PK\x03\x04"
_TAR_NAME: Final = 100


def recognises(path: Path, head: bytes) -> bool:
    """Say whether a file or a folder is a Mastodon archive, by what lies in it.

    Args:
        path: The file or folder. Of a gzipped tar file, which would have to be unpacked for its
            list of entries, only the first entry is looked at.
        head: Its first 64 KiB; nothing of a folder.
    """
    if head.startswith(_GZIP):
        return _first_of_tar(_unzipped(head))
    if head.startswith(_ZIP) or (not head and path.is_dir()):
        return _holds_both(path)
    return _first_of_tar(head)


def _unzipped(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 1 << 16)
    except zlib.error:
        return b""


def _first_of_tar(head: bytes) -> bool:
    """Say whether a tar file begins with an entry that only such an archive begins with."""
    name = head[:_TAR_NAME].partition(b"\0")[0].decode("utf-8", "replace").removeprefix("./")
    return head[257:262] == b"ustar" and name.startswith(_TOPS)


def _holds_both(path: Path) -> bool:
    try:
        with opened(path) as container:
            return {entry.name for entry in container.entries}.issuperset(FILES)
    except SourceError:
        return False
